"""What taking a berkas penyiapan over would change at an office that is open, in words."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from dinsos_desk.catalog.office import Post
from dinsos_desk.documents.anonymous import without_authors
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.office_hours import DayHours, Week
from dinsos_desk.domain.safety import safety_as_json
from dinsos_desk.usecases.numbers.file import changed_series, series_changes
from dinsos_desk.usecases.office.front_desk import front_desk_words
from dinsos_desk.usecases.office.posts import Bureau, office_posts
from dinsos_desk.usecases.office.safety import RULE_NAMES, safety_rules
from dinsos_desk.usecases.office.set_up_file import OfficeFile
from dinsos_desk.usecases.office.setup import closures, offered_services, the_office


class Part(StrEnum):
    """What may be taken over by itself."""

    LETTERHEAD = "kop"
    PAPER = "kertas"
    NUMBERS = "nomor"
    HOURS = "jam"
    FRONT_DESK = "meja_depan"
    CLOSURES = "libur"
    POSTS = "jabatan"
    SERVICES = "layanan"
    SAFETY = "keamanan"


PART_NAMES = {
    Part.LETTERHEAD: "Kantor dan kop surat",
    Part.PAPER: "Kertas dan huruf",
    Part.NUMBERS: "Nomor surat",
    Part.HOURS: "Jam layanan",
    Part.FRONT_DESK: "Meja depan",
    Part.CLOSURES: "Hari libur",
    Part.POSTS: "Jabatan",
    Part.SERVICES: "Layanan dan templat",
    Part.SAFETY: "Keamanan",
}
FACTS: Mapping[Part, Mapping[str, str]] = {
    Part.LETTERHEAD: {
        "government": "Nama pemerintah daerah",
        "name": "Nama kantor",
        "address": "Alamat",
        "city": "Tempat surat dibuat",
        "postcode": "Kode pos",
        "phone": "Telepon",
        "email": "Pos-el",
        "website": "Laman",
        "complaints": "Saluran pengaduan",
        "emblem": "Lambang",
    },
    Part.PAPER: {
        "paper": "Kertas",
        "margins": "Margin (milimeter)",
        "font": "Huruf surat",
        "font_size": "Besar huruf",
    },
    Part.NUMBERS: {
        "number_pattern": "Pola nomor surat",
        "classification": "Kode klasifikasi",
        "unit": "Kode unit",
        "office_code": "Kode kantor",
    },
}
"""What each part holds: the names in ``OfficeData``, and how they are called."""

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
NOTHING = "(kosong)"


@dataclass(frozen=True)
class Change:
    """One thing that would be different afterwards, in words."""

    part: Part
    what: str
    before: str
    after: str


def compare_office(desk: Bureau, file: OfficeFile) -> tuple[Change, ...]:
    """What taking the whole file over would change here, part by part; nothing is changed."""
    return tuple(_changes(desk, file))


def usable_services(file: OfficeFile, shipped: Collection[str]) -> frozenset[str]:
    """The offered services of a file that come with it or with the program."""
    return file.services & ({service.code for service in file.own} | set(shipped))


def unknown_services(file: OfficeFile, known: Collection[str]) -> tuple[str, ...]:
    """The offered services of a file that neither it nor this program knows."""
    return tuple(sorted(file.services - usable_services(file, known)))


def merged_posts(desk: Bureau, file: OfficeFile) -> tuple[Post, ...]:
    """The posts of the file, and those of this office that somebody holds or held."""
    with desk.reader() as uow:
        held = {official.post for official in uow.offices.officials()}
    named = {post.code for post in file.posts}
    return file.posts + tuple(p for p in office_posts(desk) if p.code in held - named)


def put_aside(desk: Bureau, file: OfficeFile) -> tuple[str, ...]:
    """Shipped services that this office changed and that the file has as they were shipped."""
    coming = {service.code for service in file.own}
    unread = {fault.service or PurePath(fault.file).stem.replace("_", "-") for fault in file.skipped}
    return tuple(
        code
        for code, service in sorted(desk.shipped.services.items())
        if code in file.services - coming - unread and desk.catalog.services.get(code) != service
    )


def day_words(hours: DayHours | None) -> str:
    """The hours of a day: "07.30–16.00, istirahat 12.00–13.00", or "tutup"."""
    if hours is None:
        return "tutup"
    words = f"{hours.start:%H.%M}–{hours.end:%H.%M}"
    if hours.break_start is None or hours.break_end is None:
        return words
    return f"{words}, istirahat {hours.break_start:%H.%M}–{hours.break_end:%H.%M}"


def _changes(desk: Bureau, file: OfficeFile) -> Iterator[Change]:
    here = the_office(desk.reader())
    for part, names in FACTS.items():
        for name, label in names.items():
            before, after = getattr(here, name), getattr(file.office, name)
            if before != after:
                yield Change(part, label, _said(before), _said(after) if name != "emblem" else _emblem(after))
    for what, before, after in series_changes(changed_series(desk.reader()), file.series):
        yield Change(Part.NUMBERS, what, before, after)
    yield from _hours(here.hours.week, file.office.hours.week, "")
    yield from _hours(here.hours.ramadan_week, file.office.hours.ramadan_week, " (Ramadan)")
    spans, theirs = here.hours.ramadan_spans, file.office.hours.ramadan_spans
    if spans != theirs:
        yield Change(Part.HOURS, "Hari Ramadan", _spans(spans), _spans(theirs))
    known = {**desk.catalog.services, **{service.code: service for service in file.own}}
    names = {code: service.short_name for code, service in known.items()}
    before, after = (front_desk_words(one.front_desk, names) for one in (here, file.office))
    for label in before:
        if before[label] != after[label]:
            yield Change(Part.FRONT_DESK, label, before[label], after[label])
    now, then = closures(desk.reader()), file.closures
    for day in sorted({*now, *then}):
        if now.get(day) != then.get(day):
            yield Change(Part.CLOSURES, format_date(day), now.get(day, NOTHING), then.get(day, NOTHING))
    yield from _posts(office_posts(desk), merged_posts(desk, file))
    yield from _services(desk, file)
    yield from _safety(desk, file)


def _hours(here: Week, there: Week, note: str) -> Iterator[Change]:
    for name, before, after in zip(_DAYS, here, there, strict=True):
        if before != after:
            yield Change(Part.HOURS, name + note, day_words(before), day_words(after))


def _posts(here: Iterable[Post], there: Iterable[Post]) -> Iterator[Change]:
    now = {post.code: post for post in here}
    then = {post.code: post for post in there}
    for code in {**now, **then}:
        before, after = now.get(code), then.get(code)
        if before != after:
            named = after or before
            yield Change(Part.POSTS, named.name if named else code, _post(before), _post(after))


def _services(desk: Bureau, file: OfficeFile) -> Iterator[Change]:
    catalog, offered = desk.catalog.services, offered_services(desk.reader())
    coming = {service.code: service for service in file.own}
    then = usable_services(file, catalog)
    names = {code: service.name for code, service in {**catalog, **coming}.items()}
    for code in sorted(offered ^ then, key=lambda code: names.get(code, code)):
        before, after = ("diterima", "tidak diterima") if code in offered else ("tidak diterima", "diterima")
        yield Change(Part.SERVICES, names.get(code, code), before, after)
    for code, service in sorted(coming.items()):
        if catalog.get(code) != service:
            before = "susunan di kantor ini" if code in catalog else "belum ada"
            yield Change(Part.SERVICES, service.name, before, "susunan dari berkas")
    for code in put_aside(desk, file):
        yield Change(
            Part.SERVICES, desk.shipped.services[code].name, "susunan di kantor ini", "susunan bawaan"
        )
    own = desk.letters.names()[1]
    for name, content in sorted(file.templates.items()):
        if name not in own:
            yield Change(Part.SERVICES, f"Templat {name}", "belum ada", "templat dari berkas")
        elif without_authors(name, desk.letters.template(name)) != content:
            yield Change(Part.SERVICES, f"Templat {name}", "templat di kantor ini", "templat dari berkas")


def _safety(desk: Bureau, file: OfficeFile) -> Iterator[Change]:
    if file.safety is None:
        return
    here, there = safety_as_json(safety_rules(desk.reader())), safety_as_json(file.safety)
    for name, label in RULE_NAMES.items():
        if here[name] != there[name]:
            yield Change(Part.SAFETY, label, str(here[name]), str(there[name]))


def _said(value: object) -> str:
    if isinstance(value, bytes):
        return _emblem(value)
    if isinstance(value, tuple):
        return " · ".join(f"{float(margin):g}".replace(".", ",") for margin in value)
    return str(value) if value not in ("", None) else NOTHING


def _emblem(picture: object) -> str:
    return f"gambar {len(picture) // 1024 + 1} KB" if isinstance(picture, bytes) else NOTHING


def _spans(spans: Iterable[tuple[object, object]]) -> str:
    return "; ".join(f"{first:%d/%m/%Y}–{last:%d/%m/%Y}" for first, last in spans) or NOTHING


def _post(post: Post | None) -> str:
    if post is None:
        return NOTHING
    return f"{post.name}, {post.division}" if post.division else post.name
