"""Cells of a write-only sheet with shared styles; text never becomes a formula."""

from datetime import datetime
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from dinsos_desk.documents.plain import clean

MAX_CELL_TEXT = 32_767
"""Characters Excel allows in one cell."""

DATE_FORMAT = "dd/mm/yyyy hh:mm"
DURATION_FORMAT = "[h]:mm:ss"
HOURS_FORMAT = "#,##0.0"

_SECONDS_A_DAY = 86_400

_THIN = Side(style="thin", color="FF9AA3AD")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FONT = "Arial"
_HEAD_FILL = PatternFill("solid", fgColor="FFE4F2F0")
_TOTAL_FILL = PatternFill("solid", fgColor="FFF1F3F5")


class Cells:
    """Makes the cells of one sheet. Each style is built once, then shared."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._styles = {name: self._style(**parts) for name, parts in _styles().items()}

    def text(self, value: str, style: str = "text") -> Any:
        """Text, whatever it begins with: never a formula, never an error value, never too long."""
        cell = self._cell(style)
        cell.value = clean(value)[:MAX_CELL_TEXT]
        cell.data_type = "s"
        return cell

    def number(self, value: int, style: str = "count") -> Any:
        """A whole number."""
        cell = self._cell(style)
        cell.value = value
        return cell

    def hours(self, value: float | None, style: str = "hours") -> Any:
        """Hours with one decimal; a dash where nothing was measured."""
        if value is None:
            return self.text("–", "total_mark" if style.startswith("total") else "mark")
        cell = self._cell(style)
        cell.value = value
        return cell

    def empty(self, style: str) -> Any:
        """An empty cell with its frame."""
        return self._cell(style)

    def formula(self, value: str, style: str) -> Any:
        """One of our own formulas."""
        cell = self._cell(style)
        cell.value = value
        return cell

    def moment(self, value: datetime | None) -> Any:
        """A date with its time; an empty cell for none."""
        cell = self._cell("moment")
        if value is not None:
            cell.value = value.replace(tzinfo=None, second=0, microsecond=0)
        cell._style = self._styles["moment"]
        return cell

    def duration(self, seconds: int | None, style: str = "duration") -> Any:
        """Hours, minutes and seconds Excel can reckon with; a dash where nothing was measured."""
        if seconds is None:
            return self.text("–", "total_mark" if style.startswith("total") else "mark")
        cell = self._cell(style)
        cell.value = seconds / _SECONDS_A_DAY
        return cell

    def across(self, value: str, columns: int, style: str) -> list[Any]:
        """Text in the middle of ``columns`` cells, without merging them."""
        return [self.text(value, style)] + [self._cell(style) for _ in range(columns - 1)]

    def _cell(self, style: str) -> Any:
        cell = WriteOnlyCell(self._sheet)
        cell._style = self._styles[style]
        return cell

    def _style(self, **parts: Any) -> Any:
        cell = WriteOnlyCell(self._sheet)
        for name, part in parts.items():
            setattr(cell, name, part)
        return cell._style


def _styles() -> dict[str, dict[str, Any]]:
    """The looks of a cell by name."""
    plain, bold = Font(name=_FONT, size=10), Font(name=_FONT, size=10, bold=True)
    top_left = Alignment(vertical="top")
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    across = Alignment(horizontal="centerContinuous", vertical="center")
    boxed: dict[str, Any] = {"font": plain, "border": _BOX}
    total: dict[str, Any] = {"font": bold, "border": _BOX, "fill": _TOTAL_FILL}
    centred = Alignment(horizontal="center", vertical="top")
    return {
        "text": {**boxed, "alignment": top_left, "number_format": "@", "quotePrefix": True},
        "wrap": {**boxed, "alignment": Alignment(vertical="top", wrap_text=True), "number_format": "@"},
        "title": {"font": Font(name=_FONT, size=13, bold=True), "alignment": across},
        "center": {"font": plain, "alignment": across},
        "name": {"font": Font(name=_FONT, size=10, bold=True, underline="single"), "alignment": across},
        "small": {"font": Font(name=_FONT, size=9, italic=True)},
        "note": {
            "font": Font(name=_FONT, size=9, italic=True),
            "alignment": Alignment(vertical="top", wrap_text=True),
        },
        "head": {"font": bold, "border": _BOX, "fill": _HEAD_FILL, "alignment": middle},
        "index": {**boxed, "alignment": centred},
        "count": {**boxed, "alignment": top_left, "number_format": "#,##0"},
        "percent": {
            **boxed,
            "alignment": Alignment(horizontal="right", vertical="top"),
            "number_format": "0.0%",
        },
        "mark": {**boxed, "alignment": centred},
        "moment": {**boxed, "alignment": centred, "number_format": DATE_FORMAT},
        "hours": {
            **boxed,
            "alignment": Alignment(horizontal="right", vertical="top"),
            "number_format": HOURS_FORMAT,
        },
        "total_hours": {**total, "alignment": Alignment(horizontal="right"), "number_format": HOURS_FORMAT},
        "change": {
            **boxed,
            "alignment": Alignment(horizontal="right", vertical="top"),
            "number_format": "+#,##0;-#,##0;0",
        },
        "change_percent": {
            **boxed,
            "alignment": Alignment(horizontal="right", vertical="top"),
            "number_format": "+0.0%;-0.0%;0.0%",
        },
        "right": {**boxed, "alignment": Alignment(horizontal="right", vertical="top")},
        "said": {"font": plain, "alignment": Alignment(vertical="top", wrap_text=True)},
        "duration": {**boxed, "alignment": centred, "number_format": DURATION_FORMAT},
        "total_duration": {
            **total,
            "alignment": Alignment(horizontal="center"),
            "number_format": DURATION_FORMAT,
        },
        "total": {**total, "number_format": "#,##0"},
        "total_text": total,
        "total_percent": {**total, "alignment": Alignment(horizontal="right"), "number_format": "0.0%"},
        "total_mark": {**total, "alignment": Alignment(horizontal="center")},
    }
