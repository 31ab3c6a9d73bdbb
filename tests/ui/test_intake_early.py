"""Rules and the checklist speak while one types: at once, and nothing moves the cursor."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Desk
from dinsos_desk.domain.checklist import Need
from dinsos_desk.domain.rules import Verdict
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from tests.ui.intake_desk import CTRL, Clerk, Key, open_room
from tests.ui.office_work import EVERY_ROLE, room_context
from ui.intake.papers_page import PapersPage
from ui.intake.steps import StepKind
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.badge import Badge

DTKS = "lubuklinggau-dtks"
PBI = "lubuklinggau-pbi-jk"
NOT_YET = {"jenis_permohonan": "surat_keterangan", "status_terdaftar": "belum"}


def open_service(clerk: Clerk, service: ServiceDef) -> None:
    clerk.room._choose_service(service)
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is not None and clerk.room.wizard.is_open)
    clerk.settle()


def fill(clerk: Clerk, answers: Mapping[str, str]) -> None:
    """Everything as the sample has it, with these answers."""
    model = clerk.wizard.model
    draft = fill_draft(model.service, Crowd(3), clerk.context.desk.now().date(), Wishes(answers=answers))
    for code, entry in draft.parties.items():
        model.fill_party(code, entry)
    for code, text in draft.answers.items():
        model.set_answer(code, text)
    for code, paper in draft.papers.items():
        model.set_paper(code, paper)
    clerk.wizard.check_now()
    clerk.settle()


def go_to(clerk: Clerk, kind: StepKind) -> None:
    clerk.wizard.go(next(n for n, step in enumerate(clerk.wizard.steps) if step.kind is kind))
    clerk.settle()


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    words = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(words + [one.badge.text for one in widget.findChildren(Badge) if one.isVisible()])


def with_validity(service: ServiceDef, months: int) -> ServiceDef:
    papers = tuple(
        paper.model_copy(update={"valid_months": months}) if paper.asks_date else paper
        for paper in service.requirements
    )
    return service.model_copy(update={"requirements": papers})


def test_a_rule_is_judged_as_soon_as_the_last_of_its_facts_is_chosen(clerk: Clerk) -> None:
    service = clerk.context.desk.library.catalog.services[DTKS]
    rule = next(rule for rule in service.rules if rule.code == "sudah_terdaftar")
    open_service(clerk, service)
    go_to(clerk, StepKind.ANSWERS)
    QTest.keyClicks(clerk.focus(), "3")
    clerk.tab_to("status_terdaftar")
    side = clerk.wizard.side
    assert rule.text not in said(side)
    QTest.keyClicks(clerk.focus(), "3")
    assert rule.text in said(side)
    assert rule.source in said(side)
    verdicts = {j.rule.code: j.verdict for j in clerk.wizard.checked.judgements}
    assert verdicts["sudah_terdaftar"] is Verdict.INELIGIBLE
    clerk.page.focus_place("isian.status_terdaftar")
    clerk.press(Key.Key_A, CTRL)
    QTest.keyClicks(clerk.focus(), "1")
    clerk.settle()
    assert rule.text not in said(side)
    verdicts = {j.rule.code: j.verdict for j in clerk.wizard.checked.judgements}
    assert verdicts["sudah_terdaftar"] is Verdict.ELIGIBLE


def test_who_may_not_pass_a_rule_over_is_told_who_may_and_cannot_save(clerk: Clerk) -> None:
    open_service(clerk, clerk.context.desk.library.catalog.services[DTKS])
    fill(clerk, NOT_YET)
    go_to(clerk, StepKind.SUMMARY)
    assert "Pengecualian hanya oleh" in said(clerk.page)
    assert "aturan.sudah_terdaftar" not in clerk.page.fields()
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.room.stack.currentWidget() is clerk.wizard


def test_who_may_gives_a_reason_and_saves(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    able = Actor(actor.user_id, actor.login, actor.name, actor.post, EVERY_ROLE)
    clerk = open_room(qtbot, room_context(desk, able, tasks, theme, tmp_path))
    open_service(clerk, desk.library.catalog.services[DTKS])
    fill(clerk, NOT_YET)
    go_to(clerk, StepKind.SUMMARY)
    assert clerk.field_code() == "alasan_sudah_terdaftar"
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.room.stack.currentWidget() is clerk.wizard
    clerk.page.focus_place("aturan.sudah_terdaftar")
    clerk.type("Perintah tertulis Kabid")
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.room.stack.currentWidget() is clerk.room.result


def test_a_rule_that_only_warns_holds_nothing_up(clerk: Clerk) -> None:
    service = clerk.context.desk.library.catalog.services[DTKS]
    open_service(clerk, service)
    fill(clerk, {"jenis_permohonan": "surat_keterangan", "status_terdaftar": "terdaftar"})
    model = clerk.wizard.model
    model.set_answer("hubungan", "diri_sendiri")
    for party, kk in (("pemohon", "1673012203100007"), ("warga", "1673012203100008")):
        entry = fill_draft(service, Crowd(len(party)), clerk.context.desk.now().date()).parties["pemohon"]
        model.fill_party(party, entry)
        model.set_party_text(party, "kk", kk)
    clerk.wizard.check_now()
    told = {j.rule.code: j.verdict for j in clerk.wizard.checked.judgements}
    assert told["satu_keluarga"] is Verdict.ATTENTION
    assert "Perlu perhatian" in said(clerk.wizard.side)
    go_to(clerk, StepKind.SUMMARY)
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.room.stack.currentWidget() is clerk.room.result


def test_a_question_that_comes_up_or_goes_leaves_the_cursor_where_it_is(clerk: Clerk) -> None:
    open_service(clerk, clerk.context.desk.library.catalog.services[DTKS])
    go_to(clerk, StepKind.ANSWERS)
    clerk.tab_to("status_terdaftar")
    clerk.type("Terdaftar")
    assert clerk.field_code() == "status_terdaftar"
    assert clerk.page.fields()["isian.desil"].isVisible()
    clerk.press(Key.Key_A, CTRL)
    clerk.type("Belum terdaftar")
    assert clerk.field_code() == "status_terdaftar"
    assert "isian.desil" not in clerk.page.fields()


def test_a_conditional_paper_comes_and_goes_with_its_answer_and_keeps_what_was_ticked(clerk: Clerk) -> None:
    service = clerk.context.desk.library.catalog.services[PBI]
    open_service(clerk, service)
    model = clerk.wizard.model
    model.set_answer("status_dtks", "belum")
    go_to(clerk, StepKind.PAPERS)
    page = clerk.page
    assert isinstance(page, PapersPage)
    assert page.rows["didaftarkan_dtks"].isVisible()
    assert "bersyarat" in said(page.rows["didaftarkan_dtks"])
    clerk.type("a")
    held = QApplication.focusWidget()
    model.set_answer("status_dtks", "terdaftar")
    clerk.settle()
    assert not page.rows["didaftarkan_dtks"].isVisible()
    model.set_answer("status_dtks", "belum")
    clerk.settle()
    assert page.rows["didaftarkan_dtks"].isVisible()
    assert model.paper("didaftarkan_dtks").state == "ada"
    assert held is not None


def test_the_kinds_of_papers_differ_in_words_not_only_in_colour(clerk: Clerk) -> None:
    """Each row says whether it is wajib, bersyarat, jika ada, or one of several."""
    words = {Need.MANDATORY: "wajib", Need.CONDITIONAL: "bersyarat", Need.IF_ANY: "jika ada"}
    seen = set()
    for service in clerk.context.desk.library.catalog.services.values():
        if not service.paper_requirements():
            continue
        clerk.room.begin(None)
        clerk.settle()
        open_service(clerk, service)
        go_to(clerk, StepKind.PAPERS)
        page = clerk.page
        assert isinstance(page, PapersPage)
        for row in page.rows.values():
            if row.isVisible():
                need = row.requirement.need
                assert words[need] in said(row), (service.code, row.requirement.code)
                assert ("salah satu" in said(row)) == bool(row.requirement.alternatives)
                seen.add(need)
    assert seen >= {Need.MANDATORY, Need.IF_ANY}


def test_an_original_is_enough_and_no_scan_is_asked_for(clerk: Clerk) -> None:
    open_service(clerk, clerk.context.desk.library.catalog.services[DTKS])
    fill(clerk, {})
    go_to(clerk, StepKind.PAPERS)
    page = clerk.page
    assert isinstance(page, PapersPage)
    clerk.press(Key.Key_A, CTRL)
    for code in page._shown:
        row = page.rows[code]
        row.focus()
        row.extras.mode.chosen.emit("asli")
    clerk.settle()
    assert {clerk.wizard.model.paper(code).mode for code in page._shown} == {"asli"}
    assert clerk.wizard.checked.missing == ()


@pytest.mark.parametrize(("dated", "expired"), [("22/05/2026", True), ("23/05/2026", False), ("", False)])
def test_a_paper_whose_time_is_over_is_said_at_its_row(clerk: Clerk, dated: str, expired: bool) -> None:
    open_service(clerk, with_validity(clerk.context.desk.library.catalog.services[DTKS], 6))
    fill(clerk, {})
    go_to(clerk, StepKind.PAPERS)
    page = clerk.page
    assert isinstance(page, PapersPage)
    row = page.rows["sktm"]
    row.focus()
    clerk.type("a")
    row.focus()
    row.extras.dated.line.setFocus()
    clerk.press(Key.Key_A, CTRL)
    clerk.press(Key.Key_Delete)
    if dated:
        clerk.type(dated)
    clerk.press(Key.Key_Return)
    assert ("berlaku 6 bulan dan sudah lewat pada 22 November 2026" in row.fault.text()) == expired
    codes = {fault.code for fault in clerk.wizard.checked.faults}
    assert ("berkas_kedaluwarsa" in codes) == expired
    if expired:
        row.focus()
        clerk.type("m")
        assert "berkas_kedaluwarsa" not in {fault.code for fault in clerk.wizard.checked.faults}
        assert [paper.code for paper in clerk.wizard.checked.missing] == ["sktm"]
