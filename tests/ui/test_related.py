"""Another service for the same people, the link between two applications, and what returns after one."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dinsos_desk.catalog.obligations import Periodic
from dinsos_desk.catalog.schema import Onward, ServiceDef
from dinsos_desk.desk import Desk
from dinsos_desk.domain.fields import DateField, NumberField
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft, drafts_of, keep_draft
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import StandingClock
from tests.ui.intake_desk import ALT, CTRL, Clerk, Key
from tests.ui.office_work import finish
from ui.context import Context
from ui.dialogs import Dialogs
from ui.home.room import HomeRoom
from ui.intake.steps import StepKind, step_of_kind
from ui.requests.after_cards import DutiesCard, RelatedCard
from ui.requests.page import RequestPage
from ui.requests.report_dialog import ReportDialog
from ui.turns import Turns
from ui.widgets.onward_card import OnwardCard
from ui.widgets.rows_table import RowsTable

PBI, DTKS = "lubuklinggau-pbi-jk", "lubuklinggau-dtks"


@pytest.fixture
def pbi(desk: Desk, clock: StandingClock) -> IntakeDraft:
    """Somebody who is not registered yet, so that registering is offered."""
    wishes = Wishes(answers={"status_dtks": "belum"})
    return fill_draft(desk.catalog.services[PBI], Crowd(5), clock().date(), wishes)


def page_of(qtbot: QtBot, context: Context, request_id: int) -> RequestPage:
    page = RequestPage(context)
    qtbot.addWidget(page)
    page.resize(1154, 768)
    page.show()
    page.show_request(request_id)
    qtbot.waitUntil(lambda: page.case.view is not None and context.tasks.wait_idle(1000))
    qtbot.waitUntil(lambda: not page.findChildren(Turns))
    return page


def kept(desk: Desk, actor: Actor) -> dict[str, IntakeDraft]:
    return {one.draft.service: one.draft for one in drafts_of(desk.reader(), actor)}


def send(clerk: Clerk) -> int:
    clerk.wizard.go(step_of_kind(clerk.wizard.steps, StepKind.SUMMARY))
    clerk.settle()
    clerk.go_on()
    assert clerk.room.stack.currentWidget() is clerk.room.result, clerk.room.news.text()
    result = clerk.room.result._result
    assert result is not None
    return result.request_id


def test_from_a_draft_both_are_kept_and_linked_once_both_are_sent(
    qtbot: QtBot, desk: Desk, actor: Actor, context: Context, clerk: Clerk, pbi: IntakeDraft
) -> None:
    keep_draft(desk.uow(), actor, pbi, None, desk.now())
    clerk.room.begin(drafts_of(desk.reader(), actor)[0])
    clerk.settle()
    assert any(thing.service == DTKS for thing in clerk.wizard.side.things())
    clerk.press(Key.Key_O, ALT)
    qtbot.waitUntil(lambda: clerk.room.wizard is not None and clerk.wizard.model.service.code == DTKS)
    clerk.settle()
    assert "konsep" in clerk.room.news.text()
    assert set(kept(desk, actor)) == {PBI, DTKS}
    typed = clerk.wizard.model.party("pemohon").typed
    assert typed == pbi.parties["pemohon"].typed
    filled = fill_draft(desk.catalog.services[DTKS], Crowd(9), desk.now().date())
    for code, text in filled.answers.items():
        clerk.wizard.model.set_answer(code, text)
    for code, entry in filled.papers.items():
        clerk.wizard.model.set_paper(code, entry)
    second = send(clerk)
    assert not clerk.room.result.resume.isHidden()
    clerk.press(Key.Key_K, ALT)
    qtbot.waitUntil(lambda: clerk.room.wizard is not None and clerk.wizard.model.service.code == PBI)
    clerk.settle()
    opened: list[int] = []
    clerk.room.request_wanted.connect(opened.append)
    clerk.press(Key.Key_O, ALT)
    qtbot.waitUntil(lambda: opened == [second])
    clerk.settle()
    clerk.room.begin(drafts_of(desk.reader(), actor)[0])
    clerk.settle()
    first = send(clerk)
    assert clerk.room.result.resume.isHidden()
    (linked,) = view_request(desk.reader(), actor, first).linked
    assert linked.id == second
    page = page_of(qtbot, context, second)
    card = page.findChild(RelatedCard)
    assert card is not None
    assert "Pendaftaran PBI JK · Diproses" in card.links[0].accessibleName()
    QTest.keyClick(card.links[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.case.view is not None and page.case.view.row.id == first)
    context.tasks.wait_idle()


def test_from_the_page_of_an_application(
    qtbot: QtBot, desk: Desk, actor: Actor, context: Context, clerk: Clerk, pbi: IntakeDraft
) -> None:
    first = submit(desk.uow(), actor, pbi, desk.catalog.services[PBI], None, desk.now()).request_id
    page = page_of(qtbot, context, first)
    card = page.findChild(RelatedCard)
    assert card is not None
    wanted: list[object] = []
    page.intake_wanted.connect(wanted.append)
    card.offers[0].click()
    assert page.findChildren(RowsTable), "the rows of the table are shown"
    page.hide()
    for _ in range(2):
        clerk.room.begin(wanted[0])  # type: ignore[arg-type]
        clerk.settle()
        qtbot.waitUntil(lambda: clerk.room.wizard is not None and not clerk.room.unsaved())
        clerk.settle()
        assert clerk.wizard.model.draft.linked_from == first
    assert list(kept(desk, actor)) == [DTKS], "opened twice it is one draft"


def test_an_offer_of_a_service_that_is_not_offered_here_is_only_said(
    qtbot: QtBot, desk: Desk, actor: Actor, context: Context, pbi: IntakeDraft
) -> None:
    first = submit(desk.uow(), actor, pbi, desk.catalog.services[PBI], None, desk.now()).request_id
    with desk.uow() as uow:
        uow.services.set_offered(frozenset({PBI}), desk.now())
        uow.commit()
    card = page_of(qtbot, context, first).findChild(RelatedCard)
    assert card is not None
    assert card.offers == []
    assert any("DTKS" in label.text() for label in card.findChildren(QLabel))


@pytest.fixture
def yearly(desk: Desk) -> ServiceDef:
    """A service with a yearly report, after which the applicant goes on elsewhere."""
    dtks = desk.catalog.services[DTKS]
    duty = Periodic(
        code="tahunan",
        name="Laporan perkembangan anak",
        every_months=12,
        since="isian.penetapan",
        records=(NumberField(code="tinggi", label="Tinggi", unit="cm", required=True),),
    )
    onward = Onward(agency="BPJS Kesehatan", place="Jalan Contoh 1", text="Serahkan surat ini.")
    field = DateField(code="penetapan", label="Tanggal penetapan")
    return dtks.model_copy(update={"periodic": (duty,), "onward": (onward,), "fields": (*dtks.fields, field)})


def test_a_yearly_report_is_found_at_home_written_down_and_withdrawn(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    context: Context,
    clock: StandingClock,
    yearly: ServiceDef,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = fill_draft(yearly, Crowd(3), clock().date(), Wishes(answers={"penetapan": "01/12/2025"}))
    taken = submit(desk.uow(), actor, draft, yearly, None, desk.now())
    assert [step.agency for step in taken.onward] == ["BPJS Kesehatan"]
    finish(desk, actor, taken.request_id, Crowd(4), clock)
    home = HomeRoom(context)
    qtbot.addWidget(home)
    home.resize(1154, 768)
    home.show()
    home.enter()
    qtbot.waitUntil(lambda: not home.reports.isHidden())
    wanted: list[int] = []
    home.request_wanted.connect(wanted.append)
    qtbot.keyClick(home.reports.list, Qt.Key.Key_Home)
    qtbot.keyClick(home.reports.list, Qt.Key.Key_Return)
    assert wanted == [taken.request_id]
    home.hide()
    page = page_of(qtbot, context, taken.request_id)
    assert page.findChild(OnwardCard) is not None
    clock.moment = datetime(2026, 12, 2, 9, 0)
    card = page.findChild(DutiesCard)
    assert card is not None
    duty = page.case.view.duties[0]
    dialog = ReportDialog(context, duty, "Contoh", page)
    qtbot.addWidget(dialog)
    dialog.show()
    said = dialog.day.fields["tanggal"].editor.text()
    dialog.day.fields["tanggal"].editor.set_text("kapan-kapan")
    dialog.resize(dialog.width(), 300)
    dialog._save()
    qtbot.waitUntil(lambda: bool(dialog.records.fields["tinggi"].error()))
    qtbot.waitUntil(lambda: dialog.day.height() >= dialog.day.sizeHint().height())
    assert dialog.day.fields["tanggal"].error(), "and it can be read"
    dialog.day.fields["tanggal"].editor.set_text(said)
    dialog.records.fields["tinggi"].editor.set_text("98")
    dialog._save()
    qtbot.waitUntil(lambda: page.case.view.duties[0].due_on == date(2027, 12, 1))
    qtbot.waitUntil(lambda: page.findChild(DutiesCard) is not card)
    context.tasks.wait_idle()
    monkeypatch.setattr(Dialogs, "ask_text", lambda *given, **more: "Salah anak")
    shown = [one for one in page.findChildren(DutiesCard) if one.withdraw]
    shown[-1].withdraw[0].click()
    qtbot.waitUntil(lambda: page.case.view.duties[0].due_on == date(2026, 12, 1))
    assert "Salah anak" in page.case.view.duties[0].met[0].withdrawn
    context.tasks.wait_idle()
    QApplication.processEvents()


def test_a_table_is_typed_in_the_wizard_and_read_in_its_summary(
    qtbot: QtBot, desk: Desk, actor: Actor, clerk: Clerk, pbi: IntakeDraft
) -> None:
    keep_draft(desk.uow(), actor, pbi, None, desk.now())
    clerk.room.begin(drafts_of(desk.reader(), actor)[0])
    clerk.settle()
    table = next(f for f in clerk.wizard.model.service.fields if f.kind == "tabel")
    clerk.wizard.go(step_of_kind(clerk.wizard.steps, StepKind.ANSWERS))
    clerk.settle()
    clerk.tab_to(table.code)
    clerk.press(Key.Key_End, CTRL)
    clerk.type("167301")
    clerk.press(Key.Key_Tab, CTRL)
    fault = clerk.fault(f"isian.{table.code}")
    assert fault.startswith("Baris 3, kolom NIK")
    clerk.wizard.go_to_place(f"isian.{table.code}")
    clerk.settle()
    clerk.press(Key.Key_Delete, CTRL)
    clerk.press(Key.Key_Tab, CTRL)
    assert clerk.fault(f"isian.{table.code}") == ""
    clerk.wizard.go(step_of_kind(clerk.wizard.steps, StepKind.SUMMARY))
    clerk.settle()
    (rows,) = clerk.page.findChildren(RowsTable)
    assert rows.model().rowCount() == 2
    assert "•" in rows.model().index(0, 0).data()
