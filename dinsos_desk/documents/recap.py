"""The recap of a period as an Excel workbook: totals as real formulas, a detail sheet, ready to print."""

from pathlib import Path
from typing import IO

from openpyxl import Workbook

from dinsos_desk.documents.recap_content import Recap
from dinsos_desk.documents.recap_queue import write_queue
from dinsos_desk.documents.recap_sheets import write_details, write_summary


def write_recap(target: Path | IO[bytes], recap: Recap) -> None:
    """Write the workbook to ``target``. Details are streamed: their number does not cost memory.

    Raises:
        OSError: the disk or the file refuses.
    """
    book = Workbook(write_only=True)
    book.properties.creator = recap.office_name[:200] or "Dinas Sosial"
    book.properties.title = f"Rekapitulasi pelayanan {recap.period_label}"[:200]
    book.properties.created = recap.made_at.replace(tzinfo=None)
    book.calculation.fullCalcOnLoad = True
    write_summary(book.create_sheet("Rekap"), recap)
    if recap.queue is not None:
        write_queue(book.create_sheet("Antrean"), recap, recap.queue)
    write_details(book.create_sheet("Rincian"), recap)
    book.save(target)
