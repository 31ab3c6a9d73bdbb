"""The agenda surat masuk and what was disposed to oneself, as lists."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.db.queries.mail.letters import MailFilter, MailRow
from dinsos_desk.domain.mail import CLERKS, USUAL_KINDS, LetterKind
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.mail.tasks import DispositionTask
from ui.context import Context
from ui.mail.words import mail_columns, task_columns
from ui.models.rows_model import RowsModel
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.period_picker import PeriodPicker
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.table import Table

ALL, UNDISPOSED, MINE = "semua", "belum", "saya"
_PARTS = (
    Segment(ALL, "Agenda"),
    Segment(UNDISPOSED, "Belum didisposisi"),
    Segment(MINE, "Disposisi untuk saya"),
)
_EVER, _SPAN = "semua_waktu", "periode"
_EMPTY = {
    ALL: "Belum ada surat masuk. Surat yang dicatat mendapat nomor agenda dan tampil di sini.",
    UNDISPOSED: "Tidak ada surat yang menunggu disposisi.",
}
_NARROWED = "Tidak ada surat yang cocok."
_NO_TASK = "Tidak ada disposisi yang menunggu Anda."
_NEW = "Catat surat"


class MailList(QWidget):
    """Enter opens a letter."""

    asked = Signal()
    """Something else is to be shown; ``wanted`` and ``part`` say what."""
    opened = Signal(int, object)
    """A letter by id, and the id of the disposition the cursor is to stand on, or None."""
    new_wanted = Signal()
    apply_wanted = Signal(int)
    print_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme, actor = context.theme, context.actor
        self.header = PageHeader("Surat masuk", " ")
        self.banner = Banner(theme, name="kabar_agenda_surat_masuk")
        self.parts = SegmentedControl(_PARTS, name="bagian_surat_masuk", label="Yang ditampilkan")
        self.parts.set_value(ALL)
        self.search = SearchField(theme, "Asal, perihal, nomor", name="cari_surat_masuk")
        self.search.call_from(self)
        self._kinds: list[tuple[str, str]] = []
        self.kind = QuietCombo(name="jenis_surat_masuk", label="Jenis surat", letters=14)
        self.show_kinds(USUAL_KINDS)
        self.span = QuietCombo(name="waktu_surat_masuk", label="Waktu diterima", letters=12)
        self.span.set_choices([(_EVER, "Semua waktu"), (_SPAN, "Dalam periode")])
        self._make_tables()
        self.hint = ElidedLabel("Enter membuka surat.", "small")
        self.print = KeyButton("Lembar disposisi", "Ctrl+P", name="agenda_cetak_lembar")
        self.apply = KeyButton("Jadikan permohonan", "Alt+J", name="agenda_permohonan")
        self.new = KeyButton(_NEW, "Ctrl+Return", ButtonKind.PRIMARY, name="catat_surat_masuk")
        self._lay_out()
        self.new.setVisible(actor.may(*CLERKS))
        self.apply.setVisible(actor.may(Role.PETUGAS))
        self._connect()
        self._enable()

    @cached_property
    def period(self) -> PeriodPicker:
        """Which days, made when somebody first narrows by them."""
        period = PeriodPicker(self._context.theme, self._today)
        period.changed.connect(lambda _: self.asked.emit())
        self._periods.addWidget(period)
        return period

    def part(self) -> str:
        """Which of the lists is shown."""
        return self.parts.value()

    def wanted(self) -> MailFilter:
        """What narrows the agenda."""
        days = None
        if self.span.value() == _SPAN:
            chosen = self.period.period()
            days = (chosen.first, chosen.last)
        return MailFilter(self.search.text().strip(), days, self.kind.value(), self.part() == UNDISPOSED)

    def show_kinds(self, kinds: Sequence[LetterKind]) -> None:
        """What the agenda can be narrowed to; what was chosen stays chosen."""
        choices = [("", "Semua jenis"), *((kind.code, kind.name) for kind in kinds)]
        if choices != self._kinds:
            self._kinds = choices
            self.kind.set_choices(choices, self.kind.value())

    def show_mine(self) -> None:
        """Turn to what was disposed to this user."""
        self.parts.set_value(MINE)
        self._turn()

    def show_rows(self, rows: tuple[MailRow, ...]) -> None:
        """The letters that fit."""
        narrowed = self.wanted() != MailFilter(undisposed=self.part() == UNDISPOSED)
        words = _NARROWED if narrowed else _EMPTY.get(self.part(), "")
        may = self._context.actor.may(*CLERKS)
        step = _NEW if self.part() == ALL and may and not narrowed else ""
        self.table.set_empty("email-outline", words, step)
        self.model.set_rows(rows)
        if not self.table.currentIndex().isValid():
            self.table.choose_row(0)
        self._enable()

    def show_tasks(self, tasks: tuple[DispositionTask, ...]) -> None:
        """What waits for this user."""
        words = next(part.label for part in _PARTS if part.code == MINE)
        self.parts.button(MINE).setText(f"{words} ({len(tasks)})" if tasks else words)
        self.task_model.set_rows(tasks)
        if not self.tasks.currentIndex().isValid():
            self.tasks.choose_row(0)
        self._enable()

    def list(self) -> Table:
        """The list that is shown."""
        return self.tasks if self.part() == MINE else self.table

    def chosen(self) -> MailRow | None:
        """The letter under the cursor."""
        if self.part() == MINE:
            task = self.tasks.current_row() if self.task_model.rowCount() else None
            return task.mail if task is not None else None
        return self.table.current_row() if self.model.rowCount() else None

    def main_action(self) -> None:
        """Ctrl+Enter: a new letter; who enters none opens the chosen one."""
        if not self.new.isHidden():
            self.new_wanted.emit()
        else:
            self._open_chosen()

    def _open_chosen(self) -> None:
        task = self.tasks.current_row() if self.part() == MINE and self.task_model.rowCount() else None
        chosen = self.chosen()
        if chosen is not None:
            self.opened.emit(chosen.id, task.recipient.id if task is not None else None)

    def _make_tables(self) -> None:
        theme = self._context.theme
        columns = mail_columns()
        self.model: RowsModel[MailRow] = RowsModel(columns, identity=lambda r: r.id, parent=self)
        self.table = Table(theme, name="tabel_surat_masuk", label="Agenda surat masuk")
        self.table.set_model(self.model, columns)
        own = task_columns(self._today)
        self.task_model: RowsModel[DispositionTask] = RowsModel(
            own, identity=lambda task: task.recipient.id, parent=self
        )
        self.tasks = Table(theme, name="tabel_disposisi_saya", label="Disposisi untuk saya")
        self.tasks.set_model(self.task_model, own)
        self.tasks.set_empty("check-circle-outline", _NO_TASK)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.tasks)

    def _lay_out(self) -> None:
        card = Card(padding=0)
        card.body.addWidget(self.stack)
        narrowing = row(self.search, self.kind, self.span, spacing=8)
        narrowing.setStretch(0, 1)
        self.narrowing = QWidget()
        self.narrowing.setLayout(narrowing)
        foot = row(self.hint, self.print, self.apply, self.new, spacing=8)
        foot.setStretch(0, 1)
        self._periods = column(spacing=0)
        parts = row(self.parts, spacing=8)
        parts.addStretch(1)
        whole = column(self.header, self.banner, parts, self.narrowing, self._periods, card, foot, spacing=10)
        whole.setStretch(5, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.parts.chosen.connect(lambda _: self._turn())
        self.search.searched.connect(lambda _: self.asked.emit())
        self.search.left_down.connect(lambda: self.list().setFocus())
        self.kind.activated.connect(lambda _: self.asked.emit())
        self.span.activated.connect(lambda _: self._turn())
        self.table.row_activated.connect(lambda _: self._open_chosen())
        self.tasks.row_activated.connect(lambda _: self._open_chosen())
        for table in (self.table, self.tasks):
            table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())
        self.table.empty_action.connect(self.new_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.apply.clicked.connect(lambda: self._for_chosen(self.apply_wanted))
        self.print.clicked.connect(lambda: self._for_chosen(self.print_wanted))

    def _for_chosen(self, signal: object) -> None:
        chosen = self.chosen()
        if chosen is not None:
            signal.emit(chosen.id)  # type: ignore[attr-defined]

    def _turn(self) -> None:
        mine = self.part() == MINE
        self.stack.setCurrentWidget(self.tasks if mine else self.table)
        self.narrowing.setVisible(not mine)
        narrowed = not mine and self.span.value() == _SPAN
        if narrowed or "period" in self.__dict__:
            self.period.setVisible(narrowed)
        self._enable()
        self.asked.emit()

    def _enable(self) -> None:
        chosen = self.chosen()
        usable = chosen is not None and chosen.readable and not chosen.cancelled_reason
        self.print.setEnabled(usable)
        self.apply.setEnabled(usable)

    def _today(self) -> date:
        return self._context.desk.now().date()
