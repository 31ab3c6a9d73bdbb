import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.tasks import IsCancelled, Report, Tasks
from ui.widgets.progress_line import ProgressLine


def fails() -> None:
    raise KeyError("x")


def test_a_result_comes_back_on_the_windows_thread(tasks: Tasks) -> None:
    got: list[object] = []
    tasks.run_read(lambda: threading.get_ident(), lambda worker: got.extend((worker, threading.get_ident())))
    assert got == []
    assert tasks.wait_idle()
    assert got[0] != threading.get_ident()
    assert got[1] == threading.get_ident()


def test_writes_keep_their_order_on_one_thread(tasks: Tasks) -> None:
    done: list[int] = []
    threads: set[int] = set()

    def write(number: int) -> Callable[[], int]:
        def work() -> int:
            threads.add(threading.get_ident())
            return number

        return work

    for number in range(50):
        tasks.run_write(write(number), done.append)
    assert tasks.wait_idle()
    assert done == list(range(50))
    assert len(threads) == 1


def test_reads_go_on_while_a_write_takes_long(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    got: list[str] = []
    tasks.run_write(lambda: gate.wait(5), lambda _: got.append("tulis"))
    tasks.run_read(lambda: "baca", got.append)
    qtbot.waitUntil(lambda: got == ["baca"])
    gate.set()
    assert tasks.wait_idle()
    assert got == ["baca", "tulis"]


def test_a_failure_goes_to_its_handler(tasks: Tasks, qtbot: QtBot) -> None:
    got: list[Exception] = []
    with qtbot.assertNotEmitted(tasks.failure):
        tasks.run_read(fails, None, got.append)
        tasks.wait_idle()
    assert isinstance(got[0], KeyError)


def test_a_failure_without_handler_is_announced(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.failure) as told:
        tasks.run_write(fails)
    assert isinstance(told.args[0], KeyError)


def test_nothing_is_delivered_to_the_dead(tasks: Tasks) -> None:
    got: list[object] = []
    owner = QObject()
    tasks.run_read(lambda: 1, got.append, owner=owner)
    tasks.run_read(fails, got.append, got.append, owner=owner)
    delete(owner)
    assert tasks.wait_idle()
    assert got == []


class Page(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def take(self, value: object) -> None:
        self.got.append(value)


def test_the_object_of_a_method_is_the_owner(tasks: Tasks) -> None:
    page, dead = Page(), Page()
    tasks.run_read(lambda: 1, page.take)
    tasks.run_read(lambda: 2, dead.take)
    got = dead.got
    delete(dead)
    tasks.wait_idle()
    assert page.got == [1]
    assert got == []


def test_a_lost_save_is_always_told(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    gate = threading.Event()

    def work() -> None:
        gate.wait(5)
        fails()

    with qtbot.waitSignal(tasks.failure):
        tasks.run_write(work, owner=owner)
        delete(owner)
        gate.set()


def test_busy_is_shown_only_for_work_that_lasts(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(tasks.busy_changed):
        tasks.run_read(lambda: 1)
        tasks.wait_idle()
    gate = threading.Event()
    with qtbot.waitSignal(tasks.busy_changed) as shown:
        tasks.run_read(lambda: gate.wait(5))
    assert shown.args == [True]
    with qtbot.waitSignal(tasks.busy_changed) as hidden:
        gate.set()
    assert hidden.args == [False]


def test_wait_idle_gives_up(tasks: Tasks) -> None:
    gate = threading.Event()
    tasks.run_read(lambda: gate.wait(5))
    assert not tasks.wait_idle(30)
    gate.set()


def test_waiting_covers_work_started_by_a_result(tasks: Tasks) -> None:
    got: list[int] = []
    tasks.run_read(lambda: 1, lambda _: tasks.run_write(lambda: 2, got.append))
    assert tasks.wait_idle()
    assert got == [2]


def test_close_carries_out_every_write(qtbot: QtBot) -> None:
    made = Tasks()
    done: list[int] = []
    for number in range(20):
        made.run_write(lambda number=number: QThread.msleep(1) or done.append(number))
    assert made.close()
    assert done == list(range(20))
    with pytest.raises(RuntimeError):
        made.run_write(lambda: None)


def test_close_stops_long_work_that_writes_nothing_of_ours(qtbot: QtBot) -> None:
    made = Tasks()
    ended: list[str] = []
    begun = threading.Event()

    def printing(_: Report, is_cancelled: IsCancelled) -> None:
        begun.set()
        while not is_cancelled():
            QThread.msleep(1)
        ended.append("printing")

    def writing(_: Report, is_cancelled: IsCancelled) -> None:
        begun.wait()
        ended.append("writing stopped" if is_cancelled() else "written")

    made.run_long(printing)
    made.run_long(writing, lambda _: made.run_long(printing), writes=True)
    qtbot.waitUntil(begun.is_set)
    assert made.close()
    assert sorted(ended) == ["printing", "printing", "written"], "what follows while it closes ends too"


def test_a_long_work_reports_and_ends(tasks: Tasks, qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    line = ProgressLine(place)
    gate = threading.Event()
    got: list[str] = []

    def work(report: Report, _: IsCancelled) -> str:
        report(1, 4, "Surat 1 dari 4")
        gate.wait(5)
        return "jadi"

    task = tasks.run_long(work, got.append)
    line.follow(task, "Membuat surat")
    assert not line.isHidden()
    qtbot.waitUntil(lambda: line.bar.value() == 1)
    assert line.bar.maximum() == 4
    assert line.accessibleName() == "Surat 1 dari 4"
    with qtbot.waitSignal(task.finished):
        gate.set()
    assert got == ["jadi"] or tasks.wait_idle()
    assert got == ["jadi"]
    assert line.isHidden()


def test_a_long_work_can_be_cancelled(tasks: Tasks, qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    line = ProgressLine(place)
    got: list[object] = []
    started = threading.Event()

    def work(report: Report, cancelled: IsCancelled) -> int:
        started.set()
        while True:
            report(0, 0, "")
            QThread.msleep(1)

    task = tasks.run_long(work, got.append, got.append)
    line.follow(task, "Membuat surat")
    assert started.wait(5)
    with qtbot.waitSignals([task.cancelled, task.finished]):
        line.stop.click()
    tasks.wait_idle()
    assert got == []
    assert line.isHidden()


def test_a_failed_long_work_is_told(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.failure):
        tasks.run_long(lambda report, cancelled: fails(), writes=True)
    tasks.wait_idle()


def test_waiting_in_an_answer_does_not_wait_for_that_answer(qtbot: QtBot, tasks: Tasks) -> None:
    waited: list[tuple[bool, float]] = []

    def answered(_: int) -> None:
        began = perf_counter()
        waited.append((tasks.wait_idle(2000), perf_counter() - began))

    tasks.run_read(lambda: 1, answered)
    qtbot.waitUntil(lambda: bool(waited))
    assert waited[0][0]
    assert waited[0][1] < 1


class Lingering(ThreadPoolExecutor):
    """A worker that is slow to let go of what it was given, as one that lost its turn."""

    def __init__(self) -> None:
        super().__init__(1)
        self.gate = threading.Event()
        self.thread: threading.Thread | None = None

    def submit(self, work: Callable[..., object], *given: object) -> None:  # type: ignore[override]
        self.thread = threading.Thread(target=self._carry_out, args=(work, given))
        self.thread.start()

    def _carry_out(self, work: Callable[..., object], given: tuple[object, ...]) -> None:
        work(*given)
        self.gate.wait(5)


def test_what_a_work_held_is_let_go_on_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    """A widget that a worker is the last to know would be deleted by it."""
    gone: list[threading.Thread] = []
    got: list[object] = []

    class Held:
        def __del__(self) -> None:
            gone.append(threading.current_thread())

    def holding() -> Callable[[], str]:
        held = Held()
        return lambda: type(held).__name__

    tasks._readers = pool = Lingering()
    tasks.run_read(holding(), got.append, owner=tasks)
    qtbot.waitUntil(lambda: bool(got))
    pool.gate.set()
    assert pool.thread is not None
    pool.thread.join()
    assert gone == [threading.main_thread()]
