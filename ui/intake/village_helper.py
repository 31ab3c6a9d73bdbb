"""Offers villages under the desa field; one that is chosen fills kecamatan, kabupaten and provinsi."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from dinsos_desk.domain.regions import Place
from ui.context import Context
from ui.intake.lookups import villages

_PAUSE_MS = 150
_SHORTEST = 3


class VillageHelper(QObject):
    """Belongs to one line; ``near`` gives the code of the kabupaten/kota whose villages come first."""

    chosen = Signal(object)

    def __init__(self, context: Context, line: QLineEdit, near: Callable[[], str]) -> None:
        super().__init__(line)
        self._context = context
        self._line = line
        self._near = near
        self._places: tuple[Place, ...] = ()
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setMaxVisibleItems(8)
        self.completer.popup().setProperty("popup", True)
        self.completer.popup().setObjectName("pilihan_desa")
        self.completer.setWidget(line)
        self.completer.activated.connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        line.textEdited.connect(lambda: self._pause.start())

    def _ask(self) -> None:
        text, near, desk = self._line.text().strip(), self._near(), self._context.desk
        if len(text) < _SHORTEST or not self._line.hasFocus():
            self.completer.popup().hide()
            return
        self._context.tasks.run_read(lambda: (text, villages(desk, text, near)), self._offer, owner=self)

    def _offer(self, found: tuple[str, Sequence[Place]]) -> None:
        text, places = found
        if text != self._line.text().strip() or not self._line.hasFocus():
            return
        self._places = tuple(places)
        self._model.setStringList([place.path for place in places])
        if places:
            self.completer.complete()
        else:
            self.completer.popup().hide()

    def _take(self, path: str) -> None:
        place = next((place for place in self._places if place.path == path), None)
        if place is not None:
            self.chosen.emit(place)
