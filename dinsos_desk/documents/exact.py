"""A Word document as the PDF that Word or LibreOffice makes of it, given up when nobody waits any more."""

from collections.abc import Callable

from dinsos_desk.documents.to_pdf import can_make_pdf, to_pdf
from dinsos_desk.documents.watched import watched

TIMEOUT_S = 60


def exact_pdf(document: bytes, stopped: Callable[[], bool], *, timeout_s: float = TIMEOUT_S) -> bytes | None:
    """The PDF; None when no program could make it in time, or ``stopped`` said so. Nothing stays behind."""
    made = to_pdf({"surat.docx": document}, run=watched(stopped, timeout_s))
    return None if stopped() else made.get("surat.pdf")


__all__ = ["can_make_pdf", "exact_pdf"]
