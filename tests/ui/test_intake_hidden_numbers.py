"""NIK and KK of a known person are masked in the wizard until somebody asks; the asking is recorded."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from sqlalchemy import text

from dinsos_desk.desk import Desk
from dinsos_desk.domain.people import mask_nik
from dinsos_desk.usecases.actor import Actor
from tests.family import CHILD, SITI
from tests.ui.intake_desk import ALT, CTRL, Clerk, Key
from tests.ui.office_work import room_context
from ui.context import Context
from ui.intake.hidden_numbers import HiddenNumbers
from ui.intake.party_page import PartyPage
from ui.tasks import Tasks
from ui.theme import Theme


@pytest.fixture
def context(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> Context:
    with desk.uow() as uow:
        for person in (SITI, CHILD):
            uow.people.keep(person, None, actor.user_id, desk.now())
        uow.commit()
    return room_context(desk, actor, tasks, theme, tmp_path)


def shown(context: Context) -> list[tuple[int, str]]:
    with context.desk.reading() as session:
        return [tuple(row) for row in session.execute(text("SELECT person_id, place FROM nik_shown"))]


def words(clerk: Clerk, code: str) -> str:
    assert isinstance(clerk.page, PartyPage)
    return clerk.page.fields()[f"pemohon.{code}"].editor.text()


def choose_siti(clerk: Clerk) -> PartyPage:
    clerk.choose_service("dtks")
    clerk.press(Key.Key_Backtab)
    clerk.type("sitti nur")
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    assert isinstance(clerk.page, PartyPage)
    return clerk.page


def test_chosen_from_the_list_the_numbers_are_masked_until_asked(clerk: Clerk, context: Context) -> None:
    page = choose_siti(clerk)
    assert (words(clerk, "nik"), words(clerk, "kk")) == (mask_nik(SITI.nik), mask_nik(SITI.kk))
    assert clerk.wizard.model.party("pemohon").typed["nik"] == SITI.nik
    assert page.reveal.isVisible()
    assert shown(context) == []
    clerk.press(Key.Key_N, ALT)
    clerk.qtbot.waitUntil(lambda: words(clerk, "nik") == SITI.nik)
    assert words(clerk, "kk") == SITI.kk
    assert not page.reveal.isVisible()
    assert shown(context) == [(1, "penerimaan")]


def test_a_piece_of_a_masked_number_is_no_number(clerk: Clerk, context: Context) -> None:
    page = choose_siti(clerk)
    line = page.fields()["pemohon.nik"].editor.focusProxy()
    line.setFocus()
    line.deselect()
    QTest.keyClick(clerk.focus(), Key.Key_End)
    QTest.keyClick(clerk.focus(), Key.Key_Backspace)
    clerk.settle()
    assert words(clerk, "nik") == mask_nik(SITI.nik)
    assert "Alt+N" in page.news.text()
    entry = clerk.wizard.model.party("pemohon")
    assert (entry.known_id, entry.typed["nik"]) == (1, SITI.nik)


def test_typed_over_it_is_another_number(clerk: Clerk, context: Context) -> None:
    page = choose_siti(clerk)
    page.fields()["pemohon.nik"].editor.focusProxy().setFocus()
    QTest.keyClick(clerk.focus(), Key.Key_A, CTRL)
    clerk.type("1673014704920007")
    entry = clerk.wizard.model.party("pemohon")
    assert (entry.known_id, entry.typed["nik"]) == (None, "1673014704920007")
    assert words(clerk, "nik") == "1673014704920007"
    assert words(clerk, "kk") in ("", mask_nik(SITI.kk))
    assert shown(context) == []


def test_what_the_desk_typed_itself_is_not_hidden_from_it(clerk: Clerk, context: Context) -> None:
    clerk.choose_service("dtks")
    clerk.fill({"nik": SITI.nik})
    clerk.qtbot.waitUntil(lambda: clerk.wizard.model.party("pemohon").known_id == 1)
    assert words(clerk, "nik") == SITI.nik
    assert words(clerk, "kk") == mask_nik(SITI.kk)


def test_the_state_of_hiding() -> None:
    hidden = HiddenNumbers()
    hidden.take(None, {"nik": SITI.nik})
    assert not hidden
    hidden.take(4, {"nik": SITI.nik, "kk": "12", "nama": "x"})
    assert hidden.owner == 4
    assert hidden.shown("nik", SITI.nik) == mask_nik(SITI.nik)
    assert (hidden.shown("kk", "12"), hidden.shown("nama", "x"), hidden.shown("nik", "")) == ("12", "x", "")
    assert hidden.type("nama", "a•b")
    assert not hidden.type("nik", "16••")
    hidden.reveal()
    hidden.take(4, {"nik": SITI.nik})
    assert not hidden
