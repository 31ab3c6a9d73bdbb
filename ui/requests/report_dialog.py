"""Writing down that an obligation after a case was met."""

from datetime import date

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import LongTextField
from dinsos_desk.usecases.obligations.periodic import LONGEST_NOTE, PLACE, REPORT_DATE, Report, record_report
from dinsos_desk.usecases.obligations.view import DutyView
from ui.context import Context
from ui.requests.decision_form import DecisionForm
from ui.saving_dialog import SavingDialog
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row, text_label

_NOTE = LongTextField(code="catatan", label="Catatan", max_length=LONGEST_NOTE)
_WIDTH, _WIDE, _HIGHEST = 620, 900, 640


class ReportDialog(SavingDialog):
    """Stays open while something is wrong; what was typed is lost only by turning back."""

    def __init__(self, context: Context, duty: DutyView, name: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._report_id = duty.report_id
        self.setObjectName("catat_laporan")
        self.setWindowTitle("Catat laporan berkala")
        due = f", jatuh tempo {format_date(duty.due_on)}" if duty.due_on is not None else ""
        self.news = Banner(context.theme, name="kabar_laporan")
        self.day = DecisionForm(self._today, whole=True)
        self.records = DecisionForm(self._today)
        self.note = DecisionForm(self._today, whole=True)
        self.day.set_fields((REPORT_DATE,), "", {REPORT_DATE.code: REPORT_DATE.typed(self._today())})
        self.records.set_fields(duty.fields, PLACE, {})
        self.note.set_fields((_NOTE,), "", {})
        self.save = KeyButton("Simpan", "Ctrl+Return", ButtonKind.PRIMARY, name="simpan_laporan")
        self.cancel = KeyButton("Batal", "Esc", name="batal_laporan")
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        head = text_label(duty.name, "section", wrap=True)
        about = text_label(f"{name}{due}", "muted", wrap=True)
        buttons = row(STRETCH, self.cancel, self.save)
        parts = (head, about, self.news, self.day, self.records, self.note, buttons)
        whole = column(*parts, spacing=10, margins=(24, 20, 24, 20))
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.records.setVisible(bool(duty.fields))
        tables = any(field.kind == "tabel" for field in duty.fields)
        self.setFixedWidth(context.theme.px(_WIDE if tables else _WIDTH))
        self.resize(self.width(), min(whole.totalHeightForWidth(self.width()), context.theme.px(_HIGHEST)))
        self.day.fields[REPORT_DATE.code].focus()

    @classmethod
    def ask(cls, parent: QWidget, context: Context, duty: DutyView, name: str) -> bool:
        """Whether it was written down."""
        return cls(context, duty, name, parent).is_kept()

    def _save(self) -> None:
        if self._report_id is None:
            return
        desk, actor = self._context.desk, self._context.actor
        typed = self.day.typed()[REPORT_DATE.code]
        note = self.note.typed()[_NOTE.code]
        report = Report(self._report_id, typed, self.records.typed(), note)
        self.write(
            lambda: record_report(desk.uow(), actor, report, desk.now()),
            self._context.events.request_changed.emit,
        )

    def places(self) -> dict[str, Field]:
        forms = (self.day, self.records, self.note)
        return {form.place(code): field for form in forms for code, field in form.fields.items()}

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        super().show_faults(faults)
        for form in (self.day, self.records, self.note):
            form.updateGeometry()

    def _today(self) -> date:
        return self._context.desk.now().date()
