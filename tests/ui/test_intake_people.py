"""Who sits at the desk: known already, like somebody known, of a household that is here, helped before."""

from collections.abc import Callable
from dataclasses import replace

from dinsos_desk.domain.entry import PartyEntry, typed_person
from dinsos_desk.domain.people import Person, mask_nik
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.entry import Entry
from dinsos_desk.usecases.complaints.handling import receive_complaint
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.people.knowing import view_person
from tests.family import CHILD, SITI
from tests.ui.intake_desk import ALT, Clerk, Key
from ui.context import Context
from ui.intake.party_page import PartyPage

DTKS, STRANDED = "lubuklinggau-dtks", "lubuklinggau-orang-terlantar"


def keep(context: Context, *people: Person) -> list[int]:
    desk = context.desk
    with desk.uow() as uow:
        ids = [uow.people.keep(person, None, context.actor.user_id, desk.now()) for person in people]
        uow.commit()
    return ids


def take(context: Context, code: str, party: str, person: Person, known_id: int) -> int:
    desk = context.desk
    service = desk.library.catalog.services[code]
    draft = fill_draft(service, Crowd(5), desk.now().date())
    draft = replace(draft, parties={party: PartyEntry(typed_person(person), known_id)})
    return submit(desk.uow(), context.actor, draft, service, None, desk.now()).request_id


def press_button(clerk: Clerk, key: Key, done: Callable[[], bool]) -> None:
    """A button by its key: it is pressed visibly, so the answer comes a moment later."""
    clerk.press(key, ALT)
    clerk.qtbot.waitUntil(done)
    clerk.settle()


def party_page(clerk: Clerk) -> PartyPage:
    assert isinstance(clerk.page, PartyPage)
    return clerk.page


def test_the_past_and_the_warnings_appear_when_somebody_is_chosen(clerk: Clerk, context: Context) -> None:
    siti, child = keep(context, SITI, CHILD)
    take(context, STRANDED, "klien", SITI, siti)
    take(context, DTKS, "pemohon", CHILD, child)
    clerk.choose_service("orang terlantar")
    clerk.press(Key.Key_Backtab)
    clerk.type("sitti nur")
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    things = clerk.wizard.side.things()
    assert things[0].badge[0] == "Perhatian"
    assert "Masih ada permohonan yang berjalan" in things[0].text
    assert "2026-0001" in things[0].source
    said = {thing.badge[0]: thing.text for thing in things}
    assert "2026-0001" in said["Riwayat"]
    assert "Budi Santoso" in said["Serumah"]
    assert str(len(things)) in clerk.wizard.knowing.text()


def test_an_open_complaint_of_the_household_is_told_the_moment_somebody_is_chosen(
    clerk: Clerk, context: Context, actor: Actor
) -> None:
    _, child = keep(context, SITI, CHILD)
    typed = {"saluran": "telepon", "anonim": "tidak", "tentang": "umum", "kategori": "data", "isi": "Belum."}
    receive_complaint(context.desk.uow(), actor, Entry(typed, child), (), context.desk.now())
    clerk.choose_service("orang terlantar")
    clerk.press(Key.Key_Backtab)
    clerk.type("sitti nur")
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    thing = clerk.wizard.side.things()[0]
    assert thing.badge[0] == "Perhatian"
    assert "pengaduan" in thing.text
    assert thing.source == "Budi Santoso, pengaduan P-001/2026, 23 November 2026"


def test_the_household_is_offered_for_the_next_party(clerk: Clerk, context: Context) -> None:
    _, child = keep(context, SITI, CHILD)
    clerk.choose_service("dtks")
    clerk.fill({"nik": SITI.nik})
    assert not party_page(clerk).household.isVisible()
    clerk.jump(3)
    page = party_page(clerk)
    assert page.household.isVisible()
    assert "Serumah dengan Pemohon (1)" in page.household.button.text()
    press_button(clerk, Key.Key_R, page.household.list.isVisible)
    assert [row.id for row in page.household.model.rows()] == [child]
    clerk.press(Key.Key_Escape)
    assert not page.household.list.isVisible()
    press_button(clerk, Key.Key_R, page.household.list.isVisible)
    clerk.press(Key.Key_Return)
    assert clerk.wizard.model.party("warga").known_id == child
    assert not page.household.isVisible()


def enter_like(clerk: Clerk, **more: str) -> PartyPage:
    clerk.choose_service("dtks")
    typed = {"nik": "1673014704920007", "nama": "Sitti Nur Hayati", "tanggal_lahir": "07041992"} | more
    order = ("nik", "kk", "nama", "jenis_kelamin", "tanggal_lahir", "alamat")
    clerk.fill({code: typed[code] for code in order if code in typed})
    return party_page(clerk)


def test_somebody_like_a_known_person_is_asked_about(clerk: Clerk, context: Context) -> None:
    (siti,) = keep(context, replace(SITI, nik=""))
    page = enter_like(clerk)
    assert page.twin.isVisible()
    assert "Siti Nurhayati" in page.question()
    assert "Jalan Kenanga" in page.twin.detail.text()
    press_button(clerk, Key.Key_Y, lambda: not page.twin.isVisible())
    entry = clerk.wizard.model.party("pemohon")
    assert entry.known_id == siti
    assert (entry.typed["nik"], entry.typed["nama"]) == ("1673014704920007", "Sitti Nur Hayati")
    assert entry.typed["alamat"] == SITI.address
    assert not page.twin.isVisible()


def test_the_number_on_record_stands_when_it_is_the_same_person(clerk: Clerk, context: Context) -> None:
    (siti,) = keep(context, SITI)
    page = enter_like(clerk)
    press_button(clerk, Key.Key_Y, lambda: not page.twin.isVisible())
    entry = clerk.wizard.model.party("pemohon")
    assert (entry.known_id, entry.typed["nik"]) == (siti, SITI.nik)
    assert page.fields()["pemohon.nik"].editor.text() == mask_nik(SITI.nik)


def test_the_answer_no_is_kept_with_the_draft_and_the_record(clerk: Clerk, context: Context) -> None:
    (siti,) = keep(context, SITI)
    page = enter_like(clerk, kk=SITI.kk, jenis_kelamin="Perempuan", alamat="Jalan Melati 4")
    press_button(clerk, Key.Key_B, lambda: not page.twin.isVisible())
    assert not page.twin.isVisible()
    assert clerk.wizard.model.party("pemohon").apart == (siti,)
    draft = clerk.wizard.model.draft
    desk, actor = context.desk, context.actor
    service = desk.library.catalog.services[DTKS]
    full = fill_draft(service, Crowd(5), desk.now().date())
    sent = submit(desk.uow(), actor, replace(full, parties=draft.parties), service, None, desk.now())
    with desk.reader() as uow:
        fresh = uow.requests.parties(sent.request_id)["pemohon"][1]
    assert fresh != siti
    assert view_person(desk.reader(), actor, fresh, desk.now().date()).likely == ()


def test_going_on_asks_once_and_then_lets_go(clerk: Clerk, context: Context) -> None:
    keep(context, SITI)
    page = enter_like(clerk, kk=SITI.kk, jenis_kelamin="Perempuan", alamat="Jalan Melati 4")
    step = clerk.step
    clerk.go_on()
    assert clerk.step == step
    assert "Orang yang sama?" in clerk.wizard.foot.text()
    clerk.go_on()
    assert clerk.step != step
    assert page.question()


def test_a_temporary_identity_is_asked_for_languages_and_where_from(clerk: Clerk) -> None:
    clerk.choose_service("terlantar")
    page = party_page(clerk)
    press_button(clerk, Key.Key_T, lambda: "klien.bahasa" in page.fields())
    clerk.fill({"bahasa": "Jawa", "dibawa_oleh": "Satpol PP", "tempat_ditemukan": "Terminal"})
    typed = clerk.wizard.model.party("klien").typed
    assert (typed["bahasa"], typed["dibawa_oleh"], typed["tempat_ditemukan"]) == (
        "Jawa", "Satpol PP", "Terminal",
    )  # fmt: skip
    assert page.fields()["klien.bahasa"].isVisible()
