"""Rekap & evaluasi: what became of the applications of a period, per service, and its Excel workbook."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.db.queries.recaps import Period, ServiceFigures
from dinsos_desk.db.queries.requests import Filter
from dinsos_desk.domain.fields import format_number
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.recaps import Workbook, month_words
from ui.context import Context
from ui.models.columns import Role
from ui.models.rows_model import Index, RowsModel
from ui.recaps.figure_card import FigureCard
from ui.recaps.figures import (
    COLUMNS,
    FigureLine,
    figure_lines,
    reconciles,
    reconciliation,
    sees_whole_office,
    share_on_time,
    workbook,
)
from ui.recaps.queue_pane import QueuePane, QueueView, queue_reconciliation, read_queue_view
from ui.room import Room
from ui.tasks import IsCancelled, Report
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.later_progress import follow_when_long
from ui.widgets.layouts import column, row, text_label
from ui.widgets.page_header import PageHeader
from ui.widgets.period_picker import PeriodPicker
from ui.widgets.progress_line import ProgressLine
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.table import Table
from ui.widgets.telling import say_failure

_SERVICES, _QUEUE = "layanan", "antrean"
_ONLY_OFFICE = "Excel memuat daftar permohonan semua bidang; mintalah kepada loket atau Sekretaris."


class FiguresModel(RowsModel[FigureLine]):
    """The total stands in bold."""

    def data(self, index: Index, role: int = 0) -> Any:
        if role == Role.BOLD and index.isValid():
            return self.row(index.row()).is_total
        return super().data(index, role)


class RecapsRoom(Room):
    """Enter opens the list behind a line; Ctrl+Enter makes the workbook."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_rekap")
        theme = context.theme
        self._asked = 0
        self._shown = Period(date.min, date.min)
        self.header = PageHeader("Rekap & evaluasi", "")
        self.period = PeriodPicker(theme, self._today)
        self.cards = {
            "diterima": FigureCard(theme, "diterima", "Diterima", "inbox-arrow-down-outline", Tone.INFO),
            "selesai": FigureCard(theme, "selesai", "Selesai", "check-circle-outline", Tone.OK),
            "tepat": FigureCard(theme, "tepat", "Tepat waktu", "clock-check-outline", Tone.ACCENT),
            "terlambat": FigureCard(theme, "terlambat", "Terlambat", "clock-alert-outline", Tone.BAD),
            "berjalan": FigureCard(theme, "berjalan", "Masih berjalan", "progress-clock", Tone.WARN),
        }
        self.banner = Banner(theme)
        self.model = FiguresModel(COLUMNS, (), lambda line: line.code, self)
        self.table = Table(theme, name="rekap_angka", label="Angka per layanan")
        self.table.set_model(self.model, COLUMNS)
        self.table.set_empty(
            "chart-box-outline", "Belum ada layanan yang ditawarkan. Administrator memilihnya di Pengaturan."
        )
        parts = [Segment(_SERVICES, "Layanan", "l"), Segment(_QUEUE, "Antrean", "a")]
        self.part = SegmentedControl(parts, name="rekap_bagian", label="Bagian rekap")
        self.part.set_value(_SERVICES)
        self.part.hide()
        self._sums: ServiceFigures | None = None
        self._queue_view: QueueView | None = None
        self.note = text_label("", "small", wrap=True)
        self.progress = ProgressLine()
        self.save = KeyButton("Simpan Excel sebagai…", "Ctrl+S", name="rekap_simpan")
        self.make = KeyButton("Buat Excel", "Ctrl+Return", ButtonKind.PRIMARY, name="rekap_excel")
        self._lay_out()
        self.setFocusProxy(self.table)
        self._connect()
        self._free()

    @cached_property
    def queue(self) -> QueuePane:
        """The figures of the queue, made when there are some."""
        pane = QueuePane(self.context.theme)
        self.stack.addWidget(pane)
        return pane

    def enter(self) -> None:
        self._load()

    def main_action(self) -> None:
        if self.make.isEnabled():
            self.make.click()

    def _lay_out(self) -> None:
        card = Card(padding=1, name="rekap_kartu")
        card.body.addWidget(self.table)
        services = QWidget()
        services.setLayout(column(row(*self.cards.values(), spacing=12), card, spacing=12))
        services.layout().setStretch(1, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(services)
        foot = row(self.note, self.progress, self.save, self.make, spacing=12)
        foot.setStretch(0, 1)
        foot.setStretch(1, 1)
        whole = column(
            self.header,
            row(self.period, self.part, spacing=12),
            self.banner,
            self.stack,
            foot,
            spacing=12,
            margins=(24, 16, 24, 16),
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.period.changed.connect(self._load)
        self.part.chosen.connect(self._turn)
        self.table.row_activated.connect(self._open_list)
        self.make.clicked.connect(lambda: self._build(self._open))
        self.save.clicked.connect(lambda: self._build(self._save))
        self.context.events.request_changed.connect(self._refresh)
        self.context.events.queue_changed.connect(self._refresh)
        self.context.events.settings_changed.connect(self._refresh)

    def _today(self) -> date:
        return self.context.desk.now().date()

    def _refresh(self, *_: object) -> None:
        """Ask again while it is seen; a hidden room asks when it is entered."""
        if self.isVisible():
            self._load()

    def _load(self, *_: object) -> None:
        period, desk, actor = self.period.period(), self.context.desk, self.context.actor
        self._asked += 1
        asked = self._asked

        def show(found: tuple[tuple[FigureLine, ...], QueueView]) -> None:
            if asked == self._asked:
                self._show(period, *found)

        self.context.tasks.run_read(
            lambda: (figure_lines(desk, actor, period), read_queue_view(desk, period)),
            show,
            lambda error: say_failure(self.context, self.banner, error),
            owner=self,
        )

    def _show(self, period: Period, lines: tuple[FigureLine, ...], queue: QueueView) -> None:
        self.banner.clear_problem()
        self._shown = period
        self.model.set_rows(lines)
        self.header.set_subtitle(month_words(period))
        self._sums = lines[-1].figures if lines else None
        self._queue_view = queue
        if queue.lines:
            self.queue.show_view(queue)
        self.part.setVisible(bool(queue.lines))
        self._turn(self.part.value() if queue.lines else _SERVICES)
        if not lines:
            return
        self._show_cards(lines[-1].figures)
        wrong = [line.name for line in lines[:-1] if not reconciles(line.figures)]
        if wrong:
            self.banner.say(Tone.WARN, f"Angka tidak saling cocok pada: {', '.join(wrong)}.")

    def _turn(self, part: str) -> None:
        """Show the services or the queue, and beside the buttons how its figures reconcile."""
        self.part.set_value(part)
        self.stack.setCurrentIndex(int(part == _QUEUE))
        if part == _QUEUE and self._queue_view is not None:
            self.note.setText(queue_reconciliation(self._queue_view.total))
        else:
            self.note.setText(reconciliation(self._sums) if self._sums is not None else "")

    def _show_cards(self, sums: ServiceFigures) -> None:
        self.cards["diterima"].set_figure(format_number(sums.received))
        self.cards["selesai"].set_figure(format_number(sums.completed))
        self.cards["tepat"].set_figure(share_on_time(sums))
        self.cards["terlambat"].set_figure(format_number(sums.late))
        self.cards["berjalan"].set_figure(format_number(sums.open))

    def _open_list(self, line: FigureLine) -> None:
        codes = (line.code,) if line.code else ()
        self.list_wanted.emit(Filter(services=codes, received=(self._shown.first, self._shown.last)))

    def _build(self, deliver: Callable[[Workbook], None]) -> None:
        period, desk, actor = self.period.period(), self.context.desk, self.context.actor
        self.banner.clear()

        def work(report: Report, cancelled: IsCancelled) -> Workbook:
            made = workbook(desk, actor, period)
            report(1, 1)
            return made

        for button in (self.make, self.save):
            button.setEnabled(False)
        task = self.context.tasks.run_long(
            work, deliver, lambda error: say_failure(self.context, self.banner, error), owner=self
        )
        task.finished.connect(self._free)
        follow_when_long(self.progress, task, "Menyusun rekap")

    def _free(self) -> None:
        may = sees_whole_office(self.context.actor)
        for button in (self.make, self.save):
            button.setEnabled(may)
            button.setToolTip("" if may else _ONLY_OFFICE)

    def _open(self, made: Workbook) -> None:
        try:
            self.context.outputs.open(made.name, made.content)
        except DeskError as error:
            say_failure(self.context, self.banner, error)
        else:
            self.banner.say(Tone.OK, f"{made.name} dibuka di Excel.")

    def _save(self, made: Workbook) -> None:
        try:
            path = self.context.outputs.save_as(self, made.name, made.content)
        except DeskError as error:
            say_failure(self.context, self.banner, error)
        else:
            if path is not None:
                self.banner.say(Tone.OK, f"Tersimpan: {path}")
