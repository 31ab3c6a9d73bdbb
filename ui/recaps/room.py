"""Rekap & evaluasi: what became of the applications of a period, in parts, with charts and workbooks."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.db.queries.recaps.cases import Behind
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.requests.figures import Filter
from dinsos_desk.usecases.recaps.choices import RecapChoices, keep_choices, recap_choices
from dinsos_desk.usecases.recaps.summary import SummaryFigures
from dinsos_desk.usecases.recaps.workbook import month_words
from ui.context import Context
from ui.recaps.asker import Asker
from ui.recaps.cards import figure_cards, show_figures
from ui.recaps.cases_pane import CasesPane
from ui.recaps.figures import FigureLine, figure_lines, read_summary, reconciles, reconciliation
from ui.recaps.layouts_pane import LayoutsPane
from ui.recaps.maker import Maker
from ui.recaps.queue_pane import QueuePane, QueueView, queue_reconciliation, read_queue_view
from ui.recaps.services_pane import ServicesPane
from ui.recaps.summary_pane import SummaryPane
from ui.recaps.table_parts import TableParts
from ui.room import Room
from ui.tasks import Report
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.page_header import PageHeader
from ui.widgets.period_picker import LONG_KINDS, PeriodPicker
from ui.widgets.progress_line import ProgressLine
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.telling import say_failure

_SUMMARY, _SERVICES, _QUEUE = "ringkasan", "layanan", "antrean"
_PARTS = (
    Segment(_SUMMARY, "Ringkasan", "r"),
    Segment(_SERVICES, "Layanan", "l"),
    Segment("ketepatan", "Ketepatan", "k"),
    Segment("wilayah", "Wilayah", "w"),
    Segment("ppks", "PPKS", "p"),
    Segment("petugas", "Petugas", "t"),
    Segment("produk", "Produk", "d"),
    Segment("berkas", "Berkas", "b"),
    Segment(_QUEUE, "Antrean", "a"),
)
_LARGE = 1.2
"""From this text scale on the summary has no room for cards that say what its table says."""


@dataclass(frozen=True)
class _Read:
    """What is asked for at once when a period is chosen."""

    lines: tuple[FigureLine, ...]
    queue: QueueView
    summary: SummaryFigures


class RecapsRoom(Room):
    """Enter opens what stands behind a number; Ctrl+Enter makes the workbook, F9 the whole package."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_rekap")
        theme = context.theme
        self._is_large = theme.scale > _LARGE
        self._shown = Period(date.min, date.min)
        self._read: _Read | None = None
        self._choices: RecapChoices | None = None
        self.header = PageHeader("Rekap & evaluasi", " ")
        self.period = PeriodPicker(theme, self._today, LONG_KINDS)
        self.cards = figure_cards(theme)
        self.banner = Banner(theme)
        self.services = ServicesPane(theme)
        self.model, self.table = self.services.model, self.services.table
        self.part = SegmentedControl(_PARTS, name="rekap_bagian", label="Bagian rekap")
        self.part.set_value(_SUMMARY)
        self.part.button(_QUEUE).hide()
        self.summary = SummaryPane(theme)
        self.note = text_label("", "small", wrap=True)
        self.progress = ProgressLine()
        self.maker = Maker(context, self.banner, self.progress, self)
        self.make, self.save = self.maker.make, self.maker.save
        self._asker, asker = (
            Asker(context.tasks, self.progress, self._fail, self._tell_stopped, self) for _ in range(2)
        )
        self.stack = QStackedWidget()
        self.parts = TableParts(context, asker, self.stack, self.note)
        self._lay_out()
        self.setFocusProxy(self.part)
        self._connect()
        self._turn(_SUMMARY)

    @cached_property
    def queue(self) -> QueuePane:
        """The figures of the queue, made when there are some."""
        pane = QueuePane(self.context.theme)
        self.stack.addWidget(pane)
        return pane

    @cached_property
    def cases(self) -> CasesPane:
        """The applications behind a number, made when one is first opened."""
        pane = CasesPane(self.context, self)
        pane.left.connect(self.step_back)
        pane.request_wanted.connect(self.request_wanted)
        self.stack.addWidget(pane)
        return pane

    @cached_property
    def layouts(self) -> LayoutsPane:
        """The office's own workbooks, made when they are first wanted."""
        pane = LayoutsPane(self.context, self)
        pane.left.connect(self.step_back)
        self.stack.addWidget(pane)
        return pane

    def enter(self) -> None:
        if self._choices is None:
            desk, actor = self.context.desk, self.context.actor
            self.context.tasks.run_read(lambda: recap_choices(desk.reader(), actor), self._begin, owner=self)
        else:
            self._load()

    def main_action(self) -> None:
        if self.stack.currentWidget() is self.__dict__.get("layouts"):
            self.layouts.fill.click()
        elif self.make.isEnabled():
            self.make.click()

    def step_back(self) -> bool:
        if not self._is_beside():
            return False
        self._turn(self.part.value())
        return True

    def turn(self, part: str) -> None:
        """Show a part, as if it had been chosen."""
        self._choose(part)

    def open_behind(self, behind: Behind, words: str) -> None:
        """Show the applications behind a number."""
        self._turn_aside(self.cases)
        self.cases.show_behind(behind, words)

    def open_layouts(self) -> None:
        """Show the office's own workbooks."""
        self._turn_aside(self.layouts)
        self.layouts.show_period(self.period.period())

    def _turn_aside(self, pane: QWidget) -> None:
        for part in (*self.cards.values(), *self.maker.foot()):
            part.hide()
        self.stack.setCurrentWidget(pane)
        self.note.setText("")

    def _lay_out(self) -> None:
        self.stack.addWidget(self.summary)
        self.stack.addWidget(self.services)
        for button in self.maker.head():
            self.header.add_action(button)
        whole = column(
            self.header,
            self.period,
            self.part,
            self.banner,
            row(*self.cards.values(), spacing=12),
            self.stack,
            self.note,
            row(STRETCH, self.progress, *self.maker.foot(), spacing=12),
            spacing=10,
            margins=(24, 14, 24, 14),
        )
        whole.setStretch(5, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.period.changed.connect(self._load)
        self.period.kind_chosen.connect(lambda kind: self._remember(kind=kind))
        self.part.chosen.connect(self._choose)
        self.services.line_wanted.connect(self._open_list)
        self.services.figure_wanted.connect(self._open_figure)
        self.summary.behind_wanted.connect(self.open_behind)
        self.parts.behind_wanted.connect(self.open_behind)
        self.parts.table_chosen.connect(lambda part, table: self._remember(table=(part, table)))
        self.summary.month_wanted.connect(self.period.set_period)
        self.maker.period = self.period.period
        self.maker.layouts.clicked.connect(self.open_layouts)
        self.context.events.request_changed.connect(self._refresh)
        self.context.events.queue_changed.connect(self._refresh)
        self.context.events.settings_changed.connect(self._refresh)

    def _today(self) -> date:
        return self.context.desk.now().date()

    def _begin(self, choices: RecapChoices) -> None:
        """The part and kind of period that were used last; then the figures."""
        self._choices = choices
        self.parts.tables = dict(choices.tables)
        if choices.part in {segment.code for segment in _PARTS} - {_QUEUE}:
            self.part.set_value(choices.part)
        self.period.set_kind(choices.kind)
        self._load()

    def _remember(self, *, part: str = "", kind: str = "", table: tuple[str, str] | None = None) -> None:
        choices = self._choices or RecapChoices()
        tables = dict(choices.tables) | ({table[0]: table[1]} if table else {})
        self._choices = RecapChoices(part or choices.part, kind or choices.kind, tables)
        desk, actor, kept = self.context.desk, self.context.actor, self._choices
        self.context.tasks.run_write(lambda: keep_choices(desk.uow(), actor, kept))

    def _refresh(self, *_: object) -> None:
        """Ask again while it is seen; a hidden room asks when it is entered."""
        if self.isVisible():
            self._load()

    def _load(self, *_: object) -> None:
        period, desk, actor = self.period.period(), self.context.desk, self.context.actor

        def work(report: Report) -> _Read:
            lines, queue = figure_lines(desk, actor, period), read_queue_view(desk, period)
            report(1, 2)
            return _Read(lines, queue, read_summary(desk, actor, period))

        self.parts.forget()
        self._asker.ask(work, lambda found: self._show(period, found), "Menghitung rekap")

    def _fail(self, error: Exception) -> None:
        say_failure(self.context, self.banner, error)

    def _tell_stopped(self) -> None:
        self.note.setText("Perhitungan dihentikan. Tekan F5 untuk menghitung lagi.")

    def _show(self, period: Period, found: _Read) -> None:
        self.banner.clear_problem()
        self._shown, self._read = period, found
        self.model.set_rows(found.lines)
        self.header.set_subtitle(month_words(period))
        self.summary.show_figures(found.summary, self._service_name)
        if found.queue.lines:
            self.queue.show_view(found.queue)
        self.part.button(_QUEUE).setVisible(bool(found.queue.lines))
        part = self.part.value()
        if not self._is_beside():
            self._turn(part if part != _QUEUE or found.queue.lines else _SUMMARY)
        if not found.lines:
            return
        show_figures(self.cards, found.lines[-1].figures)
        wrong = [line.name for line in found.lines[:-1] if not reconciles(line.figures)]
        if wrong:
            self.banner.say(Tone.WARN, f"Angka tidak saling cocok pada: {', '.join(wrong)}.")

    def _is_beside(self) -> bool:
        """Whether cases or layouts stand instead of a part: a change elsewhere does not close them."""
        here = self.stack.currentWidget()
        return any(here is self.__dict__.get(name) for name in ("cases", "layouts"))

    def _service_name(self, code: str) -> str:
        services = self.context.desk.catalog.services
        return services[code].short_name if code in services else code

    def _choose(self, part: str) -> None:
        if part == _QUEUE and self.part.button(_QUEUE).isHidden():
            part = _SUMMARY
        self._turn(part)
        self._remember(part=part)

    def _turn(self, part: str) -> None:
        """Show a part, and beside the buttons how its figures reconcile or what they mean."""
        self.part.set_value(part)
        for button in self.maker.foot():
            button.show()
        for card in self.cards.values():
            card.setVisible(part == _SERVICES or (part == _SUMMARY and not self._is_large))
        found = self._read
        if part == _SUMMARY:
            self.stack.setCurrentIndex(0)
        elif part == _SERVICES:
            self.stack.setCurrentIndex(1)
        elif part == _QUEUE:
            self.stack.setCurrentWidget(self.queue)
        else:
            self.parts.show_part(part, None if found is None or self._asker.busy else self.period.period())
            return
        if part == _QUEUE and found is not None:
            self.note.setText(queue_reconciliation(found.queue.total))
        else:
            self.note.setText(reconciliation(found.lines[-1].figures) if found and found.lines else "")

    def _open_list(self, line: FigureLine) -> None:
        codes = (line.code,) if line.code else ()
        self.list_wanted.emit(Filter(services=codes, received=(self._shown.first, self._shown.last)))

    def _open_figure(self, line: FigureLine, code: str, title: str) -> None:
        about = "Semua layanan" if line.is_total else self._service_name(line.code)
        self.open_behind(Behind(self._shown, code, service=line.code), f"{title} · {about}")
