"""The field of a password: hidden, can be shown, and notices caps lock."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ui.theme import Theme

_EYE = 16


class PasswordEdit(QLineEdit):
    """Alt+T shows what is typed and hides it again."""

    caps_lock = Signal(bool)
    """Whether caps lock seems to be on, as far as a typed letter tells."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._caps = False
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._eye = QToolButton(self)
        self._eye.setObjectName("lihat_sandi")
        self._eye.setIcon(theme.icon("eye-outline", theme.colours.muted))
        self._eye.setIconSize(QSize(theme.px(_EYE), theme.px(_EYE)))
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.setToolTip("Tampilkan kata sandi (Alt+T)")
        self._eye.setAccessibleName("Tampilkan kata sandi")
        self._eye.clicked.connect(self.toggle)
        self.setTextMargins(0, 0, theme.px(_EYE + 8), 0)

    def toggle(self) -> None:
        """Show what is typed, or hide it again."""
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        icon = "eye-off-outline" if hidden else "eye-outline"
        self._eye.setIcon(self._theme.icon(icon, self._theme.colours.muted))
        words = f"{'Sembunyikan' if hidden else 'Tampilkan'} kata sandi"
        self._eye.setToolTip(f"{words} (Alt+T)")
        self._eye.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_T and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.toggle()
            return
        self._watch(event)
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The eye keeps to the right, as large as the text around it."""
        super().resizeEvent(event)
        side, gap = self.height() - 4, 2
        self._eye.setGeometry(self.width() - side - gap, gap, side, side)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell(False)

    def _watch(self, event: QKeyEvent) -> None:
        """Qt does not tell the state of the key, but a capital without Shift does."""
        if event.key() == Qt.Key.Key_CapsLock:
            self._tell(False)
            return
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell(letter.isupper() != shift)

    def _tell(self, caps: bool) -> None:
        if caps != self._caps:
            self._caps = caps
            self.caps_lock.emit(caps)
