"""Permohonan: the list of all applications, and the page of one of them."""

from functools import cached_property

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QStackedLayout, QWidget

from dinsos_desk.db.queries.requests.lists import Count, count_requests, list_requests
from dinsos_desk.db.queries.requests.rows import Filter, RequestRow, Visibility
from dinsos_desk.db.queries.requests.words import Choices, choices
from dinsos_desk.usecases.requests.lists import as_of
from ui.context import Context
from ui.models.paged_model import PagedModel, PageRequest
from ui.requests.arrangement import Arrangement
from ui.requests.columns import USUAL, request_columns
from ui.requests.exporter import Exporter
from ui.requests.filter_bar import FilterBar
from ui.requests.filters import Names, filter_words
from ui.requests.latest import Latest
from ui.requests.list_words import list_words
from ui.requests.page import RequestPage
from ui.requests.saved_dialog import SavedDialog
from ui.room import Room
from ui.widgets.banner import Banner
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import column
from ui.widgets.list_table import ListTable
from ui.widgets.page_header import PageHeader
from ui.widgets.progress_line import ProgressLine

_EMPTY = "Belum ada permohonan. Permohonan yang diterima di loket tampil di sini."
_PAGE_AFTER_MS = 150
_LARGE = 1.2
"""From this text scale on the buttons do not fit beside the title."""

_NOT_FOUND = "Tidak ada permohonan yang cocok dengan saringan ini."


class RequestsRoom(Room):
    """``show_filter`` opens the list behind a counter, ``open_request`` the page of one application."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("permohonan")
        self.setAccessibleName("Permohonan")
        desk, actor, theme = context.desk, context.actor, context.theme
        self._latest, self._counting = (Latest(context.tasks, self) for _ in range(2))
        self._sees = Visibility(actor.roles, actor.division)
        self._count: Count | None = None
        self._services: tuple[tuple[str, str], ...] = ()
        self._choices = Choices()
        columns = request_columns(desk.now)
        self.model = PagedModel[RequestRow](
            columns, None, context.tasks, identity=lambda row: row.id, parent=self
        )
        self.header = PageHeader("Permohonan", " ")
        self.saved = KeyButton("Saringan saya", "Alt+S", name="saringan_saya")
        self.columns = KeyButton("Kolom", "Alt+K", name="kolom")
        self.export = KeyButton("Excel", "Ctrl+S", name="ekspor_excel")
        self.export.setAccessibleName("Ekspor ke Excel")
        self.saved.setToolTip("Saringan tersimpan: pakai, simpan, ubah nama, hapus")
        self.columns.setToolTip("Kolom, lebarnya, dan urutan daftar; Alt+U: urutkan saja")
        self.export.setToolTip("Ekspor seluruh daftar yang disaring ini ke Excel")
        self.waiting = KeyButton("Menunggu berkas", "Alt+M", name="ke_menunggu_berkas")
        self.filters = FilterBar(theme, lambda: desk.now().date())
        large = theme.scale > _LARGE
        for button in (self.waiting, self.saved, self.columns, self.export):
            in_bar = large and button is self.saved
            (self.filters.add_part if in_bar else self.header.add_action)(button)
        self.banner = Banner(theme, name="kabar_daftar")
        self.progress = ProgressLine()
        self.exporter = Exporter(context, self.banner, self.progress, self)
        self.table = ListTable(theme, name="tabel_permohonan", label="Permohonan")
        self.table.set_model(self.model, columns)
        self._connect()
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self._list = QWidget()
        parts = (self.header, self.filters, self.banner, self.progress, card)
        whole = column(*parts, spacing=12, margins=(24, 16, 24, 18))
        whole.setStretch(4, 1)
        self._list.setLayout(whole)
        self.filters.search.call_from(self._list)
        self.arrangement = Arrangement(context, self.table, self._list)
        self.arrangement.sort_changed.connect(self._search_anew)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._list)
        self.setFocusProxy(self.table)
        self._asked, self._stale = False, True
        self.arrangement.read()
        self._ask_choices()
        QTimer.singleShot(_PAGE_AFTER_MS, self, lambda: self.page)

    def _connect(self) -> None:
        self.filters.changed.connect(self._search)
        self.filters.left_down.connect(self._to_table)
        self.table.row_activated.connect(lambda one: self.open_request(one.id))
        self.table.empty_action.connect(lambda: self.show_filter(Filter()))
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.loading_changed):
            signal.connect(self._tell)
        self.waiting.clicked.connect(lambda: self.room_wanted.emit("menunggu_berkas"))
        self.saved.clicked.connect(self._open_saved)
        self.columns.clicked.connect(self._open_columns)
        self.export.clicked.connect(self._export)
        self.exporter.busy_changed.connect(self._tell)
        self.context.events.request_changed.connect(self._on_changed)
        self.context.events.settings_changed.connect(self._ask_choices)

    @cached_property
    def page(self) -> RequestPage:
        """The page of one application, made in a turn of its own after the list or when first wanted."""
        page = RequestPage(self.context, self)
        page.left.connect(self.show_list)
        page.intake_wanted.connect(self.intake_wanted)
        page.complaint_wanted.connect(self.complaint_wanted)
        page.mail_wanted.connect(self.mail_wanted)
        self._stack.addWidget(page)
        return page

    def show_filter(self, wanted: Filter) -> None:
        """Show the list narrowed to what a counter counted."""
        self.filters.set_filter(wanted)
        self._search(wanted)
        self.show_list()

    def open_request(self, request_id: int) -> None:
        """Show the page of one application."""
        self.page.show_request(request_id)
        self._turn_to(self.page, self.page.contents.tabs)

    def show_list(self) -> None:
        """Back to the list, where one was."""
        self._turn_to(self._list, self.table)
        if self._stale:
            self._reload()

    def enter(self) -> None:
        """Read what is shown anew."""
        if self._stack.currentWidget() is not self._list:
            self._stale = True
            self.page.enter()
        else:
            self._ask_choices()
            self._reload()
            self.table.setFocus()

    def main_action(self) -> None:
        if self._stack.currentWidget() is not self._list:
            self.page.main_action()
        elif (chosen := self.table.current_row()) is not None:
            self.open_request(chosen.id)

    def step_back(self) -> bool:
        if self._stack.currentWidget() is not self._list:
            return self.page.step_back()
        if self.filters.fold():
            self._to_table()
            return True
        if self.filters.filter() != Filter():
            self.show_filter(Filter())
            return True
        return False

    def _to_table(self) -> None:
        self.table.setFocus()

    def _turn_to(self, leaf: QWidget, focus: QWidget) -> None:
        self._stack.setCurrentWidget(leaf)
        self.setFocusProxy(focus)
        focus.setFocus()

    def _search(self, wanted: Filter) -> None:
        desk, sees, sort = self.context.desk, self._sees, self.arrangement.layout.sort

        def source(page: PageRequest[RequestRow]) -> tuple[RequestRow, ...]:
            now = desk.now()
            return desk.ask(
                lambda session: list_requests(
                    session,
                    as_of(wanted, now.date()),
                    sees,
                    now,
                    after=page.after,
                    limit=page.limit,
                    sort=sort,
                )
            )

        self._asked, self._stale = True, False
        if wanted == Filter():
            self.table.set_empty("file-document-multiple-outline", _EMPTY)
        else:
            self.table.set_empty("file-search-outline", _NOT_FOUND, "Tampilkan semua")
        self.model.set_source(source)
        self._ask_count()

    def _reload(self) -> None:
        self._stale = False
        if self._asked:
            self.model.reload()
            self._ask_count()
        else:
            self._search(self.filters.filter())

    def _on_changed(self, request_id: int) -> None:
        if self.isVisible() and self._stack.currentWidget() is self._list:
            self._reload()
        else:
            self._stale = True

    def _ask_count(self) -> None:
        """How many there are in all, asked beside the first page."""
        desk, sees, wanted = self.context.desk, self._sees, self.filters.filter()
        self._count = None

        def show(count: Count) -> None:
            self._count = count
            self._tell()

        now = desk.now()
        self._counting.ask(
            lambda: desk.ask(lambda session: count_requests(session, as_of(wanted, now.date()), sees, now)),
            show,
        )

    def _ask_choices(self) -> None:
        desk = self.context.desk

        def read() -> tuple[tuple[tuple[str, str], ...], Choices]:
            services = ((one.code, one.short_name) for one in desk.catalog.services.values())
            return tuple(sorted(services, key=lambda pair: pair[1])), desk.ask(choices)

        self._latest.ask(read, lambda found: self._take_choices(*found))

    def _take_choices(self, services: tuple[tuple[str, str], ...], found: Choices) -> None:
        if services != self._services:
            self._services = services
            self.filters.set_services(services)
        self._choices = found
        self.filters.set_choices(found)

    def _search_anew(self) -> None:
        if self._asked:
            self._search(self.filters.filter())

    def _open_columns(self) -> None:
        self.arrangement.choose(self)
        self._to_table()

    def _open_saved(self) -> None:
        dialog = SavedDialog(self.context, self.filters.filter(), self._names(), self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
            self.show_filter(dialog.chosen)
        dialog.deleteLater()
        self._to_table()

    def _export(self) -> None:
        today = self.context.desk.now().date()
        wanted, columns = as_of(self.filters.filter(), today), self.arrangement.layout.columns or USUAL
        sort = self.arrangement.layout.sort
        self.exporter.write(wanted, sort, columns, lambda: filter_words(wanted, today, self._names()))

    def _names(self) -> Names:
        return Names(self._services, self._choices.officers)

    def _tell(self, *_: object) -> None:
        count = self.model.rowCount()
        self.export.setEnabled(count > 0 and self.exporter.task is None)
        if not count:
            self.header.set_subtitle("Sedang mencari…" if self.model.loading else "Tidak ada permohonan")
            return
        left_out = len(self.table.left_out()) if self.arrangement.layout.columns else 0
        self.header.set_subtitle(
            list_words(count, self.model.complete, self._count, self.arrangement.layout.sort, left_out)
        )
