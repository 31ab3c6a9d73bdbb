"""What saves keys, and that none of it does what was not meant."""

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dinsos_desk.desk import Desk
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import drafts_of
from tests.ui.intake_desk import CTRL, Clerk, Key
from tests.ui.office_work import take
from ui.intake.party_page import PartyPage
from ui.intake.summary_page import SummaryPage
from ui.outputs import Outputs

DTKS = "lubuklinggau-dtks"
TRAVELLER = "lubuklinggau-orang-terlantar"


def offered(clerk: Clerk) -> list[str]:
    proxy = clerk.room.first.page._proxy
    services = clerk.room.first.page.services
    return [services.model().index(row, 0).data(0x0101).code for row in range(proxy.rowCount())]


def test_what_is_asked_for_most_comes_first_and_only_if_it_is_asked_for_often(
    clerk: Clerk, desk: Desk, actor: Actor
) -> None:
    before = [service.code for service in clerk.room.opener.offer.services]
    for number in range(7):
        take(desk, actor, DTKS if number < 2 else TRAVELLER, Crowd(number))
    clerk.press(Key.Key_F2)
    after = [service.code for service in clerk.room.opener.offer.services]
    assert after[0] == TRAVELLER
    assert after[1:] == [code for code in before if code != TRAVELLER]
    assert clerk.room.first.page.services.current_row().code == TRAVELLER


def test_each_new_person_begins_at_the_first_service(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.press(Key.Key_F2)
    assert clerk.room.first.page.search.text() == ""
    first = clerk.room.opener.offer.services[0].code
    assert clerk.room.first.page.services.current_row().code == first


def test_a_name_begun_where_the_nik_is_asked_is_searched_for(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    take(desk, actor, DTKS, Crowd(4))
    (name,) = {
        entry.typed["nama"]
        for entry in fill_draft(
            desk.library.catalog.services[DTKS], Crowd(4), desk.now().date()
        ).parties.values()
    } or {""}
    clerk.choose_service("dtks")
    page = clerk.page
    assert isinstance(page, PartyPage)
    for letter in name.lower()[:5]:
        QTest.keyClicks(clerk.focus(), letter)
    clerk.settle()
    clerk.qtbot.waitUntil(lambda: page.search.model.rowCount() > 0)
    assert page.search.field.text() == name.lower()[:5]
    assert page.fields()["pemohon.nik"].editor.text() == ""
    clerk.press(Key.Key_Return)
    assert page.fields()["pemohon.nama"].editor.text() == name


def test_letters_in_a_nik_that_is_begun_stay_there(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    QTest.keyClicks(clerk.focus(), "16a")
    clerk.settle()
    assert clerk.page.fields()["pemohon.nik"].editor.text() == "16a"


def test_a_number_picks_a_choice_and_what_it_brings_up_comes_next(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.jump(4)
    assert clerk.field_code() == "jenis_permohonan"
    for number, following in (("3", "hubungan"), ("1", "status_terdaftar"), ("1", "id_dtks")):
        QTest.keyClicks(clerk.focus(), number)
        clerk.settle()
        assert clerk.field_code() == following
    answers = clerk.wizard.model.draft.answers
    assert answers["jenis_permohonan"] == "surat_keterangan"
    assert answers["hubungan"] == "diri_sendiri"
    assert answers["status_terdaftar"] == "terdaftar"


def test_a_number_beyond_the_list_picks_nothing(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.jump(4)
    QTest.keyClicks(clerk.focus(), "9")
    clerk.close_popup()
    assert clerk.field_code() == "jenis_permohonan"
    assert clerk.page.fields()["isian.jenis_permohonan"].editor.text() == "9"


def test_a_frequent_answer_is_taken_with_enter_and_any_other_may_be_written(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.jump(4)
    QTest.keyClicks(clerk.focus(), "3")
    clerk.tab_to("tujuan_penggunaan")
    QTest.keyClicks(clerk.focus(), "k")
    assert QApplication.activePopupWidget() is not None
    clerk.press(Key.Key_Return)
    assert clerk.field_code() == "berlaku_sampai"
    answers = clerk.wizard.model.draft
    assert answers.answers["tujuan_penggunaan"] == "Keringanan biaya berobat"
    clerk.page.fields()["isian.tujuan_penggunaan"].focus()
    clerk.press(Key.Key_A, CTRL)
    QTest.keyClicks(clerk.focus(), "biaya")
    clerk.press(Key.Key_Return)
    assert clerk.wizard.model.draft.answers["tujuan_penggunaan"] == "biaya"
    assert clerk.field_code() == "berlaku_sampai"


def test_a_span_is_a_date(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.jump(4)
    QTest.keyClicks(clerk.focus(), "3")
    clerk.tab_to("berlaku_sampai")
    QTest.keyClicks(clerk.focus(), "3b")
    clerk.press(Key.Key_Tab)
    field = clerk.page.fields()["isian.berlaku_sampai"]
    assert field.editor.text() == "23/02/2027"


def ready_to_save(clerk: Clerk) -> SummaryPage:
    clerk.choose_service("dtks")
    model = clerk.wizard.model
    draft = fill_draft(model.service, Crowd(), clerk.context.desk.now().date())
    for code, entry in draft.parties.items():
        model.fill_party(code, entry)
    for code, text in draft.answers.items():
        model.set_answer(code, text)
    for code, paper in draft.papers.items():
        model.set_paper(code, paper)
    clerk.wizard.go(len(clerk.wizard.steps) - 1)
    clerk.settle()
    page = clerk.page
    assert isinstance(page, SummaryPage)
    return page


def test_one_key_saves_and_prints(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.setattr(Outputs, "print", lambda self, name, content: printed.append(name))
    assert ready_to_save(clerk).print.isVisible()
    clerk.press(Key.Key_P, CTRL)
    clerk.qtbot.waitUntil(lambda: bool(printed))
    clerk.settle()
    assert clerk.room.stack.currentWidget() is clerk.room.result
    assert len(printed) == 1


def test_saving_alone_prints_nothing(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.setattr(Outputs, "print", lambda self, name, content: printed.append(name))
    ready_to_save(clerk)
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.room.stack.currentWidget() is clerk.room.result
    assert printed == []


def test_what_cannot_be_saved_offers_no_printing(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    clerk.choose_service("dtks")
    clerk.wizard.go(len(clerk.wizard.steps) - 1)
    clerk.settle()
    assert isinstance(clerk.page, SummaryPage)
    assert not clerk.page.print.isVisible()
    clerk.press(Key.Key_P, CTRL)
    assert clerk.room.stack.currentWidget() is clerk.wizard


def test_while_somebody_types_on_and_on_no_letter_waits_longer_than_a_second(
    clerk: Clerk, desk: Desk, actor: Actor
) -> None:
    """The keeping is not put off by the next key."""
    clerk.choose_service("dtks")
    clerk.tab_to("nama")
    keeping = clerk.room._keeper
    assert keeping is not None
    started: list[str] = []
    save = keeping.save
    keeping.save = lambda then=None: (
        started.append(keeping._model.party("pemohon").typed["nama"]),
        save(then),
    )[1]
    typed = 0
    while len(started) < 3:
        QTest.keyClicks(clerk.focus(), "a")
        typed += 1
        QTest.qWait(20)
        assert typed < 400, "nothing was kept while somebody typed"
    pace = timedelta(milliseconds=20)
    lengths = [len(name) for name in started]
    assert max(b - a for a, b in zip([0, *lengths], lengths, strict=False)) * pace <= timedelta(seconds=1)
    clerk.settle()
    clerk.qtbot.waitUntil(lambda: not keeping.pending)
    clerk.settle()
    assert drafts_of(desk.reader(), actor)[0].title == "a" * typed
