"""What a form takes over from a record or a NIK, without touching what somebody typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.identity import Nik, parse_nik
from dinsos_desk.domain.regions import REGENCY, Regions


def readable_nik(text: str, regions: Regions | None, today: date) -> Nik | None:
    """What a NIK says, or None while it cannot be one."""
    try:
        return parse_nik(text, regions, today)
    except Refused:
        return None


def said_by_nik(nik: Nik, regions: Regions | None) -> dict[str, str]:
    """The fields that the number itself answers. The address is only where the number was given."""
    said = {"tanggal_lahir": nik.birth_date.strftime("%d/%m/%Y"), "jenis_kelamin": nik.sex.value.lower()}
    if regions is not None:
        place = regions.place(nik.district_code)
        names = {"kecamatan": place.district, "kabupaten": place.regency, "provinsi": place.province}
        said |= {code: name for code, name in names.items() if name}
    return said


def merged(
    typed: Mapping[str, str], filled: Mapping[str, str], offered: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Typed values with offered ones in every field that is empty or was only filled in before.

    ``filled`` is what was filled in last time: where it still stands it gives way, even to nothing.
    Returns the new values and what of them was filled in.
    """
    own = {code: text for code, text in typed.items() if text.strip() and text != filled.get(code)}
    taken = {code: text for code, text in offered.items() if code not in own}
    return {**taken, **own}, taken


def merged_entry(
    entry: PartyEntry, filled: Mapping[str, str], offered: Mapping[str, str], known_id: int | None
) -> tuple[PartyEntry, dict[str, str]]:
    """A party with what a record or a NIK offers."""
    typed, taken = merged(entry.typed, filled, offered)
    return replace(entry, typed=typed, known_id=known_id), taken


def near_code(nik_text: str) -> str:
    """The kabupaten/kota that a NIK begins with: villages there are offered first."""
    digits = "".join(letter for letter in nik_text if letter.isdigit())
    return digits[:REGENCY] if len(digits) >= REGENCY else ""
