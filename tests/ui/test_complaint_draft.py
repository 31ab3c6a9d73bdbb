"""A complaint that was half typed when the power went is there again."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.draft import complaint_draft, keep_complaint_draft
from dinsos_desk.usecases.complaints.entry import Entry
from tests.factories import PASSWORD, colleague, gate_at, settled
from tests.ui.test_complaints_room import (
    complaints,
    context,
    enter_text,
    in_form,
    open_window,
    receive,
)
from ui.complaints.form import ComplaintForm
from ui.complaints.room import ComplaintsRoom
from ui.dialogs import Dialogs
from ui.main_window import MainWindow

__all__ = ["context", "open_window"]
WORDS = "Belum selesai diketik"


def typed_in(qtbot: QtBot, room: ComplaintsRoom, field: str, text: str) -> None:
    in_form(qtbot, room)
    assert room.form is not None
    room.form.fields[field].focus()
    enter_text(qtbot, text)


def form_of(room: ComplaintsRoom) -> ComplaintForm:
    assert room.form is not None
    return room.form


def test_half_typed_it_is_offered_by_the_next_window(
    qtbot: QtBot, desk: Desk, actor: Actor, open_window: Callable[..., MainWindow]
) -> None:
    first = complaints(qtbot, open_window())
    first.begin_new()
    typed_in(qtbot, first, "isi", WORDS)
    qtbot.waitUntil(lambda: complaint_draft(desk.reader(), actor) is not None, timeout=3000)
    window = open_window()
    room = complaints(qtbot, window)
    qtbot.waitUntil(lambda: "belum disimpan" in room.list.banner.text())
    room.list.banner.link.click()
    in_form(qtbot, room)
    assert form_of(room).fields["isi"].editor.text() == WORDS
    assert "dilanjutkan" in form_of(room).banner.text()
    qtbot.waitUntil(lambda: not room.unsaved())
    assert form_of(room).is_dirty()


def test_it_is_given_up_only_when_said(
    qtbot: QtBot, desk: Desk, actor: Actor, open_window: Callable[..., MainWindow], monkeypatch
) -> None:
    first = complaints(qtbot, open_window())
    first.begin_new()
    typed_in(qtbot, first, "isi", WORDS)
    first.may_leave()
    first.context.tasks.wait_idle()
    room = complaints(qtbot, open_window())
    room.begin_new()
    in_form(qtbot, room)
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: False)
    form_of(room).banner.link.click()
    assert form_of(room).fields["isi"].editor.text() == WORDS
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: True)
    former = form_of(room)
    former.banner.link.click()
    qtbot.waitUntil(lambda: room.form is not former)
    in_form(qtbot, room)
    assert form_of(room).fields["isi"].editor.text() == ""
    qtbot.waitUntil(lambda: complaint_draft(desk.reader(), actor) is None)


def test_saving_ends_it_and_nobody_else_sees_it(desk: Desk, actor: Actor) -> None:
    keep_complaint_draft(desk.uow(), actor, Entry({"isi": WORDS}))
    assert complaint_draft(desk.reader(), colleague(desk, actor, Role.PETUGAS)) is None
    receive(desk, actor)
    assert complaint_draft(desk.reader(), actor) is None


KILLED = """
import os, signal, sys
from pathlib import Path
from dinsos_desk.usecases.complaints.draft import keep_complaint_draft
from dinsos_desk.usecases.complaints.entry import Entry
from tests.factories import PASSWORD, gate_at
desk, actor = gate_at(Path(sys.argv[1])).open("rani", PASSWORD)
keep_complaint_draft(desk.uow(), actor, Entry({"isi": "sebelum mati"}))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_kept_outlives_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    gate = gate_at(folder)
    desk, _ = settled(gate)
    desk.close()
    run = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False, timeout=60)
    assert run.returncode == -9
    desk, actor = gate_at(folder).open("rani", PASSWORD)
    kept = complaint_draft(desk.reader(), actor)
    desk.close()
    assert kept == Entry({"isi": "sebelum mati"})
