"""Posts and their holders as lists show them. No window needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dinsos_desk.desk import Desk
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.identity import format_nip
from dinsos_desk.usecases.office.officials import OfficialData, beside, goes_before, officials, span_words
from dinsos_desk.usecases.office.posts import office_posts
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.theme import Tone

KIND_WORDS = {"definitif": "Definitif", "plt": "Plt.", "plh": "Plh.", "an": "a.n.", "ub": "u.b."}


@dataclass(frozen=True)
class Holder:
    """A holder of a post with its name, as of a day. ``signer``: who signs instead; empty for himself."""

    data: OfficialData
    post_name: str
    today: date
    signer: str = ""


@dataclass(frozen=True)
class Holders:
    """All holders, and the posts one may choose from, by code."""

    rows: tuple[Holder, ...]
    posts: dict[str, str]


def holders_of(desk: Desk) -> Holders:
    """What the section shows; the posts are those of this office."""
    posts = {post.code: post.name for post in office_posts(desk)}
    today = desk.now().date()
    known = officials(desk.reader())
    rows = tuple(Holder(data, posts[data.post], today, _instead(data, known, today)) for data in known)
    return Holders(_in_order(rows, posts), posts)


def _instead(data: OfficialData, known: tuple[OfficialData, ...], today: date) -> str:
    """Who signs today for a post that somebody else holds as well."""
    serving = [one for one in known if one.post == data.post and _serves(one, today)]
    signer = goes_before(serving)
    return named(signer) if signer is not None and signer.id != data.id else ""


def _serves(data: OfficialData, day: date) -> bool:
    return data.valid_from <= day and (data.valid_until is None or day <= data.valid_until)


def named(data: OfficialData) -> str:
    """Somebody by name and capacity."""
    return f"{data.name} ({KIND_WORDS[data.kind]})"


def beside_words(holders: Holders, official_id: int) -> str:
    """That somebody else holds the post in the same days, and who signs then; empty where nobody does."""
    known = [row.data for row in holders.rows]
    data = next((one for one in known if one.id == official_id), None)
    others = beside(data, known) if data is not None else ()
    if data is None or not others:
        return ""
    signer = goes_before((data, *others))
    start = max(data.valid_from, min(one.valid_from for one in others))
    who = " dan ".join(named(one) for one in others)
    says = f"{holders.posts[data.post]} dijabat juga oleh {who} pada masa yang sama."
    if signer is None:
        return says
    return f"{says} Surat sejak {format_date(start)} ditandatangani {named(signer)}, selama masanya berjalan."


def _in_order(rows: Iterable[Holder], posts: dict[str, str]) -> tuple[Holder, ...]:
    order = list(posts)
    return tuple(sorted(rows, key=lambda row: (order.index(row.data.post), -row.data.valid_from.toordinal())))


def standing(row: Holder) -> BadgeSpec:
    """Whether somebody holds the post today."""
    if row.data.valid_from > row.today:
        return BadgeSpec("Belum mulai", Tone.INFO, "clock-outline")
    if row.data.valid_until is not None and row.data.valid_until < row.today:
        return BadgeSpec("Berakhir", Tone.NEUTRAL, "history")
    if row.signer:
        return BadgeSpec("Diwakili", Tone.WARN, "account-switch-outline")
    return BadgeSpec("Menjabat", Tone.OK, "check-circle-outline")


def standing_tip(row: Holder) -> str:
    """What the badge means."""
    return f"Surat hari ini ditandatangani {row.signer}" if standing(row).text == "Diwakili" else ""


COLUMNS: tuple[ColumnSpec[Holder], ...] = (
    ColumnSpec("jabatan", "Jabatan", lambda row: row.post_name, width=230, least=150, stretch=True),
    ColumnSpec("nama", "Nama", lambda row: row.data.name, width=190, least=140, bold=True, typeahead=True),
    ColumnSpec("sebagai", "Sebagai", lambda row: KIND_WORDS[row.data.kind], width=80, least=74),
    ColumnSpec("nip", "NIP", lambda row: format_nip(row.data.nip), width=175, least=160, drop=2),
    ColumnSpec("berlaku", "Berlaku", lambda row: span_words(row.data), width=178, least=166, drop=1),
    ColumnSpec(
        "keadaan",
        "Keadaan",
        lambda row: standing(row).text,
        width=130,
        least=120,
        badge=standing,
        tooltip=standing_tip,
    ),
)
