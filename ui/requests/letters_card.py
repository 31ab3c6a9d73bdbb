"""The finished documents of one application, each with its ways out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.requests.shown import LetterView, RequestView
from ui.letters.outlet import Outlet
from ui.letters.words import letter_badge
from ui.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.layouts import FlowLayout, clear_layout, column, row, text_label


class LettersCard(Card):
    """Letters, minutes and receipts that were made; the tanda terima can always be printed again."""

    def __init__(self, theme: Theme, outlet: Outlet, parent: QWidget | None = None) -> None:
        super().__init__("Surat dan dokumen", name="kartu_surat", parent=parent)
        self._theme = theme
        self._outlet = outlet
        self._lines = column(spacing=10)
        self.body.addLayout(self._lines)

    def show_view(self, view: RequestView) -> None:
        """Show the documents of an application."""
        clear_layout(self._lines)
        for letter in sorted(view.letters, key=lambda one: not one.number):
            self._lines.addLayout(self._letter(letter))
        if not view.letters:
            self._lines.addWidget(text_label("Belum ada surat yang diterbitkan.", "muted", wrap=True))

    def _letter(self, letter: LetterView) -> QVBoxLayout:
        name = text_label(letter.name, "strong", wrap=True)
        number = f"No. {letter.number} · " if letter.number else ""
        about = text_label(f"{number}{format_date(letter.dated)}", "small", wrap=True)
        about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        badge = Badge(self._theme, letter_badge(letter.state))
        head = row(name, badge, spacing=8)
        head.setStretch(0, 1)
        head.setAlignment(badge, Qt.AlignmentFlag.AlignTop)
        ways = FlowLayout(spacing=4)
        make = self._outlet.letter(letter.id)
        for key, label, act in (
            ("buka", "Buka di Word", lambda: self._outlet.open((make,))),
            ("cetak", "Cetak", lambda: self._outlet.print((make,))),
            ("simpan", "Simpan sebagai…", lambda: self._outlet.save(make)),
        ):
            button = LinkButton(label, name=f"{key}_{letter.product}")
            button.setAccessibleDescription(letter.name)
            button.clicked.connect(act)
            ways.addWidget(button)
        return column(head, about, ways, spacing=2)
