"""The complaints about one application, on its page, and those of somebody, on theirs."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.complaints import ComplaintRow
from dinsos_desk.domain.complaints import OPEN_COMPLAINTS
from ui.complaints.words import category_words, due_words, state_badge
from ui.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, clear_layout, column, row, text_label


class _ComplaintsCard(Card):
    """Number, subject and state of each; Enter on a number opens it."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__("Pengaduan", name=name, parent=parent)
        self._theme = theme
        self.links: list[LinkButton] = []
        self._lines = column(spacing=8)
        self.body.addLayout(self._lines)

    def _show(self, rows: Sequence[ComplaintRow], today: date) -> None:
        clear_layout(self._lines)
        self.links = []
        for found in rows:
            link = LinkButton(found.number, name=f"pengaduan_{found.id}")
            link.setToolTip("Enter: buka pengaduan ini")
            link.clicked.connect(lambda _=False, known=found.id: self.wanted.emit(known))
            self.links.append(link)
            words = category_words(found.category)
            if found.state in OPEN_COMPLAINTS and found.due_on is not None:
                words = f"{words} · batas {due_words(found, today)}"
            line = row(link, STRETCH, Badge(self._theme, state_badge(found.state)), spacing=4)
            self._lines.addLayout(column(line, text_label(words, "small", wrap=True), spacing=0))


class AboutCard(_ComplaintsCard):
    """What was complained about one application."""

    def __init__(
        self, theme: Theme, rows: Sequence[ComplaintRow], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "kartu_pengaduan_permohonan", parent)
        self._show(rows, today)


class BroughtCard(_ComplaintsCard):
    """What somebody complained of under their name; hidden while that is nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "orang_pengaduan", parent)
        self._shown: tuple[ComplaintRow, ...] = ()
        self.hide()

    def show_complaints(self, rows: Sequence[ComplaintRow], today: date) -> None:
        """Show other complaints; the same ones stay as they are, with the cursor in them."""
        if tuple(rows) != self._shown:
            self._shown = tuple(rows)
            self._show(rows, today)
        self.setVisible(bool(rows))
