"""Dispositions that wait for oneself, and letters that wait for a first one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.usecases.mail.tasks import MailFigures
from ui.home.lead_card import LeadCard


class MailCard(LeadCard):
    """Hidden while nothing waits."""

    list_wanted = Signal(bool)
    """True: what was disposed to this user; else the letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Surat masuk",
            "Alt+G",
            "Lihat surat masuk dan disposisi",
            name="kartu_surat_masuk_beranda",
            link="lihat_surat_masuk",
            parent=parent,
        )
        self._mine = False
        self.wanted.connect(lambda: self.list_wanted.emit(self._mine))

    def show_figures(self, figures: MailFigures) -> None:
        """Show how many there are."""
        self._mine = bool(figures.waiting)
        late = f" ({figures.late} lewat batas)" if figures.late else ""
        self.tell(
            f"{figures.waiting} disposisi untuk Anda{late}" if figures.waiting else "",
            f"{figures.undisposed} belum didisposisi" if figures.undisposed else "",
        )
