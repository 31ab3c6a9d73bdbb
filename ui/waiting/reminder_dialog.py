"""Writing down that an applicant was reminded."""

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import LongTextField
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.requests.waiting import LONGEST_OUTCOME, WAY_WORDS, WaitingView, Way, remind
from ui.context import Context
from ui.saving_dialog import SavingDialog
from ui.waiting.words import reminder_tip, who_waits
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.choice_editors import make_field
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.segmented import Segment, SegmentedControl

_KEYS = {Way.PHONE: "t", Way.MESSAGE: "p", Way.LETTER: "s", Way.IN_PERSON: "b"}
_OUTCOME = LongTextField(
    code="hasil", label="Hasilnya", max_length=LONGEST_OUTCOME, help="misalnya: akan datang hari Kamis"
)
_WIDTH = 560


class ReminderDialog(SavingDialog):
    """Stays open while something is wrong; what was typed is lost only by turning back."""

    def __init__(self, context: Context, view: WaitingView, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._view = view
        self.setObjectName("catat_pengingat")
        self.setWindowTitle("Catat pengingat")
        self.news = Banner(context.theme, name="kabar_pengingat")
        self.way = SegmentedControl(
            tuple(Segment(way.value, f"{WAY_WORDS[way]} ({_KEYS[way].upper()})", _KEYS[way]) for way in Way),
            name="cara_pengingat",
            label="Cara mengingatkan",
        )
        self.way.set_value(Way.PHONE)
        self.outcome = make_field(_OUTCOME, lambda: context.desk.now().date())
        self.save = KeyButton("Simpan", "Ctrl+Return", ButtonKind.PRIMARY, name="simpan_pengingat")
        self.cancel = KeyButton("Batal", "Esc", name="batal_pengingat")
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        head = text_label(f"Pengingat untuk {who_waits(view)}", "section", wrap=True)
        phone = f"Telepon {view.phone}" if view.phone else "Nomor telepon tidak tercatat"
        about = text_label(f"{view.row.receipt} · {view.row.service_name} · {phone}", "muted", wrap=True)
        before = text_label(f"Terakhir: {reminder_tip(view)}", "small", wrap=True)
        buttons = row(STRETCH, self.cancel, self.save, spacing=8)
        parts = (head, about, before, self.news, self.way, self.outcome, buttons)
        self.setLayout(column(*parts, spacing=12, margins=(24, 20, 24, 20)))
        before.setVisible(view.last is not None)
        self.setFixedWidth(context.theme.px(_WIDTH))
        self.way.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, context: Context, view: WaitingView) -> bool:
        """Whether it was written down."""
        return cls(context, view, parent).is_kept()

    def _save(self) -> None:
        desk, actor, view = self._context.desk, self._context.actor, self._view
        way, outcome = self.way.value(), self.outcome.editor.text()
        self.write(
            lambda: remind(desk.uow(), actor, view.id, way, outcome, desk.now()),
            lambda _: self._context.events.request_changed.emit(view.id),
        )

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        self.outcome.set_error(" ".join(fault_sentence(fault) for fault in faults))
        self.outcome.focus()
