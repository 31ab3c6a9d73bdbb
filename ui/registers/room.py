"""Buku register: the lines of a service in a period as they print, for Word and for looking up."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.letters import WordFile
from dinsos_desk.usecases.recaps import month_words
from dinsos_desk.usecases.registers import RegisterLine, print_register, register_lines
from ui.context import Context
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.registers.lines import columns_of, count_words, place_of, register_services
from ui.registers.wrapping import let_wrap
from ui.room import Room
from ui.tasks import IsCancelled, Report
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.later_progress import follow_when_long
from ui.widgets.layouts import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.period_picker import PeriodPicker
from ui.widgets.progress_line import ProgressLine
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table
from ui.widgets.telling import say_failure

_NO_SERVICE = "Belum ada layanan yang ditawarkan. Administrator memilihnya di Pengaturan › Layanan."


class RegistersRoom(Room):
    """Enter opens the application behind a line; Ctrl+Enter makes the Word document."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_register")
        theme = context.theme
        self._services: tuple[ServiceDef, ...] = ()
        self._asked = 0
        self.header = PageHeader("Buku register", "Terisi sendiri dari permohonan yang diterima.")
        self.service = QuietCombo(name="register_layanan", label="Layanan", letters=20)
        self.period = PeriodPicker(theme, self._today)
        self.search = SearchField(theme, "Nomor register", name="register_cari_nomor")
        self.search.setFixedWidth(theme.px(170))
        self.banner = Banner(theme)
        self.table = Table(theme, name="register_baris", label="Isi buku register")
        let_wrap(self.table)
        self.progress = ProgressLine()
        self.count = ElidedLabel("", "muted")
        self.save = KeyButton("Simpan sebagai…", "Ctrl+S", name="register_simpan")
        self.print = KeyButton("Cetak ke Word", "Ctrl+Return", ButtonKind.PRIMARY, name="register_cetak")
        self._lay_out()
        self.setFocusProxy(self.table)
        self._connect()
        self._show_lines(())

    def enter(self) -> None:
        self.context.tasks.run_read(
            lambda: register_services(self.context.desk, self.context.actor), self._show_services
        )

    def main_action(self) -> None:
        if self.print.isEnabled():
            self.print.click()

    def chosen(self) -> ServiceDef | None:
        """The service whose register is shown."""
        place = self.service.currentIndex()
        return self._services[place] if 0 <= place < len(self._services) else None

    def lines(self) -> tuple[RegisterLine, ...]:
        """The lines that are shown."""
        model = self.table.model()
        return model.rows() if isinstance(model, RowsModel) else ()

    def _lay_out(self) -> None:
        card = Card(padding=1, name="register_kartu")
        card.body.addWidget(self.table)
        what = row(self.service, self.search, spacing=12)
        what.setStretch(0, 1)
        foot = row(self.count, self.progress, self.save, self.print, spacing=12)
        foot.setStretch(0, 1)
        foot.setStretch(1, 1)
        whole = column(
            self.header, what, self.period, self.banner, card, foot, spacing=12, margins=(24, 16, 24, 16)
        )
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.service.activated.connect(lambda: self._load())
        self.period.changed.connect(lambda: self._load())
        self.search.submitted.connect(self._jump)
        self.search.left_down.connect(self.table.setFocus)
        self.table.row_activated.connect(lambda line: self.request_wanted.emit(line.request_id))
        self.print.clicked.connect(lambda: self._make(self._open))
        self.save.clicked.connect(lambda: self._make(self._save))
        self.table.horizontalHeader().sectionResized.connect(self._tell_count)
        events = self.context.events
        for signal in (events.request_changed, events.letters_changed, events.person_changed):
            signal.connect(self._refresh)
        events.settings_changed.connect(self._refresh_services)

    def _today(self) -> date:
        return self.context.desk.now().date()

    def _refresh(self, *_: object) -> None:
        """Ask again while it is seen; a hidden room asks when it is entered."""
        if self.isVisible():
            self._load()

    def _refresh_services(self) -> None:
        if self.isVisible():
            self.enter()

    def _show_services(self, services: tuple[ServiceDef, ...]) -> None:
        before = self.chosen()
        self._services = services
        kept = before.code if before is not None else ""
        self.service.set_choices([(service.code, service.name) for service in services], kept)
        self._load()

    def _load(self) -> None:
        service, period = self.chosen(), self.period.period()
        self._asked += 1
        if service is None:
            self._show_lines(())
            return
        asked, desk = self._asked, self.context.desk

        def show(lines: tuple[RegisterLine, ...]) -> None:
            if asked == self._asked:
                self.banner.clear_problem()
                self._show_lines(lines)

        self.context.tasks.run_read(
            lambda: register_lines(desk.reader(), service, period, desk.now()),
            show,
            lambda error: say_failure(self.context, self.banner, error),
            owner=self,
        )

    def _show_lines(self, lines: tuple[RegisterLine, ...]) -> None:
        service = self.chosen()
        model = self.table.model()
        columns = columns_of(service, lines) if service is not None else ()
        if isinstance(model, RowsModel) and _shape(model.columns) == _shape(columns):
            model.set_rows(lines)
        else:
            fresh: RowsModel[RegisterLine] = RowsModel(columns, lines, lambda line: line.request_id, self)
            self.table.set_model(fresh, columns)
            if model is not None:
                model.deleteLater()
        words = month_words(self.period.period())
        empty = f"Belum ada permohonan {service.short_name} pada {words}." if service else _NO_SERVICE
        self.table.set_empty("book-open-outline", empty)
        self._tell_count()
        self.header.set_subtitle(f"{service.short_name} · {words}" if service else "")
        for button in (self.print, self.save):
            button.setEnabled(service is not None)

    def _tell_count(self, *_: object) -> None:
        hidden = sum(self.table.isColumnHidden(place) for place in range(self.table.model().columnCount()))
        self.count.setText(count_words(len(self.lines()), hidden))

    def _jump(self, typed: str) -> None:
        if not typed:
            return
        place = place_of(self.lines(), typed)
        if place is None:
            words = month_words(self.period.period())
            self.banner.say(Tone.WARN, f"Nomor register {typed} tidak ada pada {words}. Pilih periode lain.")
            self.search.selectAll()
            return
        self.banner.clear()
        self.table.choose_row(place)
        self.table.setFocus()

    def _make(self, deliver: Callable[[WordFile], None]) -> None:
        service, period = self.chosen(), self.period.period()
        if service is None or not self.print.isEnabled():
            return
        desk = self.context.desk
        self.banner.clear()

        def work(report: Report, cancelled: IsCancelled) -> WordFile:
            made = print_register(desk.reader(), desk.library.letters, service, period, desk.now())
            report(1, 1)
            return made

        self._set_free(False)
        task = self.context.tasks.run_long(
            work, deliver, lambda error: say_failure(self.context, self.banner, error), owner=self
        )
        task.finished.connect(self._free)
        follow_when_long(self.progress, task, "Menyusun buku register")

    def _free(self) -> None:
        self._set_free(True)

    def _set_free(self, free: bool) -> None:
        for button in (self.print, self.save):
            button.setEnabled(free and self.chosen() is not None)

    def _open(self, made: WordFile) -> None:
        try:
            self.context.outputs.open(made.name, made.content)
        except DeskError as error:
            say_failure(self.context, self.banner, error)
        else:
            self.banner.say(Tone.OK, f"{made.name} dibuka. Cetaklah dari sana.")

    def _save(self, made: WordFile) -> None:
        try:
            path = self.context.outputs.save_as(self, made.name, made.content)
        except DeskError as error:
            say_failure(self.context, self.banner, error)
        else:
            if path is not None:
                self.banner.say(Tone.OK, f"Tersimpan: {path}")


def _shape(columns: Sequence[ColumnSpec[RegisterLine]]) -> list[tuple[str, int]]:
    return [(column.title, column.width) for column in columns]
