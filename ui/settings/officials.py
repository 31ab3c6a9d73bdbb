"""Posts and their holders as lists show them. No window needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dinsos_desk.desk import Desk
from dinsos_desk.domain.identity import format_nip
from dinsos_desk.usecases.officials import OfficialData, officials, span_words
from dinsos_desk.usecases.posts import office_posts
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.theme import Tone

KIND_WORDS = {"definitif": "Definitif", "plt": "Plt.", "plh": "Plh.", "an": "a.n.", "ub": "u.b."}


@dataclass(frozen=True)
class Holder:
    """A holder of a post with the post's name, as of a day."""

    data: OfficialData
    post_name: str
    today: date


@dataclass(frozen=True)
class Holders:
    """All holders, and the posts one may choose from, by code."""

    rows: tuple[Holder, ...]
    posts: dict[str, str]


def holders_of(desk: Desk) -> Holders:
    """What the section shows; the posts are those of this office."""
    posts = {post.code: post.name for post in office_posts(desk)}
    today = desk.now().date()
    rows = tuple(Holder(data, posts[data.post], today) for data in officials(desk.reader()))
    return Holders(_in_order(rows, posts), posts)


def _in_order(rows: Iterable[Holder], posts: dict[str, str]) -> tuple[Holder, ...]:
    order = list(posts)
    return tuple(sorted(rows, key=lambda row: (order.index(row.data.post), -row.data.valid_from.toordinal())))


def standing(row: Holder) -> BadgeSpec:
    """Whether somebody holds the post today."""
    if row.data.valid_from > row.today:
        return BadgeSpec("Belum mulai", Tone.INFO, "clock-outline")
    if row.data.valid_until is not None and row.data.valid_until < row.today:
        return BadgeSpec("Berakhir", Tone.NEUTRAL, "history")
    return BadgeSpec("Menjabat", Tone.OK, "check-circle-outline")


COLUMNS: tuple[ColumnSpec[Holder], ...] = (
    ColumnSpec("jabatan", "Jabatan", lambda row: row.post_name, width=230, least=150, stretch=True),
    ColumnSpec("nama", "Nama", lambda row: row.data.name, width=190, least=140, bold=True, typeahead=True),
    ColumnSpec("sebagai", "Sebagai", lambda row: KIND_WORDS[row.data.kind], width=80, least=74),
    ColumnSpec("nip", "NIP", lambda row: format_nip(row.data.nip), width=175, least=160, drop=2),
    ColumnSpec("berlaku", "Berlaku", lambda row: span_words(row.data), width=170, least=120, drop=1),
    ColumnSpec("keadaan", "Keadaan", lambda row: standing(row).text, width=130, least=120, badge=standing),
)
