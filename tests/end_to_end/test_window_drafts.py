"""Nothing that was typed is lost: the window is closed, the program is killed."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Gate
from dinsos_desk.domain.entry import entry_fields
from dinsos_desk.domain.routing import Role
from dinsos_desk.paths import lock
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.drafts import IntakeDraft, drafts_of
from tests.end_to_end.conftest import Open
from tests.end_to_end.counter import Staff
from tests.end_to_end.driver import ALT, Key, Typist, hire, wait_until
from tests.end_to_end.half_typed import ADOPTION, half_of
from tests.end_to_end.interrupted import READY
from tests.factories import StandingClock
from ui import rooms
from ui.home.room import HomeRoom
from ui.intake.wizard import Wizard

DTKS = "lubuklinggau-dtks"


def assert_holds(kept: IntakeDraft, typed: IntakeDraft, service: ServiceDef) -> None:
    """Everything that was typed stands in the draft; a choice may stand by its code or its label."""
    assert kept.service == typed.service
    for code, entry in typed.parties.items():
        fields = {one.code: one.field for one in entry_fields(service.party(code), False)}
        found = kept.parties[code].typed
        for field, text in entry.typed.items():
            today = date.max
            assert fields[field].parse(found[field], today) == fields[field].parse(text, today), field
    assert {code: kept.answers.get(code) for code in typed.answers} == dict(typed.answers)
    assert {code: kept.papers[code].state for code in typed.papers} == {
        code: entry.state for code, entry in typed.papers.items()
    }


def open_offered_draft(staff: Staff, title: str) -> Wizard:
    """F2, Tab to the list of drafts, Enter."""
    typist = staff.typist
    typist.press(Key.Key_F2)
    page = staff.intake.first.page
    wait_until(page.draft_card.isVisible, "the drafts")
    typist.tab_to(lambda found: found is page.draft_list, "the drafts")
    assert page.draft_list.current_row().title == title
    typist.press(Key.Key_Return)
    return staff.opened_wizard()


def test_closing_the_window_in_the_middle_of_a_word_keeps_the_draft(
    open_program: Open, made: Gate, clock: StandingClock
) -> None:
    service = made.library.catalog.services[DTKS]
    draft = fill_draft(service, Crowd(5), clock().date())
    person = draft.parties["pemohon"].typed
    begun = {code: person[code] for code in ("nik", "kk", "nama", "pekerjaan")}
    first = open_program(made)
    first.sign_in("rani")
    staff = Staff(first, clock)
    staff.choose_service(service)
    first.fill(begun)
    address = staff.wizard.page.fields()["pemohon.alamat"].editor
    first.tab_to(lambda found: address.isAncestorOf(found), "the address")
    QTest.keyClicks(first.focus(), person["alamat"])
    assert first.shell.close()
    first.program.close()

    second = open_program(made)
    second.sign_in("rani")
    staff = Staff(second, clock)
    wizard = open_offered_draft(staff, person["nama"])
    for code, text in {**begun, "alamat": person["alamat"]}.items():
        assert wizard.page.fields()[f"pemohon.{code}"].editor.text() == text
    staff.type_draft(draft)
    assert staff.save()
    assert drafts_of(second.desk.reader(), second.window.context.actor) == ()


def test_a_killed_program_loses_nothing_that_was_kept(
    open_program: Open, made: Gate, clock: StandingClock
) -> None:
    root = Path(__file__).parents[2]
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.interrupted", str(made.paths.root)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        assert child.stdout is not None
        said = child.stdout.readline().strip()
    finally:
        child.kill()
        _, complaints = child.communicate()
    assert said == READY, complaints
    service = made.library.catalog.services[ADOPTION]
    half = half_of(service, clock().date())
    with lock(made.paths):
        typist = open_program(made)
        typist.sign_in("rani")
        staff = Staff(typist, clock)
        (kept,) = drafts_of(typist.desk.reader(), typist.window.context.actor)
        assert_holds(kept.draft, half, service)
        wizard = open_offered_draft(staff, kept.title)
        assert_holds(wizard.model.draft, half, service)
        for number, step in enumerate(wizard.steps):
            entry = half.parties.get(step.prefix)
            if entry is not None:
                typist.press(Key(Key.Key_1 + number), ALT)
                shown = {code: field.editor.text() for code, field in wizard.page.fields().items()}
                kept_typed = kept.draft.parties[step.prefix].typed
                assert {code: shown[f"{step.prefix}.{code}"] for code in kept_typed} == dict(kept_typed)


def test_drafts_are_offered_on_the_first_screen(open_program: Open, made: Gate, clock: StandingClock) -> None:
    typist = open_program(made)
    typist.sign_in("rani")
    staff = Staff(typist, clock)
    for code, name in ((DTKS, "Siti Contoh"), (ADOPTION, "Budi Contoh")):
        staff.choose_service(made.library.catalog.services[code])
        typist.fill({"nama": name})
        clock.forward(minutes=1)
        typist.press(Key.Key_Escape)
    home = typist.go(rooms.HOME)
    assert isinstance(home, HomeRoom)
    wait_until(lambda: home.drafts is not None and home.drafts.model.rowCount() == 2, "the drafts")
    shown = home.drafts.list
    typist.tab_to(lambda found: found is shown, "the drafts")
    while shown.current_row().title != "Siti Contoh":
        typist.press(Key.Key_Down)
    typist.press(Key.Key_Return)
    wizard = staff.opened_wizard()
    assert wizard.model.service.code == DTKS
    assert wizard.page.fields()["pemohon.nama"].editor.text() == "Siti Contoh"


@pytest.mark.parametrize("leave", [Typist.lock, Typist.sign_out], ids=["locked", "signed out"])
def test_handing_the_desk_over_in_the_middle_of_a_word_keeps_the_draft(
    leave: Callable[[Typist], None], open_program: Open, made: Gate, clock: StandingClock
) -> None:
    typist = open_program(made)
    typist.sign_in("rani")
    hire(typist.desk, Role.KADIS, "")
    staff = Staff(typist, clock)
    staff.choose_service(made.library.catalog.services[DTKS])
    name = staff.wizard.page.fields()["pemohon.nama"].editor
    typist.tab_to(lambda found: name.isAncestorOf(found), "the name")
    QTest.keyClicks(typist.focus(), "Siti Con")
    leave(typist)
    typist.sign_in("kadis")
    assert drafts_of(typist.desk.reader(), typist.window.context.actor) == ()
    assert typist.window.room(rooms.INTAKE) is None
    typist.sign_out()
    typist.sign_in("rani")
    wizard = open_offered_draft(staff, "Siti Con")
    assert wizard.page.fields()["pemohon.nama"].editor.text() == "Siti Con"


def test_the_locked_page_hides_the_work_and_gives_it_back_as_it_was(
    open_program: Open, made: Gate, clock: StandingClock
) -> None:
    typist = open_program(made)
    typist.sign_in("rani")
    staff = Staff(typist, clock)
    staff.choose_service(made.library.catalog.services[DTKS])
    name = staff.wizard.page.fields()["pemohon.nama"].editor
    typist.tab_to(lambda found: name.isAncestorOf(found), "the name")
    typist.type("Siti")
    wizard = staff.wizard
    typist.lock()
    assert not wizard.isVisible()
    page = typist.try_to_sign_in("rani", "salah sekali")
    wait_until(page.password_field.error, "the refusal")
    typist.sign_in("rani")
    assert staff.wizard is wizard
    assert name.text() == "Siti"
    typist.type(" Contoh")
    assert name.text() == "Siti Contoh"
