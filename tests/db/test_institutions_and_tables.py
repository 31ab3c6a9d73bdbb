"""Applications of institutions, and answers that are tables, in lists, registers, receipts and letters."""

import io

import docx
import pytest

from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.usecases.intake.receipts import receipt
from dinsos_desk.usecases.letters.making import file_letter
from dinsos_desk.usecases.people.knowing import view_institution
from dinsos_desk.usecases.recaps.workbook import month
from dinsos_desk.usecases.registers.prints import printed_columns, register_lines
from dinsos_desk.usecases.requests.view import view_request

NOVEMBER = month(2026, 11)


@pytest.fixture
def home(desk):
    return desk.library.catalog.services["lubuklinggau-lks-operasional"]


@pytest.fixture
def relief(desk):
    return desk.library.catalog.services["lubuklinggau-tanggap-darurat"]


def finished(walker, service):
    taken = walker.take(service)
    walker.to(taken.request_id, "penyerahan")
    walker.approve(taken.request_id)
    return taken.request_id


def cells(desk, service, clock):
    (line,) = register_lines(desk.reader(), None, service, NOVEMBER, clock())
    return dict(zip((column.title for column in printed_columns(service)), line.cells, strict=True))


def text(content):
    document = docx.Document(io.BytesIO(content))
    grid = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *grid])


def test_a_table_is_a_number_of_rows_wherever_one_text_belongs(desk, crew, walker, clock, home):
    request_id = finished(walker, home)
    view = view_request(desk.reader(), crew[Role.PETUGAS], request_id)
    assert view.row.state is RequestState.DONE
    assert {line.label: line.text for line in view.answers}["Daftar nama anak asuh"] == "2 anak"
    assert all(isinstance(line.text, str) for line in view.answers)
    assert cells(desk, home, clock)["Anak asuh"] == "2 anak"


def test_a_table_that_a_stage_recorded_stands_in_the_register_too(desk, walker, clock, relief):
    finished(walker, relief)
    row = cells(desk, relief, clock)
    assert (row["Korban"], row["Logistik"]) == ("2 KK", "2 jenis barang")


def test_every_row_stands_in_the_minutes(desk, crew, walker, home):
    request_id = finished(walker, home)
    view = view_request(desk.reader(), crew[Role.PETUGAS], request_id)
    with desk.reader() as uow:
        answers = uow.letters.of_request(request_id)["berita_acara_survey"].context["isian"]
    names = [row["nama"] for row in answers["daftar_anak_asuh"]]
    letter = next(letter for letter in view.letters if letter.name == "Berita Acara Survey Ke Lokasi")
    printed = text(file_letter(desk.uow(), desk.library.letters, desk.store, letter.id).content)
    assert len(names) == 2
    assert all(name in printed for name in names)


def test_an_institution_has_a_receipt_and_a_page_without_a_nik(desk, crew, walker, clock, home):
    taken = walker.take(home)
    with desk.reader() as uow:
        kind, known_id = uow.requests.parties(taken.request_id)["lembaga"]
        name = uow.people.institution(known_id).name
    printed = text(receipt(desk.reader(), desk.library.letters, taken.request_id, clock()).content)
    assert kind is PartyKind.INSTITUTION
    assert name in printed
    assert "NIK" not in printed
    page = view_institution(desk.reader(), crew[Role.PETUGAS], known_id, clock().date())
    assert [seen.id for seen in page.applications] == [taken.request_id]
