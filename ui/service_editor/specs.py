"""All parts of the editor, in the order of its list."""

from dinsos_desk.catalog import labels
from ui.service_editor.spec import FormField, Kind, ListSpec, PartSpec
from ui.service_editor.specs_answers import ANSWERS
from ui.service_editor.specs_people import IDENTITY, PEOPLE
from ui.service_editor.specs_results import OFFERS, ONWARD, PERIODIC, PRODUCTS, REGISTER
from ui.service_editor.specs_route import ROUTE, TIME
from ui.service_editor.specs_rules import REQUIREMENTS, RULES
from ui.service_editor.specs_warnings import WARNINGS


def _lines(
    key: str, title: str, noun: str, empty: str = "Kosong: standar tidak menyebutkannya."
) -> FormField:
    """A component of the standard that is a list of sentences."""
    spec = ListSpec(
        key,
        title,
        noun,
        (FormField("", "Bunyi", Kind.LONG, required=True, whole=True),),
        named="",
        begins="",
        coded=False,
        empty=empty,
    )
    return FormField(key, title, Kind.SUBLIST, inner=spec)


_PROCEDURE = ListSpec(
    "procedure",
    "Sistem, mekanisme, dan prosedur",
    "langkah",
    (
        FormField("text", "Bunyi langkah", Kind.LONG, required=True, whole=True, longest=1200),
        FormField("office", "Pelaksana", default="", help="Misalnya Pemohon, Petugas loket, Kepala Seksi"),
        FormField("group", "Judul kelompok", default="", help="Bila standar memuat beberapa prosedur"),
    ),
    named="text",
    begins={"text": ""},
    coded=False,
    detail=lambda item, content: str(item.get("office", "")),
    detail_title="Pelaksana",
    empty="Belum ada langkah.",
    renumbers=True,
)

STANDARD = PartSpec(
    labels.STANDARD,
    "Komponen standar pelayanan yang diumumkan; dicetak persis seperti di sini.",
    (
        _lines("legal_basis", "Dasar hukum", "dasar hukum"),
        FormField("procedure", "Sistem, mekanisme, dan prosedur", Kind.SUBLIST, inner=_PROCEDURE),
        FormField("fee", "Biaya", default="", help="Misalnya: Tidak dipungut biaya"),
        FormField("staff_count", "Jumlah pelaksana", default=""),
        _lines("products", "Produk pelayanan", "produk", "Belum ada produk. Sebutkan sedikitnya satu."),
        _lines("facilities", "Sarana dan prasarana", "sarana"),
        _lines("competence", "Kompetensi pelaksana", "kompetensi"),
        _lines("internal_control", "Pengawasan internal", "pengawasan"),
        _lines("complaints", "Penanganan pengaduan", "saluran"),
        _lines("service_guarantee", "Jaminan pelayanan", "jaminan"),
        _lines("safety_guarantee", "Jaminan keamanan dan keselamatan", "jaminan"),
        _lines("evaluation", "Evaluasi kinerja", "evaluasi"),
    ),
    base=("standard",),
)

PARTS: tuple[PartSpec, ...] = (
    IDENTITY,
    PEOPLE,
    ANSWERS,
    REQUIREMENTS,
    RULES,
    WARNINGS,
    ROUTE,
    TIME,
    PRODUCTS,
    REGISTER,
    ONWARD,
    OFFERS,
    PERIODIC,
    STANDARD,
)
