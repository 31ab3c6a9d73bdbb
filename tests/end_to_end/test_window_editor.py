"""A service of an office that is in no seed: entered, tried out, published, used, handed over and printed."""

import io

import docx
from PySide6.QtGui import QAction

from dinsos_desk.desk import Gate
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.sample.fill import fill_draft, fill_records
from dinsos_desk.sample.people import Crowd
from tests.end_to_end.conftest import Doors, Open
from tests.end_to_end.counter import Staff, words_of
from tests.end_to_end.driver import Typist, wait_until
from tests.factories import OFFICE, StandingClock, setup_for
from tests.ui.service_hand import CTRL, Hand, Key
from ui import rooms
from ui.registers.room import RegistersRoom
from ui.settings.room import SettingsRoom
from ui.settings.services_page import ServicesSection

NAME = "Surat Keterangan Keringanan Biaya Pendidikan"
SHORT = "Keringanan biaya pendidikan"
SECTION = "Bidang Perlindungan dan Jaminan Sosial"
_MOST_STEPS = 20


def small_office(gate: Gate) -> None:
    """Dinas Sosial Kabupaten Contoh Hulu, with one shipped service to begin with."""
    office = OFFICE.__class__(
        **{
            **vars(OFFICE),
            "government": "PEMERINTAH KABUPATEN CONTOH HULU",
            "city": "Contoh Hulu",
        }
    )
    desk, _ = gate.set_up(setup_for(gate, office=office, services=frozenset({"lubuklinggau-dtks"})))
    desk.close()


def hand_of(typist: Typist) -> Hand:
    """Ctrl+number to Pengaturan, then the first letters of Layanan in the list of its sections."""
    room = typist.go(rooms.SETTINGS)
    assert isinstance(room, SettingsRoom)
    typist.tab_to(lambda found: found is room.list, "the sections")
    typist.type("lay")
    typist.settle()

    def section() -> ServicesSection:
        found = room.current()
        assert isinstance(found, ServicesSection)
        return found

    hand = Hand(typist.shell, typist.program.tasks, section)
    hand.tab_to(lambda found: found is section().table, "the services")
    return hand


def enter(hand: Hand) -> None:
    """Everything the published standard of Contoh Hulu says, part by part."""
    hand.press(Key.Key_Return, CTRL)
    hand.type(NAME)
    hand.press(Key.Key_Tab)
    hand.replace("Surat keterangan")
    hand.press(Key.Key_Return, CTRL)
    assert hand.editor.draft.content["products"][0]["template"] == "umum/surat_keterangan.docx"
    hand.part("Identitas")
    hand.editor.parts.setFocus()
    hand.fill(
        {
            "short_name": SHORT,
            "division": SECTION,
            "source": "Keputusan Kepala Dinas Sosial Kabupaten Contoh Hulu Nomor 7 Tahun 2026",
        }
    )
    hand.part("Pihak")
    hand.add({"label": "Siswa atau mahasiswa"})
    hand.tick("needs", "tanggal_lahir", "alamat")
    hand.editor.parts.setFocus()
    hand.fill({"client": "Siswa atau mahasiswa"})
    hand.part("Isian")
    hand.add({"label": "Nama sekolah atau perguruan tinggi", "required": "ya"})
    hand.add({"label": "Jenjang", "kind": "Pilihan dari daftar", "required": "ya"})
    hand.open_inner("choices")
    for level in ("SD atau sederajat", "SMP atau sederajat", "SMA atau sederajat", "Perguruan tinggi"):
        hand.add({"label": level})
    hand.leave_inner()
    hand.add({"label": "Nomor induk mahasiswa", "required": "ya"})
    hand.condition("when", "Isian: Jenjang", "sama dengan", "Perguruan tinggi")
    hand.add({"label": "Penghasilan orang tua sebulan", "kind": "Uang (rupiah)", "required": "ya"})
    hand.part("Persyaratan")
    hand.add({"text": "Fotokopi Kartu Keluarga"})
    hand.add({"text": "Surat Keterangan Tidak Mampu dari desa/kelurahan", "need": "Wajib"})
    hand.fill({"default_mode": "asli", "asks_number": "ya", "asks_date": "ya"})
    hand.add({"text": "Kartu tanda siswa atau surat keterangan sekolah"})
    hand.open_inner("alternatives")
    hand.add({"text": "Kartu tanda siswa"})
    hand.add({"text": "Surat keterangan sekolah"})
    hand.leave_inner()
    hand.part("Aturan")
    hand.add(
        {
            "text": "Penghasilan orang tua paling banyak Rp3.000.000 sebulan.",
            "kind": "Batas angka",
            "source": "Standar pelayanan, persyaratan angka 4",
            "fact": "Isian: Penghasilan orang tua sebulan",
            "maximum": "3000000",
        }
    )
    hand.tick("override_roles", "kabid")
    hand.part("Jangka waktu")
    hand.editor.parts.setFocus()
    hand.fill({"bunyi": "ya", "amount": "2", "text": "2 (dua) hari kerja sejak berkas lengkap"})
    hand.part("Hasil layanan")
    hand.choose(0)
    hand.into_form()
    hand.fill({"subject": "Keringanan Biaya Pendidikan"})
    hand.part("Buku register")
    hand.add({"title": "Sekolah", "value": ["Isian: Nama sekolah", "Isian: Jenjang"]})
    hand.part("Langkah lanjutan")
    hand.add({"agency": "Sekolah atau perguruan tinggi", "text": "Serahkan suratnya ke bagian tata usaha."})
    hand.part("Standar pelayanan")
    hand.editor.parts.setFocus()
    hand.open_inner("legal_basis")
    hand.add({"bunyi": "Undang-Undang Nomor 11 Tahun 2009 tentang Kesejahteraan Sosial"})
    hand.leave_inner()


def test_a_service_of_another_office_from_the_editor_to_the_hand_over(
    open_program: Open, gate: Gate, clock: StandingClock, doors: Doors
) -> None:
    small_office(gate)
    typist = open_program(gate)
    typist.sign_in("rani")
    hand = hand_of(typist)
    enter(hand)
    assert hand.problems() == (), [p.place for p in hand.editor.checker.problems]
    try_out(hand)
    hand.press(Key.Key_Return, CTRL)
    assert hand.section.editor is None
    assert "versi 1" in hand.section.banner.text()
    code = hand.section.table.current_row().code
    print_it(hand, doors)
    use_it(typist, clock, doors, code)


def try_out(hand: Hand) -> None:
    """F9, invented people and answers, Ctrl+Enter to the end, and back."""
    hand.press(Key.Key_F9)
    hand.trial.fill()
    hand.settle()
    while hand.trial.wizard is not None:
        hand.press(Key.Key_Return, CTRL)
    assert "Tidak ada yang disimpan" in hand.trial.result.title()
    said = " ".join(hand.trial.result.lines())
    assert "Diteruskan ke" in said
    assert "Sekolah atau perguruan tinggi" in said
    letter = hand.trial.result.letter.text()
    assert "CONTOH HULU" in letter
    assert "KONSEP" in letter
    hand.press(Key.Key_Escape)
    assert hand.editor.isVisible()


def print_it(hand: Hand, doors: Doors) -> None:
    """The standard and the leaflet of the new service, from the menu of prints."""
    for name, wanted in (
        ("cetak_buka_standar", "Undang-Undang Nomor 11 Tahun 2009"),
        ("cetak_buka_persyaratan", "Fotokopi Kartu Keluarga"),
        ("cetak_buka_daftar", NAME),
    ):
        before = len(doors.opened)
        hand.section.prints.findChild(QAction, name).trigger()
        wait_until(lambda count=before: len(doors.opened) > count, name)
        said = words_of(doors.opened[-1][1])
        assert wanted in said
        assert "{{" not in said
    hand.settle()


def use_it(typist: Typist, clock: StandingClock, doors: Doors, code: str) -> None:
    """F2 to the hand-over, its letter and its line in the register."""
    service, crowd = typist.desk.catalog.services[code], Crowd(11)
    assert service.division == SECTION
    typist.sign_out()
    staff = Staff.of(typist, clock, service)
    draft = fill_draft(service, crowd, clock().date())
    staff.choose_service(service)
    staff.type_draft(draft)
    receipt = staff.save()
    request_id = staff.intake.result._result.request_id
    for _ in range(_MOST_STEPS):
        at = staff.at(request_id)
        if at.state is RequestState.DONE:
            break
        clock.forward(minutes=3)
        staff.sit_down(at.stage.role)
        staff.approve(
            request_id, receipt, fill_records(at.stage, at.facts, crowd, clock().date(), "Keluarga siswa")
        )
    assert staff.at(request_id).state is RequestState.DONE
    staff.sit_down(Role.PETUGAS)
    typist.go(rooms.LETTERS)
    typist.press(Key.Key_Home)
    typist.press(Key.Key_O, CTRL)
    letter = words_of(doors.opened[-1][1])
    assert "KABUPATEN CONTOH HULU" in letter
    assert "Nomor" in letter
    for mark in ("{{", "KONSEP", "None"):
        assert mark not in letter
    room = typist.go(rooms.REGISTERS)
    assert isinstance(room, RegistersRoom)
    wait_until(lambda: room.chosen() is not None, "the services")
    typist.tab_to(lambda found: found is room.service, "the service")
    typist.press(Key.Key_Home)
    for _ in range(room.service.count()):
        if room.chosen().code == code:
            break
        typist.press(Key.Key_Down)
    wait_until(lambda: len(room.lines()) == 1, "the line")
    typist.main_action()
    wait_until(lambda: doors.opened[-1][0].lower().startswith(("register", "buku")), "the register")
    book = words_of(doors.opened[-1][1])
    assert "Sekolah" in book
    assert docx.Document(io.BytesIO(doors.opened[-1][1])).tables
