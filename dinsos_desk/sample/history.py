"""Sixty days of an office, made through the use cases with a clock that runs ahead of the real one."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Desk
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.domain.working_time import add_worked, worked
from dinsos_desk.errors import InvalidInput
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import Crew, Standing, approve, mend, refuse, standing, take_in
from dinsos_desk.usecases.intake.drafts import keep_draft
from dinsos_desk.usecases.requests.clock import office_hours, promised

DAYS = 60
BUSIEST, QUIETEST = 7, 3
OPEN_ENDS_WITHIN = timedelta(days=16)
"""What is still open began within this time: nobody leaves a one-hour service lying for two months."""

Progress = Callable[[int, int], None]


class Ending(StrEnum):
    """How a story ends."""

    DONE = "selesai"
    REJECTED = "ditolak"
    CANCELLED = "dibatalkan"
    INCOMPLETE = "belum_lengkap"
    RETURNED = "dikembalikan"
    STUCK = "berjalan"
    READY = "siap_diambil"
    PASSED_ON = "dialihkan"


_OF_EVERY_SERVICE = tuple(one for one in Ending if one is not Ending.PASSED_ON)
_LONG_AGO = {Ending.DONE: 86, Ending.REJECTED: 8, Ending.CANCELLED: 6}
_LATELY = {
    Ending.DONE: 56,
    Ending.REJECTED: 5,
    Ending.CANCELLED: 4,
    Ending.INCOMPLETE: 11,
    Ending.READY: 9,
    Ending.STUCK: 9,
    Ending.RETURNED: 6,
}
_LATE, _RETURNED, _INCOMPLETE, _WITHOUT_PAPERS = 0.16, 0.12, 0.15, 0.5
_REASONS = {
    Action.RETURN: (
        "Tanggal pada surat keterangan belum sesuai dengan berkas; mohon diperiksa kembali.",
        "Salinan kurang jelas terbaca; mohon diperiksa dan dilampirkan ulang.",
        "Ejaan nama pada konsep surat berbeda dari KTP.",
    ),
    Action.REJECT: (
        "Pemohon telah menerima layanan yang sama dan belum memenuhi syarat untuk permohonan baru.",
        "Berkas tidak sesuai dengan hasil pemeriksaan di lapangan.",
    ),
    Action.CANCEL: ("Dibatalkan atas permintaan pemohon.", "Pemohon tidak melanjutkan permohonannya."),
    Action.TRANSFER: (
        "Pemohon berdomisili di kabupaten tetangga dan dilayani di sana.",
        "Kebutuhan pemohon lebih tepat ditangani instansi tujuan.",
    ),
}
_ELSEWHERE = "Dinas Sosial Kabupaten Contoh Timur"


@dataclass
class Story:
    """One application as it will go. ``pace`` is the working time between two steps."""

    service: ServiceDef
    ending: Ending
    late: bool
    to_return: bool
    incomplete: bool
    steps_before_stuck: int
    request_id: int | None = None
    pace: timedelta = timedelta(minutes=6)

    def end_as(self, ending: Ending) -> None:
        """Choose the ending, with what must happen before it."""
        self.ending = ending
        self.to_return |= ending is Ending.RETURNED
        self.incomplete |= ending in (Ending.INCOMPLETE, Ending.CANCELLED)


def make_history(
    desk: Desk, crew: Crew, now: datetime, progress: Progress, *, days: int = DAYS, seed: int = 2026
) -> int:
    """Fill an office with applications of the ``days`` up to ``now``; returns how many were taken in.

    ``progress`` is told how many of the days are done.
    """
    with desk.reader() as uow:
        hours = office_hours(uow)
    chronicle = Chronicle(desk, crew, hours, Crowd(seed))
    chronicle.plan(now, days)
    chronicle.run(now, progress, days)
    chronicle.leave_drafts(now)
    return chronicle.taken


class Chronicle:
    """All stories of the office, told in the order of time."""

    def __init__(self, desk: Desk, crew: Crew, hours: OfficeHours, crowd: Crowd) -> None:
        self._desk, self._crew, self._hours, self._crowd = desk, crew, hours, crowd
        self._services = tuple(desk.catalog.services.values())
        self._events: list[tuple[datetime, int, Story]] = []
        self._order = count()
        self.taken = 0

    def plan(self, now: datetime, days: int) -> None:
        """Decide who comes when, and how each story ends; lately there is one of every ending."""
        lately: list[Story] = []
        for ahead in range(days, -1, -1):
            day = now.date() - timedelta(days=ahead)
            day_hours = self._hours.hours_on(day)
            if day_hours is None:
                continue
            spans = day_hours.spans(day)
            for _ in range(self._crowd.dice.randint(QUIETEST, BUSIEST)):
                opens, closes = self._crowd.one_of(spans)
                seconds = int((closes - opens).total_seconds())
                arrival = opens + timedelta(seconds=self._crowd.dice.randint(120, seconds - 600))
                story = self._story(now - arrival)
                self._push(arrival, story)
                if now - arrival <= OPEN_ENDS_WITHIN:
                    lately.append(story)
        for story, ending in zip(lately, _OF_EVERY_SERVICE, strict=False):
            story.end_as(ending)
        for story in lately[len(_OF_EVERY_SERVICE) :]:
            if any(Action.TRANSFER in stage.decisions for stage in story.service.route.stages):
                story.end_as(Ending.PASSED_ON)
                break
        self._plan_for_today(now)

    def _plan_for_today(self, now: datetime) -> None:
        """One application of each service whose promised time runs out later today, if there can be one."""
        for service in self._services:
            for arrival in self._arrivals_before(now):
                due = promised(service.time_limit, arrival, self._hours)
                if due is not None and due.date() == now.date() and due > now:
                    self._push(arrival, Story(service, Ending.STUCK, False, False, False, 1))
                    break

    def _arrivals_before(self, now: datetime) -> Iterator[datetime]:
        """A quarter of an hour ago, and an hour after opening on each of the days before."""
        if self._hours.is_open(now - timedelta(minutes=15)):
            yield now - timedelta(minutes=15)
        for ahead in range(OPEN_ENDS_WITHIN.days):
            day = now.date() - timedelta(days=ahead)
            day_hours = self._hours.hours_on(day)
            if day_hours is not None:
                opened = datetime.combine(day, day_hours.start) + timedelta(hours=1)
                if opened <= now:
                    yield opened

    def run(self, now: datetime, progress: Progress, days: int) -> None:
        """Let everything happen that happens up to ``now``."""
        first = now.date() - timedelta(days=days)
        shown: date | None = None
        while self._events and self._events[0][0] <= now:
            moment, _, story = heapq.heappop(self._events)
            if moment.date() != shown:
                shown = moment.date()
                progress((shown - first).days, days)
            following = self._tell(story, moment)
            if following is not None:
                self._push(add_worked(moment, following, self._hours), story)
        progress(days, days)

    def leave_drafts(self, now: datetime) -> None:
        """Two intakes that somebody left unfinished."""
        for service in self._services[:2]:
            draft = fill_draft(service, self._crowd, now.date())
            half = dict(list(draft.answers.items())[: len(draft.answers) // 2])
            unfinished = type(draft)(draft.service, draft.parties, half)
            keep_draft(self._desk.uow(), self._crew[Role.PETUGAS], unfinished, None, now)

    def _push(self, moment: datetime, story: Story) -> None:
        heapq.heappush(self._events, (moment, next(self._order), story))

    def _story(self, age: timedelta) -> Story:
        crowd = self._crowd
        weights = _LATELY if age <= OPEN_ENDS_WITHIN else _LONG_AGO
        ending = crowd.dice.choices(list(weights), list(weights.values()))[0]
        story = Story(
            crowd.one_of(self._services),
            Ending.DONE,
            crowd.chance(_LATE),
            crowd.chance(_RETURNED),
            crowd.chance(_INCOMPLETE),
            crowd.dice.randint(0, 3),
        )
        story.end_as(ending)
        return story

    def _tell(self, story: Story, moment: datetime) -> timedelta | None:
        """The next step of a story; returns the working time until the one after, or None at the end."""
        if story.request_id is None:
            return self._begin(story, moment)
        at = standing(self._desk, story.request_id, moment.date())
        if at.state is RequestState.INCOMPLETE:
            return self._complete(story, story.request_id, at, moment)
        if at.state is RequestState.RETURNED:
            if story.ending is Ending.RETURNED:
                return None
            mend(self._desk, self._crew, story.request_id, story.service, self._crowd, moment)
            return self._pause(story)
        if at.state is RequestState.READY and story.ending is Ending.READY:
            return None
        return self._decide(story, story.request_id, at, moment)

    def _begin(self, story: Story, moment: datetime) -> timedelta:
        crowd = self._crowd
        nameless = any(p.without_papers for p in story.service.parties) and crowd.chance(_WITHOUT_PAPERS)
        wishes = Wishes(without_papers=nameless, incomplete=story.incomplete, varied=True)
        draft = fill_draft(story.service, crowd, moment.date(), wishes)
        taken = take_in(self._desk, self._crew, draft, story.service, moment)
        self.taken += 1
        story.request_id = taken.request_id
        if taken.state is RequestState.INCOMPLETE:
            return timedelta(hours=crowd.dice.uniform(1, 18))
        self._set_pace(story, moment, taken.due_at)
        return self._pause(story)

    def _complete(self, story: Story, request_id: int, at: Standing, moment: datetime) -> timedelta | None:
        if story.ending is Ending.INCOMPLETE:
            return None
        if story.ending is Ending.CANCELLED:
            self._refuse(request_id, at, Action.CANCEL, moment)
            return None
        taken = mend(self._desk, self._crew, request_id, story.service, self._crowd, moment)
        self._set_pace(story, moment, taken.due_at)
        return self._pause(story)

    def _decide(self, story: Story, request_id: int, at: Standing, moment: datetime) -> timedelta | None:
        if story.ending is Ending.PASSED_ON and Action.TRANSFER in at.stage.decisions:
            self._refuse(request_id, at, Action.TRANSFER, moment)
            return None
        if story.ending is Ending.REJECTED and Action.REJECT in at.stage.decisions:
            self._refuse(request_id, at, Action.REJECT, moment)
            return None
        if story.to_return and Action.RETURN in at.stage.decisions:
            story.to_return = False
            self._refuse(request_id, at, Action.RETURN, moment)
            return self._pause(story)
        if story.ending is Ending.STUCK and story.steps_before_stuck == 0:
            return None
        story.steps_before_stuck -= 1
        try:
            done = approve(self._desk, self._crew, request_id, at, self._crowd, moment, varied=True)
        except InvalidInput:
            if Action.REJECT not in at.stage.decisions:
                raise
            self._refuse(request_id, at, Action.REJECT, moment)  # an earlier stage found it unfit
            return None
        if done.state is RequestState.READY:
            return timedelta(minutes=self._crowd.dice.uniform(4, 600))
        return self._pause(story) if done.state is RequestState.RUNNING else None

    def _refuse(self, request_id: int, at: Standing, action: Action, moment: datetime) -> None:
        reason = self._crowd.one_of(_REASONS[action])
        agency = _ELSEWHERE if action is Action.TRANSFER else ""
        refuse(self._desk, self._crew, request_id, at, action, reason, moment, agency)

    def _set_pace(self, story: Story, moment: datetime, due: datetime | None) -> None:
        """Divide the promised time among the stages: less than all of it, or for a late one more."""
        promised = worked(moment, due, self._hours) if due else timedelta(hours=8)
        share = self._crowd.dice.uniform(1.3, 2.4) if story.late else self._crowd.dice.uniform(0.3, 0.75)
        steps = len(story.service.route.stages) + 2 * story.to_return
        story.pace = max(promised * share / steps, timedelta(minutes=1))

    def _pause(self, story: Story) -> timedelta:
        return story.pace * self._crowd.dice.uniform(0.6, 1.3)
