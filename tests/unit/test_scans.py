"""What is given becomes a sound attachment, or is refused with a reason."""

import contextlib
import io
import os
import struct
import threading
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from dinsos_desk.errors import DeskError, EnvironmentProblem, UserError
from dinsos_desk.messages import sentence
from dinsos_desk.scans import picture_of, read_scan, read_scan_file, turned
from dinsos_desk.scans.reading import LONGEST_NAME

GPS = {1: "S", 2: (3.0, 17.0, 45.0), 3: "E", 4: (102.0, 51.0, 30.0)}


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo(width: int = 400, height: int = 300, orientation: int = 1) -> bytes:
    """A photograph with a red upper left corner, a place and a device written into it."""
    picture = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, width // 4, height // 4), fill="red")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Kamera Rahasia"
    exif.get_ifd(0x8825).update(GPS)
    return saved(picture, "JPEG", exif=exif, quality=95)


def pdf(pages: int = 1) -> bytes:
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def locked_pdf() -> bytes:
    """The smallest document whose standard encryption asks for a password nobody knows."""
    plain = pdf()
    trailer = plain.rindex(b"trailer")
    lock = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> "
    )
    lock += b"/ID [<" + b"00" * 16 + b"> <" + b"00" * 16 + b">] "
    place = plain.index(b"<<", trailer) + 2
    return plain[:place] + lock + plain[place:]


def png_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"\0" * 5_000_000)
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def refused(name: str, data: bytes) -> str:
    with pytest.raises(DeskError) as caught:
        read_scan(name, data)
    said = sentence(caught.value)
    assert said.text
    assert said.advice
    assert "{" not in said.text + said.advice
    return caught.value.code


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_upright(orientation: int) -> None:
    corners = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}
    scan = read_scan("ktp.jpg", photo(orientation=orientation))
    picture = decoded(scan.data)
    assert picture.size == ((400, 300) if orientation < 5 else (300, 400))
    right, low = corners[orientation]
    x, y = (picture.width - 5 if right else 5), (picture.height - 5 if low else 5)
    red, green, blue = picture.getpixel((x, y))
    assert (red > 200, green < 80, blue < 80) == (True, True, True)


def test_place_and_device_are_taken_away() -> None:
    given = photo(orientation=6)
    assert b"Kamera Rahasia" in given
    scan = read_scan("ktp.jpg", given)
    assert b"Kamera Rahasia" not in scan.data
    assert b"Exif" not in scan.data
    assert dict(decoded(scan.data).getexif()) == {}


def test_a_comment_hidden_in_a_picture_does_not_stay() -> None:
    given = saved(Image.new("RGB", (50, 50)), "JPEG", comment=b"catatan pribadi") + b"ekor pribadi"
    assert b"pribadi" not in read_scan("a.jpg", given).data


@pytest.mark.parametrize(("size", "fits"), [((4000, 3000), (1754, 1240)), ((3000, 4000), (1240, 1754))])
def test_a_photograph_is_made_small_enough(size: tuple[int, int], fits: tuple[int, int]) -> None:
    noise = Image.effect_noise(size, 60).convert("RGB")
    scan = read_scan("rumah.jpg", saved(noise, "JPEG", quality=95))
    picture = decoded(scan.data)
    assert (scan.kind, scan.pages) == ("gambar", 1)
    assert picture.width <= fits[0]
    assert picture.height <= fits[1]
    assert max(picture.width / fits[0], picture.height / fits[1]) > 0.99
    assert len(scan.data) < 1_200_000


def test_a_small_picture_is_not_blown_up() -> None:
    assert decoded(read_scan("a.png", saved(Image.new("RGB", (90, 40)), "PNG")).data).size == (90, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "WEBP"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_every_kind_of_picture_is_read_whatever_it_is_called(kind: str, mode: str) -> None:
    given = saved(Image.new("RGB", (200, 100), "white").convert(mode), kind)
    scan = read_scan("tanpa_akhiran", given)
    assert (scan.kind, scan.pages, scan.name) == ("gambar", 1, "tanpa_akhiran")
    assert decoded(scan.data).format == "JPEG"


def test_what_is_transparent_becomes_white() -> None:
    for mode, colour in (("RGBA", (0, 0, 0, 0)), ("LA", (0, 0)), ("P", 0)):
        picture = Image.new(mode, (60, 60), colour)
        options = {"transparency": 0} if mode == "P" else {}
        shown = decoded(read_scan("ttd.png", saved(picture, "PNG", **options)).data)
        assert min(shown.convert("L").tobytes()) > 240


def test_sixteen_bits_and_print_colours_are_read() -> None:
    deep = Image.new("I;16", (40, 40), 65_535)
    assert min(decoded(read_scan("a.png", saved(deep, "PNG")).data).tobytes()) > 240
    inks = Image.new("CMYK", (40, 40), (0, 0, 0, 0))
    assert min(decoded(read_scan("a.jpg", saved(inks, "JPEG")).data).convert("L").tobytes()) > 240


def test_a_scan_in_black_and_white_stays_sharp_and_small() -> None:
    page = Image.new("1", (2480, 3508), 1)
    ImageDraw.Draw(page).text((200, 200), "Surat keterangan", fill=0)
    scan = read_scan("pindai.tif", saved(page, "TIFF", compression="group4"))
    stored = decoded(scan.data)
    assert (stored.format, stored.mode, stored.size) == ("PNG", "1", (2480, 3508))
    assert len(scan.data) < 60_000
    larger = read_scan("p.png", saved(Image.new("1", (4960, 7016), 1), "PNG"))
    assert (decoded(larger.data).mode, decoded(larger.data).size) == ("1", (2480, 3508))


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_a_scan_of_several_pages_becomes_one_document(mode: str) -> None:
    pages = [Image.new("RGB", (1240, 1754), shade).convert(mode) for shade in ("white", "gray", "black")]
    scan = read_scan("kk.tif", saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert (scan.kind, scan.pages) == ("pdf", 3)
    assert len(pdfium.PdfDocument(scan.data)) == 3
    last = picture_of("pdf", scan.data, 2, (300, 300))
    assert max(last.rgb) < 40


def test_a_pdf_is_kept_as_it_is() -> None:
    given = pdf(3)
    scan = read_scan("akta.pdf", given)
    assert (scan.kind, scan.pages, scan.data) == ("pdf", 3, given)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("kosong.jpg", b"", "lampiran_kosong"),
        ("foto.jpg", b"MZ\x90\0" + b"\0" * 500, "lampiran_program"),
        ("foto.jpg", b"\x7fELF" + b"\0" * 500, "lampiran_program"),
        ("foto.jpg", b"#!/bin/sh\nrm -rf ~", "lampiran_program"),
        ("berkas.zip", zip_bomb(), "lampiran_arsip"),
        ("foto.jpg", zip_bomb(), "lampiran_arsip"),
        ("surat.docx", zip_bomb(), "lampiran_office"),
        ("surat.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "lampiran_office"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic" + b"\0" * 99, "lampiran_heic"),
        ("foto.jpg", b"\0\0\0\x18ftypmif1" + b"\0" * 99, "lampiran_heic"),
        ("video.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 99, "lampiran_video"),
        ("foto.jpg", b"\0\0\0\x14ftypqt  " + b"\0" * 99, "lampiran_video"),
        ("rekaman.avi", b"RIFF\x10\0\0\0AVI LIST" + b"\0" * 99, "lampiran_video"),
        ("rekaman.mkv", b"\x1aE\xdf\xa3" + b"\0" * 99, "lampiran_video"),
        ("catatan.txt", b"nama saya", "lampiran_bukan_gambar"),
        ("foto.jpg", b"<svg onload='x'/>", "lampiran_bukan_gambar"),
        ("a.gif", b"GIF89a" + b"\0" * 99, "lampiran_bukan_gambar"),
        ("a.jpg", b"\xff", "lampiran_bukan_gambar"),
        ("terpotong.jpg", photo(2000, 1500)[:9000], "lampiran_rusak"),
        ("kepala.jpg", b"\xff\xd8\xff\xe0" + os.urandom(400), "lampiran_rusak"),
        ("terpotong.png", saved(Image.effect_noise((300, 300), 50), "PNG")[:4000], "lampiran_rusak"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 20, "lampiran_rusak"),
        ("a.bmp", b"BM" + b"\0" * 60, "lampiran_rusak"),
        ("a.tif", b"II*\0" + b"\xff" * 60, "lampiran_rusak"),
        ("bom.png", png_bomb(), "lampiran_gambar_raksasa"),
        ("bom.png", png_bomb(9000, 9000), "lampiran_gambar_raksasa"),
        ("rusak.pdf", b"%PDF-1.4\nbukan", "lampiran_rusak"),
        ("terpotong.pdf", pdf(3)[:200], "lampiran_rusak"),
        ("sandi.pdf", locked_pdf(), "lampiran_pdf_bersandi"),
        ("tebal.pdf", pdf(5000), "lampiran_terlalu_banyak_halaman"),
        ("besar.pdf", b"%PDF-1.4" + b"\0" * (20 * 1024 * 1024 + 1), "lampiran_terlalu_besar"),
    ],
)
def test_what_is_not_a_sound_attachment_is_refused(name: str, data: bytes, code: str) -> None:
    assert refused(name, data) == code


def test_a_tiff_of_too_many_pages_is_refused() -> None:
    pages = [Image.new("1", (8, 8))] * 101
    assert refused("t.tif", saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])) == (
        "lampiran_terlalu_banyak_halaman"
    )


def test_any_bytes_after_a_known_beginning_are_read_or_refused() -> None:
    """A flipped byte anywhere never ends in anything but an attachment or a reason."""
    sound = {"a.jpg": photo(64, 64), "a.png": saved(Image.new("P", (40, 40)), "PNG"), "a.pdf": pdf(2)}
    sound["a.tif"] = saved(Image.new("L", (40, 40)), "TIFF")
    for name, data in sound.items():
        for place in range(3, len(data), max(1, len(data) // 120)):
            broken = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
            with contextlib.suppress(UserError):
                read_scan(name, broken)


def test_a_video_of_200_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    video = tmp_path / "hajatan.jpg"
    with video.open("wb") as file:
        file.write(b"\0\0\0\x18ftypisom")
        file.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    started = time.monotonic()
    with pytest.raises(UserError, match="lampiran_video"):
        read_scan_file(video)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
    assert time.monotonic() - started < 1


def test_a_picture_file_of_200_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    large = tmp_path / "besar.jpg"
    with large.open("wb") as file:
        file.write(photo())
        file.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(UserError, match="lampiran_terlalu_besar") as caught:
        read_scan_file(large)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()
    assert "200 MB" in sentence(caught.value).text


def test_folders_and_files_that_vanish_or_are_held_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="lampiran_folder"):
        read_scan_file(tmp_path)
    with pytest.raises(EnvironmentProblem, match="lampiran_hilang"):
        read_scan_file(tmp_path / "dicabut.jpg")
    held = tmp_path / "dibuka.jpg"
    held.write_bytes(photo())

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "sharing violation")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentProblem, match="lampiran_terkunci"):
        read_scan_file(held)


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "KTP Sukma.JPG"
    file.write_bytes(photo())
    assert read_scan_file(file).name == "KTP Sukma.JPG"


def test_names_are_one_short_line() -> None:
    scan = read_scan("a" * 300 + "\n\x07.jpg", photo(20, 20))
    assert len(scan.name) <= LONGEST_NAME
    assert scan.name.endswith("….jpg")
    assert read_scan(" \n ", photo(20, 20)).name == "lampiran"
    assert read_scan("\udc80.jpg", photo(20, 20)).name == "?.jpg"


def test_a_photograph_of_a_hundred_megapixels_takes_little_memory() -> None:
    """Decoded whole it would take 300 MB."""
    resource = pytest.importorskip("resource", reason="Windows counts memory otherwise")

    given = saved(Image.new("L", (12_000, 9_000), 200), "JPEG")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    scan = read_scan("besar.jpg", given)
    assert decoded(scan.data).size == (1653, 1240)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_giant_that_its_decoder_would_hold_whole_is_refused() -> None:
    giant = saved(Image.new("L", (7000, 6000), 200), "JPEG", progressive=True)
    assert refused("foto.jpg", giant) == "lampiran_gambar_raksasa"
    assert read_scan("foto.jpg", saved(Image.new("L", (900, 600), 200), "JPEG", progressive=True)).pages == 1


def test_pages_are_shown_to_fit_and_turned() -> None:
    stored = read_scan("ktp.jpg", photo(400, 300)).data
    shown = picture_of("gambar", stored, 0, (100, 100))
    assert (shown.width, shown.height, len(shown.rgb)) == (100, 75, 100 * 75 * 3)
    on_its_side = turned("gambar", stored, 1)
    assert decoded(on_its_side).size == (300, 400)
    red, green, _ = decoded(on_its_side).getpixel((295, 5))
    assert (red > 200, green < 80) == (True, True)
    assert decoded(turned("gambar", on_its_side, 3)).size == (400, 300)
    page = picture_of("pdf", pdf(2), 1, (300, 300))
    assert page.height == pytest.approx(300, abs=1)
    lying = picture_of("pdf", turned("pdf", pdf(2), 1), 1, (300, 300))
    assert lying.width == pytest.approx(300, abs=1)


def test_a_page_as_large_as_a_field_is_still_drawn_small() -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(14_400, 14_400)
    out = io.BytesIO()
    document.save(out)
    assert picture_of("pdf", out.getvalue(), 0, (500, 500)).width <= 501


def test_several_threads_may_ask_for_pages() -> None:
    data, failures = pdf(4), []

    def work() -> None:
        try:
            for page in range(4):
                picture_of("pdf", data, page, (120, 120))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
