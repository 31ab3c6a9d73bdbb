"""Whether somebody of the draft is known already: asked while typing, off the window's thread."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from dinsos_desk.db.queries.people.finding import PersonRow
from dinsos_desk.db.queries.people.households import LikelyRow, Sought
from dinsos_desk.db.queries.people.institutions import LikelyInstitution, SoughtInstitution
from dinsos_desk.domain.dates import parse_date
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.people import PartyDef, PartyKind
from dinsos_desk.domain.phone import parse_phone
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.lookups import household_of, likely_known

_SHORTEST_NAME = 3


class Acquaintances(QObject):
    """Follows one party: who may be the same person, and who lives with somebody entered before."""

    likely = Signal(object)
    """Who is still to be asked about, the likeliest first (``LikelyRow`` or ``LikelyInstitution``)."""
    household = Signal(str, object)
    """The label of the other party, and the ``PersonRow`` of its KK who may be chosen here."""

    def __init__(
        self, context: Context, model: DraftModel, party: PartyDef, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._party = party
        self._sought: Sought | SoughtInstitution | None = None
        self._answer: tuple[LikelyRow | LikelyInstitution, ...] = ()
        self._kk = ""

    def follow(self) -> None:
        """The draft changed: ask anew what is not known yet."""
        self._follow_likely()
        if self._party.kind is PartyKind.PERSON:
            self._follow_household()

    def _follow_likely(self) -> None:
        entry = self._model.party(self._party.code)
        sought: Sought | SoughtInstitution | None
        if self._party.kind is PartyKind.PERSON:
            sought = sought_of(entry, self._context.desk.now().date())
        else:
            sought = sought_institution_of(entry)
        if sought == self._sought:
            self._tell()
            return
        self._sought, self._answer = sought, ()
        self._tell()
        if sought is None:
            return
        desk = self._context.desk

        def show(rows: tuple[LikelyRow | LikelyInstitution, ...]) -> None:
            if sought == self._sought:
                self._answer = rows
                self._tell()

        self._run(lambda: likely_known(desk, sought), show)

    def _tell(self) -> None:
        entry = self._model.party(self._party.code)
        passed = {*entry.apart, *self._others()}
        self.likely.emit(tuple(row for row in self._answer if row.known_id not in passed))

    def _follow_household(self) -> None:
        other = next((p for p in self._model.service.parties if self._has_kk(p)), None)
        own = self._model.party(self._party.code)
        kk = _number(self._model.party(other.code).typed["kk"]) if other and own.is_empty else ""
        if kk == self._kk:
            return
        self._kk = kk
        if not kk or other is None:
            self.household.emit("", ())
            return
        desk, label = self._context.desk, other.label

        def show(rows: tuple[PersonRow, ...]) -> None:
            if kk == self._kk:
                taken = self._others()
                self.household.emit(label, tuple(row for row in rows if row.id not in taken))

        self._run(lambda: household_of(desk, kk), show)

    def _has_kk(self, party: PartyDef) -> bool:
        typed = self._model.party(party.code).typed.get("kk", "")
        return party.code != self._party.code and bool(_number(typed))

    def _others(self) -> frozenset[int]:
        """Known people who stand in other parties of this application."""
        entries = self._model.draft.parties.items()
        return frozenset(
            entry.known_id
            for code, entry in entries
            if code != self._party.code
            and entry.known_id is not None
            and self._model.service.party(code).kind is self._party.kind
        )

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._context.tasks.run_read(work, done, owner=self)


def sought_of(entry: PartyEntry, today: date) -> Sought | None:
    """Whom to look for among the known; None while too little is typed, or a record was chosen."""
    typed = entry.typed
    name = " ".join(typed.get("nama", "").split())
    if entry.known_id is not None or len(name) < _SHORTEST_NAME:
        return None
    try:
        born = parse_date(typed.get("tanggal_lahir", ""), today)
    except Refused:
        born = None
    kk, sex = _number(typed.get("kk", "")), typed.get("jenis_kelamin", "").upper()
    known = Sought(name, born, kk, sex, (), _number(typed.get("nik", "")))
    return known if born is not None or kk else None


def sought_institution_of(entry: PartyEntry) -> SoughtInstitution | None:
    """Which institution to look for among the known; None while too little is typed, or one was chosen."""
    typed = entry.typed
    name = " ".join(typed.get("nama", "").split())
    if entry.known_id is not None or len(name) < _SHORTEST_NAME:
        return None
    try:
        phone = parse_phone(typed.get("telepon", ""))
    except Refused:
        phone = ""
    village, npwp, deed = (typed.get(code, "").strip() for code in ("desa", "npwp", "akta"))
    return SoughtInstitution(name, village, phone, npwp, deed)


def _number(typed: str) -> str:
    """The digits of a whole NIK or KK, else nothing."""
    digits = "".join(letter for letter in typed if letter.isdigit())
    return digits if len(digits) == 16 else ""
