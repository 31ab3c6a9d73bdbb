"""Users as lists show them. No window needed."""

from dataclasses import dataclass

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.office.posts import office_posts
from dinsos_desk.usecases.office.users import ROLE_NAMES, UserData, users
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.theme import Tone

EVERY_DIVISION = "Semua bidang"


@dataclass(frozen=True)
class Staff:
    """All users, and the divisions one may belong to."""

    rows: tuple[UserData, ...]
    divisions: tuple[str, ...]


def staff_of(desk: Desk) -> Staff:
    """What the section shows; divisions come from the services, the office's posts and the users."""
    rows = users(desk.reader())
    divisions = {service.division for service in desk.catalog.services.values()}
    divisions |= {post.division for post in office_posts(desk)}
    divisions |= {row.division for row in rows}
    return Staff(rows, tuple(sorted(divisions - {""})))


def role_words(row: UserData) -> str:
    """The hats of a user, in the order of the program."""
    return ", ".join(name for role, name in ROLE_NAMES.items() if role in row.roles)


def roles_from(codes: frozenset[str]) -> frozenset[Role]:
    """The hats behind their codes."""
    return frozenset(Role(code) for code in codes)


def activity(row: UserData) -> BadgeSpec:
    """Whether somebody may sign in."""
    if row.active:
        return BadgeSpec("Aktif", Tone.OK, "check-circle-outline")
    return BadgeSpec("Nonaktif", Tone.NEUTRAL, "account-off-outline")


COLUMNS: tuple[ColumnSpec[UserData], ...] = (
    ColumnSpec("nama", "Nama", lambda row: row.name, width=190, least=140, bold=True, typeahead=True),
    ColumnSpec("masuk", "Nama masuk", lambda row: row.login, width=110, least=90),
    ColumnSpec("peran", "Peran", role_words, width=210, least=130, stretch=True),
    ColumnSpec(
        "bidang",
        "Bidang",
        lambda row: row.division or EVERY_DIVISION,
        width=190,
        least=120,
        drop=1,
        muted=True,
    ),
    ColumnSpec("keadaan", "Keadaan", lambda row: activity(row).text, width=116, least=108, badge=activity),
)
