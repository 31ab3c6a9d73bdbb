"""Cetak lain: the tanda terima on another paper, the surat kekurangan and penolakan, papers of the house."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from dinsos_desk.domain.front_desk import ReceiptFormat
from dinsos_desk.usecases.intake.receipts import missing_papers_letter, receipt
from dinsos_desk.usecases.letters.case_papers import CasePaper
from ui.context import Context
from ui.letters.outlet import Make, Outlet
from ui.widgets.buttons import KeyButton

_TITLES = {
    ReceiptFormat.LETTER: "Tanda terima pada &kertas surat",
    ReceiptFormat.A5: "Tanda terima A&5",
    ReceiptFormat.SLIP: "Tanda terima &struk 80 mm",
}
_MISSING = "Surat kekurangan &berkas"
_SLIP = "&Lembar kendali"
_REFUSAL = "Surat &penolakan"
_PAPERS = {
    CasePaper.CHECK: "Lembar &verifikasi",
    CasePaper.NOTE: "&Nota dinas",
    CasePaper.DISPATCH: "Slip &ekspedisi",
}


class DeskPrints(KeyButton):
    """Drops a menu: what is chosen there goes to the printer, below stands opening it in Word."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__("Cetak lain ▾", "Alt+C", name="cetak_lain", parent=window)
        self.setToolTip(
            "Tanda terima pada kertas lain; surat kekurangan dan penolakan; lembar kendali dan verifikasi; "
            "nota dinas; slip ekspedisi (Alt+C)"
        )
        self._context = context
        self._request_id: int | None = None
        self._missing: list[QAction] = []
        self._rejected: list[QAction] = []
        self._numbered: int | None = None
        self.outlet = Outlet(context, window)
        self.outlet.made.connect(self._tell_others)
        self.menu_of_prints = QMenu(self)
        self.menu_of_prints.setObjectName("cetak_lain_menu")
        self.menu_of_prints.setAccessibleName("Cetak lain")
        self._fill(self.menu_of_prints, "cetak")
        self.menu_of_prints.addSeparator()
        self._fill(self.menu_of_prints.addMenu("Buka di &Word"), "buka")
        self.clicked.connect(self.drop_down)
        self.show_request(None, is_missing=False)

    def show_request(self, request_id: int | None, *, is_missing: bool, is_rejected: bool = False) -> None:
        """The application whose prints are offered. ``is_missing``: papers of it are missing."""
        self._request_id = request_id
        self.setEnabled(request_id is not None)
        for action in self._missing:
            action.setEnabled(is_missing)
            action.setToolTip("" if is_missing else "Berkas permohonan ini sudah lengkap.")

        for action in self._rejected:
            action.setEnabled(is_rejected)
            action.setToolTip("" if is_rejected else "Permohonan ini tidak ditolak.")

    def drop_down(self) -> None:
        """Show the menu below the button, its first line chosen: Enter takes it."""
        self.menu_of_prints.setActiveAction(self.menu_of_prints.actions()[0])
        self.menu_of_prints.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _fill(self, menu: QMenu, way: str) -> None:
        menu.setToolTipsVisible(True)
        for form, title in _TITLES.items():
            self._add(menu, f"{way}_{form.value}", title).triggered.connect(partial(self._give, way, form))
        slip = self._add(menu, f"{way}_kendali", _SLIP)
        slip.triggered.connect(partial(self._give_slip, way))
        letter = self._add(menu, f"{way}_kekurangan", _MISSING)
        letter.triggered.connect(partial(self._give, way, None))
        self._missing.append(letter)
        refusal = self._add(menu, f"{way}_penolakan", _REFUSAL)
        refusal.triggered.connect(partial(self._give_refusal, way))
        self._rejected.append(refusal)
        for paper, title in _PAPERS.items():
            self._add(menu, f"{way}_{paper.value}", title).triggered.connect(
                partial(self._give_paper, way, paper)
            )

    def _add(self, menu: QMenu, name: str, title: str) -> QAction:
        action = menu.addAction(title)
        action.setObjectName(f"lain_{name}")
        return action

    def _give(self, way: str, form: ReceiptFormat | None, _checked: bool = False) -> None:
        if self._request_id is not None:
            self._send(way, self._make(self._request_id, form))

    def _give_slip(self, way: str, _checked: bool = False) -> None:
        if self._request_id is not None:
            self._send(way, self.outlet.slip(self._request_id))

    def _give_refusal(self, way: str, _checked: bool = False) -> None:
        if self._request_id is not None:
            self._numbered = self._request_id
            self._send(way, self.outlet.refusal(self._request_id))

    def _tell_others(self) -> None:
        """A surat penolakan is a letter of the application: lists and pages show it."""
        request_id, self._numbered = self._numbered, None
        if request_id is not None:
            self._context.events.request_changed.emit(request_id)
            self._context.events.letters_changed.emit()

    def _give_paper(self, way: str, paper: CasePaper, _checked: bool = False) -> None:
        if self._request_id is not None:
            self._send(way, self.outlet.paper(self._request_id, paper))

    def _send(self, way: str, make: Make) -> None:
        (self.outlet.print if way == "cetak" else self.outlet.open)((make,))

    def _make(self, request_id: int, form: ReceiptFormat | None) -> Make:
        desk, actor = self._context.desk, self._context.actor
        letters = desk.library.letters
        if form is None:
            return lambda: missing_papers_letter(desk.reader(), letters, actor, request_id, desk.now())
        return lambda: receipt(desk.reader(), letters, request_id, desk.now(), form, actor)
