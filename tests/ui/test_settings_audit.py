"""Pengaturan › Jejak audit: narrowed by keys, printed, exported, and open to the heads only."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.audit import trail
from dinsos_desk.usecases.audit.trail import note_deed
from tests.factories import colleague
from tests.ui.office_work import room_context
from ui.outputs import Outputs
from ui.settings.audit_page import AuditSection
from ui.settings.room import SettingsRoom
from ui.start.office_rooms import DeedNotes
from ui.tasks import Tasks
from ui.theme import Theme

WAIT = 20_000
Enter = Callable[[Actor], AuditSection]


@pytest.fixture
def enter(qtbot: QtBot, theme: Theme, tasks: Tasks, desk: Desk, tmp_path: Path) -> Iterator[Enter]:
    rooms: list[SettingsRoom] = []

    def go(who: Actor) -> AuditSection:
        room = SettingsRoom(room_context(desk, who, tasks, theme, tmp_path))
        rooms.append(room)
        qtbot.addWidget(room)
        room.resize(1180, 700)
        room.show()
        room.show_section("jejak_audit")
        section = room.current()
        assert isinstance(section, AuditSection)
        section.enter()
        assert tasks.wait_idle()
        return section

    yield go
    assert tasks.wait_idle()


def shown(section: AuditSection) -> list[str]:
    assert section.context.tasks.wait_idle()
    return [line.what for line in section.model.rows()]


@pytest.fixture
def told(desk: Desk, actor: Actor) -> Actor:
    """A Kasi who printed and locked; somebody else saved."""
    kasi = colleague(desk, actor, Role.KASI)
    note_deed(desk.uow(), kasi, "dokumen_cetak", "2026-0007 surat.docx")
    note_deed(desk.uow(), kasi, "kunci")
    note_deed(desk.uow(), actor, "dokumen_simpan", "rekap.xlsx")
    return kasi


def test_it_is_narrowed_by_user_sort_and_words(qtbot: QtBot, enter: Enter, actor: Actor, told: Actor) -> None:
    section = enter(actor)
    assert shown(section)[:2] == ["Menyimpan dokumen ke luar", "Mengunci layar"]
    qtbot.keyClicks(section.text, "cetak")
    qtbot.waitUntil(lambda: shown(section) == ["Mencetak dokumen"], timeout=WAIT)
    assert section.step_back()
    qtbot.waitUntil(lambda: len(shown(section)) > 3, timeout=WAIT)
    assert not section.step_back()
    section.user.setCurrentIndex(section.user.findText("Contoh Kasi"))
    section.user.activated.emit(section.user.currentIndex())
    assert shown(section) == ["Mengunci layar", "Mencetak dokumen"]
    section.kind.setCurrentIndex(section.kind.findText("Masuk dan kunci"))
    section.kind.activated.emit(section.kind.currentIndex())
    assert shown(section) == ["Mengunci layar"]
    assert section.told() == "Contoh Kasi, Masuk dan kunci"
    assert section.count.text() == "1 catatan."


def test_it_is_printed_and_exported_by_keys(
    qtbot: QtBot, enter: Enter, actor: Actor, told: Actor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    section = enter(actor)
    made: dict[str, bytes] = {}
    monkeypatch.setattr(Outputs, "open", lambda self, name, content: made.update({name: content}))

    def save(self: Outputs, parent: object, name: str, content: bytes) -> Path:
        made[name] = content
        return tmp_path / name

    monkeypatch.setattr(Outputs, "save_as", save)
    qtbot.keyClick(section, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: section.task is None and len(made) == 1, timeout=WAIT)
    assert section.banner.text() == f"{next(iter(made))} dibuka. Cetaklah dari sana."
    qtbot.keyClick(section, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: section.task is None and len(made) == 2, timeout=WAIT)
    assert [Path(name).suffix for name in made] == [".docx", ".xlsx"]
    assert "tersimpan di" in section.banner.text()


def test_nothing_found_is_said(qtbot: QtBot, enter: Enter, actor: Actor) -> None:
    section = enter(actor)
    qtbot.keyClicks(section.text, "tidak pernah terjadi")
    qtbot.waitUntil(lambda: shown(section) == [], timeout=WAIT)
    assert section.count.text() == ""


def test_who_does_not_oversee_has_no_such_page(
    qtbot: QtBot, theme: Theme, tasks: Tasks, desk: Desk, actor: Actor, tmp_path: Path
) -> None:
    for role, sees in (
        (Role.KASI, False),
        (Role.PEMBACA, False),
        (Role.KADIS, True),
        (Role.SEKRETARIS, True),
    ):
        who = colleague(desk, actor, role)
        room = SettingsRoom(room_context(desk, who, tasks, theme, tmp_path))
        qtbot.addWidget(room)
        assert (AuditSection in room.kinds) is sees
        assert tasks.wait_idle()


def test_a_document_that_leaves_is_told_by_the_outputs(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QDesktopServices
    from PySide6.QtWidgets import QFileDialog

    settings = QSettings(str(tmp_path / "x.ini"), QSettings.Format.IniFormat)
    outputs = Outputs(settings, tmp_path / "keluar")
    heard: list[tuple[str, str]] = []
    outputs.handed_on.connect(lambda deed, name: heard.append((deed, name)))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: True)
    outputs.open("a.docx", b"x")
    chosen = str(tmp_path / "c.docx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    outputs.save_as(None, "b.docx", b"x")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    outputs.save_as(None, "b.docx", b"x")
    assert heard == [("dokumen_buka", "a.docx"), ("dokumen_simpan", "b.docx")]


def test_what_piles_up_while_others_write_is_one_transaction(
    tasks: Tasks, desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[tuple[str, str]]] = []
    real = trail.note_deeds

    def counted(uow: UnitOfWork, who: Actor, deeds: list[tuple[str, str]]) -> None:
        written.append(deeds)
        real(uow, who, deeds)

    monkeypatch.setattr(trail, "note_deeds", counted)
    notes, busy = DeedNotes(), threading.Event()
    tasks.run_write(busy.wait)
    names = [f"2026-000{number} surat.docx" for number in range(5)]
    for name in names:
        notes.add(tasks, desk, actor, "dokumen_simpan", name)
    busy.set()
    assert tasks.wait_idle()
    assert written == [[("dokumen_simpan", name) for name in names]]
    notes.add(tasks, desk, actor, "kunci", "")
    assert tasks.wait_idle()
    assert written[1:] == [[("kunci", "")]]
    with desk.reading() as session:
        told = session.scalars(text("SELECT about FROM audit WHERE deed = 'dokumen_simpan' ORDER BY id"))
        assert list(told) == names
