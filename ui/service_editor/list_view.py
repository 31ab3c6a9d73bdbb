"""The list of services with its search, the chosen one at the right, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from dinsos_desk.usecases.services.publishing import ServiceRow, ServiceState
from ui.context import Context
from ui.models.columns import Role
from ui.models.rows_filter import RowsFilter
from ui.models.rows_model import RowsModel
from ui.service_editor import service_rows as words
from ui.settings.service_overview import ServiceOverview
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table

_NARROW = 760
EDIT, COPY, TRY, PUBLISH, OFFER, DISCARD, RESET, REMOVE, EXPORT, EXPORT_DRAFT = (
    "ubah",
    "salin",
    "uji",
    "terbitkan",
    "tawarkan",
    "buang",
    "kembalikan",
    "hapus",
    "ekspor",
    "ekspor_konsep",
)
NEW, IMPORT = "baru", "impor"
_MENU: tuple[tuple[str, str, Callable[[ServiceRow], bool]], ...] = (
    (COPY, "&Salin menjadi layanan baru…", words.may_edit),
    (PUBLISH, "Ter&bitkan konsep", words.may_publish),
    (OFFER, "&Nonaktifkan", words.may_offer),
    (DISCARD, "B&uang konsep…", words.may_publish),
    (RESET, "&Kembalikan ke bawaan…", words.may_reset),
    (REMOVE, "&Hapus…", words.may_remove),
    ("", "", words.may_edit),
    (EXPORT, "&Ekspor ke berkas…", lambda found: found.service is not None),
    (EXPORT_DRAFT, "Ekspor konsep ke &berkas…", words.may_publish),
)


class ServiceTable(Table):
    """Space offers a service or takes it back."""

    toggled = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_row() is not None:
            self.toggled.emit(self.current_row())
        else:
            super().keyPressEvent(event)


class ServiceListView(QWidget):
    """Emits what is wanted of which service."""

    wanted = Signal(str, object)
    """What to do, and the ``ServiceRow`` it is about (None for a new one or an import)."""

    service_shown = Signal(object)
    """The ``ServiceDef`` of the chosen service, None when it has none."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._theme = theme
        self.search = SearchField(theme, "Cari layanan", name="layanan_cari")
        self.model: RowsModel[ServiceRow] = RowsModel(words.COLUMNS, (), lambda line: line.code, self)
        self.proxy = RowsFilter(self)
        self.proxy.setSourceModel(self.model)
        self.table = ServiceTable(theme, name="layanan_daftar", label="Layanan kantor ini")
        self.table.set_model(self.proxy, words.COLUMNS)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.set_empty("clipboard-search-outline", "Tidak ada layanan yang cocok.")
        self.overview = ServiceOverview(theme)
        self.more = KeyButton("Lainnya", "Alt+L", name="layanan_lainnya")
        self.menu = QMenu(self)
        self.menu.setObjectName("layanan_menu")
        self.menu.setAccessibleName("Tindakan lain")
        self.actions_by_key: dict[str, tuple[QAction, Callable[[ServiceRow], bool]]] = {}
        self.edit = KeyButton("Ubah", name="layanan_ubah")
        self.edit.setToolTip("Enter")
        self.try_out = KeyButton("Uji coba", "F9", name="layanan_uji_coba")
        self.new = KeyButton("Layanan baru", "Ctrl+Return", ButtonKind.PRIMARY, name="layanan_baru")
        self._fill_menu()
        self._connect()
        card = Card(padding=1)
        card.body.addWidget(self.table)
        self._body = row(card, self.overview, spacing=12)
        self._body.setStretch(0, 9)
        self._body.setStretch(1, 4)
        feet = row(self.more, STRETCH, self.try_out, self.edit, self.new, spacing=12)
        self.search.setFixedWidth(theme.px(300))
        whole = column(row(self.search, STRETCH), self._body, feet, spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._choose(None)

    def show_rows(self, rows: Sequence[ServiceRow]) -> None:
        """Show the services; the chosen one stays chosen."""
        self.model.set_rows(rows)
        if self.table.current_row() is None:
            self.table.choose_row(0)
        self._choose(self.table.current_row())

    def choose(self, code: str) -> None:
        """Put the cursor on a service."""
        for place in range(self.proxy.rowCount()):
            if self.proxy.index(place, 0).data(Role.ROW).code == code:
                self.table.choose_row(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.overview.setVisible(self.width() >= self._theme.px(_NARROW))

    def ask(self, what: str) -> None:
        """Something is wanted of the chosen service."""
        chosen = self.table.current_row()
        if chosen is not None:
            self.wanted.emit(what, chosen)

    def _fill_menu(self) -> None:
        for key, title, may in _MENU:
            if not key:
                self.menu.addSeparator()
                continue
            action = self.menu.addAction(title)
            action.setObjectName(f"layanan_{key}")
            action.triggered.connect(lambda _=False, key=key: self.ask(key))
            self.actions_by_key[key] = action, may
        taken = self.menu.addAction("&Impor dari berkas…")
        taken.setObjectName("layanan_impor")
        taken.triggered.connect(lambda: self.wanted.emit(IMPORT, None))

    def _connect(self) -> None:
        self.search.searched.connect(self.proxy.set_words)
        self.search.left_down.connect(self.table.setFocus)
        self.search.submitted.connect(lambda _: self.table.setFocus())
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(lambda _: self.ask(EDIT))
        self.table.toggled.connect(lambda _: self.ask(OFFER))
        self.edit.clicked.connect(lambda: self.ask(EDIT))
        self.try_out.clicked.connect(lambda: self.ask(TRY))
        self.new.clicked.connect(lambda: self.wanted.emit(NEW, None))
        self.more.clicked.connect(self._drop_down)

    def _drop_down(self) -> None:
        self.menu.setActiveAction(next(action for action in self.menu.actions() if action.isEnabled()))
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _choose(self, chosen: ServiceRow | None) -> None:
        for action, may in self.actions_by_key.values():
            action.setEnabled(chosen is not None and may(chosen))
        offered = chosen is not None and chosen.state is ServiceState.OFFERED
        self.actions_by_key[OFFER][0].setText("&Nonaktifkan" if offered else "&Tawarkan di loket ini")
        self.edit.setEnabled(chosen is not None and words.may_edit(chosen))
        self.try_out.setEnabled(chosen is not None and words.may_edit(chosen))
        service = chosen.service if chosen is not None else None
        self.service_shown.emit(service)
        if chosen is None or service is not None:
            self.overview.show_service(service, words.about_words(chosen) if chosen else ())
        else:
            self.overview.show_broken(chosen.name, words.about_words(chosen), words.fault_words(chosen))
