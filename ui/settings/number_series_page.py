"""Urutan nomor: which documents count together, from which pattern, and when the count begins again."""

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.fields import Choice, ChoiceField, TextField
from dinsos_desk.domain.number_series import MAIN_SERIES, NumberSeries
from dinsos_desk.domain.numbering import Reset
from dinsos_desk.usecases.numbers.series import (
    KIND_NAMES,
    LONGEST_NAME,
    SeriesRow,
    keep_series,
    numbered_templates,
    remove_series,
    series_rows,
)
from ui.context import Context
from ui.dialogs import Dialogs
from ui.models.columns import ColumnSpec
from ui.settings.choice_field import TicksLine
from ui.settings.list_section import ListSection
from ui.settings.section import read_typed
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import column

_RESETS = {Reset.YEARLY: "Mulai dari 1 setiap tahun", Reset.ENDLESS: "Berlanjut terus"}
_TOGETHER, _APART = "bersama", "terpisah"


def counts_words(row: SeriesRow) -> str:
    """How a sequence counts."""
    apart = ", tiap klasifikasi sendiri" if row.series.by_classification else ""
    return f"{'Tahunan' if row.series.reset is Reset.YEARLY else 'Berlanjut'}{apart}"


class NumberSeriesSection(ListSection):
    """The first line counts every document that no other sequence names; it cannot be removed."""

    key = "urutan_nomor"
    title = "Urutan nomor"
    icon = "order-numeric-ascending"
    intro = "Dokumen mana yang dihitung bersama. Perubahan berlaku bagi surat berikutnya; nomor lama tetap."
    add_label = "Tambah urutan"
    empty_icon = "order-numeric-ascending"
    empty_text = "Belum ada urutan nomor."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._templates = numbered_templates(context.desk.catalog.services.values())
        columns: tuple[ColumnSpec[SeriesRow], ...] = (
            ColumnSpec(
                "nama", "Urutan", lambda row: row.series.name, width=170, least=110, bold=True, typeahead=True
            ),
            ColumnSpec("hitungan", "Hitungan", counts_words, width=150, least=90),
            ColumnSpec(
                "dokumen",
                "Dokumen",
                self._covers,
                width=200,
                least=120,
                drop=1,
                stretch=True,
                tooltip=self._covers,
            ),
            ColumnSpec("berikutnya", "Nomor berikutnya", lambda row: row.next, width=216, least=206),
        )
        super().__init__(context, columns, lambda row: row.series.code, parent)
        self._code = ""
        self.remove = self.remover(self._remove)
        self.table.row_chosen.connect(self._enable)
        self._enable(None)
        for definition in (
            TextField(code="name", label="Nama urutan", required=True, max_length=LONGEST_NAME),
            TextField(
                code="pattern",
                label="Pola nomor",
                max_length=120,
                help="Kosongkan untuk memakai pola di bagian Nomor surat",
            ),
            ChoiceField(
                code="reset",
                label="Hitungan",
                required=True,
                choices=tuple(Choice(code=one.value, label=label) for one, label in _RESETS.items()),
            ),
            ChoiceField(
                code="apart",
                label="Klasifikasi",
                required=True,
                choices=(
                    Choice(code=_TOGETHER, label="Dihitung bersama"),
                    Choice(code=_APART, label="Tiap klasifikasi sendiri"),
                ),
            ),
        ):
            self.add_field(definition)
        grid = FormGrid(context.theme, [self.fields[c] for c in ("name", "pattern", "reset", "apart")])
        self.kinds = self._ticks("kinds", "Jenis dokumen", KIND_NAMES, columns=4)
        label = "Dokumen tertentu (mengalahkan jenisnya)"
        self.templates = self._ticks("templates", label, self._templates, columns=2)
        self.ticks = QWidget()
        self.ticks.setLayout(column(self.fields["kinds"], self.fields["templates"], spacing=12))
        self.lay_out([grid, self.ticks], self.remove)

    def load(self) -> None:
        desk = self.context.desk
        self.read(lambda: series_rows(desk.reader(), desk.now()), self.model.set_rows)

    def edit(self, entry: SeriesRow | None) -> None:
        one = entry.series if entry is not None else NumberSeries("", "")
        self._code = one.code
        self.fields["name"].editor.set_text(one.name)
        self.fields["pattern"].editor.set_text(one.pattern)
        self.fields["reset"].editor.set_text(one.reset.value)
        self.fields["apart"].editor.set_text(_APART if one.by_classification else _TOGETHER)
        self.kinds.set_values(one.kinds)
        self.templates.set_values(one.templates)
        self.ticks.setVisible(one.code != MAIN_SERIES)
        self.open_form(one.name or "Urutan baru", "name")

    def save_form(self) -> None:
        values, faults = read_typed(self.fields, self.today())
        if faults:
            self.show_faults(faults)
            return
        desk, actor = self.context.desk, self.context.actor
        one = NumberSeries(
            self._code,
            str(values["name"] or ""),
            str(values["pattern"] or ""),
            Reset(str(values["reset"])),
            values["apart"] == _APART,
            self.kinds.values(),
            self.templates.values(),
        )
        self.write(lambda: keep_series(desk, actor, one), self._stored)

    def _ticks(self, code: str, label: str, choices: dict[str, str], columns: int) -> TicksLine:
        name, offered = f"urutan_nomor_{code}", list(choices.items()) or [("", "–")]
        line = TicksLine(self.context.theme, name, offered, columns=columns, elided=columns == 2)
        line.changed.connect(lambda _: self.touch())
        self.fields[code] = Field(label, line)
        return line

    def _covers(self, row: SeriesRow) -> str:
        if row.series.is_main:
            return "Semua yang tidak disebut urutan lain"
        names = [KIND_NAMES.get(kind, kind) for kind in sorted(row.series.kinds)]
        names += [self._templates.get(one, one) for one in sorted(row.series.templates)]
        return ", ".join(names)

    def _enable(self, chosen: SeriesRow | None) -> None:
        self.remove.setEnabled(chosen is not None and not chosen.series.is_main)

    def _stored(self, _: str) -> None:
        self.stored("Tersimpan. Nomor yang sudah diberikan tidak berubah.")
        self.context.events.settings_changed.emit()

    def _remove(self) -> None:
        chosen = self.table.current_row()
        if (
            chosen is None
            or chosen.series.is_main
            or not Dialogs.confirm(
                self,
                "Hapus urutan nomor?",
                f"Dokumen pada urutan “{chosen.series.name}” dihitung lagi bersama surat lainnya.",
                "Hapus",
                destructive=True,
            )
        ):
            return
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: remove_series(desk, actor, chosen.series.code), self._removed)

    def _removed(self, _: None) -> None:
        self.stored("Urutan dihapus.")
        self.context.events.settings_changed.emit()
