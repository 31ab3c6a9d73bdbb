"""One's own counter: the number that stands before it, and what can be done with it."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.queue import BACK_PLACES, TicketState
from ui.intake.keys import RoomKeyButton
from ui.queue.data import QueueData
from ui.queue.words import ticket_words
from ui.theme import Theme
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import FlowLayout, text_label

_NOBODY = "Belum ada nomor di loket ini."


class Act(StrEnum):
    """What a counter does next."""

    NEXT = "berikutnya"
    SERVE = "layani"
    DONE_AND_NEXT = "selesai_berikutnya"
    AGAIN = "panggil_ulang"
    BACK = "mundur"
    ABSENT = "tidak_hadir"
    DONE = "selesai"
    APPLICATION = "permohonan"


_MAIN = {
    None: (Act.NEXT, "Panggil berikutnya"),
    TicketState.CALLED: (Act.SERVE, "Layani"),
    TicketState.SERVED: (Act.DONE_AND_NEXT, "Selesai, panggil berikutnya"),
}
_OTHERS = (
    (
        Act.APPLICATION,
        "Permohonan baru",
        "F2",
        TicketState.SERVED,
        "Permohonan lagi untuk nomor yang sedang dilayani",
    ),
    (Act.AGAIN, "Panggil ulang", "Ctrl+R", TicketState.CALLED, "Tampilkan dan bunyikan sekali lagi"),
    (
        Act.DONE,
        "Selesai",
        "Ctrl+D",
        None,
        "Pelayanan nomor ini selesai, dengan atau tanpa permohonan (hanya bertanya)",
    ),
    (
        Act.BACK,
        f"Mundur {BACK_PLACES} nomor",
        "Ctrl+M",
        TicketState.CALLED,
        f"Belum datang: dipanggil lagi setelah {BACK_PLACES} nomor lain",
    ),
    (
        Act.ABSENT,
        "Tidak hadir",
        "Ctrl+Backspace",
        TicketState.CALLED,
        "Tidak dipanggil lagi; masih dapat dipanggil dari daftar di kanan bawah",
    ),
)


class CounterCard(Card):
    """Says what it wants done by ``acted``; the room does it."""

    acted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Loket 1", name="loket_saya", parent=parent)
        self._act = Act.NEXT
        self.number = text_label("–", "ticket")
        self.number.setObjectName("nomor_di_loket")
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words = text_label(_NOBODY, "muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.main = RoomKeyButton(
            "Panggil berikutnya", "Ctrl+Enter", ButtonKind.PRIMARY, name="antrean_utama"
        )
        self.main.clicked.connect(lambda: self.acted.emit(self._act))
        self.others = {act: self._button(act, word, key, tip) for act, word, key, _, tip in _OTHERS}
        flow = FlowLayout(spacing=theme.px(8))
        for button in self.others.values():
            flow.addWidget(button)
        for part in (self.number, self.words, self.main):
            self.body.addWidget(part)
        self.body.addLayout(flow)

    def show_data(self, data: QueueData) -> None:
        """Show the ticket of this counter and what comes next."""
        ticket = data.mine
        state = ticket.state if ticket is not None else None
        self.set_title(data.choice.counter)
        self.set_note(f"{data.callable} menunggu")
        self.number.setText(ticket.label if ticket is not None else "–")
        words = _NOBODY if ticket is None else ticket_words(ticket, data.line_name(ticket.line), data.now)
        self.words.setText(words)
        self.setAccessibleDescription(f"{self.number.text()} {words}")
        self._act, label = _MAIN[state]
        if self._act is Act.DONE_AND_NEXT and not data.callable:
            self._act, label = Act.DONE, "Selesai"
        self.main.set_label(label)
        self.main.setEnabled(ticket is not None or data.callable > 0)
        for act, _, _, wanted, _ in _OTHERS:
            shown = state is not None and wanted in (None, state) and act is not self._act
            self.others[act].setVisible(shown)

    def press_main(self) -> None:
        """What Ctrl+Enter does."""
        if self.main.isEnabled():
            self.acted.emit(self._act)

    def _button(self, act: Act, word: str, key: str, tip: str) -> KeyButton:
        kind = RoomKeyButton if act is Act.APPLICATION else KeyButton
        button = kind(word, key, name=f"antrean_{act}")
        button.setToolTip(tip)
        button.clicked.connect(lambda: self.acted.emit(act))
        button.hide()
        return button
