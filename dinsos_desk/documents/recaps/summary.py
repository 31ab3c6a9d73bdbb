"""The sheet Ringkasan: what a superior reads first, with two charts."""

from math import ceil
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.utils import get_column_letter

from dinsos_desk.documents.recaps.cells import Cells
from dinsos_desk.documents.recaps.content import Compared, Recap, Summary
from dinsos_desk.documents.recaps.sheets import (
    LINE,
    append_signature,
    append_titles,
    set_page,
    titles_of,
    total_row_of,
)

_WIDTHS = (30, 16, 16, 11, 11, 16, 11, 11)
_ACROSS = len(_WIDTHS)
_CHART_ROWS = 18
_CHART_HIGH, _CHART_WIDE = 8.4, 13.2
"""In centimetres."""
_SENTENCE_LETTERS = 132
_TEAL, _BLUE = "0B6E69", "86BBF5"
_DATA = 11
"""The column, beside what is printed, where the data of the charts begin."""


def write_front(sheet: Any, recap: Recap, summary: Summary) -> None:
    """Titles, sentences, the figures beside those of two other periods, the charts, the signature."""
    cells = Cells(sheet)
    top = len(titles_of(recap)) + 5
    heading = top + len(summary.sentences) + 1
    set_page(sheet, recap.paper, _WIDTHS, heading, landscape=True)
    sheet.freeze_panes = f"B{heading + 1}"
    sheet.print_title_rows = None
    sheet.page_setup.fitToHeight = 1
    append_titles(sheet, cells, recap, "Ringkasan pelayanan", _ACROSS)
    last = get_column_letter(_ACROSS)
    for at, words in enumerate(summary.sentences, top):
        sheet.row_dimensions[at].height = LINE * ceil(len(words) / _SENTENCE_LETTERS)
        sheet.merged_cells.add(f"A{at}:{last}{at}")
        sheet.append([cells.text(words, "said"), *(cells.empty("said") for _ in range(_ACROSS - 1))])
    sheet.append([])
    now, before, ago = summary.labels
    heads = ("Uraian", now, before, "Selisih", "Selisih %", ago, "Selisih", "Selisih %")
    sheet.row_dimensions[heading].height = LINE * max(2, *(ceil(len(name) / 13) for name in summary.labels))
    rows = [[cells.text(head, "head") for head in heads]]
    total = total_row_of(recap)
    rows += [_row(cells, one, heading + n, total) for n, one in enumerate(summary.figures, 1)]
    beside = _chart_data(cells, summary)
    below = max(len(rows) + _CHART_ROWS + 1, len(beside))
    for number in range(below):
        row = rows[number] if number < len(rows) else []
        more = beside[number] if number < len(beside) else []
        sheet.append([*row, *([None] * (_DATA - 1 - len(row))), *more] if more else row)
    append_signature(sheet, cells, recap, _ACROSS, 4)
    end = heading + below - 1 + len(recap.signer)
    sheet.print_area = f"A1:{last}{end}"
    under = heading + len(rows) + 1
    _add_charts(sheet, summary, heading, under)


def _row(cells: Cells, one: Compared, at: int, total: int) -> list[Any]:
    """One figure: now from the sheet Rekap, the others as they were, differences as formulas."""
    row: list[Any] = [cells.text(one.name, "wrap")]
    style = "percent" if one.is_share else "count"
    letter = get_column_letter(one.column)
    if one.column:
        row.append(cells.formula(f"=Rekap!{letter}{total}", style))
    else:
        row.append(_given(cells, one.now, style))
    for value, then in ((one.before, "C"), (one.year_ago, "F")):
        row.append(_given(cells, value, style))
        if one.is_share:
            known = f"OR(ISTEXT(B{at}),ISTEXT({then}{at}))"
            row.append(cells.formula(f'=IF({known},"–",B{at}-{then}{at})', "change_percent"))
            row.append(cells.text("", "mark"))
        else:
            row.append(cells.formula(f"=B{at}-{then}{at}", "change"))
            share = f'=IF({then}{at}=0,"–",B{at}/{then}{at}-1)'
            row.append(cells.formula(share, "change_percent"))
    return row


def _given(cells: Cells, value: float | None, style: str) -> Any:
    if value is None:
        return cells.text("–", "right")
    return cells.hours(value, style) if style == "percent" else cells.number(int(value), style)


def _chart_data(cells: Cells, summary: Summary) -> list[list[Any]]:
    """Beside the printed part: the months, then the services with the most applications."""
    rows: list[list[Any]] = [
        [cells.text(word, "head") for word in ("Bulan", "Diterima", "Selesai", "Layanan", "Diterima")]
    ]
    for number in range(max(len(summary.months), len(summary.services))):
        row: list[Any] = [None] * 5
        if number < len(summary.months):
            name, received, completed = summary.months[number]
            row[:3] = [cells.text(name), cells.number(received), cells.number(completed)]
        if number < len(summary.services):
            service, count = summary.services[number]
            row[3:] = [cells.text(service), cells.number(count)]
        rows.append(row)
    return rows


def _add_charts(sheet: Any, summary: Summary, heading: int, under: int) -> None:
    months, services = len(summary.months), len(summary.services)
    if months:
        chart = _chart("col", "Permohonan diterima dan selesai per bulan")
        numbers = Reference(
            sheet, min_col=_DATA + 1, max_col=_DATA + 2, min_row=heading, max_row=heading + months
        )
        chart.add_data(numbers, titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=_DATA, min_row=heading + 1, max_row=heading + months))
        chart.legend.position = "b"
        for series, colour in zip(chart.series, (_BLUE, _TEAL), strict=True):
            series.graphicalProperties.solidFill = colour
        sheet.add_chart(chart, f"A{under}")
    if services:
        chart = _chart("bar", "Layanan dengan permohonan terbanyak")
        numbers = Reference(sheet, min_col=_DATA + 4, min_row=heading, max_row=heading + services)
        chart.add_data(numbers, titles_from_data=True)
        chart.set_categories(
            Reference(sheet, min_col=_DATA + 3, min_row=heading + 1, max_row=heading + services)
        )
        chart.legend = None
        chart.x_axis.scaling.orientation = "maxMin"
        chart.series[0].graphicalProperties.solidFill = _TEAL
        chart.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False
        )
        sheet.add_chart(chart, f"D{under}")


def _small(words: str, size: int, *, bold: bool = False) -> RichText:
    """Text of a chart; ``size`` in hundredths of a point."""
    look = CharacterProperties(sz=size, b=bold)
    run = [RegularTextRun(rPr=look, t=words)] if words else None
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), r=run, endParaRPr=look)
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def _chart(kind: str, title: str) -> BarChart:
    chart = BarChart()
    chart.type, chart.style = kind, 10
    chart.title = Title(tx=Text(rich=_small(title, 1100, bold=True)), overlay=False)
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = _small("", 800)
    chart.height, chart.width = _CHART_HIGH, _CHART_WIDE
    chart.gapWidth = 60
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.numFmt = "#,##0"
    chart.y_axis.majorGridlines = chart.y_axis.majorGridlines if kind == "col" else None
    return chart
