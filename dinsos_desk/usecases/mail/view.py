"""Looking at incoming letters: the agenda, and one letter with all that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dinsos_desk.db import tables
from dinsos_desk.db.queries.mail.dispositions import (
    DispositionRow,
    RecipientRow,
    dispositions_of,
    recipients_of,
)
from dinsos_desk.db.queries.mail.letters import (
    LinkedRequest,
    MailFilter,
    MailRow,
    linked_requests,
    mail_rows,
    one_mail,
    senders,
)
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.entry import Typed
from dinsos_desk.domain.fields import ChoiceField, DateField, FieldDef
from dinsos_desk.domain.mail import LetterKind
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.mail.agenda import COLUMN_OF, mail_fields, the_mail_desk
from dinsos_desk.usecases.mail.words import eyes_of

MOST_ROWS = 500
_MOST_SENDERS = 4


@dataclass(frozen=True)
class MailChangeView:
    """One correction: who, when, why, and what stood before as (label, words)."""

    at: datetime
    who: str
    reason: str
    before: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MailView:
    """Everything a page shows of one letter.

    ``typed``: the letter as a form takes it. ``drafts``: unsent applications begun from it, as (whose,
    when, whether one's own). ``scans``: how many are attached. ``kinds``: those it may be corrected to.
    """

    row: MailRow
    nonce: str
    typed: Typed
    dispositions: tuple[DispositionRow, ...]
    recipients: tuple[RecipientRow, ...]
    requests: tuple[LinkedRequest, ...]
    changes: tuple[MailChangeView, ...]
    drafts: tuple[tuple[str, datetime, bool], ...] = ()
    scans: int = 0
    kinds: tuple[LetterKind, ...] = ()

    def of(self, disposition_id: int) -> tuple[RecipientRow, ...]:
        """Those a disposition went to."""
        return tuple(row for row in self.recipients if row.disposition_id == disposition_id)

    def below(self, recipient_id: int) -> tuple[DispositionRow, ...]:
        """What a recipient passed on."""
        return tuple(row for row in self.dispositions if row.from_id == recipient_id)


def letter_kinds(uow: UnitOfWork) -> tuple[LetterKind, ...]:
    """The kinds of letters of this office, those that are not offered any more too."""
    with uow:
        return the_mail_desk(uow).kinds


def known_senders(uow: UnitOfWork, words: str) -> tuple[str, ...]:
    """Who sent letters before and has these words in the name."""
    with uow:
        return senders(uow.session, words, _MOST_SENDERS)


def mail_list(uow: UnitOfWork, actor: Actor, wanted: MailFilter) -> tuple[MailRow, ...]:
    """The letters that fit, the newest first, at most ``MOST_ROWS``."""
    with uow:
        return mail_rows(uow.session, eyes_of(actor), wanted, MOST_ROWS)


def view_mail(uow: UnitOfWork, actor: Actor, mail_id: int) -> MailView:
    """One letter with all that belongs to it.

    Raises:
        UserError: *surat_masuk_tidak_ditemukan*.
    """
    with uow:
        eyes = eyes_of(actor)
        row = one_mail(uow.session, eyes, mail_id)
        if row is None:
            raise UserError("surat_masuk_tidak_ditemukan")
        kept = uow.mails.get(mail_id)
        given = dispositions_of(uow.session, [mail_id]) if row.readable else ()
        went_to = recipients_of(uow.session, eyes, [one.id for one in given]) if given else ()
        desk = the_mail_desk(uow)
        fields = mail_fields(desk.kinds)
        typed = _typed(fields, kept) if row.readable else {}
        sees = Visibility(actor.roles, actor.division)
        linked = tuple(one for one in linked_requests(uow.session, mail_id) if sees.shows(one.division))
        changes = (
            tuple(_change(uow, fields, change) for change in uow.mails.changes(mail_id))
            if row.readable
            else ()
        )
        drafts = tuple(
            (uow.users.get(draft.user_id).name, draft.updated_at, draft.user_id == actor.user_id)
            for draft in uow.mails.drafts_from(mail_id)
        )
        kept_scans = uow.attachments.of_nonce(kept.nonce) if row.readable else ()
        scans = sum(scan.removed_at is None for scan in kept_scans)
        able = desk.kinds_for(kept.kind)
        return MailView(row, kept.nonce, typed, given, went_to, linked, changes, drafts, scans, able)


def _typed(fields: Sequence[FieldDef], row: tables.IncomingMail) -> dict[str, str]:
    """A letter as its form is filled."""
    typed = {}
    for definition in fields:
        value = getattr(row, COLUMN_OF[definition.code])
        chosen = isinstance(definition, ChoiceField)
        typed[definition.code] = value if chosen else definition.typed(value) if value is not None else ""
    return typed


def _change(uow: UnitOfWork, fields: Sequence[FieldDef], change: tables.MailChange) -> MailChangeView:
    labels = {COLUMN_OF[one.code]: one for one in fields}
    before = []
    for name, value in change.before.items():
        definition = labels.get(name)
        if definition is None:
            continue
        shown = date.fromisoformat(value) if isinstance(definition, DateField) and value else value
        before.append((definition.label, definition.display(shown) or "–"))
    return MailChangeView(change.at, uow.users.get(change.user_id).name, change.reason, tuple(before))
