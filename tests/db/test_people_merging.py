"""Two records of one person: found, told apart or made one, and parted again exactly."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.people.finding import find_people
from dinsos_desk.db.queries.people.households import Sought, earlier_of_household, household, likely_same
from dinsos_desk.db.queries.recaps.details import details
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PartyEntry, typed_person
from dinsos_desk.domain.people import PartyKind, Person
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.people.correcting import correct, form_of
from dinsos_desk.usecases.people.knowing import view_person
from dinsos_desk.usecases.people.merging import compare, keep_apart, merge, undo_merge
from dinsos_desk.usecases.people.shown import identity_numbers
from dinsos_desk.usecases.recaps.workbook import month
from dinsos_desk.usecases.registers.prints import register_lines
from tests.family import CHILD, KK, SITI, TWIN


def keep(desk: Desk, *people: Person) -> list[int]:
    with desk.uow() as uow:
        ids = [uow.people.keep(person, None, 1, desk.now()) for person in people]
        uow.commit()
    return ids


def everything(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """All that belongs to people, but the trail."""
    with desk.reading() as session:
        return {
            table: [
                tuple(row) for row in session.execute(text(f"SELECT {columns} FROM {table} ORDER BY 1, 2"))
            ]
            for table, columns in (
                (
                    "person",
                    "id, nik, kk, name, sex, birth_date, address, phone, temporary, marks",
                ),
                ("request_party", "request_id, party, person_id, institution_id"),
                ("request", "id, receipt, client_name, applicant_name, state"),
                ("letter", "id, request_id, number"),
            )
        }


@pytest.fixture
def take(desk: Desk, actor: Actor, dtks: ServiceDef) -> Callable[..., int]:
    """Somebody's application for the DTKS certificate."""

    def work(person: Person, known_id: int | None = None, **more: object) -> int:
        draft = fill_draft(dtks, Crowd(5), desk.now().date())
        entry = PartyEntry(typed_person(person), known_id, person.temporary, **more)  # type: ignore[arg-type]
        draft = replace(draft, parties={"pemohon": entry})
        return submit(desk.uow(), actor, draft, dtks, None, desk.now()).request_id

    return work


def test_like_records_are_found_and_the_answer_is_remembered(desk: Desk, actor: Actor) -> None:
    first, second, child = keep(desk, SITI, TWIN, CHILD)
    today = desk.now().date()
    view = view_person(desk.reader(), actor, first, today)
    (likely,) = view.likely
    assert (likely.person.id, likely.same_birth_date, likely.same_kk) == (second, True, True)
    assert [member.id for member in view.members] == [second, child]
    keep_apart(desk.uow(), actor, second, first, desk.now())
    keep_apart(desk.uow(), actor, first, second, desk.now())
    assert view_person(desk.reader(), actor, first, today).likely == ()
    assert view_person(desk.reader(), actor, second, today).likely == ()
    sought = Sought("Siti Nurhayati", date(1992, 4, 7))
    assert len(desk.ask(lambda session: likely_same(session, sought, today))) == 2


def test_the_officer_chooses_and_everything_follows(
    desk: Desk, actor: Actor, take: Callable[..., int]
) -> None:
    first, second = keep(desk, SITI, TWIN)
    own, other = take(SITI, first), take(TWIN, second)
    before = everything(desk)
    view = compare(desk.reader(), actor, first, second)
    lines = {line.attribute: line for line in view.lines}
    assert view.applications == 1
    assert lines["phone"].takes_absorbed
    assert not lines["address"].takes_absorbed
    assert not lines["nik"].takes_absorbed
    assert SITI.nik not in repr(view)
    with pytest.raises(InvalidInput, match="isian_salah"):
        merge(desk.uow(), actor, view, (), " ", desk.now())
    assert everything(desk) == before
    merge(desk.uow(), actor, view, {"phone", "address"}, "KTP lama dan baru", desk.now())
    page = view_person(desk.reader(), actor, second, desk.now().date())
    assert (page.id, page.name) == (first, "Siti Nurhayati")
    assert {row.id for row in page.applications} == {own, other}
    assert [(row.absorbed_id, row.applications, row.reason) for row in page.merges] == [
        (second, 1, "KTP lama dan baru")
    ]
    with desk.reader() as uow:
        person = uow.people.person(first)
        assert (person.address, person.phone, person.nik) == (TWIN.address, TWIN.phone, SITI.nik)
        assert uow.requests.get(other).client_name == "Siti Nurhayati"
    assert len(desk.ask(lambda s: find_people(s, "sitti nur hayati", desk.now().date()))) == 1
    assert [r.id for r in desk.ask(lambda s: household(s, KK, desk.now().date()))] == [first]
    (merged,) = page.merges
    assert undo_merge(desk.uow(), actor, merged.id, "Ternyata dua orang", desk.now()) == second
    assert everything(desk) == before
    assert len(desk.ask(lambda s: find_people(s, "sitti nur hayati", desk.now().date()))) == 2
    assert view_person(desk.reader(), actor, first, desk.now().date()).likely == ()
    with pytest.raises(UserError, match="penggabungan_bukan_terakhir"):
        undo_merge(desk.uow(), actor, merged.id, "lagi", desk.now())


def test_both_numbers_lead_to_the_one_record(desk: Desk, actor: Actor, take: Callable[..., int]) -> None:
    wrong = replace(SITI, nik="1673014704920009")
    first, second = keep(desk, SITI, wrong)
    before = everything(desk)
    view = compare(desk.reader(), actor, first, second)
    assert view.two_niks
    merge(desk.uow(), actor, view, {"nik"}, "NIK lama salah ketik", desk.now())
    with desk.reader() as uow:
        assert uow.people.person(first).nik == wrong.nik
        assert uow.people.id_of_nik(SITI.nik) == uow.people.id_of_nik(wrong.nik) == first
    request = take(replace(SITI, occupation="Guru"))
    with desk.reader() as uow:
        assert uow.requests.parties(request)["pemohon"] == (PartyKind.PERSON, first)
        assert uow.people.person(first).nik == wrong.nik
    form = form_of(desk.reader(), actor, PartyKind.PERSON, first)
    entry = PartyEntry({**form.typed, "nik": SITI.nik}, first)
    correct(desk.uow(), actor, form, entry, None, desk.now(), "NIK pertama yang benar")
    with desk.reader() as uow:
        assert uow.people.person(first).nik == SITI.nik
        merge_id = view_person(desk.reader(), actor, first, desk.now().date()).merges[0].id
    undo_merge(desk.uow(), actor, merge_id, "Dua orang", desk.now())
    after = everything(desk)
    assert [row[1] for row in after["person"]] == [row[1] for row in before["person"]]
    with desk.reader() as uow:
        assert uow.people.person(first).occupation == "Guru"
        assert uow.people.person(second) == wrong


def test_merges_are_undone_from_the_last_one_back(desk: Desk, actor: Actor, take: Callable[..., int]) -> None:
    third = replace(
        TWIN, name="St. Nurhayati", nik="1673014704920006", address="Jalan Melati 1", occupation=""
    )
    ids = keep(desk, SITI, TWIN, third)
    for person, known in zip((SITI, TWIN, third), ids, strict=True):
        take(person, known)
    before = everything(desk)
    merge(desk.uow(), actor, compare(desk.reader(), actor, ids[1], ids[2]), {"name"}, "satu", desk.now())
    merge(desk.uow(), actor, compare(desk.reader(), actor, ids[0], ids[2]), {"phone"}, "dua", desk.now())
    page = view_person(desk.reader(), actor, ids[2], desk.now().date())
    assert (page.id, len(page.applications)) == (ids[0], 3)
    assert any(change.of for change in page.changes)
    with pytest.raises(UserError, match="penggabungan_bukan_terakhir"):
        undo_merge(desk.uow(), actor, 1, "x", desk.now())
    undo_merge(desk.uow(), actor, 2, "x", desk.now())
    undo_merge(desk.uow(), actor, 1, "x", desk.now())
    assert everything(desk) == before


def test_what_was_corrected_since_stays(desk: Desk, actor: Actor) -> None:
    first, second = keep(desk, SITI, TWIN)
    view = compare(desk.reader(), actor, first, second)
    merge(desk.uow(), actor, view, {"phone", "address"}, "satu", desk.now())
    form = form_of(desk.reader(), actor, PartyKind.PERSON, first)
    entry = PartyEntry({**form.typed, "alamat": "Jalan Baru 1"}, first)
    correct(desk.uow(), actor, form, entry, None, desk.now(), "pindah")
    undo_merge(desk.uow(), actor, 1, "x", desk.now())
    with desk.reader() as uow:
        assert uow.people.person(first) == replace(SITI, address="Jalan Baru 1")
        assert uow.people.person(second) == TWIN


def test_a_temporary_identity_joins_who_it_turned_out_to_be(
    desk: Desk, actor: Actor, stranded: ServiceDef
) -> None:
    draft = fill_draft(stranded, Crowd(3), desk.now().date(), Wishes(without_papers=True))
    request = submit(desk.uow(), actor, draft, stranded, None, desk.now()).request_id
    with desk.reader() as uow:
        unknown = uow.requests.parties(request)["klien"][1]
        alias = uow.people.person(unknown)
    (real,) = keep(desk, SITI)
    view = compare(desk.reader(), actor, unknown, real)
    assert (view.survivor_id, view.absorbed_id) == (real, unknown)
    assert {line.attribute for line in view.lines if line.takes_absorbed} >= {"marks", "estimated_age"}
    taken = {line.attribute for line in view.lines if line.takes_absorbed}
    assert merge(desk.uow(), actor, view, taken, "KTP ditemukan", desk.now()) == real
    with desk.reader() as uow:
        person = uow.people.person(real)
        assert (person.temporary, person.marks, person.estimated_on) == (
            False,
            alias.marks,
            alias.estimated_on,
        )
        assert uow.requests.get(request).client_name == "Siti Nurhayati"
        assert uow.requests.parties(request)["klien"] == (PartyKind.PERSON, real)


def test_a_stale_comparison_or_a_stranger_changes_nothing(desk: Desk, actor: Actor) -> None:
    first, second = keep(desk, SITI, TWIN)
    view = compare(desk.reader(), actor, first, second)
    with desk.uow() as uow:
        uow.people.update_person(second, replace(TWIN, occupation="Guru"), 1, desk.now(), "x")
        uow.commit()
    with pytest.raises(Conflict):
        merge(desk.uow(), actor, view, (), "satu", desk.now())
    reader = replace(actor, roles=frozenset({Role.KADIS, Role.ADMIN}))
    for act in (
        lambda: compare(desk.reader(), reader, first, second),
        lambda: keep_apart(desk.uow(), reader, first, second, desk.now()),
        lambda: undo_merge(desk.uow(), reader, 1, "x", desk.now()),
    ):
        with pytest.raises(UserError, match="tidak_berwenang"):
            act()
    with pytest.raises(UserError, match="catatan_sudah_satu"):
        compare(desk.reader(), actor, first, first)


def test_the_trail_is_append_only_and_the_showing_is_recorded(desk: Desk, actor: Actor) -> None:
    first, second = keep(desk, SITI, TWIN)
    merge(desk.uow(), actor, compare(desk.reader(), actor, first, second), (), "satu", desk.now())
    identity_numbers(desk.uow(), actor, first, desk.now())
    with desk.reading() as session:
        assert list(session.execute(text("SELECT person_id, user_id FROM nik_shown"))) == [
            (first, actor.user_id)
        ]
    for statement in (
        "DELETE FROM person_merge",
        "UPDATE person_merge SET reason = 'lain'",
        "DELETE FROM nik_shown",
        "UPDATE nik_shown SET user_id = 2",
    ):
        with desk.uow() as uow, pytest.raises(DBAPIError, match=r"append-only|FOREIGN KEY"):
            uow.session.execute(text(statement))


def test_an_answer_given_in_the_wizard_is_remembered(
    desk: Desk, actor: Actor, take: Callable[..., int]
) -> None:
    (first,) = keep(desk, SITI)
    other = replace(SITI, nik="1673014704920007")
    request = take(other, None, apart=(first,))
    with desk.reader() as uow:
        second = uow.requests.parties(request)["pemohon"][1]
    assert second != first
    assert view_person(desk.reader(), actor, first, desk.now().date()).likely == ()
    draft = IntakeDraft("x", {"pemohon": PartyEntry({}, None, False, (first,))})
    assert IntakeDraft.from_payload(draft.payload()) == draft


def test_what_a_household_was_served_with_is_one_statement(
    desk: Desk, actor: Actor, take: Callable[..., int]
) -> None:
    first, child = keep(desk, SITI, CHILD)
    own, theirs = take(SITI, first), take(CHILD, child)
    sees = Visibility(actor.roles, actor.division)
    rows = desk.ask(lambda session: earlier_of_household(session, first, sees))
    assert [(row.id, row.person_id, row.person_name) for row in rows] == [
        (theirs, child, "Budi Santoso"),
        (own, first, "Siti Nurhayati"),
    ]
    page = view_person(desk.reader(), actor, first, desk.now().date())
    assert [row.id for row in page.household] == [theirs]


def test_a_finished_line_of_the_register_never_changes(
    desk: Desk, actor: Actor, dtks: ServiceDef, take: Callable[..., int], walker: Any
) -> None:
    first, second = keep(desk, SITI, TWIN)
    done, still_open = take(SITI, first), take(SITI, first)
    walker.to(done, "penyerahan")
    period = month(desk.now().year, desk.now().month)

    def lines() -> dict[int, tuple[str, ...]]:
        return {
            line.request_id: line.cells
            for line in register_lines(desk.reader(), actor, dtks, period, desk.now())
        }

    before = lines()
    form = form_of(desk.reader(), actor, PartyKind.PERSON, first)
    typed = {**form.typed, "nama": "Siti Aminah", "alamat": "Jalan Lain 7", "nik": "1673014704920008"}
    correct(desk.uow(), actor, form, PartyEntry(typed, first), None, desk.now(), "sesuai KTP baru")
    assert lines()[done] == before[done]
    assert "Siti Aminah" in " ".join(lines()[still_open])
    merge(desk.uow(), actor, compare(desk.reader(), actor, second, first), {"nik"}, "satu", desk.now())
    walker.approve(done)
    assert lines()[done][:3] == before[done][:3]
    assert all("Siti Aminah" not in cell and "Jalan Lain" not in cell for cell in lines()[done])
    niks = {row.receipt: row.client_nik for row in desk.ask(lambda s: tuple(details(s, period)))}
    assert sorted(niks.values()) == sorted(["1673014704920008", SITI.nik])
