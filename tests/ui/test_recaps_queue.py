"""The queue in Rekap & evaluasi: there only when numbers were taken, and the same in the workbook."""

import io
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.queue import tickets as queue
from tests.factories import StandingClock
from tests.ui.office_work import room_context
from ui.recaps.queue_pane import seconds_words
from ui.recaps.room import RecapsRoom
from ui.tasks import Tasks
from ui.theme import Theme

LINES = (QueueLine(letter="A", name="Pelayanan umum"), QueueLine(letter="B", name="Jaminan sosial"))


@pytest.fixture
def room(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot) -> RecapsRoom:
    change_front_desk(desk.uow(), actor, FrontDesk(queue=True, queue_lines=LINES))
    made = RecapsRoom(room_context(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    made.enter()
    qtbot.waitUntil(lambda: bool(made.model.rows()))
    return made


def morning(desk: Desk, actor: Actor, clock: StandingClock) -> None:
    """Three numbers: one served after 10 minutes for 20, one absent after 30, one still waiting."""
    for line in "ABA":
        queue.take_ticket(desk.uow(), actor, line, False, clock())
    clock.forward(minutes=10)
    first = queue.call_next(desk.uow(), actor, clock())
    assert first is not None
    queue.serve(desk.uow(), actor, first.id, clock())
    clock.forward(minutes=20)
    second = queue.call_next(desk.uow(), actor, clock())
    assert second is not None
    queue.mark_absent(desk.uow(), actor, second.id)


def test_without_numbers_nothing_is_said_of_a_queue(room: RecapsRoom) -> None:
    assert room.part.button("antrean").isHidden()
    assert room.stack.currentIndex() == 0


def test_the_queue_is_one_key_away_and_reconciles(
    room: RecapsRoom, clock: StandingClock, qtbot: QtBot
) -> None:
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        for model in (room.queue.lines, room.queue.days)
    ]
    morning(room.context.desk, room.context.actor, clock)
    room.context.events.queue_changed.emit()
    qtbot.waitUntil(lambda: not room.part.button("antrean").isHidden())
    assert testers
    assert "diterima 0" in room.note.text()
    qtbot.keyClick(room.part, Qt.Key.Key_A)
    assert room.stack.currentWidget() is room.queue
    assert {key: card.figure() for key, card in room.queue.cards.items()} == {
        "diambil": "3",
        "dilayani": "1",
        "tunggu": "20 menit",
        "tunggu_9": "30 menit",
        "layanan": "20 menit",
    }
    assert room.note.text() == (
        "Nomor diambil 3 = dilayani 1 + tidak hadir 1 + batal 0 + tidak sempat dipanggil 0"
        " + masih di antrean 1."
    )
    assert [row.name for row in room.queue.lines.rows()] == [
        "A – Pelayanan umum",
        "B – Jaminan sosial",
        "Jumlah",
    ]
    assert [row.name for row in room.queue.days.rows()] == ["23/11/2026", "Jumlah"]
    room.period.back.click()
    qtbot.waitUntil(room.part.button("antrean").isHidden)
    assert room.stack.currentIndex() == 0


def test_the_workbook_says_what_the_screen_says(
    room: RecapsRoom, clock: StandingClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning(room.context.desk, room.context.actor, clock)
    made: list[bytes] = []
    monkeypatch.setattr(room.context.outputs, "open", lambda name, content: made.append(content))
    room.main_action()
    qtbot.waitUntil(lambda: len(made) == 1 and room.make.isEnabled())
    sheet = openpyxl.load_workbook(io.BytesIO(made[0]))["Antrean"]
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True) if row[1]}
    assert rows["A – Pelayanan umum"][2:9] == (2, 1, 0, 0, 0, 1, 0)
    assert rows["B – Jaminan sosial"][2:9] == (1, 0, 1, 0, 0, 0, 0)
    assert rows["23 November 2026"][2:9] == (3, 1, 1, 0, 0, 1, 0)
    assert rows["A – Pelayanan umum"][9].total_seconds() == 600


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "–"),
        (0, "0 detik"),
        (59, "59 detik"),
        (60, "1 menit"),
        (7200, "120 menit"),
        (90_000, "1.500 menit"),
    ],
)
def test_spans_in_words(seconds: int | None, words: str) -> None:
    assert seconds_words(seconds) == words
