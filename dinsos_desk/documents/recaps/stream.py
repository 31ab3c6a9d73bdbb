"""Long sheets of a recap written row by row as text, into the workbook that openpyxl made.

openpyxl makes each long sheet with one row that carries the styles of the columns; the rows are then
written in its place. A text is an inline string, whatever it begins with: never a formula.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from textwrap import wrap
from types import TracebackType
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from dinsos_desk.documents.plain import clean

StreamCell = str | int | float | datetime | None
StreamRow = Sequence[StreamCell]
_MAX_TEXT = 32_767
_MOST_HIGH = 400
_LINE = 13.5
_EPOCH = datetime(1899, 12, 30)
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\x7f")
_MARKUP = re.compile("[&<>]")


@dataclass(frozen=True)
class LongSheet:
    """One of the sheets: its place among all, from 1.

    ``letters``: by column what fits on a line where text goes on in further lines, else 0.
    """

    place: int
    name: str
    letters: tuple[int, ...]


class RecapBook:
    """Add rows to the long sheets, one sheet after the other; ``finish`` gives the workbook."""

    def __init__(self, pattern: bytes, sheets: tuple[LongSheet, ...]) -> None:
        self._pattern = zipfile.ZipFile(io.BytesIO(pattern))
        self._left = list(sheets)
        self._ends: dict[str, int] = {}
        self._made = io.BytesIO()
        self._book = zipfile.ZipFile(self._made, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._next()

    def __enter__(self) -> "RecapBook":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._part.close()
        self._book.close()
        self._pattern.close()

    def add(self, name: str, rows: Iterable[StreamRow]) -> None:
        """Write some rows below the others of a sheet; the sheets before it get no more."""
        while self._sheet.name != name:
            self._close()
            self._next()
        lines = [self._line(values) for values in rows]
        self._part.write("".join(lines).encode())

    def finish(self) -> bytes:
        """The whole workbook. Nothing can be added afterwards."""
        self._close()
        while self._left:
            self._next()
            self._close()
        for name in self._pattern.namelist():
            if name in self._ends:
                continue
            content = self._pattern.read(name)
            if name == "xl/workbook.xml":
                content = self._reaching(content.decode()).encode()
            self._book.writestr(name, content)
        self._book.close()
        return self._made.getvalue()

    def _next(self) -> None:
        self._sheet = self._left.pop(0)
        self._wraps = [(place, fits) for place, fits in enumerate(self._sheet.letters) if fits]
        self._file = f"xl/worksheets/sheet{self._sheet.place}.xml"
        xml = self._pattern.read(self._file).decode()
        found = re.search(r'<row r="2".*?</row>', xml, re.DOTALL)
        assert found is not None
        self._after = xml[found.end() :]
        styles = re.findall(r'<c r="[A-Z]+2"(?: s="(\d+)")?', found.group())
        self._places = [(get_column_letter(n), style or "0") for n, style in enumerate(styles, 1)]
        self._row = 1
        self._part = self._book.open(self._file, "w", force_zip64=True)
        self._part.write(re.sub(r"<dimension [^>]*/>", "", xml[: found.start()]).encode())

    def _close(self) -> None:
        self._ends[self._file] = last = max(self._row, 2)
        self._part.write(re.sub(r'(ref="A1:[A-Z]+)2"', rf'\g<1>{last}"', self._after).encode())
        self._part.close()

    def _reaching(self, xml: str) -> str:
        """Filters and what is printed reach to the last rows."""
        for file, last in self._ends.items():
            place = int(re.sub(r"\D", "", file.rpartition("/")[2]))
            name = re.findall(r'<sheet [^>]*?name="([^"]*)"', xml)[place - 1]
            pattern = rf"('?{re.escape(name)}'?!\$A\$1:\$[A-Z]+\$)2\b"
            xml = re.sub(pattern, rf"\g<1>{last}", xml)
        return xml

    def _line(self, values: StreamRow) -> str:
        self._row += 1
        row = str(self._row)
        cells = []
        for (letter, style), value in zip(self._places, values, strict=True):
            if value is None or value == "":
                cells.append(f'<c r="{letter}{row}" s="{style}"/>')
            elif isinstance(value, str):
                words = clean(value) if _ILLEGAL.search(value) else value
                if len(words) > _MAX_TEXT:
                    words = words[:_MAX_TEXT]
                if _MARKUP.search(words):
                    words = escape(words)
                cells.append(
                    f'<c r="{letter}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}'
                    "</t></is></c>"
                )
            else:
                number = _serial(value) if isinstance(value, datetime) else value
                cells.append(f'<c r="{letter}{row}" s="{style}"><v>{number}</v></c>')
        high = self._height(values)
        return f'<row r="{row}"{high}>{"".join(cells)}</row>'

    def _height(self, values: StreamRow) -> str:
        """The height of a row in which some text goes on in further lines."""
        most = 1
        for place, fits in self._wraps:
            text = values[place]
            if isinstance(text, str) and (len(text) > fits or "\n" in text):
                most = max(most, _lines(text, fits))
        return f' ht="{min(_LINE * most, _MOST_HIGH)}" customHeight="1"' if most > 1 else ""


@lru_cache(4096)
def _lines(text: str, fits: int) -> int:
    """The lines a text takes when it is broken between words; stages and services come again and again."""
    return sum(len(wrap(part, fits)) or 1 for part in text.split("\n"))


def _serial(moment: datetime) -> float:
    """As Excel counts: days since 30 December 1899, to the minute."""
    span = moment.replace(second=0, microsecond=0, tzinfo=None) - _EPOCH
    return round(span.days + span.seconds / 86400, 10)
