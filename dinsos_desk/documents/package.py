"""The zip around a Word document: read with care, written the same way every time."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

from dinsos_desk.documents.broken import NOT_WORD, TOO_LARGE, TemplateBrokenError

MAX_UNPACKED = 60 * 1024 * 1024
"""Bytes a template may hold unpacked; more is no letter but a zip bomb."""

_MAX_PARTS = 2000
_FIRST_DAY = 1 << 5 | 1
"""1 January 1980 as a zip writes it."""
_VERSION = 20
_UTF8 = 0x800
_RIGHTS = 0o600 << 16
_LOCAL = struct.Struct("<4s5H3L2H")
_INDEX = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_FIRST = "[Content_Types].xml"


def read_parts(name: str, data: bytes) -> dict[str, bytes]:
    """The parts of the document by name, in the order of the file.

    Raises:
        TemplateBrokenError: not a Word document, damaged, or too large.
    """
    try:
        parts = unpacked(data, MAX_UNPACKED, _MAX_PARTS)
    except TooMuchError:
        raise TemplateBrokenError(name, TOO_LARGE) from None
    except NoZipError:
        raise TemplateBrokenError(name, NOT_WORD) from None
    if _FIRST not in parts or "word/document.xml" not in parts:
        raise TemplateBrokenError(name, NOT_WORD)
    return parts


class NoZipError(ValueError):
    """It is no zip, or a damaged or locked one."""


class TooMuchError(ValueError):
    """Unpacked it would be larger than any document of an office is."""


def unpacked(data: bytes, most_bytes: int, most_parts: int) -> dict[str, bytes]:
    """What is in a zip by name, in its order; its directory is looked at before anything is unpacked.

    Raises:
        NoZipError, TooMuchError: it cannot be unpacked, or must not.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > most_parts or sum(info.file_size for info in infos) > most_bytes:
                raise TooMuchError
            return {info.filename: archive.read(info) for info in infos}
    except TooMuchError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise NoZipError from error


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip with fixed dates: the same parts give the same bytes. The content types stand first."""
    ordered = sorted(parts, key=lambda part: part[0] != _FIRST)
    return append(b"", ordered)


def append(base: bytes, parts: Iterable[tuple[str, bytes]]) -> bytes:
    """``base``, which ``pack`` made, with ``parts`` added behind it; what stands in it is not packed again.

    Written here, byte for byte as ``zipfile`` would, because that reads the whole list of ``base`` anew.
    """
    count, size, start = _END.unpack(base[-_END.size :])[4:7] if base else (0, 0, 0)
    body, index = [base[:start]], [base[start : start + size]]
    for part_name, content in parts:
        packed = _deflated(content)
        try:
            name, flags = part_name.encode("ascii"), 0
        except UnicodeEncodeError:
            name, flags = part_name.encode("utf-8"), _UTF8
        about = (flags, zipfile.ZIP_DEFLATED, 0, _FIRST_DAY, zlib.crc32(content), len(packed), len(content))
        body += (_LOCAL.pack(b"PK\x03\x04", _VERSION, *about, len(name), 0), name, packed)
        index += (
            _INDEX.pack(b"PK\x01\x02", _VERSION, _VERSION, *about, len(name), 0, 0, 0, 0, _RIGHTS, start),
            name,
        )
        start += _LOCAL.size + len(name) + len(packed)
        count += 1
    whole = b"".join(index)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(whole), start, 0)
    return b"".join((*body, whole, end))


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
