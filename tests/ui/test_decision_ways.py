"""The decision box beside its main button: where a return goes, passing on, and paper for an official."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from tests.factories import StandingClock, colleague
from tests.ui.office_work import go_on, room_context, take
from tests.ui.review_steps import pass_on, see, take_stranded
from ui.dialogs import Dialogs
from ui.requests.button_foot import ButtonFoot
from ui.requests.decision_words import situation
from ui.requests.page import RequestPage
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import ButtonKind, KeyButton

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Show = Callable[[Actor, int], RequestPage]
REHAB = "lubuklinggau-rehabilitasi-sosial"


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, tmp_path: Path) -> Iterator[Show]:
    def make(who: Actor, request_id: int) -> RequestPage:
        page = RequestPage(room_context(desk, who, tasks, theme, tmp_path))
        qtbot.addWidget(page)
        page.resize(1154, 768)
        page.show()
        page.show_request(request_id)
        qtbot.waitUntil(lambda: page.case.view is not None and page.case.box.main.isVisible())
        return page

    yield make
    assert tasks.wait_idle()


def press(qtbot: QtBot, page: RequestPage, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(page.contents.tabs, key, modifiers)


def test_a_return_goes_to_the_chosen_stage(qtbot: QtBot, desk: Desk, actor: Actor, show: Show) -> None:
    sekretaris = colleague(desk, actor, Role.SEKRETARIS)
    taken = take_stranded(desk, actor).request_id
    for role in (Role.KASI, Role.KABID):
        pass_on(desk, colleague(desk, actor, role), taken)
    page = show(sekretaris, taken)
    box = page.case.box
    press(qtbot, page, Qt.Key.Key_Backspace, CTRL)
    assert box.target.stage_field.isVisible()
    places = [box.target.stage.itemData(place) for place in range(box.target.stage.count())]
    assert places[0] == "paraf_kabid"
    assert len(places) > 1
    box.target.stage.setFocus()
    qtbot.keyClick(box.target.stage, Qt.Key.Key_End)
    chosen = box.target.stage.currentData()
    assert chosen != "paraf_kabid"
    qtbot.keyClicks(box.reason, "Berkas kurang jelas.")
    with qtbot.waitSignal(box.decided):
        qtbot.keyClick(box.reason, Qt.Key.Key_Return, CTRL)
    assert page.context.tasks.wait_idle()
    assert see(desk, actor, taken).stage.code == chosen


def test_esc_out_of_a_return_leaves_the_cursor_on_the_page(
    qtbot: QtBot, desk: Desk, actor: Actor, show: Show
) -> None:
    taken = take_stranded(desk, actor).request_id
    page = show(colleague(desk, actor, Role.KASI), taken)
    page.activateWindow()
    press(qtbot, page, Qt.Key.Key_Backspace, CTRL)
    qtbot.waitUntil(page.case.box.reason.hasFocus)
    qtbot.keyClick(page.case.box.reason, Qt.Key.Key_Escape)
    assert page.contents.tabs.hasFocus()


def test_passing_on_asks_where_to(
    qtbot: QtBot, desk: Desk, actor: Actor, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = Crowd(3)
    taken = take(desk, actor, REHAB, crowd)
    while Action.TRANSFER not in see(desk, actor, taken).stage.decisions:
        go_on(desk, actor, taken, crowd)
    who = colleague(desk, actor, see(desk, actor, taken).stage.role)
    asked: list[str] = []

    def confirm(_: QWidget, title: str, *_a: object, **_k: object) -> bool:
        asked.append(title)
        return True

    monkeypatch.setattr(Dialogs, "confirm", confirm)
    page = show(who, taken)
    box = page.case.box
    button = box.other_buttons[Action.TRANSFER]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is box.target.service, "where to is asked first"
    qtbot.keyClicks(box.reason, "Klien tinggal di kota lain.")
    qtbot.keyClick(box.reason, Qt.Key.Key_Return, CTRL)
    assert page.context.tasks.wait_idle()
    qtbot.waitUntil(lambda: "instansi tujuannya" in box.target.service_field.error())
    assert box.target.service.count() > 2
    assert asked == [], "what is incomplete is said before one is asked whether one is sure"
    qtbot.keyClicks(box.target.agency, "Dinas Sosial Kota Contoh Timur")
    assert box.target.service_field.error() == ""
    with qtbot.waitSignal(box.decided):
        qtbot.keyClick(box.target.agency, Qt.Key.Key_Return, CTRL)
    assert page.context.tasks.wait_idle()
    assert see(desk, actor, taken).row.state is RequestState.PASSED_ON
    assert "dialihkan" in page.case.outcome.text()
    assert len(asked) == 1


def test_the_official_gets_draft_and_slip_on_paper(
    qtbot: QtBot, desk: Desk, actor: Actor, show: Show, monkeypatch: pytest.MonkeyPatch, clock: StandingClock
) -> None:
    taken = take_stranded(desk, actor)
    page = show(actor, taken.request_id)
    printed: list[str] = []

    def send(_: object, name: str, content: bytes) -> Path:
        printed.append(name)
        return Path(name)

    monkeypatch.setattr(type(page.context.outputs), "print", send)
    assert page.case.box.slip.isVisible()
    press(qtbot, page, Qt.Key.Key_K, ALT)
    qtbot.waitUntil(lambda: len(printed) == 2)
    assert printed[0].startswith(f"{taken.receipt} Konsep ")
    assert printed[1] == f"{taken.receipt} Lembar Kendali.docx"
    qtbot.waitUntil(lambda: "Dikirim ke pencetak" in page.case.news.text())
    for role in (Role.KASI, Role.KABID, Role.SEKRETARIS):
        pass_on(desk, colleague(desk, actor, role), taken.request_id)
    pass_on(desk, actor, taken.request_id)
    page.case.reload()
    qtbot.waitUntil(lambda: page.case.box.main.accessibleName() == "Catat tanda tangan di atas kertas")
    box = page.case.box
    assert box.main.sizeHint().width() <= box.main.width(), "the longest label stands whole"
    press(qtbot, page, Qt.Key.Key_K, ALT)
    qtbot.waitUntil(lambda: len(printed) > 3)
    assert printed[-1] == f"{taken.receipt} Lembar Kendali.docx"
    assert not any("Konsep" in name for name in printed[2:]), "what is signed has its number"


def test_who_took_it_in_himself_is_told_why_he_may_not_judge(desk: Desk, actor: Actor) -> None:
    view = see(desk, actor, take_stranded(desk, actor).request_id)
    barred = replace(view, own_intake=True, actions=(), on_paper=False)
    assert "Anda sendiri yang menerima" in situation(barred)


def tabbed(qtbot: QtBot, page: RequestPage, begin: QWidget) -> list[str]:
    """What the Tab key leads to from a widget on, up to the main button."""
    box, stops = page.case.box, [begin.objectName()]
    begin.setFocus()
    while (at := QApplication.focusWidget()) is not box.main and len(stops) < 40:
        assert at is not None
        qtbot.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        assert at is not None
        assert box.isAncestorOf(at), f"after {stops}"
        stops.append(at.objectName())
    return stops


def test_tab_goes_through_the_box_as_the_eye_does(qtbot: QtBot, desk: Desk, actor: Actor, show: Show) -> None:
    crowd = Crowd(3)
    taken = take(desk, actor, "lombok-timur-siop-pendirian", crowd)
    while len(see(desk, actor, taken).fields) < 3:
        go_on(desk, actor, taken, crowd)
    view = see(desk, actor, taken)
    page = show(colleague(desk, actor, view.stage.role), taken)
    box = page.case.box
    inner = [field.editor.focusProxy() or field.editor for field in box.form.fields.values()]
    stops = tabbed(qtbot, page, inner[0])
    assert stops[-1] == "putuskan"
    assert stops.index("catatan_keputusan") >= len(inner)
    following = take_stranded(desk, actor).request_id
    page.show_request(following)
    qtbot.waitUntil(lambda: box.paper.isVisible())
    press(qtbot, page, Qt.Key.Key_Backspace, CTRL)
    papers = list(box.ticks.findChildren(QCheckBox))
    first = next(iter(box.paper.fields.values())).editor
    stops = tabbed(qtbot, page, first.focusProxy() or first)
    assert [name for name in stops if name.startswith("keliru_")] == [one.objectName() for one in papers]
    assert stops[-3:] == ["catatan_keputusan", "urung_keputusan", "putuskan"]


def test_the_key_gives_way_before_the_buttons_go_below_each_other(qtbot: QtBot) -> None:
    main = KeyButton("Catat paraf di atas kertas", "Ctrl+Return", ButtonKind.PRIMARY, name="utama")
    back, beside = KeyButton("Batal", name="batal"), KeyButton("Kembalikan", name="kembali")
    foot = ButtonFoot(main, back)
    foot.add_side(beside)
    back.hide()
    host = QWidget()
    qtbot.addWidget(host)
    foot.setParent(host)
    with_key = main.sizeHint().width()
    foot.resize(with_key + beside.sizeHint().width() + 8, 40)
    host.show()
    foot.show()
    QApplication.processEvents()
    assert beside.y() == main.y()
    assert "Ctrl+Enter" in main.text()
    foot.resize(foot.width() - 20, 40)
    QApplication.processEvents()
    assert beside.y() == main.y()
    assert main.toolTip() == "Ctrl+Enter"
    assert main.width() >= main.sizeHint().width()
