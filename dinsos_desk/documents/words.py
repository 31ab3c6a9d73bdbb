"""Numbers and dates as letters write them in words."""

import re
from datetime import date
from decimal import Decimal

from num2words import num2words

from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import format_number

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def terbilang(amount: int | str) -> str:
    """A whole number in words: 1250 is "seribu dua ratus lima puluh".

    Text such as "Rp50.000,00" or "1.250" is read the Indonesian way; text without a number stays empty.
    """
    if isinstance(amount, str):
        match = re.search(r"-?\d[\d.]*", amount)
        if match is None:
            return ""
        amount = int(match.group().replace(".", ""))
    size = abs(amount)
    words = str(num2words(size, lang="id"))
    if size >= 1_000_000 and size // 1000 % 1000 == 1:  # num2words says "satu juta satu ribu"
        words = " seribu".join(words.rsplit(" satu ribu", 1))
    return f"minus {words}" if amount < 0 else words


def rupiah(amount: int | Decimal) -> str:
    """An amount of whole rupiah: Rp1.250.000,00."""
    return f"Rp{format_number(amount)},00"


def rupiah_words(amount: int | str) -> str:
    """An amount in words as receipts write it: "Lima puluh ribu rupiah"."""
    words = terbilang(amount)
    return f"{words[:1].upper()}{words[1:]} rupiah" if words else ""


def weekday(day: date) -> str:
    """The Indonesian name of the weekday."""
    return WEEKDAYS[day.weekday()]


def day_and_date(day: date) -> str:
    """A date with its weekday: "Sabtu, 21 November 2026"."""
    return f"{weekday(day)}, {format_date(day)}"


def date_in_words(day: date) -> str:
    """A date as minutes write it: "Sabtu, tanggal dua puluh satu bulan November tahun dua ribu …"."""
    month = format_date(day).split(" ")[1]
    return f"{weekday(day)}, tanggal {terbilang(day.day)} bulan {month} tahun {terbilang(day.year)}"
