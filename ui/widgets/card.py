"""A white surface with an optional title."""

from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, column, row, text_label


class Card(QFrame):
    """Put content into ``body``; things that belong beside the title into ``header``."""

    def __init__(
        self,
        title: str = "",
        note: str = "",
        *,
        name: str = "",
        padding: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.title = ElidedLabel(title, "section")
        self.note = text_label(note, "small")
        self.header = row(self.title, STRETCH, self.note)
        self.header.setStretch(0, 1)
        self.header.setStretch(1, 0)
        self.body = column(spacing=8)
        outer = column(self.header, self.body, spacing=10, margins=(padding,) * 4)
        outer.setStretch(1, 1)
        if not title:
            self.title.hide()
        if not note:
            self.note.hide()
        self.setLayout(outer)

    def set_title(self, title: str) -> None:
        """Change the title; an empty one takes no room."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_note(self, note: str) -> None:
        """Change the small note at the right of the title."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
