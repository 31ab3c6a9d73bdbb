"""Dispositions that wait for oneself, and letters that wait for a first one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from dinsos_desk.usecases.mail.tasks import MailFigures
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import row, text_label


class MailCard(Card):
    """Hidden while nothing waits."""

    wanted = Signal(bool)
    """True: what was disposed to this user; else the letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Surat masuk", name="kartu_surat_masuk_beranda", parent=parent)
        self._mine = False
        self.words = text_label("", wrap=True)
        self.button = KeyButton("Lihat", "Alt+G", ButtonKind.LINK, name="lihat_surat_masuk")
        self.button.setAccessibleName("Lihat surat masuk dan disposisi")
        self.button.clicked.connect(lambda: self.wanted.emit(self._mine))
        line = row(self.words, self.button, spacing=8)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_figures(self, figures: MailFigures) -> None:
        """Show how many there are."""
        self._mine = bool(figures.waiting)
        parts = []
        if figures.waiting:
            late = f" ({figures.late} lewat batas)" if figures.late else ""
            parts.append(f"{figures.waiting} disposisi untuk Anda{late}")
        if figures.undisposed:
            parts.append(f"{figures.undisposed} belum didisposisi")
        self.words.setText(", ".join(parts))
        self.setAccessibleName(f"Surat masuk: {self.words.text()}")
        self.setVisible(bool(parts))
