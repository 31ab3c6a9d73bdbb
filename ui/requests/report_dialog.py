"""Writing down that an obligation after a case was met."""

from datetime import date

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import LongTextField
from dinsos_desk.errors import DeskError, InvalidInput
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.obligations.periodic import LONGEST_NOTE, PLACE, REPORT_DATE, Report, record_report
from dinsos_desk.usecases.obligations.view import DutyView
from ui.context import Context
from ui.requests.decision_form import DecisionForm
from ui.requests.latest import say_error
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.saving_dialog import SavingDialog

_NOTE = LongTextField(code="catatan", label="Catatan", max_length=LONGEST_NOTE)
_WIDTH, _WIDE, _HIGHEST = 620, 900, 640


class ReportDialog(SavingDialog):
    """Stays open while something is wrong; what was typed is lost only by turning back."""

    def __init__(self, context: Context, duty: DutyView, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
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
        self.save.setEnabled(False)
        self._context.tasks.run_write(
            lambda: record_report(desk.uow(), actor, report, desk.now()),
            self._saved,
            self._failed,
            owner=self,
        )

    def _saved(self, request_id: int) -> None:
        self.save.setEnabled(True)
        self.accept()
        self._context.events.request_changed.emit(request_id)

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, InvalidInput):
            self._show_faults(error)
        elif isinstance(error, DeskError):
            say_error(self.news, error)
        else:
            self._context.tasks.failure.emit(error)

    def _show_faults(self, error: InvalidInput) -> None:
        places = {
            form.place(code): field
            for form in (self.day, self.records, self.note)
            for code, field in form.fields.items()
        }
        for place, field in places.items():
            field.set_error(" ".join(fault_sentence(f) for f in error.faults if f.place == place))
        for form in (self.day, self.records, self.note):
            form.updateGeometry()
        first = next((place for place in places if any(f.place == place for f in error.faults)), "")
        if first:
            places[first].focus()

    def _today(self) -> date:
        return self._context.desk.now().date()
