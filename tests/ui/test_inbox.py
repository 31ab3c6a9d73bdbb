"""The inbox: the whole chain of review through real widgets and real keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.errors import UserError
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.setup import offer_services, offered_services
from tests.factories import StandingClock, colleague
from tests.ui.office_work import go_on, take
from tests.ui.review_steps import context_of, pass_on, see, take_dtks, take_stranded
from ui.context import Context
from ui.dialogs import Dialogs
from ui.inbox.room import InboxRoom
from ui.letters import outlet
from ui.requests.decision_box import DecisionBox
from ui.requests.decision_words import usual_title
from ui.requests.words import status_of
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.field import Field

CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[Actor], InboxRoom]


@pytest.fixture
def staff(desk: Desk, actor: Actor) -> dict[Role, Actor]:
    """One colleague of each role of the chain."""
    roles = (Role.KASI, Role.KABID, Role.SEKRETARIS, Role.KADIS, Role.OPERATOR)
    return {role: colleague(desk, actor, role) for role in roles}


@pytest.fixture
def context(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> Context:
    return context_of(desk, actor, tasks, theme, tmp_path)


@pytest.fixture
def open_inbox(
    qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, tmp_path: Path
) -> Callable[[Actor], InboxRoom]:
    def make(who: Actor) -> InboxRoom:
        room = InboxRoom(context_of(desk, who, tasks, theme, tmp_path))
        qtbot.addWidget(room)
        room.resize(1154, 768)
        room.show()
        room.enter()
        assert tasks.wait_idle()
        return room

    return make


def ready(qtbot: QtBot, room: InboxRoom, request_id: int) -> None:
    """Wait until an application is on the desk and its letter on the page."""
    assert room.context.tasks.wait_idle()
    qtbot.waitUntil(lambda: room.case.view is not None and room.case.view.row.id == request_id)
    qtbot.waitUntil(lambda: bool(room.drafts.letter.text()))


def decide_by_key(qtbot: QtBot, room: InboxRoom) -> None:
    """Ctrl+Enter from the queue, and wait for what comes of it."""
    qtbot.waitUntil(lambda: room.case.box.main.isVisible() and room.case.box.main.isEnabled())
    press_main(qtbot, room.case.box, room.queue)
    assert room.context.tasks.wait_idle()


def press_main(qtbot: QtBot, box: DecisionBox, at: QWidget) -> None:
    """Ctrl+Enter while the focus stands at a widget."""
    with qtbot.waitSignal(box.main.clicked):
        qtbot.keyClick(at, Qt.Key.Key_Return, CTRL)


def type_into(qtbot: QtBot, field: Field, text: str) -> None:
    inner = field.editor.focusProxy()
    assert inner is not None
    inner.setFocus()
    qtbot.keyClicks(inner, text)


def test_the_whole_chain_by_keys(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    staff: dict[Role, Actor],
    open_inbox: Open,
    clock: StandingClock,
) -> None:
    taken = take_stranded(desk, actor)
    for role in (Role.KASI, Role.KABID, Role.SEKRETARIS):
        room = open_inbox(staff[role])
        ready(qtbot, room, taken.request_id)
        assert room.case.box.main.accessibleName() == "Paraf"
        clock.forward(minutes=3)
        decide_by_key(qtbot, room)
        assert "Diteruskan ke" in room.case.outcome.text()
        assert room.queue.rows_model.rowCount() == 0
        room.close()
    room = open_inbox(actor)
    ready(qtbot, room, taken.request_id)
    assert room.case.box.main.accessibleName() == "Beri nomor"
    decide_by_key(qtbot, room)
    view = see(desk, actor, taken.request_id)
    number = view.letters[0].number
    assert f"Nomor {number} diberikan." in room.case.outcome.text()
    assert room.case.outcome.open.isVisible()
    kadis = open_inbox(staff[Role.KADIS])
    ready(qtbot, kadis, taken.request_id)
    assert kadis.case.box.main.accessibleName() == "Tanda tangani"
    assert number in kadis.drafts.letter.text()
    decide_by_key(qtbot, kadis)
    kadis.close()
    room.activateWindow()
    room.enter()
    ready(qtbot, room, taken.request_id)
    box = room.case.box
    assert box.main.accessibleName() == "Serahkan"
    decide_by_key(qtbot, room)
    assert "wajib diisi" in box.form.fields["penerima"].error()
    assert see(desk, actor, taken.request_id).row.state is RequestState.READY
    type_into(qtbot, box.form.fields["penerima"], "Ahmad Fauzi")
    assert box.form.fields["penerima"].error() == ""
    type_into(qtbot, box.form.fields["tanggal_berangkat"], "hari ini")
    choice = see(desk, actor, taken.request_id).fields[-1]
    type_into(qtbot, box.form.fields["hasil"], choice.choices[0].label)  # type: ignore[union-attr]
    decide_by_key(qtbot, room)
    done = see(desk, actor, taken.request_id)
    assert done.row.state is RequestState.DONE
    assert {letter.state for letter in done.letters} == {"diserahkan"}
    assert [step.action for step in done.history].count(Action.APPROVE) == 6
    assert "selesai dan ditutup" in room.case.outcome.text()


def test_a_return_asks_for_its_reason_and_names_the_papers(
    qtbot: QtBot, desk: Desk, actor: Actor, staff: dict[Role, Actor], open_inbox: Open
) -> None:
    taken = take_dtks(desk, actor)
    room = open_inbox(staff[Role.KASI])
    ready(qtbot, room, taken.request_id)
    box = room.case.box
    qtbot.keyClick(room.queue, Qt.Key.Key_Backspace, CTRL)
    assert box.heading.text() == "Kembalikan ke Penerimaan di Bagian Umum"
    assert box.reason.hasFocus()
    press_main(qtbot, box, box.reason)
    assert room.context.tasks.wait_idle()
    assert box.reason_field.error() == "Tulis alasannya."
    assert see(desk, actor, taken.request_id).row.state is RequestState.RUNNING
    qtbot.keyClicks(box.reason, "Foto rumah buram & gelap <ulang>")
    assert box.reason_field.error() == ""
    tick = box.ticks.box("foto_rumah")
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    press_main(qtbot, box, tick)
    assert room.context.tasks.wait_idle()
    back = see(desk, actor, taken.request_id)
    assert back.row.state is RequestState.RETURNED
    assert back.history[-1].reason == "Foto rumah buram & gelap <ulang>"
    assert back.history[-1].faulty == ("Foto Rumah",)
    desk_room = open_inbox(actor)
    ready(qtbot, desk_room, taken.request_id)
    assert "Foto rumah buram" in desk_room.case.box._situation.text()
    assert desk_room.case.box.main.accessibleName() == "Perbaiki"
    with qtbot.waitSignal(desk_room.intake_wanted) as asked:
        qtbot.keyClick(desk_room.queue, Qt.Key.Key_Return, CTRL)
    assert asked.args == [taken.request_id]


def test_esc_turns_the_box_back_and_keeps_what_was_typed(
    qtbot: QtBot, desk: Desk, actor: Actor, staff: dict[Role, Actor], open_inbox: Open
) -> None:
    first, second = take_dtks(desk, actor, "Ratna Juwita", 4), take_dtks(desk, actor, "Dewi Sartika", 5)
    room = open_inbox(staff[Role.KASI])
    ready(qtbot, room, first.request_id)
    box = room.case.box
    qtbot.keyClick(room.queue, Qt.Key.Key_Backspace, CTRL)
    qtbot.keyClicks(box.reason, "Alamat berbeda")
    qtbot.keyClick(box.reason, Qt.Key.Key_Escape)
    assert box.main.accessibleName() == "Paraf"
    assert box.reason.toPlainText() == "Alamat berbeda"
    assert room.queue.hasFocus(), "J and K go on from here"
    qtbot.keyClick(room.queue, Qt.Key.Key_J)
    ready(qtbot, room, second.request_id)
    assert box.reason.toPlainText() == ""
    qtbot.keyClick(room.queue, Qt.Key.Key_K)
    ready(qtbot, room, first.request_id)
    assert box.reason.toPlainText() == "Alamat berbeda"
    assert not room.step_back()


def test_after_a_decision_the_next_case_is_on_the_desk(
    qtbot: QtBot, desk: Desk, actor: Actor, staff: dict[Role, Actor], open_inbox: Open, clock: StandingClock
) -> None:
    ids = []
    for place, name in enumerate(("Ratna Juwita", "Dewi Sartika", "Joko Susilo")):
        ids.append(take_dtks(desk, actor, name, 10 + place).request_id)
        clock.forward(minutes=1)
    room = open_inbox(staff[Role.KASI])
    qtbot.keyClick(room.queue, Qt.Key.Key_Down)
    ready(qtbot, room, ids[1])
    decide_by_key(qtbot, room)
    ready(qtbot, room, ids[2])
    assert [row.id for row in room.queue.rows_model.rows()] == [ids[0], ids[2]]
    assert room.queue.hasFocus()


def test_two_windows_the_second_is_told_and_loses_nothing(
    qtbot: QtBot, desk: Desk, actor: Actor, staff: dict[Role, Actor], open_inbox: Open
) -> None:
    taken = take_dtks(desk, actor)
    room = open_inbox(staff[Role.KASI])
    ready(qtbot, room, taken.request_id)
    qtbot.keyClicks(room.case.box.reason, "Sudah diperiksa")
    pass_on(desk, staff[Role.KASI], taken.request_id)
    with qtbot.waitSignal(room.case.closed):
        press_main(qtbot, room.case.box, room.case.box.reason)
    assert room.context.tasks.wait_idle()
    assert "diubah pengguna lain" in room.case.banner.text()
    qtbot.waitUntil(lambda: room.case.view is not None and room.case.view.stage.code == "paraf_kabid")
    assert room.case.box.reason.toPlainText() == "Sudah diperiksa"
    assert len(see(desk, actor, taken.request_id).history) == 2
    at = QApplication.focusWidget()
    assert at is not None
    assert room.queue.isAncestorOf(at), "nothing is left to type in here"


def test_a_decision_made_on_paper_is_written_down_by_the_desk(
    qtbot: QtBot, desk: Desk, actor: Actor, context: Context, theme: Theme
) -> None:
    from ui.requests.room import RequestsRoom

    taken = take_dtks(desk, actor)
    room = RequestsRoom(context)
    qtbot.addWidget(room)
    room.resize(1154, 768)
    room.show()
    room.open_request(taken.request_id)
    box = room.page.case.box
    qtbot.waitUntil(lambda: box.main.accessibleName() == "Catat paraf di atas kertas")
    press_main(qtbot, box, room.page.contents.tabs)
    assert context.tasks.wait_idle()
    assert box.paper.fields["tanggal_kertas"].error() == "Isi tanggal paraf atau tanda tangan di atas kertas."
    assert box.paper.fields["pembawa"].error() == "Isi nama pembawa berkas."
    type_into(qtbot, box.paper.fields["tanggal_kertas"], "31022026")
    press_main(qtbot, box, room.page.contents.tabs)
    assert "bukan tanggal" in box.paper.fields["tanggal_kertas"].error()
    inner = box.paper.fields["tanggal_kertas"].editor.focusProxy()
    assert inner is not None
    qtbot.keyClick(inner, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(inner, "kemarin")
    type_into(qtbot, box.paper.fields["pembawa"], "Pak Contoh")
    press_main(qtbot, box, room.page.contents.tabs)
    assert context.tasks.wait_idle()
    assert "mendahului" in box.paper.fields["tanggal_kertas"].error()
    qtbot.keyClick(inner, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(inner, "hari ini")
    press_main(qtbot, box, room.page.contents.tabs)
    assert context.tasks.wait_idle()
    step = see(desk, actor, taken.request_id).history[-1]
    assert step.on_paper is not None
    assert f"{step.on_paper:%d/%m/%Y}" == "23/11/2026"
    assert step.carried_by == "Pak Contoh"
    assert "di atas kertas" in step.what


def test_rejecting_asks_twice(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    staff: dict[Role, Actor],
    open_inbox: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = take_dtks(desk, actor)
    room = open_inbox(staff[Role.KASI])
    ready(qtbot, room, taken.request_id)
    box = room.case.box
    answers = iter((False, True))
    asked: list[str] = []

    def confirm(parent: QWidget, title: str, text: str, label: str, destructive: bool = False) -> bool:
        asked.append(text)
        return next(answers)

    monkeypatch.setattr(Dialogs, "confirm", confirm)
    button = box.other_buttons[Action.REJECT]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.keyClicks(box.reason, "Bukan warga kota ini.")
    press_main(qtbot, box, box.reason)
    assert see(desk, actor, taken.request_id).row.state is RequestState.RUNNING
    press_main(qtbot, box, box.reason)
    assert room.context.tasks.wait_idle()
    assert see(desk, actor, taken.request_id).row.state is RequestState.REJECTED
    assert taken.receipt in asked[0]
    assert "ditolak" in room.case.outcome.text()


def test_a_letter_that_cannot_be_made_is_said_and_the_number_stands(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    staff: dict[Role, Actor],
    open_inbox: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise UserError("templat_hilang", nama="surat_pengantar.docx")

    taken = take_stranded(desk, actor)
    for role in (Role.KASI, Role.KABID, Role.SEKRETARIS):
        pass_on(desk, staff[role], taken.request_id)
    room = open_inbox(actor)
    ready(qtbot, room, taken.request_id)
    monkeypatch.setattr(outlet, "letter_going_out", broken)
    decide_by_key(qtbot, room)
    qtbot.waitUntil(lambda: "surat_pengantar.docx" in room.case.news.text())
    assert see(desk, actor, taken.request_id).letters[0].number
    assert "diberikan" in room.case.outcome.text()


def test_a_numbered_letter_is_opened_in_word(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    staff: dict[Role, Actor],
    open_inbox: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = take_stranded(desk, actor)
    for role in (Role.KASI, Role.KABID, Role.SEKRETARIS):
        pass_on(desk, staff[role], taken.request_id)
    room = open_inbox(actor)
    ready(qtbot, room, taken.request_id)
    opened: list[tuple[str, bytes]] = []
    monkeypatch.setattr(type(room.context.outputs), "open", lambda _, *file: opened.append(file))
    decide_by_key(qtbot, room)
    room.case.outcome.open.setFocus()
    qtbot.keyClick(room.case.outcome.open, Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: bool(opened))
    name, content = opened[0]
    assert name.startswith(taken.receipt)
    assert content.startswith(b"PK")


def test_an_empty_inbox_says_what_it_is_for(desk: Desk, staff: dict[Role, Actor], open_inbox: Open) -> None:
    room = open_inbox(staff[Role.KADIS])
    assert room.queue.rows_model.rowCount() == 0
    assert not room.case.box.isVisible()
    assert not room.whole.isEnabled()
    room.main_action()


def test_every_part_can_be_reached_and_has_a_name(
    qtbot: QtBot, desk: Desk, actor: Actor, staff: dict[Role, Actor], open_inbox: Open
) -> None:
    taken = take_dtks(desk, actor)
    room = open_inbox(staff[Role.KASI])
    ready(qtbot, room, taken.request_id)
    focusable = [
        widget
        for widget in room.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]
    for widget in focusable:
        assert widget.accessibleName(), widget.objectName() or type(widget).__name__
    with qtbot.waitSignal(room.request_wanted) as asked:
        qtbot.keyClick(room.queue, Qt.Key.Key_F4)
    assert asked.args == [taken.request_id]


def test_a_case_is_passed_on_by_keys(
    qtbot: QtBot, desk: Desk, actor: Actor, open_inbox: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = Crowd(3)
    taken = take(desk, actor, "cirebon-pbi-apbd", crowd, Wishes(answers={"kepesertaan": "belum"}))
    while Action.TRANSFER not in see(desk, actor, taken).stage.decisions:
        go_on(desk, actor, taken, crowd)
    other = "cirebon-pbi-apbn"
    offered = sorted(offered_services(desk.reader()) | {other})
    offer_services(desk.uow(), actor, frozenset(offered), desk.now())
    room = open_inbox(colleague(desk, actor, see(desk, actor, taken).stage.role))
    qtbot.waitUntil(lambda: room.case.view is not None and bool(room.case.box.other_buttons))
    monkeypatch.setattr(Dialogs, "confirm", lambda *_args, **_more: True)
    room.queue.setFocus()
    qtbot.keyClick(room.queue, Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    box = room.case.box
    qtbot.waitUntil(lambda: QApplication.focusWidget() is box.target.service)
    qtbot.waitUntil(lambda: box.target.service.findData(other) > 0)
    while box.target.service.currentData() != other:
        former = box.target.service.currentIndex()
        qtbot.keyClick(box.target.service, Qt.Key.Key_Down)
        assert box.target.service.currentIndex() > former
    while QApplication.focusWidget() is not box.reason:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(box.reason, "Sudah terdaftar pada DTKS.")
    with qtbot.waitSignal(box.decided):
        qtbot.keyClick(box.reason, Qt.Key.Key_Return, CTRL)
    assert room.context.tasks.wait_idle()
    view = see(desk, actor, taken)
    assert view.row.state is RequestState.PASSED_ON
    assert [offer.service for offer in view.offers] == [other]
    assert status_of(view.row, desk.now()).text == "Dialihkan"
    assert usual_title(view) == "Dialihkan ke layanan lain"
    assert "dialihkan" in room.case.outcome.text()
    assert room.queue.rows_model.rowCount() == 0


def test_a_case_goes_back_to_a_named_stage_by_keys(
    qtbot: QtBot, desk: Desk, actor: Actor, staff: dict[Role, Actor], open_inbox: Open
) -> None:
    taken = take_stranded(desk, actor).request_id
    for role in (Role.KASI, Role.KABID):
        pass_on(desk, staff[role], taken)
    room = open_inbox(staff[Role.SEKRETARIS])
    ready(qtbot, room, taken)
    box = room.case.box
    qtbot.waitUntil(lambda: Action.RETURN in box.other_buttons)
    room.queue.setFocus()
    qtbot.keyClick(room.queue, Qt.Key.Key_Backspace, CTRL)
    assert box.target.stage.isVisible()
    box.target.stage.setFocus()
    qtbot.keyClick(box.target.stage, Qt.Key.Key_End)
    chosen = box.target.stage.currentData()
    assert chosen != box.target.stage.itemData(0)
    qtbot.keyClicks(box.reason, "Alamat tujuan belum sesuai.")
    with qtbot.waitSignal(box.decided):
        qtbot.keyClick(box.reason, Qt.Key.Key_Return, CTRL)
    assert room.context.tasks.wait_idle()
    assert see(desk, actor, taken).stage.code == chosen
