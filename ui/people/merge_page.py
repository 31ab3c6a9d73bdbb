"""Two records side by side: which values stay, and whether it is one person at all."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from dinsos_desk.domain.fields import TextField
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.errors import InvalidInput
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.people.merging import LONGEST_REASON, MergeLine, MergeView, keep_apart, merge
from ui.context import Context
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.choice_editors import make_field
from ui.widgets.elided import ElidedLabel
from ui.widgets.elided_radio import ElidedRadio
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.telling import say_failure

_TWO_NUMBERS = {
    PartyKind.PERSON: "Keduanya memiliki NIK yang berbeda. Biasanya itu dua orang;"
    " gabungkan hanya bila salah satu NIK keliru.",
    PartyKind.INSTITUTION: "Keduanya memiliki NPWP yang berbeda. Biasanya itu dua lembaga;"
    " gabungkan hanya bila salah satu NPWP keliru.",
}
_EMPTY = "(kosong)"
_WIDE_ENOUGH = 1.2
"""Up to this scale the labels stand beside the values, else above them."""


class MergePage(QWidget):
    """The left record stays; of what differs one value is chosen. Nothing is lost: it can be undone."""

    merged = Signal(int)
    told_apart = Signal()
    left = Signal()

    def __init__(self, context: Context, view: MergeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.view = view
        self._what = "orang" if view.kind is PartyKind.PERSON else "lembaga"
        self._stacked = context.theme.scale > _WIDE_ENOUGH
        self.choices: dict[str, tuple[ElidedRadio, ElidedRadio]] = {}
        self.banner = Banner(context.theme, name="gabung_kabar")
        self.caution = Banner(context.theme, name="gabung_peringatan")
        self.reason = make_field(
            TextField(
                code="alasan",
                label="Alasan penggabungan",
                required=True,
                max_length=LONGEST_REASON,
                help=f"Misalnya: {self._what} yang sama, nama tercatat dengan ejaan lain",
            ),
            lambda: context.desk.now().date(),
        )
        self.reason.editor.setObjectName("gabung_alasan")
        self.cancel = KeyButton("Batal", "Esc", name="gabung_batal")
        self.apart = KeyButton(f"Bukan {self._what} yang sama", "Alt+B", name="gabung_bukan")
        self.join = KeyButton("Gabungkan", "Ctrl+Return", ButtonKind.PRIMARY, name="gabung_satukan")
        self.cancel.clicked.connect(self.left)
        self.apart.clicked.connect(self.tell_apart)
        self.join.clicked.connect(self.submit)
        self._lay_out()
        if view.two_niks:
            self.caution.say(Tone.WARN, _TWO_NUMBERS[view.kind])

    def taken(self) -> frozenset[str]:
        """The attributes whose value is taken from the record at the right."""
        return frozenset(name for name, (_, right) in self.choices.items() if right.isChecked())

    def submit(self) -> None:
        """Make them one, off the window's thread."""
        if not self.join.isEnabled():
            return
        context, view, taken = self._context, self.view, self.taken()
        desk, reason = context.desk, self.reason.editor.text()
        self._set_busy(True)
        context.tasks.run_write(
            lambda: merge(desk.uow(), context.actor, view, taken, reason, desk.now()),
            lambda survivor: self.merged.emit(survivor),
            self._failed,
            owner=self,
        )

    def tell_apart(self) -> None:
        """Remember that they are two."""
        context, view = self._context, self.view
        desk = context.desk
        self._set_busy(True)
        context.tasks.run_write(
            lambda: keep_apart(
                desk.uow(), context.actor, view.survivor_id, view.absorbed_id, desk.now(), view.kind
            ),
            lambda _: self.told_apart.emit(),
            self._failed,
            owner=self,
        )

    def start(self) -> None:
        """Put the cursor where work begins."""
        first = next(iter(self.choices.values()), None)
        if first is not None:
            next(radio for radio in first if radio.isChecked()).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.reason.focus()

    def _lay_out(self) -> None:
        card = Card("Bandingkan", name="gabung_kartu")
        card.header.addWidget(self.apart)
        card.body.addWidget(text_label(self._what_happens(), "muted", wrap=True))
        card.body.addLayout(self._grid())
        same = [line for line in self.view.lines if not line.differs]
        if same:
            words = "; ".join(f"{line.label}: {line.survivor}" for line in same)
            card.body.addWidget(text_label(f"Sama pada keduanya: {words}", "muted", wrap=True))
        inner = QWidget()
        inner.setLayout(column(card, STRETCH, margins=(0, 0, self._context.theme.px(4), 0)))
        scroll = FormScroll(inner, name="gabung_gulir")
        foot = row(STRETCH, self.cancel, self.join, spacing=12)
        whole = column(self.banner, self.caution, scroll, self.reason, foot, spacing=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _what_happens(self) -> str:
        count = self.view.applications
        follows = f"{count} permohonan beserta surat dan riwayatnya pindah" if count else "Riwayatnya pindah"
        return (
            f"{follows} ke catatan di kiri. Pilih data yang dipakai; data yang tidak dipilih tetap tersimpan"
            " dalam riwayat, dan penggabungan dapat diurungkan."
        )

    def _grid(self) -> QGridLayout:
        px = self._context.theme.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(4))
        grid.setColumnMinimumWidth(0, 0 if self._stacked else px(130))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        heads = (("Tetap dipakai", self.view.survivor.name), ("Digabung ke kiri", self.view.absorbed.name))
        for place, (what, name) in enumerate(heads, 1):
            grid.addLayout(
                column(text_label(what, "small"), ElidedLabel(name, "strong"), spacing=0), 0, place
            )
        for number, line in enumerate((one for one in self.view.lines if one.differs), 1):
            label = text_label(line.label, "muted", wrap=not self._stacked)
            if self._stacked:
                grid.addWidget(label, 2 * number - 1, 1, 1, 2)
            else:
                grid.addWidget(label, 2 * number, 0)
            self._add_line(grid, 2 * number, line)
        return grid

    def _add_line(self, grid: QGridLayout, number: int, line: MergeLine) -> None:
        group = QButtonGroup(self)
        pair = []
        for place, text in ((1, line.survivor), (2, line.absorbed)):
            side = "kiri" if place == 1 else "kanan"
            radio = ElidedRadio(text or _EMPTY, name=f"gabung_{line.attribute}_{side}")
            radio.setAccessibleName(f"{line.label}: {text or 'kosong'}")
            radio.setMinimumHeight(self._context.theme.px(30))
            group.addButton(radio)
            grid.addWidget(radio, number, place)
            pair.append(radio)
        pair[1 if line.takes_absorbed else 0].setChecked(True)
        self.choices[line.attribute] = (pair[0], pair[1])

    def _set_busy(self, busy: bool) -> None:
        for button in (self.join, self.apart):
            button.setEnabled(not busy)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, InvalidInput):
            self.reason.set_error(" ".join(fault_sentence(fault) for fault in error.faults))
            self.reason.focus()
        else:
            say_failure(self._context, self.banner, error)
