"""Photographs and scans as pictures: upright, without what the camera wrote into them, small enough.

One picture is decoded at a time; a JPEG is decoded at the size it is needed in, so that even a photograph
of 100 megapixels takes a few megabytes; a progressive one is held whole by its decoder and may be less large.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from dinsos_desk.errors import UserError

BOX = (1240, 1754)
"""A4 at 150 dpi, in pixels."""
FINE_BOX = (2480, 3508)
"""A4 at 300 dpi: for scans in black and white, which stay small and must stay sharp."""
MOST_PAGES = 100
_JPEG_QUALITY = 82
_MOST_PIXELS = 40_000_000
_MOST_JPEG_PIXELS = 130_000_000
_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP")
_PLAIN = ("1", "L", "RGB")

Image.MAX_IMAGE_PIXELS = _MOST_JPEG_PIXELS
# Pillow only warns up to twice this size: here that is an error, as every size is refused before decoding.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Image.Image]:
    """An undecoded picture. Raises ``UserError``: *lampiran_rusak*, *lampiran_gambar_raksasa*."""
    with _sound(name), Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        _refuse_giant(picture, name)
        yield picture


def page_count(picture: Image.Image, name: str) -> int:
    """How many pages a scan has; photographs that hold several shots count as one.

    Raises ``UserError`` *lampiran_terlalu_banyak_halaman*.
    """
    if picture.format != "TIFF":
        return 1
    pages = 0
    while pages <= MOST_PAGES:
        try:
            picture.seek(pages)
        except EOFError:
            break
        pages += 1
    if pages > MOST_PAGES:
        raise UserError("lampiran_terlalu_banyak_halaman", nama=name, batas=MOST_PAGES)
    return max(1, pages)


def sound_page(picture: Image.Image, page: int, name: str) -> Image.Image:
    """One page, decoded: upright, on white, small enough, and nothing but its pixels."""
    if page:
        picture.seek(page)
    _refuse_giant(picture, name)
    if picture.format == "JPEG":
        picture.draft("RGB", (BOX[1], BOX[1]))
    upright = ImageOps.exif_transpose(picture)
    small = _made_small(_plain(upright if upright is not None else picture))
    bare = Image.new(small.mode, small.size)
    bare.paste(small)
    return bare


def encoded(page: Image.Image) -> bytes:
    """A picture as it is stored: black and white as PNG, anything else as JPEG."""
    out = io.BytesIO()
    if page.mode == "1":
        page.save(out, "PNG", optimize=True)
    else:
        page.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return out.getvalue()


def as_pdf_page(page: Image.Image) -> bytes:
    """A picture as a PDF of one page, as large as the paper it was scanned from."""
    out = io.BytesIO()
    dpi = 300.0 if page.mode == "1" else 150.0
    page.save(out, "PDF", resolution=dpi, **({} if page.mode == "1" else {"quality": _JPEG_QUALITY}))
    return out.getvalue()


def small_rgb(data: bytes, box: tuple[int, int]) -> Image.Image:
    """A stored picture, decoded to fit a box for the screen."""
    with opened(data, "") as picture:
        if picture.format == "JPEG":
            picture.draft("RGB", box)
        shown = picture.convert("L") if picture.mode == "1" else picture
        shown = shown.convert("RGB")
        shown.thumbnail(box, Image.Resampling.LANCZOS)
        return shown


def turned_picture(data: bytes, quarters: int) -> bytes:
    """A stored picture turned clockwise by quarters."""
    with opened(data, "") as picture:
        ways = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
        return encoded(picture.transpose(ways[quarters]) if quarters else picture.copy())


def _refuse_giant(picture: Image.Image, name: str) -> None:
    small_steps = picture.format in ("JPEG", "MPO") and not picture.info.get("progressive")
    if picture.width * picture.height > (_MOST_JPEG_PIXELS if small_steps else _MOST_PIXELS):
        raise UserError("lampiran_gambar_raksasa", nama=name, lebar=picture.width, tinggi=picture.height)


def _plain(picture: Image.Image) -> Image.Image:
    """In black and white, grey or colour; what is transparent becomes white."""
    if picture.mode in _PLAIN and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        return _from_sixteen_bits(picture)
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return picture.convert("RGB")


def _from_sixteen_bits(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits: the full range becomes that of 8 bits."""
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _made_small(picture: Image.Image) -> Image.Image:
    lines = picture.mode == "1"
    short, long = FINE_BOX if lines else BOX
    box = (long, short) if picture.width > picture.height else (short, long)
    if picture.width <= box[0] and picture.height <= box[1]:
        return picture
    small = picture.convert("L") if lines else picture
    small = ImageOps.contain(small, box, Image.Resampling.LANCZOS)
    return small.point(lambda value: 255 if value > 127 else 0).convert("1") if lines else small


@contextmanager
def _sound(name: str) -> Iterator[None]:
    """What a decoder says of a broken picture is many things; all of them mean the same here."""
    try:
        yield
    except UserError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError("lampiran_gambar_raksasa", nama=name, lebar="?", tinggi="?") from error
    except MemoryError:
        raise
    except Exception as error:
        raise UserError("lampiran_rusak", nama=name) from error
