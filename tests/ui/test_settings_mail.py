"""Pengaturan › Surat masuk: pattern, paper and instructions; no section takes another's back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.mail import SlipFormat
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.front_desk import change_front_desk, the_front_desk
from tests.ui.office_work import room_context
from ui.dialogs import Dialogs
from ui.settings.mail_page import MailSection
from ui.tasks import Tasks
from ui.theme import Theme


def test_the_office_writes_its_own_instructions(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    section = MailSection(room_context(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(section)
    section.resize(900, 700)
    section.show()
    section.enter()
    qtbot.waitUntil(lambda: section.fields["pattern"].editor.text() == "{urut:3}/SM/{tahun}")
    qtbot.waitUntil(section.is_whole)
    section.fields["pattern"].editor.set_text("SM")
    section.fields["instructions"].editor.set_text("Arsipkan\narsipkan")
    section.submit()
    assert section.fields["pattern"].error()
    assert section.fields["instructions"].error()
    section.fields["pattern"].editor.set_text("{urut}/{kantor}/{tahun}")
    section.fields["instructions"].editor.set_text("  Arsipkan \n\nSegera   tindak lanjuti")
    section.fields["kinds"].editor.set_text("Undangan\nUndangan")
    section.submit()
    assert section.fields["kinds"].error()
    section.fields["kinds"].editor.set_text("Undangan\n Laporan  bulanan")
    section.fields["slip_format"].editor.set_text(SlipFormat.HALF_F4.value)
    qtbot.keyClick(section.save, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Tersimpan" in section.banner.text())
    kept = the_front_desk(desk.reader())
    assert kept.letters.instructions == ("Arsipkan", "Segera tindak lanjuti")
    offered = [(kind.code, kind.name) for kind in kept.letters.kinds if kind.offered]
    assert offered == [("undangan", "Undangan"), ("laporan_bulanan", "Laporan bulanan")]
    assert kept.letters.kind_names["proposal"] == "Proposal lembaga"
    assert (kept.letters.pattern, kept.letters.slip_format) == ("{urut}/{kantor}/{tahun}", SlipFormat.HALF_F4)
    change_front_desk(desk.uow(), actor, kept.model_copy(update={"wait_days": 14, "mail": None}))
    assert the_front_desk(desk.reader()).letters.instructions == ("Arsipkan", "Segera tindak lanjuti")


def test_a_renamed_kind_stays_the_same_one_when_that_is_meant(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    section = MailSection(room_context(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(section)
    section.show()
    section.enter()
    qtbot.waitUntil(section.is_whole)
    qtbot.waitUntil(lambda: "Undangan" in section.fields["kinds"].editor.text())
    asked: list[str] = []

    def confirm(_: object, title: str, text: str, action: str, **more: object) -> bool:
        asked.append(f"{text} {action} {more.get('cancel_label')}")
        return "Undangan rapat" in text

    monkeypatch.setattr(Dialogs, "confirm", confirm)
    typed = section.fields["kinds"].editor.text()
    typed = typed.replace("Undangan", "Undangan rapat").replace("Proposal lembaga", "Audiensi")
    section.fields["kinds"].editor.set_text(typed)
    section.submit()
    qtbot.waitUntil(lambda: "Tersimpan" in section.banner.text())
    assert len(asked) == 2
    assert all("Ganti namanya" in one and "Jenis baru" in one for one in asked)
    kinds = the_front_desk(desk.reader()).letters.kinds
    assert [(kind.code, kind.name) for kind in kinds if kind.offered][:3] == [
        ("audiensi", "Audiensi"), ("permohonan", "Permohonan"), ("undangan", "Undangan rapat"),
    ]  # fmt: skip
    assert [(kind.code, kind.name) for kind in kinds if not kind.offered] == [
        ("proposal", "Proposal lembaga")
    ]
    section.submit()
    tasks.wait_idle()
    assert len(asked) == 2
