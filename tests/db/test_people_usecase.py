from dataclasses import replace
from datetime import date

import pytest

from dinsos_desk.db.queries.registers.lines import registered_services
from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.people import Institution, PartyKind, Person, Sex
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.people.correcting import SubjectForm, correct, form_of
from dinsos_desk.usecases.people.knowing import view_institution, view_person
from dinsos_desk.usecases.people.shown import identity_numbers
from tests.factories import StandingClock

DTKS, LOST = "lubuklinggau-dtks", "lubuklinggau-orang-terlantar"


def keep(desk: Desk, actor: Actor, subject: Person | Institution) -> int:
    with desk.uow() as uow:
        known_id = uow.people.keep(subject, None, actor.user_id, desk.now())
        uow.commit()
    return known_id


@pytest.fixture
def person() -> Person:
    return Crowd().person(date(2026, 11, 23), Sex.FEMALE)


def save(desk: Desk, actor: Actor, form: SubjectForm, temporary: bool = False, **typed: str) -> None:
    entry = PartyEntry({**form.typed, **typed}, form.id, temporary)
    correct(desk.uow(), actor, form, entry, desk.library.regions, desk.now(), "Sesuai KTP baru")


def test_a_page_masks_numbers_until_they_are_asked_for(desk: Desk, actor: Actor, person: Person) -> None:
    known = keep(desk, actor, person)
    view = view_person(desk.reader(), actor, known, desk.now().date())
    assert view.name == person.name
    assert person.nik not in repr(view)
    assert view.masked_nik.endswith(person.nik[-4:])
    assert identity_numbers(desk.uow(), actor, known, desk.now()) == (person.nik, person.kk)
    assert {line.label: line.text for line in view.lines}["Pekerjaan"] == person.occupation


def test_a_correction_keeps_what_was_before(
    desk: Desk, actor: Actor, person: Person, clock: StandingClock
) -> None:
    known = keep(desk, actor, person)
    form = form_of(desk.reader(), actor, PartyKind.PERSON, known)
    save(desk, actor, form)
    assert view_person(desk.reader(), actor, known, desk.now().date()).changes == ()
    clock.forward(minutes=1)
    save(desk, actor, form, alamat="Jalan Baru Nomor 1", jenis_kelamin="l", kk="")
    view = view_person(desk.reader(), actor, known, desk.now().date())
    (change,) = view.changes
    assert (change.at, change.who, change.reason) == (clock(), actor.name, "Sesuai KTP baru")
    former = {line.label: line.text for line in change.former}
    assert former["Alamat"] == person.address
    assert former["Jenis kelamin"] == "Perempuan"
    assert person.kk not in repr(change)
    with desk.reader() as uow:
        assert uow.people.person(known) == replace(person, address="Jalan Baru Nomor 1", sex=Sex.MALE, kk="")


def test_somebody_elses_change_is_never_overwritten(desk: Desk, actor: Actor, person: Person) -> None:
    known = keep(desk, actor, person)
    first = form_of(desk.reader(), actor, PartyKind.PERSON, known)
    save(desk, actor, first, nama="Nama Betul")
    with pytest.raises(Conflict) as conflict:
        save(desk, actor, first, nama="Nama Lain")
    assert conflict.value.code == "data_diubah_orang_lain"
    assert view_person(desk.reader(), actor, known, desk.now().date()).name == "Nama Betul"


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ({"nik": "123"}, "nik_panjang", "orang.nik"),
        ({"nik": ""}, "wajib_diisi", "orang.nik"),
        ({"nama": " "}, "wajib_diisi", "orang.nama"),
        ({"tanggal_lahir": "1 1 2030"}, "tanggal_di_masa_depan", "orang.tanggal_lahir"),
        ({"nama": "A" * 10_000}, "teks_terlalu_panjang", "orang.nama"),
    ],
)
def test_wrong_entries_are_named(
    desk: Desk, actor: Actor, person: Person, typed: dict[str, str], code: str, place: str
) -> None:
    form = form_of(desk.reader(), actor, PartyKind.PERSON, keep(desk, actor, person))
    with pytest.raises(InvalidInput) as refused:
        save(desk, actor, form, **typed)
    assert (code, place) in [(fault.code, fault.place) for fault in refused.value.faults]


def test_a_nik_of_somebody_else_is_refused_and_nobody_is_merged(desk: Desk, actor: Actor) -> None:
    crowd = Crowd()
    today = desk.now().date()
    one, other = crowd.person(today, Sex.MALE), crowd.person(today, Sex.FEMALE)
    first, second = keep(desk, actor, one), keep(desk, actor, other)
    form = form_of(desk.reader(), actor, PartyKind.PERSON, second)
    with pytest.raises(InvalidInput) as refused:
        save(desk, actor, form, nik=one.nik)
    (fault,) = refused.value.faults
    assert (fault.code, fault.place, fault.values["nama"]) == ("nik_milik_orang_lain", "orang.nik", one.name)
    with desk.reader() as uow:
        assert uow.people.person(first) == one
        assert uow.people.person(second) == other


def test_a_correction_without_a_reason_is_refused(desk: Desk, actor: Actor, person: Person) -> None:
    known = keep(desk, actor, person)
    form = form_of(desk.uow(), actor, PartyKind.PERSON, known, desk.now())
    entry = PartyEntry({**form.typed, "alamat": "Lain"}, known)
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(InvalidInput) as refused:
            correct(desk.uow(), actor, form, entry, None, desk.now(), reason)
        assert refused.value.faults[0].place == "alasan"
    with desk.reader() as uow:
        assert uow.people.person(known) == person


def test_hostile_names_are_kept_as_text(desk: Desk, actor: Actor, person: Person) -> None:
    known = keep(desk, actor, person)
    for name in ("=HYPERLINK(1)", "{{ 7*7 }}", "O'Brien; DROP TABLE person", "محمد 🙂"):
        form = form_of(desk.reader(), actor, PartyKind.PERSON, known)
        save(desk, actor, form, nama=name)
        assert view_person(desk.reader(), actor, known, desk.now().date()).name == name


def test_a_temporary_identity_becomes_a_known_one(
    desk: Desk, actor: Actor, person: Person, clock: StandingClock
) -> None:
    unknown = Crowd().unknown(desk.now().date(), Sex.FEMALE)
    known = keep(desk, actor, unknown)
    clock.forward(days=400)
    form = form_of(desk.reader(), actor, PartyKind.PERSON, known)
    save(desk, actor, form, temporary=True, nama="Nur")
    with desk.reader() as uow:
        still = uow.people.person(known)
    assert (still.temporary, still.estimated_on) == (True, unknown.estimated_on)
    form = form_of(desk.reader(), actor, PartyKind.PERSON, known)
    save(desk, actor, form, nik=person.nik, nama=person.name)
    with desk.reader() as uow:
        found = uow.people.person(known)
    assert (found.temporary, found.nik, found.marks) == (False, person.nik, unknown.marks)


def test_only_the_desk_corrects(desk: Desk, actor: Actor, person: Person) -> None:
    known = keep(desk, actor, person)
    form = form_of(desk.reader(), actor, PartyKind.PERSON, known)
    reader = replace(actor, roles=frozenset({Role.KASI, Role.ADMIN}))
    with pytest.raises(UserError, match="tidak_berwenang"):
        form_of(desk.reader(), reader, PartyKind.PERSON, known)
    with pytest.raises(UserError, match="tidak_berwenang"):
        save(desk, reader, form, nama="X")


def test_institutions_are_shown_and_corrected(desk: Desk, actor: Actor) -> None:
    crowd = Crowd()
    first, second = crowd.institution(), replace(crowd.institution(), name="Yayasan Lain")
    known, other = keep(desk, actor, first), keep(desk, actor, second)
    view = view_institution(desk.reader(), actor, known, desk.now().date())
    assert (view.name, view.masked_nik, view.applications) == (first.name, "", ())
    form = form_of(desk.reader(), actor, PartyKind.INSTITUTION, other)
    with pytest.raises(InvalidInput) as refused:
        save(desk, actor, form, nama=first.name.upper())
    assert refused.value.faults[0].code == "lembaga_sudah_ada"
    save(desk, actor, form, pimpinan="Ibu Contoh", akta="")
    with desk.reader() as uow:
        assert (uow.people.institution(other).leader, uow.people.institution(other).deed) == (
            "Ibu Contoh",
            "",
        )
    (change,) = view_institution(desk.reader(), actor, other, desk.now().date()).changes
    assert (change.who, change.reason) == (actor.name, "Sesuai KTP baru")
    assert {line.label: line.text for line in change.former} == {
        "Nama pimpinan": second.leader,
        "Nomor akta notaris": second.deed,
    }
    keep(desk, actor, replace(second, phone="+6281255500000"))
    changes = view_institution(desk.reader(), actor, other, desk.now().date()).changes
    assert [one.reason for one in changes] == ["", "Sesuai KTP baru"]


def test_applications_of_a_person_respect_the_bidang(desk: Desk, actor: Actor) -> None:
    service = desk.library.catalog.services[DTKS]
    draft = fill_draft(service, Crowd(), desk.now().date())
    request = submit(desk.uow(), actor, draft, service, None, desk.now()).request_id
    with desk.reader() as uow:
        person_id = next(iter(uow.requests.parties(request).values()))[1]
    today = desk.now().date()
    assert [a.id for a in view_person(desk.reader(), actor, person_id, today).applications] == [request]
    kasi = replace(actor, roles=frozenset({Role.KASI}), division="Bidang Lain")
    assert view_person(desk.reader(), kasi, person_id, today).applications == ()


def test_registers_know_their_services(desk: Desk, actor: Actor) -> None:
    assert desk.ask(registered_services) == {}
    service = desk.library.catalog.services[LOST]
    draft = fill_draft(service, Crowd(), desk.now().date(), Wishes(without_papers=True))
    submit(desk.uow(), actor, draft, service, None, desk.now())
    assert list(desk.ask(registered_services)) == [LOST]
