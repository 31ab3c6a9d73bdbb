"""The lines of a letterhead, as the first set-up and the settings both ask for them; and its emblem."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from dinsos_desk.errors import UserError
from dinsos_desk.usecases.office.setup import read_emblem

PICTURES = "Gambar (*.png *.jpg *.jpeg)"


@dataclass(frozen=True)
class HeadLine:
    """One line: ``code`` is the attribute of the office; a ``wide`` one takes a row of its own."""

    code: str
    label: str
    required: bool = False
    help: str = ""
    wide: bool = False


LINES = (
    HeadLine("government", "Nama pemerintah daerah", True, "Misalnya Pemerintah Kota Contoh"),
    HeadLine("name", "Nama kantor", True, "Misalnya Dinas Sosial"),
    HeadLine("address", "Alamat", True, wide=True),
    HeadLine("city", "Tempat surat dibuat", True, "Tercetak di depan tanggal surat"),
    HeadLine("postcode", "Kode pos"),
    HeadLine("phone", "Telepon"),
    HeadLine("email", "Pos-el"),
    HeadLine("website", "Laman"),
    HeadLine("complaints", "Saluran pengaduan", help="Tercetak pada tanda terima", wide=True),
)
CODES = tuple(line.code for line in LINES)
WIDE = tuple(line.code for line in LINES if line.wide)


def readable_emblem(path: Path) -> bytes:
    """A picture that the letters and this window can show. It may take a while; no window is needed.

    Raises:
        UserError: *gambar_terlalu_besar*, *gambar_tidak_dikenal*.
        EnvironmentProblem: *berkas_tidak_terbaca*.
    """
    picture = read_emblem(path)
    if QImage.fromData(picture).isNull():
        raise UserError("gambar_tidak_dikenal")
    return picture
