"""An institution at the desk: known already, like a known one, served before."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dinsos_desk.domain.entry import PartyEntry, typed_institution
from dinsos_desk.domain.people import Institution, PartyKind
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.people.knowing import view_institution
from tests.ui.intake_desk import ALT, Clerk, Key, open_room
from ui.context import Context
from ui.intake.institution_helper import InstitutionHelper
from ui.intake.party_page import PartyPage

HOME = "lubuklinggau-lks-operasional"
FOUNDATION = Institution(
    "Yayasan Kasih Bunda", "LKS", "Jalan Melati 3", "Sukajadi", "Utara", "Kota Contoh",
    "+6281255501234", "Achmad Fauzi", "012345678901000", "Nomor 12 tanggal 3 Mei 2015",
)  # fmt: skip


@pytest.fixture
def served(context: Context) -> int:
    """The id of a foundation whose application is on its way."""
    desk = context.desk
    service = desk.library.catalog.services[HOME]
    draft = fill_draft(service, Crowd(5), desk.now().date())
    draft = replace(
        draft, parties={**draft.parties, "lembaga": PartyEntry(typed_institution(FOUNDATION), None)}
    )
    request = submit(desk.uow(), context.actor, draft, service, None, desk.now()).request_id
    with desk.reader() as uow:
        kind, known_id = uow.requests.parties(request)["lembaga"]
    assert kind is PartyKind.INSTITUTION
    return known_id


@pytest.fixture
def clerk(qtbot: QtBot, context: Context, served: int) -> Clerk:
    return open_room(qtbot, context)


def at_institution(clerk: Clerk) -> PartyPage:
    clerk.choose_service("operasional")
    for number in range(2, 5):
        clerk.jump(number)
        page = clerk.page
        if isinstance(page, PartyPage) and page.party.kind is PartyKind.INSTITUTION:
            return page
    raise AssertionError("no page of an institution")


def press_button(clerk: Clerk, key: Key, page: PartyPage) -> None:
    clerk.press(key, ALT)
    clerk.qtbot.waitUntil(lambda: not page.twin.isVisible())
    clerk.settle()


def test_a_like_institution_is_asked_about_while_typing(clerk: Clerk, served: int) -> None:
    page = at_institution(clerk)
    clerk.fill({"nama": "Yys. Kasih Boenda"})
    assert page.twin.isVisible()
    assert "Lembaga yang sama?" in page.question()
    assert "Jalan Melati 3" in page.twin.detail.text()
    press_button(clerk, Key.Key_Y, page)
    entry = clerk.wizard.model.party("lembaga")
    assert (entry.known_id, entry.typed["nama"]) == (served, "Yys. Kasih Boenda")
    assert entry.typed["npwp"] == "01.234.567.8-901.000"
    said = {thing.badge[0]: thing.text for thing in clerk.wizard.side.things()}
    assert "2026-0001" in said["Riwayat"]


def test_a_known_one_is_offered_at_its_name_and_taken_by_keys(clerk: Clerk, served: int) -> None:
    page = at_institution(clerk)
    clerk.tab_to("nama")
    QTest.keyClicks(clerk.focus(), "kasih")
    helper = page.findChild(InstitutionHelper)
    assert helper is not None
    popup = helper.completer.popup()
    clerk.qtbot.waitUntil(popup.isVisible)
    assert popup.model().index(0, 0).data() == "Yayasan Kasih Bunda · Jalan Melati 3, Sukajadi, Utara"
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: clerk.wizard.model.party("lembaga").known_id == served)
    clerk.settle()
    assert clerk.wizard.model.party("lembaga").typed["nama"] == "Yayasan Kasih Bunda"
    assert "dipilih" in page.news.text()
    clerk.tab_to("nama")
    QTest.keyClicks(clerk.focus(), " Kasih")
    clerk.settle()
    assert not popup.isVisible()
    assert clerk.wizard.model.party("lembaga").known_id == served


def test_a_new_one_is_typed_past_what_is_offered(clerk: Clerk, served: int) -> None:
    page = at_institution(clerk)
    clerk.tab_to("nama")
    QTest.keyClicks(clerk.focus(), "Yayasan Kasih Ayah")
    clerk.qtbot.waitUntil(lambda: clerk.context.tasks.wait_idle(1000))
    popup = page.findChild(InstitutionHelper).completer.popup()
    if popup.isVisible():
        QTest.keyClick(popup, Key.Key_Tab)
    clerk.settle()
    entry = clerk.wizard.model.party("lembaga")
    assert (entry.known_id, entry.typed["nama"]) == (None, "Yayasan Kasih Ayah")


def test_the_same_npwp_asks_whatever_the_name(clerk: Clerk, served: int) -> None:
    page = at_institution(clerk)
    clerk.fill({"nama": "Lembaga Lain Sekali"})
    assert not page.twin.isVisible()
    clerk.fill({"npwp": "0012345678901000"})
    assert page.twin.isVisible()
    assert page.twin.detail.text().startswith("NPWP sama")


def test_the_answer_no_is_kept(clerk: Clerk, context: Context, served: int) -> None:
    page = at_institution(clerk)
    clerk.fill({"nama": FOUNDATION.name, "desa": "Sukajadi"})
    press_button(clerk, Key.Key_B, page)
    entry = clerk.wizard.model.party("lembaga")
    assert entry.apart == (served,)
    desk = context.desk
    service = desk.library.catalog.services[HOME]
    draft = fill_draft(service, Crowd(9), desk.now().date())
    fresh = replace(FOUNDATION, npwp="098765432109000", deed="Nomor 3 tanggal 4 Juli 2020")
    party = replace(entry, typed={**draft.parties["lembaga"].typed, **typed_institution(fresh)})
    draft = replace(draft, parties={**draft.parties, "lembaga": party})
    request = submit(desk.uow(), context.actor, draft, service, None, desk.now()).request_id
    with desk.reader() as uow:
        other = uow.requests.parties(request)["lembaga"][1]
    assert other != served
    assert view_institution(desk.reader(), context.actor, other, desk.now().date()).likely == ()


def test_a_known_one_is_found_under_its_short_name(clerk: Clerk, served: int) -> None:
    page = at_institution(clerk)
    page.search.field.setFocus()
    clerk.type("yys kasih")
    clerk.qtbot.waitUntil(lambda: page.search.model.rowCount() == 1)
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: clerk.wizard.model.party("lembaga").known_id == served)
    clerk.settle()
    assert any(thing.badge[0] == "Riwayat" for thing in clerk.wizard.side.things())
