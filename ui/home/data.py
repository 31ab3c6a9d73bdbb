"""What the first room shows, read in one go off the window's thread."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dinsos_desk.db.queries.complaints import ComplaintFigures
from dinsos_desk.db.queries.requests.figures import (
    DayCount,
    Filter,
    HomeFigures,
    RequestRow,
    Visibility,
    finished_per_day,
    home_figures,
    inbox,
    list_requests,
)
from dinsos_desk.db.queries.requests.waiting import WaitingFigures
from dinsos_desk.desk import Desk
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.routing import OPEN_STATES, RequestState, Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.draft import complaint_draft
from dinsos_desk.usecases.complaints.handling import figures_for
from dinsos_desk.usecases.intake.drafts import KeptDraft, drafts_of
from dinsos_desk.usecases.mail.tasks import MailFigures, mail_figures
from dinsos_desk.usecases.obligations.tickler import TicklerView, open_ticklers
from dinsos_desk.usecases.obligations.view import DAYS_AHEAD
from dinsos_desk.usecases.office.setup import closures
from dinsos_desk.usecases.requests.clock import office_hours
from dinsos_desk.usecases.requests.waiting import WORKERS
from dinsos_desk.usecases.requests.waiting import figures as waiting_figures
from ui.room_names import WORKING

DAYS = 30
NEAR_DAYS = 7
"""A reminder made by hand is near enough for the first room."""
_ROWS = 100


@dataclass(frozen=True)
class HomeData:
    """``queue``: what waits for this user, or for one who decides nothing the newest open applications.

    ``complaint_begun``: this user began to write a complaint down and did not save it.
    """

    now: datetime
    figures: HomeFigures
    queue: tuple[RequestRow, ...]
    queue_is_mine: bool
    days: tuple[DayCount, ...]
    drafts: tuple[KeptDraft, ...]
    hours: OfficeHours
    closures: dict[date, str]
    reports: tuple[TicklerView, ...] = ()
    papers: WaitingFigures = field(default_factory=WaitingFigures)
    complaints: ComplaintFigures = field(default_factory=ComplaintFigures)
    complaint_begun: bool = False
    mail: MailFigures = field(default_factory=MailFigures)


def read_home(desk: Desk, actor: Actor) -> HomeData:
    """Ask the database for all of it."""
    now = desk.now()
    roles, division = actor.roles, actor.division
    mine = bool(roles & WORKING)
    with desk.reading() as session:
        figures = home_figures(session, roles, division, now)
        days = finished_per_day(session, now.date() - timedelta(days=DAYS - 1))
        if mine:
            queue = inbox(session, roles, division, now)[:_ROWS]
        else:
            wanted = Filter(states=(*sorted(OPEN_STATES), RequestState.READY))
            queue = list_requests(session, wanted, Visibility(roles, division), now, limit=_ROWS)
    drafts = drafts_of(desk.reader(), actor) if actor.may(Role.PETUGAS) else ()
    reader = desk.reader()
    with reader:
        hours = office_hours(reader)
    near = now.date() + timedelta(days=NEAR_DAYS)
    reports = open_ticklers(desk.reader(), actor, now.date(), DAYS_AHEAD, near)
    papers = waiting_figures(desk.reader(), actor, now) if actor.may(*WORKERS) else WaitingFigures()
    closed = closures(desk.reader())
    complaints = figures_for(desk.reader(), actor, now.date())
    begun = complaint_draft(desk.reader(), actor) is not None
    mail = mail_figures(desk.reader(), actor, now.date()) if mine else MailFigures()
    side = (reports, papers, complaints, begun, mail)
    return HomeData(now, figures, queue, mine, days, drafts, hours, closed, *side)


def every_day(counts: tuple[DayCount, ...], last: date, number: int = DAYS) -> tuple[DayCount, ...]:
    """One entry for each of the last days, also for those on which nothing was finished."""
    known = {count.day: count for count in counts}
    days = (last - timedelta(days=back) for back in range(number - 1, -1, -1))
    return tuple(known.get(day, DayCount(day, 0, 0)) for day in days)


def share_on_time(counts: tuple[DayCount, ...]) -> int | None:
    """Whole percent on time, None when nothing was finished."""
    on_time, late = sum(c.on_time for c in counts), sum(c.late for c in counts)
    return round(100 * on_time / (on_time + late)) if on_time + late else None


def filter_behind(card: str, actor: Actor, today: date) -> Filter:
    """The list behind a counter. Raises KeyError for a card that is none."""
    filters = {
        "menunggu": Filter(mine=actor.roles, division=actor.division),
        "terlambat": Filter(late=True),
        "jatuh_tempo": Filter(due_today=True),
        "belum_lengkap": Filter(states=(RequestState.INCOMPLETE,)),
        "siap_diambil": Filter(states=(RequestState.READY,)),
        "hari_ini": Filter(received=(today, today)),
    }
    return filters[card]
