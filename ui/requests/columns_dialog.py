"""Which columns the list shows, in which order and width, and what it is sorted by."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from dinsos_desk.db.queries.requests.rows import Sort, SortKey
from dinsos_desk.usecases.requests.lists import Layout
from ui.models.columns import ColumnSpec
from ui.requests.columns import USUAL
from ui.theme import Theme
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, restyle, row, text_label
from ui.widgets.quiet_combo import QuietCombo

SORT_WORDS = {
    SortKey.RECEIVED: ("waktu diterima", "terlama di atas", "terbaru di atas"),
    SortKey.NAME: ("nama", "A ke Z", "Z ke A"),
    SortKey.DUE: ("tenggat", "terdekat di atas", "terjauh di atas"),
    SortKey.SERVICE: ("layanan", "A ke Z", "Z ke A"),
    SortKey.STATE: ("status", "dari belum lengkap", "dari dialihkan"),
    SortKey.STAGE: ("tahap", "A ke Z", "Z ke A"),
    SortKey.OFFICER: ("petugas", "A ke Z", "Z ke A"),
    SortKey.VILLAGE: ("desa/kelurahan", "A ke Z", "Z ke A"),
    SortKey.DISTRICT: ("kecamatan", "A ke Z", "Z ke A"),
}
_NARROWEST, _WIDEST = 60, 900
_WRONG_WIDTH = f"Lebar kolom diisi angka {_NARROWEST} sampai {_WIDEST}."


def sort_words(sort: Sort) -> str:
    """An order in words: "nama, A ke Z"."""
    what, up, down = SORT_WORDS[sort.key]
    return f"{what}, {down if sort.descending else up}"


@dataclass
class _Line:
    """A column in the list of the dialog."""

    spec: ColumnSpec[object]
    shown: bool
    width: int


class ColumnsDialog(QDialog):
    """Space shows or hides a column, Alt+↑ and Alt+↓ move it. ``layout_chosen`` is what was wanted."""

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[ColumnSpec[object]],
        present: Layout,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pilih_kolom")
        self.setWindowTitle("Kolom dan urutan")
        self._columns = tuple(columns)
        self._lines: list[_Line] = []
        self._row_height = theme.px(30)
        self.list = QListWidget()
        self.list.setObjectName("daftar_kolom")
        self.list.setProperty("popup", True)
        self.list.setAccessibleName("Kolom yang ditampilkan")
        self.list.setMinimumHeight(theme.px(30 * 10))
        self.width_box = QLineEdit()
        self.width_box.setObjectName("lebar_kolom")
        self.width_box.setMaxLength(6)
        self.up = KeyButton("Naikkan", "Alt+Up", name="naikkan_kolom")
        self.down = KeyButton("Turunkan", "Alt+Down", name="turunkan_kolom")
        self.usual = KeyButton("Susunan bawaan", "Alt+B", name="kolom_bawaan")
        self.sort_key = QuietCombo(name="urut_menurut", label="Urutkan menurut")
        self.sort_key.set_choices([(key.value, words[0]) for key, words in SORT_WORDS.items()])
        self.direction = QuietCombo(name="urut_arah", label="Arah urutan", letters=16)
        self.fault = text_label("", "error", wrap=True)
        self.fault.setObjectName("kolom_salah")
        self.fault.hide()
        self.use = KeyButton("Pakai", "Ctrl+Return", ButtonKind.PRIMARY, name="pakai_kolom")
        self.cancel = KeyButton("Batal", "Esc", name="batal_kolom")
        width = Field("Lebar kolom (piksel)", self.width_box)
        side = column(self.up, self.down, width, STRETCH, self.usual, spacing=8)
        middle = row(self.list, side, spacing=16)
        middle.setStretch(0, 1)
        order = row(
            Field("Urutkan menurut", self.sort_key), Field("Arah", self.direction), STRETCH, spacing=12
        )
        foot = row(self.fault, STRETCH, self.cancel, self.use, spacing=8)
        head = text_label("Kolom dan urutan", "section")
        told = text_label(
            "Spasi menampilkan atau menyembunyikan kolom. Bila tidak muat, kolom paling kanan dilewati.",
            "small",
            wrap=True,
        )
        self.setLayout(column(head, told, middle, order, foot, spacing=12, margins=(24, 20, 24, 20)))
        self.setMinimumWidth(theme.px(600))
        self._connect()
        self._show(present)
        self.list.setFocus()

    def chosen(self) -> Layout:
        """The columns, widths and order as they stand."""
        usual = {spec.key: spec.width for spec in self._columns}
        shown = tuple(line.spec.key for line in self._lines if line.shown)
        widths = {line.spec.key: line.width for line in self._lines if line.width != usual[line.spec.key]}
        sort = Sort(SortKey(self.sort_key.value()), self.direction.value() == "turun")
        return Layout(() if shown == USUAL else shown, widths, sort)

    def accept(self) -> None:
        if not any(line.shown for line in self._lines):
            self._say("Tampilkan sedikitnya satu kolom.", self.list)
        elif not self._width_is_right(self.width_box.text()):
            self._say(_WRONG_WIDTH, self.width_box)
        else:
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.list.itemChanged.connect(self._on_ticked)
        self.list.currentRowChanged.connect(self._show_width)
        self.width_box.textEdited.connect(self._take_width)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.usual.clicked.connect(lambda: self._show(Layout()))
        self.sort_key.activated.connect(lambda: self._show_directions(False))
        self.use.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def _show(self, wanted: Layout) -> None:
        known = {spec.key: spec for spec in self._columns}
        shown = [code for code in (wanted.columns or USUAL) if code in known]
        rest = [code for code in known if code not in shown]
        self._lines = [
            _Line(known[code], code in shown, wanted.widths.get(code, known[code].width))
            for code in (*shown, *rest)
        ]
        self.sort_key.set_value(wanted.sort.key.value)
        self._show_directions(wanted.sort.descending)
        self._fill(0)

    def _fill(self, place: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for line in self._lines:
            item = QListWidgetItem(line.spec.title)
            item.setSizeHint(QSize(0, self._row_height))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if line.shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(place)
        self._show_width(place)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        self._lines[self.list.row(item)].shown = item.checkState() == Qt.CheckState.Checked
        self.fault.hide()

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        if place >= 0 and 0 <= place + step < len(self._lines):
            self._lines.insert(place + step, self._lines.pop(place))
            self._fill(place + step)

    def _show_width(self, place: int) -> None:
        if 0 <= place < len(self._lines):
            self.width_box.setText(str(self._lines[place].width))
            restyle(self.width_box, "fault", False)
            self.up.setEnabled(place > 0)
            self.down.setEnabled(place < len(self._lines) - 1)

    def _take_width(self, typed: str) -> None:
        place = self.list.currentRow()
        right = self._width_is_right(typed)
        restyle(self.width_box, "fault", not right)
        if right:
            self.fault.hide()
            self._lines[max(place, 0)].width = int(typed)

    @staticmethod
    def _width_is_right(typed: str) -> bool:
        return typed.isascii() and typed.isdigit() and _NARROWEST <= int(typed) <= _WIDEST

    def _say(self, words: str, place: QWidget) -> None:
        self.fault.setText(words)
        self.fault.show()
        place.setFocus()

    def _show_directions(self, descending: bool) -> None:
        _, up, down = SORT_WORDS[SortKey(self.sort_key.value())]
        value = "turun" if descending else "naik"
        self.direction.set_choices([("naik", up), ("turun", down)], value)
