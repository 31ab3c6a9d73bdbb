"""Several alike approved together, a case another one holds, and two desks at the same case."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.review.holds import held, hold
from dinsos_desk.usecases.review.together import Outcome
from tests.factories import StandingClock, colleague
from tests.ui.review_steps import context_of, pass_on, see, take_dtks, take_stranded
from ui.context import Context
from ui.dialogs import Dialogs
from ui.inbox import together
from ui.inbox.queue import NOT_ALIKE, NOT_TOGETHER, queue_lines
from ui.inbox.room import InboxRoom
from ui.models.columns import Role as Cell
from ui.requests.columns import every_column
from ui.requests.leaves import CONTENTS, LETTER, SCANS, VERSIONS
from ui.tasks import Tasks
from ui.theme import Theme, Tone

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Open = Callable[[Actor], InboxRoom]


@pytest.fixture
def kasi(desk: Desk, actor: Actor) -> Actor:
    return colleague(desk, actor, Role.KASI)


@pytest.fixture
def shared(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> Context:
    return context_of(desk, actor, tasks, theme, tmp_path)


@pytest.fixture
def open_inbox(
    qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, tmp_path: Path, shared: Context
) -> Iterator[Open]:
    rooms: list[InboxRoom] = []

    def make(who: Actor) -> InboxRoom:
        context = Context(desk, who, tasks, shared.events, shared.outputs, theme)
        room = InboxRoom(context)
        rooms.append(room)
        qtbot.addWidget(room)
        room.resize(1154, 768)
        room.show()
        room.enter()
        assert tasks.wait_idle()
        return room

    yield make
    for room in rooms:
        room.hide()
    assert tasks.wait_idle()


def ids(room: InboxRoom) -> list[int]:
    return [row.id for row in room.queue.ticked()]


def settle(room: InboxRoom) -> None:
    assert room.context.tasks.wait_idle()


def run_all(qtbot: QtBot, room: InboxRoom) -> None:
    qtbot.waitUntil(room.together.go.isVisible)
    qtbot.keyClick(room.queue, Qt.Key.Key_B, ALT)
    qtbot.waitUntil(lambda: room.together.report is not None)
    settle(room)


def test_ticked_by_keys_approved_together_with_a_result_for_each(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    kasi: Actor,
    open_inbox: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = [take_stranded(desk, actor, name).request_id for name in ("Ahmad", "Budi", "Citra", "Dewi")]
    asked: list[str] = []
    monkeypatch.setattr(Dialogs, "confirm", lambda _, title, *__, **___: asked.append(title) or True)
    room = open_inbox(kasi)
    qtbot.keyClick(room.queue, Qt.Key.Key_Space)
    assert ids(room) == taken[:1]
    qtbot.keyClick(room.queue, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(room.queue, Qt.Key.Key_Down, SHIFT)
    assert ids(room) == taken[:3]
    assert "3 dipilih" in room.together.accessibleName()
    qtbot.keyClick(room.queue, Qt.Key.Key_Space)
    assert ids(room) == taken[:2]
    qtbot.keyClick(room.queue, Qt.Key.Key_A, CTRL)
    assert ids(room) == taken
    pass_on(desk, kasi, taken[1])
    run_all(qtbot, room)
    assert asked == ["Paraf 4 permohonan?"]
    report = room.together.report
    assert report is not None
    assert report.accessibleName() == "Paraf: 3 dari 4 berhasil, 1 gagal"
    first = report.model.row(0)
    assert first.row.id == taken[1]
    assert "diubah pengguna lain" in report.detail.text()
    qtbot.keyClick(report.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: room.together.report is None)
    settle(room)
    assert [see(desk, actor, one).stage.code for one in taken] == ["paraf_kabid"] * 4
    assert room.queue.rows_model.rowCount() == 0
    assert not room.together.isVisible()


def test_what_needs_a_hand_or_is_of_another_kind_is_not_ticked(
    qtbot: QtBot, desk: Desk, actor: Actor, kasi: Actor, open_inbox: Open, clock: StandingClock
) -> None:
    first = take_stranded(desk, actor, "Ahmad").request_id
    clock.forward(minutes=1)
    take_dtks(desk, actor)
    clock.forward(minutes=1)
    third = take_stranded(desk, actor, "Budi").request_id
    room = open_inbox(kasi)
    for _ in range(2):
        qtbot.keyClick(room.queue, Qt.Key.Key_Down, SHIFT)
    assert ids(room) == [first, third], "the one between is of another service"
    qtbot.keyClick(room.queue, Qt.Key.Key_K)
    qtbot.keyClick(room.queue, Qt.Key.Key_Space)
    assert ids(room) == [first, third]
    assert room.case.news.text() in (NOT_ALIKE, NOT_TOGETHER)
    assert room.step_back(), "Esc lets the ticks go"
    assert ids(room) == []
    assert not room.together.isVisible()


def test_a_tick_goes_when_the_case_changed_meanwhile(
    qtbot: QtBot, desk: Desk, actor: Actor, kasi: Actor, open_inbox: Open
) -> None:
    taken = [take_stranded(desk, actor, name).request_id for name in ("Ahmad", "Budi")]
    room = open_inbox(kasi)
    qtbot.keyClick(room.queue, Qt.Key.Key_A, CTRL)
    pass_on(desk, kasi, taken[0])
    room.reload()
    settle(room)
    assert ids(room) == taken[1:]


def test_stopped_on_the_way_the_rest_is_reported_as_left(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    kasi: Actor,
    open_inbox: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("Ahmad", "Budi"):
        take_stranded(desk, actor, name)
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: True)
    room = open_inbox(kasi)
    real = together.approve_together

    def stopped(*arguments: Any) -> tuple[Outcome, ...]:
        return real(*arguments[:-1], lambda: True)

    monkeypatch.setattr(together, "approve_together", stopped)
    qtbot.keyClick(room.queue, Qt.Key.Key_A, CTRL)
    run_all(qtbot, room)
    assert room.together.report is not None
    assert room.together.report.accessibleName() == "Paraf: 0 dari 2 berhasil, 2 belum diproses"
    assert room.queue.rows_model.rowCount() == 2


def test_a_case_that_is_open_elsewhere_is_shown_as_such_and_can_still_be_decided(
    qtbot: QtBot, desk: Desk, actor: Actor, kasi: Actor, open_inbox: Open, clock: StandingClock
) -> None:
    taken = take_stranded(desk, actor, "Ahmad").request_id
    other = colleague(desk, actor, Role.OPERATOR)
    hold(desk.uow(), other, taken, clock())
    room = open_inbox(kasi)
    qtbot.waitUntil(lambda: room.case.box.holder.text() != "")
    assert room.case.box.holder.text() == f"Sedang dibuka oleh {other.name} sejak 08.14."
    assert room.case.box.holder.isVisible()
    assert f"oleh {other.name}" in room.queue.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    clock.forward(minutes=4)
    room.case.keeper.mark_now()
    settle(room)
    assert not room.case.box.holder.isVisible(), "the mark of who went home has run out"
    assert held(desk.reader(), other, [taken], clock())[taken].who == kasi.name
    room.hide()
    settle(room)
    assert held(desk.reader(), other, [taken], clock()) == {}


def test_two_desks_at_one_case_one_decides_and_the_other_sees_it_at_once(
    qtbot: QtBot, desk: Desk, actor: Actor, kasi: Actor, open_inbox: Open
) -> None:
    taken = take_stranded(desk, actor, "Ahmad").request_id
    here, there = open_inbox(kasi), open_inbox(kasi)
    for room in (here, there):
        qtbot.waitUntil(lambda room=room: room.case.view is not None)  # type: ignore[misc]
    there.case.box.reason.setPlainText("Sudah saya baca")
    here.case.box.main_action()
    settle(here)
    qtbot.waitUntil(lambda: there.queue.rows_model.rowCount() == 0)
    assert there.case.view is None
    there.case.box.main_action()
    settle(there)
    assert len(see(desk, actor, taken).history) == 2


def test_everything_about_a_case_stands_on_leaves_turned_by_keys(
    qtbot: QtBot, desk: Desk, actor: Actor, kasi: Actor, open_inbox: Open
) -> None:
    take_stranded(desk, actor, "Ahmad")
    room = open_inbox(kasi)
    qtbot.waitUntil(lambda: bool(room.drafts.letter.text()))
    assert room.leaves.tabs.currentIndex() == LETTER
    for key, leaf in ((Qt.Key.Key_I, CONTENTS), (Qt.Key.Key_A, SCANS), (Qt.Key.Key_V, VERSIONS)):
        qtbot.keyClick(room.queue, key, ALT)
        assert room.leaves.tabs.currentIndex() == leaf
        settle(room)
    assert room.leaves.versions.model.rowCount() == 1
    qtbot.keyClick(room.queue, Qt.Key.Key_I, ALT)
    words = [label.text() for label in room.leaves.details.findChildren(QLabel)]
    assert "Ahmad" in words
    assert "Kabupaten Contoh Jauh" in words
    assert room.leaves.details.isVisible()


def test_lateness_stands_in_the_head_on_the_row_and_in_the_list(
    qtbot: QtBot, desk: Desk, actor: Actor, kasi: Actor, open_inbox: Open, clock: StandingClock
) -> None:
    take_stranded(desk, actor, "Ahmad")
    clock.forward(minutes=50)
    take_stranded(desk, actor, "Budi")
    clock.forward(minutes=15)
    room = open_inbox(kasi)
    assert room.header.subtitle() == "Kasi · 2 menunggu, 1 terlambat"
    late, fresh = room.queue.rows_model.rows()
    assert late.client_name == "Ahmad", "the nearest deadline stands first"
    line = queue_lines(late, clock())[1]
    assert (line.text, line.tone) == ("lewat 5 menit", Tone.BAD)
    assert queue_lines(fresh, clock())[1].tone is not Tone.BAD
    status = next(column for column in every_column(clock) if column.key == "status")
    assert status.badge is not None
    badge = status.badge(late)
    assert badge is not None
    assert (badge.text, badge.tone) == ("Terlambat", Tone.BAD)


def test_a_tick_does_not_hide_that_a_case_is_open_elsewhere(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    kasi: Actor,
    open_inbox: Open,
    clock: StandingClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = [take_stranded(desk, actor, name).request_id for name in ("Ahmad", "Budi")]
    hold(desk.uow(), colleague(desk, actor, Role.OPERATOR), taken[1], clock())
    asked: list[str] = []
    monkeypatch.setattr(Dialogs, "confirm", lambda _, __, text, *___, **____: bool(asked.append(text)))
    room = open_inbox(kasi)
    qtbot.keyClick(room.queue, Qt.Key.Key_A, CTRL)
    badges = [room.queue.model().index(place, 0).data(Cell.BADGE).text for place in range(2)]
    assert badges == ["✓", "✓ Dibuka"]
    qtbot.waitUntil(room.together.go.isVisible)
    qtbot.keyClick(room.queue, Qt.Key.Key_B, ALT)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0].endswith("1 di antaranya sedang dibuka pengguna lain.")
