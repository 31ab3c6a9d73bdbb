"""Urutan nomor in the settings: which documents count together and how, chosen by the office.

A change holds for the letters to come; numbers that were given stay as they are, and none is given again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from dinsos_desk.catalog.codes import part_code
from dinsos_desk.catalog.schema import ProductKind, ServiceDef
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.complaints import SERIES_KIND
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.number_series import MAIN_SERIES, NumberSeries, pattern_faults
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.numbers.draw import all_series, book_of, foresee
from dinsos_desk.usecases.numbers.file import store_one
from dinsos_desk.usecases.numbers.parts import tidy, word_faults
from dinsos_desk.usecases.services.workplace import Workplace

LONGEST_NAME = 80
KIND_NAMES = {
    ProductKind.LETTER.value: "Surat",
    ProductKind.MINUTES.value: "Berita acara",
    ProductKind.REPORT.value: "Laporan",
    ProductKind.MONEY_RECEIPT.value: "Kuitansi",
    SERIES_KIND: "Pengaduan",
}
"""The kinds of documents that can be numbered, as the settings name them."""


@dataclass(frozen=True)
class SeriesRow:
    """A sequence in the list: ``pattern`` in force, and the next number of today."""

    series: NumberSeries
    pattern: str
    next: str


def series_rows(uow: UnitOfWork, now: datetime) -> tuple[SeriesRow, ...]:
    """The sequences of this office, the main one first."""
    with uow:
        office = uow.offices.get()
        rows = []
        for one in all_series(uow):
            book = book_of(office, one)
            day = now.date()
            rows.append(SeriesRow(one, book.pattern.text, book.write(foresee(uow, book, day), day)))
    return tuple(rows)


def numbered_templates(services: Iterable[ServiceDef]) -> dict[str, str]:
    """The templates of numbered documents with what they are called, in the order of the names."""
    names: dict[str, str] = {}
    for service in services:
        for product in service.documents():
            if product.numbered and product.template:
                names.setdefault(product.template, product.name)
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


def keep_series(desk: Workplace, actor: Actor, one: NumberSeries) -> str:
    """Add a sequence (``code`` empty) or change how one counts; returns its code.

    Raises:
        InvalidInput: the name or the pattern is wrong, or another sequence counts the same documents.
    """
    actor.require(Role.ADMIN)
    one = replace(one, name=tidy(one.name), pattern=tidy(one.pattern))
    with desk.uow() as uow:
        known = all_series(uow)
        others = tuple(other for other in known if other.code != one.code)
        office = uow.offices.get()
        faults = [
            *word_faults(one.name, "name", "Nama urutan"),
            *_clashes(one, others),
            *pattern_faults(one, others, office.number_pattern),
        ]
        if not faults:
            faults += _unwritable(uow, one)
        if faults:
            raise InvalidInput(tuple(faults))
        code = one.code or part_code(one.name, {MAIN_SERIES, *(other.code for other in known)})
        store_one(uow, replace(one, code=code))
        uow.trail.note(actor.user_id, Deed.SERIES_CHANGED, code)
        uow.commit()
    return code


def remove_series(desk: Workplace, actor: Actor, code: str) -> None:
    """Take a sequence off the list; its documents count with the main one again.

    Raises:
        UserError: *urutan_nomor_terpakai* (jumlah) when it gave numbers; *tidak_berwenang*.
    """
    actor.require(Role.ADMIN)
    with desk.uow() as uow:
        given = uow.numbers.count_of(f"{MAIN_SERIES}.{code}")
        if code == MAIN_SERIES or given:
            raise UserError("urutan_nomor_terpakai", jumlah=given)
        uow.numbers.drop_series(code)
        uow.trail.note(actor.user_id, Deed.SERIES_REMOVED, code)
        uow.commit()


def _clashes(one: NumberSeries, others: Iterable[NumberSeries]) -> list[Fault]:
    faults = []
    if one.code != MAIN_SERIES and not (one.kinds or one.templates):
        faults.append(Fault("urutan_nomor_kosong", {}, "kinds"))
    for other in others:
        if other.name.casefold() == one.name.casefold():
            faults.append(Fault("urutan_nomor_sudah_ada", {"nama": other.name}, "name"))
        for kind in sorted(one.kinds & other.kinds):
            values = {"jenis": KIND_NAMES.get(kind, kind), "nama": other.name}
            faults.append(Fault("urutan_nomor_jenis_ganda", values, "kinds"))
        for template in sorted(one.templates & other.templates):
            values = {"jenis": template, "nama": other.name}
            faults.append(Fault("urutan_nomor_jenis_ganda", values, "templates"))
    return faults


def _unwritable(uow: UnitOfWork, one: NumberSeries) -> list[Fault]:
    """A pattern with a part that the office has not filled in."""
    office = uow.offices.get()
    missing = {"unit": office.unit, "kantor": office.office_code, "layanan": ""}
    tokens = book_of(office, one).pattern.tokens
    return [
        Fault("nomor_bagian_kosong", {"bagian": name}, "pattern")
        for name, value in missing.items()
        if name in tokens and not value.strip()
    ]


def preview(uow: UnitOfWork, one: NumberSeries, day: date) -> str:
    """The next number of a sequence as it stands in the form, without saving it.

    Raises:
        UserError: *pola_nomor_tidak_dapat_dipakai*.
    """
    with uow:
        book = book_of(uow.offices.get(), one)
        return book.write(foresee(uow, book, day), day)
