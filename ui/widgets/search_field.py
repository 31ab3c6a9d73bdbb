"""The field one searches in: it waits until the typing pauses, and hands the arrow keys on."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Theme

_PAUSE_MS = 200


class SearchField(QLineEdit):
    """Enter searches at once (a barcode reader ends with Enter); Esc empties; Down leaves to the list."""

    searched = Signal(str)
    """The trimmed text, after a pause in typing or at Enter; empty when it was cleared."""
    submitted = Signal(str)
    """Enter was pressed."""
    left_down = Signal()

    def __init__(
        self, theme: Theme, placeholder: str = "Cari", *, name: str = "cari", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(placeholder)
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        glass = theme.icon("magnify", theme.colours.muted)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.setProperty("search", True)
        self._said = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(lambda: self._pause.start())

    def call_from(self, place: QWidget) -> None:
        """Let Ctrl+F lead here from anywhere inside ``place``; what was looked for is typed over."""
        key = QShortcut(QKeySequence("Ctrl+F"), place)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.start_over)

    def start_over(self) -> None:
        """Put the cursor here, so that the next key replaces what was looked for."""
        self.setFocus()
        self.selectAll()

    def begin(self, text: str) -> None:
        """Start anew with a text: what is searched next is said even when it was the last thing said."""
        self._said = ""
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._say()
            self.submitted.emit(self.text().strip())
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._say()
        elif key == Qt.Key.Key_Down:
            self._say()
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._said:
            self._said = text
            self.searched.emit(text)
