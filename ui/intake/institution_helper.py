"""Offers known institutions under the name of one; the one that is chosen fills the whole form."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from dinsos_desk.db.queries.people.finding import InstitutionRow
from dinsos_desk.domain.people import PartyKind
from ui.context import Context
from ui.intake.lookups import Match, matches
from ui.known_offers import KnownOffers


class InstitutionHelper(KnownOffers):
    """Belongs to one line. ``wanted`` says whether to look at all: not while a record was chosen already."""

    chosen = Signal(int)
    """The id of the institution."""

    def __init__(self, context: Context, line: QLineEdit, wanted: Callable[[], bool]) -> None:
        super().__init__(context, line, name="pilihan_lembaga", label="Lembaga yang sudah tercatat")
        self._wanted = wanted

    def find(self, text: str) -> Sequence[Match]:
        return tuple(matches(self._context.desk, PartyKind.INSTITUTION, text))

    def words(self, known: Match) -> str:
        """Name and address tell institutions apart; their kind hardly does."""
        address = known.address if isinstance(known, InstitutionRow) else ""
        return " · ".join(filter(None, (known.name, address)))

    def take(self, known: Match) -> None:
        self.chosen.emit(known.id)

    def is_wanted(self) -> bool:
        return super().is_wanted() and self._wanted()
