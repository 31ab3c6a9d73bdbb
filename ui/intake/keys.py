"""Buttons that show a key which the main window handles for every room (Ctrl+Enter, Esc, F2)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import ButtonKind, KeyButton


class RoomKeyButton(KeyButton):
    """Shows its key without taking it: two holders of one key would leave it dead."""

    def __init__(
        self,
        label: str,
        shown_key: str,
        kind: ButtonKind = ButtonKind.PLAIN,
        *,
        name: str,
        icon: QIcon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._shown_key = shown_key
        super().__init__(label, "", kind, name=name, icon=icon, parent=parent)

    def set_label(self, label: str) -> None:
        self.setText(f"{label}   {self._shown_key}".replace("&", "&&"))
        self.setAccessibleName(label)
        self.setAccessibleDescription(self._shown_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)
