"""The QR code of a receipt: its number, for the scanner at the desk."""

import struct
import zlib

import segno

_SCALE = 8
"""Pixels of a module: with one bit a pixel, a byte."""
_QUIET = 4
"""Modules around the code, as the standard asks."""


def receipt_qr(text: str) -> bytes:
    """A PNG of ``text`` as a QR code, with the quiet zone of the standard; same text, same bytes.

    Written here, in black and white, because segno's own writer takes several times as long.
    """
    side = b"\xff" * _QUIET
    lines = [
        side + bytes(0 if dark else 255 for dark in row) + side
        for row in segno.make_qr(text, error="m").matrix
    ]
    blank = b"\xff" * len(lines[0])
    lines = [*([blank] * _QUIET), *lines, *([blank] * _QUIET)]
    pixels = b"".join((b"\x00" + line) * _SCALE for line in lines)
    width = len(blank) * _SCALE
    head = struct.pack(">IIBBBBB", width, len(lines) * _SCALE, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    )
