"""Buku register: the lines of a register in a period as they print, for Word and for looking up."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.usecases.recaps.workbook import month_words
from dinsos_desk.usecases.registers.choices import (
    RegisterChoices,
    keep_register_choices,
    register_choices,
)
from dinsos_desk.usecases.registers.prints import OfficeRegister, RegisterBook, RegisterLine
from dinsos_desk.usecases.registers.reading import Asked
from dinsos_desk.usecases.registers.signers import CHOOSERS
from ui.context import Context
from ui.registers.correct_dialog import CorrectDialog
from ui.registers.line_strip import LineStrip
from ui.registers.lines import register_books
from ui.registers.lines_view import LinesView
from ui.registers.maker import Maker
from ui.registers.signers_dialog import ask_signers
from ui.registers.words import empty_words, sought
from ui.room import Room
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.period_picker import LONG_KINDS, PeriodPicker
from ui.widgets.progress_line import ProgressLine
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table

_NO_SERVICE = "Belum ada layanan yang ditawarkan. Administrator memilihnya di Pengaturan › Layanan."


class RegistersRoom(Room):
    """Enter opens what is behind a line; Ctrl+Enter makes the Word document."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_register")
        theme = context.theme
        self._services: tuple[RegisterBook, ...] = ()
        self._kept: RegisterChoices | None = None
        self._empty = ""
        self.header = PageHeader("Buku register", "Terisi sendiri dari permohonan yang diterima.")
        self.service = QuietCombo(name="register_layanan", label="Layanan", letters=14)
        self.period = PeriodPicker(theme, self._today, LONG_KINDS)
        self.search = SearchField(theme, "Nomor (137/2025) atau kata", name="register_cari_nomor")
        self.search.setFixedWidth(theme.px(225))
        self.search.call_from(self)
        self.banner = Banner(theme)
        self.table = Table(theme, name="register_baris", label="Isi buku register")
        self.view = LinesView(context, self.table, self.banner, self)
        self.strip = LineStrip(context, self.banner)
        self.progress = ProgressLine()
        self.maker = Maker(context, self.banner, self.progress, self)
        self.count = ElidedLabel("", "muted")
        self.signers = KeyButton("Penanda tangan…", "Alt+T", name="register_penanda_tangan")
        self.save = KeyButton("Simpan sebagai…", "Ctrl+S", name="register_simpan")
        self.excel = KeyButton("Simpan Excel…", "Alt+E", name="register_excel")
        self.print = KeyButton("Cetak ke Word", "Ctrl+Return", ButtonKind.PRIMARY, name="register_cetak")
        self._lay_out()
        self.setFocusProxy(self.table)
        self._connect()
        self._show()

    def enter(self) -> None:
        desk, actor = self.context.desk, self.context.actor

        def work() -> tuple[tuple[RegisterBook, ...], RegisterChoices]:
            kept = self._kept or register_choices(desk.reader(), actor)
            return register_books(desk, actor), kept

        self.context.tasks.run_read(work, self._show_services, owner=self)

    def main_action(self) -> None:
        if self.print.isEnabled():
            self.print.click()

    def step_back(self) -> bool:
        if not self.view.alone and not self.search.text():
            return False
        self.search.begin("")
        self._leave_alone()
        return True

    def chosen(self) -> RegisterBook | None:
        """The service whose register is shown."""
        place = self.service.currentIndex()
        return self._services[place] if 0 <= place < len(self._services) else None

    def lines(self) -> tuple[RegisterLine, ...]:
        """The lines that are shown."""
        return self.view.lines()

    def _lay_out(self) -> None:
        card = Card(padding=1, name="register_kartu")
        card.body.addWidget(self.table)
        what = row(self.service, self.search, self.signers, spacing=12)
        what.setStretch(0, 1)
        foot = row(self.count, self.progress, self.excel, self.save, self.print, spacing=12)
        foot.setStretch(0, 1)
        foot.setStretch(1, 1)
        parts = (self.header, what, self.period, self.banner, card, self.strip, foot)
        whole = column(*parts, spacing=10, margins=(24, 16, 24, 16))
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.signers.setVisible(self.context.actor.may(*CHOOSERS))

    def _connect(self) -> None:
        self.service.activated.connect(lambda: self._choose_anew())
        self.period.changed.connect(lambda _: self._choose_anew())
        self.period.kind_chosen.connect(lambda _: self._keep())
        self.search.searched.connect(self._search)
        self.search.submitted.connect(self._jump)
        self.search.left_down.connect(self.table.setFocus)
        self.table.row_activated.connect(self._open_line)
        self.table.row_chosen.connect(lambda line: self.strip.show_line(self.chosen(), line))
        self.print.clicked.connect(lambda: self._make(self.maker.open_word))
        self.save.clicked.connect(lambda: self._make(self.maker.save_word))
        self.excel.clicked.connect(lambda: self._make(self.maker.save_excel))
        self.maker.busy_changed.connect(lambda busy: self._set_free(not busy))
        self.signers.clicked.connect(self._ask_signers)
        self.strip.correct_wanted.connect(self._correct)
        self.strip.slip_wanted.connect(self._slip)
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self.count.setText(self.view.told()))
        self.view.shown.connect(self._show)
        events = self.context.events
        for signal in (events.request_changed, events.letters_changed, events.person_changed):
            signal.connect(self._refresh)
        events.complaints_changed.connect(self._refresh)
        events.mail_changed.connect(self._refresh)
        events.settings_changed.connect(self._refresh_services)

    def _today(self) -> date:
        return self.context.desk.now().date()

    def _refresh(self, *_: object) -> None:
        """Ask again while it is seen; a hidden room asks when it is entered."""
        if self.isVisible() and not self.view.alone:
            self._load()

    def _refresh_services(self) -> None:
        if self.isVisible():
            self.enter()

    def _show_services(self, found: tuple[tuple[RegisterBook, ...], RegisterChoices]) -> None:
        services, kept = found
        before = self.chosen()
        self._services = services
        code = before.code if before is not None else kept.book
        self.service.set_choices([(service.code, service.name) for service in services], code)
        if self._kept is None:
            self._kept = kept
            self._restore(kept)
        self._load()

    def _restore(self, kept: RegisterChoices) -> None:
        """The period as it was chosen last: its kind; of a free span its days."""
        if not kept.kind:
            return
        self.period.blockSignals(True)
        self.period.set_kind(kept.kind)
        if kept.kind == "bebas" and kept.span is not None:
            self.period.first.set_text(f"{kept.span.first:%d/%m/%Y}")
            self.period.last.set_text(f"{kept.span.last:%d/%m/%Y}")
            self.period.last.left.emit()
        self.period.blockSignals(False)

    def _keep(self) -> None:
        """Remember what is chosen now."""
        book, kind = self.chosen(), self.period.kind.value()
        span = self.period.period() if kind == "bebas" else None
        choices = RegisterChoices(book.code if book is not None else "", kind, span)
        if choices != self._kept:
            self._kept = choices
            desk, actor = self.context.desk, self.context.actor
            self.context.tasks.run_write(lambda: keep_register_choices(desk.uow(), actor, choices))

    def _choose_anew(self) -> None:
        self.banner.clear()
        self._keep()
        self._load()

    def _words(self) -> str:
        """The words that narrow the register; a number is jumped to instead."""
        typed = self.search.text().strip()
        return "" if sought(typed) is not None else typed

    def _load(self) -> None:
        service = self.chosen()
        if service is None:
            self.view.nothing()
        else:
            self.view.ask(service, Asked(self.period.period(), self._words()))

    def _show(self) -> None:
        """What stands around the table follows its lines."""
        service, words = self.chosen(), month_words(self.period.period())
        empty = empty_words(service, words, self._words()) if service is not None else _NO_SERVICE
        if empty != self._empty:
            self._empty = empty
            self.table.set_empty("book-open-outline", empty)
        self.header.set_subtitle(f"{service.short_name} · {words}" if service else "")
        self.count.setText(self.view.told())
        self.strip.show_line(service, self.table.current_row())
        self._set_free(True)

    def _search(self, typed: str) -> None:
        """Words narrow the register while they are typed; a number waits for Enter."""
        if self.view.alone:
            self._leave_alone()
        elif self._words() != self.view.words():
            self._load()

    def _leave_alone(self) -> None:
        self.banner.clear()
        self._load()

    def _jump(self, typed: str) -> None:
        number, service = sought(typed), self.chosen()
        if service is None or not typed:
            return
        if number is None:
            self.table.setFocus()
        else:
            self.view.find(service, number, number.year or self.period.period().last.year)

    def _open_line(self, line: RegisterLine) -> None:
        if line.mail_id is not None:
            self.mail_wanted.emit(line.mail_id)
        elif line.complaint_id is not None:
            self.complaint_wanted.emit(line.complaint_id)
        elif line.request_id:
            self.request_wanted.emit(line.request_id)
        else:
            self.banner.say(Tone.INFO, "Di belakang baris ini tidak ada permohonan yang dapat dibuka.")

    def _make(self, make: Callable[[RegisterBook, Period], None]) -> None:
        service = self.chosen()
        if service is not None and self.print.isEnabled():
            make(service, self.period.period())

    def _set_free(self, free: bool) -> None:
        for button in (self.print, self.save, self.excel, self.signers):
            button.setEnabled(free and self.chosen() is not None and self.maker.task is None)

    def _slip(self, line: RegisterLine) -> None:
        book = self.chosen()
        if isinstance(book, OfficeRegister):
            self.maker.open_slip(book, line.key, self._period_of(line))

    def _correct(self, line: RegisterLine) -> None:
        book = self.chosen()
        if book is None:
            return
        dialog = CorrectDialog(self.context, book, line, self._period_of(line), self)
        dialog.corrected.connect(lambda _: self._corrected())
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()

    def _corrected(self) -> None:
        self.banner.say(Tone.OK, "Perbaikan tercatat; yang lama tetap terbaca, dicoret.")
        if self.view.alone:
            self._jump(self.search.text())
        else:
            self._load()

    def _period_of(self, line: RegisterLine) -> Period:
        """A period that holds a line; a line shown by itself stands somewhere in the year that was typed."""
        number = sought(self.search.text())
        if not self.view.alone or number is None:
            return self.period.period()
        year = number.year or self.period.period().last.year
        return Period(date(year, 1, 1), date(year, 12, 31))

    def _ask_signers(self) -> None:
        book = self.chosen()
        if book is not None:
            ask_signers(self.context, book, self.banner, self)
