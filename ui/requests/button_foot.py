"""The foot of the decision box: the main button rightmost, below the others when there is no room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.requests.key_room import show_key
from ui.widgets.buttons import KeyButton


class ButtonFoot(QWidget):
    """Lays its visible buttons side by side, if need be without the main one's key; else below each other."""

    def __init__(self, main: KeyButton, back: KeyButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main = main
        self._side: list[KeyButton] = [back]
        self._own: list[KeyButton] = []
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(back)
        self._box.addWidget(main, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add_side(self, button: KeyButton) -> None:
        """Put a button before the main one."""
        self._own.append(button)
        self._box.insertWidget(0, button)

    def clear_side(self) -> None:
        """Take away what ``add_side`` put there."""
        for button in self._own:
            self._box.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._own = []

    def arrange(self) -> None:
        """Look again which buttons are shown and whether they fit side by side."""
        fits = short = False
        for short in (False, True):
            show_key(self._main, shown=not short)
            fits = self._wanted() <= self.width()
            if fits:
                break
        if fits:
            self._main.setToolTip("Ctrl+Enter" if short else "")
        else:
            self._fit_main()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
        self.updateGeometry()

    def _wanted(self) -> int:
        """How wide all are side by side."""
        shown = [b for b in (*self._own, *self._side, self._main) if not b.isHidden()]
        return sum(b.sizeHint().width() for b in shown) + self._box.spacing() * max(len(shown) - 1, 0)

    def _fit_main(self) -> None:
        """A long label stands without its key where there is no room for both; the key works all the same."""
        show_key(self._main, shown=True)
        short = self._main.sizeHint().width() > self.width() > 0
        if short:
            show_key(self._main, shown=False)
        self._main.setToolTip("Ctrl+Enter" if short else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
