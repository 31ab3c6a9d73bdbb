from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from dinsos_desk.catalog.faults import CatalogFault
from dinsos_desk.catalog.loader import Catalog
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.documents.pictures import transparent_png
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.office_hours import DayHours
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.domain.working_time import TimeUnit, due_at
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.audit.trail import narrowed, note_deed, trail
from dinsos_desk.usecases.office.officials import officials
from dinsos_desk.usecases.office.setup import closures, offered_services, the_office
from dinsos_desk.usecases.office.users import sign_in, users
from dinsos_desk.usecases.requests.clock import office_hours
from tests.factories import PASSWORD, StandingClock, colleague
from tests.ui.office_work import room_context
from ui import rooms
from ui.context import Context
from ui.dialogs import Dialogs
from ui.look import kept_look, settings_at
from ui.rooms import rooms_for
from ui.settings.hours import TypedDay
from ui.settings.room import SettingsRoom
from ui.settings.section import Section
from ui.tasks import Tasks
from ui.theme import Scheme, Theme
from ui.widgets.buttons import KeyButton

NEW_PASSWORD = "teh-sore-loket-5"


@pytest.fixture
def room(context: Context, qtbot: QtBot) -> SettingsRoom:
    made = SettingsRoom(context)
    qtbot.addWidget(made)
    made.resize(1154, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.enter()
    assert context.tasks.wait_idle()
    qtbot.waitUntil(made.current().is_whole)
    return made


@pytest.fixture
def turn(qtbot: QtBot, room: SettingsRoom) -> Callable[[str], Section]:
    def to(key: str) -> Section:
        room.show_section(key)
        assert room.context.tasks.wait_idle()
        qtbot.waitUntil(room.current().is_whole)
        return room.current()

    return to


def type_into(qtbot: QtBot, section: Section, code: str, text: str) -> None:
    inner = section.fields[code].editor.focusProxy()
    assert isinstance(inner, QWidget)
    inner.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClick(inner, Qt.Key.Key_Delete)
    qtbot.keyClicks(inner, text)


def save(qtbot: QtBot, room: SettingsRoom) -> None:
    room.main_action()
    assert room.context.tasks.wait_idle()


def test_others_than_administrators_see_their_account_only(
    desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    kasi = Actor(actor.user_id, "k", "K", "Kasi", frozenset({Role.KASI}))
    room = SettingsRoom(room_context(desk, kasi, tasks, theme, tmp_path))
    qtbot.addWidget(room)
    assert [kind.key for kind in room.kinds] == ["akun"]
    assert room.list.isHidden()
    room.enter()
    assert room.current().key == "akun"


def test_the_letterhead_is_saved_and_told(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    section = turn("kantor")
    type_into(qtbot, section, "name", "DINAS SOSIAL & PEMBERDAYAAN")
    assert section.is_dirty()
    assert "DINAS SOSIAL & PEMBERDAYAAN" in section.preview.accessibleName()
    section.margins.lines[0].selectAll()
    qtbot.keyClicks(section.margins.lines[0], "17,5")
    section.fields["paper"].editor.strip._click("c_f4")
    with qtbot.waitSignal(room.context.events.settings_changed):
        room.main_action()
    room.context.tasks.wait_idle()
    office = the_office(desk.reader())
    assert (office.name, office.paper, office.margins[0]) == ("DINAS SOSIAL & PEMBERDAYAAN", "F4", 17.5)
    assert section.banner.text().startswith("Tersimpan")
    assert not section.is_dirty()


def test_wrong_office_data_is_said_at_its_field(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    section = turn("kantor")
    before = the_office(desk.reader())
    type_into(qtbot, section, "government", "")
    type_into(qtbot, section, "font_size", "40")
    section.margins.lines[2].setText("lebar")
    save(qtbot, room)
    assert "wajib diisi" in section.fields["government"].error()
    assert "antara 9 dan 14" in section.fields["font_size"].error()
    assert "5 dan 60" in section.fields["margins"].error()
    type_into(qtbot, section, "government", "PEMERINTAH KOTA CONTOH")
    type_into(qtbot, section, "font_size", "12")
    section.margins.lines[2].setText("90")
    save(qtbot, room)
    assert "5 dan 60" in section.fields["margins"].error()
    assert section.save.isEnabled()
    assert the_office(desk.reader()) == before
    section.undo.click()
    room.context.tasks.wait_idle()
    assert not section.is_dirty()


def test_an_emblem_is_looked_at_before_it_is_taken(
    room: SettingsRoom,
    turn: Callable[[str], Section],
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    section = turn("kantor")
    good, bad = tmp_path / "lambang.png", tmp_path / "bukan.png"
    good.write_bytes(transparent_png("x"))
    bad.write_bytes(b"bukan gambar")
    for path, said in ((bad, True), (tmp_path / "hilang.png", True), (good, False)):
        monkeypatch.setattr(Dialogs, "open_path", lambda *_, path=path: path)
        section.choose.click()
        room.context.tasks.wait_idle()
        assert bool(section.emblem_fault.text()) is said
    save(qtbot, room)
    assert the_office(desk.reader()).emblem == good.read_bytes()
    section.remove.click()
    save(qtbot, room)
    assert the_office(desk.reader()).emblem is None


def test_the_next_number_is_shown_and_a_wrong_pattern_refused(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    with desk.uow() as uow:
        uow.numbers.next("surat", 2026)
        uow.commit()
    section = turn("nomor")
    assert section.next.text() == "Surat berikutnya bernomor 400.9/2/DINSOS/XI/2026"
    type_into(qtbot, section, "number_pattern", "{urut:3}/")
    section.findChild(QWidget, "nomor_sisip_tahun").click()
    assert section.next.text() == "Surat berikutnya bernomor 002/2026"
    type_into(qtbot, section, "number_pattern", "{urut}/{salah}")
    save(qtbot, room)
    assert "{salah}" in section.fields["number_pattern"].error()
    type_into(qtbot, section, "number_pattern", "{urut}/X")
    save(qtbot, room)
    assert "setiap tahun" in section.fields["number_pattern"].error()
    type_into(qtbot, section, "number_pattern", "{kantor}/{urut}/{tahun}")
    save(qtbot, room)
    assert "belum diisi" in section.fields["number_pattern"].error()
    type_into(qtbot, section, "office_code", "08.01")
    save(qtbot, room)
    assert the_office(desk.reader()).number_pattern == "{kantor}/{urut}/{tahun}"


def test_hours_and_closed_days_are_saved_together(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    section = turn("jam")
    assert section.is_dirty()
    assert "Periksa, lalu simpan" in section.banner.text()
    monday = section.week.rows["hari.0"]
    monday.focus()
    monday.lines[0].selectAll()
    qtbot.keyClicks(monday.lines[0], "8")
    qtbot.keyClick(monday.lines[0], Qt.Key.Key_Tab)
    assert monday.lines[0].text() == "08.00"
    qtbot.keyClicks(section.closed.day.editor.focusProxy(), "31122026")
    qtbot.keyClicks(section.closed.name.editor.focusProxy(), "Tutup buku")
    section.closed.add.click()
    section.kind._click("ramadan")
    section.estimate.click()
    save(qtbot, room)
    kept = closures(desk.reader())
    assert kept[date(2026, 12, 31)] == "Tutup buku"
    assert date(2027, 1, 1) in kept
    hours = the_office(desk.reader()).hours
    assert hours.week[0].start.hour == 8
    assert [last.year for _, last in hours.ramadan_spans] == [2026, 2027]
    assert not section.is_dirty()


def test_what_is_set_here_is_what_deadlines_are_reckoned_by(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    """Thursday 15.30 and one working hour; the Friday, a Ramadan day and a cuti bersama typed in by hand."""
    section = turn("jam")
    for place in range(5):
        section.week.rows[f"hari.{place}"].set_day(TypedDay("07.30", "16.00", "12.00", "12.30"))
    section.week.rows["hari.4"].set_day(TypedDay("07.30", "15.00", "11.30", "13.00"))
    section.ramadan.rows["ramadan.3"].set_day(TypedDay("08.00", "15.00", "", ""))
    qtbot.keyClicks(section.closed.day.editor.focusProxy(), "24122026")
    qtbot.keyClicks(section.closed.name.editor.focusProxy(), "Cuti bersama Natal")
    section.closed.add.click()
    section.kind._click("ramadan")
    section.estimate.click()
    save(qtbot, room)

    def due(start: datetime, amount: int, unit: TimeUnit) -> datetime:
        with desk.reader() as uow:
            return due_at(start, amount, unit, office_hours(uow))

    thursday = datetime(2026, 11, 26, 15, 30)
    assert due(thursday, 1, TimeUnit.WORKING_HOURS) == datetime(2026, 11, 27, 8)
    assert due(thursday, 24, TimeUnit.HOURS) == datetime(2026, 11, 27, 15, 30)
    friday = datetime(2026, 11, 27, 11)
    assert due(friday, 1, TimeUnit.WORKING_HOURS) == datetime(2026, 11, 27, 13, 30)
    assert due(datetime(2026, 12, 23, 15, 30), 1, TimeUnit.WORKING_HOURS) == datetime(2026, 12, 28, 8)
    ramadan = datetime(2027, 2, 11, 14, 30)
    assert due(ramadan, 30, TimeUnit.MINUTES) == datetime(2027, 2, 11, 15)


def test_a_year_without_known_cuti_bersama_warns_until_it_is_entered(
    clock: StandingClock, room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    clock.moment = datetime(2027, 11, 22, 8)
    section = turn("jam")
    assert "Cuti bersama 2028" in section.closed.hint.text()


def test_impossible_hours_turn_to_their_half(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    section = turn("jam")
    section.kind._click("ramadan")
    section.ramadan.rows["ramadan.4"].lines[1].setText("06.00")
    section._show_kind("biasa")
    save(qtbot, room)
    assert section.ramadan.rows["ramadan.4"].error()
    assert section.kind.value() == "ramadan"
    section.closed.add.click()
    assert section.closed.day.error()
    assert closures(desk.reader()) == {}
    section.ramadan.rows["ramadan.4"].set_day(replace(section.ramadan.rows["ramadan.4"].day(), end="15.00"))
    type_into(qtbot, section, "awal_2027", "08022027")
    save(qtbot, room)
    assert section.fields["akhir_2027"].error()


def test_closed_days_are_taken_out_by_key(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    section = turn("jam")
    qtbot.waitUntil(section.closed.isVisible)
    count = len(section.closed.closures())
    section.closed.table.choose_row(0)
    section.closed.table.setFocus()
    qtbot.keyClick(section.closed.table, Qt.Key.Key_Delete)
    assert len(section.closed.closures()) == count - 1
    section.closed.national.click()
    assert len(section.closed.closures()) == count
    section.closed.warn_of((2028,))
    assert "2028" in section.closed.hint.text()


def test_an_official_is_added_changed_and_removed(
    room: SettingsRoom,
    turn: Callable[[str], Section],
    desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    section = turn("pejabat")
    before = len(officials(desk.reader()))
    qtbot.keyClick(section.add, Qt.Key.Key_Space)
    save(qtbot, room)
    assert "wajib diisi" in section.fields["post"].error() or section.fields["name"].error()
    section.post.combo.set_value("kepala_dinas")
    section.post.combo.activated.emit(0)
    assert section.fields["title"].editor.text() == "KEPALA DINAS SOSIAL"
    type_into(qtbot, section, "name", "Dra. Contoh Baru, M.Si.")
    kinds = section.fields["kind"].editor.focusProxy()
    assert isinstance(kinds, QComboBox)
    qtbot.keyClick(kinds, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(kinds, "Plt.")
    assert section.fields["kind"].editor.text() == "plt"
    type_into(qtbot, section, "nip", "12")
    type_into(qtbot, section, "valid_from", "01112026")
    type_into(qtbot, section, "valid_until", "01102026")
    save(qtbot, room)
    assert "NIP 2 angka" in section.fields["nip"].error()
    assert section.fields["valid_until"].error()
    type_into(qtbot, section, "nip", "198001312005011002")
    type_into(qtbot, section, "valid_until", "")
    save(qtbot, room)
    held = officials(desk.reader())
    assert len(held) == before + 1
    assert ("plt", "198001312005011002") in [(h.kind, h.nip) for h in held]
    section.table.choose_row([row.data.kind for row in section.model.rows()].index("plt"))
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    assert section.fields["name"].editor.text() == "Dra. Contoh Baru, M.Si."
    assert room.step_back()
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: True)
    section.remove.click()
    room.context.tasks.wait_idle()
    assert len(officials(desk.reader())) == before


def test_a_user_is_added_and_wrong_input_said(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    section = turn("pengguna")
    section.add.click()
    save(qtbot, room)
    assert section.fields["login"].error()
    assert section.fields["roles"].error()
    assert section.fields["password"].error()
    type_into(qtbot, section, "login", "rani")
    type_into(qtbot, section, "name", "Rani Kedua")
    section.roles.boxes["kasi"].click()
    section.division.combo.set_value("Bidang Rehabilitasi Sosial")
    qtbot.keyClicks(section.passwords["password"], NEW_PASSWORD)
    qtbot.keyClicks(section.passwords["again"], "lain-sekali-9")
    save(qtbot, room)
    assert "tidak sama" in section.fields["again"].error()
    section.passwords["again"].setText(NEW_PASSWORD)
    save(qtbot, room)
    assert "sudah dipakai" in section.fields["login"].error()
    assert section.passwords["password"].text() == NEW_PASSWORD
    type_into(qtbot, section, "login", "rani2")
    save(qtbot, room)
    added = sign_in(desk.reader(), "rani2")
    assert (added.roles, added.division) == (frozenset({Role.KASI}), "Bidang Rehabilitasi Sosial")
    desk.ring.open("rani2", NEW_PASSWORD)
    assert section.passwords["password"].text() == ""


def test_a_user_is_disabled_comes_back_and_gets_a_password(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, actor: Actor, qtbot: QtBot
) -> None:
    kasi = colleague(desk, actor, Role.KASI)
    section = turn("pengguna")

    def choose() -> None:
        section.table.choose_row([row.id for row in section.model.rows()].index(kasi.user_id))

    choose()
    section.change.click()
    assert not section.fields["login"].editor.isEnabled()
    section.active.click()
    save(qtbot, room)
    with pytest.raises(UserError, match="sandi_salah"):
        desk.ring.open(kasi.login, PASSWORD)
    choose()
    section.reset.click()
    assert "nonaktif" in section.banner.text()
    section.change.click()
    section.active.click()
    save(qtbot, room)
    assert section.fields["password"].error()
    for edit in section.passwords.values():
        edit.setText(NEW_PASSWORD)
    save(qtbot, room)
    desk.ring.open(kasi.login, NEW_PASSWORD)
    choose()
    section.reset.click()
    for edit in section.passwords.values():
        edit.setText(PASSWORD)
    save(qtbot, room)
    desk.ring.open(kasi.login, PASSWORD)
    assert "sudah diganti" in section.banner.text()


def test_several_roles_make_one_user_and_reading_only_is_one(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    section = turn("pengguna")
    hats = {"gani": ("kasi", "operator"), "baca": ("pembaca",)}
    for login, roles in hats.items():
        section.add.click()
        type_into(qtbot, section, "login", login)
        type_into(qtbot, section, "name", f"Contoh {login}")
        for role in roles:
            section.roles.boxes[role].setFocus()
            qtbot.keyClick(section.roles.boxes[role], Qt.Key.Key_Space)
        for edit in section.passwords.values():
            edit.setText(NEW_PASSWORD)
        save(qtbot, room)
    both, reader = (sign_in(desk.reader(), login) for login in hats)
    assert both.roles == {Role.KASI, Role.OPERATOR}
    assert both.may(Role.KASI)
    assert both.may(Role.OPERATOR)
    assert reader.roles == {Role.PEMBACA}
    assert not reader.may(*WORKING_ROLES, Role.ADMIN)
    assert rooms.INTAKE not in rooms_for(reader.roles)
    with pytest.raises(UserError, match="tidak_berwenang"):
        reader.require(*WORKING_ROLES)


def test_who_leaves_is_disabled_and_never_deleted(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, actor: Actor, qtbot: QtBot
) -> None:
    gone = colleague(desk, actor, Role.KASI)
    note_deed(desk.uow(), gone, Deed.PRINTED, "2026-0001 surat.docx")
    section = turn("pengguna")
    assert not [one for one in section.findChildren(KeyButton) if "hapus" in one.text().casefold()]
    section.table.choose_row([row.id for row in section.model.rows()].index(gone.user_id))
    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_Delete)
    room.context.tasks.wait_idle()
    assert gone.user_id in [row.id for row in section.model.rows()]
    section.change.click()
    section.active.click()
    save(qtbot, room)
    row = next(one for one in users(desk.reader()) if one.id == gone.user_id)
    assert (row.active, row.name) == (False, gone.name)
    with pytest.raises(DBAPIError), desk.uow() as uow:
        uow.session.execute(sql("DELETE FROM user WHERE id = :id"), {"id": gone.user_id})
    lines = trail(desk.reader(), actor, narrowed(Period(date(2026, 1, 1), date(2026, 12, 31)), gone.user_id))
    assert [line.user for line in lines] == [gone.name]


def test_the_last_administrator_stays(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    section = turn("pengguna")
    section.table.choose_row(0)
    section.change.click()
    section.roles.boxes["admin"].click()
    save(qtbot, room)
    assert "Administrator terakhir" in section.banner.text()
    assert Role.ADMIN in users(desk.reader())[0].roles


def test_services_are_offered_by_space_and_broken_files_named(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    whole = desk.library.catalog
    lost, *rest = sorted(whole.services)
    broken = CatalogFault("contoh/rusak.toml", "route.stages[3].role", "unknown key", "katalog_kunci_asing")
    desk.library.__dict__["catalog"] = Catalog(
        {code: whole.services[code] for code in rest}, (broken,), whole.homes
    )
    desk.refresh_catalog()
    section = turn("layanan")
    rows = {row.code: row for row in section.model.rows()}
    assert rows[lost].service is None
    assert rows[lost].faulty
    section.list.choose("contoh/rusak.toml")
    said = [label.text() for label in section.overview.findChildren(QLabel)]
    assert any("route.stages[3].role" in text for text in said)
    section.list.choose(rest[0])
    assert section.overview.title.text() == whole.services[rest[0]].name
    qtbot.keyClick(section.table, Qt.Key.Key_Space)
    assert room.context.tasks.wait_idle()
    assert offered_services(desk.reader()) == frozenset(whole.services) - {rest[0]}
    for code in (lost, *rest[1:]):
        section.list.choose(code)
        qtbot.keyClick(section.table, Qt.Key.Key_Space)
        assert room.context.tasks.wait_idle()
    assert "sedikitnya satu layanan" in section.banner.text()
    assert len(offered_services(desk.reader())) == 1


def test_ones_own_password_is_changed(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    section = turn("akun")
    save(qtbot, room)
    assert section.fields["old"].error()
    for code, text in (("old", "keliru-sekali"), ("password", NEW_PASSWORD), ("again", NEW_PASSWORD)):
        qtbot.keyClicks(section.edits[code], text)
    save(qtbot, room)
    assert section.fields["old"].error()
    section.edits["old"].setText(PASSWORD)
    for code in ("password", "again"):
        section.edits[code].setText("rani")
    save(qtbot, room)
    assert "terlalu pendek" in section.fields["password"].error()
    for code in ("password", "again"):
        section.edits[code].setText(NEW_PASSWORD)
    save(qtbot, room)
    desk.ring.open("rani", NEW_PASSWORD)
    assert [edit.text() for edit in section.edits.values()] == ["", "", ""]
    assert "sudah diganti" in section.banner.text()


def test_the_look_is_kept_and_told_at_once(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    section = turn("akun")
    section.scale.setFocus()
    with qtbot.waitSignal(room.context.events.look_changed):
        qtbot.keyClick(section.scale, Qt.Key.Key_Right)
    with qtbot.waitSignal(room.context.events.look_changed):
        qtbot.keyClick(section.scheme, Qt.Key.Key_G)
    assert kept_look(settings_at(desk.paths)) == (1.15, Scheme.DARK)


def test_unsaved_changes_ask_before_the_room_is_left(
    room: SettingsRoom,
    turn: Callable[[str], Section],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert room.may_leave()
    section = turn("kantor")
    type_into(qtbot, section, "city", "Lain")
    turn("nomor")
    asked: list[str] = []
    answers = [False, True]

    def confirm(*words: object, **_: object) -> bool:
        asked.append(str(words[2]))
        return answers.pop(0)

    monkeypatch.setattr(Dialogs, "confirm", confirm)
    assert not room.may_leave()
    assert section.is_dirty()
    assert "Kantor & kop surat" in asked[0]
    assert turn("kantor").fields["city"].editor.text() == "Lain"
    assert room.may_leave()
    room.context.tasks.wait_idle()
    assert section.fields["city"].editor.text() == "Contoh"


def test_hours_of_a_day_survive_the_other_sections(
    room: SettingsRoom, turn: Callable[[str], Section], desk: Desk, qtbot: QtBot
) -> None:
    """Two sections save parts of the same office; neither takes the other's back."""
    kantor = turn("kantor")
    type_into(qtbot, kantor, "phone", "0812")
    jam = turn("jam")
    jam.week.rows["hari.5"].set_day(replace(jam.week.rows["hari.5"].day(), start="08.00", end="11.00"))
    save(qtbot, room)
    turn("kantor")
    save(qtbot, room)
    office = the_office(desk.reader())
    assert office.phone == "0812"
    assert isinstance(office.hours.week[5], DayHours)
