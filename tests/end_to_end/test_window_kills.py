"""The program is killed at random moments while somebody types and saves: nothing acknowledged is lost.

``DINSOS_KILLS=200`` runs the long form; the suite kills a few times.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from random import Random
from threading import Thread
from time import monotonic, sleep

import pytest

from dinsos_desk.db.engine import quick_check
from dinsos_desk.desk import Gate
from dinsos_desk.usecases.intake.drafts import drafts_of
from tests.end_to_end.killed import PARTY
from tests.factories import PASSWORD

_KILLS = int(os.environ.get("DINSOS_KILLS", "6"))
_AT_MOST_LOST_S = 1.0
_PATIENCE_S = 120.0
_STARTING = 0.08
"""How often it is killed before anybody sits at it."""
_LATE_S = 1.0
"""What a machine busy with other tests may add to that second."""


@dataclass
class Told:
    """What the window had told, over all rounds."""

    kills: int = 0
    while_starting: int = 0
    drafts: dict[str, str] = field(default_factory=dict)
    saved: dict[str, str] = field(default_factory=dict)
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    letters: int = 0
    slowest: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills ({self.while_starting} while starting), {self.letters} letters typed, "
            f"{self.acknowledged} acknowledged saves of {len(self.drafts)} drafts, "
            f"{len(self.saved)} acknowledged applications; lost: {len(self.lost)}, "
            f"damaged: {len(self.damaged)}; at most {self.slowest:.2f} s of typing was not kept"
        )


class Windows:
    """Programs in processes of their own, one after the other, and what each tells."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mother: subprocess.Popen[str] | None = None
        self._told: Queue[str] = Queue()
        self.pid = 0
        self.lines: list[dict[str, object]] = []

    def open(self, seed: int) -> None:
        """Open the next window; it is not ready yet."""
        self.lines = []
        if not hasattr(os, "fork"):
            self.close()
            self._start(str(seed))
        elif self._mother is None:
            self._start("-")
        assert self._mother is not None
        if hasattr(os, "fork"):
            assert self._mother.stdin is not None
            self._mother.stdin.write(f"{seed}\n")
            self._mother.stdin.flush()
            self.pid = int(str(self._next()["pid"]))
        else:
            self.pid = self._mother.pid

    def wait(self) -> None:
        """Until somebody sits at it."""
        self.lines.append(self._next())

    def kill(self) -> float:
        """Kill it at once. Returns the moment before which it lived, and keeps all it had told."""
        moment = monotonic()
        os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        while _lives(self.pid):
            sleep(0.002)
        sleep(0.02)
        while not self._told.empty():
            self.lines.append(json.loads(self._told.get()))
        return moment

    def close(self) -> None:
        """End them all."""
        if self._mother is None:
            return
        if self.pid != self._mother.pid and _lives(self.pid):
            os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        self._mother.kill()
        self._mother.wait()
        self._reader.join()
        for pipe in (self._mother.stdin, self._mother.stdout):
            assert pipe is not None
            pipe.close()
        self._mother = None

    def _start(self, seed: str) -> None:
        self._mother = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.killed", str(self._folder), seed],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        self._reader = Thread(target=self._read, args=(self._mother,))
        self._reader.start()

    def _next(self) -> dict[str, object]:
        try:
            told: dict[str, object] = json.loads(self._told.get(timeout=_PATIENCE_S))
        except Empty:
            raise AssertionError("the window said nothing") from None
        return told

    def _read(self, mother: "subprocess.Popen[str]") -> None:
        """A line that the kill cut off was never told; the next window's first may follow on it."""
        assert mother.stdout is not None
        for line in mother.stdout:
            for start in (place for place, letter in enumerate(line) if letter == "{"):
                try:
                    json.loads(line[start:])
                except ValueError:
                    continue
                self._told.put(line[start:])
                break


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


@pytest.fixture
def windows(made: Gate) -> Iterator[Windows]:
    opened = Windows(made.paths.root)
    yield opened
    opened.close()


def look(gate: Gate, told: Told) -> tuple[dict[str, str], dict[str, str]]:
    """What lies in the database now: names in drafts, receipts of applications, both by nonce."""
    desk, actor = gate.open("rani", PASSWORD)
    with closing(desk):
        try:
            quick_check(desk._engine)
        except Exception as error:
            told.damaged.append(repr(error))
        drafts = {
            kept.draft.nonce: kept.draft.parties[PARTY].typed.get("nama", "")
            for kept in drafts_of(desk.reader(), actor)
            if PARTY in kept.draft.parties
        }
        with desk.reader() as uow:
            found = ((nonce, uow.requests.by_nonce(nonce)) for nonce in {*told.drafts, *told.saved})
            return drafts, {nonce: row.receipt for nonce, row in found if row is not None}


def take_note(window: Windows, told: Told) -> dict[str, list[float]]:
    """Remember what was acknowledged; returns when each letter of each draft was typed."""
    typed: dict[str, list[float]] = {}
    for line in window.lines:
        nonce = str(line.get("nonce", ""))
        if line["told"] == "konsep":
            told.acknowledged += 1
            told.drafts[nonce] = str(line["text"])
        elif line["told"] == "tersimpan":
            told.saved[nonce] = str(line["receipt"])
        elif line["told"] == "ketik":
            typed.setdefault(nonce, []).append(float(str(line["at"])))
            told.letters += 1
    return typed


def compare(gate: Gate, told: Told, typed: dict[str, list[float]], killed_at: float) -> None:
    """Hold what was told against what is there."""
    drafts, requests = look(gate, told)
    for nonce, receipt in told.saved.items():
        if requests.get(nonce) != receipt:
            told.lost.append(f"application {receipt}")
    for nonce, text in told.drafts.items():
        if nonce not in requests and not drafts.get(nonce, "").startswith(text):
            told.lost.append(f"draft {text!r}: {drafts.get(nonce)!r}")
    for nonce, moments in typed.items():
        if nonce not in requests:
            kept = len(drafts.get(nonce, ""))
            unkept = moments[kept:]
            told.slowest = max(told.slowest, killed_at - unkept[0] if unkept else 0.0)


def test_killed_at_any_moment(made: Gate, windows: Windows) -> None:
    dice, told = Random(2026), Told()
    for number in range(_KILLS):
        windows.open(dice.getrandbits(32))
        if dice.random() < _STARTING:
            sleep(dice.uniform(0.1, 1.5))
            told.while_starting += 1
        else:
            windows.wait()
            sleep(dice.uniform(0.1, 4.0))
        killed_at = windows.kill()
        told.kills = number + 1
        compare(made, told, take_note(windows, told), killed_at)
        if number % 10 == 9:
            print(told, flush=True)
    print(told)
    assert not told.lost
    assert not told.damaged
    assert told.acknowledged
    assert told.slowest <= _AT_MOST_LOST_S + _LATE_S
