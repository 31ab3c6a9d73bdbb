"""What is promised about numbers, word by word: each row of the tables below is one of the words.

The long stories behind them stand in ``test_numbers_by_hand``, ``test_numbers_race`` and
``test_usecases_letters``.
"""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import text

from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.numbering import Reset
from dinsos_desk.domain.routing import Role, StageKind
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.numbers.by_hand import Insertion, OutsideLetter, enter_outside, insert_between
from dinsos_desk.usecases.numbers.changes import Reservation, cancel_number, reserve
from dinsos_desk.usecases.numbers.parts import About
from dinsos_desk.usecases.numbers.series import keep_series
from dinsos_desk.usecases.office.setup import change_office, the_office

ABOUT = About(date(2026, 11, 23), "Camat Contoh Barat", "Undangan rapat", "Sekretariat")
NEW_YEAR = datetime(2027, 1, 2, 9, 0)
MAIN = NumberSeries("surat", "Surat keluar")


@pytest.fixture
def keeper(crew):
    return crew[Role.OPERATOR]


@pytest.fixture
def enter(desk, keeper, clock):
    """Write down a letter made outside, dated today; returns its number."""

    def put(serial=None, **more):
        entry = OutsideLetter(replace(ABOUT, dated=clock().date()), serial=serial, **more)
        return enter_outside(desk.uow(), keeper, entry, clock())

    return put


@pytest.mark.parametrize(
    ("word", "pattern", "number"),
    [
        ("serial", "{urut}/{tahun}", "1/2026"),
        ("serial with width", "{urut:4}/{tahun}", "0001/2026"),
        ("classification", "{klasifikasi}/{urut}/{tahun}", "400.9/1/2026"),
        ("unit", "{urut}/{unit}/{tahun}", "1/DINSOS/2026"),
        ("Roman month", "{urut}/{bulan_romawi}/{tahun}", "1/XI/2026"),
        ("year", "{tahun}-{urut}", "2026-1"),
        ("year with two digits", "{urut}/{tahun2}", "1/26"),
        ("office code", "{urut}/{kantor}/{tahun}", "1/08.1006/2026"),
        ("free text", "B-{urut} (Sosial)/{tahun}", "B-1 (Sosial)/2026"),
    ],
)
def test_a_pattern_is_made_of(desk, actor, enter, word, pattern, number):
    office = replace(the_office(desk.reader()), number_pattern=pattern, office_code="08.1006")
    change_office(desk.uow(), actor, office)
    assert enter() == number, word


@pytest.mark.parametrize(
    ("per", "series", "numbers"),
    [
        ("office, yearly", MAIN, ("400.9/1/DINSOS/XI/2026", "005/2/DINSOS/XI/2026", "400.9/1/DINSOS/I/2027")),
        (
            "office, endless",
            replace(MAIN, reset=Reset.ENDLESS),
            ("400.9/1/DINSOS/XI/2026", "005/2/DINSOS/XI/2026", "400.9/3/DINSOS/I/2027"),
        ),
        (
            "classification, yearly",
            replace(MAIN, by_classification=True),
            ("400.9/1/DINSOS/XI/2026", "005/1/DINSOS/XI/2026", "400.9/1/DINSOS/I/2027"),
        ),
        (
            "classification, endless",
            replace(MAIN, by_classification=True, reset=Reset.ENDLESS),
            ("400.9/1/DINSOS/XI/2026", "005/1/DINSOS/XI/2026", "400.9/2/DINSOS/I/2027"),
        ),
        (
            "letter kind, yearly",
            NumberSeries("", "Nota dinas", "ND-{urut}/{tahun}", kinds=frozenset({"nota"})),
            ("ND-1/2026", "ND-2/2026", "ND-1/2027"),
        ),
        (
            "letter kind, endless",
            NumberSeries("", "Nota dinas", "ND-{urut}", Reset.ENDLESS, kinds=frozenset({"nota"})),
            ("ND-1", "ND-2", "ND-3"),
        ),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_sequence_counts_per(desk, actor, enter, clock, per, series, numbers):
    code = keep_series(desk, actor, series)
    first = enter(series=code)
    second = enter(series=code, classification="005")
    clock.moment = NEW_YEAR
    assert (first, second, enter(series=code)) == numbers, per


def test_in_every_service_the_number_comes_after_the_last_paraf_and_before_the_signature(desk):
    """Within each round: what is initialled after the number belongs to the next letter."""
    seen = 0
    for service in desk.library.catalog.services.values():
        kinds = [stage.kind for stage in service.route.stages]
        for place, kind in enumerate(kinds):
            if kind is not StageKind.NUMBER:
                continue
            seen += 1
            after = kinds[place + 1 :]
            signed = after.index(StageKind.SIGN) if StageKind.SIGN in after else None
            assert signed is not None, f"{service.code}: numbered and never signed"
            assert StageKind.REVIEW not in after[:signed], service.code
    assert seen >= len(desk.library.catalog.services) // 2


def test_the_number_the_letter_and_the_decision_are_one_transaction(desk, actor, walker, stranded, clock):
    """What cannot be committed as a whole leaves neither a number nor a step behind."""
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penomoran")
    with desk.uow() as uow:
        uow.session.execute(
            text("CREATE TRIGGER no_letter BEFORE INSERT ON letter BEGIN SELECT RAISE(ABORT, 'x'); END")
        )
        uow.commit()
    with pytest.raises(Exception, match="x"):
        walker.approve(taken.request_id)
    assert walker.stage(taken.request_id) == "penomoran"
    with desk.reader() as uow:
        assert uow.numbers.last("surat", 2026) == 0


def test_reserved_inserted_cancelled_and_made_outside(desk, keeper, enter, clock):
    clock.moment = datetime(2026, 11, 16, 9, 0)
    assert [enter().split("/")[1] for _ in range(11)][-1] == "11", "made outside"
    assert enter().split("/")[1] == "12"
    reserve(desk.uow(), keeper, Reservation(13, 20, "Surat Sekretariat", unit="Sekretariat"), clock())
    clock.moment = datetime(2026, 11, 23, 9, 0)
    last = enter()
    assert last.split("/")[1] == "21", "a reserved range for another unit is jumped over"
    late = Insertion(replace(ABOUT, dated=date(2026, 11, 18)), "Surat terlambat dicatat")
    assert insert_between(desk.uow(), keeper, late, clock()) == "400.9/12.a/DINSOS/XI/2026"
    with desk.reader() as uow:
        known = uow.session.scalar(text("SELECT id FROM issued_number WHERE number = :n"), {"n": last})
    with pytest.raises(UserError):
        cancel_number(desk.uow(), keeper, known, " ", clock())
    cancel_number(desk.uow(), keeper, known, "Salah cetak", clock())
    assert enter().split("/")[1] == "22", "a cancelled number is never given again"
