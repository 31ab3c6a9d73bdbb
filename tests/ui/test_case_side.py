"""The page of an application with large letters: facts whole, and its whole way one key away."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from tests.ui.office_work import EVERY_ROLE, go_on, room_context, take
from ui import theme as themes
from ui.requests.leaves import TRAIL
from ui.requests.page import RequestPage
from ui.tasks import Tasks
from ui.turns import Turns

LONG_STAGE = "lubuklinggau-rehabilitasi-sosial"


def test_facts_and_the_way_have_room_beside_a_long_decision(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, qapp: QApplication, tmp_path: Path
) -> None:
    crowd = Crowd(5)
    request = take(desk, actor, LONG_STAGE, crowd)
    go_on(desk, actor, request, crowd)
    who = Actor(actor.user_id, actor.login, actor.name, actor.post, EVERY_ROLE)
    large = themes.apply(qapp, 1.5)
    try:
        page = RequestPage(room_context(desk, who, tasks, large, tmp_path))
        qtbot.addWidget(page)
        page.resize(1267, 768)
        page.show()
        page.show_request(request)
        qtbot.waitUntil(lambda: page.case.view is not None and tasks.wait_idle(100))
        qtbot.waitUntil(lambda: not page.findChildren(Turns))
        QApplication.processEvents()
        case = page.case
        assert case.side_scroll.viewport().height() >= case.facts.height()
        assert case.box.form.height() > 100
        qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        trail = page.contents.trail
        assert page.contents.tabs.currentIndex() == TRAIL
        assert trail is not None
        assert trail.viewport().height() > 400
        said = [label.text() for label in trail.findChildren(QLabel)]
        assert any("Rani Wulandari" in text for text in said)
        assert "menunggu keputusan" in said
    finally:
        themes.apply(qapp)
