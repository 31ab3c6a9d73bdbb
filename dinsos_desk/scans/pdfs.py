"""PDF scans: checked, shown page by page, turned, and made from the pages of a scan.

The library works on one thread at a time: everything here holds one lock, a page long at most.
"""

import io
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from dinsos_desk.errors import UserError
from dinsos_desk.scans.pictures import MOST_PAGES

_LOCK = threading.Lock()
_WRONG_PASSWORD = "password"
_PROBE = (64, 64)


@contextmanager
def opened_pdf(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """A document, under the lock. Raises ``UserError``: *lampiran_pdf_bersandi*, *lampiran_rusak*."""
    with _LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            locked = _WRONG_PASSWORD in str(error).lower()
            raise UserError("lampiran_pdf_bersandi" if locked else "lampiran_rusak", nama=name) from error
        try:
            yield document
        except pdfium.PdfiumError as error:
            raise UserError("lampiran_rusak", nama=name) from error
        finally:
            document.close()


def checked_pages(data: bytes, name: str) -> int:
    """How many pages a PDF has; its first is drawn once, small, to see that it can be.

    Raises ``UserError``: *lampiran_terlalu_banyak_halaman* and those of ``opened_pdf``.
    """
    with opened_pdf(data, name) as document:
        pages = len(document)
        if pages > MOST_PAGES:
            raise UserError("lampiran_terlalu_banyak_halaman", nama=name, batas=MOST_PAGES)
        if not pages:
            raise UserError("lampiran_rusak", nama=name)
        _drawn(document, 0, _PROBE)
    return pages


def page_rgb(data: bytes, page: int, box: tuple[int, int]) -> Image.Image:
    """A page of a stored PDF, drawn to fit a box for the screen."""
    with opened_pdf(data, "") as document:
        return _drawn(document, page, box)


def turned_pdf(data: bytes, quarters: int) -> bytes:
    """A stored PDF with every page turned clockwise by quarters."""
    with opened_pdf(data, "") as document:
        for page in document:
            page.set_rotation((page.get_rotation() + 90 * quarters) % 360)
            page.close()
        return _saved(document)


def joined(pages: Iterable[bytes], name: str) -> bytes:
    """PDFs of one page each as one document; they are asked for one by one."""
    with _LOCK:
        whole = pdfium.PdfDocument.new()
    try:
        for page in pages:
            with opened_pdf(page, name) as single:
                whole.import_pages(single)
        with _LOCK:
            return _saved(whole)
    finally:
        with _LOCK:
            whole.close()


def _drawn(document: pdfium.PdfDocument, number: int, box: tuple[int, int]) -> Image.Image:
    page: Any = document[number]
    try:
        width, height = page.get_size()
        scale = min(box[0] / max(width, 1), box[1] / max(height, 1))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        try:
            picture: Image.Image = bitmap.to_pil().convert("RGB")
            return picture
        finally:
            bitmap.close()
    finally:
        page.close()


def _saved(document: pdfium.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
