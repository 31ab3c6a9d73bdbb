"""Buttons that show their key."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.layouts import restyle

_SHOWN = {
    "Ctrl+Return": "Ctrl+Enter",
    "Return": "Enter",
    "Alt+Left": "Alt+←",
    "Alt+Right": "Alt+→",
    "Alt+Up": "Alt+↑",
    "Alt+Down": "Alt+↓",
}
_TWINS = {"Ctrl+Return": "Ctrl+Enter", "Return": "Enter"}


class ButtonKind(StrEnum):
    """How a button looks. A screen has one primary button."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"
    LINK = "link"


class KeyButton(QPushButton):
    """A button whose key stands on it and works while it is visible: "Lanjut   Ctrl+Enter".

    ``key`` in portable spelling ("Ctrl+Return", "F2", "Esc"); the keypad's Enter counts as Return.
    """

    def __init__(
        self,
        label: str,
        key: str = "",
        kind: ButtonKind | str = ButtonKind.PLAIN,
        *,
        name: str = "",
        icon: QIcon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self.setObjectName(name)
        self.setProperty("kind", str(kind))
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon is not None:
            self.setIcon(icon)
            side = self.fontMetrics().height() + 2
            self.setIconSize(QSize(side, side))
        if key in _TWINS:
            twin = QShortcut(QKeySequence(_TWINS[key]), self)
            twin.activated.connect(self.animateClick)
        self.set_label(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only the bare Enter presses the button: Ctrl+Enter is the main action of the room."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not plain:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def set_label(self, label: str) -> None:
        """Change the word; the key stays."""
        shown = _SHOWN.get(self._key, self._key)
        self.setText(f"{label}   {shown}".rstrip().replace("&", "&&"))
        self.setShortcut(QKeySequence(self._key))
        self.setAccessibleName(label)

    def set_kind(self, kind: ButtonKind | str) -> None:
        """Change how it looks."""
        restyle(self, "kind", str(kind))


class LinkButton(KeyButton):
    """A button that looks like a link."""

    def __init__(self, label: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, kind=ButtonKind.LINK, name=name, parent=parent)
