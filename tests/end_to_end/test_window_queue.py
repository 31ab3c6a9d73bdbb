"""A morning with ticket numbers: three come, one has priority, one is not there, two leave an application."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from dinsos_desk.db.queries.queue.day import board, ticket_row
from dinsos_desk.db.queries.queue.figures import Span, queue_recap
from dinsos_desk.desk import Gate
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine
from dinsos_desk.domain.queue import TicketState
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.recaps.workbook import month
from dinsos_desk.usecases.requests.view import view_request
from tests.end_to_end.conftest import Doors, Open
from tests.end_to_end.counter import Staff, words_of
from tests.end_to_end.driver import ALT, CTRL, Key
from tests.end_to_end.test_window_keys import not_reached
from tests.factories import StandingClock
from ui import rooms
from ui.queue.room import QueueRoom

DTKS = "lubuklinggau-dtks"
LINES = (QueueLine(letter="A", name="Pelayanan umum"),)


def test_a_morning_with_numbers(open_program: Open, made: Gate, clock: StandingClock, doors: Doors) -> None:
    service = made.library.catalog.services[DTKS]
    crowd = Crowd(5)
    typist = open_program(made)
    typist.sign_in("rani")
    staff = Staff(typist, clock)
    actor = typist.window.context.actor
    change_front_desk(typist.desk.uow(), actor, FrontDesk(queue=True, queue_lines=LINES))
    typist.window.context.events.settings_changed.emit()
    typist.settle()

    def room() -> QueueRoom:
        found = typist.window.current_room()
        assert isinstance(found, QueueRoom)
        return found

    def serve() -> int:
        """Ctrl+Enter on the called number: the wizard, filled and saved; returns the application."""
        clock.forward(minutes=1)
        typist.main_action()
        assert typist.window.current_key() == rooms.INTAKE
        typist.type(service.short_name)
        typist.press(Key.Key_Return)
        wizard = staff.opened_wizard()
        assert wizard.model.service.code == DTKS
        staff.type_draft(fill_draft(service, crowd, clock().date()))
        clock.forward(minutes=8)
        staff.save()
        assert "selesai dilayani" in staff.intake.news.text()
        return staff.intake.result._result.request_id

    typist.press(Key.Key_F8)
    typist.press(Key.Key_A, ALT)
    typist.press(Key.Key_A, ALT)
    typist.press(Key.Key_P, ALT)
    assert [name for name, _ in doors.printed] == [f"Antrean A00{n}.docx" for n in (1, 2, 3)]
    assert all(actor.name not in words_of(content) for _, content in doors.printed)
    assert [ticket.label for ticket in room().model.rows()] == ["A003", "A001", "A002"]

    clock.forward(minutes=5)
    typist.press(Key.Key_F8)
    assert room().counter.number.text() == "A003"
    first = serve()

    typist.press(Key.Key_F8)
    typist.main_action()
    assert room().counter.number.text() == "A001"
    typist.press(Key.Key_Backspace, CTRL)
    typist.main_action()
    assert room().counter.number.text() == "A002"
    second = serve()

    typist.press(Key.Key_F8)
    assert QApplication.focusWidget() is not None
    day = typist.desk.ask(lambda session: board(session, clock().date()))
    assert day.counts == {TicketState.DONE: 2, TicketState.ABSENT: 1}
    for request_id, label, waited in ((first, "A003", 5), (second, "A002", 14)):
        with typist.desk.reader() as uow:
            ticket = ticket_row(uow.session, uow.queue.ticket_of(request_id).id)
        assert (ticket.label, ticket.state) == (label, TicketState.DONE)
        assert ticket.called_at - ticket.taken_at == timedelta(minutes=waited)
        assert ticket.finished_at - ticket.served_at == timedelta(minutes=8)
        view = view_request(typist.desk.reader(), actor, request_id)
        assert view.ticket == f"{label}, menunggu {waited} menit sampai dipanggil"
    total = typist.desk.ask(lambda s: queue_recap(s, month(2026, 11), clock().date())).total
    assert (total.taken, total.served, total.absent, total.open) == (3, 2, 1, 0)
    assert total.reconciles
    assert (total.wait, total.service) == (Span(14 * 60, 14 * 60), Span(8 * 60, 8 * 60))


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Backtab])
def test_tab_reaches_everything_in_the_queue(key: Key, open_program: Open, made: Gate, doors: Doors) -> None:
    typist = open_program(made)
    typist.sign_in("rani")
    actor = typist.window.context.actor
    lines = (*LINES, QueueLine(letter="B", name="Jaminan sosial"))
    change_front_desk(typist.desk.uow(), actor, FrontDesk(queue=True, queue_lines=lines))
    typist.window.context.events.settings_changed.emit()
    typist.settle()
    typist.press(Key.Key_F8)
    for _ in range(3):
        typist.press(Key.Key_A, ALT)
    assert not_reached(typist, key) == []
    typist.main_action()
    assert not_reached(typist, key) == []
    typist.main_action()
    typist.press(Key.Key_F8)
    assert not_reached(typist, key) == []
