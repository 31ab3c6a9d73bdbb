"""A letter becomes an application: what the wizard is opened with, and the link between the two."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.mail.letters import one_mail, origins_of
from dinsos_desk.db.queries.people.finding import find_institutions
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.institutions import institution_words
from dinsos_desk.domain.mail import MailKind
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import KeptDraft, drafts_of
from dinsos_desk.usecases.intake.reopening import entry_of
from dinsos_desk.usecases.mail.words import eyes_of, letter_words
from dinsos_desk.usecases.requests.shown import MailOrigin
from dinsos_desk.usecases.services.workplace import Workplace

_CANDIDATES = 20


@dataclass(frozen=True)
class FromMail:
    """What an application from a letter begins with.

    ``institutions``: of each offered service for institutions, the code of the party that is one.
    ``sender``: how that party is filled in; empty when the sender is nobody known.
    """

    mail_id: int
    number: str
    institutions: Mapping[str, str] = field(default_factory=dict)
    sender: PartyEntry = field(default_factory=lambda: PartyEntry({}))


def begin_from_mail(desk: Workplace, actor: Actor, mail_id: int) -> FromMail | KeptDraft:
    """What the wizard is opened with: the draft this user began from the letter, else a new application.

    Raises:
        UserError: *tidak_berwenang*, *surat_masuk_tidak_ditemukan*, *surat_masuk_dibatalkan* (nomor).
    """
    actor.require(Role.PETUGAS)
    with desk.reader() as uow:
        mail = one_mail(uow.session, eyes_of(actor), mail_id)
        if mail is None or not mail.readable:
            raise UserError("surat_masuk_tidak_ditemukan")
        if mail.cancelled_reason:
            raise UserError("surat_masuk_dibatalkan", nomor=mail.number)
        offered = uow.services.offered()
        sender = known_sender(uow, mail.sender)
        if sender.is_empty and mail.kind == MailKind.PROPOSAL:
            sender = PartyEntry({"nama": mail.sender})
    kept = next((one for one in drafts_of(desk.reader(), actor) if one.draft.mail == mail_id), None)
    if kept is not None:
        return kept
    services = (service for code, service in desk.catalog.services.items() if code in offered)
    found = {service.code: _institution_of(service) for service in services}
    return FromMail(mail.id, mail.number, {code: party for code, party in found.items() if party}, sender)


def known_sender(uow: UnitOfWork, name: str) -> PartyEntry:
    """The one institution of this name, whatever its way of writing; empty when none or several have it."""
    wanted = institution_words(name)
    rows = find_institutions(uow.session, name, _CANDIDATES)
    same = [row.id for row in rows if institution_words(row.name) == wanted]
    if len(same) != 1:
        return PartyEntry({})
    return entry_of(uow.people.institution(same[0]), same[0])


def tie_mail(uow: UnitOfWork, actor: Actor, mail_id: int | None, request_id: int, now: datetime) -> None:
    """Link an application that is being saved with the letter it came from, once."""
    if mail_id is not None and uow.mails.link(mail_id, request_id, actor.user_id, now):
        number = uow.mails.get(mail_id).number
        uow.trail.note(actor.user_id, Deed.MAIL_APPLIED, number, mail_id)


def mail_origins(uow: UnitOfWork, actor: Actor, request_id: int) -> tuple[MailOrigin, ...]:
    """The letters an application came from, as far as this user sees them."""
    rows = origins_of(uow.session, eyes_of(actor), request_id)
    return tuple(MailOrigin(row.id, row.number, f"{row.sender}, {letter_words(row)}") for row in rows)


def _institution_of(service: ServiceDef) -> str:
    """The party that is an institution, the applicant first; empty for a service for people."""
    places = (service.applicant, service.client, *(party.code for party in service.parties))
    return next((code for code in places if service.party(code).kind is PartyKind.INSTITUTION), "")
