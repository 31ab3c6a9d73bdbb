"""What lies on the desks of the sample office beside its history: every room has something to show."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.office import add_colleagues, crew_of, sample_setup
from dinsos_desk.sample.papers import sheet_pdf, sheet_picture
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.scenes import lay_out_desks
from dinsos_desk.sample.walk import Crew, approve, standing, take_in
from dinsos_desk.scans import picture_of
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.attachments import Owner, attachments_of, page_of
from dinsos_desk.usecases.obligations.tickler import tickler_list
from dinsos_desk.usecases.office.officials import officials
from dinsos_desk.usecases.queue.tickets import call_next
from dinsos_desk.usecases.requests.waiting import waiting_list
from tests.factories import StandingClock, gate_at


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Crew, StandingClock]:
    """An office with a few applications under way, and its desks laid out."""
    clock = StandingClock()
    gate = gate_at(tmp_path_factory.mktemp("contoh"), clock)
    desk, _ = gate.set_up(sample_setup(gate.library, clock().date()), then=add_colleagues)
    crew, crowd = crew_of(desk), Crowd(3)
    services = [service for service in desk.catalog.services.values() if service.requirements]
    for place, service in enumerate(services[:6]):
        wishes = Wishes(incomplete=place < 2)
        taken = take_in(desk, crew, fill_draft(service, crowd, clock().date(), wishes), service, clock())
        if place > 2 and taken.state is RequestState.RUNNING:
            at = standing(desk, taken.request_id, clock().date())
            approve(desk, crew, taken.request_id, at, crowd, clock())
    clock.forward(minutes=5)
    lay_out_desks(desk, crew, clock())
    return desk, crew, clock


def rows(desk: Desk, statement: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in desk.ask(lambda session: session.execute(text(statement)).all())]


def test_the_queue_of_today_has_served_waiting_and_absent_numbers(
    office: tuple[Desk, Crew, StandingClock],
) -> None:
    desk, crew, clock = office
    found = rows(desk, "SELECT line, state, taken_at, called_at, finished_at FROM queue_ticket")
    states = [state for _, state, *_ in found]
    assert {line for line, *_ in found} == {"A", "B"}
    assert states.count("selesai") >= 4
    assert states.count("tidak_hadir") == 1
    assert states.count("menunggu") >= 3
    moments = [datetime.fromisoformat(str(one)) for row in found for one in row[2:] if one]
    assert max(moments) <= clock()
    assert min(moments).date() == clock().date()
    assert call_next(desk.uow(), crew[Role.PETUGAS], clock()) is not None


def test_some_papers_lie_as_pictures_and_pdf(office: tuple[Desk, Crew, StandingClock]) -> None:
    desk, crew, _ = office
    found = rows(desk, "SELECT DISTINCT r.id FROM request r JOIN attachment a ON a.nonce = r.nonce")
    assert len(found) >= 2
    views = [attachments_of(desk.reader(), crew[Role.PETUGAS], Owner(request_id=one)) for (one,) in found]  # type: ignore[arg-type]
    assert {view.kind for group in views for view in group} == {"gambar", "pdf"}
    assert all(view.requirement for group in views for view in group)


def test_the_sheets_can_be_looked_at() -> None:
    for sheet in (sheet_picture(), sheet_pdf()):
        assert len(sheet.data) < 100_000
        assert picture_of(sheet.kind, sheet.data, 0, (300, 400)).width > 100


def test_numbers_reminders_letters_and_complaints(office: tuple[Desk, Crew, StandingClock]) -> None:
    desk, crew, clock = office
    clerk = crew[Role.PETUGAS]
    waiting = waiting_list(desk.reader(), clerk, clock()).rows
    assert sum(view.last is not None for view in waiting) == 2
    assert len(tickler_list(desk.reader(), clerk, clock().date()).rows) >= 3
    assert len(rows(desk, "SELECT 1 FROM issued_number WHERE subject LIKE 'Undangan rapat%'")) == 1
    assert len(rows(desk, "SELECT 1 FROM incoming_mail")) == 3
    assert len(rows(desk, "SELECT 1 FROM complaint")) == 2


def test_made_just_after_midnight_its_scans_move_into_place_with_it(tmp_path: Path) -> None:
    clock = StandingClock(datetime(2026, 11, 22, 0, 3))
    gate = gate_at(tmp_path, clock)

    def fill(desk: Desk, admin: Actor) -> None:
        add_colleagues(desk, admin)
        service = next(one for one in desk.catalog.services.values() if one.requirements)
        take_in(desk, crew_of(desk), fill_draft(service, Crowd(3), clock().date()), service, clock())
        lay_out_desks(desk, crew_of(desk), clock())

    desk, clerk = gate.set_up(sample_setup(gate.library, clock().date()), then=fill)
    assert rows(desk, "SELECT count(*) FROM queue_ticket") == [(11,)]
    assert rows(desk, "SELECT DISTINCT day FROM queue_ticket") == [(str(clock().date()),)]
    attached = rows(desk, "SELECT id FROM attachment")
    assert attached
    for (one,) in attached:
        assert page_of(desk.reader(), clerk, desk.store, one, 0, (300, 400)).width > 100  # type: ignore[arg-type]
    desk.close()


def test_the_head_who_signs_in_is_the_head_who_signs_letters(
    office: tuple[Desk, Crew, StandingClock],
) -> None:
    desk, crew, _ = office
    assert [one.name for one in officials(desk.reader()) if one.post == HEAD_POST] == [crew[Role.KADIS].name]
