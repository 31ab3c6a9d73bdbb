"""The first set-up: through the keys from an empty folder to an open office; faults at their fields."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.desk import Gate
from dinsos_desk.domain.routing import Role
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.office.officials import officials
from dinsos_desk.usecases.office.set_up_file import export_office
from dinsos_desk.usecases.office.setup import offer_services, offered_services, the_office
from dinsos_desk.usecases.office.users import sign_in
from tests.factories import PASSWORD, gate_at, new_desk
from ui.dialogs import Dialogs
from ui.settings.letterhead_lines import CODES
from ui.start.letterhead import Letterhead, contact_lines
from ui.start.setup import SetupPage
from ui.start.setup_draft import (
    FILE,
    OTHER,
    HolderEntry,
    SetupDraft,
    holder_faults,
    number_preview,
    signing_posts,
    title_of,
    user_faults,
)
from ui.start.setup_step import suggested_login
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import LinkButton

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


START, OFFICE, PAPER, HOURS, SERVICES, HOLDERS, USERS, SUMMARY = range(8)


def choose_office(wizard: SetupPage, code: str, base: str = "") -> None:
    page = wizard.pages[START]
    if code == OTHER:
        page.base.set_value(base)
        page.base.activated.emit(page.base.currentIndex())
    page.choices[code].click()


def fill_users(qtbot: QtBot, wizard: SetupPage) -> None:
    type_into(qtbot, wizard, "name", "Rani Wulandari")
    type_into(qtbot, wizard, "login", "rani")
    type_into(qtbot, wizard, "password", PASSWORD)
    type_into(qtbot, wizard, "again", PASSWORD)


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
    wizard.go_on()
    type_into(qtbot, wizard, "address", "Jalan Kenanga Nomor 5 & 6 <baru>")
    for place in range(PAPER, HOLDERS + 1):
        wizard.go_on()
        assert wizard.place() == place
    type_into(qtbot, wizard, f"{HEAD_POST}.name", "Dra. Contoh Kepala, M.Si.")
    type_into(qtbot, wizard, f"{HEAD_POST}.rank", "Pembina Utama Muda")
    type_into(qtbot, wizard, f"{HEAD_POST}.since", "02/03/2025")
    wizard.pages[HOLDERS].kinds[HEAD_POST]._click("plt")
    wizard.go_on()
    fill_users(qtbot, wizard)
    wizard.page()._add(Role.KASI)
    type_into(qtbot, wizard, "pengguna.0.name", "Karta Contoh")
    type_into(qtbot, wizard, "pengguna.0.login", "karta")
    type_into(qtbot, wizard, "pengguna.0.password", PASSWORD)
    wizard.go_on()
    assert wizard.place() == SUMMARY
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
        assert (head.post, head.title) == (HEAD_POST, "KEPALA DINAS SOSIAL\nKOTA CONTOH")
        assert (head.kind, head.valid_from, head.valid_until) == ("plt", date(2025, 3, 2), None)
        karta = sign_in(desk.reader(), "karta")
        assert (karta.name, karta.roles) == ("Karta Contoh", {Role.KASI})
        assert desk.ring.open("karta", PASSWORD)
        assert not gate.is_new
    finally:
        desk.close()


def test_another_office_begins_like_one_of_the_list_with_an_empty_letterhead(
    qtbot: QtBot, wizard: SetupPage, gate: Gate
) -> None:
    choose_office(wizard, OTHER, "cirebon")
    preset = gate.library.offices.presets["cirebon"]
    draft = wizard.draft
    assert draft.services == frozenset(preset.services)
    assert draft.posts == preset.posts
    assert (draft.office.paper, draft.office.hours) == (preset.paper, preset.office_hours())
    assert {getattr(draft.office, code) for code in CODES} == {""}
    assert (draft.office.preset, draft.office.unit) == ("", "DINSOS")
    choose_office(wizard, OTHER, "")
    assert draft.services == frozenset()
    assert wizard.pages[START].summary() == ("Kantor lain",)


def test_a_berkas_penyiapan_fills_the_pages(
    qtbot: QtBot, wizard: SetupPage, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, actor = new_desk(tmp_path / "lain")
    offer_services(desk.uow(), actor, frozenset({"cirebon-otdp"}), desk.now())
    path = tmp_path / "penyiapan.dinsos"
    path.write_bytes(export_office(desk, actor))
    desk.close()
    wrong = tmp_path / "bukan.dinsos"
    wrong.write_bytes(b"bukan berkas penyiapan")
    page = wizard.pages[START]
    monkeypatch.setattr(Dialogs, "open_path", lambda *_, **__: wrong)
    page.ask_file()
    qtbot.waitUntil(lambda: "bukan berkas penyiapan" in page.notice.text())
    monkeypatch.setattr(Dialogs, "open_path", lambda *_, **__: path)
    page.ask_file()
    qtbot.waitUntil(lambda: wizard.draft.start == FILE)
    assert wizard.draft.services == {"cirebon-otdp"}
    assert wizard.draft.office.government == "PEMERINTAH KOTA CONTOH"
    assert page.choices[FILE].isChecked()
    assert "penyiapan.dinsos" in page.choices[FILE].accessibleName()
    for place in range(1, USERS + 1):
        wizard.go_on()
        assert wizard.place() == place
    fill_users(qtbot, wizard)
    wizard.go_on()
    with qtbot.waitSignal(wizard.ready, timeout=20_000) as made:
        wizard.go_on()
    made.args[0][0].close()


def test_ctrl_enter_goes_on_and_faults_stand_at_their_fields(qtbot: QtBot, wizard: SetupPage) -> None:
    wizard.go(OFFICE)
    wizard.forward.animateClick()
    qtbot.waitUntil(lambda: not wizard.summary.isHidden())
    assert wizard.place() == OFFICE
    assert wizard.page().fields["government"].error() == "Wajib diisi."
    assert wizard.steps.buttons[OFFICE].fault
    for place, text in (("government", "Pemerintah Kota Contoh"), ("name", "Dinas Sosial")):
        type_into(qtbot, wizard, place, text)
    assert wizard.page().fields["government"].error() == ""
    assert not wizard.summary.isHidden()
    type_into(qtbot, wizard, "address", "Jalan Melati 1")
    type_into(qtbot, wizard, "city", "Contoh")
    assert wizard.summary.isHidden()
    go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.place() == PAPER)


def test_alt_numbers_jump_and_nothing_typed_is_lost(qtbot: QtBot, wizard: SetupPage) -> None:
    wizard.go(OFFICE)
    type_into(qtbot, wizard, "name", "Dinas Sosial O'Brien; DROP TABLE")
    qtbot.keyClick(wizard, Qt.Key.Key_4, ALT)
    qtbot.waitUntil(lambda: wizard.place() == HOURS)
    wizard.page().week.rows["hari.0"].lines[0].setText("pagi")
    qtbot.keyClick(wizard, Qt.Key.Key_7, ALT)
    qtbot.waitUntil(lambda: wizard.place() == USERS)
    type_into(qtbot, wizard, "name", "رانيا 😀")
    type_into(qtbot, wizard, "password", "setengah")
    wizard.page()._add(None)
    type_into(qtbot, wizard, "pengguna.0.post", "Arsiparis")
    qtbot.keyClick(wizard, Qt.Key.Key_2, ALT)
    qtbot.waitUntil(lambda: wizard.place() == OFFICE)
    assert wizard.page().text("name") == "Dinas Sosial O'Brien; DROP TABLE"
    wizard.go(USERS)
    assert wizard.page().text("name") == "رانيا 😀"
    assert wizard.page().password.text() == "setengah"
    assert wizard.page().text("pengguna.0.post") == "Arsiparis"
    wizard.go(HOURS)
    assert wizard.page().week.rows["hari.0"].lines[0].text() == "pagi"
    wizard.go_on()
    assert wizard.place() == HOURS
    assert "bukan jam" in wizard.page().fields["hari.0"].error()


def test_finishing_goes_to_the_first_page_with_a_fault(qtbot: QtBot, wizard: SetupPage) -> None:
    wizard.go(USERS)
    fill_users(qtbot, wizard)
    wizard.go_on()
    assert wizard.place() == SUMMARY
    assert wizard.findChild(QLabel, "ringkas_kantor").text() == "Belum lengkap."
    wizard.go_on()
    assert wizard.place() == OFFICE
    assert not wizard.summary.isHidden()


def test_the_summary_says_what_may_follow_and_leads_back(qtbot: QtBot, wizard: SetupPage) -> None:
    choose_office(wizard, "lubuklinggau")
    wizard.go(USERS)
    fill_users(qtbot, wizard)
    wizard.go_on()
    page = wizard.page()
    said = page.later.text()
    for left in (
        "Lambang daerah belum dipilih.",
        "Penanda tangan belum diisi: Kepala Dinas Sosial",
        "satu Administrator",
    ):
        assert left in said
    assert "11 layanan" in wizard.findChild(QLabel, "ringkas_layanan").text()
    assert "Senin–Kamis: 07.30–16.00" in wizard.findChild(QLabel, "ringkas_jam").text()
    assert "400.9/1/DINSOS/" in wizard.findChild(QLabel, "ringkas_kertas").text()
    wizard.findChild(LinkButton, "ubah_jam").click()
    assert wizard.place() == HOURS


def test_choosing_another_office_asks_before_it_replaces(
    qtbot: QtBot, wizard: SetupPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: answers.pop(0))
    wizard.go(OFFICE)
    type_into(qtbot, wizard, "name", "Kantor saya")
    wizard.go(START)
    choose_office(wizard, "contoh")
    assert wizard.draft.office.name == "Kantor saya"
    assert wizard.pages[START].choices[OTHER].isChecked()
    choose_office(wizard, "contoh")
    wizard.go(OFFICE)
    assert wizard.page().text("name") == "Dinas Sosial"
    assert answers == []


@pytest.mark.parametrize(
    ("pattern", "code"),
    [("{urut}/{unit}", "pola_nomor_tanpa_tahun"), ("DINSOS/{tahun}", "pola_nomor_tanpa_urut")],
)
def test_a_number_pattern_is_checked(qtbot: QtBot, wizard: SetupPage, pattern: str, code: str) -> None:
    choose_office(wizard, "contoh")
    wizard.go(PAPER)
    type_into(qtbot, wizard, "number_pattern", pattern)
    wizard.go_on()
    assert wizard.place() == PAPER
    codes = [fault.code for fault in wizard.page().faults()]
    assert codes == [code]
    shown = wizard.page().fields["number_pattern"].error()
    assert shown == fault_sentence(wizard.page().faults()[0])


def test_the_first_number_is_shown(qtbot: QtBot, wizard: SetupPage) -> None:
    choose_office(wizard, "contoh")
    wizard.go(PAPER)
    type_into(qtbot, wizard, "number_pattern", "{urut:3}/{unit}/{tahun}")
    year = date.today().year
    assert wizard.page().next_number.text().startswith("001/DINSOS/20")
    assert number_preview(wizard.draft.office, date(year, 1, 2)) == f"001/DINSOS/{year}"


def test_margins_that_are_no_numbers_are_kept_and_said(qtbot: QtBot, wizard: SetupPage) -> None:
    choose_office(wizard, "contoh")
    wizard.go(PAPER)
    line = wizard.page().margins.lines[0]
    line.clear()
    qtbot.keyClicks(line, "lebar")
    wizard.go_on()
    assert wizard.place() == PAPER
    assert wizard.page().fields["margins"].error()
    wizard.go(START)
    wizard.go(PAPER)
    assert line.text() == "lebar"


def test_an_emblem_must_be_a_picture(
    qtbot: QtBot, wizard: SetupPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = wizard.pages[OFFICE]
    wizard.go(OFFICE)
    type_into(qtbot, wizard, "name", "Dinas Sosial")
    fake = tmp_path / "lambang.png"
    monkeypatch.setattr(Dialogs, "open_path", lambda *_, **__: fake)

    def choose(said: str) -> None:
        qtbot.mouseClick(page.choose, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: said in page.fields["emblem"].error())
        assert wizard.draft.office.emblem is None
        assert page.text("name") == "Dinas Sosial"

    choose("tidak dapat dibaca")
    fake.write_bytes(b"bukan gambar")
    choose("PNG atau JPEG")
    with fake.open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    choose("terlalu besar")
    page.preview.grab().save(str(fake))
    qtbot.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.draft.office.emblem == fake.read_bytes())
    assert page.fields["emblem"].error() == ""
    assert not page.remove.isHidden()
    qtbot.mouseClick(page.remove, Qt.MouseButton.LeftButton)
    assert wizard.draft.office.emblem is None


def test_a_desk_needs_a_service(qtbot: QtBot, wizard: SetupPage) -> None:
    wizard.go(SERVICES)
    wizard.go_on()
    assert wizard.place() == SERVICES
    assert wizard.page().fields["services"].error()
    box = wizard.page().boxes["lubuklinggau-dtks"]
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert wizard.page().fields["services"].error() == ""
    wizard.go_on()
    assert wizard.place() == HOLDERS
    assert set(wizard.page().posts) == {HEAD_POST, "kabid_kemiskinan"}


def test_services_are_found_by_words_and_ticked_by_office(
    qtbot: QtBot, wizard: SetupPage, gate: Gate
) -> None:
    wizard.go(SERVICES)
    page = wizard.page()
    page.search.setText("bpjs cirebon")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    shown = {code for code, box in page.boxes.items() if box.isVisible()}
    assert shown == {"cirebon-pbi-apbd", "cirebon-pbi-apbn", "cirebon-pbi-bayi"}
    number = next(n for n, group in enumerate(page.groups) if shown <= set(group.codes))
    wizard.findChild(LinkButton, f"pilih_semua_{number}").click()
    page.write()
    assert wizard.draft.services == shown
    page.search.setText("tidak ada yang begini")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.nothing.isVisible()
    page.search.clear()
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.count.text() == "3 layanan dipilih"
    wizard.findChild(LinkButton, f"pilih_semua_{number}").click()
    page.write()
    assert wizard.draft.services == frozenset(gate.library.offices.presets["cirebon"].services)
    wizard.findChild(LinkButton, f"kosongkan_{number}").click()
    page.write()
    assert wizard.draft.services == frozenset()


def test_roles_that_nobody_has_are_pointed_out_and_added(qtbot: QtBot, wizard: SetupPage) -> None:
    choose_office(wizard, "contoh")
    wizard.go(USERS)
    page = wizard.page()
    assert page.missing.isHidden()
    assert "Kepala Dinas" in page.on_paper.text()
    page.roles.boxes["petugas"].click()
    assert "Belum ada Petugas loket" in page.missing.text()
    page.roles.boxes["petugas"].click()
    wizard.findChild(LinkButton, "tambah_kadis").click()
    assert page.colleagues.entries()[0].roles == {Role.KADIS}
    assert "Kepala Dinas" not in page.on_paper.text()
    qtbot.keyClicks(page.fields["pengguna.0.name"].editor, "Drs. Kadir Contoh, M.Si.")
    qtbot.keyClick(page.fields["pengguna.0.name"].editor, Qt.Key.Key_Return)
    assert page.text("pengguna.0.login") == "kadir"
    wizard.go_on()
    assert wizard.place() == USERS
    assert page.fields["pengguna.0.password"].error()
    page._add(None)
    wizard.findChild(LinkButton, "hapus_pengguna_0").click()
    assert [entry.name for entry in page.colleagues.entries()] == [""]
    assert "pengguna.1.name" not in page.fields


def test_posts_that_sign_come_from_the_services(gate: Gate) -> None:
    posts = signing_posts(gate.library, SetupDraft(services=frozenset({"penelusuran-keluarga"})))
    assert [post.code for post in posts] == [HEAD_POST, "kabid_rehabilitasi"]
    assert [post.code for post in signing_posts(gate.library, SetupDraft())] == [HEAD_POST]
    assert signing_posts(gate.library, SetupDraft())[0].name == "Kepala Dinas Sosial"


def test_how_a_post_signs(gate: Gate) -> None:
    head = gate.library.offices.presets["contoh"].post(HEAD_POST)
    assert title_of(head, "Pemerintah Kota Contoh") == "KEPALA DINAS SOSIAL\nKOTA CONTOH"
    assert title_of(head, "") == "KEPALA DINAS SOSIAL"


def test_holders_may_be_left_out_but_not_half() -> None:
    draft = SetupDraft(
        holders={
            "a": HolderEntry(),
            "b": HolderEntry(nip="123"),
            "c": HolderEntry("X" * 200),
            "d": HolderEntry("Contoh", since="40/40/2026"),
            "e": HolderEntry("Contoh", since="02/01/2026", until="01/01/2026"),
        }
    )
    assert [(fault.code, fault.place) for fault in holder_faults(draft, date(2026, 11, 23))] == [
        ("wajib_diisi", "b.name"),
        ("nip_panjang", "b.nip"),
        ("teks_terlalu_panjang", "c.name"),
        ("tanggal_salah", "d.since"),
        ("tanggal_terbalik", "e.until"),
    ]


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("Drs. Budi Santosa, M.Si.", "budi"),
        ("Siti Nurhayati", "siti"),
        ("رانيا", ""),
        ("Élang Jaya", "elang"),
    ],
)
def test_a_name_suggests_a_login(name: str, login: str) -> None:
    assert suggested_login(name) == login


def test_the_first_user_is_checked() -> None:
    draft = SetupDraft(user_name="Rani", login="rani w", password=PASSWORD, again="lain")
    assert {fault.place for fault in user_faults(draft)} == {"login", "again"}
    draft = SetupDraft(user_name="Rani", login="rani", password="12345678", again="12345678")
    assert [fault.code for fault in user_faults(draft)] == ["sandi_terlalu_umum"]


def test_the_letterhead_shows_what_is_typed(qtbot: QtBot, theme: Theme, wizard: SetupPage) -> None:
    choose_office(wizard, "contoh")
    wizard.go(OFFICE)
    office = wizard.draft.office
    address, ways = contact_lines(office)
    assert address.endswith(f"Kode Pos {office.postcode}")
    assert ways.startswith("Telepon ")
    paper = wizard.findChild(Letterhead)
    assert "Pemerintah Kota Contoh" in paper.accessibleName()
    assert not paper.grab().isNull()


def test_every_editor_has_a_name(wizard: SetupPage) -> None:
    for place in range(SUMMARY + 1):
        wizard.go(place)
    wizard.pages[USERS]._add(None)
    for line in wizard.findChildren(QLineEdit):
        if line.objectName().startswith("qt_"):
            continue
        assert line.objectName(), line
        assert line.accessibleName(), line.objectName()
