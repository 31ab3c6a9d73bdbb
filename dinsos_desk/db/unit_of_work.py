"""One transaction: everything in it is saved, or nothing."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from dinsos_desk.db.engine import translated
from dinsos_desk.db.repositories import (
    Attachments,
    Clocks,
    Complaints,
    Drafts,
    Histories,
    Holds,
    InstitutionMerges,
    Latenesses,
    LetterDrafts,
    Letters,
    Links,
    Mails,
    Merges,
    Numbers,
    Offices,
    People,
    Preferences,
    Queue,
    Reminders,
    Reports,
    Requests,
    Services,
    Ticklers,
    Trail,
    Users,
)
from dinsos_desk.db.request_search import index_noted


def _local_now() -> datetime:
    return datetime.now().replace(microsecond=0)


class UnitOfWork:
    """A write transaction and the repositories that work in it. Leaving without ``commit`` rolls back.

    ``now``: the clock of the desk, for the audit trail.
    """

    def __init__(self, factory: sessionmaker[Session], now: Callable[[], datetime] = _local_now) -> None:
        self._factory = factory
        self._now = now

    def __enter__(self) -> "UnitOfWork":
        self.session = self._factory()
        self.offices = Offices(self.session)
        self.users = Users(self.session)
        self.services = Services(self.session)
        self.people = People(self.session)
        self.preferences = Preferences(self.session)
        self.merges = Merges(self.session)
        self.institution_merges = InstitutionMerges(self.session)
        self.requests = Requests(self.session)
        self.histories = Histories(self.session)
        self.letters = Letters(self.session)
        self.letter_drafts = LetterDrafts(self.session)
        self.holds = Holds(self.session)
        self.numbers = Numbers(self.session)
        self.drafts = Drafts(self.session)
        self.attachments = Attachments(self.session)
        self.links = Links(self.session)
        self.reports = Reports(self.session)
        self.queue = Queue(self.session)
        self.reminders = Reminders(self.session)
        self.ticklers = Ticklers(self.session)
        self.latenesses = Latenesses(self.session)
        self.clocks = Clocks(self.session)
        self.complaints = Complaints(self.session)
        self.mails = Mails(self.session)
        self.trail = Trail(self.session, self._now)
        return self

    def commit(self) -> None:
        """Save everything, the search index with it.

        Raises:
            EnvironmentProblem: the disk or a lock is in the way.
        """
        with translated():
            self.session.flush()
            index_noted(self.session.connection())
            self.session.commit()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.session.rollback()
        finally:
            self.session.close()
        if isinstance(error, DBAPIError):
            with translated():
                raise error
