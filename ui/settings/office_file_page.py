"""Berkas penyiapan: the whole set-up given to another desk, and taken over from one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from dinsos_desk.desk import Desk
from dinsos_desk.domain.audit import Deed
from dinsos_desk.files import atomic_write
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.audit.trail import note_deed
from dinsos_desk.usecases.office.changes import PART_NAMES, Change, Part, compare_office, unknown_services
from dinsos_desk.usecases.office.set_up_file import (
    SUFFIX,
    OfficeFile,
    export_office,
    file_name,
    read_file,
    read_office_file,
)
from dinsos_desk.usecases.office.setup import the_office
from dinsos_desk.usecases.office.taking_over import take_over
from ui.context import Context
from ui.dialogs import Dialogs
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.registers.wrapping import let_wrap
from ui.settings.section import Section
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, FlowLayout, column, row, text_label
from ui.widgets.table import Table

_KINDS = f"Berkas penyiapan (*{SUFFIX})"
_WHAT = (
    "Berisi kop surat, kertas, jam layanan, hari libur, pola nomor, jabatan, layanan yang diterima, layanan "
    "dan templat buatan kantor. Tidak berisi nama pejabat, pengguna, atau permohonan."
)
COLUMNS: tuple[ColumnSpec[Change], ...] = (
    ColumnSpec(
        "bagian", "Bagian", lambda change: PART_NAMES[change.part], width=150, least=110, drop=1, muted=True
    ),
    ColumnSpec(
        "isi",
        "Isi",
        lambda change: change.what,
        width=190,
        least=120,
        bold=True,
        typeahead=True,
        stretch=True,
    ),
    ColumnSpec(
        "kini",
        "Di kantor ini",
        lambda change: change.before,
        width=210,
        least=120,
        tooltip=lambda change: change.before,
    ),
    ColumnSpec(
        "menjadi",
        "Menjadi",
        lambda change: change.after,
        width=210,
        least=120,
        tooltip=lambda change: change.after,
    ),
)


@dataclass(frozen=True)
class Opened:
    """A file that was read, with what it would change and what of it is left out."""

    name: str
    file: OfficeFile
    changes: tuple[Change, ...]
    left_out: tuple[str, ...]


def opened(desk: Desk, path: Path) -> Opened:
    """Read a file and compare it. Raises ``DeskError``."""
    file = read_office_file(read_file(path), desk.letters)
    left_out = [fault_sentence(fault.fault()) for fault in file.skipped]
    unknown = unknown_services(file, desk.catalog.services)
    if unknown:
        left_out.append(f"Layanan ini tidak dikenal program: {', '.join(unknown)}.")
    return Opened(path.name, file, compare_office(desk, file), tuple(left_out))


class OfficeFileSection(Section):
    """Nothing is changed before the comparison was seen and the change confirmed."""

    key = "berkas"
    title = "Berkas penyiapan"
    icon = "package-variant-closed"
    intro = "Pindahkan penyiapan kantor ini ke komputer lain, atau ambil dari kantor lain."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._opened: Opened | None = None
        self.export = KeyButton("Simpan ke berkas…", "Ctrl+S", name="berkas_simpan")
        self.open = KeyButton("Buka berkas penyiapan…", "Ctrl+O", name="berkas_buka")
        self.export.clicked.connect(self._export)
        self.open.clicked.connect(self._ask_file)
        self.here = Card("Penyiapan kantor ini", name="berkas_keluar")
        self.here.body.addWidget(text_label(_WHAT, "muted", wrap=True))
        self.here.body.addLayout(row(self.export, self.open, STRETCH, spacing=8))
        self.left_out = Banner(theme, name="berkas_dilewati")
        self.changes = Card("Yang akan berubah", name="berkas_perubahan")
        self.parts = {part: self._tick(part) for part in Part}
        held = QWidget()
        flow = FlowLayout(held, spacing=theme.px(16))
        for tick in self.parts.values():
            flow.addWidget(tick)
        self.model: RowsModel[Change] = RowsModel(COLUMNS, (), id, self)
        self.table = Table(theme, name="berkas_perbedaan", label="Yang akan berubah")
        self.table.set_model(self.model, COLUMNS)
        let_wrap(self.table)
        self.table.set_empty("check-circle-outline", "Pilih sedikitnya satu bagian yang berbeda.")
        self.table.setMinimumHeight(theme.px(230))
        self.apply = KeyButton("Terapkan…", "Ctrl+Return", ButtonKind.PRIMARY, name="berkas_terapkan")
        self.cancel = KeyButton("Batal", "Esc", name="berkas_batal")
        self.apply.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.step_back)
        for part in (self.left_out, held, self.table):
            self.changes.body.addWidget(part)
        self.changes.body.addWidget(
            text_label("Penyiapan yang sekarang disimpan dahulu di folder cadangan.", "small", wrap=True)
        )
        inner = QWidget()
        inner.setLayout(column(self.here, self.changes, STRETCH, spacing=12, margins=(0, 0, theme.px(4), 0)))
        self.scroll = FormScroll(inner, name="berkas_gulir")
        foot = row(STRETCH, self.cancel, self.apply, spacing=12)
        whole = column(self.head, self.banner, self.scroll, foot, spacing=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._show(None)

    def is_dirty(self) -> bool:
        return False

    def submit(self) -> None:
        found = self._opened
        parts = frozenset(part for part, tick in self.parts.items() if tick.isChecked())
        if found is None or not parts or not self.apply.isEnabled():
            return
        names = ", ".join(PART_NAMES[part] for part in Part if part in parts)
        if not Dialogs.confirm(
            self,
            "Terapkan penyiapan ini?",
            f"Yang diganti: {names}. Pejabat, pengguna, permohonan, dan nomor yang sudah diberikan tetap. "
            "Penyiapan yang sekarang disimpan dahulu di folder cadangan, dan dapat dibuka kembali dari sini.",
            "Terapkan",
        ):
            return
        desk, actor = self.context.desk, self.context.actor
        self.apply.setEnabled(False)
        self.write(lambda: take_over(desk, actor, found.file, parts), self._taken)

    def step_back(self) -> bool:
        if self._opened is None:
            return False
        self._show(None)
        self.open.setFocus()
        return True

    def fail(self, error: Exception) -> None:
        self.apply.setEnabled(self._opened is not None)
        super().fail(error)

    def _export(self) -> None:
        desk, actor = self.context.desk, self.context.actor
        self.read(lambda: (export_office(desk, actor), file_name(the_office(desk.reader()))), self._save)

    def _save(self, made: tuple[bytes, str]) -> None:
        data, name = made
        path = Dialogs.save_path(self, "Simpan berkas penyiapan", Path.home() / name, _KINDS)
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(SUFFIX)
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: _written(desk, actor, target, data), self._saved)

    def _saved(self, path: Path) -> None:
        self.banner.say(Tone.OK, f"Tersimpan: {path}")

    def _ask_file(self) -> None:
        path = Dialogs.open_path(self, "Buka berkas penyiapan", Path.home(), _KINDS)
        if path is not None:
            self.banner.say(Tone.INFO, f"Membaca {path.name}…")
            desk = self.context.desk
            self.read(lambda: opened(desk, path), self._show_opened)

    def _show_opened(self, found: Opened) -> None:
        self.banner.clear()
        if not found.changes:
            self._show(None)
            self.banner.say(Tone.OK, f"Penyiapan dalam {found.name} sama dengan penyiapan kantor ini.")
            return
        self._show(found)

    def _show(self, found: Opened | None) -> None:
        self._opened = found
        for widget in (self.changes, self.apply, self.cancel):
            widget.setVisible(found is not None)
        self.here.setVisible(found is None)
        if found is None:
            self.model.set_rows(())
            return
        self.changes.set_title(f"Yang akan berubah menurut {found.name}")
        differing = {change.part for change in found.changes}
        for part, tick in self.parts.items():
            tick.setVisible(part in differing)
            tick.setChecked(part in differing)
        if found.left_out:
            self.left_out.say(Tone.WARN, "\n".join(["Yang dilewati:", *found.left_out]))
        else:
            self.left_out.clear()
        self._show_changes()
        self.table.setFocus()

    def _show_changes(self) -> None:
        shown: Sequence[Change] = self._opened.changes if self._opened is not None else ()
        self.model.set_rows(tuple(change for change in shown if self.parts[change.part].isChecked()))
        self.apply.setEnabled(self.model.rowCount() > 0)

    def _tick(self, part: Part) -> QCheckBox:
        box = QCheckBox(PART_NAMES[part])
        box.setObjectName(f"berkas_bagian_{part.value}")
        box.clicked.connect(self._show_changes)
        return box

    def _taken(self, kept: Path) -> None:
        self._show(None)
        self.banner.say(Tone.OK, f"Penyiapan diterapkan. Yang sebelumnya tersimpan di {kept}")
        self.context.events.services_changed.emit()


def _written(desk: Desk, actor: Actor, path: Path, data: bytes) -> Path:
    atomic_write(path, data)
    note_deed(desk.uow(), actor, Deed.OFFICE_FILE_OUT, path.name)
    return path
