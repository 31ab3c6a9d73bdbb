"""Offers places of the country under a field: villages, or kabupaten and kota."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit

from dinsos_desk.domain.regions import Place
from ui.context import Context
from ui.intake.lookups import towns, villages
from ui.widgets.editors import LineEditor
from ui.widgets.field import Field

_PAUSE_MS = 150
_VILLAGE_FROM, _TOWN_FROM = 3, 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Find = Callable[[str], Sequence[Place]]


class PlaceHelper(QObject):
    """Belongs to one line; ``find`` is asked on a worker. Enter with no place marked keeps what was typed."""

    chosen = Signal(object)
    """A ``Place``."""

    def __init__(self, context: Context, line: QLineEdit, find: Find, shortest: int) -> None:
        super().__init__(line)
        self._context = context
        self._line = line
        self._find = find
        self._shortest = shortest
        self._places: tuple[Place, ...] = ()
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setMaxVisibleItems(8)
        self.completer.popup().setProperty("popup", True)
        self.completer.popup().setObjectName("pilihan_tempat")
        self.completer.popup().installEventFilter(self)
        self.completer.setWidget(line)
        self.completer.activated.connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        line.textEdited.connect(lambda: self._pause.start())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            popup = self.completer.popup()
            if not popup.selectionModel().hasSelection():
                popup.hide()
                QApplication.sendEvent(self._line, event)
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        text = self._line.text().strip()
        if len(text) < self._shortest or not self._line.hasFocus():
            self.completer.popup().hide()
            return
        self._context.tasks.run_read(lambda: (text, self._find(text)), self._offer, owner=self)

    def _offer(self, found: tuple[str, Sequence[Place]]) -> None:
        text, places = found
        if text != self._line.text().strip() or not self._line.hasFocus():
            return
        if len(places) == 1 and text == places[0].regency and not places[0].village:
            places = ()
        self._places = tuple(places)
        self._model.setStringList([place.path for place in places])
        if places:
            self.completer.complete()
            self.completer.popup().selectionModel().clear()
        else:
            self.completer.popup().hide()

    def _take(self, path: str) -> None:
        place = next((place for place in self._places if place.path == path), None)
        if place is not None:
            self.chosen.emit(place)


def offer_villages(context: Context, line: QLineEdit, near: Callable[[], str]) -> PlaceHelper:
    """Villages; those of the kabupaten/kota whose code ``near`` gives come first."""

    def find(text: str) -> Sequence[Place]:
        return villages(context.desk, text, near())

    return PlaceHelper(context, line, find, _VILLAGE_FROM)


def offer_towns(context: Context, field: Field) -> PlaceHelper | None:
    """Kabupaten and kota under a field of one line; one that is chosen is written, and the cursor goes on."""
    editor = field.editor
    if not isinstance(editor, LineEditor):
        return None
    helper = PlaceHelper(context, editor.line, lambda text: towns(context.desk, text), _TOWN_FROM)
    helper.chosen.connect(lambda place: editor.take(place.regency))
    return helper
