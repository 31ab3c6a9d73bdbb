"""Applicants who are to be reminded of papers, and applications that wait too long."""

from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.requests.waiting import WaitingFigures
from ui.home.lead_card import LeadCard


class WaitingCard(LeadCard):
    """Hidden while nobody is to be reminded and nothing waits too long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Menunggu berkas",
            "Alt+M",
            "Lihat yang menunggu berkas",
            name="kartu_menunggu",
            link="lihat_menunggu",
            parent=parent,
        )

    def show_figures(self, figures: WaitingFigures) -> None:
        """Show what is to be done."""
        self.tell(
            f"{figures.past_limit} lewat batas" if figures.past_limit else "",
            f"{figures.to_remind} perlu diingatkan" if figures.to_remind else "",
        )
