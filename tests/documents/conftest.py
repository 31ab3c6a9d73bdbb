"""Invented words for letters, and templates made on the spot."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.pictures import transparent_png

SHIPPED = Path(__file__).parents[2] / "templates_docx"


def person(**changes: str) -> dict[str, str]:
    return {
        "nama": "Sutrisno Wibowo",
        "nik": "1673021203850003",
        "ttl": "Contoh, 12 Maret 1985",
        "alamat_lengkap": "Jalan Merpati Nomor 7, Desa/Kelurahan Sukamaju",
    } | changes


def words(**changes: object) -> dict[str, Any]:
    return {
        "kantor": {
            "pemerintah": "Pemerintah Kota Contoh",
            "nama": "Dinas Sosial",
            "nama_singkat": "Dinsos",
            "alamat": "Jalan Melati Nomor 12",
            "telepon": "(0700) 123456",
            "email": "dinsos@contoh.example",
            "laman": "",
            "kota": "Contoh",
            "kode_pos": "31600",
            "pengaduan": "kotak saran",
        },
        "surat": {
            "nomor": "400.9/0247/Dinsos/XI/2026",
            "tanggal": "21 November 2026",
            "sifat": "Biasa",
            "lampiran": "",
            "hal": "Rekomendasi",
            "klasifikasi": "400.9",
            "konsep": False,
        },
        "penanda_tangan": {
            "jabatan": ["KEPALA DINAS SOSIAL", "KOTA CONTOH,"],
            "nama": "Ratna Puspita Dewi",
            "pangkat": "Pembina Utama Muda",
            "nip": "197005121995032001",
        },
        "paraf": [{"jabatan": "Kasi", "nama": "Bambang Irawan", "tanggal": "20 November 2026"}],
        "tembusan": ["Wali Kota Contoh", "Arsip"],
        "layanan": {
            "nama": "Rekomendasi Pengangkatan Anak",
            "nama_singkat": "Adopsi",
            "dasar_hukum": ["Undang-Undang Nomor 23 Tahun 2002"],
            "jangka_waktu": "1 (satu) hari",
            "biaya": "Tidak dipungut biaya",
        },
        "permohonan": {
            "tanda_terima": "2026-1192",
            "register": "0315",
            "tanggal_terima": "21 November 2026",
            "jam_terima": "08.14",
            "tanggal_selesai": "23 November 2026",
            "tenggat": "23 November 2026 pukul 16.00",
            "status": "Diproses",
            "tahap": "Kasi",
            "petugas": "Nur Aini",
            "penerima": "",
            "hari_tanggal_terima": "Sabtu, 21 November 2026",
        },
        "pemohon_utama": person(),
        "klien_utama": person(),
        "isian": {},
        "berkas": [
            {
                "urut": 1,
                "nama": "Kartu Tanda Penduduk",
                "status": "Ada",
                "cara": "Salinan",
                "nomor": "",
                "tanggal": "",
                "catatan": "",
            }
        ],
        "kurang": [],
        "tanggal_cetak": "21 November 2026",
        "oleh": "Nur Aini",
    } | changes


def text_of(document: bytes) -> str:
    """Every word of the body, a line a paragraph, tables included."""
    from docx.oxml.ns import qn

    body = docx.Document(io.BytesIO(document)).element.body
    lines = []
    for paragraph in body.iter(qn("w:p")):
        pieces = {qn("w:t"): lambda n: n.text or "", qn("w:br"): lambda n: "\n", qn("w:tab"): lambda n: "\t"}
        lines.append("".join(pieces[n.tag](n) for n in paragraph.iter() if n.tag in pieces))
    return "\n".join(lines)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templat"
    folder.mkdir()
    return folder


@pytest.fixture
def letters(own: Path) -> Letters:
    return Letters(SHIPPED, own)


@pytest.fixture
def look() -> OfficeLook:
    return OfficeLook()


@pytest.fixture
def emblem() -> bytes:
    return transparent_png("sample")


@pytest.fixture
def make(own: Path) -> Callable[..., str]:
    """Writes a template of the given paragraphs into the office's own folder; returns its name."""

    def write(*paragraphs: str, name: str = "uji.docx") -> str:
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        path = own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        document.save(str(path))
        return name

    return write
