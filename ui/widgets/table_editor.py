"""The editor of a table: a grid to type into or paste from Excel, with the number of its rows."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from dinsos_desk.domain.fields import TableField
from ui.models.cells_model import CellsModel
from ui.widgets.buttons import ButtonKind, KeyButton, LinkButton
from ui.widgets.cell_grid import CellGrid
from ui.widgets.editors import FieldEditor, Today
from ui.widgets.layouts import STRETCH, column, restyle, row, text_label

_HELP = "Tempel dari Excel: Ctrl+V"
_KEYS = (
    "Tab atau Enter: sel berikutnya; pada baris kosong: isian berikutnya. Ctrl+Tab: keluar dari tabel. "
    "Ctrl+Del: hapus baris. Ctrl+Z: urungkan. Alt+Panah bawah: pilihan."
)
_DIALOG = (1000, 560)


class TableEditor(FieldEditor):
    """Tab-separated lines in and out, as ``TableField.parse`` reads them."""

    def __init__(
        self, field: TableField, today: Today, parent: QWidget | None = None, *, can_grow: bool = True
    ) -> None:
        super().__init__(field, parent)
        self._table = field
        self._today = today
        self._fault_shown = ""
        self.cells = CellsModel(field, today)
        self.cells.setParent(self)
        self.grid = CellGrid(self.cells, f"{self.objectName()}_ketik", field.label)
        self.grid.setToolTip(_KEYS)
        self.take_keys(self.grid)
        self.count = text_label("", "strong")
        self.count.setObjectName(f"{self.objectName()}_jumlah")
        self.news = text_label("", "small", wrap=True)
        self.news.setObjectName(f"{self.objectName()}_kabar")
        self.remove = LinkButton("Hapus baris", name=f"{self.objectName()}_hapus")
        self.remove.setToolTip("Ctrl+Del")
        self.remove.clicked.connect(self.grid.remove_row)
        self.undo = LinkButton("Urungkan", name=f"{self.objectName()}_urungkan")
        self.undo.setToolTip("Ctrl+Z")
        self.undo.clicked.connect(self.grid.undo)
        self.grow = LinkButton("Perbesar", name=f"{self.objectName()}_perbesar")
        self.grow.setToolTip("Buka tabel ini pada jendela yang lebar (Ctrl+Shift+B)")
        self.grow.clicked.connect(self._enlarge)
        self._can_grow = can_grow
        for button in (self.remove, self.undo, self.grow):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keys = QShortcut(QKeySequence("Ctrl+Shift+B"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._enlarge)
        keys.setEnabled(can_grow)
        tools = row(self.count, STRETCH, self.undo, self.remove, self.grow, spacing=4)
        foot = column(tools, self.news, spacing=0)
        inner = QWidget()
        inner.setLayout(column(self.grid, foot, spacing=4))
        self.box.addWidget(inner, 1)
        self.cells.edited.connect(self._changed)
        self.grid.moved.connect(self._tell_cell)
        self.grid.said.connect(self._say)
        self.grid.left.connect(self._left)
        self.grid.leave_wanted.connect(self.focusNextPrevChild)
        self._count()
        self._say("")

    def text(self) -> str:
        return self.cells.text()

    def set_text(self, text: str) -> None:
        if self.cells.in_words(text) != self.text():
            self.cells.set_text(text)
            self._count()
            self._say("")

    def tidy(self) -> None:
        self.grid.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The grid knows itself which keys go on and when it was left."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grow.setVisible(self._is_narrow())
        self._count()

    def _is_narrow(self) -> bool:
        return self._can_grow and self.grid.minimal_width() > self.width()

    def _changed(self) -> None:
        self._count()
        self.changed.emit(self.text())

    def _left(self) -> None:
        self.cells.set_strict(True)
        self._say("")
        self.left.emit()

    def _count(self) -> None:
        filled = self.cells.filled()
        words = f"{filled} {self._table.unit}" if filled else f"Belum ada {self._table.unit}"
        self.count.setText(words)
        self.grid.setAccessibleDescription(f"{words}. {_KEYS}")
        self.remove.setVisible(filled > 0)
        self.undo.setVisible(self.cells.can_undo() and not self._is_narrow())

    def _tell_cell(self) -> None:
        """Say what is wrong with the cell one stands in."""
        fault = self.cells.fault(*self.grid.place)
        if fault or self._fault_shown:
            self._say(fault, "error" if fault else "small")
        self._fault_shown = fault

    def _say(self, text: str, role: str = "small") -> None:
        restyle(self.news, "role", role)
        shown = text or ("" if self.cells.filled() else _HELP)
        self.news.setText(shown)
        self.news.setVisible(bool(shown))

    def _enlarge(self) -> None:
        self.grid.commit()
        text = TableDialog.ask(self, self._table, self._today, self.text())
        if text is not None and text != self.text():
            self.cells.replace(text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class TableDialog(QDialog):
    """The same table with room for every column."""

    def __init__(self, parent: QWidget, field: TableField, today: Today, text: str) -> None:
        super().__init__(parent)
        self.setObjectName("tabel_lebar")
        self.setWindowTitle(field.label)
        self.editor = TableEditor(field, today, can_grow=False)
        self.editor.set_text(text)
        self.done_button = KeyButton("Selesai", "Ctrl+Return", ButtonKind.PRIMARY, name="tabel_selesai")
        self.cancel = KeyButton("Batal", "Esc", name="tabel_batal")
        self.done_button.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        head = text_label(field.label, "section", wrap=True)
        buttons = row(STRETCH, self.cancel, self.done_button)
        self.setLayout(column(head, self.editor, STRETCH, buttons, spacing=12, margins=(24, 20, 24, 20)))
        room = parent.window().size()
        self.resize(min(_DIALOG[0], room.width() - 40), min(_DIALOG[1], room.height() - 40))
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)

    @classmethod
    def ask(cls, parent: QWidget, field: TableField, today: Today, text: str) -> str | None:
        """The rows as they were left; None when they are to stay as they were."""
        dialog = cls(parent, field, today, text)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            dialog.editor.tidy()
            return dialog.editor.text()
        finally:
            dialog.deleteLater()
