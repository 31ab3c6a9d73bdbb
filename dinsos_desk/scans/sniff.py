"""What a file really is, by its first bytes and never by its name."""

from enum import StrEnum

HEAD = 64
"""How many bytes are looked at."""


class Content(StrEnum):
    """What was found. The first five are taken, of the others is said why not."""

    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    BMP = "bmp"
    WEBP = "webp"
    PDF = "pdf"
    HEIC = "heic"
    VIDEO = "video"
    PROGRAM = "program"
    ARCHIVE = "arsip"
    OFFICE = "office"
    UNKNOWN = "lain"


PICTURES = frozenset({Content.JPEG, Content.PNG, Content.TIFF, Content.BMP, Content.WEBP})

_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_STARTS: tuple[tuple[bytes, Content], ...] = (
    (b"\xff\xd8\xff", Content.JPEG),
    (b"\x89PNG\r\n\x1a\n", Content.PNG),
    (b"II*\0", Content.TIFF),
    (b"MM\0*", Content.TIFF),
    (b"BM", Content.BMP),
    (b"%PDF-", Content.PDF),
    (b"MZ", Content.PROGRAM),
    (b"\x7fELF", Content.PROGRAM),
    (b"#!", Content.PROGRAM),
    (b"PK\x03\x04", Content.ARCHIVE),
    (b"PK\x05\x06", Content.ARCHIVE),
    (b"Rar!", Content.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Content.ARCHIVE),
    (b"\x1f\x8b", Content.ARCHIVE),
    (b"BZh", Content.ARCHIVE),
    (b"\xfd7zXZ", Content.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.OFFICE),
    (b"\x1aE\xdf\xa3", Content.VIDEO),
    (b"FLV", Content.VIDEO),
    (b"\0\0\x01\xba", Content.VIDEO),
    (b"\0\0\x01\xb3", Content.VIDEO),
    (b"OggS", Content.VIDEO),
    (b"0&\xb2u\x8ef\xcf\x11", Content.VIDEO),
)


def content_of(head: bytes) -> Content:
    """What begins with these bytes. A PDF may have a few stray bytes before its mark, as readers allow."""
    if head[4:8] == b"ftyp":
        return Content.HEIC if head[8:12] in _HEIC_BRANDS else Content.VIDEO
    if head[:4] == b"RIFF":
        return Content.WEBP if head[8:12] == b"WEBP" else Content.VIDEO
    for start, content in _STARTS:
        if head.startswith(start):
            return content
    return Content.PDF if b"%PDF-" in head[:HEAD] else Content.UNKNOWN
