"""The registers of the office and their corrections, in Word and Excel."""

import io
from datetime import date, datetime

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.usecases.audit.trail import narrowed, trail
from dinsos_desk.usecases.numbers.by_hand import OutsideLetter, enter_outside
from dinsos_desk.usecases.numbers.parts import About
from dinsos_desk.usecases.registers.books import (
    expedition_register,
    minutes_register,
    outgoing_register,
    paper_registers,
)
from dinsos_desk.usecases.registers.correcting import CellCorrection, correct_line
from dinsos_desk.usecases.registers.model import place_code, printed_columns
from dinsos_desk.usecases.registers.prints import print_register, register_lines
from dinsos_desk.usecases.registers.reading import Asked, count_lines, find_number, line_page
from dinsos_desk.usecases.registers.signers import Signers, set_signers
from dinsos_desk.usecases.registers.workbook import register_workbook
from tests.factories import colleague

MODULES = ("dinsos_desk.usecases.registers.prints", "dinsos_desk.usecases.registers.workbook")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def by_title(book, line):
    return dict(zip((column.title for column in printed_columns(book)), line.cells, strict=True))


def words_of(content):
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join("".join(node.text or "" for node in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def entry(book, line, title, after, reason="Salah ketik.", **changes):
    column = next(c for c in printed_columns(book) if c.title == title)
    seen = by_title(book, line)[title]
    values = {"line": line.key, "place": place_code(column), "seen": seen, "after": after, "reason": reason}
    return CellCorrection(**{**values, "period": NOVEMBER, **changes})


def lines(desk, actor, book, period=NOVEMBER):
    return register_lines(desk.reader(), actor, book, period, desk.now())


def fix(desk, actor, book, made):
    return correct_line(desk.uow(), actor, book, made, desk.now())


@pytest.fixture
def handed(walker, stranded):
    """An application at its end: letters numbered, signed and handed over."""
    request_id = walker.take(stranded).request_id
    walker.to(request_id, "penyerahan")
    walker.approve(request_id)
    return request_id


def test_outgoing_letters_expedition_and_minutes_fill_themselves(desk, actor, crew, handed, clock):
    about = About(desk.now().date(), "Camat Contoh", "Undangan rapat", "Bidang Rehsos")
    number = enter_outside(desk.uow(), crew[Role.OPERATOR], OutsideLetter(about), desk.now())
    book = outgoing_register(actor)
    found = lines(desk, actor, book)
    assert [line.cells[0] for line in found] == [str(n) for n in range(1, len(found) + 1)]
    outside = next(by_title(book, line) for line in found if line.cells[1] == number)
    assert outside["Kepada / untuk"] == "Camat Contoh"
    assert outside["Keterangan"] == "Dibuat di luar program"
    own = next(line for line in found if line.request_id == handed)
    assert by_title(book, own)["Diserahkan"] == "23/11/2026"
    assert own.letter_id is not None
    book = expedition_register(actor)
    given = by_title(book, lines(desk, actor, book)[-1])
    assert given["Diserahkan kepada"]
    assert given["Dibawa / diserahkan oleh"]
    book = minutes_register(actor)
    assert all("erita acara" in by_title(book, line)["Berita acara"] for line in lines(desk, actor, book))
    for one in paper_registers(actor):
        content = print_register(desk.reader(), actor, desk.letters, one, NOVEMBER, desk.now()).content
        assert one.things in words_of(content)


def test_running_numbers_are_the_same_in_every_period_and_for_everybody(
    desk, actor, crew, walker, clock, stranded, dtks
):
    for service, moment in ((stranded, datetime(2026, 10, 5, 9)), (dtks, datetime(2026, 11, 5, 9))):
        clock.moment = moment
        taken = walker.take(service).request_id
        walker.to(taken, "penyerahan")
        walker.approve(taken)
    book = expedition_register(actor)
    october = lines(desk, actor, book, Period(date(2026, 10, 1), date(2026, 10, 31)))
    november = lines(desk, actor, book)
    assert [line.number for line in (*october, *november)] == list(range(1, len(october) + len(november) + 1))
    kabid = colleague(desk, actor, Role.KABID, dtks.division)
    seen = lines(desk, kabid, expedition_register(kabid))
    assert {line.cells for line in seen} <= {line.cells for line in november}
    assert find_number(desk.reader(), actor, book, november[0].number, 2026, desk.now()) == november[:1]


def test_a_correction_leaves_what_stood_to_be_read(desk, actor, walker, stranded):
    walker.take(stranded)
    (line,) = lines(desk, actor, stranded)
    title = printed_columns(stranded)[1].title
    before = by_title(stranded, line)[title]
    fix(desk, actor, stranded, entry(stranded, line, title, "20 November 2026", "Salah tanggal <&>."))
    (now,) = lines(desk, actor, stranded)
    assert by_title(stranded, now)[title] == "20 November 2026"
    assert now.mark(1).struck == (before,)
    assert now.mark(1).corrections[0].by == actor.name
    fix(desk, actor, stranded, entry(stranded, now, title, before, "Ternyata benar."))
    (again,) = lines(desk, actor, stranded)
    assert again.mark(1).struck == (before, "20 November 2026")
    content = print_register(desk.reader(), actor, desk.letters, stranded, NOVEMBER, desk.now()).content
    crossed = [
        "".join(node.text or "" for node in run.iter(qn("w:t")))
        for run in docx.Document(io.BytesIO(content)).element.body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:strike')}") is not None
    ]
    assert crossed == [before, "20 November 2026"]
    words = words_of(content)
    assert f"semula “{before}”, diperbaiki menjadi “20 November 2026” oleh {actor.name}" in words
    assert "Salah tanggal <&>." in words
    assert "2 (dua) perbaikan" in words
    sheet = load_workbook(
        io.BytesIO(register_workbook(desk.reader(), actor, stranded, NOVEMBER, desk.now()).content)
    ).worksheets[0]
    assert sheet.cell(1, sheet.max_column).value == "Perbaikan"
    assert "Ternyata benar." in sheet.cell(2, sheet.max_column).value
    told = trail(desk.reader(), actor, narrowed(NOVEMBER, text="buku register"))
    assert [(one.what, one.detail) for one in told] == [
        ("Memperbaiki baris buku register", "Ternyata benar."),
        ("Memperbaiki baris buku register", "Salah tanggal <&>."),
    ]


@pytest.mark.parametrize(
    ("after", "reason", "places"),
    [
        ("", "", ["isi", "alasan"]),
        ("sama", "x", ["isi"]),
        ("1673••••••••0003", "x", ["isi"]),
        ("x" * 501, "x" * 301, ["isi", "alasan"]),
        ("a\x07", "x", ["isi"]),
    ],
)
def test_a_correction_that_cannot_be_is_explained(desk, actor, walker, stranded, after, reason, places):
    walker.take(stranded)
    (line,) = lines(desk, actor, stranded)
    title = printed_columns(stranded)[1].title
    wanted = by_title(stranded, line)[title] if after == "sama" else after
    with pytest.raises(InvalidInput) as caught:
        fix(desk, actor, stranded, entry(stranded, line, title, wanted, reason))
    assert [fault.place for fault in caught.value.faults] == places
    assert lines(desk, actor, stranded) == (line,)


def test_the_number_stays_and_an_old_sight_is_refused(desk, actor, walker, stranded):
    walker.take(stranded)
    (line,) = lines(desk, actor, stranded)
    title = printed_columns(stranded)[1].title
    with pytest.raises(UserError, match="baris_register_tidak_dapat_diralat"):
        fix(desk, actor, stranded, entry(stranded, line, "No.", "9"))
    with pytest.raises(Conflict, match="baris_register_berubah"):
        fix(desk, actor, stranded, entry(stranded, line, title, "x", seen="lain"))


def test_rights_by_role_and_division(desk, actor, walker, stranded, handed):
    other = colleague(desk, actor, Role.KABID, "Bidang Lain")
    reader = colleague(desk, actor, Role.PEMBACA)
    assert stranded.division
    for use in (
        lambda: lines(desk, other, stranded),
        lambda: count_lines(desk.reader(), other, stranded, Asked(NOVEMBER), desk.now()),
        lambda: find_number(desk.reader(), other, stranded, 1, 2026, desk.now()),
        lambda: print_register(desk.reader(), other, desk.letters, stranded, NOVEMBER, desk.now()),
        lambda: register_workbook(desk.reader(), other, stranded, NOVEMBER, desk.now()),
    ):
        with pytest.raises(UserError, match="tidak_berwenang"):
            use()
    book = outgoing_register(other)
    hidden = next(line for line in lines(desk, other, book) if line.cells[1])
    assert (by_title(book, hidden)["Kepada / untuk"], hidden.request_id) == ("", 0)
    assert lines(desk, other, expedition_register(other)) == ()
    (line,) = lines(desk, reader, stranded)
    title = printed_columns(stranded)[1].title
    with pytest.raises(UserError, match="tidak_berwenang"):
        fix(desk, reader, stranded, entry(stranded, line, title, "x"))


def test_who_only_reads_gets_no_whole_nik(desk, actor, walker, dtks):
    walker.take(dtks)
    reader = colleague(desk, actor, Role.PEMBACA)
    nik = next(cell for cell in lines(desk, actor, dtks)[0].cells if cell[:16].isdecimal() and len(cell) > 15)
    for who, shown in ((actor, True), (reader, False)):
        printed = print_register(desk.reader(), who, desk.letters, dtks, NOVEMBER, desk.now()).content
        made = register_workbook(desk.reader(), who, dtks, NOVEMBER, desk.now()).content
        cells = [c.value for c in load_workbook(io.BytesIO(made)).worksheets[0][2]]
        assert (nik[:16] in words_of(printed)) is shown
        assert any(str(cell).startswith(nik[:16]) for cell in cells) is shown


def test_pages_numbers_and_words(desk, actor, walker, clock, stranded):
    clock.moment = datetime(2025, 12, 30, 9)
    walker.take(stranded)
    clock.moment = datetime(2026, 11, 23, 9)
    taken = [walker.take(stranded).request_id for _ in range(5)]
    asked = Asked(NOVEMBER)
    first = line_page(desk.reader(), actor, stranded, asked, desk.now(), limit=2)
    second = line_page(desk.reader(), actor, stranded, asked, desk.now(), after=first[-1], offset=2, limit=9)
    assert [line.request_id for line in (*first, *second)] == taken
    assert count_lines(desk.reader(), actor, stranded, asked, desk.now()) == 5
    (old,) = find_number(desk.reader(), actor, stranded, 1, 2025, desk.now())
    assert old.request_id not in taken
    assert find_number(desk.reader(), actor, stranded, 77, 2025, desk.now()) == ()
    receipt = walker.row(taken[3]).receipt
    found = line_page(desk.reader(), actor, stranded, Asked(NOVEMBER, receipt), desk.now())
    assert [line.request_id for line in found] == [taken[3]]
    assert line_page(desk.reader(), actor, stranded, Asked(NOVEMBER, "tidakada"), desk.now()) == ()


def test_the_posts_that_sign_are_chosen(desk, actor, crew, stranded):
    with pytest.raises(InvalidInput):
        set_signers(desk.uow(), actor, stranded, Signers("kepala_dinas", "kepala_dinas"))
    printed = print_register(desk.reader(), actor, desk.letters, stranded, NOVEMBER, desk.now()).content
    assert "Mengetahui," in words_of(printed)
    assert "Petugas buku register," in words_of(printed)
    set_signers(desk.uow(), actor, stranded, Signers("", "sekretaris"))
    printed = print_register(desk.reader(), actor, desk.letters, stranded, NOVEMBER, desk.now()).content
    assert "Mengetahui," not in words_of(printed)
    with pytest.raises(UserError, match="tidak_berwenang"):
        set_signers(desk.uow(), crew[Role.KASI], stranded, Signers())
    told = trail(desk.reader(), actor, narrowed(NOVEMBER, text="penanda tangan buku"))
    assert [one.about for one in told] == [stranded.name]


def test_excel_has_dates_as_dates_and_a_print_area(desk, actor, walker, dtks):
    for _ in range(3):
        walker.to(walker.take(dtks).request_id, "penyerahan")
    made = register_workbook(desk.reader(), actor, dtks, NOVEMBER, desk.now())
    sheet = load_workbook(io.BytesIO(made.content)).worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    assert titles == [column.title for column in printed_columns(dtks)]
    assert sheet.cell(2, titles.index("Tanggal") + 1).value == datetime(2026, 11, 23)
    nik = sheet.cell(2, next(n for n, t in enumerate(titles, 1) if "NIK" in t))
    assert nik.data_type == "s"
    assert sheet.freeze_panes == "B2"
    assert sheet.print_area.replace("$", "").endswith(f"A1:{sheet.cell(4, len(titles)).coordinate}")
    assert sheet.page_setup.orientation == "landscape"


def test_excel_has_amounts_as_numbers(desk, actor, walker, stranded):
    walker.take(stranded)
    sheet = load_workbook(
        io.BytesIO(register_workbook(desk.reader(), actor, stranded, NOVEMBER, desk.now()).content)
    ).worksheets[0]
    amount = sheet.cell(2, next(cell.column for cell in sheet[1] if cell.value == "Uang makan"))
    assert isinstance(amount.value, int)
    assert amount.number_format == "#,##0"
    assert "November 2026" in sheet.oddHeader.center.text


def test_long_ones_are_made_in_a_process_and_can_be_stopped(desk, actor, walker, stranded, monkeypatch):
    for _ in range(3):
        walker.take(stranded)
    (line, *_) = lines(desk, actor, stranded)
    fix(desk, actor, stranded, entry(stranded, line, printed_columns(stranded)[1].title, "20 November 2026"))

    def made(use):
        return use(), [monkeypatch.setattr(f"{module}.IN_A_PROCESS", 1) for module in MODULES], use()

    def word():
        return print_register(desk.reader(), actor, desk.letters, stranded, NOVEMBER, desk.now()).content

    def excel(said=None):
        return register_workbook(desk.reader(), actor, stranded, NOVEMBER, desk.now(), said).content

    before, _, after = made(word)
    assert before == after
    assert load_workbook(io.BytesIO(excel())).worksheets[0].max_row == 4
    monkeypatch.setattr("dinsos_desk.usecases.registers.workbook._PORTION", 1)

    def stop(done, total):
        assert (done, total) == (1, 3)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        excel(stop)
    monkeypatch.setattr(desk.letters, "_folders", (desk.paths.templates, desk.paths.templates))
    with pytest.raises(UserError, match="templat_hilang"):
        word()


def test_a_rejected_application_keeps_its_line(desk, actor, walker, stranded):
    request_id = walker.take(stranded).request_id
    walker.to(request_id, walker.stage(request_id))
    walker.refuse(request_id, Action.REJECT)
    assert [line.request_id for line in lines(desk, actor, stranded)] == [request_id]
