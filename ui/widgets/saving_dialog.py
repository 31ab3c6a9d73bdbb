"""A dialog that stays open until what was typed is written down, or the person turns back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog

from ui.widgets.buttons import KeyButton


class SavingDialog(QDialog):
    """``save`` is disabled while writing is under way; until it is answered the dialog cannot be left."""

    save: KeyButton

    def is_kept(self) -> bool:
        """Show it; whether it was written down."""
        try:
            return self.exec() == QDialog.DialogCode.Accepted
        finally:
            self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter belongs to the fields, not to the first button."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            event.ignore()

    def reject(self) -> None:
        if self.save.isEnabled():
            super().reject()
