"""What a page shows of one application, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from dinsos_desk.catalog.schema import Onward, ServiceDef
from dinsos_desk.db.queries.complaints import ComplaintRow
from dinsos_desk.db.queries.requests.figures import RequestRow
from dinsos_desk.db.queries.requests.links import LinkedRow
from dinsos_desk.domain.checklist import Need, PaperState
from dinsos_desk.domain.fields import FieldDef
from dinsos_desk.domain.routing import Action, Stage
from dinsos_desk.domain.rules import Verdict
from dinsos_desk.usecases.obligations.view import DutyView
from dinsos_desk.usecases.requests.lateness import LatenessView
from dinsos_desk.usecases.requests.lines import Line
from dinsos_desk.usecases.requests.notes import NoteView
from dinsos_desk.usecases.services.versions import VersionView


@dataclass(frozen=True)
class MailOrigin:
    """A letter of the agenda surat masuk; ``words``: who sent it, its own number and day."""

    mail_id: int
    number: str
    words: str


@dataclass(frozen=True)
class PartyView:
    """One party: who it is, with the NIK masked."""

    code: str
    label: str
    name: str
    masked_nik: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class PaperView:
    """One row of the checklist."""

    code: str
    text: str
    group: str
    need: Need
    state: PaperState | None
    detail: str
    is_missing: bool


@dataclass(frozen=True)
class HistoryView:
    """One step of the history. ``what`` says it in words; ``records`` what was written down."""

    at: datetime
    who: str
    stage: str
    what: str
    action: Action
    to_stage: str
    reason: str
    faulty: tuple[str, ...]
    records: tuple[Line, ...]
    on_paper: date | None
    carried_by: str


@dataclass(frozen=True)
class LetterView:
    """One finished document. ``is_current``: no return has opened its draft again."""

    id: int
    product: str
    name: str
    kind: str
    number: str
    dated: date
    state: str
    is_current: bool = True


@dataclass(frozen=True)
class RuleView:
    """What one rule says of this application. ``override``: why it is passed over, ``by`` whose word."""

    text: str
    source: str
    verdict: Verdict
    override: str
    by: str = ""


@dataclass(frozen=True)
class OfferView:
    """Another service for the same people. ``offered``: this desk takes applications for it in."""

    service: str
    text: str
    offered: bool


@dataclass(frozen=True)
class RequestView:
    """Everything a page shows of one application, and what this user may do with it.

    ``actions``: what may be decided now; ``on_paper``: only by recording what an official decided on
    paper. ``drafts``: documents that can be looked at as drafts, the one to look at first in front.
    ``recorded``: tables written down at the stages. ``onward``: where to go now that it is ready.
    ``offers``: other services for the same people; ``linked``: applications that belong to this one.
    ``paused_at``: since when the clock rests.
    ``ticket``: the queue number under which it was taken or completed, in words; empty for none.
    ``complaints``: those about it, the newest first.
    ``lateness``: why it was late, the reason that stands first. ``mails``: the letters it came from.
    ``return_targets``: code and name of the stages a return may go to, the usual one first.
    ``notes``: reminders and what is to be followed up, beside the history.
    ``own_intake``: this user took it in himself and may not judge it.
    """

    row: RequestRow
    service: ServiceDef
    stage: Stage
    parties: tuple[PartyView, ...]
    answers: tuple[Line, ...]
    papers: tuple[PaperView, ...]
    rules: tuple[RuleView, ...]
    history: tuple[HistoryView, ...]
    letters: tuple[LetterView, ...]
    drafts: tuple[Line, ...]
    actions: tuple[Action, ...]
    on_paper: bool
    fields: tuple[FieldDef, ...]
    note: str
    taken_by: str
    can_be_mended: bool
    return_to: str
    recorded: tuple[Line, ...] = ()
    onward: tuple[Onward, ...] = ()
    offers: tuple[OfferView, ...] = ()
    linked: tuple[LinkedRow, ...] = ()
    duties: tuple[DutyView, ...] = ()
    version: VersionView | None = None
    paused_at: datetime | None = None
    ticket: str = ""
    lateness: tuple[LatenessView, ...] = ()
    return_targets: tuple[tuple[str, str], ...] = ()
    own_intake: bool = False
    mails: tuple[MailOrigin, ...] = ()
    notes: tuple[NoteView, ...] = ()
    complaints: tuple[ComplaintRow, ...] = ()
