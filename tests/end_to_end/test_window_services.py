"""Every service of the catalogue through the real window: intake, review, letter, hand-over, books."""

import io

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel

from dinsos_desk import paths
from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Gate
from dinsos_desk.domain.routing import Action, RequestState, Role, StageKind
from dinsos_desk.sample.fill import Wishes, fill_draft, fill_records
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.requests.shown import HistoryView, RequestView
from dinsos_desk.usecases.requests.view import view_request
from tests.end_to_end.conftest import Doors, Open
from tests.end_to_end.counter import Done, Staff, words_of
from tests.end_to_end.driver import ALT, CTRL, Key, wait_until
from tests.factories import StandingClock
from ui import rooms
from ui.letters.room import LettersRoom
from ui.recaps.room import RecapsRoom
from ui.registers.room import RegistersRoom
from ui.requests.room import RequestsRoom

SERVICES = load_catalog(paths.resources_dir() / "catalog").services
TO_THE_DESK = "Ejaan nama pada permohonan belum sama dengan berkas; mohon diperiksa."
ONE_STEP = "Mohon dicocokkan kembali dengan konsep surat."
RECEIVER = "Keluarga Pemohon"
_MOST_STEPS = 40


def wishes_for(service: ServiceDef) -> Wishes:
    """A klien without papers wherever the service allows one."""
    return Wishes(without_papers=any(party.without_papers for party in service.parties))


def see(staff: Staff, request_id: int) -> RequestView:
    desk = staff.typist.desk
    return view_request(desk.reader(), staff.typist.window.context.actor, request_id)


@pytest.mark.parametrize("code", sorted(SERVICES))
def test_a_service_from_the_desk_to_the_hand_over(
    code: str, open_program: Open, made: Gate, clock: StandingClock, doors: Doors
) -> None:
    service, crowd = SERVICES[code], Crowd(7)
    staff = Staff.of(open_program(made), clock, service)
    receipt = take_in(staff, service, crowd, doors)
    request_id = staff.intake.result._result.request_id
    walk(staff, service, request_id, receipt, crowd)
    view = see(staff, request_id)
    assert view.row.state is RequestState.DONE
    check_history(staff, view)
    check_letters(staff, view, doors)
    check_pages(staff, view)
    check_books(staff, service, view, doors)


def take_in(staff: Staff, service: ServiceDef, crowd: Crowd, doors: Doors) -> str:
    """F2 to the tanda terima."""
    draft = fill_draft(service, crowd, staff.clock().date(), wishes_for(service))
    staff.choose_service(service)
    staff.type_draft(draft)
    receipt = staff.save()
    result = staff.intake.result
    assert "belum lengkap" not in result.words.text()
    staff.typist.press(Key.Key_O, CTRL)
    staff.typist.press(Key.Key_P, CTRL)
    (name, content), (_, printed) = doors.opened[-1], doors.printed[-1]
    assert name.endswith(".docx")
    said = words_of(content)
    assert receipt in said
    assert words_of(printed) == said
    for mark in ("{{", "{%", "None"):
        assert mark not in said
    staff.note(Role.PETUGAS, service.route.stages[0], Action.SUBMIT)
    return receipt


def walk(staff: Staff, service: ServiceDef, request_id: int, receipt: str, crowd: Crowd) -> None:
    """Everybody in turn, with a return to the desk and, late, a return of one step."""
    stages = service.route.stages
    first = stages[0].code
    facts = staff.at(request_id).facts
    able = [s for s in stages[1:] if Action.RETURN in s.decisions and (s.when is None or s.when.holds(facts))]
    to_desk = [s.code for s in able if service.route.before(s.code, facts).code == first][-1]
    signing = [s.code for s in able if s.kind is StageKind.SIGN]
    returns = {to_desk: TO_THE_DESK} | dict.fromkeys(signing[-1:], ONE_STEP)
    numbers: dict[str, str] = {}
    for _ in range(_MOST_STEPS):
        at = staff.at(request_id)
        if at.state is RequestState.DONE:
            assert not returns
            return
        staff.clock.forward(minutes=2)
        staff.sit_down(at.stage.role)
        if at.state is RequestState.RETURNED:
            staff.mend(request_id, receipt, TO_THE_DESK)
        elif at.stage.code in returns:
            staff.send_back(request_id, receipt, returns.pop(at.stage.code))
        else:
            records = fill_records(at.stage, at.facts, crowd, staff.clock().date(), RECEIVER)
            staff.approve(request_id, receipt, records)
        for letter in see(staff, request_id).letters:
            assert numbers.setdefault(letter.product, letter.number) == letter.number
    raise AssertionError("the application never ended")


def handovers(view: RequestView) -> list[HistoryView]:
    """The steps at which something was handed over; work may follow them."""
    stages = {stage.name for stage in view.service.route.stages if stage.kind is StageKind.HANDOVER}
    return [step for step in view.history if step.stage in stages and step.action is Action.APPROVE]


def check_history(staff: Staff, view: RequestView) -> None:
    """Who, when, what and why, every step."""
    told = [Done(step.who, step.stage, step.action, step.reason) for step in view.history]
    assert told == staff.steps
    moments = [step.at for step in view.history]
    assert moments == sorted(moments)
    assert moments[-1] == staff.clock()
    assert view.row.finished_at in moments
    assert all(step.records[0].text == RECEIVER for step in handovers(view))


def check_letters(staff: Staff, view: RequestView, doors: Doors) -> None:
    """The Surat room shows every document; each opens in Word with its number."""
    room = staff.typist.go(rooms.LETTERS)
    assert isinstance(room, LettersRoom)
    wait_until(lambda: room.model.rowCount() == len(view.letters), "the letters")
    staff.typist.press(Key.Key_Home)
    seen = set()
    for _ in view.letters:
        row = room.table.current_row()
        staff.typist.press(Key.Key_O, CTRL)
        said = words_of(doors.opened[-1][1])
        letter = next(one for one in view.letters if one.id == row.id)
        assert letter.number in said
        for mark in ("{{", "{%", "KONSEP"):
            assert mark not in said
        seen.add(row.id)
        staff.typist.press(Key.Key_Down)
    assert seen == {letter.id for letter in view.letters}
    numbered = {letter.product for letter in view.letters if letter.number}
    assert {p.code for p in view.service.products if p.numbered and p.when is None} <= numbered


def check_pages(staff: Staff, view: RequestView) -> None:
    """The page of the application tells its whole way."""
    room = staff.typist.go(rooms.REQUESTS)
    assert isinstance(room, RequestsRoom)
    wait_until(lambda: room.model.rowCount() == 1, "the list")
    staff.typist.press(Key.Key_Home)
    staff.typist.press(Key.Key_Return)
    wait_until(lambda: room.page.case.view is not None, "the page")
    card = room.page.history
    said = [label.text() for label in card.findChildren(QLabel)]
    for step in staff.steps:
        assert f"{step.who} · {step.stage}" in said
        assert not step.reason or f"“{step.reason}”" in said
    assert any(RECEIVER in text for text in said) or not handovers(view)
    assert not room.page.case.box.main.isVisible()
    staff.typist.press(Key.Key_S, ALT)
    if view.drafts:
        pane = room.page.contents.drafts
        letter = next((one for one in view.letters if one.product == pane.product()), None)
        wait_until(lambda: letter is None or letter.number in pane.letter.text(), "the letter on the page")


def check_books(staff: Staff, service: ServiceDef, view: RequestView, doors: Doors) -> None:
    """The buku register has its line and prints; the month has its workbook."""
    staff.sit_down(Role.PETUGAS)
    room = staff.typist.go(rooms.REGISTERS)
    assert isinstance(room, RegistersRoom)
    wait_until(lambda: room.chosen() is not None, "the services")
    staff.typist.tab_to(lambda found: found is room.service, "the service")
    staff.typist.press(Key.Key_Home)
    for _ in range(room.service.count()):
        if room.chosen().code == service.code:
            break
        staff.typist.press(Key.Key_Down)
    wait_until(lambda: len(room.lines()) == 1, "the line")
    staff.typist.main_action()
    wait_until(lambda: doors.opened[-1][0].lower().startswith(("register", "buku")), "the register")
    said = words_of(doors.opened[-1][1])
    assert view.row.client_name in said
    assert "{{" not in said
    recap = staff.typist.go(rooms.RECAPS)
    assert isinstance(recap, RecapsRoom)
    wait_until(lambda: recap.cards["selesai"].figure() == "1", "the figures")
    staff.typist.main_action()
    wait_until(lambda: doors.opened[-1][0].endswith(".xlsx"), "the workbook")
    book = openpyxl.load_workbook(io.BytesIO(doors.opened[-1][1]))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert not any(cell.data_type == "f" and "HYPERLINK" in str(cell.value) for cell in cells)
    texts = {str(cell.value) for cell in cells}
    assert view.row.receipt in texts
    assert view.row.client_name in texts
