"""The QR code of a receipt: its number, for the scanner at the desk.

Segno encodes; which mask suits best is weighed here, because its own weighing takes as long as filling in
the letter. A whole code is one number: a bit a module, dark ones set, each line with light bits behind it.
"""

import struct
import zlib
from functools import lru_cache

import segno

_SCALE = 8
"""Pixels of a module: with one bit a pixel, a byte."""
_QUIET = 4
"""Modules around the code, as the standard asks; also what parts two lines in the number of a code."""
_MASKS = 8
_PIXELS = bytes.maketrans(b"01", b"\xff\x00")
_FINDER = (1, 0, 1, 1, 1, 0, 1)


def receipt_qr(text: str) -> bytes:
    """A PNG of ``text`` as a QR code, with the quiet zone of the standard; same text, same bytes.

    Written here, in black and white, because segno's own writer takes several times as long.
    """
    plain = segno.make_qr(text, error="m", mask=0)
    size = len(plain.matrix)
    code = _number(plain)
    best = min((code ^ change for change in _changes(plain.version, plain.error)), key=_Weigher(size))
    width, step = size + 2 * _QUIET, size + _QUIET
    modules = f"{best:0{size * step}b}"[::-1].encode("ascii").translate(_PIXELS)
    side, blank = b"\xff" * _QUIET, b"\xff" * width
    lines = [side + modules[start : start + size] + side for start in range(0, size * step, step)]
    lines = [*([blank] * _QUIET), *lines, *([blank] * _QUIET)]
    pixels = b"".join((b"\x00" + line) * _SCALE for line in lines)
    head = struct.pack(">IIBBBBB", width * _SCALE, width * _SCALE, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    )


def _number(code: segno.QRCode) -> int:
    number = 0
    for line, row in enumerate(code.matrix):
        for place, dark in enumerate(row):
            if dark:
                number |= 1 << (line * (len(row) + _QUIET) + place)
    return number


@lru_cache
def _changes(version: int, error: str) -> tuple[int, ...]:
    """What turns a code under mask 0 into the same one under each mask; it does not hang on the text."""
    codes = [
        _number(segno.make_qr("0", version=version, error=error, mask=mask, boost_error=False))
        for mask in range(_MASKS)
    ]
    return tuple(code ^ codes[0] for code in codes)


class _Weigher:
    """The penalty of a code by ISO/IEC 18004 (7.8.3): the mask with the least is taken."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._step = size + _QUIET
        line = (1 << size) - 1
        self._all = _lines(line, size, self._step)
        self._beside = _lines(line >> 1, size, self._step)
        self._below = _lines(line, size - 1, self._step)

    def __call__(self, code: int) -> int:
        step = self._step
        across = ~(code ^ code >> 1) & self._beside
        down = ~(code ^ code >> step) & self._below
        blocks = across & across >> step & down & down >> 1
        share = code.bit_count() * 100 / (self._size * self._size)
        return (
            _runs(across, 1)
            + _runs(down, step)
            + 3 * blocks.bit_count()
            + 40 * (_finders(code, self._all, 1) + _finders(code, self._all, step))
            + 10 * int(abs(share - 50) / 5)
        )


def _lines(line: int, count: int, step: int) -> int:
    return sum(line << (number * step) for number in range(count))


def _runs(same: int, step: int) -> int:
    """Five alike cost 3, each one more 1. ``same``: the modules that are as the next one."""
    five = same & same >> step & same >> 2 * step & same >> 3 * step
    return five.bit_count() + 2 * (five & ~(five >> step)).bit_count()


def _finders(code: int, whole: int, step: int) -> int:
    """What could be taken for a corner: dark 1:1:3:1:1 with four light modules before or behind."""
    here = -1
    for place, dark in enumerate(_FINDER):
        moved = code >> place * step
        here &= moved if dark else ~moved
    before = behind = here & whole
    for place in range(1, 5):
        before &= ~(code << place * step)
        behind &= ~(code >> (6 + place) * step)
    return (before | behind).bit_count()
