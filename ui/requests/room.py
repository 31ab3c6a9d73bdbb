"""Permohonan: the list of all applications, and the page of one of them."""

from functools import cached_property

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from dinsos_desk.db.queries.requests import Filter, RequestRow, Visibility, list_requests
from dinsos_desk.domain.fields import format_number
from ui.context import Context
from ui.models.paged_model import PagedModel, PageRequest
from ui.requests.columns import request_columns
from ui.requests.filter_bar import FilterBar
from ui.requests.latest import Latest
from ui.requests.page import RequestPage
from ui.room import Room
from ui.widgets.card import Card
from ui.widgets.layouts import column
from ui.widgets.page_header import PageHeader
from ui.widgets.table import Table

_EMPTY = "Belum ada permohonan. Permohonan yang diterima di loket tampil di sini."
_PAGE_AFTER_MS = 150
_NOT_FOUND = "Tidak ada permohonan yang cocok dengan saringan ini."


class RequestsRoom(Room):
    """``show_filter`` opens the list behind a counter, ``open_request`` the page of one application."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("permohonan")
        self.setAccessibleName("Permohonan")
        desk, actor = context.desk, context.actor
        self._latest = Latest(context.tasks, self)
        self._sees = Visibility(actor.roles, actor.division)
        columns = request_columns(desk.now)
        self.model = PagedModel[RequestRow](
            columns, None, context.tasks, identity=lambda row: row.id, parent=self
        )
        self.header = PageHeader("Permohonan", " ")
        self.filters = FilterBar(context.theme, lambda: desk.now().date())
        self.filters.changed.connect(self._search)
        self.table = Table(context.theme, name="tabel_permohonan", label="Permohonan")
        self.filters.left_down.connect(self._to_table)
        self.table.set_model(self.model, columns)
        self.table.row_activated.connect(lambda one: self.open_request(one.id))
        self.table.empty_action.connect(lambda: self.show_filter(Filter()))
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.loading_changed):
            signal.connect(self._tell)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self._list = QWidget()
        whole = column(self.header, self.filters, card, spacing=12, margins=(24, 16, 24, 18))
        whole.setStretch(2, 1)
        self._list.setLayout(whole)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._list)
        self.setFocusProxy(self.table)
        self._asked = False
        self._stale = True
        context.events.request_changed.connect(self._on_changed)
        context.events.settings_changed.connect(self._ask_services)
        self._ask_services()
        QTimer.singleShot(_PAGE_AFTER_MS, self, lambda: self.page)

    @cached_property
    def page(self) -> RequestPage:
        """The page of one application, made in a turn of its own after the list or when first wanted."""
        page = RequestPage(self.context, self)
        page.left.connect(self.show_list)
        page.intake_wanted.connect(self.intake_wanted)
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
        desk, sees = self.context.desk, self._sees

        def source(page: PageRequest[RequestRow]) -> tuple[RequestRow, ...]:
            after = (page.after.received_at, page.after.id) if page.after is not None else None
            return desk.ask(
                lambda session: list_requests(
                    session, wanted, sees, desk.now(), after=after, limit=page.limit
                )
            )

        self._asked, self._stale = True, False
        if wanted == Filter():
            self.table.set_empty("file-document-multiple-outline", _EMPTY)
        else:
            self.table.set_empty("file-search-outline", _NOT_FOUND, "Tampilkan semua")
        self.model.set_source(source)

    def _reload(self) -> None:
        self._stale = False
        if self._asked:
            self.model.reload()
        else:
            self._search(self.filters.filter())

    def _on_changed(self, request_id: int) -> None:
        if self.isVisible() and self._stack.currentWidget() is self._list:
            self._reload()
        else:
            self._stale = True

    def _ask_services(self) -> None:
        self._latest.ask(self._services, self.filters.set_services)

    def _services(self) -> tuple[tuple[str, str], ...]:
        services = self.context.desk.catalog.services.values()
        return tuple(sorted(((one.code, one.short_name) for one in services), key=lambda pair: pair[1]))

    def _tell(self) -> None:
        count = self.model.rowCount()
        if not count:
            self.header.set_subtitle("Sedang mencari…" if self.model.loading else "Tidak ada permohonan")
        else:
            more = "" if self.model.complete else " pertama"
            self.header.set_subtitle(f"{format_number(count)} permohonan{more}, yang terbaru di atas")
