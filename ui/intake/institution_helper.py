"""Offers known institutions under the name of one; the one that is chosen fills the whole form."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from dinsos_desk.db.queries.people import InstitutionRow
from dinsos_desk.domain.people import PartyKind
from ui.context import Context
from ui.intake.lookups import Match, matches

_PAUSE_MS = 150
_SHORTEST = 3
_WIDTH = 560


class InstitutionHelper(QObject):
    """Belongs to one line. ``wanted`` says whether to look at all: not while a record was chosen already."""

    chosen = Signal(int)
    """The id of the institution."""

    def __init__(self, context: Context, line: QLineEdit, wanted: Callable[[], bool]) -> None:
        super().__init__(line)
        self._context = context
        self._line = line
        self._wanted = wanted
        self._found: tuple[Match, ...] = ()
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(8)
        popup = self.completer.popup()
        popup.setProperty("popup", True)
        popup.setObjectName("pilihan_lembaga")
        popup.setAccessibleName("Lembaga yang sudah tercatat")
        popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.completer.setWidget(line)
        self.completer.activated[QModelIndex].connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        line.textEdited.connect(lambda: self._pause.start())

    def _ask(self) -> None:
        text, desk = self._line.text().strip(), self._context.desk
        if len(text) < _SHORTEST or not self._line.hasFocus() or not self._wanted():
            self.completer.popup().hide()
            return
        self._context.tasks.run_read(
            lambda: (text, matches(desk, PartyKind.INSTITUTION, text)), self._offer, owner=self
        )

    def _offer(self, answer: tuple[str, Sequence[Match]]) -> None:
        text, found = answer
        if text != self._line.text().strip() or not self._line.hasFocus() or not self._wanted():
            return
        self._found = tuple(found)
        self._model.setStringList([_words(match) for match in found])
        if found:
            self.completer.complete(self._room())
        else:
            self.completer.popup().hide()

    def _room(self) -> QRect:
        """As wide as an address needs, within the window."""
        line = self._line
        left = line.window().width() - line.mapTo(line.window(), QPoint(0, 0)).x()
        edge = self._context.theme.px(24)
        return QRect(0, 0, max(line.width(), min(self._context.theme.px(_WIDTH), left - edge)), line.height())

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self.chosen.emit(self._found[index.row()].id)


def _words(match: Match) -> str:
    """Name and address tell institutions apart; their kind hardly does."""
    address = match.address if isinstance(match, InstitutionRow) else ""
    return " · ".join(filter(None, (match.name, address)))
