"""The forms of Hasil layanan, Buku register, and what follows the service."""

from collections.abc import Mapping
from typing import Any

from dinsos_desk.catalog import labels
from ui.service_editor import choices
from ui.service_editor.facts import condition_words, path_words
from ui.service_editor.spec import FormField, Kind, ListSpec, PartSpec
from ui.service_editor.specs_answers import answers

_KINDS = (
    ("surat", "Surat"),
    ("berita_acara", "Berita acara"),
    ("laporan", "Laporan"),
    ("kwitansi", "Kwitansi"),
    ("pencatatan", "Pencatatan, tanpa dokumen"),
)
_DOCUMENT = frozenset({"template", "numbered", "classification", "signed_by", "subject", "copies_to"})
_KEEPS = {kind: frozenset() if kind == "pencatatan" else _DOCUMENT for kind, _ in _KINDS}


def _is_document(product: Mapping[str, Any]) -> bool:
    return product.get("kind") != "pencatatan"


def _is_numbered(product: Mapping[str, Any]) -> bool:
    return bool(product.get("numbered")) or "classification" in product


def _product_detail(product: Any, content: Mapping[str, Any]) -> str:
    parts = [dict(_KINDS).get(str(product.get("kind")), "jenis belum dipilih").split(",")[0]]
    if product.get("numbered"):
        parts.append("bernomor")
    if product.get("when"):
        parts.append("bersyarat")
    return " · ".join(parts)


def _column_detail(column: Any, content: Mapping[str, Any]) -> str:
    paths = column.get("value")
    return ", ".join(path_words(content, str(path)) for path in paths) if isinstance(paths, list) else ""


def _offer_detail(offer: Any, content: Mapping[str, Any]) -> str:
    return condition_words(content, offer["when"]) if offer.get("when") else "selalu ditawarkan"


def _duty_detail(duty: Any, content: Mapping[str, Any]) -> str:
    months = duty.get("every_months", "…")
    if months == 0:
        words = "satu kali, pada tanggalnya"
    elif duty.get("times") == 1:
        words = f"satu kali, setelah {months} bulan"
    else:
        words = f"tiap {months} bulan"
    return words + (" · bersyarat" if duty.get("when") else "")


PRODUCTS = PartSpec(
    labels.PRODUCTS,
    "Apa yang diterima pemohon, dengan templat suratnya.",
    listed=ListSpec(
        "products",
        "Hasil layanan",
        "hasil",
        (
            FormField("name", "Nama hasil", required=True, help="Misalnya Surat rekomendasi"),
            FormField("kind", "Jenis", Kind.CHOICE, required=True, options=_KINDS, keeps=_KEEPS),
            FormField(
                "template",
                "Templat Word",
                Kind.TEMPLATE,
                required=True,
                whole=True,
                choices=choices.templates,
                shown=_is_document,
            ),
            FormField("numbered", "Diberi nomor surat", Kind.FLAG, default=False, shown=_is_document),
            FormField(
                "classification",
                "Kode klasifikasi",
                default="",
                shown=_is_numbered,
                help="Menurut Permendagri 83/2022, misalnya 400.9.5",
            ),
            FormField(
                "signed_by",
                "Ditandatangani oleh",
                Kind.PICK,
                choices=choices.posts,
                shown=_is_document,
                help="Pejabatnya diatur di Pengaturan › Pejabat",
            ),
            FormField("subject", "Hal surat", default="", whole=True, shown=_is_document),
            FormField(
                "copies_to",
                "Tembusan",
                Kind.LINES,
                whole=True,
                shown=_is_document,
                help="Satu baris tiap tembusan",
            ),
            FormField("when", "Dibuat", Kind.CONDITION, whole=True),
        ),
        named="name",
        begins={"code": "", "name": "", "kind": "surat"},
        detail=_product_detail,
        detail_title="Jenis",
        empty="Belum ada hasil. Setiap layanan memiliki sedikitnya satu.",
        icon="file-certificate-outline",
    ),
)

REGISTER = PartSpec(
    labels.REGISTER,
    "Kolom buku register layanan ini, dari kiri ke kanan.",
    listed=ListSpec(
        "register_columns",
        "Kolom",
        "kolom",
        (
            FormField("title", "Judul kolom", required=True),
            FormField(
                "width", "Lebar", Kind.DECIMAL, default=1.0, help="Dibanding kolom biasa: 0,5 sempit, 2 lebar"
            ),
            FormField(
                "value", "Data yang dicetak", Kind.PATHS, required=True, whole=True, choices=choices.words
            ),
            FormField(
                "joiner",
                "Penghubung bila beberapa",
                default=", ",
                longest=8,
                shown=lambda column: len(column.get("value") or ()) > 1,
            ),
        ),
        named="title",
        begins={"title": ""},
        coded=False,
        detail=_column_detail,
        detail_title="Data",
        empty="Belum ada kolom. Buku register memerlukan sedikitnya dua.",
        icon="table-column-plus-after",
    ),
)

ONWARD = PartSpec(
    labels.ONWARD,
    "Ke mana pemohon pergi setelah dari sini, dan apa yang dikerjakan di sana.",
    listed=ListSpec(
        "onward",
        "Langkah lanjutan",
        "langkah",
        (
            FormField("agency", "Instansi tujuan", required=True),
            FormField("place", "Tempat", default="", help="Misalnya loket, alamat"),
            FormField("text", "Yang dikerjakan di sana", Kind.LONG, required=True, whole=True),
            FormField("when", "Berlaku", Kind.CONDITION, whole=True),
        ),
        named="agency",
        begins={"agency": ""},
        coded=False,
        detail=lambda item, content: str(item.get("text", "")),
        detail_title="Uraian",
        empty="Layanan ini selesai di sini. Tambahkan bila pemohon masih harus ke instansi lain.",
        icon="map-marker-path",
    ),
)


OFFERS = PartSpec(
    labels.OFFERS,
    "Layanan lain yang ditawarkan untuk orang yang sama; kedua permohonan saling terhubung.",
    listed=ListSpec(
        "offers",
        "Layanan terkait",
        "tawaran",
        (
            FormField(
                "service",
                "Layanan yang ditawarkan",
                Kind.PICK,
                required=True,
                whole=True,
                choices=choices.services,
            ),
            FormField("text", "Alasannya", Kind.LONG, required=True, whole=True),
            FormField("when", "Ditawarkan", Kind.CONDITION, whole=True),
        ),
        named="text",
        begins={"text": ""},
        coded=False,
        detail=_offer_detail,
        detail_title="Kapan",
        empty="Tidak ada layanan terkait.",
        icon="link-plus",
    ),
)


def _has_end(duty: Mapping[str, Any]) -> bool:
    return "until" in duty


PERIODIC = PartSpec(
    labels.PERIODIC,
    "Yang dikerjakan kemudian, tampil pada Tindak lanjut: kunjungan kedua, laporan tahunan, izin habis.",
    listed=ListSpec(
        "periodic",
        "Kewajiban",
        "kewajiban",
        (
            FormField("name", "Nama kewajiban", required=True),
            FormField("since", "Dihitung sejak", Kind.PICK, required=True, choices=choices.dates),
            FormField(
                "every_months",
                "Jatuh tempo setiap berapa bulan",
                Kind.NUMBER,
                required=True,
                help="0: pada tanggal itu sendiri, misalnya tanggal izin habis",
            ),
            FormField(
                "times",
                "Berapa kali",
                Kind.NUMBER,
                help="Kosong: terus berulang; 1: satu kali, misalnya kunjungan kedua setelah 6 bulan",
            ),
            FormField(
                "remind_months",
                "Diingatkan berapa bulan sebelumnya",
                Kind.NUMBER,
                default=0,
                help="0: pada hari jatuh temponya",
            ),
            FormField(
                "met_by",
                "Dipenuhi oleh tahap",
                Kind.PICK,
                choices=choices.stages,
                help="Tidak ditunggu lagi setelah tahap itu selesai",
            ),
            FormField("when", "Berlaku", Kind.CONDITION, whole=True),
            FormField("until", "Berakhir pada umur tertentu", Kind.PRESENCE, begins={"age": 18}),
            FormField("until.birth_date", "Umur menurut", Kind.PICK, choices=choices.dates, shown=_has_end),
            FormField("until.age", "Sampai umur (tahun)", Kind.NUMBER, shown=_has_end),
            FormField(
                "records",
                "Yang dicatat setiap kali",
                Kind.SUBLIST,
                inner=answers(
                    "records",
                    "Catatan kewajiban",
                    "catatan",
                    "Tidak ada yang dicatat.",
                ),
            ),
        ),
        named="name",
        begins={"code": "", "name": "", "every_months": 12},
        detail=_duty_detail,
        detail_title="Jarak",
        empty="Tidak ada kewajiban berkala.",
        icon="calendar-refresh-outline",
    ),
)
