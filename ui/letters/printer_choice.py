"""Which printer letters go to: the standard one of the PC, or one that was chosen here for this user."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QMenu, QWidget

from ui.context import Context

STANDARD = "Pencetak standar komputer ini"


class PrinterChoice(QObject):
    """Asks the system for its printers beside the window's thread: one on the network may take its time."""

    chosen = Signal(str)
    """The name in words of the printer that letters go to from now on."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.menu: QMenu | None = None

    def ask(self, anchor: QWidget) -> None:
        """Drop the menu of printers below ``anchor``; the one in use is marked."""
        self._context.tasks.run_read(
            QPrinterInfo.availablePrinterNames, lambda names: self._show(anchor, list(names)), owner=self
        )

    def _show(self, anchor: QWidget, names: list[str]) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        menu = self.menu = QMenu(self._window)
        menu.setObjectName("menu_pencetak")
        menu.setAccessibleName("Pencetak")
        group = QActionGroup(menu)
        outputs = self._context.outputs
        now = outputs.printer()
        gone = [now] if now and now not in names else []
        for name in ("", *names, *gone):
            action = menu.addAction(
                (name or STANDARD).replace("&", "&&") + (" (tidak ada)" if name in gone else "")
            )
            action.setCheckable(True)
            action.setChecked(name == now)
            group.addAction(action)
            action.triggered.connect(lambda _=False, name=name: self._choose(name))
            if name == now:
                menu.setActiveAction(action)
        menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))

    def _choose(self, name: str) -> None:
        self._context.outputs.choose_printer(name)
        self.chosen.emit(name or STANDARD)
