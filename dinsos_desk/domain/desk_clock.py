"""The desk's clock: the PC's clock, but never backwards. See docs/decisions/0016-clock.md."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock

TOLERANCE = timedelta(minutes=5)
"""Clocks are set by so much every day without anybody noticing; within it time stands still at most."""
LONG_AWAY = timedelta(days=30)
"""No office stays closed longer: either nobody opened the program, or the PC's clock is ahead."""


class ClockKind(StrEnum):
    """What is odd about the PC's clock."""

    BACK = "mundur"
    AHEAD = "maju"
    AWAY = "lama"


@dataclass(frozen=True)
class ClockNews:
    """What is to be said. ``pc``: the PC's time then, ``shown``: what the desk's clock showed."""

    kind: ClockKind
    pc: datetime
    shown: datetime


class DeskClock:
    """Asked for the time like a function, from any thread.

    ``pc``: the PC's local time. ``steady``: seconds that only grow, also while the PC sleeps. While the PC's
    clock is behind by more than ``TOLERANCE`` the desk's clock goes on at its own pace from the last moment
    seen; when the PC's clock is ahead it is followed, and that is said.
    """

    def __init__(self, pc: Callable[[], datetime], steady: Callable[[], float]) -> None:
        self._pc, self._steady = pc, steady
        self._lock = Lock()
        self._news: ClockNews | None = None
        self._is_first = True
        self._start(pc())

    def __call__(self) -> datetime:
        """The time of the desk, to the second; never earlier than before."""
        with self._lock:
            return self._read()

    def go_on_from(self, seen: datetime | None) -> None:
        """The last moment that an earlier run has seen, None when there was none; or the PC's time, once
        somebody said that it is right.
        """
        with self._lock:
            self._news, self._is_first = None, True
            self._start(seen if seen is not None else self._pc())

    def news(self) -> ClockNews | None:
        """What is odd now, or was and has not been put aside."""
        with self._lock:
            self._read()
            return self._news

    def put_aside(self) -> None:
        """News of a clock ahead were read; a clock that is behind stays news."""
        with self._lock:
            if self._news is not None and self._news.kind is not ClockKind.BACK:
                self._news = None

    def pc(self) -> datetime:
        """The PC's time, right or wrong."""
        return self._pc()

    def _start(self, moment: datetime) -> None:
        self._base = self._last = moment
        self._at = self._steady()

    def _read(self) -> datetime:
        pc, tick = self._pc(), self._steady()
        kept = self._base + timedelta(seconds=int(tick - self._at))
        if pc < kept - TOLERANCE:
            self._last = max(self._last, kept)
            self._news = ClockNews(ClockKind.BACK, pc, self._last)
        else:
            self._notice(pc, kept)
            self._base = self._last = max(self._last, pc)
            self._at = tick
        self._is_first = False
        return self._last

    def _notice(self, pc: datetime, kept: datetime) -> None:
        """The PC's clock is not behind: say when it is far ahead, unless it was just set right."""
        was_behind = self._news is not None and self._news.kind is ClockKind.BACK
        if was_behind:
            self._news = None
        elif self._is_first and pc - kept > LONG_AWAY:
            self._news = ClockNews(ClockKind.AWAY, pc, kept)
        elif not self._is_first and pc - kept > TOLERANCE:
            self._news = ClockNews(ClockKind.AHEAD, pc, kept)
