"""Showing somebody's NIK and KK in full, which is written down, and looking at what was written down."""

from datetime import datetime
from enum import StrEnum

from dinsos_desk.db.queries.people.shown import ShownFilter, ShownRow, shown_rows, users_who_looked
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.usecases.actor import Actor

OVERSEERS = (Role.ADMIN, Role.KADIS, Role.SEKRETARIS)
"""Who may see who looked."""


class ShownAt(StrEnum):
    """Where the numbers were seen."""

    PAGE = "halaman"
    FORM = "formulir"
    INTAKE = "penerimaan"


SHOWN_WORDS = {
    ShownAt.PAGE.value: "Halaman data orang",
    ShownAt.FORM.value: "Formulir perbaikan",
    ShownAt.INTAKE.value: "Penerimaan permohonan",
}


def identity_numbers(
    uow: UnitOfWork, actor: Actor, person_id: int, now: datetime, place: ShownAt = ShownAt.PAGE
) -> tuple[str, str]:
    """NIK and KK in full, asked for one person at a time; that they were shown is written down.

    Raises:
        UserError: *tidak_berwenang* for who only reads or administers; *data_tidak_ditemukan*.
    """
    actor.require(*WORKING_ROLES)
    with uow:
        person = uow.people.person(person_id)
        uow.people.note_shown(person_id, actor.user_id, now, place.value)
        uow.commit()
        return person.nik, person.kk


def looks(
    uow: UnitOfWork, actor: Actor, wanted: ShownFilter, after: ShownRow | None = None, limit: int = 100
) -> tuple[ShownRow, ...]:
    """A page of who looked at whose numbers, the newest first.

    Raises:
        UserError: *tidak_berwenang* for anybody but administrator, Kepala Dinas and Sekretaris.
    """
    actor.require(*OVERSEERS)
    with uow:
        return shown_rows(uow.session, wanted, after, limit)


def lookers(uow: UnitOfWork, actor: Actor) -> tuple[tuple[int, str], ...]:
    """Everybody who ever looked, by id and name.

    Raises:
        UserError: *tidak_berwenang*.
    """
    actor.require(*OVERSEERS)
    with uow:
        return users_who_looked(uow.session)
