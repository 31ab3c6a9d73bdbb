"""The agenda of numbers: letters made outside, put in between, reserved, cancelled and corrected."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dinsos_desk.db.queries.numbers import (
    AgendaFilter,
    Kind,
    agenda_sequences,
    agenda_years,
    corrections,
    list_numbers,
    unexplained,
)
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.numbering import Reset
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.numbers.by_hand import (
    Insertion,
    OutsideLetter,
    enter_outside,
    foreseen,
    insert_between,
)
from dinsos_desk.usecases.numbers.changes import (
    Reservation,
    cancel_number,
    correct_number,
    end_range,
    reserve,
)
from dinsos_desk.usecases.numbers.draw import all_series
from dinsos_desk.usecases.numbers.parts import About
from dinsos_desk.usecases.numbers.series import keep_series, numbered_templates, remove_series, series_rows
from dinsos_desk.usecases.office.archive import packed, unpacked
from dinsos_desk.usecases.office.changes import Part, compare_office
from dinsos_desk.usecases.office.set_up_file import OFFICE, export_office, read_office_file
from dinsos_desk.usecases.office.taking_over import take_over
from tests.factories import colleague, gate_at, setup_for

TODAY = date(2026, 11, 23)
ABOUT = About(TODAY, "Camat Contoh Barat", "Undangan rapat", "Sekretariat")
ALL = Visibility(frozenset(Role))


@pytest.fixture
def keeper(crew):
    return crew[Role.OPERATOR]


@pytest.fixture
def enter(desk, keeper, clock):
    """Write down a letter made outside; returns its number."""

    def put(serial=None, about=ABOUT, **more):
        return enter_outside(desk.uow(), keeper, OutsideLetter(about, serial=serial, **more), clock())

    return put


@pytest.fixture
def put_in(desk, keeper, clock):
    """Put a letter in between; returns its number."""

    def put(day, **more):
        entry = Insertion(replace(ABOUT, dated=day), "Surat terlambat dicatat", **more)
        return insert_between(desk.uow(), keeper, entry, clock())

    return put


def faults(call, *given, **more):
    with pytest.raises(InvalidInput) as caught:
        call(*given, **more)
    return {fault.place: fault.code for fault in caught.value.faults}


def agenda(desk, year=2026, sees=ALL, **more):
    return desk.ask(lambda session: list_numbers(session, AgendaFilter(year, **more), sees))


def next_number(desk, clock, walker, service):
    taken = walker.take(service)
    walker.to(taken.request_id, "penomoran")
    return walker.approve(taken.request_id).numbers[0]


def missing(desk, sequence="surat", year=2026):
    with desk.reader() as uow:
        last = uow.numbers.last(sequence, year)
    return desk.ask(lambda session: unexplained(session, sequence, year, last))


def test_letters_of_both_kinds_count_together(desk, enter, walker, clock, stranded):
    assert enter() == "400.9/1/DINSOS/XI/2026"
    assert next_number(desk, clock, walker, stranded) == "400.9.4/2/DINSOS/XI/2026"
    assert enter() == "400.9/3/DINSOS/XI/2026"
    rows = agenda(desk)
    assert [(row.kind, row.serial) for row in rows] == [
        (Kind.OUTSIDE, 3),
        (Kind.PROGRAM, 2),
        (Kind.OUTSIDE, 1),
    ]
    assert rows[0].addressee == "Camat Contoh Barat"
    assert rows[1].subject
    assert rows[1].request_id
    assert missing(desk) == ()


def test_a_number_used_on_paper_is_taken_and_jumped_over(desk, enter, walker, clock, stranded):
    assert faults(enter, 3) == {"gap": "nomor_melompat"}
    assert faults(enter, 3, gap="lewati") == {"gap_reason": "wajib_diisi"}
    assert enter(3, gap="sediakan") == "400.9/3/DINSOS/XI/2026"
    assert next_number(desk, clock, walker, stranded).split("/")[1] == "1"
    assert enter(number="") == "400.9/2/DINSOS/XI/2026"
    assert enter() == "400.9/4/DINSOS/XI/2026"
    assert faults(enter, 3) == {"serial": "nomor_urut_terpakai"}
    assert missing(desk) == ()


def test_a_gap_is_explained(desk, enter):
    assert enter(214, gap="lewati", gap_reason="Buku agenda sebelum memakai program").split("/")[1] == "214"
    assert enter().split("/")[1] == "215"
    passed = agenda(desk)[0]
    assert (passed.kind, passed.serial, passed.last) == (Kind.PASSED, 1, 213)
    assert passed.reason == "Buku agenda sebelum memakai program"
    assert missing(desk) == ()
    assert enter(57).split("/")[1] == "57", "a letter of the old book may still be written down"
    assert enter().split("/")[1] == "216"


def test_a_number_as_it_is_written_on_the_letter(enter):
    assert enter(1, number="005/1/SEKR/2026") == "005/1/SEKR/2026"
    assert faults(enter, 2, number="005/1/SEKR/2026") == {"number": "nomor_sudah_dipakai"}
    assert faults(enter, 2, number="400.9/7/DINSOS/XI/2026") == {"number": "nomor_urut_tidak_sesuai"}
    assert faults(enter, number="005/2/SEKR/2026") == {"serial": "nomor_urut_perlu"}
    assert faults(enter, 0) == {"serial": "nomor_urut_salah"}
    assert faults(enter, 10**7) == {"serial": "nomor_urut_salah"}
    assert faults(enter, 2, number="x" * 200) == {"number": "teks_terlalu_panjang"}


def test_what_is_missing_is_said_at_its_place(enter, clock):
    assert faults(enter, about=About(None)) == {
        "dated": "wajib_diisi",
        "addressee": "wajib_diisi",
        "subject": "wajib_diisi",
        "maker": "wajib_diisi",
    }
    assert faults(enter, about=replace(ABOUT, dated=date(2026, 11, 24))) == {"dated": "nomor_tanggal_depan"}
    assert faults(enter, series="tidak_ada") == {"series": "pilihan_tidak_dikenal"}


def test_an_earlier_date_is_put_in_between(enter, put_in, clock):
    enter(about=replace(ABOUT, dated=date(2026, 11, 16)))
    enter()
    earlier = replace(ABOUT, dated=date(2026, 11, 18))
    assert faults(enter, about=earlier) == {"dated": "nomor_tanggal_mundur"}
    assert put_in(date(2026, 11, 18)) == "400.9/1.a/DINSOS/XI/2026"
    assert put_in(date(2026, 11, 16)) == "400.9/1.b/DINSOS/XI/2026"
    assert faults(put_in, TODAY) == {"dated": "sisipan_tidak_perlu"}
    assert faults(put_in, date(2026, 11, 15)) == {"dated": "sisipan_tanpa_awal"}
    assert enter() == "400.9/3/DINSOS/XI/2026"


def test_the_form_shows_the_number_before_it_is_taken(desk, keeper, enter, clock):
    enter(about=replace(ABOUT, dated=date(2026, 11, 16)))
    enter()
    assert foreseen(desk.reader(), keeper, OutsideLetter(ABOUT), clock()) == "400.9/3/DINSOS/XI/2026"
    assert (
        foreseen(desk.reader(), keeper, OutsideLetter(ABOUT, serial=9), clock()) == "400.9/9/DINSOS/XI/2026"
    )
    assert foreseen(desk.reader(), keeper, OutsideLetter(About(None)), clock()) == ""
    between = Insertion(replace(ABOUT, dated=date(2026, 11, 18)), "")
    assert foreseen(desk.reader(), keeper, between, clock()) == "400.9/1.a/DINSOS/XI/2026"
    assert enter() == "400.9/3/DINSOS/XI/2026"


def test_the_book_of_last_year_is_closed_but_takes_what_was_put_in(
    desk, enter, put_in, walker, clock, stranded
):
    clock.moment = datetime(2026, 12, 30, 9, 0)
    enter(about=replace(ABOUT, dated=date(2026, 12, 30)))
    clock.moment = datetime(2027, 1, 4, 9, 0)
    late = date(2026, 12, 31)
    assert faults(enter, about=replace(ABOUT, dated=late)) == {"dated": "buku_nomor_ditutup"}
    assert put_in(late) == "400.9/1.a/DINSOS/XII/2026"
    assert next_number(desk, clock, walker, stranded) == "400.9.4/1/DINSOS/I/2027"
    assert enter(2, about=replace(ABOUT, dated=late)) == "400.9/2/DINSOS/XII/2026", "it was on the paper"
    waits = {"about": replace(ABOUT, dated=late), "gap": "sediakan"}
    assert faults(enter, 9, **waits) == {"gap": "nomor_tidak_dapat_disediakan"}
    assert [row.number for row in agenda(desk, 2027)] == ["400.9.4/1/DINSOS/I/2027"]
    assert desk.ask(agenda_years) == (2027, 2026)


def test_an_endless_count_goes_on_over_the_new_year(desk, actor, enter, clock):
    keep_series(desk, actor, NumberSeries("surat", "Surat keluar", "{urut}/{unit}", Reset.ENDLESS))
    assert enter() == "1/DINSOS"
    clock.moment = datetime(2027, 1, 2, 9, 0)
    assert enter(about=replace(ABOUT, dated=date(2027, 1, 2))) == "2/DINSOS"
    assert desk.ask(agenda_sequences) == ("surat",)


def test_a_changed_way_of_counting_never_writes_a_number_again(desk, actor, enter):
    assert [enter() for _ in range(3)][-1] == "400.9/3/DINSOS/XI/2026"
    main = NumberSeries("surat", "Surat keluar", reset=Reset.ENDLESS)
    keep_series(desk, actor, main)
    assert enter() == "400.9/4/DINSOS/XI/2026"
    keep_series(desk, actor, replace(main, reset=Reset.YEARLY, by_classification=True))
    assert enter() == "400.9/5/DINSOS/XI/2026"
    assert enter(classification="005") == "005/1/DINSOS/XI/2026"
    keep_series(desk, actor, replace(main, reset=Reset.YEARLY))
    assert enter() == "400.9/6/DINSOS/XI/2026"
    for sequence, year in (("surat", 0), ("surat", 2026), ("surat/400.9", 2026), ("surat/005", 2026)):
        assert missing(desk, sequence, year) == ()


def test_a_range_for_another_unit_is_jumped_over(desk, keeper, enter, clock, walker, stranded):
    entry = Reservation(
        2, 4, "Surat Sekretariat", unit="Sekretariat", unit_code="SEKR", until=date(2026, 12, 31)
    )
    range_id = reserve(desk.uow(), keeper, entry, clock())
    enter()
    assert next_number(desk, clock, walker, stranded).split("/")[1] == "5"
    assert faults(enter, 3) == {"serial": "nomor_dicadangkan"}
    assert enter(range_id=range_id) == "400.9/2/SEKR/XI/2026"
    assert enter(4, range_id=range_id) == "400.9/4/SEKR/XI/2026"
    assert faults(enter, 5, range_id=range_id) == {"serial": "nomor_di_luar_cadangan"}
    assert faults(enter, 4, range_id=range_id) == {"serial": "nomor_urut_terpakai"}
    assert enter(range_id=range_id) == "400.9/3/SEKR/XI/2026"
    with pytest.raises(UserError, match="cadangan_habis"):
        enter(range_id=range_id)
    held = agenda(desk, kind=Kind.RESERVED)
    assert [(row.number, row.used, row.addressee, row.unit_code) for row in held] == [
        ("2–4", 3, "Sekretariat", "SEKR")
    ]
    assert missing(desk) == ()


def test_what_cannot_be_reserved(desk, keeper, enter, clock):
    def hold(first, last, **more):
        return reserve(desk.uow(), keeper, Reservation(first, last, "Alasan", **more), clock())

    enter()
    hold(10, 12, unit="UPTD")
    assert faults(hold, 1, 3) == {"first": "cadangan_sudah_diberikan"}
    assert faults(hold, 12, 14) == {"first": "cadangan_tumpang_tindih"}
    assert faults(hold, 9, 8) == {"last": "cadangan_terbalik"}
    assert faults(hold, 0, 8) == {"first": "nomor_urut_salah"}
    assert faults(hold, 20, 9000, unit="UPTD") == {"last": "cadangan_terlalu_banyak"}
    assert faults(hold, 20, 21, unit="UPTD", until=date(2026, 11, 1)) == {"until": "cadangan_sudah_lewat"}
    assert hold(1, 5, unit="UPTD", year=2027)
    with pytest.raises(InvalidInput):
        reserve(desk.uow(), keeper, Reservation(30, 31, " "), clock())


def test_an_application_may_take_from_a_range(desk, keeper, enter, clock, walker, stranded):
    entry = Reservation(50, 51, "Surat UPTD", unit="UPTD", unit_code="UPTD")
    range_id = reserve(desk.uow(), keeper, entry, clock())
    taken = walker.take(stranded)
    assert enter(range_id=range_id, receipt=taken.receipt) == "400.9.4/50/UPTD/XI/2026"
    assert enter(range_id=range_id, classification="005") == "005/51/UPTD/XI/2026"
    walker.to(taken.request_id, "penomoran")
    assert walker.approve(taken.request_id).numbers == ("400.9.4/50/UPTD/XI/2026",)
    assert enter() == "400.9/1/DINSOS/XI/2026"


def test_a_released_range_gives_what_lies_ahead(desk, keeper, enter, clock):
    range_id = reserve(desk.uow(), keeper, Reservation(2, 4, "Surat UPTD", unit="UPTD"), clock())
    enter(3, range_id=range_id)
    end_range(desk.uow(), keeper, range_id, "UPTD memakai urutan sendiri", clock())
    assert [enter().split("/")[1] for _ in range(3)] == ["1", "2", "4"]
    with pytest.raises(UserError, match="cadangan_berakhir"):
        end_range(desk.uow(), keeper, range_id, "lagi", clock())
    with pytest.raises(UserError, match="cadangan_berakhir"):
        enter(range_id=range_id)
    assert agenda(desk, kind=Kind.RESERVED)[0].ended


def test_a_cancelled_number_stays_and_is_never_given_again(desk, keeper, enter, clock):
    enter()
    given = agenda(desk)[0]
    with pytest.raises(InvalidInput):
        cancel_number(desk.uow(), keeper, given.id, "  ", clock())
    cancel_number(desk.uow(), keeper, given.id, "Salah cetak", clock())
    with pytest.raises(UserError, match="nomor_sudah_dibatalkan"):
        cancel_number(desk.uow(), keeper, given.id, "Salah cetak", clock())
    assert enter().split("/")[1] == "2"
    assert faults(enter, 1) == {"serial": "nomor_urut_terpakai"}
    cancelled = agenda(desk, kind=Kind.CANCELLED)
    assert [(row.number, row.reason) for row in cancelled] == [
        ("400.9/1/DINSOS/XI/2026", f"Salah cetak – {keeper.name}")
    ]


def test_a_letter_on_its_way_keeps_its_number_until_it_comes_back(desk, keeper, walker, clock, stranded):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "tanda_tangan")
    given = agenda(desk)[0]
    with pytest.raises(UserError, match="nomor_masih_dipakai"):
        cancel_number(desk.uow(), keeper, given.id, "Salah isi", clock())
    walker.refuse(taken.request_id, Action.RETURN)
    cancel_number(desk.uow(), keeper, given.id, "Salah isi", clock())
    clock.forward(days=1)
    walker.to(taken.request_id, "penomoran")
    assert walker.approve(taken.request_id).numbers == ("400.9.4/2/DINSOS/XI/2026",)
    with desk.reader() as uow:
        letter = uow.letters.of_request(taken.request_id)["surat_pengantar"]
        assert (letter.number, letter.dated) == ("400.9.4/2/DINSOS/XI/2026", date(2026, 11, 24))
    assert [(row.kind, row.serial) for row in agenda(desk)] == [(Kind.PROGRAM, 2), (Kind.CANCELLED, 1)]


def test_the_letter_of_a_closed_application_keeps_what_was_printed(desk, keeper, walker, clock, stranded):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penyerahan")
    walker.approve(taken.request_id)
    cancel_number(desk.uow(), keeper, agenda(desk)[0].id, "Dicabut", clock())
    with desk.reader() as uow:
        assert uow.letters.of_request(taken.request_id)["surat_pengantar"].number


def test_a_number_can_be_kept_for_an_application(desk, enter, put_in, walker, clock, stranded):
    enter(about=replace(ABOUT, dated=date(2026, 11, 16)), classification="400.9.4")
    enter()
    taken = walker.take(stranded)
    assert faults(put_in, date(2026, 11, 18), receipt="2026-9999") == {"receipt": "tanda_terima_tidak_ada"}
    number = put_in(date(2026, 11, 18), receipt=taken.receipt)
    assert number == "400.9.4/1.a/DINSOS/XI/2026", "the classification is that of the document"
    again = {"receipt": taken.receipt}
    assert faults(put_in, date(2026, 11, 18), **again) == {"receipt": "permohonan_tidak_menunggu_nomor"}
    kept = agenda(desk, kind=Kind.INSERTED)[0]
    assert (kept.waits, kept.receipt) == (True, taken.receipt)
    walker.to(taken.request_id, "penomoran")
    assert walker.approve(taken.request_id).numbers == (number,)
    with desk.reader() as uow:
        assert uow.letters.of_request(taken.request_id)["surat_pengantar"].dated == date(2026, 11, 18)
    assert not agenda(desk, kind=Kind.INSERTED)[0].waits


def test_a_correction_keeps_what_stood_before(desk, keeper, enter, walker, clock, stranded):
    enter()
    given = agenda(desk)[0]
    mended = About(date(2026, 11, 20), "Lurah Contoh Lebar", "Undangan", "Bidang Dayasos")
    assert faults(
        correct_number, desk.uow(), keeper, given.id, replace(mended, dated=date(2025, 1, 1)), "x", clock()
    ) == {"dated": "nomor_lain_tahun"}
    assert faults(correct_number, desk.uow(), keeper, given.id, mended, "", clock()) == {
        "reason": "wajib_diisi"
    }
    correct_number(desk.uow(), keeper, given.id, mended, "Salah ketik", clock())
    row = agenda(desk)[0]
    assert (row.addressee, row.subject, row.maker, row.dated) == (
        "Lurah Contoh Lebar", "Undangan", "Bidang Dayasos", date(2026, 11, 20),
    )  # fmt: skip
    (kept,) = desk.ask(lambda session: corrections(session, given.id))
    assert (kept.reason, kept.by, kept.before["addressee"]) == (
        "Salah ketik",
        keeper.name,
        "Camat Contoh Barat",
    )
    next_number(desk, clock, walker, stranded)
    with pytest.raises(UserError, match="nomor_dari_program"):
        correct_number(desk.uow(), keeper, agenda(desk, kind=Kind.PROGRAM)[0].id, mended, "x", clock())


def test_only_keepers_keep_the_agenda(desk, crew, clock, enter):
    enter()
    given = agenda(desk)[0]
    for role in (Role.KASI, Role.KABID, Role.KADIS):
        for call in (
            lambda who: enter_outside(desk.uow(), who, OutsideLetter(ABOUT), clock()),
            lambda who: insert_between(desk.uow(), who, Insertion(ABOUT, "x"), clock()),
            lambda who: reserve(desk.uow(), who, Reservation(5, 6, "x"), clock()),
            lambda who: cancel_number(desk.uow(), who, given.id, "x", clock()),
            lambda who: correct_number(desk.uow(), who, given.id, ABOUT, "x", clock()),
            lambda who: end_range(desk.uow(), who, 1, "x", clock()),
            lambda who: keep_series(desk, who, NumberSeries("", "X")),
        ):
            with pytest.raises(UserError, match="tidak_berwenang"):
                call(crew[role])
    enter_outside(desk.uow(), crew[Role.SEKRETARIS], OutsideLetter(ABOUT), clock())


def test_another_division_sees_the_number_but_not_whose_it_is(desk, walker, clock, stranded, crew):
    next_number(desk, clock, walker, stranded)
    row = agenda(desk, sees=Visibility(frozenset({Role.KASI}), "Bidang Lain"))[0]
    assert row.number == "400.9.4/1/DINSOS/XI/2026"
    assert (row.addressee, row.request_id) == ("", None)


def test_a_list_of_many_pages_shows_each_once(desk, enter):
    for _ in range(7):
        enter()
    shown, after = [], None
    while True:
        page = desk.ask(
            lambda session, after=after: list_numbers(session, AgendaFilter(2026), ALL, after=after, limit=3)
        )
        shown += [row.serial for row in page]
        if len(page) < 3:
            break
        after = page[-1]
    assert shown == [7, 6, 5, 4, 3, 2, 1]
    assert [row.serial for row in agenda(desk, text="camat 5/DINSOS")] == [5]


def test_documents_of_one_kind_count_for_themselves(desk, actor, enter, walker, clock, stranded):
    kinds = frozenset({"surat"})
    code = keep_series(desk, actor, NumberSeries("", "Surat layanan", "SL-{urut}/{tahun}", kinds=kinds))
    assert enter() == "400.9/1/DINSOS/XI/2026"
    assert next_number(desk, clock, walker, stranded) == "SL-1/2026"
    assert enter(series=code) == "SL-2/2026"
    rows = series_rows(desk.reader(), clock())
    assert [(row.series.code, row.next) for row in rows] == [
        ("surat", "400.9/2/DINSOS/XI/2026"),
        (code, "SL-3/2026"),
    ]
    with pytest.raises(UserError, match="urutan_nomor_terpakai"):
        remove_series(desk, actor, code)


def test_settings_of_a_sequence_that_are_refused(desk, actor):
    one = NumberSeries("", "Berita acara", "BA-{urut}/{tahun}", kinds=frozenset({"berita_acara"}))
    code = keep_series(desk, actor, one)

    def kept(**more):
        return faults(keep_series, desk, actor, replace(one, name="Lain", pattern="X-{urut}/{tahun}", **more))

    assert kept() == {"kinds": "urutan_nomor_jenis_ganda"}
    assert kept(kinds=frozenset()) == {"kinds": "urutan_nomor_kosong"}
    twice = replace(one, pattern="Y-{urut}/{tahun}", kinds=frozenset({"laporan"}))
    assert faults(keep_series, desk, actor, twice) == {"name": "urutan_nomor_sudah_ada"}
    empty = replace(twice, name="Lain", pattern="{kantor}-{urut}/{tahun}")
    assert faults(keep_series, desk, actor, empty) == {"pattern": "nomor_bagian_kosong"}
    remove_series(desk, actor, code)
    assert [row.series.code for row in series_rows(desk.reader(), desk.now())] == ["surat"]


def test_the_templates_that_are_numbered_have_names(desk):
    names = numbered_templates(desk.catalog.services.values())
    assert "surat_pengantar_orang_terlantar.docx" in " ".join(names)
    assert list(names.values()) == sorted(names.values(), key=str.casefold)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE issued_number SET number = 'x'",
        "UPDATE issued_number SET serial = 9",
        "DELETE FROM issued_number",
        "DELETE FROM number_range",
        "UPDATE number_range SET last = 99",
        "UPDATE number_change SET reason = 'x'",
        "DELETE FROM number_change",
    ],
)
def test_what_was_written_down_stays(desk, keeper, enter, clock, statement):
    enter()
    reserve(desk.uow(), keeper, Reservation(5, 6, "x", unit="UPTD"), clock())
    correct_number(desk.uow(), keeper, agenda(desk, kind=Kind.OUTSIDE)[0].id, ABOUT, "x", clock())
    with desk.uow() as uow, pytest.raises(DBAPIError, match="append-only"):
        uow.session.execute(text(statement))


def test_a_cancelled_number_cannot_be_brought_back(desk, keeper, enter, clock):
    enter()
    cancel_number(desk.uow(), keeper, agenda(desk)[0].id, "Salah", clock())
    with desk.uow() as uow, pytest.raises(DBAPIError, match="append-only"):
        uow.session.execute(text("UPDATE issued_number SET cancelled_at = NULL, cancelled_by = NULL"))


def test_a_colleague_of_another_division_cannot_touch_a_foreign_letter(desk, actor, walker, clock, stranded):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penomoran")
    walker.approve(taken.request_id)
    stranger = replace(colleague(desk, actor, Role.KASI, "Bidang Lain"), roles=frozenset({Role.KASI}))
    with pytest.raises(UserError, match="tidak_berwenang"):
        cancel_number(desk.uow(), stranger, agenda(desk)[0].id, "x", clock())


def test_sequences_travel_with_the_setup_of_the_office(desk, actor, enter, tmp_path):
    endless = NumberSeries("surat", "Surat keluar", "{urut}/{unit}", Reset.ENDLESS)
    minutes = NumberSeries("", "Berita acara", "BA-{urut}/{tahun}", kinds=frozenset({"berita_acara"}))
    keep_series(desk, actor, endless)
    code = keep_series(desk, actor, minutes)
    file = read_office_file(export_office(desk, actor), desk.letters)
    assert {one.code for one in file.series} == {"surat", code}
    gate = gate_at(tmp_path / "baru")
    other, admin = gate.set_up(setup_for(gate, series=file.series))
    try:
        assert [c for c in compare_office(other, file) if c.part is Part.NUMBERS] == []
        own = keep_series(
            other, admin, NumberSeries("", "Laporan", "L-{urut}/{tahun}", kinds=frozenset({"laporan"}))
        )
        enter_outside(other.uow(), admin, OutsideLetter(ABOUT, series=own), other.now())
        keep_series(
            other, admin, NumberSeries("", "Kuitansi", "K-{urut}/{tahun}", kinds=frozenset({"kwitansi"}))
        )
        changes = [c.what for c in compare_office(other, file) if c.part is Part.NUMBERS]
        assert changes == ["Urutan nomor Kuitansi", "Urutan nomor Laporan"]
        take_over(other, admin, file, {Part.NUMBERS})
        with other.reader() as uow:
            assert [one.code for one in all_series(uow)] == ["surat", code, own], "it gave a number: it stays"
    finally:
        other.close()


def test_a_file_whose_sequences_write_twice_is_refused(desk, actor):
    keep_series(desk, actor, NumberSeries("", "BA", "BA-{urut}/{tahun}", kinds=frozenset({"berita_acara"})))
    entries = unpacked(export_office(desk, actor))
    office = entries[OFFICE].replace(
        b"BA-{urut}/{tahun}", b"{klasifikasi}/{urut}/{unit}/{bulan_romawi}/{tahun}"
    )
    with pytest.raises(UserError, match="berkas_penyiapan_salah"):
        read_office_file(packed({**entries, OFFICE: office}), desk.letters)
