"""Papers that come later: saved as belum lengkap, found again, completed; then the clock starts."""

from dinsos_desk.desk import Gate
from dinsos_desk.domain.routing import Action, RequestState
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.requests.view import view_request
from tests.end_to_end.conftest import Doors, Open
from tests.end_to_end.counter import Staff, words_of
from tests.end_to_end.driver import CTRL, Key
from tests.factories import StandingClock
from ui.intake.papers_page import PapersPage

DTKS = "lubuklinggau-dtks"


def test_an_incomplete_application_is_saved_and_completed_later(
    open_program: Open, made: Gate, clock: StandingClock, doors: Doors
) -> None:
    service = made.library.catalog.services[DTKS]
    typist = open_program(made)
    typist.sign_in("rani")
    staff = Staff(typist, clock)
    draft = fill_draft(service, Crowd(3), clock().date(), Wishes(incomplete=True))
    (lacking,) = (code for code, entry in draft.papers.items() if entry.state == "menyusul")
    staff.choose_service(service)
    staff.type_draft(draft)
    receipt = staff.save()
    result = staff.intake.result
    request_id = result._result.request_id
    name = next(r.text for r in service.requirements if r.code == lacking)
    assert name in result.missing.text()
    typist.press(Key.Key_O, CTRL)
    assert name in words_of(doors.opened[-1][1])
    actor = typist.window.context.actor
    before = view_request(typist.desk.reader(), actor, request_id)
    assert (before.row.state, before.row.due_at) == (RequestState.INCOMPLETE, None)

    typist.lock()
    clock.forward(hours=1)
    typist.sign_in("rani")
    room = staff.find_in_inbox(receipt)
    assert room.case.box.main.accessibleName() == "Lengkapi berkas"
    typist.main_action()
    page = staff.opened_wizard().page
    assert isinstance(page, PapersPage)
    assert typist.focus() is page.rows[lacking].states
    typist.type("a")
    while staff.wizard.place < len(staff.wizard.steps) - 1:
        typist.main_action()
    assert staff.save() == receipt
    after = view_request(typist.desk.reader(), actor, request_id)
    assert after.row.state is RequestState.RUNNING
    assert after.row.due_at is not None
    assert after.row.due_at > clock()
    assert [step.action for step in after.history] == [Action.SUBMIT, Action.COMPLETE_PAPERS]
    assert not any(paper.is_missing for paper in after.papers)
