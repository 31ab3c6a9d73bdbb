"""The sentences of the first room."""

from datetime import date, datetime

from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.office_hours import OfficeHours
from ui.widgets.editors import WEEKDAYS

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_GREETINGS = ((4, "malam"), (11, "pagi"), (15, "siang"), (18, "sore"), (24, "malam"))
_SMALL_WORDS = frozenset({"dan", "di", "dari", "untuk", "serta"})


def greeting(now: datetime, name: str) -> str:
    """How one greets at this hour, with the name one is called by."""
    word = next(word for until, word in _GREETINGS if now.hour < until)
    return f"Selamat {word}, {called(name)}".rstrip(", ")


def called(name: str) -> str:
    """The first word of a name that is no title ("Dra. Hj. Siti Aminah" is called Siti)."""
    words = name.split(",")[0].split()
    return next((word for word in words if not word.endswith(".")), words[0] if words else "")


def day_line(now: datetime, hours: OfficeHours, closures: dict[date, str]) -> str:
    """The day in words and when the desk is open."""
    today = now.date()
    text = f"{WEEKDAYS[today.weekday()]}, {format_date(today)}"
    open_hours = hours.hours_on(today)
    if open_hours is not None:
        return f"{text} · jam layanan {open_hours.start:%H.%M}–{open_hours.end:%H.%M}"
    return f"{text} · loket tutup: {closures[today]}" if today in closures else f"{text} · loket tutup"


def short_day(day: date) -> str:
    """A day as charts write it: 23 Okt."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def office_title(name: str, government: str) -> str:
    """The office as one calls it: "Dinas Sosial Kota Contoh"."""
    place = place_of(government)
    whole = name if place.casefold() in name.casefold() else f"{name} {place}"
    return " ".join(_capital(word) for word in whole.split())


def place_of(government: str) -> str:
    """What is governed: "Pemerintah Kota Contoh" governs "Kota Contoh"."""
    words = government.split()
    return " ".join(words[1:] if words and words[0].casefold() == "pemerintah" else words)


def _capital(word: str) -> str:
    if not word.isupper() or len(word) <= 2:
        return word
    return word.lower() if word.casefold() in _SMALL_WORDS else word.capitalize()
