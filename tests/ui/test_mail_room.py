"""Surat masuk by keys: entering, correcting, disposing, paper, done, becoming an application."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.mail import USUAL_KINDS, MailDesk, named_kinds
from dinsos_desk.domain.people import Institution
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.people import Crowd
from dinsos_desk.scans import Scan
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.attachments import attach
from dinsos_desk.usecases.intake.drafts import keep_draft
from dinsos_desk.usecases.mail.agenda import MailEntry, enter_mail
from dinsos_desk.usecases.mail.dispositions import Orders, dispose
from dinsos_desk.usecases.mail.givers import givers
from dinsos_desk.usecases.mail.tasks import tasks_waiting
from dinsos_desk.usecases.mail.view import view_mail
from dinsos_desk.usecases.office.front_desk import change_mail_desk
from tests.factories import StandingClock, colleague
from tests.family import SITI
from tests.ui.office_work import take
from tests.ui.on_screen import entered, window_of, windows_seen
from ui import rooms
from ui.attachments.dialog import ShelfDialog
from ui.context import Context
from ui.dialogs import Dialogs
from ui.home.mail import MailCard
from ui.home.room import HomeRoom
from ui.mail.card import OriginCard
from ui.mail.list_page import MINE, UNDISPOSED
from ui.mail.origin import Letter, letter_of
from ui.mail.room import MailRoom
from ui.mail.sender_helper import SenderHelper, find_senders
from ui.main_window import MainWindow

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LETTER = {
    "asal": "Yayasan Kasih Bunda", "jenis": "proposal", "nomor_surat": "012/YKB/XI/2026",
    "tanggal_surat": "20/11/2026", "diterima": "23/11/2026", "sifat": "segera", "lampiran": "1 berkas",
    "perihal": "Permohonan rekomendasi pengumpulan uang dan barang", "catatan": "",
}  # fmt: skip


@pytest.fixture
def open_room(qtbot: QtBot, context: Context) -> Callable[..., MailRoom]:
    def make(who: Actor | None = None) -> MailRoom:
        mine = context if who is None else replace(context, actor=who)
        return entered(qtbot, MailRoom(mine), lambda room: room.lists.table)

    return make


def enter(desk: Desk, actor: Actor, **changed: str) -> int:
    return enter_mail(desk.uow(), actor, MailEntry(LETTER | changed), desk.now()).mail_id


def give(desk: Desk, head: Actor, mail_id: int, *to: Actor, batas: str = "") -> None:
    orders = Orders(tuple(f"pengguna:{one.user_id}" for one in to), ("Arsipkan",), {"batas": batas})
    dispose(desk, head, mail_id, givers(desk, head, mail_id)[0], orders, desk.now())


def press(key: Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, how)


def wait_form(qtbot: QtBot, room: MailRoom) -> None:
    qtbot.waitUntil(lambda: room.form is not None and room.stack.currentWidget() is room.form)
    qtbot.waitUntil(lambda: room.form.isAncestorOf(QApplication.focusWidget()))


def open_first(qtbot: QtBot, room: MailRoom) -> None:
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.page)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is room.page.table)


def test_a_letter_is_entered_by_keys_and_what_is_wrong_is_said(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor
) -> None:
    room = open_room()
    QAbstractItemModelTester(room.lists.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    press(Key.Key_Return, CONTROL)
    wait_form(qtbot, room)
    assert room.form.fields["diterima"].editor.text() == "23/11/2026"
    QTest.keyClicks(QApplication.focusWidget(), "Camat Utara")
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(room.form.fields["perihal"].error()))
    assert room.form.fields["jenis"].error()
    assert room.form.fields["asal"].editor.text() == "Camat Utara"
    room.form.fields["perihal"].editor.set_text("Undangan rapat")
    room.form.fields["jenis"].editor.set_text("undangan")
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.page)
    assert room.form is None
    assert room.page.header.title() == "Surat masuk 001/SM/2026"
    assert "001/SM/2026" in room.page.banner.text()
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.lists)
    qtbot.waitUntil(lambda: room.lists.model.rowCount() == 1)
    assert room.lists.model.index(0, 6).data() == "Belum didisposisi"


def test_a_like_letter_is_saved_when_it_is_said_twice(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor
) -> None:
    enter(desk, actor)
    room = open_room()
    press(Key.Key_Return, CONTROL)
    wait_form(qtbot, room)
    for code, text in LETTER.items():
        room.form.fields[code].editor.set_text(text)
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "001/SM/2026" in room.form.fields["nomor_surat"].error())
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.page.header.title() == "Surat masuk 002/SM/2026")


def test_leaving_a_form_with_something_typed_asks_first(
    qtbot: QtBot, open_room: Callable[..., MailRoom], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_room()
    press(Key.Key_Return, CONTROL)
    wait_form(qtbot, room)
    QTest.keyClicks(QApplication.focusWidget(), "Camat")
    answers = [False, True]
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: answers.pop(0))
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: answers == [True])
    assert room.form is not None
    assert room.unsaved()
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: room.form is None)


def test_the_head_disposes_and_the_kabid_passes_on_and_finishes(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor
) -> None:
    head, kabid = colleague(desk, actor, Role.KADIS), colleague(desk, actor, Role.KABID)
    mail_id = enter(desk, actor)
    room = open_room(head)
    open_first(qtbot, room)
    assert room.page.dispose.isVisible()
    press(Key.Key_Return, CONTROL)
    wait_form(qtbot, room)
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(room.form.fields["kepada"].error()))
    box = room.form.ticks["kepada"].boxes[f"pengguna:{kabid.user_id}"]
    box.setFocus()
    press(Key.Key_Space)
    room.form.ticks["instruksi"].boxes["1"].setFocus()
    press(Key.Key_Space)
    room.form.fields["batas"].editor.set_text("4h")
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.form is None and room.page.model.rowCount() == 1)
    assert room.page.model.index(0, 5).data() == "Menunggu"
    assert room.page.dispose.accessibleName() == "Disposisi lagi"
    press(Key.Key_D, CONTROL)
    wait_form(qtbot, room)
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: room.form is None)
    own = open_room(kabid)
    qtbot.waitUntil(lambda: own.lists.task_model.rowCount() == 1)
    own.show_mine()
    assert own.lists.part() == MINE
    open_first(qtbot, own)
    assert own.page.chosen().recipient.mine
    press(Key.Key_Return, CONTROL)
    wait_form(qtbot, own)
    QTest.keyClicks(QApplication.focusWidget(), "Lembaga sudah diverifikasi")
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: own.form is None and own.page.model.index(0, 5).data() == "Selesai")
    assert tasks_waiting(desk.reader(), kabid) == 0
    press(Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: own.page.model.index(0, 5).data() == "Menunggu")
    assert view_mail(desk.reader(), kabid, mail_id).recipients[0].result == ""


def test_the_desk_records_paper_and_withdraws(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    enter(desk, actor)
    room = open_room()
    open_first(qtbot, room)
    assert not room.page.dispose.isVisible()
    press(Key.Key_D, CONTROL | SHIFT)
    wait_form(qtbot, room)
    room.form.fields["dibawa"].editor.set_text("Sdr. Anton")
    room.form.ticks["kepada"].boxes["jabatan:sekretaris"].click()
    room.form.ticks["instruksi"].boxes["0"].click()
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.form is None and room.page.model.rowCount() == 1)
    assert "dibawa Sdr. Anton" in room.page.told.text()
    monkeypatch.setattr(Dialogs, "ask_text", lambda *_, **__: "Salah jabatan.")
    press(Key.Key_Delete)
    qtbot.waitUntil(lambda: room.page.model.index(0, 5).data() == "Dicabut")
    assert "Salah jabatan." in room.page.told.text()
    press(Key.Key_B, ALT)
    qtbot.waitUntil(lambda: "Dibatalkan" in room.page.banner.text())
    qtbot.waitUntil(lambda: not room.page.correct.isVisible())


def test_the_desk_records_another_disposition_of_the_head_beside_the_first(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor
) -> None:
    """The cursor stands on a Kabid who could pass on as well: both are told apart."""
    mail_id = enter(desk, actor)
    room = open_room()
    open_first(qtbot, room)
    for post in ("sekretaris", "kabid_rehabilitasi"):
        assert room.page.dispose.isVisible() is (post != "sekretaris")
        press(Key.Key_D, CONTROL if room.page.dispose.isVisible() else CONTROL | SHIFT)
        wait_form(qtbot, room)
        assert room.form.fields["dibawa"].isVisible()
        room.form.fields["dibawa"].editor.set_text("Sdr. Anton")
        room.form.ticks["kepada"].boxes[f"jabatan:{post}"].click()
        room.form.ticks["instruksi"].boxes["0"].click()
        press(Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: room.form is None and "tersimpan" in room.page.banner.text())
    assert room.page.dispose.text().startswith("Disposisi lagi")
    assert room.page.paper.isVisible()
    given = view_mail(desk.reader(), actor, mail_id).dispositions
    assert [(one.from_id, one.giver_post) for one in given] == [(None, "Kepala Dinas Sosial")] * 2


def test_a_correction_says_why(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor
) -> None:
    mail_id = enter(desk, actor)
    room = open_room()
    open_first(qtbot, room)
    press(Key.Key_R, ALT)
    wait_form(qtbot, room)
    room.form.fields["asal"].editor.set_text("Yayasan Kasih Ibu")
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(room.form.fields["alasan"].error()))
    room.form.fields["alasan"].editor.set_text("Salah baca.")
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.form is None)
    (change,) = view_mail(desk.reader(), actor, mail_id).changes
    assert change.before == (("Asal surat", "Yayasan Kasih Bunda"),)


def test_the_list_narrows(qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor) -> None:
    head, kabid = colleague(desk, actor, Role.KADIS), colleague(desk, actor, Role.KABID)
    give(desk, head, enter(desk, actor), kabid)
    enter(desk, actor, asal="Camat Utara", nomor_surat="5", jenis="undangan", perihal="Rapat")
    room = open_room()
    assert [row.number for row in room.lists.model.rows()] == ["002/SM/2026", "001/SM/2026"]
    press(Key.Key_F, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "kasih")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: room.lists.model.rowCount() == 1)
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: room.lists.model.rowCount() == 2)
    room.lists.span.setCurrentIndex(1)
    room.lists.span.activated.emit(1)
    assert room.lists.period.isVisible()
    room.lists.period.back.click()
    qtbot.waitUntil(lambda: room.lists.model.rowCount() == 0)
    room.lists.period.on.click()
    qtbot.waitUntil(lambda: room.lists.model.rowCount() == 2)
    room.lists.parts.setFocus()
    press(Key.Key_Right)
    assert room.lists.part() == UNDISPOSED
    qtbot.waitUntil(lambda: [row.sender for row in room.lists.model.rows()] == ["Camat Utara"])
    press(Key.Key_Right)
    assert room.lists.narrowing.isHidden()
    assert not room.lists.apply.isEnabled()


def test_a_letter_opens_the_wizard_and_the_draft_is_offered_once(
    qtbot: QtBot, context: Context, desk: Desk, actor: Actor
) -> None:
    mail_id = enter(desk, actor)
    window = window_of(qtbot, context)
    qtbot.keyClick(window, Key.Key_G, CONTROL)
    assert window.current_key() == rooms.MAIL
    room = window.current_room()
    qtbot.waitUntil(lambda: room.lists.apply.isEnabled())
    qtbot.keyClick(room.lists.table, Key.Key_J, ALT)
    qtbot.waitUntil(lambda: window.current_key() == rooms.INTAKE)
    intake = window.current_room()
    qtbot.waitUntil(lambda: intake.first.page.services.current_row() is not None)
    service = intake.first.page.services.current_row()
    assert service.parties[0].kind == "lembaga" or "lembaga" in str(service.parties).casefold()
    assert "Surat masuk no. 001/SM/2026" in intake.header.subtitle()
    intake.main_action()
    qtbot.waitUntil(lambda: intake.wizard is not None and intake.wizard.is_open)
    draft = intake.wizard.model.draft
    assert draft.mail == mail_id
    assert "Yayasan Kasih Bunda" in {entry.typed.get("nama") for entry in draft.parties.values()}
    keep_draft(desk.uow(), actor, draft, None, desk.now())
    assert window.go(rooms.MAIL)
    with qtbot.waitSignal(room.intake_wanted) as wanted:
        qtbot.keyClick(room.lists.table, Key.Key_J, ALT)
    assert wanted.args[0].draft.nonce == draft.nonce


def test_a_draft_begun_without_the_letter_stays_as_it_is(desk: Desk, actor: Actor) -> None:
    from dinsos_desk.domain.entry import PartyEntry
    from dinsos_desk.usecases.intake.drafts import IntakeDraft
    from dinsos_desk.usecases.mail.intake import FromMail

    letter = letter_of(FromMail(3, "003", {"pub": "lembaga"}, PartyEntry({"nama": "X"})))
    assert isinstance(letter, Letter)
    assert letter.on(IntakeDraft("pub")).parties["lembaga"].typed == {"nama": "X"}
    assert letter.on(IntakeDraft("dtks")).parties == {}
    begun = IntakeDraft("pub", {"lembaga": PartyEntry({"nama": "Y"})})
    assert letter.on(begun) == begun


def test_who_waits_stands_on_the_bar(
    qtbot: QtBot, context: Context, desk: Desk, actor: Actor, clock: StandingClock
) -> None:
    head, kasi = colleague(desk, actor, Role.KADIS), colleague(desk, actor, Role.KASI)
    give(desk, head, enter(desk, actor), kasi)
    mine = Context(desk, kasi, context.tasks, context.events, context.outputs, context.theme)
    window = MainWindow(mine)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.bar.button(rooms.MAIL).counter() == 1)
    give(desk, head, enter(desk, actor, nomor_surat="2"), kasi)
    context.events.mail_changed.emit()
    qtbot.waitUntil(lambda: window.bar.button(rooms.MAIL).counter() == 2)


def test_the_slip_is_opened_in_word(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor,
    context: Context, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    enter(desk, actor)
    open_room()
    opened: list[str] = []
    monkeypatch.setattr(type(context.outputs), "open", lambda _, name, content: opened.append(name))
    press(Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].startswith("Lembar disposisi 001")
    assert opened[0].endswith(".docx")


def test_who_only_reads_only_looks(open_room: Callable[..., MailRoom], desk: Desk, actor: Actor) -> None:
    enter(desk, actor)
    room = open_room(colleague(desk, actor, Role.PEMBACA))
    assert room.lists.model.rowCount() == 1
    assert not room.lists.new.isVisible()
    assert not room.lists.apply.isVisible()


def test_home_tells_what_waits_and_leads_there(
    qtbot: QtBot, context: Context, desk: Desk, actor: Actor, clock: StandingClock
) -> None:
    head, kasi = colleague(desk, actor, Role.KADIS), colleague(desk, actor, Role.KASI)
    give(desk, head, enter(desk, actor), kasi, batas="1h")
    enter(desk, actor, nomor_surat="2")
    clock.forward(days=2)
    for who, words in ((kasi, "1 disposisi untuk Anda (1 lewat batas)"), (head, "1 belum didisposisi")):
        home = entered(qtbot, HomeRoom(replace(context, actor=who)))
        card = home.findChild(MailCard)
        qtbot.waitUntil(lambda card=card, words=words: card.words.text() == words)
        signal = home.mail_wanted if who is kasi else home.room_wanted
        with qtbot.waitSignal(signal) as wanted:
            card.button.click()
        assert wanted.args == ([None] if who is kasi else [rooms.MAIL])


def test_making_the_room_never_shows_anything(qtbot: QtBot, context: Context) -> None:
    """A button that is shown before it has a place is a window, and takes the focus."""
    with windows_seen() as seen:
        room = MailRoom(context)
    qtbot.addWidget(room)
    assert seen == []


def test_a_line_of_the_register_opens_the_letter(
    qtbot: QtBot, context: Context, desk: Desk, actor: Actor
) -> None:
    mail_id = enter(desk, actor)
    window = window_of(qtbot, context)
    assert window.go(rooms.REGISTERS)
    room = window.current_room()
    qtbot.waitUntil(lambda: room.service.findData("surat_masuk") >= 0)
    room.service.setCurrentIndex(room.service.findData("surat_masuk"))
    room.service.activated.emit(room.service.currentIndex())
    qtbot.waitUntil(lambda: len(room.lines()) == 1)
    room.table.row_activated.emit(room.lines()[0])
    assert window.current_key() == rooms.MAIL
    mail = window.current_room()
    qtbot.waitUntil(lambda: mail.stack.currentWidget() is mail.page)
    assert mail.page.data.view.row.id == mail_id


def test_scans_are_given_from_the_page(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor
) -> None:
    enter(desk, actor)
    room = open_room()
    open_first(qtbot, room)
    press(Key.Key_F6)
    qtbot.waitUntil(lambda: room.findChild(ShelfDialog) is not None)
    dialog = room.findChild(ShelfDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.shelf.work.owner.nonce == room.page.data.view.nonce
    dialog.reject()


def test_the_form_offers_known_senders_and_the_offices_own_kinds(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor
) -> None:
    kinds = named_kinds(USUAL_KINDS, ("Laporan bulanan", "Undangan"))
    change_mail_desk(desk.uow(), actor, MailDesk(kinds=kinds))
    enter(desk, actor, jenis="undangan")
    room = open_room()
    qtbot.waitUntil(lambda: room.lists.kind.findText("Laporan bulanan") >= 0)
    press(Key.Key_Return, CONTROL)
    wait_form(qtbot, room)
    line = QApplication.focusWidget()
    QTest.keyClicks(line, "kasih")
    popup = line.findChild(SenderHelper).completer.popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().index(0, 0).data() == "Yayasan Kasih Bunda · pernah bersurat"
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert room.form.fields["asal"].editor.text() == "Yayasan Kasih Bunda"
    room.form.fields["perihal"].editor.set_text("Laporan")
    room.form.fields["jenis"].editor.set_text("laporan_bulanan")
    press(Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.page)
    assert room.page.data.view.row.kind_name == "Laporan bulanan"


def test_known_institutions_and_people_are_offered_too(desk: Desk, actor: Actor) -> None:
    with desk.uow() as uow:
        uow.people.keep(SITI, None, actor.user_id, desk.now())
        uow.people.keep(Institution(name="Panti Harapan"), None, actor.user_id, desk.now())
        uow.commit()
    assert [(one.name, one.about) for one in find_senders(desk, "panti")] == [("Panti Harapan", "lembaga")]
    assert [(one.name, one.about) for one in find_senders(desk, SITI.name)] == [(SITI.name, "warga")]


def test_scans_are_given_before_it_is_saved_and_hang_on_the_letter(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    room = open_room()
    press(Key.Key_Return, CONTROL)
    wait_form(qtbot, room)
    press(Key.Key_F6)
    qtbot.waitUntil(lambda: room.findChild(ShelfDialog) is not None)
    dialog = room.findChild(ShelfDialog)
    qtbot.waitUntil(dialog.isVisible)
    owner = dialog.shelf.work.owner
    attach(desk.uow(), actor, desk.store, owner, "", Scan("surat.png", "gambar", 1, b"gambar"), desk.now())
    dialog.reject()
    qtbot.waitUntil(lambda: "(1)" in room.form.scans.text())
    monkeypatch.setattr(Dialogs, "confirm", lambda *_args, **_more: False)
    assert room.unsaved()
    room.form.leave()
    assert room.form is not None
    for code, text in LETTER.items():
        room.form.fields[code].editor.set_text(text)
    room.form.submit()
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.page)
    assert (room.page.data.view.nonce, room.page.data.view.scans) == (owner.nonce, 1)


def test_letters_typed_lead_to_a_recipient(
    qtbot: QtBot, open_room: Callable[..., MailRoom], desk: Desk, actor: Actor
) -> None:
    head, kabid = colleague(desk, actor, Role.KADIS), colleague(desk, actor, Role.KABID)
    enter(desk, actor)
    room = open_room(head)
    open_first(qtbot, room)
    press(Key.Key_Return, CONTROL)
    wait_form(qtbot, room)
    ticks = room.form.ticks["instruksi"]
    ticks.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "t")
    assert QApplication.focusWidget() is ticks.boxes["1"]
    QTest.keyClicks(QApplication.focusWidget(), "t")
    assert QApplication.focusWidget() is ticks.boxes["2"]
    press(Key.Key_Space)
    assert ticks.values() == frozenset({"2"})
    assert kabid.user_id


def test_the_page_of_an_application_leads_back_to_its_letter(
    qtbot: QtBot, context: Context, desk: Desk, actor: Actor
) -> None:
    mail_id = enter(desk, actor)
    request_id = take(desk, actor, "lubuklinggau-dtks", Crowd(5))
    with desk.uow() as uow:
        uow.mails.link(mail_id, request_id, actor.user_id, desk.now())
        uow.commit()
    window = window_of(qtbot, context)
    window.open_request(request_id)
    room = window.current_room()
    qtbot.waitUntil(lambda: room.findChild(OriginCard) is not None)
    link = room.findChild(OriginCard).links[0]
    qtbot.waitUntil(link.isVisible)
    assert "001/SM/2026" in link.text()
    QTest.keyClick(window, Key.Key_G, ALT)
    qtbot.waitUntil(lambda: window.current_key() == rooms.MAIL)
    mail = window.current_room()
    qtbot.waitUntil(lambda: mail.stack.currentWidget() is mail.page)
    assert mail.page.data.view.row.id == mail_id
