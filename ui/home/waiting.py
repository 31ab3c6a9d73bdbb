"""Applicants who are to be reminded of papers, and applications that wait too long."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from dinsos_desk.db.queries.waiting import WaitingFigures
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import row, text_label


class WaitingCard(Card):
    """Hidden while nobody is to be reminded and nothing waits too long."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Menunggu berkas", name="kartu_menunggu", parent=parent)
        self.words = text_label("", wrap=True)
        self.button = KeyButton("Lihat", "Alt+M", ButtonKind.LINK, name="lihat_menunggu")
        self.button.setAccessibleName("Lihat yang menunggu berkas")
        self.button.clicked.connect(self.wanted)
        whole = row(self.words, self.button, spacing=8)
        whole.setStretch(0, 1)
        self.body.addLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_figures(self, figures: WaitingFigures) -> None:
        """Show what is to be done."""
        parts = []
        if figures.past_limit:
            parts.append(f"{figures.past_limit} lewat batas")
        if figures.to_remind:
            parts.append(f"{figures.to_remind} perlu diingatkan")
        self.words.setText(" · ".join(parts))
        self.setAccessibleName(f"Menunggu berkas: {', '.join(parts)}")
        self.setVisible(bool(parts))
