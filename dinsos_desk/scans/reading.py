"""What somebody gives becomes a sound attachment, or is refused with a reason."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.scans.pdfs import checked_pages, joined
from dinsos_desk.scans.pictures import as_pdf_page, encoded, opened, page_count, sound_page
from dinsos_desk.scans.sniff import HEAD, PICTURES, Content, content_of

MEGABYTE = 1024 * 1024
MOST_PICTURE = 60 * MEGABYTE
MOST_PDF = 20 * MEGABYTE
LONGEST_NAME = 120
PICTURE, PDF = "gambar", "pdf"
_REFUSED = {
    Content.HEIC: "lampiran_heic",
    Content.VIDEO: "lampiran_video",
    Content.PROGRAM: "lampiran_program",
    Content.ARCHIVE: "lampiran_arsip",
    Content.OFFICE: "lampiran_office",
    Content.UNKNOWN: "lampiran_bukan_gambar",
}
_OFFICE_ENDINGS = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods"})
_LOCKED = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})


@dataclass(frozen=True)
class Scan:
    """A sound attachment: ``kind`` is *gambar* or *pdf*, ``data`` what is stored."""

    name: str
    kind: str
    pages: int
    data: bytes = field(repr=False)


def read_scan_file(path: Path) -> Scan:
    """Read a file somebody chose. Its size and first bytes are looked at before it is read whole.

    Raises:
        UserError: *lampiran_folder* and those of ``read_scan``.
        EnvironmentProblem: *lampiran_hilang* (a flash disk was pulled), *lampiran_terkunci*.
    """
    name = tidy_name(path.name)
    try:
        if path.is_dir():
            raise UserError("lampiran_folder", nama=name)
        size = path.stat().st_size
        with path.open("rb") as file:
            content = _refuse(name, size, file.read(HEAD), path.suffix)
            file.seek(0)
            data = file.read(_most(content) + 1)
    except OSError as error:
        code = "lampiran_terkunci" if error.errno in _LOCKED else "lampiran_hilang"
        raise EnvironmentProblem(code, nama=name) from error
    return read_scan(path.name, data)


def read_scan(name: str, data: bytes) -> Scan:
    """Read what was pasted, photographed or read from a file.

    Raises:
        UserError: *lampiran_kosong*, *lampiran_terlalu_besar*, *lampiran_rusak*, *lampiran_gambar_raksasa*,
            *lampiran_pdf_bersandi*, *lampiran_terlalu_banyak_halaman*, or what kind of file it is instead.
    """
    suffix, name = Path(name).suffix, tidy_name(name)
    content = _refuse(name, len(data), data[:HEAD], suffix)
    if content is Content.PDF:
        return Scan(name, PDF, checked_pages(data, name), data)
    with opened(data, name) as picture:
        pages = page_count(picture, name)
        if pages > 1:
            return Scan(name, PDF, pages, joined(_pdf_pages(picture, pages, name), name))
        return Scan(name, PICTURE, 1, encoded(sound_page(picture, 0, name)))


def tidy_name(name: str) -> str:
    """A name as it is shown: one line of what can be printed, and not too long."""
    shown = name.encode("utf-8", "replace").decode("utf-8")
    shown = "".join(letter if letter.isprintable() else " " for letter in shown).strip() or "lampiran"
    if len(shown) <= LONGEST_NAME:
        return shown
    suffix = Path(shown).suffix[:10]
    return shown[: LONGEST_NAME - len(suffix) - 1] + "…" + suffix


def _refuse(name: str, size: int, head: bytes, suffix: str) -> Content:
    """What it is, when that is something we take and not too much of it."""
    if not size:
        raise UserError("lampiran_kosong", nama=name)
    content = content_of(head)
    if content is Content.ARCHIVE and suffix.lower() in _OFFICE_ENDINGS:
        content = Content.OFFICE
    if content in _REFUSED:
        raise UserError(_REFUSED[content], nama=name)
    most = _most(content)
    if size > most:
        raise UserError(
            "lampiran_terlalu_besar",
            nama=name,
            besar=-(-size // MEGABYTE),
            batas=most // MEGABYTE,
        )
    return content


def _most(content: Content) -> int:
    return MOST_PICTURE if content in PICTURES else MOST_PDF


def _pdf_pages(picture: Image.Image, pages: int, name: str) -> Iterator[bytes]:
    for page in range(pages):
        yield as_pdf_page(sound_page(picture, page, name))
