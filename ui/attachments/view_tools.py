"""What can be done with the attachment that has the cursor: say what it shows, take it away."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from dinsos_desk.usecases.intake.attachments import AttachmentView
from ui.attachments.words import detail_words
from ui.intake.keys import RoomKeyButton
from ui.requests.elided_combo import ElidedCombo
from ui.widgets.layouts import column, text_label


class ViewTools(QWidget):
    """The box of papers is hidden where there is only one."""

    move_wanted = Signal(str)
    take_away_wanted = Signal()

    def __init__(self, papers: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_change = False
        self.label = text_label("Menunjukkan", "label")
        self.papers: QComboBox = ElidedCombo()
        self.papers.setObjectName("lampiran_menunjukkan")
        self.papers.setPlaceholderText("Pilih yang ditunjukkan")
        self.papers.setAccessibleName("Lampiran ini menunjukkan")
        self.papers.activated.connect(lambda: self.move_wanted.emit(self.papers.currentData()))
        self.away = RoomKeyButton("Keluarkan", "Del", name="lampiran_keluarkan")
        self.away.clicked.connect(self.take_away_wanted)
        self.gone = text_label("", "small", wrap=True)
        self.setLayout(column(self.gone, self.label, self.papers, self.away, spacing=6))
        self.set_papers(papers)

    def set_papers(self, papers: Mapping[str, str]) -> None:
        """What an attachment may show, by code."""
        self.papers.clear()
        for code, text in papers.items():
            self.papers.addItem(text, code)

    def show_view(self, view: AttachmentView | None, may_change: bool) -> None:
        """Show what this attachment is said to show."""
        several = self.papers.count() > 1
        for part in (self.label, self.papers):
            part.setVisible(several and may_change)
        self.away.setVisible(may_change)
        removed = view is not None and view.removed_at is not None
        self.gone.setText(detail_words(view, {}) if view is not None and removed else "")
        self.gone.setVisible(removed)
        if view is not None:
            self.papers.setCurrentIndex(self.papers.findData(view.requirement))
