"""One row of the checklist as typed, read into a tick."""

from dataclasses import dataclass
from datetime import date

from dinsos_desk.domain.checklist import PaperMode, PaperState, PaperTick
from dinsos_desk.domain.dates import parse_date
from dinsos_desk.domain.entry.reading import Reading
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.text import text_faults


@dataclass(frozen=True)
class PaperEntry:
    """One row of the checklist as typed."""

    state: str = ""
    mode: str = ""
    alternative: str = ""
    number: str = ""
    dated: str = ""
    note: str = ""


def read_paper(code: str, entry: PaperEntry, today: date) -> Reading[PaperTick]:
    """Read one row of the checklist."""
    faults = []
    dated = None
    place = f"berkas.{code}"
    if entry.dated.strip():
        try:
            dated = parse_date(entry.dated, today)
            if dated > today:
                faults.append(Fault("tanggal_di_masa_depan", {}, place))
        except Refused as refusal:
            faults.append(refusal.fault.at(place))
    faults += [*text_faults(entry.number, 120, place), *text_faults(entry.note, 400, place)]
    if faults:
        return Reading(None, tuple(faults))
    return Reading(
        PaperTick(
            PaperState(entry.state) if entry.state else None,
            PaperMode(entry.mode) if entry.mode else None,
            entry.alternative,
            " ".join(entry.number.split()),
            dated,
            entry.note.strip(),
        )
    )
