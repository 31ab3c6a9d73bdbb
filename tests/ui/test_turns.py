"""Work cut into turns of the window's loop."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.turns import Turns, take_down
from ui.widgets.layouts import FlowLayout, laid_out_once


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


def counted(seen: list[int], most: int = 3) -> Iterator[None]:
    for number in range(most):
        seen.append(number)
        yield


def test_the_loop_turns_between_any_two_pieces(qtbot: QtBot, owner: QObject) -> None:
    seen: list[int] = []
    beats: list[int] = []
    beat = QTimer(owner, interval=0)
    beat.timeout.connect(lambda: beats.append(len(seen)))
    beat.start()
    turns = Turns(counted(seen), owner)
    assert seen == []
    with qtbot.waitSignal(turns.done):
        pass
    assert seen == [0, 1, 2]
    assert {0, 1, 2} <= set(beats)
    qtbot.waitUntil(lambda: not owner.findChildren(Turns))


def test_what_is_stopped_goes_no_further(qtbot: QtBot, owner: QObject) -> None:
    seen: list[int] = []

    def pieces() -> Iterator[None]:
        seen.append(1)
        turns.stop()
        yield
        seen.append(2)

    turns = Turns(pieces(), owner)
    turns.done.connect(lambda: seen.append(3))
    qtbot.waitUntil(lambda: not owner.findChildren(Turns))
    assert seen == [1]


def test_a_failure_is_told_and_ends_it(qtbot: QtBot, owner: QObject) -> None:
    def pieces() -> Iterator[None]:
        yield
        raise ValueError("sengaja")

    with qtbot.captureExceptions() as told:
        Turns(pieces(), owner)
        qtbot.waitUntil(lambda: not owner.findChildren(Turns))
    assert [str(one[1]) for one in told] == ["sengaja"]


def test_a_widget_is_laid_out_after_all_that_is_done_to_it(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    box = QVBoxLayout(widget)
    labels = [QLabel(f"baris {number}") for number in range(5)]
    for label in labels:
        label.hide()
        box.addWidget(label)
    widget.show()
    with laid_out_once(widget):
        for label in labels:
            label.show()
    qtbot.waitUntil(lambda: len({label.y() for label in labels}) == 5)


def test_a_flow_measures_anew_when_a_part_changes(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(widget, spacing=4)
    parts = [QLabel("kata") for _ in range(3)]
    for part in parts:
        flow.addWidget(part)
    widget.resize(1000, 100)
    widget.show()
    line = flow.heightForWidth(1000)
    assert flow.heightForWidth(parts[0].sizeHint().width()) == 3 * line + 8
    parts[1].hide()
    assert flow.heightForWidth(parts[0].sizeHint().width()) == 2 * line + 4
    parts[0].setText("kata yang jauh lebih panjang")
    assert flow.minimumSize().width() == parts[0].minimumSizeHint().width()
    flow.takeAt(0)
    assert flow.count() == 2
    assert flow.takeAt(7) is None


def test_something_large_is_taken_down_a_page_at_a_time(qtbot: QtBot) -> None:
    owner, whole, pages = QWidget(), QWidget(), QStackedWidget(None)
    whole.setParent(owner)
    pages.setParent(whole)
    qtbot.addWidget(owner)
    gone: list[str] = []
    for name in ("satu", "dua", "tiga"):
        page = QWidget()
        page.destroyed.connect(lambda _=None, name=name: gone.append(name))
        pages.addWidget(page)
    whole.destroyed.connect(lambda: gone.append("semua"))
    pages.setCurrentIndex(1)
    take_down(whole, pages, owner)
    assert whole.isHidden()
    assert gone == []
    qtbot.waitUntil(lambda: len(gone) == 4)
    assert gone[:2] == ["satu", "tiga"]
    assert sorted(gone[2:]) == ["dua", "semua"]
