"""The pages of a PDF that the program itself had made of a letter, as pictures for the screen."""

import io
from collections.abc import Iterator

from dinsos_desk.scans.pdfs import checked_pages, page_rgb

MOST_SHOWN = 20
"""Pages of one letter on the screen; a longer list is looked at in Word."""
_BOX = (1240, 2100)


def printed_pages(pdf: bytes) -> Iterator[bytes]:
    """Its first pages as PNG, drawn one by one as they are asked for.

    Raises ``UserError`` *lampiran_rusak* when it is no PDF, and as ``checked_pages``.
    """
    for number in range(min(checked_pages(pdf, "surat.pdf"), MOST_SHOWN)):
        stream = io.BytesIO()
        page_rgb(pdf, number, _BOX).save(stream, "PNG", compress_level=1)
        yield stream.getvalue()
