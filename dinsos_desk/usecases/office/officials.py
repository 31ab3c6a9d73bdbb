"""Who holds the posts of the office, since when and until when: the signatories of letters."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dinsos_desk.db import tables
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.identity import parse_nip
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import InvalidInput
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.setup import LONGEST_LINE

KIND_NAMES = {"definitif": "definitif", "plt": "Plt.", "plh": "Plh.", "an": "a.n.", "ub": "u.b."}
_MARKS = ("plt.", "plh.", "a.n.", "u.b.")
OFFICIAL_KINDS = tuple(KIND_NAMES)


@dataclass(frozen=True)
class OfficialData:
    """The holder of a post, or who signs in the name of its holder.

    ``title`` is how the signature block prints it, one line per line: the post; for a.n. the post of who
    signs; for u.b. the post that was given the mandate and then that of who signs.
    """

    post: str
    title: str
    name: str
    rank: str = ""
    nip: str = ""
    kind: str = "definitif"
    valid_from: date = date(2020, 1, 1)
    valid_until: date | None = None
    id: int | None = None


def officials(uow: UnitOfWork) -> tuple[OfficialData, ...]:
    """Everybody who holds or held a post."""
    with uow:
        return tuple(_official(row) for row in uow.offices.officials())


def check_official(data: OfficialData, others: Iterable[OfficialData] = ()) -> tuple[Fault, ...]:
    """What is wrong with the holder of a post as entered; ``others`` hold posts already.

    Two definitive holders of one post cannot serve on the same day, nor two Plt. or two Plh.; an acting
    holder beside a definitive one is what acting holders are for.
    """
    faults = [
        Fault("wajib_diisi", {"nama": label}, name)
        for name, label in (("post", "Jabatan"), ("title", "Sebutan jabatan"), ("name", "Nama"))
        if not str(getattr(data, name)).strip()
    ]
    for name in ("title", "name", "rank"):
        faults += text_faults(str(getattr(data, name)), LONGEST_LINE, name)
    if data.valid_until is not None and data.valid_until < data.valid_from:
        faults.append(Fault("tanggal_terbalik", {}, "valid_until"))
    lines = [line.strip() for line in data.title.splitlines() if line.strip()]
    if data.kind == "ub" and len(lines) == 1:
        faults.append(Fault("sebutan_ub_dua_baris", {}, "title"))
    if data.kind != "definitif" and any(line.lower().startswith(_MARKS) for line in lines):
        faults.append(Fault("sebutan_tanpa_singkatan", {"sebagai": KIND_NAMES.get(data.kind, "")}, "title"))
    if data.kind not in OFFICIAL_KINDS:
        faults.append(Fault("pilihan_tidak_dikenal", {"nilai": data.kind}, "kind"))
    if data.nip.strip():
        try:
            parse_nip(data.nip, date.max)
        except Refused as refusal:
            faults.append(refusal.fault.at("nip"))
    same = next((other for other in others if _overlaps(data, other)), None)
    if same is not None:
        values = {"nama": same.name, "sebagai": KIND_NAMES[same.kind], "masa": span_words(same)}
        faults.append(Fault("pejabat_tumpang_tindih", values, "valid_from"))
    return tuple(faults)


def span_words(data: OfficialData) -> str:
    """From when to when somebody holds a post."""
    if data.valid_until is None:
        return f"sejak {format_date(data.valid_from)}"
    return f"{format_date(data.valid_from)} sampai {format_date(data.valid_until)}"


def goes_before(others: Iterable[OfficialData]) -> OfficialData | None:
    """Who of several that serve on the same day signs: as ``official_on`` of the database chooses."""
    return max(others, key=lambda h: (h.kind != "definitif", h.valid_from, h.id or 0), default=None)


def beside(data: OfficialData, others: Iterable[OfficialData]) -> tuple[OfficialData, ...]:
    """Who holds the same post on some of the same days in another capacity."""
    return tuple(one for one in others if one.kind != data.kind and _share_days(data, one))


def _overlaps(one: OfficialData, other: OfficialData) -> bool:
    """Whether two holders of a post serve in the same capacity on some day."""
    return one.kind == other.kind and _share_days(one, other)


def _share_days(one: OfficialData, other: OfficialData) -> bool:
    """Whether two hold one post on some day."""
    if one is other or (one.id is not None and one.id == other.id) or one.post != other.post:
        return False
    first, second = one.valid_until or date.max, other.valid_until or date.max
    return one.valid_from <= second and other.valid_from <= first


def official_columns(data: OfficialData) -> dict[str, Any]:
    """A checked official as the database keeps them."""
    nip = parse_nip(data.nip, date.max).value if data.nip.strip() else ""
    tidy = replace(data, nip=nip, name=data.name.strip(), title=data.title.strip(), rank=data.rank.strip())
    columns = dict(vars(tidy))
    columns.pop("id")
    return columns


def keep_official(uow: UnitOfWork, actor: Actor, data: OfficialData) -> int:
    """Add or change the holder of a post. Raises ``InvalidInput``."""
    actor.require(Role.ADMIN)
    with uow:
        faults = check_official(data, map(_official, uow.offices.officials()))
        if faults:
            raise InvalidInput(faults)
        official_id = uow.offices.keep_official(data.id, **official_columns(data))
        uow.trail.note(actor.user_id, Deed.OFFICIAL_CHANGED, _told(data.title, data.name), official_id)
        uow.commit()
    return official_id


def remove_official(uow: UnitOfWork, actor: Actor, official_id: int) -> None:
    """Take an official off the list; letters already made keep their signatory."""
    actor.require(Role.ADMIN)
    with uow:
        gone = next((row for row in uow.offices.officials() if row.id == official_id), None)
        about = _told(gone.title, gone.name) if gone is not None else ""
        uow.offices.remove_official(official_id)
        uow.trail.note(actor.user_id, Deed.OFFICIAL_REMOVED, about, official_id)
        uow.commit()


def _told(title: str, name: str) -> str:
    """An official as the audit trail names him, on one line."""
    return f"{' '.join(title.split())} · {name.strip()}"


def _official(row: tables.Official) -> OfficialData:
    return OfficialData(
        row.post, row.title, row.name, row.rank, row.nip, row.kind, row.valid_from, row.valid_until, row.id
    )
