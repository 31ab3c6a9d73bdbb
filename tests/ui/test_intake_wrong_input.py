"""Everything wrong that can be typed at the desk: a sentence at the field, and nothing lost."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import drafts_of
from tests.factories import typed_person
from tests.ui.intake_desk import Clerk, Key, open_room
from tests.ui.office_work import room_context
from ui.tasks import Tasks
from ui.theme import Theme

NIK_FAULTS = {
    "167301470492000": "NIK 15 angka, seharusnya 16.",
    "16730147049200O3": "NIK hanya berisi angka; “O” bukan angka.",
    "1673013002920003": (
        "Angka ke-7 sampai ke-12 NIK (30-02-92) bukan tanggal lahir yang mungkin. Periksa kembali pada kartu."
    ),
    "9973014704920003": "Dua angka pertama NIK (99) bukan kode provinsi. Periksa kembali pada kartu.",
    "1673014704920000": "Empat angka terakhir NIK tidak mungkin 0000. Periksa kembali pada kartu.",
}
STRANGE_NAMES = (
    '=HYPERLINK("http://contoh.example";"klik")',
    "{{ 7*7 }}",
    "O'Brien; DROP TABLE orang; --",
    "Siti 😀 Nurhayati",
    "عبد الرحمن",
)


@pytest.fixture
def clerk(qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> Clerk:
    clerk = open_room(qtbot, room_context(desk, actor, tasks, theme, tmp_path))
    clerk.choose_service("dtks")
    return clerk


@pytest.mark.parametrize(("typed", "said"), NIK_FAULTS.items())
def test_a_wrong_nik_is_said_at_its_field(clerk: Clerk, typed: str, said: str) -> None:
    clerk.type(typed)
    assert clerk.fault("pemohon.nik") == ""
    clerk.press(Key.Key_Tab)
    assert clerk.fault("pemohon.nik") == said
    assert clerk.wizard.model.party("pemohon").typed["nik"] == typed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("01012030", "Tanggal ini belum terjadi. Periksa tahunnya."),
        ("31022001", "“31022001” bukan tanggal. Ketik misalnya 21112026 atau 21/11/2026."),
        ("kapan-kapan", "“kapan-kapan” bukan tanggal. Ketik misalnya 21112026 atau 21/11/2026."),
    ],
)
def test_a_wrong_birth_date(clerk: Clerk, typed: str, said: str) -> None:
    clerk.fill({"tanggal_lahir": typed})
    assert clerk.fault("pemohon.tanggal_lahir") == said
    assert clerk.wizard.model.party("pemohon").typed["tanggal_lahir"] == typed


def test_ten_thousand_letters(clerk: Clerk) -> None:
    text = "a" * 10_000
    clerk.fill({"nama": text})
    assert "Terlalu panjang: 10000 huruf" in clerk.fault("pemohon.nama")
    assert clerk.wizard.model.party("pemohon").typed["nama"] == text


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_strange_names_are_names(clerk: Clerk, desk: Desk, actor: Actor, name: str) -> None:
    clerk.fill({"nama": name})
    assert clerk.fault("pemohon.nama") == ""
    assert clerk.wizard.model.party("pemohon").typed["nama"] == name
    clerk.press(Key.Key_Escape)
    kept = drafts_of(desk.reader(), actor)
    assert [draft.title for draft in kept] == [name]


def test_a_mended_fault_goes_away(clerk: Clerk) -> None:
    clerk.type("167301470492000")
    clerk.press(Key.Key_Tab)
    assert clerk.fault("pemohon.nik")
    clerk.page.start()
    clerk.fill({"nik": typed_person()["nik"]})
    assert clerk.fault("pemohon.nik") == ""


def test_a_number_that_is_none(clerk: Clerk) -> None:
    clerk.jump(4)
    clerk.fill({"jenis_permohonan": "Pendaftaran saja", "jumlah_anggota": "banyak"})
    assert clerk.fault("isian.jumlah_anggota") == "“banyak” bukan angka bulat."
    clerk.wizard.page.focus_place("isian.jumlah_anggota")
    clerk.fill({"jumlah_anggota": "99"})
    assert clerk.fault("isian.jumlah_anggota") == "Angkanya harus antara 1 dan 30."


def test_a_choice_that_is_none(clerk: Clerk) -> None:
    clerk.jump(4)
    clerk.fill({"hubungan": "tetangga"})
    assert clerk.fault("isian.hubungan") == "“tetangga” tidak ada dalam pilihan."


def test_a_date_on_a_paper_in_the_future(clerk: Clerk) -> None:
    clerk.jump(5)
    row = clerk.page.rows["sktm"]
    row.focus()
    clerk.type("a")
    row.focus()
    while clerk.focus() is not row.extras.dated.line:
        clerk.press(Key.Key_Tab)
    clerk.type("01012031")
    clerk.press(Key.Key_Up)
    assert row.fault.text() == "Tanggal ini belum terjadi. Periksa tahunnya."
    assert clerk.wizard.model.paper("sktm").dated == "01012031"


def test_nik_and_card_that_differ_only_warn(clerk: Clerk) -> None:
    clerk.type(typed_person()["nik"])
    clerk.fill({"tanggal_lahir": "08041992"})
    assert clerk.fault("pemohon.tanggal_lahir") == ""
    clerk.wizard.check_now()
    assert any("menurut NIK" in thing.text for thing in clerk.wizard.side.things())
