"""Jam layanan & hari libur: when promised times count, and when they rest."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from dinsos_desk.desk import Desk
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import DateField
from dinsos_desk.domain.holidays_id import ramadan_estimate
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.usecases.office.setup import (
    change_office,
    closures,
    closures_for,
    keep_closures,
    the_office,
    years_without_joint_leave,
)
from ui.context import Context
from ui.settings.closures_card import ClosuresCard
from ui.settings.hours import read_week, typed_week
from ui.settings.section import FormSection, Snapshot, read_typed
from ui.settings.week_editor import WeekEditor
from ui.theme import Tone
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.segmented import Segment, SegmentedControl

_KINDS = (Segment("biasa", "Hari biasa", "b"), Segment("ramadan", "Ramadan", "r"))
Span = tuple[date, date]


@dataclass(frozen=True)
class Times:
    """The hours and closed days of the office, and the national days that may fill them."""

    hours: OfficeHours
    closed: dict[date, str]
    national: dict[date, str]
    ramadan: dict[int, Span]
    unknown_years: tuple[int, ...]


def times_of(desk: Desk) -> Times:
    """What the section shows. Raises ``UserError`` *kantor_belum_diatur*."""
    this_year = desk.now().year
    years = range(this_year, this_year + 2)
    closed = closures(desk.reader())
    ramadan = {year: spans[0] for year in years if (spans := ramadan_estimate(year))}
    unknown = years_without_joint_leave(closed, years)
    return Times(the_office(desk.reader()).hours, closed, closures_for(years), ramadan, unknown)


class HoursSection(FormSection):
    """An empty list of closed days is filled from the national calendar, to be looked at and saved."""

    key = "jam"
    title = "Jam layanan & hari libur"
    icon = "calendar-clock-outline"
    intro = "Menentukan tenggat setiap permohonan baru. Kosongkan jam pada hari kantor tutup."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme, year = context.theme, self.today().year
        self._times: Times | None = None
        self.kind = SegmentedControl(_KINDS, name="jam_jenis", label="Hari biasa atau Ramadan")
        self.kind.set_value("biasa")
        self.week = WeekEditor(theme, "hari")
        self.ramadan = WeekEditor(theme, "ramadan")
        self.years = (year, year + 1)
        parts = [
            self.add_field(DateField(code=f"{side}_{number}", label=f"Ramadan {number}, hari {word}"))
            for number in self.years
            for side, word in (("awal", "pertama"), ("akhir", "terakhir"))
        ]
        self.estimate = KeyButton("Isi perkiraan", name="jam_perkiraan_ramadan")
        self.spans = QWidget()
        note = text_label("Perkiraan dihitung mundur dari Idulfitri; sesuaikan dengan penetapan.", "small")
        self.spans.setLayout(
            column(FormGrid(theme, parts), row(self.estimate, note, STRETCH, spacing=12), spacing=12)
        )
        self.hours = Card("Jam layanan", name="jam_minggu")
        self.hours.body.addWidget(self.kind)
        self.hours.body.addWidget(self.week)
        self.closed = ClosuresCard(context)
        for editor in (self.week, self.ramadan):
            self.fields |= editor.rows
            editor.changed.connect(lambda _: self.touch())
        self.kind.chosen.connect(self._show_kind)
        self.estimate.clicked.connect(self._fill_ramadan)
        self.closed.changed.connect(self.touch)
        self.closed.wanted.connect(self._fill_closures)
        self.lay_out(self.hours, later=(self._add_ramadan, lambda: self.closed))
        self._show_kind("biasa")
        self.summary.go_to.connect(self._show_place)

    def _add_ramadan(self) -> None:
        self.hours.body.addWidget(self.ramadan)
        self.hours.body.addWidget(self.spans)

    def load(self) -> None:
        self.read(lambda: times_of(self.context.desk), self._show)

    def snapshot(self) -> Snapshot:
        return {**super().snapshot(), "closures": self.closed.closures()}

    def submit(self) -> None:
        if not self.save.isEnabled() or self._times is None:
            return
        hours, faults = self._read()
        if hours is None:
            self._show_place(faults[0].place)
            self.show_faults(faults)
            return
        desk, actor, closed = self.context.desk, self.context.actor, self.closed.closures()

        def work() -> None:
            change_office(desk.uow(), actor, replace(the_office(desk.reader()), hours=hours))
            keep_closures(desk.uow(), actor, closed)

        self.write(work, self._saved)

    def _read(self) -> tuple[OfficeHours | None, list[Fault]]:
        values, faults = read_typed(self.fields, self.today())
        week = read_week(self.week.week(), "hari")
        ramadan = read_week(self.ramadan.week(), "ramadan")
        for read in (week, ramadan):
            faults += [part for part in read if isinstance(part, Fault)]
        spans: list[Span] = []
        for year in self.years:
            first, last = values.get(f"awal_{year}"), values.get(f"akhir_{year}")
            if isinstance(first, date) and isinstance(last, date):
                if last < first:
                    faults.append(Fault("tanggal_terbalik", {}, f"akhir_{year}"))
                spans.append((first, last))
            elif first is not None or last is not None:
                faults.append(Fault("ramadan_tidak_lengkap", {"tahun": year}, f"akhir_{year}"))
        if faults or self._times is None:
            return None, faults
        others = [span for span in self._times.hours.ramadan_spans if span[1].year not in self.years]
        return OfficeHours(week, ramadan, tuple(sorted(others + spans))), []

    def _show(self, times: Times) -> None:
        self._times = times
        self.week.set_week(typed_week(times.hours.week))
        self.ramadan.set_week(typed_week(times.hours.ramadan_week))
        known = {last.year: (first, last) for first, last in times.hours.ramadan_spans}
        for year in self.years:
            self._show_span(year, known.get(year))
        self.closed.set_closures(times.closed)
        self.closed.warn_of(times.unknown_years)
        self.settled()
        if not times.closed and times.national:
            self._fill_closures()

    def _show_span(self, year: int, span: Span | None) -> None:
        for side, place in (("awal", 0), ("akhir", 1)):
            text = span[place].strftime("%d/%m/%Y") if span is not None else ""
            self.fields[f"{side}_{year}"].editor.set_text(text)

    def _fill_ramadan(self) -> None:
        if self._times is not None:
            for year, span in self._times.ramadan.items():
                if not self.fields[f"awal_{year}"].editor.text().strip():
                    self._show_span(year, span)
        self.touch()

    def _fill_closures(self) -> None:
        if self._times is None:
            return
        added = self.closed.merge(self._times.national)
        years = f"{self.years[0]} dan {self.years[1]}"
        text = f"{added} hari libur nasional {years} ditambahkan. Periksa, lalu simpan."
        none = f"Semua hari libur nasional {years} sudah tercatat."
        self.banner.say(Tone.INFO, text if added else none)

    def _show_kind(self, kind: str) -> None:
        self.kind.set_value(kind)
        self.week.setVisible(kind == "biasa")
        for part in (self.ramadan, self.spans):
            part.setVisible(kind == "ramadan")

    def _show_place(self, place: str) -> None:
        """Turn to the half in which a faulty place stands."""
        if place in self.fields:
            self._show_kind("biasa" if place in self.week.rows else "ramadan")

    def _saved(self, _: None) -> None:
        self.settled()
        self.confirm_saved("Tersimpan. Tenggat permohonan baru dihitung dengan jam dan hari libur ini.")
        self.context.events.settings_changed.emit()
