"""Sign-ins that failed, counted beside the keys: starting the program anew does not help a guesser.

``masuk.json`` holds no key and no password. A name without a key slot is not written down (somebody may
have typed the password into the wrong field): all of these share one entry. A file that is missing or
damaged counts as none and one that cannot be written is passed over: neither may shut an office out.
"""

import json
import math
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from dinsos_desk.domain.safety import DEFAULT_RULES, SafetyRules
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.files import atomic_write

FREE_FAILURES = DEFAULT_RULES.free_failures
"""So many in a row cost nothing; the last of them and every further one makes wait."""

LONGEST = timedelta(minutes=DEFAULT_RULES.longest_wait)
"""Nobody is shut out for longer: time alone opens again, for the last administrator too."""

UNKNOWN = ""
"""The entry of every name without a slot."""

_KEPT = 200
_FORMAT = 1


@dataclass(frozen=True)
class FailedTry:
    """A failed sign-in that the audit trail does not know yet; ``mark`` names it once and for all."""

    mark: str
    at: datetime
    user: str


@dataclass(frozen=True)
class _Tally:
    failures: int
    last: datetime


@dataclass(frozen=True)
class _Tries:
    tallies: dict[str, _Tally] = field(default_factory=dict)
    untold: tuple[FailedTry, ...] = ()


def pause_after(failures: int, rules: SafetyRules = DEFAULT_RULES) -> timedelta:
    """How long nobody may try after so many failures in a row: one minute, two, four and so on."""
    if failures < rules.free_failures:
        return timedelta()
    minutes = rules.first_wait * 2 ** min(failures - rules.free_failures, 10)
    return timedelta(minutes=min(minutes, rules.longest_wait))


class Attempts:
    """The failed sign-ins of one office, by normalised login.

    ``rules``: how many of them are free and how long is waited, asked anew each time.
    """

    def __init__(self, path: Path, rules: Callable[[], SafetyRules] = SafetyRules) -> None:
        self._path = path
        self._rules = rules
        self._using = threading.Lock()

    def check(self, user: str, now: datetime) -> None:
        """Refuse a try that comes too early; ``UserError("masuk_ditahan")`` says until when.

        A clock that was set back never lengthens the wait.
        """
        with self._using:
            tries = self._read()
            tally = tries.tallies.get(user)
            if tally is None:
                return
            if now < tally.last:
                tally = replace(tally, last=now)
                self._write(replace(tries, tallies={**tries.tallies, user: tally}))
        until = tally.last + pause_after(tally.failures, self._rules())
        if now < until:
            minutes = math.ceil((until - now).total_seconds() / 60)
            raise UserError("masuk_ditahan", menit=minutes, pukul=f"{until:%H.%M}")

    def failed(self, user: str, now: datetime) -> None:
        """Count a wrong password."""
        with self._using:
            tries = self._read()
            former = tries.tallies.get(user)
            tally = _Tally((former.failures if former else 0) + 1, now)
            told = FailedTry(secrets.token_hex(8), now, user)
            self._write(_Tries({**tries.tallies, user: tally}, (*tries.untold, told)[-_KEPT:]))

    def succeeded(self, user: str) -> None:
        """The right password: the count begins anew."""
        with self._using:
            tries = self._read()
            if user in tries.tallies or UNKNOWN in tries.tallies:
                left = {name: one for name, one in tries.tallies.items() if name not in (user, UNKNOWN)}
                self._write(replace(tries, tallies=left))

    def untold(self) -> tuple[FailedTry, ...]:
        """What the audit trail is still to be told, the oldest first; at most the last 200."""
        with self._using:
            return self._read().untold

    def told(self, marks: frozenset[str]) -> None:
        """The audit trail holds these now."""
        with self._using:
            tries = self._read()
            left = tuple(one for one in tries.untold if one.mark not in marks)
            if left != tries.untold:
                self._write(replace(tries, untold=left))

    def _read(self) -> _Tries:
        try:
            value = json.loads(self._path.read_text("utf-8"))
            return _Tries(
                {
                    str(user): _Tally(int(one["failures"]), datetime.fromisoformat(one["last"]))
                    for user, one in value["tallies"].items()
                },
                tuple(
                    FailedTry(str(one["mark"]), datetime.fromisoformat(one["at"]), str(one["user"]))
                    for one in value["untold"]
                ),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return _Tries()

    def _write(self, tries: _Tries) -> None:
        value = {
            "format": _FORMAT,
            "tallies": {
                user: {"failures": one.failures, "last": one.last.isoformat()}
                for user, one in tries.tallies.items()
            },
            "untold": [
                {"mark": one.mark, "at": one.at.isoformat(), "user": one.user} for one in tries.untold
            ],
        }
        try:
            atomic_write(self._path, json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8"))
        except EnvironmentProblem:
            return
