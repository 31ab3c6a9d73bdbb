"""The buku register of a service: its lines come from what happened, nobody writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.catalog.schema import RegisterColumn as ColumnDef
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.recaps import Period
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.register import Register, RegisterColumn, write_register
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.routing import stage_fields
from dinsos_desk.usecases.cases import Case, load_cases
from dinsos_desk.usecases.letters import WordFile, plain_title
from dinsos_desk.usecases.words import (
    Words,
    case_words,
    office_look,
    office_words,
    paper_words_by_code,
    service_words,
    shown_words,
    signer_words,
)

_AT_ONCE = 500
NUMBER_COLUMN = "urut"


@dataclass(frozen=True)
class RegisterLine:
    """One line: the register number, the application behind it and the cells of the service's columns."""

    number: int
    request_id: int
    cells: tuple[str, ...]


def period_words(period: Period) -> str:
    """A period as titles write it."""
    if period.first == period.last:
        return format_date(period.first)
    return f"{format_date(period.first)} sampai dengan {format_date(period.last)}"


def register_lines(
    uow: UnitOfWork, service: ServiceDef, period: Period, now: datetime
) -> tuple[RegisterLine, ...]:
    """The lines of a service for a period, in order of their register numbers."""
    with uow:
        return tuple(_lines(uow, service, period, now))


def print_register(
    uow: UnitOfWork, letters: Letters, service: ServiceDef, period: Period, now: datetime
) -> WordFile:
    """The buku register as a Word document, landscape."""
    columns = printed_columns(service)
    with uow:
        lines = tuple(_lines(uow, service, period, now))
        office = uow.offices.get()
        signer = uow.offices.official_on(HEAD_POST, now.date())
        context: Words = {
            "kantor": office_words(office),
            "layanan": service_words(service),
            "tanggal_cetak": format_date(now.date()),
            "penanda_tangan": signer_words(signer, HEAD_POST),
            "surat": {"tanggal": format_date(now.date()), "konsep": False},
        }
        look = office_look(office)
    register = Register(
        title="Buku Register",
        service=service.name,
        period=period_words(period),
        columns=tuple(RegisterColumn(column.title, column.width) for column in columns),
        rows=[line.cells for line in lines],
        numbered=False,
    )
    content = write_register(letters, look, register, context)
    name = plain_title(f"Register {service.short_name} {period.first:%Y%m%d}-{period.last:%Y%m%d}")
    return WordFile(f"{name}.docx", content)


def printed_columns(service: ServiceDef) -> tuple[ColumnDef, ...]:
    """The columns as published, with the register number in front."""
    if service.register_columns[0].value == (NUMBER_COLUMN,):
        return service.register_columns
    return (ColumnDef(title="No.", value=(NUMBER_COLUMN,), width=0.5), *service.register_columns)


def _lines(uow: UnitOfWork, service: ServiceDef, period: Period, now: datetime) -> Iterator[RegisterLine]:
    columns = printed_columns(service)
    rows = uow.requests.of_register(service.code, period.start, period.end)
    for start in range(0, len(rows), _AT_ONCE):
        for case in load_cases(uow, rows[start : start + _AT_ONCE]):
            words = _register_words(uow, case, now)
            cells = tuple(_cell(column, words) for column in columns)
            yield RegisterLine(case.row.register_no, case.row.id, cells)


def _register_words(uow: UnitOfWork, case: Case, now: datetime) -> Words:
    letters = uow.letters.of_request(case.row.id)
    words = case_words(uow, case, now)
    records = case.application.records
    return words | {
        NUMBER_COLUMN: str(case.row.register_no),
        "isian": shown_words(case.service.fields, case.application.answers),
        "catatan": {
            stage.code: words["catatan"][stage.code]
            | shown_words(stage_fields(stage), records.get(stage.code, {}))
            for stage in case.service.route.stages
        },
        "berkas": paper_words_by_code(case),
        "surat": {
            code: {
                "nomor": letter.number,
                "tanggal": format_date(letter.dated),
                "penanda_tangan": letter.context.get("penanda_tangan", {}).get("nama", ""),
            }
            for code, letter in letters.items()
        },
    }


def _cell(column: ColumnDef, words: Words) -> str:
    parts = (_value(path, words) for path in column.value)
    return column.joiner.join(part for part in parts if part)


def _value(path: str, words: Words) -> str:
    """The word at a dotted path; empty when this application has none."""
    found: Any = words
    for name in path.split("."):
        found = found.get(name, "") if isinstance(found, dict) else ""
    if isinstance(found, dict):
        return str(found.get("status", ""))
    return str(found)
