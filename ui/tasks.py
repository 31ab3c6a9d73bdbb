"""The only ways off the window's thread: short reads side by side, writes one after another.

Results come back on the window's thread. A result for a receiver that was closed meanwhile is dropped;
a failure nobody handles is announced by ``Tasks.failure`` and never swallowed.
"""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, Slot
from shiboken6 import isValid

_SWITCH_S = 0.0005
"""How long Python lets a worker go on before the window gets its turn: 5 ms each time were felt."""

T = TypeVar("T")
Report = Callable[[int, int, str], None]
"""Say how far a long work is: steps done, steps in all (0 = unknown), what is being done now."""
IsCancelled = Callable[[], bool]

_QUIET_MS = 100
_REPORT_EVERY_S = 0.05


class CancelledError(Exception):
    """Raised inside a long work, by its own ``report``, after the person cancelled it."""


@dataclass(frozen=True)
class _Receiver:
    """Who waits for a result. ``must_tell``: a failure is announced even when the owner is gone."""

    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    owner: QObject | None
    must_tell: bool

    def is_there(self) -> bool:
        return self.owner is None or isValid(self.owner)


@dataclass(frozen=True)
class _Outcome:
    """What came of a work, on the window's thread."""

    receiver: _Receiver
    value: Any = None
    error: Exception | None = None


@dataclass(eq=False)
class _Job:
    """A work under way, and what came of it.

    A worker may be slow to let go of it. It is emptied on the window's thread, or else the worker might be
    the last to know a widget, and would delete it.
    """

    work: Callable[[], Any] | None
    receiver: _Receiver | None
    value: Any = None
    error: Exception | None = None

    def carry_out(self) -> None:
        assert self.work is not None
        try:
            self.value = self.work()
        except Exception as error:
            self.error = error

    def empty(self) -> _Outcome:
        assert self.receiver is not None
        outcome = _Outcome(self.receiver, self.value, self.error)
        self.work = self.receiver = self.value = self.error = None
        return outcome


class LongTask(QObject):
    """A long work under way: follow it, or cancel it."""

    progressed = Signal(int, int, str)
    finished = Signal()
    """It ended, whether done, failed or cancelled."""
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None, *, writes: bool = False) -> None:
        super().__init__(parent)
        self.writes = writes
        self._stop = threading.Event()
        self._last_report = 0.0
        self.latest: tuple[int, int, str] | None = None

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def is_cancelled(self) -> bool:
        """Whether somebody asked it to stop. Safe on any thread."""
        return self._stop.is_set()

    def report(self, done: int, total: int, text: str = "") -> None:
        """Called by the work on its own thread.

        Raises:
            CancelledError: when the person asked to stop.
        """
        if self._stop.is_set():
            raise CancelledError
        now = monotonic()
        if done >= total > 0 or now - self._last_report >= _REPORT_EVERY_S:
            self._last_report = now
            self.latest = (done, total, text)
            self.progressed.emit(done, total, text)


class Tasks(QObject):
    """One per window, passed by constructor."""

    busy_changed = Signal(bool)
    """True after 100 ms of work without an answer, False when all is done."""
    failure = Signal(object)
    """An exception nobody handled; the window shows it in the error dialog."""
    idle = Signal()
    _returned = Signal(object)

    def __init__(self, parent: QObject | None = None, readers: int = 2) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_S)
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="baca")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="tulis")
        self._pending = 0
        self._jobs: set[_Job] = set()
        self._busy = False
        self._closing = False
        self._closed = False
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._show_busy)
        self._returned.connect(self._deliver)

    def run_read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Run ``work`` beside other reads; ``done`` or ``failed`` is called on the window's thread.

        ``owner`` is the receiver: once it is deleted the result is dropped. Without it the object
        whose method ``done`` is counts as owner.
        """
        self._start(self._readers, work, self._receiver(done, failed, owner, must_tell=False))

    def run_write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Like ``run_read``, on the one writing thread, in the order asked.

        A failed write whose owner is gone is still announced by ``failure``: a lost save must be said.
        """
        self._start(self._writer, work, self._receiver(done, failed, owner, must_tell=True))

    def run_long(
        self,
        work: Callable[[Report, IsCancelled], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject | None = None,
        writes: bool = False,
    ) -> LongTask:
        """Run a work that takes longer than a second; show the returned task in a ``ProgressLine``."""
        task = LongTask(self, writes=writes)
        if self._closing and not writes:
            task.cancel()
        receiver = self._receiver(done, failed, owner, must_tell=writes)

        def finish(value: T) -> None:
            self._end(task)
            self._call(_Outcome(receiver, value))

        def fail(error: Exception) -> None:
            stopped = isinstance(error, CancelledError)
            if stopped:
                task.cancelled.emit()
            self._end(task)
            if not stopped:
                self._call(_Outcome(receiver, error=error))

        inner = _Receiver(finish, fail, task, must_tell=True)
        pool = self._writer if writes else self._readers
        self._start(pool, lambda: work(task.report, task.is_cancelled), inner)
        return task

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be asked of it any more."""
        return self._closed

    def wait_idle(self, timeout_ms: int = 5000) -> bool:
        """Keep the window alive until nothing is under way; False when the time ran out."""
        if self._pending == 0:
            return True
        loop = QEventLoop()
        timer = QTimer(singleShot=True, interval=timeout_ms)
        timer.timeout.connect(loop.quit)
        self.idle.connect(loop.quit)
        timer.start()
        while self._pending and timer.isActive():
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self.idle.disconnect(loop.quit)
        return self._pending == 0

    def close(self, timeout_ms: int = 10_000) -> bool:
        """Finish what is under way, then take no more. Writes asked for are always carried out; a long work
        that writes nothing of ours, such as printing hundreds of letters, is stopped.
        """
        self._closing = True
        for task in self.findChildren(LongTask):
            if not task.writes:
                task.cancel()
        finished = self.wait_idle(timeout_ms)
        self._closed = True
        self._readers.shutdown(wait=finished, cancel_futures=True)
        self._writer.shutdown(wait=True)
        return finished

    @staticmethod
    def _receiver(
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        owner: QObject | None,
        *,
        must_tell: bool,
    ) -> _Receiver:
        if owner is None:
            bound = getattr(done, "__self__", None)
            owner = bound if isinstance(bound, QObject) else None
        return _Receiver(done, failed, owner, must_tell)

    @staticmethod
    def _end(task: LongTask) -> None:
        task.finished.emit()
        task.deleteLater()

    def _start(self, pool: ThreadPoolExecutor, work: Callable[[], Any], receiver: _Receiver) -> None:
        if self._closed and not receiver.must_tell:
            return
        job = _Job(work, receiver)
        self._jobs.add(job)
        pool.submit(self._work, job)
        self._pending += 1
        if self._pending == 1:
            self._quiet.start()

    def _work(self, job: _Job) -> None:
        job.carry_out()
        if not self._closed and isValid(self):
            self._returned.emit(job)

    @Slot(object)
    def _deliver(self, job: _Job) -> None:
        self._pending -= 1  # before the answer: waiting in an answer must not wait for that answer
        self._jobs.discard(job)
        try:
            self._call(job.empty())
        finally:
            if self._pending == 0:
                self._quiet.stop()
                if self._busy:
                    self._busy = False
                    self.busy_changed.emit(False)
                self.idle.emit()

    def _call(self, outcome: _Outcome) -> None:
        receiver = outcome.receiver
        if outcome.error is None:
            if receiver.done is not None and receiver.is_there():
                receiver.done(outcome.value)
        elif receiver.failed is not None and receiver.is_there():
            receiver.failed(outcome.error)
        elif receiver.must_tell or receiver.is_there():
            self.failure.emit(outcome.error)

    def _show_busy(self) -> None:
        if self._pending and not self._busy:
            self._busy = True
            self.busy_changed.emit(True)
