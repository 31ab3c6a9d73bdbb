"""The office's clock: when a promise runs out, and how a rest moves that moment."""

from datetime import date, datetime, time
from typing import Any

from dinsos_desk.catalog.schema import TimeLimit
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.desk_clock import DeskClock
from dinsos_desk.domain.office_hours import DayHours, OfficeHours, Week
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.domain.working_time import due_at, moved_by_pause
from dinsos_desk.usecases.actor import Actor


def start_clock(uow: UnitOfWork, clock: DeskClock) -> None:
    """Let the clock go on from the last moment that this office has seen."""
    with uow:
        clock.go_on_from(uow.clocks.seen())


def keep_clock(uow: UnitOfWork, clock: DeskClock) -> datetime:
    """Remember the moment, so that the next start notices a clock that was set back."""
    with uow:
        moment = clock()
        uow.clocks.keep(moment)
        uow.commit()
    return moment


def set_clock_right(uow: UnitOfWork, actor: Actor, clock: DeskClock) -> datetime:
    """Go on from the PC's time although a later moment was seen; who said so is kept.

    Raises:
        UserError: *tidak_berwenang*.
    """
    actor.require(*WORKING_ROLES, Role.ADMIN)
    with uow:
        taken = clock.pc()
        uow.clocks.set_right(clock(), taken, actor.user_id)
        uow.commit()
    clock.go_on_from(taken)
    return taken


def office_hours(uow: UnitOfWork) -> OfficeHours:
    """The hours of this office with its closed days."""
    office = uow.offices.find()
    plain = hours_from(office.hours) if office else OfficeHours()
    return OfficeHours(plain.week, plain.ramadan_week, plain.ramadan_spans, frozenset(uow.offices.closures()))


def promised(limit: TimeLimit | None, start: datetime, hours: OfficeHours) -> datetime | None:
    """When the promised time has run out, the clock starting at ``start``; None without a promise."""
    if limit is None:
        return None
    return due_at(start, limit.amount, limit.unit, hours)


def resumed(
    due: datetime, stopped: datetime, now: datetime, limit: TimeLimit, hours: OfficeHours
) -> datetime:
    """The new end of the promised time after a rest; a time that had already run out does not move."""
    if stopped >= due or now <= stopped:
        return due
    return moved_by_pause(due, stopped, now, limit.unit, hours)


def hours_as_json(hours: OfficeHours) -> dict[str, Any]:
    """Office hours as the database keeps them; closed days have a table of their own."""
    return {
        "week": [_day_as_json(day) for day in hours.week],
        "ramadan_week": [_day_as_json(day) for day in hours.ramadan_week],
        "ramadan": [[first.isoformat(), last.isoformat()] for first, last in hours.ramadan_spans],
    }


def hours_from(stored: dict[str, Any]) -> OfficeHours:
    """The inverse of ``hours_as_json``."""
    return OfficeHours(
        _week_from(stored["week"]),
        _week_from(stored["ramadan_week"]),
        tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in stored["ramadan"]),
    )


def _day_as_json(day: DayHours | None) -> list[str] | None:
    if day is None:
        return None
    moments = (day.start, day.end, day.break_start, day.break_end)
    return [moment.isoformat("minutes") for moment in moments if moment is not None]


def _week_from(stored: list[list[str] | None]) -> Week:
    return tuple(DayHours(*map(time.fromisoformat, day)) if day else None for day in stored)
