"""A person comes back with the paper that was missing: the receipt is scanned, wherever the cursor stands."""

import io
import zipfile

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dinsos_desk.desk import Gate
from dinsos_desk.domain.front_desk import FrontDesk, ReceiptFormat
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.drafts import drafts_of
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.requests.view import view_request
from tests.end_to_end.conftest import Doors, Open
from tests.end_to_end.counter import Staff, words_of
from tests.end_to_end.driver import ALT, CTRL, Key, Typist, wait_until
from tests.factories import StandingClock
from ui import rooms
from ui.intake.papers_page import PapersPage

DTKS = "lubuklinggau-dtks"


def scan(typist: Typist, number: str) -> None:
    """As a reader sends it: a key every few milliseconds to whatever has the focus, then Enter."""
    typist.window.scanner.set_gap(400)
    for letter in number:
        QTest.keyClicks(typist.focus(), letter, delay=4)
    QTest.keyClick(typist.focus(), Key.Key_Return)
    typist.window.scanner.set_gap(50)
    typist.settle()


def test_a_receipt_brings_its_application_back_at_its_checklist(
    open_program: Open, made: Gate, clock: StandingClock, doors: Doors
) -> None:
    service = made.library.catalog.services[DTKS]
    typist = open_program(made)
    typist.sign_in("rani")
    actor = typist.window.context.actor
    limits = FrontDesk(wait_days=14, remind_after_days=5, receipt_format=ReceiptFormat.SLIP)
    change_front_desk(typist.desk.uow(), actor, limits)
    staff = Staff(typist, clock)
    draft = fill_draft(service, Crowd(3), clock().date(), Wishes(incomplete=True))
    (lacking,) = (code for code, entry in draft.papers.items() if entry.state == "menyusul")
    staff.choose_service(service)
    staff.type_draft(draft)
    receipt = staff.save()
    request_id = staff.intake.result._result.request_id

    typist.press(Key.Key_P, CTRL)
    wait_until(lambda: doors.printed, "the receipt")
    name, content = doors.printed[-1]
    assert name == f"{receipt} Tanda Terima.docx"
    words = words_of(content)
    assert "Paling lambat 7 Desember 2026." in words
    assert "BELUM LENGKAP" in words
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert 'w:w="4535"' in archive.read("word/document.xml").decode(), "80 mm"
    typist.press(Key.Key_C, ALT)
    typist.press(Key.Key_B)
    wait_until(lambda: len(doors.printed) > 1, "the letter about missing papers")
    assert doors.printed[-1][0] == f"{receipt} Surat Kekurangan Berkas.docx"

    clock.forward(days=6)
    typist.press(Key.Key_F2)
    staff.choose_service(service)
    typist.type("Mur")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    scan(typist, receipt)
    page = staff.opened_wizard().page
    assert isinstance(page, PapersPage)
    assert typist.focus() is page.rows[lacking].states
    kept = [one.draft.payload() for one in drafts_of(typist.desk.reader(), actor)]
    assert receipt not in str(kept), "the number is not typed into the form of the next person"
    typist.type("a")
    while staff.wizard.place < len(staff.wizard.steps) - 1:
        typist.main_action()
    assert staff.save() == receipt
    after = view_request(typist.desk.reader(), actor, request_id)
    assert (after.row.state, after.row.paused) == (RequestState.RUNNING, False)
    assert after.row.due_at is not None
    assert after.row.due_at > clock()

    scan(typist, receipt)
    assert typist.window.current_key() == rooms.REQUESTS
    scan(typist, "2026-8765")
    assert "2026-8765" in typist.window.search.hint.text()
    typist.press(Key.Key_Escape)
    assert typist.window.current_key() == rooms.REQUESTS


def test_who_waits_too_long_is_found_from_home_and_closed(
    open_program: Open, made: Gate, clock: StandingClock, doors: Doors
) -> None:
    service = made.library.catalog.services[DTKS]
    typist = open_program(made)
    typist.sign_in("rani")
    actor = typist.window.context.actor
    change_front_desk(typist.desk.uow(), actor, FrontDesk(wait_days=3))
    staff = Staff(typist, clock)
    staff.choose_service(service)
    staff.type_draft(fill_draft(service, Crowd(3), clock().date(), Wishes(incomplete=True)))
    receipt = staff.save()
    request_id = staff.intake.result._result.request_id
    clock.forward(days=4)
    typist.go(rooms.HOME)
    typist.press(Key.Key_M, ALT)
    assert typist.window.current_key() == rooms.WAITING
    room = typist.window.current_room()
    assert room.table.current_row().row.receipt == receipt
    typist.window.context.events.request_changed.emit(request_id)
    typist.settle()
    view = view_request(typist.desk.reader(), actor, request_id)
    assert view.paused_at is not None
    typist.press(Key.Key_F4)
    assert typist.window.current_key() == rooms.REQUESTS
    page = typist.window.current_room().page
    assert "waktu berhenti sejak" in page.case.facts._time.text()
