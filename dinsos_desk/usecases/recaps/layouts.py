"""The office's own workbooks: given, checked, kept with versions, taken out of use, filled."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from dinsos_desk.db.repositories.recap_layouts import (
    LayoutRow,
    add_version,
    layout_content,
    layout_rows,
    layouts_in_use,
)
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.recaps.own_workbook import Asked, OwnWorkbook, field_name
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import plain_title
from dinsos_desk.usecases.recaps.fields import RecapFields
from dinsos_desk.usecases.recaps.workbook import Workbook

MAKERS = (Role.ADMIN, Role.SEKRETARIS, Role.KADIS)
LONGEST_NAME = 60
_MOST_FAULTS = 50


@dataclass(frozen=True)
class Checked:
    """A workbook that can be filled: how many places ask for something, and where."""

    places: tuple[Asked, ...]


def check_layout(file_name: str, content: bytes, fields: RecapFields) -> Checked:
    """Look at a workbook before it is kept.

    Raises:
        UserError: it is no workbook that can be filled (see ``OwnWorkbook``), or *tata_letak_tanpa_isian*.
        InvalidInput: fields that nobody knows, or braces without a field, each with its cell.
    """
    book = OwnWorkbook(file_name, content)
    places = book.asked(fields.knows)
    if not places:
        raise UserError("tata_letak_tanpa_isian", nama=file_name)
    faults: list[Fault] = []
    for one in places:
        if one.broken:
            values = {"alamat": one.place, "tulisan": one.text[:60]}
            faults.append(Fault("isian_tata_letak_rusak", values, one.place))
        for name in one.fields:
            if not fields.knows(field_name(name)):
                like = fields.like(name)
                code = "isian_tata_letak_mirip" if like else "isian_tata_letak_tidak_dikenal"
                faults.append(Fault(code, {"alamat": one.place, "isian": name, "mirip": like}, one.place))
    if faults:
        raise InvalidInput(tuple(faults[:_MOST_FAULTS]))
    return Checked(places)


def keep_layout(
    uow: UnitOfWork,
    actor: Actor,
    name: str,
    file_name: str,
    content: bytes,
    fields: RecapFields,
    now: datetime,
) -> int:
    """Check a workbook and keep it as the newest version of a layout; returns the version.

    Raises:
        UserError: *tidak_berwenang*, *nama_tata_letak*; as ``check_layout``.
        InvalidInput: as ``check_layout``.
    """
    actor.require(*MAKERS)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UserError("nama_tata_letak", batas=LONGEST_NAME)
    check_layout(file_name, content, fields)
    with uow:
        version = add_version(
            uow.session,
            name,
            file_name=PurePath(file_name).name,
            content=content,
            at=now,
            user_id=actor.user_id,
        )
        uow.trail.note(actor.user_id, Deed.RECAP_LAYOUT_IN, f"{name}, versi {version}")
        uow.commit()
    return version


def take_up_again(uow: UnitOfWork, actor: Actor, layout_id: int, now: datetime) -> int:
    """Make an earlier version the newest one; returns the number of the new version.

    Raises:
        UserError: *tidak_berwenang*, *tata_letak_tidak_ditemukan*.
    """
    actor.require(*MAKERS)
    with uow:
        row = next((one for one in layout_rows(uow.session) if one.id == layout_id), None)
        kept = layout_content(uow.session, layout_id)
        if row is None or kept is None:
            raise UserError("tata_letak_tidak_ditemukan")
        name, file_name, content = kept
        version = add_version(
            uow.session,
            name,
            file_name=file_name,
            content=content,
            at=now,
            user_id=actor.user_id,
            reason=f"Dari versi {row.version}",
        )
        uow.trail.note(actor.user_id, Deed.RECAP_LAYOUT_IN, f"{name}, versi {version}")
        uow.commit()
    return version


def take_out(uow: UnitOfWork, actor: Actor, name: str, now: datetime) -> None:
    """Take a layout out of use; its versions stay and can be taken up again.

    Raises:
        UserError: *tidak_berwenang*, *tata_letak_tidak_ditemukan*.
    """
    actor.require(*MAKERS)
    with uow:
        newest = next((one for one in layout_rows(uow.session) if one.name == name and one.newest), None)
        if newest is None or newest.taken_out:
            raise UserError("tata_letak_tidak_ditemukan")
        add_version(uow.session, name, content=None, at=now, user_id=actor.user_id, reason="Dihentikan")
        uow.trail.note(actor.user_id, Deed.RECAP_LAYOUT_OUT, name)
        uow.commit()


def layouts(uow: UnitOfWork) -> tuple[LayoutRow, ...]:
    """Every version of every layout."""
    with uow:
        return layout_rows(uow.session)


def layout_file(uow: UnitOfWork, layout_id: int) -> Workbook:
    """A version as it was given.

    Raises:
        UserError: *tata_letak_tidak_ditemukan*.
    """
    with uow:
        kept = layout_content(uow.session, layout_id)
    if kept is None:
        raise UserError("tata_letak_tidak_ditemukan")
    return Workbook(kept[1], kept[2])


def filled_layout(uow: UnitOfWork, layout_id: int, fields: RecapFields, mark: str) -> Workbook:
    """One version, filled.

    Raises:
        UserError: *tata_letak_tidak_ditemukan*.
    """
    with uow:
        kept = layout_content(uow.session, layout_id)
    if kept is None:
        raise UserError("tata_letak_tidak_ditemukan")
    name, file, content = kept
    return _filled(name, file, content, fields, mark)


def _filled(name: str, file: str, content: bytes, fields: RecapFields, mark: str) -> Workbook:
    book = OwnWorkbook(file, content)
    short = tuple(
        f"Daftar {code} memuat {fields.lines(code)} baris, tetapi tata letak “{name}” hanya menyediakan "
        f"{last}; sisanya tidak tertulis. Pakai isian {{{{{code}_baris_…}}}} agar barisnya diulang."
        for code, last in sorted(book.reach().items())
        if 1 < last < fields.lines(code)
    )
    made = book.filled(fields.get, fields.lines)
    return Workbook(f"{plain_title(name)}-{mark}.xlsx", made, short)


def filled_layouts(uow: UnitOfWork, fields: RecapFields, mark: str) -> tuple[Workbook, ...]:
    """Every layout in use, filled; ``mark``: the period as file names write it."""
    with uow:
        kept = layouts_in_use(uow.session)
    return tuple(_filled(name, file, content, fields, mark) for name, file, content in kept)
