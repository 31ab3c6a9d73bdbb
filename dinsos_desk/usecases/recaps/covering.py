"""The nota dinas or laporan that goes with a recap: its figures in sentences and a small table."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.recaps.table import RecapSheet
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import format_number
from dinsos_desk.domain.text import brief
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.letters.words import office_look, office_words, signer_words
from dinsos_desk.usecases.recaps.periods import file_mark, period_name
from dinsos_desk.usecases.recaps.summary import SummaryFigures, compared, percent, sentences

TEMPLATE = "rekap/pengantar.docx"
LONGEST = 160
_LEFT_OUT = ("Selesai tepat waktu", "Selesai terlambat", "Selesai tanpa tenggat")
"""Said in a sentence: with the others the letter stays on one page."""


class CoverKind(StrEnum):
    """A nota dinas stays in the office; a laporan goes to whom the office answers to."""

    NOTE = "nota_dinas"
    REPORT = "laporan"


KIND_WORDS = {CoverKind.NOTE: "Nota Dinas", CoverKind.REPORT: "Laporan"}


@dataclass(frozen=True)
class Covering:
    """What is asked for it. ``post``: the post whose holder signs. ``number``: empty leaves room for one."""

    kind: CoverKind = CoverKind.NOTE
    to: str = ""
    post: str = HEAD_POST
    number: str = ""


def default_recipient(kind: CoverKind, office_name: str, government: str) -> str:
    """Whom it usually goes to: the head of the office, or the head of the government it belongs to."""
    if kind is CoverKind.NOTE:
        return f"Kepala {office_name.title()}"
    region = government.title().removeprefix("Pemerintah ").strip()
    return region.replace("Kota ", "Wali Kota ", 1) if region.startswith("Kota ") else (
        region.replace("Kabupaten ", "Bupati ", 1)
    )  # fmt: skip


def covering_letter(
    uow: UnitOfWork,
    letters: Letters,
    asked: Covering,
    figures: SummaryFigures,
    sheets: tuple[RecapSheet, ...],
    attached: int,
    now: datetime,
) -> WordFile:
    """The Word document; ``attached``: how many files go with it."""
    spans = figures.spans
    with uow:
        office = uow.offices.get()
        signer = uow.offices.official_on(asked.post, now.date())
        posts = signer_words(signer, asked.post)
        kind = KIND_WORDS[asked.kind]
        context: dict[str, object] = {
            "kantor": office_words(office),
            "surat": {"nomor": asked.number, "tanggal": format_date(now.date()), "konsep": False},
            "penanda_tangan": posts,
            "jenis": kind,
            "kepada": asked.to or default_recipient(asked.kind, office.name, office.government),
            "dari": " ".join(posts["jabatan"]).rstrip(",").title() or office.name.title(),
            "sapaan": "Bapak/Ibu",
            "lampiran": f"{attached} berkas" if attached else "-",
            "periode": period_name(spans.now),
            "kalimat": [*sentences(figures), *found_sentences(sheets)],
            "label": {
                "kini": period_name(spans.now),
                "sebelum": period_name(spans.before),
                "tahun_lalu": period_name(spans.year_ago),
            },
            "banding": [
                {
                    "uraian": one.name,
                    "kini": _shown(one.now, one.is_share),
                    "sebelum": _shown(one.before, one.is_share),
                    "tahun_lalu": _shown(one.year_ago, one.is_share),
                }
                for one in compared(figures)
                if one.name not in _LEFT_OUT
            ],
        }
        look = office_look(office)
    content = letters.render(TEMPLATE, look, context)
    return WordFile(f"{kind.lower().replace(' ', '-')}-rekap-{file_mark(spans.now)}.docx", content)


def found_sentences(sheets: tuple[RecapSheet, ...]) -> list[str]:
    """What the tables say first: where time is lost, what lacks most, how long it usually takes."""
    tables = {table.code: table for sheet in sheets for table in sheet.tables}
    told = []
    times = tables.get("ketepatan")
    total = times.total_row() if times is not None and times.rows else None
    if times is not None and total is not None and total[times.place("median")] is not None:
        median, ninetieth = (float(total[times.place(code)] or 0) for code in ("median", "p90"))
        told.append(
            f"Separuh permohonan selesai dalam {_decimal(median)} jam kerja, dan sembilan dari sepuluh dalam "
            f"{_decimal(ninetieth)} jam kerja sejak berkas lengkap."
        )
    stages = tables.get("tahap")
    if stages is not None and stages.rows:
        first = stages.rows[0]
        share = first[stages.place("bagian")]
        told.append(
            f"Waktu paling banyak habis pada tahap {first[0]} ({percent(float(share or 0))} dari seluruh "
            "waktu)."
        )
    papers = tables.get("berkas")
    if papers is not None and papers.rows:
        name, service = str(papers.rows[0][0]), papers.rows[0][1]
        told.append(f"Berkas yang paling sering kurang ialah {brief(name, 90)} ({service}).")
    return told


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _shown(value: float | None, is_share: bool) -> str:
    if value is None:
        return "–"
    return percent(value) if is_share else format_number(int(value))
