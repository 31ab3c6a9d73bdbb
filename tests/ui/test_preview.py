"""The page widget, and the pane that fills it from a real office."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.documents.preview import Preview
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from tests.factories import colleague
from tests.ui.review_steps import context_of, pass_on, see, take_dtks, take_stranded
from ui.preview import draft_pane
from ui.preview.draft_pane import DraftPane
from ui.preview.letter_view import NOTE, LetterView
from ui.tasks import Tasks
from ui.theme import Theme


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> DraftPane:
    made = DraftPane(context_of(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(560, 640)
    made.show()
    return made


def test_a_page_is_shown_from_its_top_and_zooms_by_keys(qtbot: QtBot, theme: Theme) -> None:
    view = LetterView(theme)
    qtbot.addWidget(view)
    view.resize(500, 500)
    view.show()
    view.show_page(Preview("<html><body>" + "<p>Isi surat & <b>tebal</b></p>" * 80 + "</body></html>"))
    assert view.text().startswith("Isi surat")
    bar = view.page.verticalScrollBar()
    assert bar.value() == bar.minimum()
    assert view.page.horizontalScrollBar().maximum() == view.page.horizontalScrollBar().minimum()
    for key, place in ((Qt.Key.Key_End, bar.maximum()), (Qt.Key.Key_Home, bar.minimum())):
        qtbot.keyClick(view.page, key)
        assert bar.value() == place
    fitted = view.page.zoom()
    qtbot.keyClick(view.page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.page.zoom() > fitted
    qtbot.keyClick(view.page, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.page.zoom() == pytest.approx(fitted)
    assert not view.foot.isHidden()
    assert NOTE in [label.text() for label in view.foot.findChildren(QLabel)]
    view.activateWindow()
    view.page.setFocus()
    qtbot.waitUntil(view.page.hasFocus)
    seen = view.page.grab().toImage().pixelColor(0, view.page.height() // 2)
    assert seen == QColor(theme.colours.accent)


def test_a_draft_then_the_numbered_letter(qtbot: QtBot, desk: Desk, actor: Actor, pane: DraftPane) -> None:
    taken = take_stranded(desk, actor)
    others = {role: colleague(desk, actor, role) for role in (Role.KASI, Role.KABID, Role.SEKRETARIS)}
    pane.set_view(see(desk, actor, taken.request_id))
    qtbot.waitUntil(lambda: "Ahmad Fauzi" in pane.letter.text())
    assert "KONSEP" in pane.letter.text()
    for other in others.values():
        pass_on(desk, other, taken.request_id)
    number = pass_on(desk, actor, taken.request_id).numbers[0]
    pane.set_view(see(desk, actor, taken.request_id))
    qtbot.waitUntil(lambda: number in pane.letter.text())
    assert "KONSEP" not in pane.letter.text()


def test_another_document_can_be_chosen(qtbot: QtBot, desk: Desk, actor: Actor, pane: DraftPane) -> None:
    taken = take_stranded(desk, actor)
    pane.set_view(see(desk, actor, taken.request_id))
    qtbot.waitUntil(lambda: bool(pane.letter.text()))
    first = pane.product()
    pane.choice.setFocus()
    qtbot.keyClick(pane.choice, Qt.Key.Key_Down)
    assert pane.product() != first
    qtbot.waitUntil(lambda: "lima puluh ribu" in pane.letter.text().lower())


def test_only_the_last_choice_counts(qtbot: QtBot, desk: Desk, actor: Actor, pane: DraftPane) -> None:
    first = take_dtks(desk, actor, "Ratna Juwita", 4)
    second = take_dtks(desk, actor, "Dewi Sartika", 5)
    pane.set_view(see(desk, actor, first.request_id))
    pane.set_view(see(desk, actor, second.request_id))
    qtbot.waitUntil(lambda: "Dewi Sartika" in pane.letter.text())
    pane._context.tasks.wait_idle()
    assert "Ratna Juwita" not in pane.letter.text()


def test_a_broken_template_is_said_and_can_be_tried_again(
    qtbot: QtBot, desk: Desk, actor: Actor, pane: DraftPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise UserError("templat_hilang", nama="surat.docx")

    taken = take_stranded(desk, actor)
    with monkeypatch.context() as patch:
        patch.setattr(draft_pane, "draft_letter", broken)
        pane.set_view(see(desk, actor, taken.request_id))
        qtbot.waitUntil(lambda: bool(pane.letter.problem()))
        assert "surat.docx" in pane.letter.problem()
        assert pane.letter.text() == ""
    button = pane.letter._broken.button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Ahmad Fauzi" in pane.letter.text())


def test_whoever_sees_a_document_is_told_to_the_audit_trail_once(
    qtbot: QtBot, desk: Desk, actor: Actor, pane: DraftPane
) -> None:
    heard: list[tuple[str, str]] = []
    pane._context.outputs.handed_on.connect(lambda deed, name: heard.append((deed, name)))
    taken = take_stranded(desk, actor)
    view = see(desk, actor, taken.request_id)
    pane.hide()
    pane.set_view(view)
    qtbot.waitUntil(lambda: "Ahmad Fauzi" in pane.letter.page.words())
    assert heard == []
    with qtbot.waitExposed(pane):
        pane.show()
    [(deed, name)] = heard
    assert deed == "dokumen_lihat"
    assert taken.receipt in name
    assert "Ahmad" not in name
    pane.set_view(see(desk, actor, taken.request_id))
    pane.hide()
    pane.show()
    assert len(heard) == 1


def test_another_divisions_letter_is_not_shown(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    taken = take_stranded(desk, actor)
    view = see(desk, actor, taken.request_id)
    other = colleague(desk, actor, Role.KASI, "Bidang Lain")
    made = DraftPane(context_of(desk, other, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.show()
    made.set_view(view)
    qtbot.waitUntil(lambda: bool(made.letter.problem()))
    assert made.letter.text() == ""


@pytest.mark.parametrize("width", [300, 420, 900])
def test_the_buttons_below_a_page_are_whole_and_the_note_is_not_squeezed(
    qtbot: QtBot, theme: Theme, width: int
) -> None:
    view = LetterView(theme)
    qtbot.addWidget(view)
    view.exact.show()
    view.show_page(Preview("<p>Surat</p>", {}))
    view.resize(width, 500)
    view.show()
    for button in (view.exact, view.smaller, view.larger, view.whole):
        assert button.width() >= button.sizeHint().width(), button.accessibleName()
        assert view.foot.rect().contains(button.geometry())
    qtbot.waitUntil(lambda: view.note.height() <= 2 * view.note.fontMetrics().lineSpacing() + 4)
    assert (view.note.y() < view.exact.y() - view.note.height() // 2) is (width < 600)
