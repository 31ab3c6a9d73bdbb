"""The first set-up: through the keys from an empty folder to an open office; faults at their fields."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Gate
from dinsos_desk.domain.routing import Role
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.office import offered_services, officials, the_office
from tests.factories import PASSWORD, gate_at
from ui.dialogs import Dialogs
from ui.start.letterhead import Letterhead, contact_lines
from ui.start.setup import SetupPage
from ui.start.setup_draft import (
    HEAD,
    HolderEntry,
    SetupDraft,
    holder_faults,
    number_preview,
    signing_posts,
    title_of,
    user_faults,
)
from ui.tasks import Tasks
from ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return gate_at(tmp_path / "data")


@pytest.fixture
def wizard(qtbot: QtBot, theme: Theme, tasks: Tasks, gate: Gate) -> SetupPage:
    page = SetupPage(theme, gate, tasks)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    return page


def choose_office(wizard: SetupPage, code: str) -> None:
    box = wizard.pages[0].preset
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())


def type_into(qtbot: QtBot, wizard: SetupPage, place: str, text: str) -> None:
    editor = wizard.page().fields[place].editor
    editor.clear()
    if text.isascii():
        qtbot.keyClicks(editor, text)
    else:  # there is no key for it on this keyboard: pasted
        editor.insert(text)


def go_on(qtbot: QtBot, wizard: SetupPage) -> None:
    qtbot.keyClick(wizard, Qt.Key.Key_Return, CONTROL)


def test_an_office_is_made_through_the_keys(
    qtbot: QtBot, wizard: SetupPage, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: pytest.fail("nothing was typed yet"))
    choose_office(wizard, "contoh")
    type_into(qtbot, wizard, "address", "Jalan Kenanga Nomor 5 & 6 <baru>")
    for place in range(1, 5):
        wizard.go_on()
        assert wizard.place() == place
        if place == 3:
            type_into(qtbot, wizard, f"{HEAD}.name", "Dra. Contoh Kepala, M.Si.")
            type_into(qtbot, wizard, f"{HEAD}.rank", "Pembina Utama Muda")
    type_into(qtbot, wizard, "name", "Rani Wulandari")
    type_into(qtbot, wizard, "login", "rani")
    type_into(qtbot, wizard, "password", PASSWORD)
    type_into(qtbot, wizard, "again", PASSWORD)
    with qtbot.waitSignal(wizard.ready, timeout=20_000) as made:
        wizard.go_on()
    desk, actor = made.args[0]
    try:
        assert actor.roles == {Role.ADMIN, Role.PETUGAS}
        office = the_office(desk.reader())
        assert office.address == "Jalan Kenanga Nomor 5 & 6 <baru>"
        assert office.preset == "contoh"
        assert offered_services(desk.reader()) == frozenset(gate.library.offices.presets["contoh"].services)
        (head,) = officials(desk.reader())
        assert (head.post, head.title) == (HEAD, "KEPALA DINAS SOSIAL\nKOTA CONTOH")
        assert not gate.is_new
    finally:
        desk.close()


def test_ctrl_enter_goes_on_and_faults_stand_at_their_fields(qtbot: QtBot, wizard: SetupPage) -> None:
    wizard.forward.animateClick()
    qtbot.waitUntil(lambda: not wizard.summary.isHidden())
    assert wizard.place() == 0
    assert wizard.page().fields["government"].error() == "Wajib diisi."
    assert wizard.steps.buttons[0].fault
    for place, text in (("government", "Pemerintah Kota Contoh"), ("name", "Dinas Sosial")):
        type_into(qtbot, wizard, place, text)
    assert wizard.page().fields["government"].error() == ""
    assert not wizard.summary.isHidden()
    type_into(qtbot, wizard, "address", "Jalan Melati 1")
    type_into(qtbot, wizard, "city", "Contoh")
    assert wizard.summary.isHidden()
    go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.place() == 1)


def test_alt_numbers_jump_and_nothing_typed_is_lost(qtbot: QtBot, wizard: SetupPage) -> None:
    type_into(qtbot, wizard, "name", "Dinas Sosial O'Brien; DROP TABLE")
    qtbot.keyClick(wizard, Qt.Key.Key_5, ALT)
    qtbot.waitUntil(lambda: wizard.place() == 4)
    type_into(qtbot, wizard, "name", "رانيا 😀")
    type_into(qtbot, wizard, "password", "setengah")
    qtbot.keyClick(wizard, Qt.Key.Key_1, ALT)
    qtbot.waitUntil(lambda: wizard.place() == 0)
    assert wizard.page().text("name") == "Dinas Sosial O'Brien; DROP TABLE"
    wizard.go(4)
    assert wizard.page().text("name") == "رانيا 😀"
    assert wizard.page().password.text() == "setengah"


def test_finishing_goes_to_the_first_page_with_a_fault(qtbot: QtBot, wizard: SetupPage) -> None:
    wizard.go(4)
    type_into(qtbot, wizard, "name", "Rani")
    type_into(qtbot, wizard, "login", "rani")
    type_into(qtbot, wizard, "password", PASSWORD)
    type_into(qtbot, wizard, "again", PASSWORD)
    wizard.go_on()
    assert wizard.place() == 0
    assert not wizard.summary.isHidden()


def test_choosing_another_office_asks_before_it_replaces(
    qtbot: QtBot, wizard: SetupPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: answers.pop(0))
    type_into(qtbot, wizard, "name", "Kantor saya")
    choose_office(wizard, "contoh")
    assert wizard.page().text("name") == "Kantor saya"
    assert wizard.pages[0].preset.currentData() == ""
    choose_office(wizard, "contoh")
    assert wizard.page().text("name") == "Dinas Sosial"
    assert answers == []


@pytest.mark.parametrize(
    ("pattern", "code"),
    [("{urut}/{unit}", "pola_nomor_tanpa_tahun"), ("DINSOS/{tahun}", "pola_nomor_tanpa_urut")],
)
def test_a_number_pattern_is_checked(qtbot: QtBot, wizard: SetupPage, pattern: str, code: str) -> None:
    choose_office(wizard, "contoh")
    wizard.go(1)
    type_into(qtbot, wizard, "number_pattern", pattern)
    wizard.go_on()
    assert wizard.place() == 1
    codes = [fault.code for fault in wizard.page().faults()]
    assert codes == [code]
    shown = wizard.page().fields["number_pattern"].error()
    assert shown == fault_sentence(wizard.page().faults()[0])


def test_the_first_number_is_shown(qtbot: QtBot, wizard: SetupPage) -> None:
    choose_office(wizard, "contoh")
    wizard.go(1)
    type_into(qtbot, wizard, "number_pattern", "{urut:3}/{unit}/{tahun}")
    year = date.today().year
    assert wizard.page().next_number.text().startswith("001/DINSOS/20")
    assert number_preview(wizard.draft.office, date(year, 1, 2)) == f"001/DINSOS/{year}"


def test_margins_that_are_no_numbers_are_kept_and_said(qtbot: QtBot, wizard: SetupPage) -> None:
    choose_office(wizard, "contoh")
    wizard.go(1)
    line = wizard.page().margins.lines[0]
    line.clear()
    qtbot.keyClicks(line, "lebar")
    wizard.go_on()
    assert wizard.place() == 1
    assert wizard.page().fields["margins"].error()
    wizard.go(0)
    wizard.go(1)
    assert line.text() == "lebar"


def test_an_emblem_must_be_a_picture(
    qtbot: QtBot, wizard: SetupPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = wizard.pages[1]
    fake = tmp_path / "lambang.png"
    fake.write_bytes(b"bukan gambar")
    monkeypatch.setattr(Dialogs, "open_path", lambda *_, **__: fake)
    wizard.go(1)
    qtbot.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    assert page.fields["emblem"].error()
    assert wizard.draft.office.emblem is None
    fake.unlink()
    qtbot.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    assert "tidak dapat dibaca" in page.fields["emblem"].error()
    page.picture.grab().save(str(fake))
    qtbot.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    assert page.fields["emblem"].error() == ""
    assert wizard.draft.office.emblem == fake.read_bytes()
    qtbot.mouseClick(page.remove, Qt.MouseButton.LeftButton)
    assert wizard.draft.office.emblem is None


def test_a_desk_needs_a_service(qtbot: QtBot, wizard: SetupPage) -> None:
    wizard.go(2)
    wizard.go_on()
    assert wizard.place() == 2
    assert wizard.page().fields["services"].error()
    box = wizard.page().boxes["lubuklinggau-dtks"]
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert wizard.page().fields["services"].error() == ""
    wizard.go_on()
    assert wizard.place() == 3
    assert set(wizard.page().posts) == {HEAD, "kabid_kemiskinan"}


def test_posts_that_sign_come_from_the_services(gate: Gate) -> None:
    posts = signing_posts(gate.library, "", frozenset({"penelusuran-keluarga"}))
    assert [post.code for post in posts] == [HEAD, "kabid_rehabilitasi"]
    assert [post.code for post in signing_posts(gate.library, "", frozenset())] == [HEAD]


def test_how_a_post_signs(gate: Gate) -> None:
    head = gate.library.offices.presets["contoh"].post(HEAD)
    assert title_of(head, "Pemerintah Kota Contoh") == "KEPALA DINAS SOSIAL\nKOTA CONTOH"
    assert title_of(head, "") == "KEPALA DINAS SOSIAL"


def test_holders_may_be_left_out_but_not_half() -> None:
    draft = SetupDraft(holders={"a": HolderEntry(), "b": HolderEntry(nip="123"), "c": HolderEntry("X" * 200)})
    assert [(fault.code, fault.place) for fault in holder_faults(draft)] == [
        ("wajib_diisi", "b.name"),
        ("nip_panjang", "b.nip"),
        ("teks_terlalu_panjang", "c.name"),
    ]


def test_the_first_user_is_checked() -> None:
    draft = SetupDraft(user_name="Rani", login="rani w", password=PASSWORD, again="lain")
    assert {fault.place for fault in user_faults(draft)} == {"login", "again"}
    draft = SetupDraft(user_name="Rani", login="rani", password="12345678", again="12345678")
    assert [fault.code for fault in user_faults(draft)] == ["sandi_terlalu_umum"]


def test_the_letterhead_shows_what_is_typed(qtbot: QtBot, theme: Theme, wizard: SetupPage) -> None:
    choose_office(wizard, "contoh")
    office = wizard.draft.office
    address, ways = contact_lines(office)
    assert address.endswith(f"Kode Pos {office.postcode}")
    assert ways.startswith("Telepon ")
    paper = wizard.findChild(Letterhead)
    assert "Pemerintah Kota Contoh" in paper.accessibleName()
    assert not paper.grab().isNull()


def test_every_editor_has_a_name(wizard: SetupPage) -> None:
    for line in wizard.findChildren(QLineEdit):
        if line.objectName().startswith("qt_"):
            continue
        assert line.objectName(), line
        assert line.accessibleName(), line.objectName()
