"""Pengaturan › Surat masuk: pattern, paper and instructions; no section takes another's back."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.mail import SlipFormat
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.front_desk import change_front_desk, the_front_desk
from tests.ui.office_work import room_context
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
