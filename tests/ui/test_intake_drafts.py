"""Nothing typed is lost: drafts, completing papers, mending, and what stands in the way."""

from typing import Any

import pytest

from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PaperEntry, PartyEntry
from dinsos_desk.domain.routing import Action, RequestState
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft, drafts_of, keep_draft
from dinsos_desk.usecases.intake.reopening import reopen
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import typed_person
from tests.ui.intake_desk import CTRL, Clerk, Key
from tests.ui.office_work import go_on
from ui.intake import keeper, result_page

DTKS = "lubuklinggau-dtks"
CODES = ("kk_ktp", "foto_rumah", "sktm", "formulir")


def whole_draft(*present: str, name: str = "Siti Nurhayati") -> IntakeDraft:
    person = typed_person(name, kk="1673012203100007")
    answers = {
        "jenis_permohonan": "pendaftaran",
        "hubungan": "diri_sendiri",
        "status_terdaftar": "belum",
        "jumlah_anggota": "3",
    }
    papers = {code: PaperEntry("ada" if code in present else "menyusul", "asli") for code in CODES}
    return IntakeDraft(DTKS, {"pemohon": PartyEntry(person), "warga": PartyEntry(person)}, answers, papers)


def taken(desk: Desk, actor: Actor, *present: str) -> int:
    service = desk.library.catalog.services[DTKS]
    return submit(desk.uow(), actor, whole_draft(*present), service, None, desk.now()).request_id


def begin(clerk: Clerk, subject: Any) -> None:
    clerk.room.begin(subject)
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is not None or bool(clerk.room.news.text()))
    clerk.settle()


def test_a_draft_is_kept_within_a_second(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    clerk.choose_service("dtks")
    keeping = clerk.room._keeper
    assert keeping is not None
    with clerk.qtbot.waitSignal(keeping.saved, timeout=1000):
        clerk.fill({"nama": "Siti"})
    assert clerk.room.kept.text() == "Konsep tersimpan 08.14.00"
    assert drafts_of(desk.reader(), actor)[0].title == "Siti"


def test_choosing_a_service_alone_keeps_nothing(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    clerk.choose_service("dtks")
    clerk.press(Key.Key_Escape)
    assert clerk.room.wizard is None
    assert drafts_of(desk.reader(), actor) == ()


def test_esc_keeps_and_the_draft_is_found_again(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.fill({"nama": "Siti Nurhayati", "alamat": "Jalan Kenanga"})
    clerk.press(Key.Key_Escape)
    page = clerk.room.first.page
    clerk.qtbot.waitUntil(page.draft_card.isVisible)
    clerk.settle()
    page.draft_list.setFocus()
    clerk.press(Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is not None)
    assert clerk.page.fields()["pemohon.nama"].editor.text() == "Siti Nurhayati"
    assert clerk.page.fields()["pemohon.alamat"].editor.text() == "Jalan Kenanga"
    assert clerk.wizard.model.draft.nonce


def test_leaving_the_room_keeps_what_was_typed(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    clerk.choose_service("dtks")
    clerk.type(typed_person()["nik"])
    assert clerk.room.may_leave()
    clerk.settle()
    assert len(drafts_of(desk.reader(), actor)) == 1


def test_another_service_keeps_the_people(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    clerk.choose_service("penelusuran")
    clerk.jump(3)
    clerk.press(Key.Key_Tab)
    clerk.wizard.model.set_party_text("klien", "nama", "Pak Uban")
    nonce = clerk.wizard.model.draft.nonce
    clerk.jump(1)
    clerk.type("terlantar")
    clerk.press(Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: clerk.wizard.model.service.code == "lubuklinggau-orang-terlantar")
    assert clerk.page.fields()["klien.nama"].editor.text() == "Pak Uban"
    assert clerk.wizard.model.draft.nonce == nonce
    clerk.press(Key.Key_Escape)
    assert len(drafts_of(desk.reader(), actor)) == 1


def test_a_draft_of_a_service_that_is_gone(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    gone = IntakeDraft("layanan-lama", {"pemohon": PartyEntry({"nama": "Siti"})})
    keep_draft(desk.uow(), actor, gone, None, desk.now())
    begin(clerk, drafts_of(desk.reader(), actor)[0])
    assert "tidak ada lagi dalam katalog" in clerk.room.news.text()
    assert len(drafts_of(desk.reader(), actor)) == 1


def test_a_draft_is_thrown_away_only_after_asking(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    keep_draft(desk.uow(), actor, whole_draft(), None, desk.now())
    clerk.press(Key.Key_F2)
    page = clerk.room.first.page
    clerk.qtbot.waitUntil(page.draft_card.isVisible)
    answers = iter([False, True])

    class Asked:
        @staticmethod
        def confirm(*_args: object, **_more: object) -> bool:
            return next(answers)

    page.dialogs = Asked
    page.draft_list.setFocus()
    clerk.press(Key.Key_Delete)
    assert len(drafts_of(desk.reader(), actor)) == 1
    clerk.press(Key.Key_Delete)
    clerk.qtbot.waitUntil(lambda: not page.draft_card.isVisible())
    assert drafts_of(desk.reader(), actor) == ()


def test_a_full_disk_keeps_the_wizard_open(
    clerk: Clerk, desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise EnvironmentProblem("disk_penuh")

    clerk.choose_service("dtks")
    whole = keeper.keep
    monkeypatch.setattr(keeper, "keep", full)
    clerk.fill({"nama": "Siti"})
    clerk.press(Key.Key_Escape)
    assert clerk.page.fields()["pemohon.nama"].editor.text() == "Siti"
    assert "Ruang penyimpanan penuh" in clerk.room.news.text()
    assert clerk.room.kept.text() == "Konsep belum tersimpan"
    monkeypatch.setattr(keeper, "keep", whole)
    clerk.press(Key.Key_Escape)
    assert clerk.room.wizard is None
    assert len(drafts_of(desk.reader(), actor)) == 1


def test_completing_the_papers_starts_the_clock(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    request_id = taken(desk, actor, "kk_ktp")
    begin(clerk, request_id)
    assert clerk.step == "berkas"
    assert clerk.room.header.title() == "Lengkapi permohonan 2026-0001"
    assert "layanan" not in [step.key for step in clerk.wizard.steps]
    clerk.press(Key.Key_A, CTRL)
    clerk.go_on()
    clerk.go_on()
    clerk.qtbot.waitUntil(lambda: clerk.room.stack.currentWidget() is clerk.room.result)
    row = view_request(desk.reader(), actor, request_id).row
    assert row.state is RequestState.RUNNING
    assert row.due_at is not None


def test_a_returned_application_opens_with_its_reason(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    request_id = taken(desk, actor, *CODES)
    assert go_on(desk, actor, request_id, Crowd(1), Action.RETURN) == "dikembalikan"
    begin(clerk, request_id)
    assert clerk.step == "ringkasan"
    assert "Alamat pada surat pengantar belum sesuai." in clerk.room.news.text()
    promised = clerk.page.outlook_line.text.text()
    assert promised == "Jatuh tempo tetap Senin, 23 November 2026 pukul 09.14."
    clerk.go_on()
    clerk.qtbot.waitUntil(lambda: clerk.room.stack.currentWidget() is clerk.room.result)
    assert view_request(desk.reader(), actor, request_id).row.state is RequestState.RUNNING


def test_somebody_else_was_faster(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    request_id = taken(desk, actor, "kk_ktp")
    begin(clerk, request_id)
    clerk.press(Key.Key_A, CTRL)
    service = desk.library.catalog.services[DTKS]
    fresh = reopen(desk.reader(), request_id, desk.now())
    submit(desk.uow(), actor, fresh, service, None, desk.now())
    clerk.go_on()
    clerk.go_on()
    clerk.qtbot.waitUntil(lambda: "baru saja diubah" in clerk.room.news.text())
    assert clerk.room.stack.currentWidget() is clerk.wizard
    assert clerk.wizard.model.paper("sktm").state == "ada"
    clerk.room.news.link.setFocus()
    clerk.press(Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is not None)


def test_what_is_not_with_the_desk_is_said(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    request_id = taken(desk, actor, *CODES)
    begin(clerk, request_id)
    assert "tidak sedang berada di loket" in clerk.room.news.text()
    assert clerk.room.wizard is None


def test_the_receipt_is_printed(
    clerk: Clerk, desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_draft(desk.uow(), actor, whole_draft(*CODES), None, desk.now())
    begin(clerk, drafts_of(desk.reader(), actor)[0])
    printed: list[tuple[str, bytes]] = []
    monkeypatch.setattr(clerk.context.outputs, "print", lambda name, content: printed.append((name, content)))
    clerk.jump(len(clerk.wizard.steps))
    clerk.go_on()
    clerk.qtbot.waitUntil(lambda: clerk.room.stack.currentWidget() is clerk.room.result)
    clerk.press(Key.Key_P, CTRL)
    clerk.qtbot.waitUntil(lambda: bool(printed))
    assert printed[0][0] == "2026-0001 Tanda Terima.docx"
    assert printed[0][1][:2] == b"PK"
    clerk.qtbot.waitUntil(lambda: "dikirim ke pencetak" in clerk.room.result.news.text())
    with clerk.qtbot.waitSignal(clerk.room.request_wanted):
        clerk.room.result.show_request.click()


def test_a_broken_receipt_harms_nothing(
    clerk: Clerk, desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise EnvironmentProblem("tidak_dapat_mencetak", nama="2026-0001 Tanda Terima.docx")

    monkeypatch.setattr(result_page, "receipt", broken)
    keep_draft(desk.uow(), actor, whole_draft(*CODES), None, desk.now())
    begin(clerk, drafts_of(desk.reader(), actor)[0])
    clerk.jump(len(clerk.wizard.steps))
    clerk.go_on()
    clerk.qtbot.waitUntil(lambda: clerk.room.stack.currentWidget() is clerk.room.result)
    clerk.press(Key.Key_P, CTRL)
    clerk.qtbot.waitUntil(lambda: "tidak dapat dikirim ke pencetak" in clerk.room.result.news.text())
    assert clerk.room.result.print.isEnabled()
