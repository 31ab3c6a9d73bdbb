from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.dates import format_date, parse_date
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.fields import (
    Choice,
    ChoiceField,
    DateField,
    FieldBase,
    LongTextField,
    MoneyField,
    NumberField,
    TextField,
    YesNoField,
    format_number,
)

TODAY = date(2026, 11, 21)
KIND = ChoiceField(
    code="k", label="K", choices=(Choice(code="bus", label="Bus kota"), Choice(code="ka", label="Kereta api"))
)


@pytest.mark.parametrize(
    "typed",
    [
        "21112026", "211126", "21/11/2026", "21/11/26", "21-11-2026", "21.11.2026", "21 11 2026",
        "21 November 2026", "21 Nov 26", "21 nopember 2026", "2026-11-21", "hari ini", " Hari  ini ",
    ],
)  # fmt: skip
def test_a_date_as_a_desk_types_it(typed: str) -> None:
    assert parse_date(typed, TODAY) == TODAY


@pytest.mark.parametrize(("typed", "days"), [("kemarin", -1), ("besok", 1), ("lusa", 2)])
def test_days_around_today(typed: str, days: int) -> None:
    assert parse_date(typed, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3b", date(2027, 2, 21)),
        ("+3 bulan", date(2027, 2, 21)),
        ("1t", date(2027, 11, 21)),
        ("14h", date(2026, 12, 5)),
        ("-2 minggu", date(2026, 11, 7)),
        ("-1 BLN", date(2026, 10, 21)),
    ],
)
def test_a_span_from_today(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY) == day


def test_a_span_never_leaves_a_shorter_month_or_the_calendar() -> None:
    assert parse_date("3b", date(2026, 11, 30)) == date(2027, 2, 28)
    with pytest.raises(Refused):
        parse_date("-999t", date(900, 1, 1))


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2026",
        "29022025",
        "00/01/2026",
        "1/13/2026",
        "abc",
        "2026",
        "1 xyz 2026",
        "21112",
        "2112026",
        "211/2026",
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_date(typed, TODAY)
    assert caught.value.fault.code == "tanggal_salah"


def test_two_digit_years_end_ten_years_ahead() -> None:
    assert parse_date("01/01/36", TODAY).year == 2036
    assert parse_date("01/01/37", TODAY).year == 1937


@given(st.dates(date(1940, 1, 1), date(2036, 12, 31)))
def test_every_date_is_read_back_in_every_form(day: date) -> None:
    field = DateField(code="d", label="D")
    for typed in (format_date(day), field.typed(day), f"{day:%d%m%Y}", f"{day:%d/%m/%y}", day.isoformat()):
        assert field.parse(typed, TODAY) == day
    assert field.restore(field.store(day)) == day


def test_dates_know_past_and_future() -> None:
    with pytest.raises(Refused) as caught:
        DateField(code="d", label="D", past=True).parse("besok", TODAY)
    assert caught.value.fault.code == "tanggal_di_masa_depan"
    with pytest.raises(Refused) as caught:
        DateField(code="d", label="D", future=True).parse("kemarin", TODAY)
    assert caught.value.fault.code == "tanggal_sudah_lewat"


@given(st.integers(0, 10**9))
def test_numbers_and_amounts_are_read_back(value: int) -> None:
    number, money = NumberField(code="n", label="N", unit="orang"), MoneyField(code="u", label="U")
    assert number.parse(number.typed(value), TODAY) == value
    assert money.parse(money.display(value), TODAY) == value
    assert number.parse(str(value), TODAY) == value
    assert number.restore(number.store(value)) == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12a", "angka_salah"), ("1,5", "angka_salah"), ("NaN", "angka_salah"), ("Infinity", "angka_salah"),
        ("-1", "angka_di_luar_batas"), ("101", "angka_di_luar_batas"), ("1" * 400, "angka_di_luar_batas"),
    ],
)  # fmt: skip
def test_wrong_numbers_are_refused(typed: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        NumberField(code="n", label="N", maximum=100).parse(typed, TODAY)
    assert caught.value.fault.code == code


def test_amounts_stand_as_letters_write_them() -> None:
    assert MoneyField(code="u", label="U").display(1_250_000) == "Rp1.250.000,00"
    assert format_number(1_250_000) == "1.250.000"
    assert NumberField(code="n", label="N", unit="orang").display(3) == "3 orang"


def test_text_is_trimmed_bounded_and_free_of_control_characters() -> None:
    field = TextField(code="t", label="T", max_length=5)
    assert field.parse("  a   b ", TODAY) == "a b"
    for typed, code in (
        ("x" * 6, "teks_terlalu_panjang"),
        ("x" * 10_000, "teks_terlalu_panjang"),
        ("a\x07", "teks_tidak_terbaca"),
    ):
        with pytest.raises(Refused) as caught:
            field.parse(typed, TODAY)
        assert caught.value.fault.code == code
    for name in ("=1+1", "{{7}}", "عبد", "😀"):
        assert field.parse(name, TODAY) == name
    assert LongTextField(code="t", label="T").parse(" satu\ndua ", TODAY) == "satu\ndua"


def test_a_pattern_says_what_it_wants() -> None:
    field = TextField(code="rt", label="RT", pattern=r"\d{1,3}", pattern_hint="angka")
    assert field.parse("003", TODAY) == "003"
    with pytest.raises(Refused) as caught:
        field.parse("tiga", TODAY)
    assert dict(caught.value.fault.values) == {"petunjuk": "angka"}


@pytest.mark.parametrize("typed", ["bus", "Bus kota", "BUS KOTA", " bus "])
def test_a_choice_by_code_or_label(typed: str) -> None:
    assert KIND.parse(typed, TODAY) == "bus"
    assert KIND.display("bus") == "Bus kota"
    assert KIND.parse(KIND.typed("bus"), TODAY) == "bus"


def test_an_unknown_choice_or_answer_is_refused() -> None:
    with pytest.raises(Refused):
        KIND.parse("kapal", TODAY)
    with pytest.raises(Refused):
        YesNoField(code="y", label="Y").parse("mungkin", TODAY)


@pytest.mark.parametrize(("typed", "value"), [("ya", True), ("Y", True), ("TIDAK", False), ("t", False)])
def test_yes_and_no(typed: str, value: bool) -> None:
    field = YesNoField(code="y", label="Y")
    assert field.parse(typed, TODAY) is value
    assert field.parse(field.typed(value), TODAY) is value
    assert field.restore(field.store(value)) is value


ALL: tuple[FieldBase, ...] = (
    TextField(code="a", label="A"), LongTextField(code="a", label="A"), NumberField(code="a", label="A"),
    MoneyField(code="a", label="A"), DateField(code="a", label="A"), KIND, YesNoField(code="a", label="A"),
)  # fmt: skip


@pytest.mark.parametrize("field", ALL, ids=lambda f: f.kind)
def test_nothing_stays_nothing(field: FieldBase) -> None:
    nothing: FactValue = field.parse("   ", TODAY)
    assert nothing is None
    assert field.display(None) == ""
    assert field.restore(field.store(None)) is None
