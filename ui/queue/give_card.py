"""Giving a number: which line, whether with priority, and its slip."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from dinsos_desk.db.queries.queue.day import TicketRow
from dinsos_desk.domain.front_desk import QueueLine
from dinsos_desk.usecases.queue.slip import ahead_words
from dinsos_desk.usecases.queue.tickets import Taken
from ui.queue.words import PRIORITY_FOR
from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.layouts import FlowLayout, text_label
from ui.widgets.quiet_combo import QuietCombo


class GiveCard(Card):
    """``given``: the letter of a line and whether with priority. ``printed``: a slip once more."""

    given = Signal(str, bool)
    printed = Signal(int)
    slips_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Ambil nomor", name="ambil_nomor", parent=parent)
        self._taken: Taken | None = None
        self.line = QuietCombo(name="antrean_lajur", label="Antrean")
        self.field = Field("Antrean", self.line)
        self.take = KeyButton("Nomor biasa", "Alt+A", name="ambil_biasa")
        self.take_priority = KeyButton("Nomor prioritas", "Alt+P", name="ambil_prioritas")
        self.take_priority.setToolTip(PRIORITY_FOR)
        self.take.clicked.connect(lambda: self.given.emit(self.line.value(), False))
        self.take_priority.clicked.connect(lambda: self.given.emit(self.line.value(), True))
        self.slips = QCheckBox("Cetak slip")
        self.slips.setObjectName("cetak_slip")
        self.slips.setToolTip("Cetak slip setiap kali nomor diambil")
        self.slips.toggled.connect(self.slips_chosen)
        self.last = text_label("", "strong", wrap=True)
        self.last.setObjectName("nomor_terakhir")
        self.again = KeyButton("Cetak slipnya", "Ctrl+P", name="cetak_ulang_slip")
        self.again.clicked.connect(self._print)
        buttons = FlowLayout(spacing=theme.px(8))
        for button in (self.take, self.take_priority, self.slips, self.again):
            buttons.addWidget(button)
        self.body.addWidget(self.field)
        self.body.addLayout(buttons)
        self.body.addWidget(self.last)
        self.last.hide()
        self.again.hide()

    def show_lines(self, lines: Sequence[QueueLine], slips: bool) -> None:
        """The lines one may queue in; where there is one there is nothing to choose."""
        choices = [(line.letter, f"{line.letter} – {line.name}") for line in lines]
        if [self.line.itemText(place) for place in range(self.line.count())] != [name for _, name in choices]:
            self.line.set_choices(choices, self.line.value())
        self.field.setVisible(len(lines) > 1)
        self.slips.blockSignals(True)
        self.slips.setChecked(slips)
        self.slips.blockSignals(False)
        for button in (self.take, self.take_priority):
            button.setEnabled(bool(lines))

    def show_taken(self, taken: Taken) -> None:
        """Say which number was given, so that it can be told where there is no printer."""
        self._taken = taken
        self.last.setText(f"{taken.ticket.label} diambil. {ahead_words(taken.ahead)}.")
        self.last.show()
        self.again.show()

    def follow(self, waiting: Sequence[TicketRow]) -> None:
        """How many are before the number that was given last; once it was called it is left unsaid."""
        if self._taken is None:
            return
        mine = self._taken.ticket
        line = [ticket.id for ticket in waiting if ticket.line == mine.line]
        before = line.index(mine.id) if mine.id in line else None
        words = f"{mine.label} diambil."
        self.last.setText(words if before is None else f"{words} {ahead_words(before)}.")

    def _print(self) -> None:
        if self._taken is not None:
            self.printed.emit(self._taken.ticket.id)
