"""The days on which the office is closed: a table to add to and take from."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import DateField, TextField
from dinsos_desk.messages import fault_sentence
from ui.context import Context
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.settings.hours import DAYS, ClosedDay, closed_days, read_closed_day
from ui.settings.section import read_typed
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.choice_editors import make_field
from ui.widgets.layouts import STRETCH, row
from ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
_COLUMNS: tuple[ColumnSpec[ClosedDay], ...] = (
    ColumnSpec("tanggal", "Tanggal", lambda closed: format_date(closed.day), width=150, least=120),
    ColumnSpec("hari", "Hari", lambda closed: DAYS[closed.day.weekday()], width=80, least=70, muted=True),
    ColumnSpec("nama", "Keterangan", lambda closed: closed.name, width=240, stretch=True, typeahead=True),
)


class ClosuresCard(Card):
    """``wanted`` asks for the national days; the section decides when anything is saved."""

    changed = Signal()
    wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Hari libur", "kantor tutup sepanjang hari", name="jam_libur", parent=parent)
        theme = context.theme
        self._today = lambda: context.desk.now().date()
        self._closures: dict[date, str] = {}
        self.hint = Banner(theme, name="jam_libur_kabar")
        self.model: RowsModel[ClosedDay] = RowsModel(_COLUMNS, (), lambda closed: closed.day, self)
        self.table = Table(theme, name="jam_daftar_libur", label="Hari libur")
        self.table.set_model(self.model, _COLUMNS)
        self.table.set_empty("calendar-blank-outline", "Belum ada hari libur yang dicatat.")
        self.table.setFixedHeight(theme.px(250))
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.day = make_field(DateField(code="tanggal_libur", label="Tanggal"), self._today)
        self.name = make_field(TextField(code="keterangan_libur", label="Keterangan", max_length=120))
        self.add = KeyButton("Tambah", name="jam_tambah_libur")
        self.remove = KeyButton("Hapus yang dipilih", name="jam_hapus_libur")
        self.remove.setToolTip("Delete")
        self.national = KeyButton("Isi dari kalender nasional", name="jam_libur_nasional")
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.national.clicked.connect(self.wanted)
        entry = row(self.day, self.name, self.add, spacing=12)
        entry.setStretch(0, 2)
        entry.setStretch(1, 3)
        entry.setAlignment(self.add, Qt.AlignmentFlag.AlignBottom)
        for part in (self.hint, self.table):
            self.body.addWidget(part)
        self.body.addLayout(entry)
        self.body.addLayout(row(self.national, self.remove, STRETCH, spacing=8))

    def closures(self) -> dict[date, str]:
        """The closed days as they stand here."""
        return dict(self._closures)

    def set_closures(self, closures: Mapping[date, str]) -> None:
        """Show closed days without announcing it."""
        self._closures = dict(closures)
        self._show()

    def merge(self, closures: Mapping[date, str]) -> int:
        """Add days that are not there yet; returns how many."""
        fresh = {day: name for day, name in closures.items() if day not in self._closures}
        self._closures |= fresh
        self._show()
        if fresh:
            self.changed.emit()
        return len(fresh)

    def warn_of(self, years: tuple[int, ...]) -> None:
        """Say for which years cuti bersama is still to be entered."""
        if years:
            named = " dan ".join(map(str, years))
            self.hint.say(
                Tone.WARN, f"Cuti bersama {named} belum diketahui. Tambahkan sendiri setelah ditetapkan."
            )
        else:
            self.hint.clear()

    def _show(self) -> None:
        self.model.set_rows(closed_days(self._closures))

    def _add(self) -> None:
        fields = {"tanggal_libur": self.day, "keterangan_libur": self.name}
        values, faults = read_typed(fields, self._today())
        read = (
            tuple(faults)
            if faults
            else read_closed_day(values["tanggal_libur"], str(values["keterangan_libur"] or ""))
        )
        if not isinstance(read, ClosedDay):
            for place, field in fields.items():
                field.set_error(" ".join(fault_sentence(fault) for fault in read if fault.place == place))
            next(field for place, field in fields.items() if field.error()).focus()
            return
        self._closures[read.day] = read.name
        for field in fields.values():
            field.clear_error()
            field.editor.set_text("")
        self._show()
        self.table.choose_row([closed.day for closed in self.model.rows()].index(read.day))
        self.day.focus()
        self.changed.emit()

    def _remove(self) -> None:
        closed, place = self.table.current_row(), self.table.currentIndex().row()
        if closed is None:
            return
        self._closures.pop(closed.day, None)
        self._show()
        self.table.choose_row(min(place, self.model.rowCount() - 1))
        self.changed.emit()
