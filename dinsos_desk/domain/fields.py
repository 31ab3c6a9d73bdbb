"""Field kinds: what a service asks for beyond the person, as typed values.

Each kind knows how to read what was typed (``parse``), how to keep it in JSON (``store`` and
``restore``) and how it stands in a letter (``display``). A new kind is one class here and one editor
in ``ui/widgets``.
"""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from dinsos_desk.domain.conditions import Code, Condition, FactValue, Label, Strict
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.text import is_blank, is_readable, without_marks

StoredValue = str | int | bool | None

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_MONTH_WORDS = {name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)} | {"agt": 8, "nop": 11}
# Thousands as Indonesia writes them, and the endings of amounts: Rp50.000,00 and Rp50.000,-
_NUMBER = re.compile(r"(?:rp\.?)?(-?(?:\d{1,3}(?:\.\d{3})+|\d+))(?:,(?:00|-))?", re.IGNORECASE)
_RELATIVE_DAYS = {"hari ini": 0, "sekarang": 0, "kemarin": -1, "besok": 1, "lusa": 2}


def parse_date(typed: str, today: date) -> date:
    """Read a date as a desk types it: 21112026, 21/11/26, 21 Nov 2026, kemarin.

    Two-digit years lie in the hundred years that end ten years after ``today``.

    Raises:
        Refused: ``tanggal_salah`` when it is no date of the calendar.
    """
    text = " ".join(typed.lower().split())
    if text in _RELATIVE_DAYS:
        return today + timedelta(days=_RELATIVE_DAYS[text])
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    else:
        match = re.fullmatch(r"(\d{1,2})[\s./-]*([a-z]{3,9})[\s./-]*(\d{4}|\d{2})", text) or re.fullmatch(
            r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})", text
        )
        if re.fullmatch(r"\d{6}|\d{8}", text):
            match = re.fullmatch(r"(\d{2})(\d{2})(\d{4}|\d{2})", text)
        if match is None:
            raise Refused("tanggal_salah", nilai=typed)
        day_text, month_text, year_text = match.groups()
        month = int(month_text) if month_text.isdigit() else _MONTH_WORDS.get(month_text[:3], 0)
        day, year = int(day_text), int(year_text)
        if len(year_text) == 2:
            year += (today.year + 10) // 100 * 100
            if year > today.year + 10:
                year -= 100
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused("tanggal_salah", nilai=typed) from None


def format_date(value: date) -> str:
    """A date as letters write it: 21 November 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


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
    """One line of free text."""

    kind: Literal["teks"] = "teks"
    max_length: int = Field(default=200, ge=1, le=2000)
    pattern: str | None = None
    pattern_hint: str = ""
    _many_lines: ClassVar[bool] = False

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
            raise ValueError(f"field {self.code}: a choice code appears twice")
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


FieldDef = Annotated[
    TextField | LongTextField | NumberField | MoneyField | DateField | ChoiceField | YesNoField,
    Field(discriminator="kind"),
]
