"""Versi: every version of a draft, two side by side, by keys."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.reopening import reopen
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.review.deciding import Decision, decide
from tests.factories import StandingClock, colleague
from tests.ui.review_steps import STRANDED, context_of, pass_on, see, take_stranded
from ui.requests.page import RequestPage
from ui.requests.versions_leaf import VersionsLeaf
from ui.tasks import Tasks
from ui.theme import Theme

ALT = Qt.KeyboardModifier.AltModifier


def send_back(desk: Desk, who: Actor, request_id: int, reason: str) -> None:
    view = see(desk, who, request_id)
    decision = Decision(request_id, view.row.version, view.stage.code, Action.RETURN, reason)
    decide(desk.uow(), who, decision, desk.now())


def mend(desk: Desk, actor: Actor, request_id: int, **answers: str) -> None:
    draft = reopen(desk.reader(), request_id, desk.now())
    service = desk.library.catalog.services[STRANDED]
    submit(desk.uow(), actor, replace(draft, answers=draft.answers | answers), service, None, desk.now())


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> RequestPage:
    made = RequestPage(context_of(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    return made


def open_versions(qtbot: QtBot, page: RequestPage, request_id: int) -> VersionsLeaf:
    page.show_request(request_id)
    qtbot.waitUntil(lambda: page.case.view is not None)
    qtbot.keyClick(page.contents.tabs, Qt.Key.Key_V, ALT)
    assert page.context.tasks.wait_idle()
    return page.contents.versions


def test_a_single_version_has_nothing_to_be_compared_with(
    qtbot: QtBot, desk: Desk, actor: Actor, page: RequestPage
) -> None:
    leaf = open_versions(qtbot, page, take_stranded(desk, actor).request_id)
    qtbot.waitUntil(lambda: leaf.model.rowCount() == 1)
    assert "versi pertama" in leaf.words.text()
    assert not leaf.page.isVisible()
    assert not leaf.onward.isVisible()


def test_versions_stand_with_who_when_and_after_which_return_and_differ_visibly(
    qtbot: QtBot, desk: Desk, actor: Actor, page: RequestPage, clock: StandingClock
) -> None:
    kasi = colleague(desk, actor, Role.KASI)
    taken = take_stranded(desk, actor).request_id
    clock.forward(minutes=3)
    send_back(desk, kasi, taken, "Tujuan <keliru> & sebab kurang.")
    clock.forward(minutes=3)
    mend(desk, actor, taken, tujuan="Kabupaten Contoh Baru", sebab="Dompet hilang di pasar.")
    leaf = open_versions(qtbot, page, taken)
    qtbot.waitUntil(lambda: leaf.model.rowCount() == 2)
    QAbstractItemModelTester(leaf.model, QAbstractItemModelTester.FailureReportingMode.Warning, leaf)
    newest = [str(leaf.model.index(0, column).data()) for column in range(4)]
    assert newest[:3] == ["Versi 2", "hari ini 08.20", actor.name]
    assert newest[3] == (
        f"diajukan kembali; sesudah dikembalikan {kasi.name} (Pemeriksaan dan paraf Kasi): "
        "“Tujuan <keliru> & sebab kurang.”"
    )
    qtbot.waitUntil(lambda: leaf.count.text() == "2 bagian berbeda")
    text = leaf.page.toPlainText()
    assert "Kabupaten Contoh Jauh" in text
    assert "Kabupaten Contoh Baru" in text
    assert "−" in text
    assert "+" in text
    qtbot.keyClick(leaf.page, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: leaf.count.text() == "Beda 1 dari 2")
    assert "Semula" in leaf.page.accessibleDescription()
    qtbot.keyClick(leaf.page, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: leaf.count.text() == "Beda 2 dari 2")
    leaf.table.setFocus()
    qtbot.keyClick(leaf.table, Qt.Key.Key_Down)
    assert page.context.tasks.wait_idle()
    qtbot.waitUntil(lambda: leaf.count.text() == "2 bagian berbeda")
    assert str(leaf.against.currentText()).startswith("Versi 2")


def test_after_a_return_behind_the_number_the_reviewer_sees_the_new_words(
    qtbot: QtBot, desk: Desk, actor: Actor, page: RequestPage, clock: StandingClock
) -> None:
    kasi, kabid = colleague(desk, actor, Role.KASI), colleague(desk, actor, Role.KABID)
    sekretaris, kadis = colleague(desk, actor, Role.SEKRETARIS), colleague(desk, actor, Role.KADIS)
    taken = take_stranded(desk, actor).request_id
    for who in (kasi, kabid, sekretaris, actor):
        pass_on(desk, who, taken)
    number = see(desk, actor, taken).letters[0].number
    everybody = {Role.KADIS: kadis, Role.PETUGAS: actor, Role.SEKRETARIS: sekretaris}
    everybody |= {Role.KABID: kabid, Role.KASI: kasi}
    while see(desk, actor, taken).row.state is not RequestState.RETURNED:
        who = everybody[see(desk, actor, taken).stage.role]
        send_back(desk, who, taken, "Tujuan keliru.")
    mend(desk, actor, taken, tujuan="Kabupaten Contoh Baru")
    page.show_request(taken)
    qtbot.waitUntil(lambda: page.case.view is not None)
    qtbot.keyClick(page.contents.tabs, Qt.Key.Key_S, ALT)
    qtbot.waitUntil(lambda: "Kabupaten Contoh Baru" in page.contents.drafts.letter.text())
    assert number in page.contents.drafts.letter.text()
    assert "konsep" in page.contents.drafts.choice.itemText(0)


def test_in_a_narrow_place_no_button_is_cut_off(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    leaf = VersionsLeaf(context_of(desk, actor, tasks, theme, tmp_path))
    host = QWidget()
    qtbot.addWidget(host)
    leaf.setParent(host)
    leaf._bar.show()
    leaf.count.setText("14 bagian berbeda")
    leaf.resize(400, 500)
    host.show()
    for part in (leaf.count, leaf.back, leaf.onward):
        assert part.width() >= part.sizeHint().width()
