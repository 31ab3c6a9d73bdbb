"""How much room a tanda terima takes: the type that keeps it on one sheet, the length of a slip."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from dinsos_desk.documents.look import PAPERS_MM, OfficeLook
from dinsos_desk.documents.measure import BOLD, MM_PER_POINT, font_measure, line_count

LONGEST_SLIP = 550.0
"""Millimetres: Word knows no longer page."""
_SHORTEST_SLIP = 120.0
_STEP = 10.0
_SAFETY = 1.02
_QR = 30 / MM_PER_POINT + 6
_RULE = 11.0
_SLIP_ROOM = 10.0
"""Millimetres above and below the words of a slip."""
_TEXT_MM = 165.0
"""The width of the text in the templates of sheets; they are scaled from it."""
_SIGNATURES = 5
_PAPER_MM = {"berkas": 109.0, "diterima": 127.0}
"""The room for the name of a paper in each table."""

Words = Mapping[str, Any]
Block = tuple[str, float, float]
"""A paragraph: text, its size or its width, and how much wider than plain Arial it runs."""


def fitting_size(look: OfficeLook, words: Words, listed: str, sizes: tuple[float, ...], head: float) -> float:
    """The largest of some sizes of type, in points, at which a sheet holds everything; else the smallest.

    ``listed``: the papers that stand in its table, *berkas* or *diterima*. ``head``: millimetres that
    letterhead, number and name of the service take.
    """
    page = look.page_mm or PAPERS_MM.get(look.paper, PAPERS_MM["A4"])
    top, right, bottom, left = look.margins_mm
    room, width = page[1] - top - bottom - head, page[0] - left - right
    return next(
        (size for size in sizes if _sheet_height(look, words, listed, size, width) <= room), sizes[-1]
    )


def slip_height(words: Words, width: float) -> float:
    """The length of a slip in millimetres, in steps of a centimetre, rather too long than too short."""
    _, leading = font_measure("Arial")
    points = sum(
        line_count(text, width / MM_PER_POINT, size * wide) * size * leading + 1
        for text, size, wide in _slip_blocks(words)
    )
    needed = (points + _QR + 4 * _RULE) * MM_PER_POINT * _SAFETY + _SLIP_ROOM
    return min(max(math.ceil(needed / _STEP) * _STEP, _SHORTEST_SLIP), LONGEST_SLIP)


def _sheet_height(look: OfficeLook, words: Words, listed: str, size: float, width: float) -> float:
    """The height in millimetres of everything under the head of a sheet."""
    font, leading = font_measure(look.font)
    points = sum(
        line_count(text, share * width / _TEXT_MM / MM_PER_POINT, size * font) * size * leading * 1.02 + space
        for text, share, space in _sheet_blocks(words, listed)
    )
    return points * MM_PER_POINT + 8


def _sheet_blocks(words: Words, listed: str) -> Iterator[Block]:
    """Every paragraph under the head of a sheet: text, width of the 165 mm, space around it in points."""
    for _ in range(4):
        yield "Pemohon", 100, 2
    service = words["layanan"]
    for value in (words["klien_utama"]["nama"], words["waktu"], service["biaya"], "Dijanjikan", "Selesai"):
        yield value, 120, 2
    yield "Berkas yang diperiksa", _TEXT_MM, 8
    yield "Berkas", 95, 3
    for paper in words[listed]:
        text = paper["nama"]
        text += f", nomor {paper['nomor']}" if paper["nomor"] else ""
        text += f", tanggal {paper['tanggal']}" if paper["tanggal"] else ""
        text += f" ({paper['catatan']})" if paper["catatan"] else ""
        yield text, _PAPER_MM[listed], 3
    yield "Belum lengkap. Mohon kembali membawa:", _TEXT_MM, 8
    for lacking in words["kelengkapan"]:
        yield _lacking_text(lacking), 157, 0
    yield "n" * 150, _TEXT_MM, 8
    if service["lanjutan"]:
        yield "Setelah selesai di sini:", _TEXT_MM, 4
    for step in service["lanjutan"]:
        yield _onward_text(step), 159, 0
    yield f"Pengaduan: {words['kantor']['pengaduan']}", _TEXT_MM, 10
    for _ in range(_SIGNATURES):
        yield "", _TEXT_MM, 0


def _slip_blocks(words: Words) -> Iterator[Block]:
    """Every paragraph of the slip: text, size, and how wide it runs."""
    office, request, service = words["kantor"], words["permohonan"], words["layanan"]
    yield office["nama"].upper(), 11, BOLD
    yield office["pemerintah"], 9, 1
    yield f"{office['alamat']}\nTelepon {office['telepon']}", 8, 1
    yield "TANDA TERIMA PERMOHONAN", 10, BOLD
    yield request["tanda_terima"], 24, BOLD
    yield service["nama"], 10, BOLD
    applicant, client = words["pemohon_utama"]["nama"], words["klien_utama"]["nama"]
    for label, value in (
        ("Pemohon", applicant),
        ("Klien", client if client != applicant else ""),
        ("Diterima", f"{request['tanggal_terima']} pukul {request['jam_terima']}"),
        ("Petugas", request["petugas"]),
        ("Waktu", words["waktu"]),
        ("Dijanjikan selesai", request["tenggat"]),
        ("Selesai", request["tanggal_selesai"]),
        ("Biaya", service["biaya"]),
    ):
        if value:
            yield f"{label}: {value}", 9, 1
    yield "BELUM LENGKAP. BAWA KEMBALI:", 10, BOLD
    for lacking in words["kelengkapan"]:
        yield _indented(_lacking_text(lacking)), 9, BOLD
    if words["kelengkapan"]:
        yield f"Paling lambat {words['kembali']['paling_lambat']}.", 9, BOLD
        yield "Jam layanan berhenti selama berkas belum lengkap.", 9, 1
    for number, paper in enumerate(words["diterima"]):
        if not number:
            yield "Berkas yang diterima:", 11, BOLD
        yield _indented(f"{paper['nama']} ({paper['cara']})"), 9, 1
    for number, step in enumerate(service["lanjutan"]):
        if not number:
            yield "Setelah selesai di sini:", 11, BOLD
        yield _indented(_onward_text(step)), 9, 1
    yield "Tunjukkan tanda terima ini saat kembali atau mengambil hasil layanan.", 9, 1
    yield f"Pengaduan: {office['pengaduan']}", 10, 1


def _lacking_text(lacking: Mapping[str, str]) -> str:
    text = lacking["nama"]
    if lacking["pengganti"]:
        text += f" (cukup salah satu: {lacking['pengganti']})"
    return f"{text} – {lacking['catatan']}" if lacking["catatan"] else text


def _onward_text(step: Mapping[str, str]) -> str:
    return f"{step['instansi']} ({step['tempat']}): {step['uraian']}"


def _indented(text: str) -> str:
    """A text beside its number loses about three letters a line; said as three more a line."""
    return text + "n" * (3 * (1 + len(text) // 36))
