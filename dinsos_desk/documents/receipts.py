"""The tanda terima on the paper of the office's letters, on A5, or on a slip of 80 mm."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.receipt_room import fitting_size, slip_height
from dinsos_desk.domain.front_desk import ReceiptFormat

TEMPLATES = {
    ReceiptFormat.LETTER: "tanda_terima.docx",
    ReceiptFormat.A5: "tanda_terima_a5.docx",
    ReceiptFormat.SLIP: "tanda_terima_struk.docx",
}
A5_MM = (148.0, 210.0)
SLIP_WIDTH = 80.0
"""Millimetres. A thermal printer prints 72 of them."""
_A5_MARGINS = (8.0, 10.0, 8.0, 10.0)
_A5_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
_LETTER_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
_A5_HEAD, _LETTER_HEAD = 48.0, 58.0
_SLIP_MARGINS = (4.0, 4.0, 6.0, 4.0)
_SLIP_FONT = "Arial"


def write_receipt(
    letters: Letters, look: OfficeLook, words: Mapping[str, Any], qr: bytes, form: ReceiptFormat
) -> bytes:
    """The receipt as .docx.

    Raises:
        UserError: the template is missing or broken, or asks for a value that is not there.
    """
    return letters.render(TEMPLATES[form], receipt_look(look, words, form), words, {"qr": qr})


def receipt_look(look: OfficeLook, words: Mapping[str, Any], form: ReceiptFormat) -> OfficeLook:
    """The page of a receipt: on a sheet the largest type that keeps it on one page; a slip is as long as its
    words need.
    """
    if form is ReceiptFormat.SLIP:
        _, right, _, left = _SLIP_MARGINS
        height = slip_height(words, SLIP_WIDTH - left - right)
        return replace(look, page_mm=(SLIP_WIDTH, height), margins_mm=_SLIP_MARGINS, font=_SLIP_FONT)
    if form is ReceiptFormat.A5:
        small = replace(look, page_mm=A5_MM, margins_mm=_A5_MARGINS)
        return replace(small, font_size=fitting_size(small, words, "diterima", _A5_SIZES, _A5_HEAD))
    return replace(look, font_size=fitting_size(look, words, "berkas", _LETTER_SIZES, _LETTER_HEAD))
