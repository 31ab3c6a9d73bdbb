"""The recap of a period as an Excel workbook: totals as real formulas, charts, long sheets, print areas."""

import io
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import IO

from openpyxl import Workbook

from dinsos_desk.documents.recaps.content import Recap
from dinsos_desk.documents.recaps.long import (
    DETAILS,
    LATE,
    detail_rows,
    late_rows,
    letters_of,
    write_pattern,
)
from dinsos_desk.documents.recaps.process import RecapBookProcess
from dinsos_desk.documents.recaps.queue import write_queue
from dinsos_desk.documents.recaps.sheets import write_summary
from dinsos_desk.documents.recaps.stream import LongSheet, RecapBook, StreamRow
from dinsos_desk.documents.recaps.summary import write_front
from dinsos_desk.documents.recaps.tables import write_table

IN_A_PROCESS = 5000
"""From so many rows on the long sheets are written in a process of their own."""

_PORTION = 500
Said = Callable[[int], None]
"""Rows written so far; may raise to stop."""


def write_recap(target: Path | IO[bytes], recap: Recap) -> None:
    """Write the workbook to ``target``. Details are streamed: their number does not cost memory.

    Raises:
        OSError: the disk or the file refuses.
    """
    content = recap_bytes(recap)
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


def recap_bytes(recap: Recap, rows: int = 0, said: Said = lambda done: None) -> bytes:
    """The whole workbook; ``rows``: about how many rows the long sheets will have.

    Raises:
        EnvironmentProblem: *ekspor_terhenti*.
    """
    pattern, sheets = _pattern(recap)
    if not sheets:
        return pattern
    ways: list[tuple[str, Iterable[StreamRow]]] = []
    if recap.has_details:
        ways.append((DETAILS, detail_rows(recap)))
    if recap.late is not None:
        ways.insert(0, (LATE, late_rows(recap)))
    done = 0
    with RecapBook(pattern, sheets) if rows <= IN_A_PROCESS else RecapBookProcess(pattern, sheets) as book:
        for name, found in ways:
            left = iter(found)
            while portion := list(islice(left, _PORTION)):
                book.add(name, portion)
                done += len(portion)
                said(done)
        return book.finish()


def _pattern(recap: Recap) -> tuple[bytes, tuple[LongSheet, ...]]:
    """The workbook but for the rows of its long sheets."""
    book = Workbook(write_only=True)
    book.properties.creator = recap.office_name[:200] or "Dinas Sosial"
    book.properties.title = f"Rekapitulasi pelayanan {recap.period_label}"[:200]
    book.properties.created = recap.made_at.replace(tzinfo=None)
    book.calculation.fullCalcOnLoad = True
    if recap.summary is not None:
        write_front(book.create_sheet("Ringkasan"), recap, recap.summary)
    write_summary(book.create_sheet("Rekap"), recap)
    long = []
    for part in recap.sheets:
        for table in part.tables:
            write_table(book.create_sheet(table.sheet), recap, part, table)
        if part.code == "ketepatan" and recap.late is not None:
            long.append(_long(book, recap, LATE))
    if recap.queue is not None:
        write_queue(book.create_sheet("Antrean"), recap, recap.queue)
    if recap.late is not None and not long:
        long.append(_long(book, recap, LATE))
    if recap.has_details:
        long.append(_long(book, recap, DETAILS))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue(), tuple(long)


def _long(book: Workbook, recap: Recap, name: str) -> LongSheet:
    write_pattern(book.create_sheet(name), recap, name)
    return LongSheet(len(book.sheetnames), name, letters_of(name))
