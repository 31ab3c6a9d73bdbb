"""Cetak: the prints of the chosen service and of the office, opened, sent to the printer or saved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.services.prints import (
    print_pledge,
    print_requirements,
    print_service_list,
    print_standard,
)
from ui.context import Context
from ui.letters.outlet import Make, Outlet
from ui.widgets.buttons import KeyButton

_OF_SERVICE = (
    ("standar", "Standar pelayanan layanan ini", print_standard),
    ("persyaratan", "Persyaratan untuk pemohon (satu halaman)", print_requirements),
)
_OPEN, _PRINT, _SAVE = "buka", "pencetak", "simpan"


class PrintMenu(KeyButton):
    """Ctrl+P drops the menu; what is chosen there opens in Word, below stand printer and file."""

    refused = Signal(object)
    """A ``DeskError``: the page says it where it stands."""
    finished = Signal(str)
    """What was done, in words."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__("Cetak", "Ctrl+P", name="layanan_cetak", parent=window)
        self.setToolTip("Standar pelayanan, persyaratan, daftar layanan, maklumat (Ctrl+P)")
        self._context = context
        self._service: ServiceDef | None = None
        self._draft = False
        self.outlet = Outlet(context, window)
        self.outlet.refused.connect(self.refused)
        self.outlet.finished.connect(self.finished)
        self.menu_of_prints = QMenu(self)
        self.menu_of_prints.setObjectName("layanan_cetak_menu")
        self.menu_of_prints.setAccessibleName("Cetak")
        self._of_service: list[QAction] = []
        self._fill(self.menu_of_prints, _OPEN, lambda make: self.outlet.open((make,)))
        self.menu_of_prints.addSeparator()
        printer = self.menu_of_prints.addMenu("Langsung ke &pencetak")
        self._fill(printer, _PRINT, lambda make: self.outlet.print((make,)))
        saved = self.menu_of_prints.addMenu("Si&mpan sebagai…")
        self._fill(saved, _SAVE, self.outlet.save)
        self.clicked.connect(self.drop_down)
        self.show_service(None)

    def show_service(self, service: ServiceDef | None, *, draft: bool = False) -> None:
        """The service whose prints are offered; without one only those of the office are."""
        self._service, self._draft = service, draft
        for action in self._of_service:
            action.setEnabled(service is not None)

    def drop_down(self) -> None:
        """Show the menu below the button, its first line chosen: Enter takes it."""
        self.menu_of_prints.setActiveAction(
            next(action for action in self.menu_of_prints.actions() if action.isEnabled())
        )
        self.menu_of_prints.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _fill(self, menu: QMenu, way: str, use: Callable[[Make], None]) -> None:
        for key, title, make in _OF_SERVICE:
            do = partial(self._of_chosen, make, use)
            self._of_service.append(self._add(menu, f"{way}_{key}", title, do))
        self._add(menu, f"{way}_daftar", "Daftar semua layanan kantor", lambda: use(self._list))
        self._add(menu, f"{way}_maklumat", "Maklumat pelayanan", lambda: use(self._pledge))

    def _add(self, menu: QMenu, name: str, title: str, do: Callable[[], None]) -> QAction:
        action = menu.addAction(title)
        action.setObjectName(f"cetak_{name}")
        action.triggered.connect(lambda: do())
        return action

    def _of_chosen(self, make: Callable[..., WordFile], use: Callable[[Make], None]) -> None:
        desk, service, draft = self._context.desk, self._service, self._draft
        use(lambda: make(desk.reader(), desk.library.letters, service, desk.now(), draft=draft))

    def _list(self) -> WordFile:
        desk = self._context.desk
        services = desk.catalog.services.values()
        return print_service_list(desk.reader(), desk.library.letters, services, desk.now())

    def _pledge(self) -> WordFile:
        desk = self._context.desk
        return print_pledge(desk.reader(), desk.library.letters, desk.now())
