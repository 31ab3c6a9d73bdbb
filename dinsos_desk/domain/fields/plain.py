"""The kinds of a single answer: text, number, money, date, choice, yes or no, NIK."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from dinsos_desk.domain.conditions import (
    Code,
    Condition,
    FactValue,
    Inconsistent,
    Label,
    Strict,
    refuse_reversed,
)
from dinsos_desk.domain.dates import format_date, parse_date
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.identity import parse_nik
from dinsos_desk.domain.text import is_blank, is_readable, without_marks

StoredValue = str | int | bool | None

# Thousands as Indonesia writes them, and the endings of amounts: Rp50.000,00 and Rp50.000,-
_NUMBER = re.compile(r"(?:rp\.?)?(-?(?:\d{1,3}(?:\.\d{3})+|\d+))(?:,(?:00|-))?", re.IGNORECASE)


def format_number(value: int | Decimal) -> str:
    """A whole number with Indonesian thousands: 1.250.000."""
    return f"{value:,.0f}".replace(",", ".")


class FieldBase(Strict):
    """What every field has. ``when`` hides it until its condition holds."""

    code: Code
    label: Label
    required: bool = False
    when: Condition | None = None
    help: str = ""

    def parse(self, typed: str, today: date) -> FactValue:
        """The value of what was typed; None for nothing. Raises ``Refused``."""
        raise TypeError("a field kind must say how it is read")

    def store(self, value: FactValue) -> StoredValue:
        """The value as JSON keeps it."""
        return value if value is None or isinstance(value, bool | int | str) else str(value)

    def restore(self, stored: StoredValue) -> FactValue:
        """The value from its JSON form. The inverse of ``store``."""
        return stored

    def display(self, value: FactValue) -> str:
        """The value as letters, lists and summaries show it; empty for nothing."""
        return "" if value is None else str(value)

    def typed(self, value: FactValue) -> str:
        """The value as an editor shows it for changing; ``parse`` reads it back."""
        return self.display(value)


class TextField(FieldBase):
    """One line of free text. ``suggestions`` are answers that come often; any other may be written."""

    kind: Literal["teks"] = "teks"
    max_length: int = Field(default=200, ge=1, le=2000)
    suggestions: Annotated[tuple[Label, ...], Field(max_length=24)] | None = None
    pattern: str | None = None
    pattern_hint: str = ""
    _many_lines: ClassVar[bool] = False

    @model_validator(mode="after")
    def _pattern_is_one(self) -> Self:
        try:
            re.compile(self.pattern or "")
        except re.error as error:
            text = f"field {self.code}: the pattern is no regular expression ({error})"
            raise Inconsistent("pola_salah", text) from None
        return self

    def parse(self, typed: str, today: date) -> FactValue:
        """Trim, refuse what cannot be read or printed and what is longer than ``max_length``."""
        text = without_marks(typed)
        text = text.strip() if self._many_lines else " ".join(text.split())
        if is_blank(text) and is_readable(text):
            return None
        if len(text) > self.max_length:
            raise Refused("teks_terlalu_panjang", panjang=len(text), batas=self.max_length)
        if not is_readable(text):
            raise Refused("teks_tidak_terbaca")
        if self.pattern and not re.fullmatch(self.pattern, text):
            raise Refused("bentuk_salah", petunjuk=self.pattern_hint)
        return text


class LongTextField(TextField):
    """Several lines of free text."""

    kind: Literal["teks_panjang"] = "teks_panjang"  # type: ignore[assignment]
    max_length: int = Field(default=2000, ge=1, le=8000)
    _many_lines: ClassVar[bool] = True


class NumberField(FieldBase):
    """A whole number within bounds."""

    kind: Literal["angka"] = "angka"
    minimum: int = 0
    maximum: int = 1_000_000_000
    unit: str = ""

    @model_validator(mode="after")
    def _possible(self) -> Self:
        refuse_reversed(f"field {self.code}", self.minimum, self.maximum)
        return self

    def parse(self, typed: str, today: date) -> FactValue:
        """Read digits, with dots between thousands only: 1.5 is no fifteen."""
        text = "".join(without_marks(typed).split())
        if not text:
            return None
        match = _NUMBER.fullmatch(text)
        if match is None:
            raise Refused("angka_salah", nilai=typed[:40])
        number = Decimal(match.group(1).replace(".", ""))
        if not self.minimum <= number <= self.maximum:
            raise Refused("angka_di_luar_batas", minimum=self.minimum, maksimum=self.maximum)
        return int(number)

    def display(self, value: FactValue) -> str:
        """The number with its unit."""
        if not isinstance(value, int):
            return ""
        return f"{format_number(value)} {self.unit}".strip()

    def typed(self, value: FactValue) -> str:
        """The bare number."""
        return format_number(value) if isinstance(value, int) else ""


class MoneyField(NumberField):
    """An amount in whole rupiah."""

    kind: Literal["uang"] = "uang"  # type: ignore[assignment]

    def display(self, value: FactValue) -> str:
        """The amount as letters write it: Rp50.000,00."""
        return f"Rp{format_number(value)},00" if isinstance(value, int) else ""


class DateField(FieldBase):
    """A date; ``past`` refuses the future, ``future`` the past."""

    kind: Literal["tanggal"] = "tanggal"
    past: bool = False
    future: bool = False

    def parse(self, typed: str, today: date) -> FactValue:
        """Read a date as the desk types it."""
        if not typed.strip():
            return None
        value = parse_date(typed, today)
        if self.past and value > today:
            raise Refused("tanggal_di_masa_depan")
        if self.future and value < today:
            raise Refused("tanggal_sudah_lewat")
        return value

    def restore(self, stored: StoredValue) -> FactValue:
        """From the ISO form."""
        return date.fromisoformat(stored) if isinstance(stored, str) else None

    def display(self, value: FactValue) -> str:
        """21 November 2026."""
        return format_date(value) if isinstance(value, date) else ""

    def typed(self, value: FactValue) -> str:
        """21/11/2026."""
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else ""


class Choice(Strict):
    """One possible answer."""

    code: Code
    label: Label


class ChoiceField(FieldBase):
    """One of a fixed list."""

    kind: Literal["pilihan"] = "pilihan"
    choices: tuple[Choice, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _distinct(self) -> "ChoiceField":
        codes = [choice.code for choice in self.choices]
        if len(set(codes)) != len(codes):
            text = f"field {self.code}: a choice code appears twice"
            raise Inconsistent("pilihan_kode_dua_kali", text)
        return self

    def parse(self, typed: str, today: date) -> FactValue:
        """Accept the code or the label."""
        text = typed.strip()
        if not text:
            return None
        for choice in self.choices:
            if text == choice.code or text.casefold() == choice.label.casefold():
                return choice.code
        raise Refused("pilihan_tidak_dikenal", nilai=text[:60])

    def display(self, value: FactValue) -> str:
        """The label of the chosen code."""
        return next((choice.label for choice in self.choices if choice.code == value), "")


class YesNoField(FieldBase):
    """Ya or tidak."""

    kind: Literal["ya_tidak"] = "ya_tidak"

    def parse(self, typed: str, today: date) -> FactValue:
        """Accept ya/y and tidak/t."""
        text = typed.strip().casefold()
        if not text:
            return None
        if text in ("ya", "y"):
            return True
        if text in ("tidak", "t"):
            return False
        raise Refused("jawab_ya_atau_tidak")

    def display(self, value: FactValue) -> str:
        """Ya or Tidak."""
        return {True: "Ya", False: "Tidak"}.get(value, "") if isinstance(value, bool) else ""


class NikField(FieldBase):
    """The NIK of somebody who is no party of the application; checked like every NIK."""

    kind: Literal["nik"] = "nik"

    def parse(self, typed: str, today: date) -> FactValue:
        """Read sixteen digits, however they were grouped."""
        return parse_nik(typed, None, today).value if typed.strip() else None


PlainField = Annotated[
    TextField | NumberField | MoneyField | DateField | ChoiceField | YesNoField | NikField,
    Field(discriminator="kind"),
]
