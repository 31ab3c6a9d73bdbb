"""Invented words of the papers that are no letters of a service: for their test print and list of fields.

They have the shape of what the papers are really printed with; a test holds the two together.
"""

from datetime import date

from dinsos_desk.documents.register import Cell, Note, Register, RegisterColumn
from dinsos_desk.documents.words import day_and_date
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.mail import USUAL_INSTRUCTIONS, Nature
from dinsos_desk.usecases.letters.words import NO_PROMISE, Words
from dinsos_desk.usecases.mail.words import NATURE_NAMES
from dinsos_desk.usecases.templates.sample import CLERK, RECEIPT, SIGNER

_CASE = (
    "kantor", "layanan", "permohonan", "pemohon_utama", "klien_utama", "isian", "catatan", "berkas", "syarat",
    "kurang", "tanggal_cetak", "oleh",
)  # fmt: skip
_DETAILS = ("pihak", "rincian", "rincian_tahap")
_ME = {"nama": CLERK, "jabatan": "Petugas loket"}


def case_only(words: Words, parties: tuple[str, ...], *, details: bool = False) -> Words:
    """Of the words of a letter those that any paper of an application has."""
    kept = {*_CASE, *parties, *(_DETAILS if details else ())}
    return {key: value for key, value in words.items() if key in kept}


def counter_words(words: Words) -> Words:
    """Of the tanda terima: what is missing, what came in, until when to wait."""
    missing = [{"nama": text, "pengganti": "", "catatan": ""} for text in words["kurang"]]
    day = words["permohonan"]["tanggal_terima"]
    return {
        "kelengkapan": missing,
        "diterima": words["berkas"],
        "waktu": words["layanan"]["jangka_waktu"] or NO_PROMISE,
        "kembali": {"paling_lambat": day},
    }


def missing_words(day: date) -> Words:
    """Of the surat kekurangan berkas, besides what the tanda terima has."""
    return {"surat": _plain_letter(day), "petugas": _ME, "gratis": True}


def _plain_letter(day: date) -> Words:
    return {"tanggal": format_date(day), "konsep": False}


def _house_letter(day: date) -> Words:
    return {"nomor": "", "tanggal": format_date(day), "sifat": "Biasa", "konsep": False}


def note_words(words: Words, day: date) -> Words:
    """Of the nota dinas of an application."""
    subject = f"Permohonan {words['layanan']['nama_singkat']} atas nama {words['klien_utama']['nama']}"
    return {
        "surat": _house_letter(day) | {"lampiran": "1 (satu) berkas", "hal": subject},
        "petugas": _ME,
        "nota": {
            "kepada": "Kepala Dinas Sosial",
            "dari": "Kepala Bidang Rehabilitasi Sosial",
            "nama": CLERK,
            "konsep": ["Surat Rekomendasi"],
        },
    }


def dispatch_words(day: date) -> Words:
    """Of the slip ekspedisi."""
    sent = {"nomor": "400.9/137/DINSOS/2026", "tanggal": format_date(day), "nama": "Surat Rekomendasi"}
    return {
        "permohonan": {"tanda_terima": RECEIPT},
        "surat": {"nomor": "", "konsep": False},
        "kiriman": [sent],
        "ekspedisi": {
            "asal": "Buku ekspedisi nomor 17",
            "lembar": ["I", "II"],
            "kepada": "Dinas Kesehatan",
            "atas_nama": "Contoh Pemohon",
            "pembawa": "Contoh Pembawa",
            "penerima": "Contoh Penerima",
            "bukti": "KTP",
            "tanggal": format_date(day),
        },
    }


def verification_words(day: date) -> Words:
    """Of the lembar verifikasi."""
    judged = [
        {"ketentuan": "Berdomisili di wilayah kota", "hasil": "Memenuhi"},
        {"ketentuan": "Tercatat dalam DTSEN", "hasil": "Perlu perhatian"},
    ]
    return {"surat": _house_letter(day), "petugas": _ME, "verifikasi": judged}


def routing_words(day: date) -> Words:
    """Of the lembar kendali."""
    stages = (("Verifikasi", "Petugas loket", True), ("Paraf Kasi", "Kepala Seksi", True),
              ("Tanda tangan", "Kepala Dinas", False))  # fmt: skip
    lines = [
        {
            "urut": place,
            "nama": name,
            "jabatan": post,
            "oleh": CLERK if done else "",
            "paraf": "di aplikasi" if done else "",
            "tanggal": f"{day:%d/%m/%Y}" if done else "",
            "pembawa": "",
        }
        for place, (name, post, done) in enumerate(stages, 1)
    ]
    return {
        "surat": {"tanggal": "", "konsep": False},
        "konsep": "Surat Rekomendasi",
        "tahap": lines,
        "rapat": False,
    }


def refusal_words(words: Words, day: date) -> Words:
    """Of the surat penolakan."""
    return {
        "surat": words["surat"] | {"hal": f"Penolakan Permohonan {words['layanan']['nama_singkat']}"},
        "penanda_tangan": SIGNER,
        "paraf": [],
        "tembusan": ["Arsip"],
        "penolakan": {
            "alasan": ["Pemohon sudah menerima bantuan yang sama pada tahun ini."],
            "syarat": ["Belum pernah menerima bantuan sejenis"],
            "tanggal": format_date(day),
        },
    }


def disposition_words(day: date) -> Words:
    """Of the lembar disposisi of an incoming letter."""
    posts = ("Sekretaris", "Kepala Bidang Rehabilitasi Sosial", "Kepala Bidang Perlindungan Sosial")
    return {
        "surat": _plain_letter(day),
        "lembar": {
            "agenda": "0137/2026",
            "asal": "Kelurahan Contoh Ilir",
            "nomor": "460/17/KEL/2026",
            "tanggal": format_date(day),
            "diterima": format_date(day),
            "perihal": "Permohonan bantuan bagi warga terdampak banjir",
            "lampiran": "1 berkas",
            "sifat": [_box(NATURE_NAMES[one], one is Nature.PROMPT) for one in Nature],
            "kepada": [_box(post, place == 1) for place, post in enumerate(posts)],
            "instruksi": [_box(one, place == 0) for place, one in enumerate(USUAL_INSTRUCTIONS)],
            "kosong": False,
            "catatan": "Tinjau lokasi dan laporkan hasilnya.",
            "batas": format_date(day),
            "tanggal_disposisi": format_date(day),
            "pemberi": "Kepala Dinas Sosial",
            "paraf": "melalui Dinsos Desk",
            "penerusan": [
                {"dari": posts[1], "kepada": "Seksi Rehabilitasi", "isi": "Tindak lanjuti",
                 "tanggal": f"{day:%d/%m/%Y}"}
            ],
        },
    }  # fmt: skip


def _box(name: str, ticked: bool) -> Words:
    return {"tanda": "☑" if ticked else "☐", "nama": name}


def ticket_words(day: date) -> Words:
    """Of the ticket of the queue."""
    return {
        "tiket": {
            "nomor": "A017",
            "antrean": "Pelayanan umum",
            "prioritas": False,
            "tanggal": format_date(day),
            "jam": "08.14",
            "menunggu": "3 nomor lagi sebelum nomor ini",
        }
    }


def complaint_words(day: date) -> Words:
    """Of the tanda terima pengaduan."""
    return {
        "surat": _plain_letter(day),
        "pengaduan": {
            "nomor": "P-017/2026",
            "tanggal": format_date(day),
            "hari_tanggal": day_and_date(day),
            "jam": "08.14",
            "pelapor": "Contoh Pelapor",
            "kontak": "0812-0000-0000",
            "saluran": "Datang langsung",
            "rujukan": "",
            "permohonan": "2026-0137",
            "layanan": "Rekomendasi contoh",
            "pokok": "Lama pelayanan",
            "isi": ["Surat belum selesai sampai hari yang dijanjikan."],
            "batas": format_date(day),
            "penangan": "",
            "petugas": CLERK,
            "tanda_tangan": "Contoh Pelapor",
        },
    }


def covering_words(day: date) -> Words:
    """Of the pengantar rekap."""
    line = {"uraian": "Permohonan diterima", "kini": "137", "sebelum": "120", "tahun_lalu": "98"}
    return {
        "surat": {"nomor": "", "tanggal": format_date(day), "konsep": False},
        "penanda_tangan": SIGNER,
        "jenis": "Nota Dinas",
        "kepada": "Kepala Dinas Sosial",
        "dari": "Kepala Bidang Rehabilitasi Sosial",
        "sapaan": "Bapak/Ibu",
        "lampiran": "2 berkas",
        "periode": "Oktober 2026",
        "kalimat": ["Diterima 137 permohonan, 17 lebih banyak daripada bulan sebelumnya."],
        "label": {"kini": "Oktober 2026", "sebelum": "September 2026", "tahun_lalu": "Oktober 2025"},
        "banding": [line],
    }


def register_context(day: date) -> Words:
    """What stands around the lines of a buku register, whatever book it is; the Jejak Audit has no more."""
    return {
        "layanan": {"nama_singkat": "Rekomendasi contoh"},
        "tanggal_cetak": format_date(day),
        "surat": _plain_letter(day),
        "penanda_tangan": SIGNER,
        "mengetahui": SIGNER,
    }


def sample_register(day: date) -> Register:
    """A buku register of three lines, one of them corrected."""
    names = ("Contoh Pertama", "Contoh Kedua", "Contoh Ketiga")
    rows = [
        (
            f"{place}/{day.year}",
            format_date(day),
            Cell(name, ("Contoh Lama",)) if place == 2 else name,
            "Selesai",
        )
        for place, name in enumerate(names, 1)
    ]
    note = Note(
        f"2/{day.year}",
        "Nama",
        "Contoh Lama",
        names[1],
        "Salah ketik",
        CLERK,
        f"{format_date(day)} pukul 08.14",
    )
    columns = (("Nomor", 1.0), ("Tanggal", 1.2), ("Nama", 2.0), ("Keadaan", 1.0))
    return Register(
        title="Buku Register",
        service="Rekomendasi contoh",
        period=f"November {day.year}",
        columns=tuple(RegisterColumn(title, weight) for title, weight in columns),
        rows=rows,
        numbered=False,
        closed=format_date(day),
        notes=(note,),
    )
