"""Plausible answers to any field, found by its kind and by what its label asks for."""

import re
from datetime import date, timedelta

from dinsos_desk.domain.fields import (
    ChoiceField,
    DateField,
    FieldDef,
    LongTextField,
    MoneyField,
    NikField,
    NumberField,
    TableField,
    TextField,
    YesNoField,
)
from dinsos_desk.domain.people import Sex
from dinsos_desk.sample.people import CITIES, Crowd

_TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"nama alat bantu", ("Kursi roda dewasa", "Tongkat kaki tiga", "Alat bantu dengar")),
    (r"bahan atau makanan", ("Beras", "Telur ayam", "Minyak goreng")),
    (r"^satuan$", ("unit", "buah", "paket")),
    (r"nama kafetaria", ("Kafetaria Melati Contoh", "Kafetaria Teratai Contoh")),
    (r"panti yang dituju", ("Panti Sosial Contoh",)),
    (r"rehabilitasi sosial dasar", ("permakanan, sandang, dan pemeriksaan kesehatan",)),
    (r"dinas sosial pengirim", ("Dinas Sosial Kota Contoh Selatan", "Dinas Sosial Kabupaten Contoh")),
    (r"fasilitas kesehatan", ("Puskesmas Contoh Timur", "Puskesmas Contoh Barat")),
    (r"rumah sakit", ("Rumah Sakit Jiwa Contoh", "RSUD Kota Contoh")),
    (r"angkutan|kendaraan", ("Bus Contoh Jaya, BG 9001 XX", "Travel Contoh Indah, BD 9002 XX")),
    (r"dinas sosial berikut|datang dari|tujuan akhir|kabupaten/kota", tuple(CITIES)),
    (r"nomor telepon keluarga", ("Jalan Teratai Nomor 4, Kota Contoh, telepon 081200009001",)),
    (r"nomor buku|akta", ("0123/045/IX/2015", "0456/012/III/2012", "1207/008/VI/2016")),
    (r"\bid\b", ("CONTOH-900123", "CONTOH-900456", "CONTOH-900789")),
    (r"nomor|^no\.", ("B/12/XI/2026", "SK/45/X/2026", "900/78/2026")),
    (r"instansi|lembaga", ("LKS Contoh Peduli", "Polsek Contoh Barat", "RSUD Kota Contoh")),
    (r"tempat lahir", ("Contoh", "Selong", "Masbagik", "Lubuklinggau")),
    (r"alamat", ("Jalan Anggrek Nomor 21, Kelurahan Contoh Ilir", "Dusun Contoh II, Desa Sumber Rejo")),
    (r"tempat|lokasi", ("Terminal Contoh", "Pasar Contoh Tengah", "Depan Masjid Agung Contoh")),
    (r"sebab", ("Kehilangan dompet dan tas di terminal.", "Kehabisan ongkos setelah mencari pekerjaan.")),
    (r"penggunaan|tujuan|keperluan", ("Pengajuan Kartu Indonesia Pintar Kuliah", "Keringanan biaya berobat")),
    (r"sasaran|bidang kegiatan", ("Anak terlantar", "Lanjut usia terlantar", "Penyandang disabilitas")),
    (r"^hubungan$", ("Istri", "Anak", "Saudara")),
    (r"layanan yang diminta", ("Pemeriksaan kesehatan", "Perekaman KTP elektronik")),
    (r"keadaan", ("Sehat, berpakaian lusuh, dapat berkomunikasi dengan lancar.", "Lemah, kurang makan.")),
    (r"barang", ("Tas kain berisi dua helai pakaian", "Tidak membawa barang")),
    (r"kesehatan|tindakan", ("Diberi obat dan istirahat di ruang layanan",)),
    (r"alasan|pertimbangan", ("Dipertimbangkan layak demi kepentingan terbaik bagi yang bersangkutan.",)),
    (r"kesimpulan|tindak lanjut", ("Klien dipertemukan dengan keluarganya dan didampingi selama sebulan.",)),
    (r"hasil|uraian|asesmen|mapping|catatan", (
        "Data cocok dengan keterangan warga setempat dan perangkat desa.",
        "Diperiksa bersama perangkat kelurahan; tidak ada yang bertentangan dengan berkas.",
    )),
)  # fmt: skip
_NAMES = re.compile(r"nama|anggota|pekerja sosial|petugas|penerima|diserahkan", re.IGNORECASE)
_SEVERAL = re.compile(r"anggota|tim\b", re.IGNORECASE)
_LAST_RESORTS = (
    "Sesuai berkas",
    "Contoh",
    "123",
    "2026",
    "08.30",
    "1",
    "A1",
    "12345678",
    "081200009001",
    "0001234500001",
    "1673011203099001",
)
_SMALL_MONEY, _INCOME = (50_000, 200_000), (500_000, 2_500_000)
_ROUND = 5_000
_FUTURE_DAYS = 90
_ROWS = 2


def typed_value(field: FieldDef, crowd: Crowd, today: date, *, varied: bool = False) -> str:
    """An answer as somebody would type it. ``varied``: any choice, else the first one offered."""
    if isinstance(field, ChoiceField):
        return (crowd.one_of(field.choices) if varied else field.choices[0]).code
    if isinstance(field, YesNoField):
        return "ya" if not varied or crowd.chance(0.5) else "tidak"
    if isinstance(field, DateField):
        return field.typed(_day(field, crowd, today))
    if isinstance(field, NumberField):
        return field.typed(_number(field, crowd))
    if isinstance(field, NikField):
        return crowd.person(today).nik
    if isinstance(field, TableField):
        return _rows(field, crowd, today, varied=varied)
    return _text(field, crowd) if isinstance(field, TextField) else ""


def _rows(field: TableField, crowd: Crowd, today: date, *, varied: bool) -> str:
    """A few rows as they would be pasted from Excel."""
    count = min(max(field.min_rows, _ROWS), field.max_rows)
    lines = (
        [typed_value(column, crowd, today, varied=varied) for column in field.columns] for _ in range(count)
    )
    return "\n".join("\t".join(cells) for cells in lines)


def _day(field: DateField, crowd: Crowd, today: date) -> date:
    if field.future:
        return today + timedelta(days=_FUTURE_DAYS)
    if field.past:
        return today - timedelta(days=crowd.dice.randint(0, 2))
    return today


def _number(field: NumberField, crowd: Crowd) -> int:
    if isinstance(field, MoneyField):
        usual = _INCOME if "penghasilan" in field.label.lower() else _SMALL_MONEY
        low, high = max(field.minimum, usual[0]), min(field.maximum, usual[1])
        if low < high:
            amount = crowd.dice.randint(low, high) // _ROUND * _ROUND
            return min(max(amount, field.minimum), field.maximum)
    return crowd.dice.randint(field.minimum, max(field.minimum, min(field.maximum, field.minimum + 4)))


def _text(field: TextField, crowd: Crowd) -> str:
    """The first sample text that the field itself accepts."""
    label = field.label.lower()
    texts = [text for asked, texts in _TEXTS if re.search(asked, label) for text in _shuffled(texts, crowd)]
    if _NAMES.search(label) and not re.search(r"instansi|lembaga|angkutan|nomor|alat bantu|kafetaria", label):
        count = 3 if _SEVERAL.search(label) else 1
        texts.insert(0, ", ".join(crowd.name(crowd.one_of(tuple(Sex))) for _ in range(count)))
    if isinstance(field, LongTextField):
        texts.append("Sesuai keterangan yang diberikan di loket dan berkas yang dilampirkan.")
    for text in (*texts, *_LAST_RESORTS):
        if len(text) <= field.max_length and (not field.pattern or re.fullmatch(field.pattern, text)):
            return text
    return "1"[: field.max_length]


def _shuffled(texts: tuple[str, ...], crowd: Crowd) -> list[str]:
    return crowd.dice.sample(texts, len(texts))
