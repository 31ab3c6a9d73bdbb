"""The first part of a recap: figures beside those of two other periods, and two charts."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.recaps.cases import Behind
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.documents.recaps.content import Compared
from dinsos_desk.documents.recaps.table import Kind
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.recaps.periods import months_from, short_name
from dinsos_desk.usecases.recaps.summary import (
    MOST_SERVICES,
    NAMES,
    SummaryFigures,
    compared,
    month_label,
)
from ui.models.columns import RIGHT, ColumnSpec
from ui.models.rows_model import RowsModel
from ui.recaps.cell_table import CellTable
from ui.recaps.chart import Bar, BarChart
from ui.recaps.table_pane import cell_words
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.layouts import column, row

_MEASURES = {words: name for name, words in NAMES}
_NOW, _BEFORE, _AGO = "kini", "sebelum", "tahun_lalu"


@dataclass(frozen=True)
class ComparedRow:
    """One figure in the three periods."""

    figure: Compared


class SummaryPane(QWidget):
    """Enter on a number opens what stands behind it; a month of the chart becomes the period."""

    behind_wanted = Signal(object, str)
    month_wanted = Signal(object)
    """The ``Period`` of a month."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("rekap_ringkasan")
        self._figures: SummaryFigures | None = None
        self.model: RowsModel[ComparedRow] = RowsModel((), (), lambda one: one.figure.name, self)
        self.table = CellTable(theme, name="rekap_banding", label="Perbandingan dengan periode lain")
        self.table.cell_activated.connect(self._open)
        self.table.row_activated.connect(lambda one: self._open(one, _NOW))
        self.months = BarChart(
            theme, name="rekap_grafik_bulan", label="Diterima dan selesai per bulan", upright=True
        )
        self.services = BarChart(
            theme, name="rekap_grafik_layanan", label="Layanan terbanyak diterima", upright=False
        )
        self.months.chosen.connect(self.month_wanted)
        self.services.chosen.connect(self._open_service)
        card = Card(padding=1, name="rekap_banding_kartu")
        card.body.addWidget(self.table)
        charts = column(
            _chart_card("Per bulan", self.months), _chart_card("Layanan terbanyak", self.services), spacing=12
        )
        whole = row(card, charts, spacing=12)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(whole)

    def show_figures(self, figures: SummaryFigures, name: Callable[[str], str]) -> None:
        """Show a period; ``name``: of a service by its code."""
        self._figures = figures
        columns = _columns(figures)
        rows = [ComparedRow(one) for one in compared(figures)]
        model = self.model
        if [c.title for c in model.columns] == [c.title for c in columns]:
            model.set_rows(rows)
        else:
            self.model = RowsModel(columns, rows, lambda one: one.figure.name, self)
            self.table.set_model(self.model, columns)
            model.deleteLater()
        self.months.set_bars(
            ("Diterima", "Selesai"),
            [
                Bar(month_label(one), (one.received, one.completed), months_from(one.month, 1))
                for one in figures.months[-24:]
            ],
        )
        busy = sorted(figures.now, key=lambda one: (-one.received, one.service_code))[:MOST_SERVICES]
        self.services.set_bars(
            ("",), [Bar(name(o.service_code), (o.received,), o.service_code) for o in busy if o.received]
        )

    def _open(self, one: ComparedRow, code: str) -> None:
        measure = _MEASURES.get(one.figure.name, "on_time")
        if self._figures is None:
            return
        spans = self._figures.spans
        period: Period = {_BEFORE: spans.before, _AGO: spans.year_ago}.get(code, spans.now)
        self.behind_wanted.emit(Behind(period, measure), one.figure.name)

    def _open_service(self, code: object) -> None:
        if self._figures is not None:
            behind = Behind(self._figures.spans.now, "received", service=str(code))
            self.behind_wanted.emit(behind, "Diterima")


def _chart_card(title: str, chart: BarChart) -> Card:
    card = Card(title, padding=12, name=f"{chart.objectName()}_kartu")
    card.body.addWidget(chart)
    return card


def _columns(figures: SummaryFigures) -> tuple[ColumnSpec[ComparedRow], ...]:
    spans = figures.spans

    def value(key: str, period: Period, part: str) -> ColumnSpec[ComparedRow]:
        def text(one: ComparedRow) -> str:
            found = getattr(one.figure, part)
            return cell_words(Kind.SHARE if one.figure.is_share else Kind.COUNT, found)

        return ColumnSpec(key, short_name(period), text, width=136, least=84, align=RIGHT)

    def change(key: str, part: str, drop: int) -> ColumnSpec[ComparedRow]:
        def text(one: ComparedRow) -> str:
            return change_text(one.figure, getattr(one.figure, part))

        return ColumnSpec(key, "Selisih", text, width=76, least=70, align=RIGHT, drop=drop)

    return (
        ColumnSpec("uraian", "Uraian", lambda one: one.figure.name, 190, 150, stretch=True, typeahead=True),
        value(_NOW, spans.now, "now"),
        value(_BEFORE, spans.before, "before"),
        change("selisih_sebelum", "before", 1),
        value(_AGO, spans.year_ago, "year_ago"),
        change("selisih_tahun_lalu", "year_ago", 2),
    )


def change_text(figure: Compared, then: float | None) -> str:
    """+12, -3, 0, in percent points for a share; a dash where nothing can be compared."""
    if figure.now is None or then is None:
        return "–"
    if figure.is_share:
        return f"{100 * (figure.now - then):+.1f}".replace(".", ",").replace("-", "−")
    difference = int(figure.now - then)
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return f"{sign}{format_number(abs(difference))}"
