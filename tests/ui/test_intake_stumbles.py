"""What a stranger at the desk stumbled over in the wizard."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.approvals import Grant
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft, drafts_of, keep_draft, turned_to
from tests.factories import typed_person
from tests.ui.intake_desk import Clerk, Key, open_room
from tests.ui.office_work import room_context, take
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fault_summary import FaultLine, FaultSummary

DTKS = "lubuklinggau-dtks"
BABY = "cirebon-pbi-bayi"


@pytest.fixture
def clerk(qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> Clerk:
    return open_room(qtbot, room_context(desk, actor, tasks, theme, tmp_path))


def test_coming_back_to_the_answers_leads_to_what_is_wrong(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.jump(4)
    clerk.press(Key.Key_2)
    clerk.fill({"jumlah_anggota": "banyak"})
    clerk.jump(5)
    clerk.jump(4)
    assert clerk.field_code() == "hubungan" or clerk.fault("isian.hubungan") == ""
    clerk.fill({"hubungan": "1", "status_terdaftar": "1"})
    clerk.jump(5)
    clerk.jump(4)
    assert clerk.fault("isian.jumlah_anggota")
    assert clerk.field_code() == "jumlah_anggota"


def test_coming_back_to_a_person_leads_to_what_is_wrong(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    person = typed_person()
    typed = {"nik": person["nik"], "kk": person["nik"], "nama": "Siti", "jenis_kelamin": "2"}
    clerk.fill({**typed, "tanggal_lahir": "31022020"})
    clerk.jump(4)
    clerk.jump(2)
    assert clerk.field_code() == "tanggal_lahir"


def test_another_service_takes_along_only_what_it_can_read(desk: Desk) -> None:
    services, today = desk.library.catalog.services, desk.now().date()
    answers = {"hubungan": "diri_sendiri", "jumlah_anggota": "4", "desil": "2"}
    draft = IntakeDraft(
        DTKS,
        answers=answers,
        overrides={"orang_yang_sama": "Surat kuasa ada."},
        grants={"orang_yang_sama": Grant("orang_yang_sama", "Surat kuasa ada.", 2, "Kabid", "kabid", "", "")},
        note="Datang lagi besok",
    )
    turned = turned_to(draft, services[BABY], today)
    assert turned.service == BABY
    assert not turned.answers
    assert (turned.overrides, turned.grants) == ({}, {})
    assert (turned.nonce, turned.note) == (draft.nonce, "Datang lagi besok")
    assert turned_to(draft, services[DTKS], today).answers == answers


def test_the_summary_never_names_a_party_twice(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.jump(6)
    link = clerk.page.summary._lines.itemAt(0).widget()
    assert link.text() == "Pemohon belum diisi."


def test_a_link_to_a_fault_ends_with_dots_where_it_is_cut(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    summary = FaultSummary(theme, parent=page)
    long = "Lembaga Kesejahteraan Sosial (LKS) / yayasan belum diisi."
    summary.show_faults([FaultLine("lembaga", long)])
    summary.resize(260, 90)
    page.show()
    link = summary._lines.itemAt(0).widget()
    qtbot.waitUntil(lambda: link.text().endswith("…"))
    assert link.toolTip() == long
    summary.resize(900, 90)
    qtbot.waitUntil(lambda: link.text() == long)


def pop_up(clerk: Clerk, text: str) -> None:
    QTest.keyClicks(clerk.focus(), text)
    clerk.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)


def test_towns_are_offered_where_one_is_asked_for(clerk: Clerk) -> None:
    clerk.choose_service("OTDP")
    clerk.jump(3)
    clerk.tab_to("tujuan")
    pop_up(clerk, "semar")
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    assert clerk.wizard.model.draft.answers["tujuan"] == "Kota Semarang"
    assert clerk.field_code() == "alamat_tujuan"


def test_enter_without_a_marked_town_keeps_what_was_typed(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.tab_to("kabupaten")
    pop_up(clerk, "Semarang")
    clerk.press(Key.Key_Return)
    assert clerk.wizard.model.party("pemohon").typed["kabupaten"] == "Semarang"
    assert clerk.field_code() == "provinsi"


def test_twenty_drafts_lie_side_by_side(clerk: Clerk) -> None:
    context = clerk.context
    names = [f"Pemohon ke-{number:02}" for number in range(1, 21)]
    for name in names[:18]:
        draft = IntakeDraft(DTKS, {"pemohon": PartyEntry({"nama": name})})
        keep_draft(context.desk.uow(), context.actor, draft, None, context.desk.now())
    for name in names[18:]:
        clerk.choose_service("dtks")
        clerk.tab_to("nama")
        QTest.keyClicks(clerk.focus(), name)
        clerk.press(Key.Key_Escape)
    kept = drafts_of(context.desk.reader(), context.actor)
    assert sorted(draft.title for draft in kept) == names
    page = clerk.room.first.page
    assert page.draft_list.model().rowCount() == 20
    page.draft_list.setFocus()
    QTest.keyClicks(page.draft_list, names[6])
    clerk.press(Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is not None and clerk.room.wizard.is_open)
    assert clerk.wizard.model.party("pemohon").typed["nama"] == names[6]
    assert len(drafts_of(context.desk.reader(), context.actor)) == 20


def test_who_comes_back_with_papers_begins_at_what_is_missing(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    request_id = take(desk, actor, "penelusuran-keluarga", Crowd(3), Wishes(incomplete=True))
    clerk.room.begin(request_id)
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is not None and clerk.room.wizard.is_open)
    clerk.settle()
    assert clerk.step == "berkas"
    lacking = clerk.wizard.checked.missing[0].code
    assert clerk.focus().objectName() == f"status_{lacking}"
    others = [r.code for r in clerk.wizard.model.service.paper_requirements()]
    assert others.index(lacking) > 0
