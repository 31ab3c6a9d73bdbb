"""The zip around a Word document: read with care, written the same way every time."""

import io
import zipfile
import zlib
from collections.abc import Iterable

from dinsos_desk.documents.broken import NOT_WORD, TOO_LARGE, TemplateBrokenError

MAX_UNPACKED = 60 * 1024 * 1024
"""Bytes a template may hold unpacked; more is no letter but a zip bomb."""

_MAX_PARTS = 2000
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


def read_parts(name: str, data: bytes) -> dict[str, bytes]:
    """The parts of the document by name, in the order of the file.

    Raises:
        TemplateBrokenError: not a Word document, damaged, or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > _MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise TemplateBrokenError(name, TOO_LARGE)
            parts = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise TemplateBrokenError(name, NOT_WORD) from None
    if _FIRST not in parts or "word/document.xml" not in parts:
        raise TemplateBrokenError(name, NOT_WORD)
    return parts


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip with fixed dates: the same parts give the same bytes. The content types stand first."""
    ordered = sorted(parts, key=lambda part: part[0] != _FIRST)
    return append(b"", ordered)


def append(base: bytes, parts: Iterable[tuple[str, bytes]]) -> bytes:
    """``base`` with ``parts`` added behind it; what stands in ``base`` is not packed again."""
    buffer = io.BytesIO()
    buffer.write(base)
    with zipfile.ZipFile(buffer, "a" if base else "w", zipfile.ZIP_DEFLATED) as archive:
        for part_name, content in parts:
            archive.writestr(_entry(part_name), content, compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _entry(part_name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part_name, _FIXED_DATE)
    entry.create_system = 0
    entry.external_attr = 0
    return entry
