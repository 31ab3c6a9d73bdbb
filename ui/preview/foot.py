"""What stands below a previewed page: what kind of page it is, and the buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import row


class PreviewFoot(QWidget):
    """The note beside the buttons; above them where both in one line would be cut off or squeezed."""

    def __init__(self, note: QLabel, buttons: Sequence[KeyButton]) -> None:
        super().__init__()
        self._note = note
        self._buttons = row(*buttons, spacing=6)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._box.addWidget(note, 1)
        self._box.addLayout(self._buttons)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def arrange(self) -> None:
        """One line while the note keeps at least half of its length."""
        least = self._note.fontMetrics().horizontalAdvance(self._note.text()) // 2
        fits = self._buttons.sizeHint().width() + self._box.spacing() + least <= self.width()
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if fits else ways.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
            sides = Qt.AlignmentFlag.AlignRight
            self._box.setAlignment(self._buttons, Qt.AlignmentFlag(0) if fits else sides)
