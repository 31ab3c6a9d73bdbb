"""The code of a receipt: what segno encodes, under the mask that disturbs a scanner least."""

import struct
import zlib

import pytest
import segno
from segno.encoder import mask_scores

from dinsos_desk.documents.qr import receipt_qr

QUIET, SCALE = 4, 8


def modules(png: bytes) -> list[bytes]:
    """The dark (1) and light (0) modules of a code, its quiet zone with it."""
    width, height = struct.unpack(">II", png[16:24])
    assert (png[:8], width) == (b"\x89PNG\r\n\x1a\n", height)
    start = png.index(b"IDAT") + 4
    pixels = zlib.decompress(png[start : start + struct.unpack(">I", png[start - 8 : start - 4])[0]])
    line = 1 + width // 8
    lines = [pixels[at + 1 : at + line] for at in range(0, len(pixels), line)]
    assert all(lines[at] == lines[at - at % SCALE] for at in range(height))
    return [bytes(one == 0 for one in line) for line in lines[::SCALE]]


@pytest.mark.parametrize("text", ["2026-0001", "2026-1192", "PGD-2026-0137", "1", "a longer text, 0123/4567"])
def test_it_is_the_code_of_the_text_with_light_around(text: str) -> None:
    made = modules(receipt_qr(text))
    side = bytes(QUIET)
    inner = [line[QUIET:-QUIET] for line in made[QUIET:-QUIET]]
    assert all(line[:QUIET] == line[-QUIET:] == side for line in made)
    assert not any(any(line) for line in (*made[:QUIET], *made[-QUIET:]))
    known = [[bytes(row) for row in segno.make_qr(text, error="m", mask=mask).matrix] for mask in range(8)]
    assert inner in known
    assert sum(mask_scores(inner, len(inner), len(inner))) == min(
        sum(mask_scores(code, len(code), len(code))) for code in known
    )
    assert receipt_qr(text) == receipt_qr(text)
