"""The note beside a decision, or the reason for one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.field import Field


class ReasonField(Field):
    """A short note beside the main decision; a paragraph with a label where a reason is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.text = QPlainTextEdit()
        self.text.setObjectName("catatan_keputusan")
        self.text.setTabChangesFocus(True)
        super().__init__("Alasan", self.text, parent=parent)
        self.text.textChanged.connect(self.clear_error)

    def dress(self, *, usual: bool, can_return: bool) -> None:
        """As a note (``usual``), or as a reason."""
        hint = "Catatan (wajib bila dikembalikan)" if can_return else "Catatan (tidak wajib)"
        self.text.setPlaceholderText(hint if usual else "Wajib diisi")
        self.text.setAccessibleName(hint if usual else "Alasan (wajib)")
        self.label.setVisible(not usual)
        lines = 1 if usual else 3
        policies = Qt.ScrollBarPolicy
        self.text.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOff if usual else policies.ScrollBarAsNeeded
        )
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * lines + 18)
