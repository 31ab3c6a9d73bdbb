"""Plausible answers to any field, found by its kind and by what its label asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dinsos_desk.domain.fields import (
    ChoiceField,
    DateField,
    FieldDef,
    LongTextField,
    MoneyField,
    NikField,
    NumberField,
    TableField,
    TextField,
    YesNoField,
)
from dinsos_desk.domain.people import Person, Sex
from dinsos_desk.domain.working_time import add_months
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.words import PERSON, TEXTS, THINGS, Thing

_LAST_RESORTS = (
    "Sesuai berkas",
    "Contoh",
    "123",
    "2026",
    "08.30",
    "1",
    "A1",
    "12345678",
    "081200009001",
    "0001234500001",
    "1673011203099001",
)
_SPANS = (
    (r"penghasilan", 500_000, 2_500_000),
    (r"seluruh hadiah", 22_000_000, 60_000_000),
    (r"meninggal", 0, 0),
    (r"mengungsi|jiwa terdampak", 12, 28),
    (r"jumlah jiwa", 2, 6),
    (r"personel", 6, 10),
    (r"keluarga terdampak", 4, 9),
    (r"karyawan|pengurus dan pengasuh", 3, 7),
    (r"sasaran|penerima pelayanan|dilayani", 15, 40),
    (r"umur", 20, 45),
)
_SMALL_MONEY, _SMALL_NUMBER = (50_000, 200_000), 4
_ROUND = 5_000
_FUTURE_DAYS = 90
_LONG_AGO = ((r"lahir", 3), (r"pernikahan", 7), (r"berdiri", 9))
_ROWS = 2
_ADULT, _HEADS, _CHILDREN = 18, (25, 60), (5, 16)
_SEX = re.compile(r"jenis kelamin|^l/p$")


@dataclass(frozen=True)
class _Line:
    """What one row of a table is about: somebody, or something."""

    person: Person | None = None
    thing: Thing | None = None
    family: str = ""


def typed_value(field: FieldDef, crowd: Crowd, today: date, *, varied: bool = False) -> str:
    """An answer as somebody would type it. ``varied``: any choice, else the first one offered."""
    if isinstance(field, ChoiceField):
        return (crowd.one_of(field.choices) if varied else field.choices[0]).code
    if isinstance(field, YesNoField):
        return "ya" if not varied or crowd.chance(0.5) else "tidak"
    if isinstance(field, DateField):
        return field.typed(_day(field, crowd, today))
    if isinstance(field, NumberField):
        return field.typed(_number(field, crowd))
    if isinstance(field, NikField):
        return crowd.person(today).nik
    if isinstance(field, TableField):
        return _rows(field, crowd, today, varied=varied)
    return _text(field, crowd) if isinstance(field, TextField) else ""


def _rows(field: TableField, crowd: Crowd, today: date, *, varied: bool) -> str:
    """A few rows as they would be pasted from Excel; the cells of a row tell of the same one."""
    count = min(max(field.min_rows, _ROWS), field.max_rows)
    rows = (
        [_cell(column, line, number, crowd, today, varied=varied) for column in field.columns]
        for number, line in enumerate(_lines(field, count, crowd, today))
    )
    return "\n".join("\t".join(cells) for cells in rows)


def _lines(field: TableField, count: int, crowd: Crowd, today: date) -> Iterator[_Line]:
    first = field.columns[0].label.lower()
    things = next((things for asked, things in THINGS if re.search(asked, first)), ())
    if things:
        yield from (_Line(thing=things[number % len(things)]) for number in range(count))
    elif any(isinstance(c, NikField) or re.match(r"nama\b", c.label.lower()) for c in field.columns):
        family = ""
        for number in range(count):
            person = crowd.person(today, ages=_ages(field, number), fresh=True)
            family = family or person.kk
            yield _Line(person=person, family=family if "keluarga" in field.label.lower() else person.kk)
    else:
        yield from (_Line() for _ in range(count))


def _ages(field: TableField, number: int) -> tuple[int, int]:
    """A list of children has children, a family a grown-up and then children, any other list adults."""
    label, columns = field.label.lower(), " ".join(c.label.lower() for c in field.columns)
    if re.search(r"\banak\b", label):
        return _CHILDREN
    return _CHILDREN if "hubungan" in columns and number else _HEADS


def _cell(column: FieldDef, line: _Line, number: int, crowd: Crowd, today: date, *, varied: bool) -> str:
    """What the row is about says it; else the next of the texts that fit the heading."""
    label = column.label.lower()
    told = _of_person(column, label, line, today) if line.person else None
    told = _of_thing(column, label, line.thing) if line.thing else told
    if told is not None and (not isinstance(column, TextField) or len(told) <= column.max_length):
        return told
    texts = _fitting(label) if isinstance(column, TextField) and not column.pattern else ()
    if len(texts) > 1 and len(max(texts, key=len)) <= column.max_length:  # type: ignore[union-attr]
        return texts[number % len(texts)]
    return typed_value(column, crowd, today, varied=varied)


def _of_person(column: FieldDef, label: str, line: _Line, today: date) -> str | None:
    person = line.person
    assert person is not None
    age = person.age_on(today) or 0
    if isinstance(column, NikField):
        return line.family if "kk" in label.split() else person.nik
    if isinstance(column, ChoiceField):
        letter = "l" if person.sex is Sex.MALE else "p"
        fits = (choice.code for choice in column.choices if choice.code[:1].lower() == letter)
        return next(fits, None) if _SEX.search(label) else None
    if isinstance(column, DateField):
        return column.typed(person.birth_date) if "lahir" in label else None
    if isinstance(column, NumberField):
        return column.typed(min(max(age, column.minimum), column.maximum)) if "umur" in label else None
    said = (
        (r"^hubungan", "Anak" if age < _ADULT else "Saudara"),
        (r"\bkk\b", line.family),
        (r"^nama", person.name),
        (r"tempat lahir", person.birth_place),
        (r"^pendidikan", _schooling(age)),
        (r"^alamat", f"{person.address}, RT {person.rt}/RW {person.rw}"),
    )
    return next((text for asked, text in said if re.search(asked, label)), None)


def _schooling(age: int) -> str:
    for school, entered in (("SMA", 16), ("SMP", 13), ("SD", 7)):
        if age >= entered:
            return f"{school} kelas {min(age - entered + 1, 6 if school == 'SD' else 3)}"
    return "Belum bersekolah"


def _of_thing(column: FieldDef, label: str, thing: Thing) -> str | None:
    if isinstance(column, MoneyField):
        return column.typed(min(max(thing.price, column.minimum), column.maximum))
    if not isinstance(column, TextField):
        return None
    said = ((r"satuan", thing.unit), (r"keterangan", thing.remark), (r"hadiah|nama|jenis|bahan", thing.name))
    return next((text for asked, text in said if re.search(asked, label)), None)


def _day(field: DateField, crowd: Crowd, today: date) -> date:
    if field.future:
        return today + timedelta(days=_FUTURE_DAYS)
    if not field.past:
        return today
    years = next((years for asked, years in _LONG_AGO if re.search(asked, field.label.lower())), 0)
    if years:
        return add_months(today, -12 * years) - timedelta(days=crowd.dice.randint(1, 300))
    return today - timedelta(days=crowd.dice.randint(0, 2))


def _number(field: NumberField, crowd: Crowd) -> int:
    asked = next(((low, high) for word, low, high in _SPANS if re.search(word, field.label.lower())), None)
    money = isinstance(field, MoneyField)
    usual = asked or (_SMALL_MONEY if money else (field.minimum, field.minimum + _SMALL_NUMBER))
    low, high = max(field.minimum, usual[0]), min(field.maximum, usual[1])
    drawn = crowd.dice.randint(low, high) if low < high else low
    amount = drawn // _ROUND * _ROUND if money else drawn
    return min(max(amount, field.minimum), field.maximum)


def _text(field: TextField, crowd: Crowd) -> str:
    """The first sample text that the field itself accepts."""
    texts = [_peopled(text, crowd) for text in _shuffled(_fitting(field.label.lower()), crowd)]
    if isinstance(field, LongTextField):
        texts.append("Sesuai keterangan yang diberikan di loket dan berkas yang dilampirkan.")
    for text in (*texts, *_LAST_RESORTS):
        if len(text) <= field.max_length and (not field.pattern or re.fullmatch(field.pattern, text)):
            return text
    return "1"[: field.max_length]


def _fitting(label: str) -> tuple[str, ...]:
    return next((texts for asked, texts in TEXTS if re.search(asked, label)), ())


def _peopled(text: str, crowd: Crowd) -> str:
    while PERSON in text:
        text = text.replace(PERSON, crowd.name(crowd.one_of(tuple(Sex))), 1)
    return text


def _shuffled(texts: tuple[str, ...], crowd: Crowd) -> list[str]:
    return crowd.dice.sample(texts, len(texts))
