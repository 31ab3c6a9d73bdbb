"""The buku register writes itself from what happened."""

import io
from datetime import date, datetime

import docx
import pytest

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.routing import Action
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.usecases.recaps.workbook import month
from dinsos_desk.usecases.registers.prints import (
    period_words,
    print_register,
    printed_columns,
    register_lines,
)

NOVEMBER = month(2026, 11)


def cell(service, line, title):
    return line.cells[[column.title for column in printed_columns(service)].index(title)]


def test_every_application_has_one_line_whatever_became_of_it(desk, walker, clock, stranded):
    done, rejected, fresh = (walker.take(stranded, Wishes(without_papers=True)) for _ in range(3))
    walker.to(done.request_id, "penyerahan")
    walker.approve(done.request_id)
    walker.refuse(rejected.request_id, Action.REJECT)
    lines = register_lines(desk.reader(), None, stranded, NOVEMBER, clock())
    assert [line.request_id for line in lines] == [t.request_id for t in (done, rejected, fresh)]
    assert [line.cells[0] for line in lines] == ["1", "2", "3"]
    assert cell(stranded, lines[0], "No. surat pengantar") == "400.9.4/1/DINSOS/XI/2026"
    assert cell(stranded, lines[0], "Hasil") == "Diberangkatkan langsung ke tujuan"
    assert cell(stranded, lines[1], "No. surat pengantar") == ""
    assert cell(stranded, lines[2], "Umur").startswith("± ")


def test_a_period_holds_what_was_received_in_it(desk, walker, clock, stranded):
    for moment in (datetime(2026, 10, 30, 15, 59), datetime(2026, 11, 2, 7, 30), datetime(2026, 11, 3, 9)):
        clock.moment = moment
        walker.take(stranded)
    assert len(register_lines(desk.reader(), None, stranded, NOVEMBER, clock())) == 2
    day = Period(date(2026, 11, 2), date(2026, 11, 2))
    assert [line.number for line in register_lines(desk.reader(), None, stranded, day, clock())] == [2]


def test_the_document_has_every_line_and_column(desk, walker, clock, dtks):
    for _ in range(3):
        walker.to(walker.take(dtks).request_id, "penyerahan")
    file = print_register(desk.reader(), None, desk.library.letters, dtks, NOVEMBER, clock())
    document = docx.Document(io.BytesIO(file.content))
    lines = register_lines(desk.reader(), None, dtks, NOVEMBER, clock())
    table = next(t for t in document.tables if len(t.columns) == len(lines[0].cells))
    rows = [tuple(c.text for c in row.cells) for row in table.rows]
    assert all(line.cells in rows for line in lines)
    section = document.sections[0]
    assert section.page_width > section.page_height


def test_an_empty_register_can_be_printed(desk, actor, clock, dtks):
    file = print_register(desk.reader(), None, desk.library.letters, dtks, month(2025, 1), clock())
    assert docx.Document(io.BytesIO(file.content)).tables
    assert actor.name


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(date(2026, 11, 1), date(2026, 11, 1)), "1 November 2026"),
        (month(2026, 2), "1 Februari 2026 sampai dengan 28 Februari 2026"),
    ],
)
def test_a_period_in_words(period, words):
    assert period_words(period) == words
