"""The office's own workbooks: given, seen with their versions, filled, taken out of use; and the fields."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.repositories.recap_layouts import LayoutRow
from dinsos_desk.documents.recaps.own_parts import MAX_FILE
from dinsos_desk.errors import InvalidInput
from dinsos_desk.files import read_chosen
from dinsos_desk.usecases.office.setup import offered_services
from dinsos_desk.usecases.recaps.fields import FieldInfo, RecapFields
from dinsos_desk.usecases.recaps.layouts import (
    MAKERS,
    filled_layout,
    keep_layout,
    layout_file,
    layouts,
    take_out,
    take_up_again,
)
from dinsos_desk.usecases.recaps.package import Maker, recap_fields
from dinsos_desk.usecases.recaps.periods import file_mark, period_name
from dinsos_desk.usecases.recaps.workbook import Workbook
from ui.context import Context
from ui.deliverer import Deliverer
from ui.dialogs import Dialogs
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.recaps.maker import IN_EXCEL
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.fault_summary import FaultSummary
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table
from ui.widgets.telling import fault_lines, say_failure

_KINDS = "Buku kerja Excel (*.xlsx *.xlsm *.xls)"
_EMPTY = (
    "Belum ada tata letak kantor. Tulis isian seperti {{diterima}} pada buku kerja Excel yang biasa dipakai, "
    "lalu ambil berkasnya di sini."
)


@dataclass(frozen=True)
class _Read:
    period: Period
    fields: RecapFields
    listing: tuple[FieldInfo, ...]


class LayoutsPane(QWidget):
    """``show_period`` reads everything; the list of fields has examples of that period."""

    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rekap_tata_letak_ruang")
        self._context, self.dialogs = context, Dialogs
        self._period: Period | None = None
        self._fields: RecapFields | None = None
        self._listing: tuple[FieldInfo, ...] = ()
        theme = context.theme
        self.title = ElidedLabel("Tata letak kantor", "section")
        self.back = KeyButton("Kembali ke rekap", "Alt+Up", name="tata_letak_kembali")
        self.banner = Banner(theme, name="kabar_tata_letak")
        self.faults = FaultSummary(theme, most=8)
        self.name = QLineEdit()
        self.name.setObjectName("tata_letak_nama")
        self.name.setPlaceholderText("Nama tata letak, misalnya Laporan bulanan")
        self.name.setAccessibleName("Nama tata letak")
        self.take = KeyButton("Ambil berkas…", "Ctrl+O", name="tata_letak_ambil")
        self.fill = KeyButton("Isi dan buka", "Ctrl+Return", ButtonKind.PRIMARY, name="tata_letak_isi")
        self.copy = KeyButton("Simpan aslinya…", "Ctrl+S", name="tata_letak_salin")
        self.again = KeyButton("Pakai versi ini", "Alt+V", name="tata_letak_pakai")
        self.stop = KeyButton("Hentikan", "Del", name="tata_letak_henti")
        self.model: RowsModel[LayoutRow] = RowsModel(_COLUMNS, (), lambda one: one.id, self)
        self.table = Table(theme, name="tata_letak_daftar", label="Tata letak dan versinya")
        self.table.set_model(self.model, _COLUMNS)
        self.table.set_empty("file-excel-outline", _EMPTY)
        self.search = SearchField(theme, "Cari isian", name="tata_letak_cari")
        self.field_model: RowsModel[FieldInfo] = RowsModel(_FIELDS, (), lambda one: one.name, self)
        self.field_table = Table(theme, name="tata_letak_isian", label="Daftar isian; Enter menyalin")
        self.field_table.set_model(self.field_model, _FIELDS)
        self.field_table.set_empty("text-search", "Tidak ada isian yang cocok.")
        self.fields_key = KeyButton("Daftar isian", "Alt+D", name="tata_letak_ke_isian")
        self._deliverer = Deliverer(context, self.banner, None, self, fail=self._fail)
        self._lay_out()
        self._connect()
        self._tell_chosen(None)

    def show_period(self, period: Period) -> None:
        """Read the layouts, and the fields with examples of a period."""
        self._period, self._fields = period, None
        self.title.setText(f"Tata letak kantor · {period_name(period)}")
        self.banner.clear()
        self.faults.show_faults(())
        desk = self._context.desk

        def read() -> _Read:
            with desk.reading() as session:
                fields = recap_fields(session, self._maker(), period)
            return _Read(period, fields, tuple(fields.listing()))

        self._show_layouts()
        self._context.tasks.run_read(read, self._show_fields, self._fail, owner=self)
        self.table.setFocus()

    def _show_layouts(self) -> None:
        """What there is, at once; the numbers of a long period come later."""
        desk = self._context.desk
        self._context.tasks.run_read(lambda: layouts(desk.reader()), self._show_rows, self._fail, owner=self)

    def _maker(self) -> Maker:
        desk, name = self._context.desk, self._context.actor.name
        return Maker(desk.catalog.services, offered_services(desk.reader()), desk.letters, name, desk.now())

    def _lay_out(self) -> None:
        head = row(self.title, self.fields_key, self.back, spacing=12)
        head.setStretch(0, 1)
        lists = Card(padding=1, name="tata_letak_kartu")
        lists.body.addWidget(self.table)
        given = row(self.name, self.take, spacing=8)
        given.setStretch(0, 1)
        listed = column(given, lists, row(STRETCH, self.stop, self.again, self.copy, spacing=8), spacing=8)
        listed.setStretch(1, 1)
        known = Card(padding=1, name="tata_letak_isian_kartu")
        known.body.addWidget(self.field_table)
        asked = column(self.search, known, row(STRETCH, self.fill, spacing=8), spacing=8)
        asked.setStretch(1, 1)
        both = row(listed, asked, spacing=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        whole = column(head, self.banner, self.faults, both, spacing=10)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.take.clicked.connect(self._take)
        self.fill.clicked.connect(self._fill)
        self.copy.clicked.connect(self._save_copy)
        self.again.clicked.connect(self._again)
        self.stop.clicked.connect(self._stop)
        self.table.row_chosen.connect(self._tell_chosen)
        self.table.row_activated.connect(lambda _: self._fill())
        self.search.searched.connect(self._narrow)
        self.search.left_down.connect(self.field_table.setFocus)
        self.field_table.row_activated.connect(self._copy_field)
        self.fields_key.clicked.connect(self.search.setFocus)

    def _show_fields(self, found: _Read) -> None:
        if found.period != self._period:
            return
        self._fields, self._listing = found.fields, found.listing
        self._narrow(self.search.text().strip())
        self._tell_chosen(self.table.current_row())

    def _show_rows(self, rows: tuple[LayoutRow, ...]) -> None:
        self.model.set_rows(rows)
        if rows and self.table.current_row() is None:
            self.table.choose_row(0)
        self._tell_chosen(self.table.current_row())

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        self.field_model.set_rows(
            one
            for one in self._listing
            if all(word in f"{one.name} {one.meaning}".casefold() for word in words)
        )

    def _tell_chosen(self, chosen: LayoutRow | None) -> None:
        may = self._context.actor.may(*MAKERS)
        counted = self._fields is not None
        self.take.setEnabled(may and counted)
        has_file = chosen is not None and not chosen.taken_out
        self.fill.setEnabled(has_file and counted)
        self.copy.setEnabled(has_file)
        self.again.setEnabled(may and has_file and chosen is not None and not chosen.newest)
        self.stop.setEnabled(may and has_file and chosen is not None and chosen.newest)
        if chosen is not None and not self.name.text():
            self.name.setText(chosen.name)

    def _take(self) -> None:
        name, desk, actor = self.name.text(), self._context.desk, self._context.actor
        fields = self._fields
        if fields is None:
            return
        if not name.strip():
            self.banner.say(Tone.WARN, "Beri nama tata letaknya dahulu.")
            self.name.setFocus()
            return
        path = self.dialogs.open_path(self, "Ambil tata letak", Path.home(), _KINDS)
        if path is None:
            return

        def work() -> int:
            content = read_chosen(path, MAX_FILE)
            return keep_layout(desk.uow(), actor, name, path.name, content, fields, desk.now())

        self._write(work, lambda version: f"{name.strip()} versi {version} tersimpan dan dipakai.")

    def _again(self) -> None:
        chosen: LayoutRow = self.table.current_row()
        desk, actor = self._context.desk, self._context.actor
        self._write(
            lambda: take_up_again(desk.uow(), actor, chosen.id, desk.now()),
            lambda version: f"Versi {chosen.version} dipakai lagi, sebagai versi {version}.",
        )

    def _stop(self) -> None:
        chosen: LayoutRow = self.table.current_row()
        desk, actor = self._context.desk, self._context.actor
        self._write(
            lambda: take_out(desk.uow(), actor, chosen.name, desk.now()),
            lambda _: f"{chosen.name} tidak dipakai lagi. Versinya tetap tersimpan (Alt+V memakainya).",
        )

    def _write(self, work: Callable[[], Any], said: Callable[[Any], str]) -> None:
        self.banner.clear()
        self.faults.show_faults(())

        def done(value: Any) -> None:
            self._show_layouts()
            self.banner.say(Tone.OK, said(value))

        self._context.tasks.run_write(work, done, self._fail, owner=self)

    def _fill(self) -> None:
        chosen: LayoutRow | None = self.table.current_row()
        fields, period = self._fields, self._period
        if chosen is None or chosen.taken_out or fields is None or period is None:
            return
        desk, mark = self._context.desk, file_mark(period)
        self._context.tasks.run_read(
            lambda: filled_layout(desk.reader(), chosen.id, fields, mark),
            self._open,
            self._fail,
            owner=self,
        )

    def _open(self, made: Workbook) -> None:
        self._deliverer.open_made(made, IN_EXCEL)
        if made.left_out:
            self.banner.say(Tone.WARN, " ".join((IN_EXCEL.format(nama=made.name), *made.left_out)))

    def _save_copy(self) -> None:
        chosen: LayoutRow | None = self.table.current_row()
        if chosen is None:
            return
        desk = self._context.desk
        self._context.tasks.run_read(
            lambda: layout_file(desk.reader(), chosen.id), self._deliverer.save_made, self._fail, owner=self
        )

    def _copy_field(self, one: FieldInfo) -> None:
        QGuiApplication.clipboard().setText(one.name)
        self.banner.say(Tone.OK, f"{one.name} disalin. Tempelkan pada sel Excel.")

    def _fail(self, error: Exception) -> None:
        if isinstance(error, InvalidInput):
            self.faults.show_faults(fault_lines(error.faults))
        else:
            say_failure(self._context, self.banner, error)


def _state(one: LayoutRow) -> str:
    if one.taken_out:
        return "Dihentikan"
    return "Dipakai" if one.newest else "Versi lama"


_COLUMNS = (
    ColumnSpec[LayoutRow]("nama", "Nama", lambda one: one.name, 170, 100, stretch=True, typeahead=True),
    ColumnSpec[LayoutRow]("versi", "Versi", lambda one: str(one.version), 56, 50),
    ColumnSpec[LayoutRow]("keadaan", "Keadaan", _state, 92, 80),
    ColumnSpec[LayoutRow]("berkas", "Berkas", lambda one: one.file_name, 130, 80, drop=2),
    ColumnSpec[LayoutRow]("saat", "Disimpan", lambda one: f"{one.at:%d/%m/%y %H.%M}", 112, 104, drop=1),
    ColumnSpec[LayoutRow]("oleh", "Oleh", lambda one: one.who, 110, 70, drop=3),
)
_FIELDS = (
    ColumnSpec[FieldInfo]("isian", "Isian", lambda one: one.name, 220, 150, typeahead=True),
    ColumnSpec[FieldInfo]("arti", "Arti", lambda one: one.meaning, 200, 100, stretch=True),
    ColumnSpec[FieldInfo](
        "contoh", "Contoh", lambda one: " ".join(one.example.split()), 110, 80, drop=1, muted=True
    ),
)
