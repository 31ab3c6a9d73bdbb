"""Complaints that wait for an answer, and those whose limit ran out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from dinsos_desk.db.queries.complaints import ComplaintFigures
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import row, text_label


class ComplaintsCard(Card):
    """Hidden while no complaint is open, and from those who may not see complaints."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Pengaduan", name="kartu_pengaduan", parent=parent)
        self.words = text_label("", wrap=True)
        self.button = KeyButton("Lihat", "Alt+U", ButtonKind.LINK, name="lihat_pengaduan")
        self.button.setAccessibleName("Lihat pengaduan")
        self.button.clicked.connect(self.wanted)
        line = row(self.words, self.button, spacing=8)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_figures(self, figures: ComplaintFigures) -> None:
        """Show how many there are."""
        late = f", {figures.late} lewat batas" if figures.late else ""
        self.words.setText(f"{figures.open} terbuka{late}")
        self.setAccessibleName(f"Pengaduan: {self.words.text()}")
        self.setVisible(bool(figures.open))
