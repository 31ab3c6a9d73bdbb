from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.people import Institution, PartyKind, Person
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.people.correcting import correct, form_of
from tests.ui.office_work import room_context, take
from ui.context import Context
from ui.dialogs import Dialogs
from ui.people.room import PeopleRoom
from ui.tasks import Tasks
from ui.theme import Theme

DTKS = "lubuklinggau-dtks"


@pytest.fixture
def applicant(context: Context) -> tuple[int, Person, int]:
    """Somebody with an application: id, person, application."""
    request = take(context.desk, context.actor, DTKS, Crowd())
    with context.desk.reader() as uow:
        person_id = next(iter(uow.requests.parties(request).values()))[1]
        return person_id, uow.people.person(person_id), request


@pytest.fixture
def room(context: Context, qtbot: QtBot) -> PeopleRoom:
    made = PeopleRoom(context)
    qtbot.addWidget(made)
    made.resize(1154, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.enter()
    assert context.tasks.wait_idle()
    return made


def find(room: PeopleRoom, qtbot: QtBot, typed: str) -> None:
    room.search.clear()
    qtbot.keyClicks(room.search, typed)
    qtbot.keyClick(room.search, Qt.Key.Key_Return)
    assert room.context.tasks.wait_idle()


@pytest.fixture
def shown(room: PeopleRoom, applicant: tuple[int, Person, int], qtbot: QtBot) -> PeopleRoom:
    find(room, qtbot, applicant[1].name)
    room.list.choose_row([row.id for row in room.people.rows()].index(applicant[0]))
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.page)
    return room


def facts(room: PeopleRoom) -> dict[str, str]:
    return {line.label: line.text for line in room.page.facts.lines()}


def test_the_list_says_what_it_is_for_before_anything_is_typed(room: PeopleRoom) -> None:
    assert room.people.rows() == ()
    assert "ejaan boleh berbeda" in room.list._empty.accessibleName()


def test_who_comes_back_types_over_the_name_that_was_looked_for(shown: PeopleRoom, qtbot: QtBot) -> None:
    shown.activateWindow()
    shown.enter()
    qtbot.waitUntil(shown.search.hasFocus)
    qtbot.keyClicks(shown.search, "Wahyuni")
    assert shown.search.text() == "Wahyuni"


def test_ctrl_f_leads_to_the_search_from_anywhere_in_the_room(shown: PeopleRoom, qtbot: QtBot) -> None:
    shown.activateWindow()
    shown.list.setFocus()
    qtbot.keyClick(shown.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(shown.search.hasFocus)


def test_typing_finds_and_choosing_shows_with_masked_numbers(
    shown: PeopleRoom, applicant: tuple[int, Person, int]
) -> None:
    QAbstractItemModelTester(shown.people, QAbstractItemModelTester.FailureReportingMode.Warning)
    known_id, person, _ = applicant
    assert shown.page.view().id == known_id
    assert facts(shown)["NIK"] == f"{person.nik[:4]}{'•' * 8}{person.nik[-4:]}"
    assert person.nik not in repr(shown.people.rows())


def test_the_nik_is_found_and_an_unknown_one_says_so(
    room: PeopleRoom, applicant: tuple[int, Person, int], qtbot: QtBot
) -> None:
    find(room, qtbot, applicant[1].nik)
    assert [row.id for row in room.people.rows()] == [applicant[0]]
    find(room, qtbot, "tidakada")
    assert room.people.rows() == ()
    assert "tidakada" in room.list._empty.accessibleName()


def test_numbers_are_shown_on_demand_until_the_person_is_left(
    shown: PeopleRoom, applicant: tuple[int, Person, int], qtbot: QtBot
) -> None:
    qtbot.keyClick(shown.page.reveal, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: facts(shown)["NIK"] == applicant[1].nik)
    assert shown.page.reveal.accessibleName() == "Sembunyikan NIK"
    shown.context.events.person_changed.emit(applicant[0])
    shown.context.tasks.wait_idle()
    assert facts(shown)["NIK"] == applicant[1].nik
    shown.hide()
    assert "•" in facts(shown)["NIK"]


def test_applications_open(shown: PeopleRoom, applicant: tuple[int, Person, int], qtbot: QtBot) -> None:
    shown.page.applications.choose_row(0)
    with qtbot.waitSignal(shown.request_wanted) as wanted:
        qtbot.keyClick(shown.page.applications, Qt.Key.Key_Return)
    assert wanted.args == [applicant[2]]


def open_form(room: PeopleRoom, qtbot: QtBot) -> None:
    room.main_action()
    qtbot.waitUntil(lambda: room.form is not None)


def test_a_correction_is_saved_and_its_history_shown(
    shown: PeopleRoom, applicant: tuple[int, Person, int], qtbot: QtBot
) -> None:
    open_form(shown, qtbot)
    line = shown.form.fields["orang.alamat"].editor.focusProxy()
    line.selectAll()
    qtbot.keyClicks(line, "Jalan Anyelir Nomor 5")
    shown.main_action()
    qtbot.waitUntil(lambda: bool(shown.form.reason.error()))
    qtbot.keyClicks(shown.form.reason.editor.focusProxy(), "Pindah alamat")
    with qtbot.waitSignal(shown.context.events.person_changed) as told:
        shown.main_action()
    assert told.args == [applicant[0]]
    qtbot.waitUntil(lambda: facts(shown)["Alamat"].startswith("Jalan Anyelir Nomor 5"))
    assert shown.form is None
    assert shown.page.banner.text().startswith("Tersimpan")
    assert shown.page.changes_card.isVisibleTo(shown)
    assert shown.page.view().changes[0].former[0].text == applicant[1].address
    assert shown.page.view().changes[0].reason == "Pindah alamat"


def test_wrong_input_is_said_at_its_field_and_nothing_is_lost(shown: PeopleRoom, qtbot: QtBot) -> None:
    open_form(shown, qtbot)
    form = shown.form
    nik = form.fields["orang.nik"].editor.focusProxy()
    nik.selectAll()
    qtbot.keyClicks(nik, "16730112")
    qtbot.keyClick(nik, Qt.Key.Key_Tab)
    assert "NIK 8 angka" in form.fields["orang.nik"].error()
    form.fields["orang.nama"].editor.focusProxy().clear()
    form.submit()
    qtbot.waitUntil(lambda: not form.summary.isHidden())
    assert form.fields["orang.nama"].error()
    assert nik.text() == "16730112"
    assert form.save.isEnabled()


def test_what_is_odd_only_warns(shown: PeopleRoom, qtbot: QtBot) -> None:
    open_form(shown, qtbot)
    born = shown.form.fields["orang.tanggal_lahir"].editor.focusProxy()
    born.selectAll()
    qtbot.keyClicks(born, "02031977")
    qtbot.keyClick(born, Qt.Key.Key_Tab)
    assert "menurut NIK" in shown.form.warning.text()
    assert shown.form.fields["orang.tanggal_lahir"].error() == ""


def test_leaving_asks_before_a_correction_is_lost(
    shown: PeopleRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_form(shown, qtbot)
    assert shown.step_back()
    assert shown.form is None
    assert not shown.step_back()
    open_form(shown, qtbot)
    qtbot.keyClicks(shown.form.fields["orang.pekerjaan"].editor.focusProxy(), "x")
    answers = [False, True]
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: answers.pop(0))
    assert not shown.may_leave()
    assert shown.form is not None
    assert shown.may_leave()
    assert shown.form is None


def test_another_users_change_is_told(
    shown: PeopleRoom, applicant: tuple[int, Person, int], qtbot: QtBot
) -> None:
    open_form(shown, qtbot)
    desk, actor = shown.context.desk, shown.context.actor
    other = form_of(desk.reader(), actor, PartyKind.PERSON, applicant[0])
    entry = PartyEntry({**other.typed, "pekerjaan": "Nelayan"}, other.id)
    correct(desk.uow(), actor, other, entry, None, desk.now(), "Sesuai KTP baru")
    qtbot.keyClicks(shown.form.fields["orang.pekerjaan"].editor.focusProxy(), "x")
    qtbot.keyClicks(shown.form.reason.editor.focusProxy(), "Pindah kerja")
    shown.form.submit()
    qtbot.waitUntil(lambda: not shown.form.banner.isHidden())
    assert shown.form.fields["orang.pekerjaan"].editor.text().startswith("x")


def test_institutions_have_their_own_list(room: PeopleRoom, qtbot: QtBot) -> None:
    desk, actor = room.context.desk, room.context.actor
    with desk.uow() as uow:
        uow.people.keep(Institution("Yayasan Contoh Kasih", kind="Yayasan"), None, actor.user_id, desk.now())
        uow.commit()
    qtbot.keyClick(room.kind, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: len(room.institutions.rows()) == 1)
    room.list.choose_row(0)
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.page)
    assert facts(room) == {"Jenis lembaga": "Yayasan"}
    assert room.page.reveal.isHidden()


def test_a_person_opened_from_elsewhere_is_shown(
    room: PeopleRoom, applicant: tuple[int, Person, int], qtbot: QtBot
) -> None:
    room.open_person(applicant[0])
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.page)
    assert room.page.view().name == applicant[1].name


def test_only_the_desk_may_correct(
    desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    kadis = Actor(actor.user_id, "k", "K", "Kadis", frozenset({Role.KADIS}))
    room = PeopleRoom(room_context(desk, kadis, tasks, theme, tmp_path))
    qtbot.addWidget(room)
    assert room.page.edit.isHidden()
    room.main_action()
    assert room.form is None
    assert tasks.wait_idle()


def test_many_corrections_come_when_they_are_wanted(
    room: PeopleRoom, applicant: tuple[int, Person, int], qtbot: QtBot
) -> None:
    desk, actor = room.context.desk, room.context.actor
    known_id, person, _ = applicant
    with desk.uow() as uow:
        for number in range(20):
            fresh = replace(person, occupation=f"Pekerjaan {number}")
            uow.people.update_person(known_id, fresh, actor.user_id, desk.now(), f"alasan {number}")
        uow.commit()
    room.open_person(known_id)
    qtbot.waitUntil(lambda: room.stack.currentWidget() is room.page)
    card = room.page.changes_card
    qtbot.waitUntil(lambda: card.lines.count() == 7)
    more = card.findChild(QAbstractButton, "orang_riwayat_lainnya")
    assert more.text() == "Tampilkan 14 perbaikan sebelumnya"
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: card._turns is None and card.lines.count() == 21)
    assert not more.isVisible()
    room.context.events.person_changed.emit(known_id)
    assert room.context.tasks.wait_idle()
    assert card.lines.count() == 21


def test_somebody_without_papers_is_corrected_in_the_order_of_the_counter(
    room: PeopleRoom, qtbot: QtBot
) -> None:
    desk, actor = room.context.desk, room.context.actor
    with desk.uow() as uow:
        unknown = Person(
            "Budi (mengaku)",
            temporary=True,
            estimated_age=40,
            estimated_on=desk.now().date(),
            marks="Tahi lalat di dagu",
        )
        known_id = uow.people.keep(unknown, None, actor.user_id, desk.now())
        uow.commit()
    room.open_person(known_id)
    qtbot.waitUntil(room._shows_page)
    room.main_action()
    qtbot.waitUntil(lambda: room.form is not None)
    shown = [place.split(".")[1] for place, field in room.form.fields.items() if field.isVisibleTo(room)]
    assert shown[:3] == ["nama", "jenis_kelamin", "perkiraan_umur"]
    assert shown.index("ciri_ciri") < shown.index("alamat")
    room.form.temporary.setChecked(False)
    shown = [place.split(".")[1] for place, field in room.form.fields.items() if field.isVisibleTo(room)]
    assert shown[:3] == ["nik", "kk", "nama"]
    assert "ciri_ciri" not in shown
    room.form.temporary.setChecked(True)
    assert room.step_back()
