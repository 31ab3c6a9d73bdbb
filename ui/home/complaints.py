"""Complaints that wait for an answer, those whose limit ran out, and one that is half typed."""

from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.complaints import ComplaintFigures
from ui.home.lead_card import LeadCard


class ComplaintsCard(LeadCard):
    """Hidden while no complaint is open or half typed, and from those who may not see complaints."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Pengaduan",
            "Alt+U",
            "Lihat pengaduan",
            name="kartu_pengaduan",
            link="lihat_pengaduan",
            parent=parent,
        )

    def show_figures(self, figures: ComplaintFigures, *, begun: bool) -> None:
        """Show how many there are; ``begun``: one is half typed and waits to be gone on with."""
        self.tell(
            f"{figures.open} terbuka" if figures.open else "",
            f"{figures.late} lewat batas" if figures.late else "",
            "1 belum selesai diketik" if begun else "",
        )
