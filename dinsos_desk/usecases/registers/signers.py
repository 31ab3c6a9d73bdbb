"""Who signs a printed register: on the left who knows of it (mengetahui), on the right who keeps it."""

from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.db.queries.registers.corrections import keep_signers, signers_of
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import InvalidInput
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.words import Words, signer_words
from dinsos_desk.usecases.registers.model import RegisterBook

CHOOSERS = (Role.ADMIN, Role.SEKRETARIS, Role.KADIS)
"""Who decides which posts sign."""
WHO_PRINTS = ""
"""On the right: the officer who prints it."""
NOBODY = ""
"""On the left: nobody signs there."""
KEEPER = "Petugas buku register,"


@dataclass(frozen=True)
class Signers:
    """Codes of posts. ``knows`` may be ``NOBODY``, ``keeps`` may be ``WHO_PRINTS``."""

    knows: str = HEAD_POST
    keeps: str = WHO_PRINTS


def register_signers(uow: UnitOfWork, book: RegisterBook) -> Signers:
    """Who signs a register."""
    with uow:
        return _signers(uow, book)


def set_signers(
    uow: UnitOfWork, actor: Actor, book: RegisterBook, signers: Signers, everywhere: bool = False
) -> None:
    """Let these posts sign a register from now on, or every register without posts of its own.

    Raises:
        InvalidInput: the same post twice; the place is *pemegang*.
        UserError: *tidak_berwenang*.
    """
    actor.require(*CHOOSERS)
    if signers.knows and signers.knows == signers.keeps:
        raise InvalidInput((Fault("register_penanda_tangan_sama", {}, "pemegang"),))
    with uow:
        books = ("", book.code) if everywhere else (book.code,)
        keep_signers(uow.session, books, signers.knows, signers.keeps)
        about = "semua buku register" if everywhere else book.name
        uow.trail.note(actor.user_id, Deed.REGISTER_SIGNERS, about)
        uow.commit()


def signing_words(uow: UnitOfWork, actor: Actor | None, book: RegisterBook, now: datetime) -> Words:
    """Both signature blocks, inside a unit of work; *mengetahui* is empty when nobody signs there."""
    chosen, day = _signers(uow, book), now.date()
    knows: Words | None = None
    if chosen.knows != NOBODY:
        knows = signer_words(uow.offices.official_on(chosen.knows, day), chosen.knows)
    if chosen.keeps == WHO_PRINTS:
        keeps: Words = {
            "jabatan": [KEEPER],
            "nama": actor.name if actor is not None else "",
            "pangkat": "",
            "nip": "",
        }
    else:
        keeps = signer_words(uow.offices.official_on(chosen.keeps, day), chosen.keeps)
    return {"mengetahui": knows, "penanda_tangan": keeps}


def _signers(uow: UnitOfWork, book: RegisterBook) -> Signers:
    kept = signers_of(uow.session, book.code)
    return Signers(*kept) if kept is not None else Signers()
