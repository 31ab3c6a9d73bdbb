"""The whole wizard through real key events."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PaperEntry, PartyEntry
from dinsos_desk.domain.people import mask_nik
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft, drafts_of
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.requests.shown import RequestView
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import typed_person
from tests.ui.intake_desk import ALT, CTRL, Clerk, Key
from ui.intake.result_page import ResultPage

DTKS = "lubuklinggau-dtks"
KK = "1673012203100007"
ANSWERS = {
    "jenis_permohonan": "Pendaftaran saja",
    "hubungan": "Diri sendiri",
    "status_terdaftar": "Belum terdaftar",
    "jumlah_anggota": "4",
}
JOURNEY = {
    "asal": "Kota Jambi",
    "tujuan": "Kota Padang",
    "estafet": "t",
    "kota_berikut": "Kota Padang",
    "moda": "Bus",
    "sebab": "Kehilangan dompet di terminal",
    "jumlah_pengikut": "0",
    "keadaan_kesehatan": "Sehat",
    "uang_makan": "50000",
}


def result_of(clerk: Clerk) -> ResultPage:
    clerk.qtbot.waitUntil(lambda: clerk.room.stack.currentWidget() is clerk.room.result)
    clerk.settle()
    return clerk.room.result


def the_request(clerk: Clerk) -> RequestView:
    shown = result_of(clerk)._result
    assert shown is not None
    return view_request(clerk.context.desk.reader(), clerk.context.actor, shown.request_id)


def registered_person(desk: Desk, actor: Actor) -> dict[str, str]:
    """Somebody who was served before; returns them as typed."""
    person = typed_person(kk=KK)
    papers = {code: PaperEntry("ada", "asli") for code in ("kk_ktp", "foto_rumah", "sktm", "formulir")}
    parties = {"pemohon": PartyEntry(person), "warga": PartyEntry(person)}
    answers = {
        "jenis_permohonan": "pendaftaran",
        "hubungan": "diri_sendiri",
        "status_terdaftar": "belum",
        "jumlah_anggota": "3",
    }
    service = desk.library.catalog.services[DTKS]
    submit(desk.uow(), actor, IntakeDraft(DTKS, parties, answers, papers), service, None, desk.now())
    return person


def test_registration_from_the_first_key_to_the_receipt(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    assert clerk.step == "pihak_pemohon"
    person = typed_person(kk=KK)
    clerk.fill({"nik": person["nik"]})
    fields = clerk.page.fields()
    assert fields["pemohon.tanggal_lahir"].editor.text() == "07/04/1992"
    assert fields["pemohon.jenis_kelamin"].editor.text() == "p"
    assert fields["pemohon.kabupaten"].editor.text() == "Kota Lubuklinggau"
    clerk.fill(
        {code: person[code] for code in ("kk", "nama", "tempat_lahir", "pekerjaan", "alamat", "rt", "rw")}
    )
    clerk.go_on()
    assert clerk.step == "pihak_warga"
    clerk.press(Key.Key_S, ALT)
    clerk.qtbot.waitUntil(lambda: clerk.page.fields()["warga.nama"].editor.text() == "Siti Nurhayati")
    clerk.go_on()
    assert clerk.step == "isian"
    clerk.fill(ANSWERS)
    clerk.go_on()
    assert clerk.step == "berkas"
    for letter in "aaaa":
        clerk.type(letter)
    clerk.go_on()
    assert clerk.step == "ringkasan"
    assert clerk.page.outlook_line.title.text() == "Lengkap: diteruskan ke Pemeriksaan oleh Kasi"
    assert "pukul 09.14" in clerk.page.outlook_line.text.text()
    with clerk.qtbot.waitSignal(clerk.context.events.request_changed):
        clerk.go_on()
    view = the_request(clerk)
    assert clerk.room.result.number.text() == view.row.receipt == "2026-0001"
    assert view.row.state is RequestState.RUNNING
    assert view.row.client_name == "Siti Nurhayati"
    assert {paper.state for paper in view.papers} == {"ada"}
    assert not drafts_of(clerk.context.desk.reader(), clerk.context.actor)


def test_a_traveller_without_papers(clerk: Clerk) -> None:
    clerk.choose_service("terlantar")
    clerk.press(Key.Key_T, ALT)
    clerk.fill(
        {"nama": "Pak Uban", "jenis_kelamin": "l", "perkiraan_umur": "60", "ciri_ciri": "Rambut putih"}
    )
    assert "klien.nik" not in clerk.page.fields()
    clerk.go_on()
    assert clerk.step == "isian"
    assert "isian.tindakan_kesehatan" not in clerk.page.fields()
    clerk.fill(JOURNEY)
    clerk.go_on()
    assert clerk.step == "berkas"
    rows = clerk.page._shown
    assert rows == ("surat_kepolisian", "pas_foto")
    clerk.type("m")
    clerk.type("a")
    assert clerk.page.counter.badge.text == "1 dari 2 ada"
    clerk.go_on()
    assert "Belum lengkap" in clerk.page.outlook_line.title.text()
    clerk.go_on()
    view = the_request(clerk)
    assert view.row.state is RequestState.INCOMPLETE
    assert view.row.client_name == "Pak Uban"
    assert "Surat Keterangan Kehilangan dari Kepolisian" in clerk.room.result.missing.text()
    assert view.parties[0].masked_nik == ""


def test_known_people_fill_themselves_in_by_nik(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    person = registered_person(desk, actor)
    clerk.choose_service("dtks")
    clerk.fill({"nik": person["nik"]})
    entry = clerk.wizard.model.party("pemohon")
    assert entry.known_id is not None
    assert clerk.page.fields()["pemohon.nama"].editor.text() == "Siti Nurhayati"
    assert "Pernah dilayani" in clerk.page.news.text()
    clerk.settle()
    assert any("2026-0001" in thing.text for thing in clerk.wizard.side.things())


def test_another_nik_never_overwrites_the_person_found_first(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    person = registered_person(desk, actor)
    clerk.choose_service("dtks")
    clerk.fill({"nik": person["nik"]})
    other = typed_person("Budi", serial=44)["nik"]
    clerk.press(Key.Key_Tab)
    clerk.wizard.page.start()
    clerk.fill({"nik": other})
    entry = clerk.wizard.model.party("pemohon")
    assert entry.known_id is None
    assert "nama" not in entry.typed


def test_people_are_found_by_the_beginning_of_their_name(clerk: Clerk, desk: Desk, actor: Actor) -> None:
    person = registered_person(desk, actor)
    clerk.choose_service("dtks")
    clerk.press(Key.Key_Backtab)
    clerk.type("nurh")
    clerk.qtbot.waitUntil(lambda: clerk.page.search.model.rowCount() == 1)
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: clerk.wizard.model.party("pemohon").known_id is not None)
    assert clerk.page.fields()["pemohon.nik"].editor.text() == mask_nik(person["nik"])
    assert clerk.wizard.model.party("pemohon").typed["nik"] == person["nik"]


def test_a_village_brings_the_places_around_it(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.tab_to("desa")
    QTest.keyClicks(clerk.focus(), "Air Kuti")
    clerk.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    typed = clerk.wizard.model.party("pemohon").typed
    assert typed["desa"] == "Air Kuti"
    assert typed["provinsi"] == "Sumatera Selatan"
    assert typed["kecamatan"]


def test_conditional_answers_appear_and_vanish(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.jump(4)
    assert "isian.desil" not in clerk.page.fields()
    clerk.fill({"status_terdaftar": "Terdaftar"})
    assert "isian.desil" in clerk.page.fields()
    assert clerk.page.fields()["isian.desil"].isVisible()
    clerk.wizard.page.focus_place("isian.status_terdaftar")
    clerk.fill({"status_terdaftar": "Belum terdaftar"})
    assert "isian.desil" not in clerk.page.fields()


def test_the_checklist_by_letters_and_arrows(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.jump(5)
    clerk.type("a")
    clerk.type("t")
    clerk.type("m")
    clerk.type("b")
    states = [clerk.wizard.model.paper(code).state for code in clerk.page._shown]
    assert states == ["ada", "tidak_ada", "menyusul", "tidak_berlaku"]
    assert QApplication.focusWidget().objectName() == "catatan_formulir"
    clerk.type("formulir diganti daring")
    assert clerk.wizard.model.paper("formulir").note == "formulir diganti daring"
    clerk.press(Key.Key_Up)
    assert QApplication.focusWidget().objectName() == "status_sktm"
    clerk.press(Key.Key_A, CTRL)
    assert clerk.page.counter.badge.text == "4 dari 4 ada"
    assert clerk.wizard.model.paper("sktm").mode == "asli"


def test_next_says_the_faults_first_and_then_lets_go_on(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.go_on()
    assert clerk.step == "pihak_pemohon"
    assert clerk.page.summary.isVisible()
    clerk.go_on()
    assert clerk.step == "pihak_warga"


def test_the_summary_leads_to_the_fault(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.jump(2)
    clerk.fill({"nik": "167301470492000"})
    clerk.jump(6)
    links = [clerk.page.summary._lines.itemAt(i).widget() for i in range(2)]
    assert "NIK 15 angka" in links[1].text() or "NIK 15 angka" in links[0].text()
    link = next(one for one in links if "NIK 15" in one.text())
    link.setFocus()
    clerk.press(Key.Key_Space)
    assert clerk.step == "pihak_pemohon"
    assert clerk.field_code() == "nik"


def test_nothing_is_saved_while_something_is_wrong(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    clerk.jump(6)
    clerk.go_on()
    assert clerk.room.stack.currentWidget() is clerk.wizard
    assert clerk.page.summary.isVisible()
