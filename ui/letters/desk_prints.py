"""Cetak lain: the tanda terima on another paper than the office chose, and the surat kekurangan berkas."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from dinsos_desk.domain.front_desk import ReceiptFormat
from dinsos_desk.usecases.receipts import missing_papers_letter, receipt
from ui.context import Context
from ui.letters.outlet import Make, Outlet
from ui.widgets.buttons import KeyButton

_TITLES = {
    ReceiptFormat.LETTER: "Tanda terima pada &kertas surat",
    ReceiptFormat.A5: "Tanda terima A&5",
    ReceiptFormat.SLIP: "Tanda terima &struk 80 mm",
}
_MISSING = "Surat kekurangan &berkas"


class DeskPrints(KeyButton):
    """Drops a menu: what is chosen there goes to the printer, below stands opening it in Word."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__("Cetak lain ▾", "Alt+C", name="cetak_lain", parent=window)
        self.setToolTip("Tanda terima kertas surat, A5, atau struk; surat kekurangan berkas (Alt+C)")
        self._context = context
        self._request_id: int | None = None
        self._missing: list[QAction] = []
        self.outlet = Outlet(context, window)
        self.menu_of_prints = QMenu(self)
        self.menu_of_prints.setObjectName("cetak_lain_menu")
        self.menu_of_prints.setAccessibleName("Cetak lain")
        self._fill(self.menu_of_prints, "cetak")
        self.menu_of_prints.addSeparator()
        self._fill(self.menu_of_prints.addMenu("Buka di &Word"), "buka")
        self.clicked.connect(self.drop_down)
        self.show_request(None, is_missing=False)

    def show_request(self, request_id: int | None, *, is_missing: bool) -> None:
        """The application whose prints are offered. ``is_missing``: papers of it are missing."""
        self._request_id = request_id
        self.setEnabled(request_id is not None)
        for action in self._missing:
            action.setEnabled(is_missing)
            action.setToolTip("" if is_missing else "Berkas permohonan ini sudah lengkap.")

    def drop_down(self) -> None:
        """Show the menu below the button, its first line chosen: Enter takes it."""
        self.menu_of_prints.setActiveAction(self.menu_of_prints.actions()[0])
        self.menu_of_prints.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _fill(self, menu: QMenu, way: str) -> None:
        menu.setToolTipsVisible(True)
        for form, title in _TITLES.items():
            self._add(menu, f"{way}_{form.value}", title).triggered.connect(partial(self._give, way, form))
        letter = self._add(menu, f"{way}_kekurangan", _MISSING)
        letter.triggered.connect(partial(self._give, way, None))
        self._missing.append(letter)

    def _add(self, menu: QMenu, name: str, title: str) -> QAction:
        action = menu.addAction(title)
        action.setObjectName(f"lain_{name}")
        return action

    def _give(self, way: str, form: ReceiptFormat | None, _checked: bool = False) -> None:
        if self._request_id is not None:
            make = self._make(self._request_id, form)
            (self.outlet.print if way == "cetak" else self.outlet.open)((make,))

    def _make(self, request_id: int, form: ReceiptFormat | None) -> Make:
        desk, actor = self._context.desk, self._context.actor
        letters = desk.library.letters
        if form is None:
            return lambda: missing_papers_letter(desk.reader(), letters, actor, request_id, desk.now())
        return lambda: receipt(desk.reader(), letters, request_id, desk.now(), form)
