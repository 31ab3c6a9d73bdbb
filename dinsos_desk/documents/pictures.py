"""Pictures of a template: found by their alternative text, exchanged without touching the layout.

A picture whose alternative text is ``[[lambang]]`` shows the emblem of the office; any other
``[[key]]`` shows what the caller gives under that key, or nothing.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from docx.oxml.ns import qn

from dinsos_desk.errors import UserError

EMBLEM = "lambang"
_MARK = re.compile(r"\[\[([a-z0-9_]+)\]\]")


def marked_drawings(root: Any) -> Iterator[tuple[str, Any]]:
    """Every drawing below ``root`` whose alternative text is a mark, with its key."""
    for drawing in list(root.iter(qn("w:drawing"))):
        for properties in drawing.iter(qn("wp:docPr")):
            match = _MARK.fullmatch((properties.get("descr") or "").strip())
            if match:
                yield match.group(1), drawing


def put_picture(part: Any, drawing: Any, picture: bytes) -> str:
    """Show ``picture`` in ``drawing``; returns the name of the zip part that holds it."""
    relation, _ = part.get_or_add_image(io.BytesIO(picture))
    for blip in drawing.iter(qn("a:blip")):
        blip.set(qn("r:embed"), relation)
    return str(part.related_parts[relation].partname).lstrip("/")


def fit(drawing: Any, picture: bytes) -> None:
    """Shrink the frame of ``drawing`` to the proportions of ``picture``, inside the old frame."""
    width, height = picture_size(picture)
    for extent in drawing.iter(qn("wp:extent")):
        frame_width, frame_height = int(extent.get("cx")), int(extent.get("cy"))
        scale = min(frame_width / width, frame_height / height)
        size = (str(round(width * scale)), str(round(height * scale)))
        for element in (extent, *drawing.iter(qn("a:ext"))):
            if element.get("cx") is not None:
                element.set("cx", size[0])
                element.set("cy", size[1])


def picture_size(picture: bytes) -> tuple[int, int]:
    """Width and height in pixels.

    Raises:
        UserError: ``gambar_tidak_dikenal`` when it is no PNG, JPEG, GIF, BMP or TIFF.
    """
    try:
        image = Image.from_blob(picture)
        size = (int(image.px_width), int(image.px_height))
    except (UnrecognizedImageError, ValueError, KeyError, IndexError, struct.error, EOFError):
        raise UserError("gambar_tidak_dikenal") from None
    except Exception as error:  # python-docx raises private types for cut-off pictures
        raise UserError("gambar_tidak_dikenal") from error
    if min(size) < 1:
        raise UserError("gambar_tidak_dikenal")
    return size


def remove(drawing: Any) -> None:
    """Take the drawing out with the run that holds it."""
    run = drawing.getparent()
    while run is not None and run.tag != qn("w:r"):
        run = run.getparent()
    target = drawing if run is None else run
    target.getparent().remove(target)


def transparent_png(key: str) -> bytes:
    """A picture of one clear pixel, different for each key so that no two share a zip part."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)),
        (b"tEXt", b"Title\x00" + key.encode("ascii")),
        (b"IDAT", zlib.compress(b"\x00\x00\x00\x00\x00")),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
