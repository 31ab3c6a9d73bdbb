"""The page as it prints: asked for by a key, made beside the window, given up when one goes on."""

import threading
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.view import view_request
from tests.ui.review_steps import context_of, take_stranded
from ui.preview import draft_pane, exact
from ui.preview.draft_pane import DraftPane
from ui.preview.letter_view import EXACT_NOTE, MAKING_NOTE, NOT_MADE_NOTE, NOTE
from ui.tasks import Tasks
from ui.theme import Theme


def a_pdf(pages: int = 2) -> bytes:
    import io

    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


@pytest.fixture
def pane(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> DraftPane:  # fmt: skip
    monkeypatch.setattr(draft_pane, "can_make_pdf", lambda: True)
    monkeypatch.setattr(draft_pane, "_PAUSE_MS", 0)
    made = DraftPane(context_of(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    taken = take_stranded(desk, actor, "Joko Susilo")
    made.set_view(view_request(desk.reader(), actor, taken.request_id))
    qtbot.waitUntil(made.letter.is_page_shown)
    return made


def press(qtbot: QtBot, pane: DraftPane) -> None:
    pane.activateWindow()
    pane.letter.page.setFocus()
    qtbot.keyClick(pane.letter.page, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)


def test_alt_h_shows_the_pages_and_again_the_approximation(
    qtbot: QtBot, pane: DraftPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []

    def make(document: bytes, stopped: Callable[[], bool]) -> bytes:
        asked.append(document)
        return a_pdf()

    monkeypatch.setattr(exact, "exact_pdf", make)
    assert pane.letter.note.text() == NOTE
    press(qtbot, pane)
    qtbot.waitUntil(lambda: pane.letter.page.sheets() == 2)
    assert pane.letter.note.text() == EXACT_NOTE
    assert "Joko Susilo" in pane.letter.text(), "a screen reader still has the words"
    press(qtbot, pane)
    assert pane.letter.page.sheets() == 0
    assert pane.letter.note.text() == NOTE
    press(qtbot, pane)
    qtbot.waitUntil(lambda: pane.letter.page.sheets() == 2)
    assert len(asked) == 1, "what was made a moment ago is not made again"


def test_where_no_program_can_it_is_said(
    qtbot: QtBot, pane: DraftPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "exact_pdf", lambda *_: None)
    press(qtbot, pane)
    qtbot.waitUntil(lambda: pane.letter.note.text() == NOT_MADE_NOTE)
    assert "Joko Susilo" in pane.letter.text()


def test_going_on_ends_the_program_that_works(
    qtbot: QtBot, pane: DraftPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def slow(document: bytes, stopped: Callable[[], bool]) -> None:
        begun.set()
        while not stopped():
            threading.Event().wait(0.01)
        ended.set()

    monkeypatch.setattr(exact, "exact_pdf", slow)
    press(qtbot, pane)
    qtbot.waitUntil(begun.is_set)
    assert pane.letter.note.text() == MAKING_NOTE
    pane.hide()
    qtbot.waitUntil(ended.is_set)
    assert not pane.exact.is_working()


def test_it_is_not_offered_where_there_is_neither_word_nor_libreoffice(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(draft_pane, "can_make_pdf", lambda: False)
    made = DraftPane(context_of(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    assert made.letter.exact.isHidden()
