"""Offers what is known already under a line while one types; anything else may be written too."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QLineEdit

from ui.context import Context

MOST = 8
"""What is offered at once without scrolling."""
_PAUSE_MS = 150
_SHORTEST = 3
_WIDTH = 560


class KnownOffers(QObject):
    """Belongs to one line. A kind of it says what to look for, how it reads, and what taking it means."""

    def __init__(self, context: Context, line: QLineEdit, *, name: str, label: str) -> None:
        super().__init__(line)
        self._context = context
        self._line = line
        self._found: Sequence[Any] = ()
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(MOST)
        popup = self.completer.popup()
        popup.setProperty("popup", True)
        popup.setObjectName(name)
        popup.setAccessibleName(label)
        popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.completer.setWidget(line)
        self.completer.activated[QModelIndex].connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        line.textEdited.connect(lambda: self._pause.start())

    def find(self, text: str) -> Sequence[Any]:
        """What is known of this beginning; runs off the window's thread."""
        raise NotImplementedError

    def words(self, known: Any) -> str:
        """How one of them reads in the list."""
        raise NotImplementedError

    def take(self, known: Any) -> None:
        """One of them was chosen."""
        raise NotImplementedError

    def is_wanted(self) -> bool:
        """Whether to offer anything now."""
        return self._line.hasFocus()

    def _ask(self) -> None:
        text = self._line.text().strip()
        if len(text) < _SHORTEST or not self.is_wanted():
            self.completer.popup().hide()
            return
        self._context.tasks.run_read(lambda: (text, self.find(text)), self._offer, owner=self)

    def _offer(self, answer: tuple[str, Sequence[Any]]) -> None:
        text, found = answer
        if text != self._line.text().strip() or not self.is_wanted():
            return
        self._found = found
        self._model.setStringList([self.words(one) for one in found])
        if found:
            self.completer.complete(self._room())
        else:
            self.completer.popup().hide()

    def _room(self) -> QRect:
        """As wide as an address needs, within the window."""
        line, theme = self._line, self._context.theme
        left = line.window().width() - line.mapTo(line.window(), QPoint(0, 0)).x()
        width = max(line.width(), min(theme.px(_WIDTH), left - theme.px(24)))
        return QRect(0, 0, width, line.height())

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self.take(self._found[index.row()])
