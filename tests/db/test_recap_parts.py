"""The parts of a recap over a walked office: each number has as many applications behind it as it says."""

import io
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from dinsos_desk.db.queries.recaps.cases import Behind, cases_behind, count_behind
from dinsos_desk.db.queries.recaps.figures import EVERYTHING, Period, service_figures
from dinsos_desk.db.queries.recaps.parts import missing_papers, received_by_officer, stage_work
from dinsos_desk.db.queries.recaps.times import rests
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.documents.recaps.table import Kind
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.percentiles import median_of, ninetieth_of, spread_of
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.worked_seconds import WorkedSeconds
from dinsos_desk.domain.working_time import worked
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.sample.history import make_history
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.recaps import package as recap_package
from dinsos_desk.usecases.recaps.choices import (
    RecapChoices,
    Sending,
    keep_choices,
    keep_sending,
    recap_choices,
)
from dinsos_desk.usecases.recaps.choices import sending_of as last_sending
from dinsos_desk.usecases.recaps.clients import NOT_ASKED
from dinsos_desk.usecases.recaps.covering import Covering, CoverKind, default_recipient
from dinsos_desk.usecases.recaps.layouts import (
    filled_layouts,
    keep_layout,
    layout_file,
    layouts,
    take_out,
    take_up_again,
)
from dinsos_desk.usecases.recaps.package import Maker, build_package, recap_fields
from dinsos_desk.usecases.recaps.periods import (
    before,
    comparison,
    month,
    period_name,
    quarter,
    semester,
    short_name,
    trend_span,
    whole_year,
    year_ago,
)
from dinsos_desk.usecases.recaps.summary import change_words, compared, sentences, summary_figures
from dinsos_desk.usecases.recaps.work import late_rows
from dinsos_desk.usecases.recaps.workbook import PARTS, asked_of, build_recap, recap_rows
from tests.db.conftest import REVIEWERS
from tests.documents.test_documents_own_workbook import recalculated
from tests.factories import StandingClock, colleague, new_desk

NOVEMBER = month(2026, 11)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A desk with three weeks of work, only looked at here."""
    clock = StandingClock()
    desk, actor = new_desk(tmp_path_factory.mktemp("rekap") / "data", clock)
    crew = {Role.PETUGAS: actor} | {role: colleague(desk, actor, role) for role in REVIEWERS}
    make_history(desk, crew, clock(), lambda done, total: None, days=5)
    yield SimpleNamespace(desk=desk, actor=actor, crew=crew, now=clock())
    desk.close()


@pytest.fixture(scope="module")
def sheets(office):
    """Every part of November."""
    services = office.desk.catalog.services
    return {
        code: office.desk.ask(lambda s, make=make: make(asked_of(s, services, NOVEMBER, office.now)))
        for code, (_, make) in PARTS.items()
    }


def behind(office, figure: Behind) -> int:
    return office.desk.ask(lambda s: count_behind(s, figure, EVERYTHING, office.now))


def test_each_figure_of_a_service_has_its_cases_behind_it(office):
    rows = office.desk.ask(lambda s: service_figures(s, NOVEMBER))
    assert rows
    measures = ("carried_over", "received", "completed", "returned", "rejected", "cancelled", "passed_on",
                "open", "on_time", "late", "unpromised")  # fmt: skip
    for name in measures:
        counted = Counter({row.service_code: getattr(row, name) for row in rows})
        assert behind(office, Behind(NOVEMBER, name)) == counted.total()
        busiest = max(counted, key=lambda code: counted[code])
        assert behind(office, Behind(NOVEMBER, name, service=busiest)) == counted[busiest]


def test_pages_of_cases_follow_each_other(office):
    figure = Behind(NOVEMBER, "received")
    pages, after = [], None
    while page := office.desk.ask(
        lambda s: cases_behind(s, figure, EVERYTHING, office.now, after=after, limit=7)  # noqa: B023
    ):
        pages.extend(row.id for row in page)
        after = page[-1].id
    assert len(pages) == len(set(pages)) == behind(office, figure)


def test_each_number_of_a_place_and_of_a_client_group_opens_what_it_counts(office, sheets):
    for code in ("wilayah", "ppks"):
        for table in sheets[code].tables:
            checks = [n for n, column in enumerate(table.columns) if column.kind is Kind.CHECK]
            assert all(row[n] == "cocok" for row in table.full_rows() for n in checks)
            for row, key in list(zip(table.rows, table.keys, strict=True))[:4]:
                for column, value in zip(table.columns, row, strict=False):
                    if column.kind is not Kind.COUNT:
                        continue
                    name, _, part = column.code.partition(":")
                    figure = replace(key, **{name: part}) if part else replace(key, measure=column.code)
                    assert behind(office, figure) == value, (code, column.code, key)


def test_the_parts_agree_with_the_services(office, sheets):
    rows = office.desk.ask(lambda s: service_figures(s, NOVEMBER))
    received, completed = (sum(getattr(row, name) for row in rows) for name in ("received", "completed"))
    for code in ("kecamatan", "desa"):
        table = next(t for t in sheets["wilayah"].tables if t.code == code)
        total = table.total_row()
        assert (total[table.place("received")], total[table.place("completed")]) == (received, completed)
    (times,) = sheets["ketepatan"].tables
    assert times.total_row()[times.place("completed")] == completed
    assert times.total_row()[times.place("median")] > 0
    stages, officers = sheets["petugas"].tables
    assert stages.total_row()[stages.place("decided")] == officers.total_row()[officers.place("decided")]
    assert officers.total_row()[officers.place("received")] == received
    assert sum(row[stages.place("bagian")] for row in stages.rows) == pytest.approx(1)
    (products,) = sheets["produk"].tables
    for row, key in zip(products.rows, products.keys, strict=True):
        assert behind(office, key) == row[2]
        assert row[4]
        assert row[5]


def test_late_cases_are_those_of_the_figure_and_what_has_run_out(office):
    services = office.desk.catalog.services
    with office.desk.reading() as session:
        rows = list(late_rows(asked_of(session, services, NOVEMBER, office.now)))
    assert len(rows) == behind(office, Behind(NOVEMBER, "overdue"))
    finished = [row for row in rows if row.finished_at is not None]
    assert len(finished) == behind(office, Behind(NOVEMBER, "late"))
    assert all(row.days >= 0 for row in rows)


def test_a_kabid_counts_one_bidang(office):
    division = "Bidang Penanganan Kemiskinan"
    sees = Visibility(frozenset({Role.KABID}), division)
    some = office.desk.ask(lambda s: summary_figures(s, NOVEMBER, sees))
    every = office.desk.ask(lambda s: summary_figures(s, NOVEMBER))
    assert 0 < sum(r.received for r in some.now) < sum(r.received for r in every.now)
    assert sum(m.received for m in some.months) == sum(r.received for r in some.now)


def test_the_summary_says_the_same_in_figures_and_words(office):
    figures = office.desk.ask(lambda s: summary_figures(s, NOVEMBER))
    by_name = {one.name: one for one in compared(figures)}
    told = " ".join(sentences(figures))
    assert f"diterima {by_name['Diterima'].now:.0f} permohonan" in told
    assert by_name["Diterima"].before == 0
    assert "dibandingkan November 2025" in told
    assert len(figures.months) == 12
    assert (change_words(12, 10), change_words(5, 5)) == ("naik 20,0% (dari 10 menjadi 12)", "tetap 5")
    assert (change_words(3, 0), change_words(9, 10)) == (
        "naik dari 0 menjadi 3", "turun 10,0% (dari 10 menjadi 9)",
    )  # fmt: skip


def maker(office) -> Maker:
    services = office.desk.catalog.services
    return Maker(services, frozenset(services), office.desk.letters, "Rani", office.now)


def layout(**cells: str) -> bytes:
    book = openpyxl.Workbook()
    for place, text in cells.items():
        book.active[place] = text
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_an_own_layout_is_checked_kept_with_versions_and_filled(office):
    desk, admin, now = office.desk, office.actor, office.now
    with desk.reading() as session:
        fields = recap_fields(session, maker(office), NOVEMBER)
    listing = {one.name: one for one in fields.listing()}
    assert listing["{{periode}}"].example == "November 2026"
    received = sum(row.received for row in desk.ask(lambda s: service_figures(s, NOVEMBER)))
    assert listing["{{diterima}}"].example == str(received)

    wrong = layout(A1="{{diterimaa}}", B2="{{wali_kota}}", C3="{{diterima}", D4="{{layanan_1_nama}}")
    with pytest.raises(InvalidInput) as refused:
        keep_layout(desk.uow(), admin, "Bulanan", "lap.xlsx", wrong, fields, now)
    said = {(fault.code, fault.values["alamat"]) for fault in refused.value.faults}
    assert said == {
        ("isian_tata_letak_mirip", "Sheet!A1"),
        ("isian_tata_letak_tidak_dikenal", "Sheet!B2"),
        ("isian_tata_letak_rusak", "Sheet!C3"),
    }
    with pytest.raises(UserError, match="tata_letak_tanpa_isian"):
        keep_layout(desk.uow(), admin, "Bulanan", "lap.xlsx", layout(A1="halo"), fields, now)
    with pytest.raises(UserError, match="nama_tata_letak"):
        keep_layout(desk.uow(), admin, "  ", "lap.xlsx", layout(A1="{{diterima}}"), fields, now)
    with pytest.raises(UserError, match="tidak_berwenang"):
        keep_layout(desk.uow(), office.crew[Role.KASI], "B", "l.xlsx", layout(A1="{{diterima}}"), fields, now)
    assert layouts(desk.reader()) == ()

    first = layout(A1="{{diterima}}", A2="{{kecamatan_1_kecamatan}}", A3="{{kecamatan_999_diterima}}")
    assert keep_layout(desk.uow(), admin, "Bulanan", "lap.xlsx", first, fields, now) == 1
    assert keep_layout(desk.uow(), admin, "Bulanan", "lap2.xlsx", layout(B1="{{selesai}}"), fields, now) == 2
    (newest, old) = layouts(desk.reader())
    assert (newest.version, newest.newest, old.newest, old.taken_out) == (2, True, False, False)
    assert take_up_again(desk.uow(), admin, old.id, now) == 3
    assert layout_file(desk.reader(), old.id).content == first
    (made,) = filled_layouts(desk.reader(), fields, "2026-11")
    assert made.name == "Bulanan-2026-11.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(made.content)).active
    assert sheet["A1"].value == received
    assert sheet["A2"].value
    assert sheet["A3"].value is None

    take_out(desk.uow(), admin, "Bulanan", now)
    assert filled_layouts(desk.reader(), fields, "2026-11") == ()
    with pytest.raises(UserError, match="tata_letak_tidak_ditemukan"):
        take_out(desk.uow(), admin, "Bulanan", now)
    assert take_up_again(desk.uow(), admin, old.id, now) == 5
    take_out(desk.uow(), admin, "Bulanan", now)


def test_a_layout_repeats_a_row_and_says_what_it_had_no_room_for(office, sheets):
    desk, now = office.desk, office.now
    admin = Actor(office.actor.user_id, "rani", "Rani", "", frozenset({Role.ADMIN}))
    with desk.reading() as session:
        fields = recap_fields(session, maker(office), NOVEMBER)
    villages = next(t for t in sheets["wilayah"].tables if t.code == "desa")
    one = layout(A1="{{desa_baris_desa}}", B1="{{desa_baris_diterima}}", B2="=SUM(B1:B1)",
                 D1="{{kecamatan_1_kecamatan}}", D2="{{kecamatan_2_kecamatan}}")  # fmt: skip
    keep_layout(desk.uow(), admin, "Wilayah", "lap.xlsx", one, fields, now)
    (made,) = filled_layouts(desk.reader(), fields, "2026-11")
    take_out(desk.uow(), admin, "Wilayah", now)
    sheet = openpyxl.load_workbook(io.BytesIO(made.content)).active
    number = len(villages.rows)
    received = [row[villages.place("received")] for row in villages.rows]
    assert number > 2
    assert [sheet[f"B{row}"].value for row in range(1, number + 1)] == received
    assert sheet[f"B{number + 1}"].value == f"=SUM(B1:B{number})"
    (said,) = made.left_out
    assert "Daftar kecamatan" in said
    assert "hanya menyediakan 2" in said


def test_clients_count_under_the_kind_their_service_or_their_answer_says(office, sheets):
    (table,) = sheets["ppks"].tables
    services = office.desk.catalog.services
    names = {services[code].short_name: services[code] for code in services}
    kinds = {(row[1], row[0]) for row in table.rows}
    for service, kind in kinds:
        if names[service].ppks:
            assert kind == names[service].ppks
    assert {kind for _, kind in kinds} >= {"Orang terlantar", "Fakir miskin dan orang tidak mampu", NOT_ASKED}
    order = [row[0] for row in table.rows]
    assert order == sorted(order, key=lambda kind: (kind == NOT_ASKED, kind))


def test_a_package_holds_a_letter_that_says_the_figures(office, monkeypatch):
    monkeypatch.setattr(recap_package, "can_make_pdf", lambda: False)
    with office.desk.reading() as session:
        package = build_package(
            office.desk.reader, session, maker(office), NOVEMBER, Covering(CoverKind.NOTE, "Bupati Contoh")
        )
    assert (package.name, package.without_pdf) == ("Rekap November 2026", True)
    assert set(package.files) == {"nota-dinas-rekap-2026-11.docx", "rekap-2026-11.xlsx"}
    letter = Document(io.BytesIO(package.files["nota-dinas-rekap-2026-11.docx"]))
    body = "\n".join(p.text for p in letter.paragraphs)
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    received = sum(row.received for row in office.desk.ask(lambda s: service_figures(s, NOVEMBER)))
    assert f"diterima {received} permohonan" in body
    assert "Bupati Contoh" in cells
    assert default_recipient(CoverKind.REPORT, "DINAS SOSIAL", "PEMERINTAH KOTA CONTOH") == "Wali Kota Contoh"
    assert default_recipient(CoverKind.REPORT, "D", "PEMERINTAH KABUPATEN LOMBOK TIMUR") == (
        "Bupati Lombok Timur"
    )


def test_choices_come_back_and_a_number_does_not(office):
    desk, actor = office.desk, office.actor
    assert recap_choices(desk.reader(), actor) == RecapChoices()
    assert last_sending(desk.reader(), actor) is None
    keep_choices(desk.uow(), actor, RecapChoices("ppks", "triwulan", {"wilayah": "desa"}))
    assert recap_choices(desk.reader(), actor) == RecapChoices("ppks", "triwulan", {"wilayah": "desa"})
    keep_sending(desk.uow(), actor, Sending(Covering(CoverKind.REPORT, "Bupati", "sekretaris", "7"), "/tmp"))
    assert last_sending(desk.reader(), actor) == Sending(
        Covering(CoverKind.REPORT, "Bupati", "sekretaris", ""), "/tmp"
    )
    other = Actor(actor.user_id + 1, "x", "X", "", actor.roles)
    assert recap_choices(desk.reader(), other) == RecapChoices()


def test_periods_and_what_they_are_compared_with():
    assert quarter(2026, 4) == Period(date(2026, 10, 1), date(2026, 12, 31))
    assert semester(2028, 1).last == date(2028, 6, 30)
    assert before(month(2026, 1)) == month(2025, 12)
    assert before(quarter(2026, 1)) == quarter(2025, 4)
    assert before(semester(2026, 1)) == semester(2025, 2)
    assert comparison(whole_year(2026)).before == comparison(whole_year(2026)).year_ago == whole_year(2025)
    assert year_ago(Period(date(2028, 2, 29), date(2028, 3, 2))) == Period(
        date(2027, 2, 28), date(2027, 3, 2)
    )
    span = Period(date(2026, 3, 10), date(2026, 3, 19))
    assert before(span) == Period(date(2026, 2, 28), date(2026, 3, 9))
    longer = (month(2026, 5), quarter(2026, 2), semester(2026, 2), whole_year(2026))
    assert [short_name(one) for one in longer] == [
        "Mei 2026", "TW II 2026", "Smt II 2026", "2026",
    ]  # fmt: skip
    assert period_name(span) == "10 Maret 2026 sampai dengan 19 Maret 2026"
    assert trend_span(month(2026, 11)) == Period(date(2025, 12, 1), date(2026, 11, 30))


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 4, 30)).map(lambda m: m.replace(microsecond=0))


@settings(max_examples=60, deadline=None)
@given(moments, moments, st.lists(moments, min_size=2, max_size=2))
def test_quick_working_time_is_the_slow_one(start, end, rest):
    hours = OfficeHours(closed=frozenset({date(2026, 3, 19), date(2026, 3, 20)}))
    epoch = datetime(1970, 1, 1)

    def seconds(moment: datetime) -> int:
        return int((moment - epoch) / timedelta(seconds=1))

    clock = WorkedSeconds(hours)
    assert clock.between(seconds(start), seconds(end)) == worked(start, end, hours).total_seconds()
    since, until = sorted(rest)
    stood = worked(max(start, since), min(end, until), hours).total_seconds()
    net = clock.between(seconds(start), seconds(end), [(seconds(since), seconds(until))])
    assert net == max(0, worked(start, end, hours).total_seconds() - stood)


@given(st.lists(st.integers(0, 50), max_size=40))
def test_counted_values_have_the_same_middle(values):
    ordered = sorted(values)
    assert spread_of(Counter(values)) == ((median_of(ordered), ninetieth_of(ordered)) if values else None)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_reckons_every_sheet_as_we_do(office, sheets, tmp_path):
    services = office.desk.catalog.services
    with office.desk.reading() as session:
        book = build_recap(session, services, frozenset(services), NOVEMBER, "Rani", office.now)
        rows = recap_rows(session, services, frozenset(services), NOVEMBER)
    formulas = openpyxl.load_workbook(io.BytesIO(book.content))
    reckoned = recalculated(book.content, tmp_path)
    assert reckoned.sheet_names == formulas.sheetnames
    found = {name: reckoned.get_sheet_by_name(name).to_python() for name in formulas.sheetnames}
    wrong = [value for lines in found.values() for line in lines for value in line if str(value)[:1] == "#"]
    assert not wrong
    for sheet in sheets.values():
        for table in sheet.tables:
            lines = found[table.sheet]
            head = next(n for n, line in enumerate(lines) if line[0] == "No.")
            wanted = [
                *table.full_rows(),
                *([table.total_row()] if table.rows and table.total is not None else []),
            ]
            assert wanted, table.sheet
            for line, row in zip(lines[head + 1 :], wanted, strict=False):
                for said, value in zip(line[1:], row, strict=False):
                    if isinstance(value, (int, float)):
                        assert said == pytest.approx(value, abs=0.006), (table.sheet, row)
                    else:
                        assert said in (value, "–") if value else said in ("", "–", 1), (
                            table.sheet,
                            row,
                            said,
                        )
    totals = next(line for line in found["Rekap"] if line[1] == "Jumlah")
    assert totals[3] == sum(row.received for row, _ in rows) > 0
    assert totals[14] == "cocok"
    checks = {line[14] for line in found["Rekap"] if line[1] in {name for _, name in rows}}
    assert checks == {"cocok"}
    front = {line[0]: line for line in found["Ringkasan"]}
    figures = office.desk.ask(lambda session: summary_figures(session, NOVEMBER))
    for one in compared(figures):
        assert front[one.name][1] == ("–" if one.now is None else pytest.approx(one.now)), one.name


@pytest.mark.parametrize(
    ("count", "index", "never"),
    [
        (service_figures, "request USING COVERING INDEX ix_request_recap", "SCAN"),
        (stage_work, "history USING COVERING INDEX ix_history_action_at", "SCAN"),
        (received_by_officer, "request USING COVERING INDEX ix_request_recap", "SCAN request"),
        (missing_papers, "paper USING INDEX ix_paper_lacking", "SCAN paper"),
        (rests, "request USING INDEX ix_request_rested", "SCAN"),
    ],
)
def test_the_figures_are_counted_along_their_index(office, count, index, never):
    """Looking up every application takes five times as long; the time is in a benchmark.

    The program never gathers statistics: the plan must be the right one without them.
    """
    plans: list[str] = []

    def keep(connection, cursor, statement, parameters, context, many):
        if statement.startswith("SELECT"):
            rows = connection.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(row[3] for row in rows)

    with office.desk.reading() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", keep)
        try:
            count(session, NOVEMBER)
        finally:
            event.remove(engine, "before_cursor_execute", keep)
    assert any(index in line for line in plans), plans
    assert not [line for line in plans if line.startswith(never) and "user" not in line], plans
