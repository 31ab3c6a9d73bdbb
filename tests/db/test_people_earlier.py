"""Warnings of a service about what somebody was served with before."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from dinsos_desk.catalog.problems import judge_content
from dinsos_desk.catalog.schema import EarlierWarning, ServiceDef
from dinsos_desk.catalog.writer import content_of, write_service
from dinsos_desk.db.queries.complaints import OpenComplaint
from dinsos_desk.db.queries.people.finding import EarlierRow
from dinsos_desk.desk import Desk
from dinsos_desk.domain.complaints import ComplaintDeed, ComplaintState
from dinsos_desk.domain.people import Person
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.entry import Entry
from dinsos_desk.usecases.complaints.handling import Act, act, receive_complaint
from dinsos_desk.usecases.complaints.view import complaint_view
from dinsos_desk.usecases.intake.earlier import Past, past_of, raised
from dinsos_desk.usecases.people.merging import compare, merge

TODAY = date(2026, 11, 23)


def row(service: ServiceDef, state: RequestState, received: date, finished: date | None = None) -> EarlierRow:
    return EarlierRow(7, "2026-0007", service.code, service.short_name, state, received, finished, 1, "Siti")


def warned(service: ServiceDef, *warnings: EarlierWarning) -> ServiceDef:
    return service.model_copy(update={"warnings": warnings})


HELPED = EarlierWarning(code="dibantu", text="Sudah dibantu.", kind="sudah_dibantu", within_months=6)
RUNNING = EarlierWarning(code="jalan", text="Masih berjalan.", kind="berjalan")
APPLIED = EarlierWarning(code="ajukan", text="Sudah diajukan.", kind="sudah_diajukan")


@pytest.mark.parametrize(
    ("state", "finished", "codes"),
    [
        (RequestState.DONE, date(2026, 5, 23), ["dibantu", "ajukan"]),
        (RequestState.DONE, date(2026, 5, 22), ["ajukan"]),
        (RequestState.READY, date(2026, 11, 1), ["dibantu", "ajukan"]),
        (RequestState.RUNNING, None, ["jalan", "ajukan"]),
        (RequestState.INCOMPLETE, None, ["jalan", "ajukan"]),
        (RequestState.RETURNED, None, ["jalan", "ajukan"]),
        (RequestState.REJECTED, date(2026, 11, 1), []),
        (RequestState.CANCELLED, date(2026, 11, 1), []),
    ],
)
def test_what_holds(
    stranded: ServiceDef, state: RequestState, finished: date | None, codes: list[str]
) -> None:
    service = warned(stranded, HELPED, RUNNING, APPLIED)
    past = Past(1, (row(service, state, date(2026, 1, 5), finished),))
    assert [one.warning.code for one in raised(service, {"klien": past}, TODAY)] == codes
    other = replace(past.own[0], service_code="lain")
    assert raised(service, {"klien": Past(1, (other,))}, TODAY) == ()
    assert raised(service, {"pelapor": past}, TODAY) == ()


def test_a_household_counts_where_the_service_says_so(stranded: ServiceDef) -> None:
    rows = (row(stranded, RequestState.RUNNING, date(2026, 11, 1)),)
    service = warned(stranded, RUNNING, RUNNING.model_copy(update={"code": "serumah", "household": True}))
    (one,) = raised(service, {"klien": Past(2, (), rows)}, TODAY)
    assert (one.warning.code, one.others, one.row) == ("serumah", True, rows[0])


def test_months_belong_to_help_only() -> None:
    with pytest.raises(ValidationError):
        EarlierWarning(code="a", text="A", kind="sudah_dibantu")
    with pytest.raises(ValidationError):
        EarlierWarning(code="a", text="A", kind="berjalan", within_months=3)


def test_the_file_keeps_them_and_what_is_wrong_is_said(stranded: ServiceDef) -> None:
    assert "[[warnings]]" in write_service(stranded)
    content = content_of(stranded)
    assert judge_content(content).service == stranded
    content["warnings"] = [
        {"code": "a", "text": "Satu", "kind": "berjalan", "party": "siapa"},
        {"code": "a", "text": "Dua", "kind": "sudah_dibantu"},
        {"code": "c", "text": "Tiga", "kind": "entah"},
    ]
    said = [fault_sentence(problem.fault) for problem in judge_content(content).problems]
    assert len(said) == 4, said
    assert any("bukan orang" in text for text in said)
    assert any("dalam bulan" in text for text in said)
    assert all("Peringatan nomor" in text for text in said)


def test_a_past_leaves_out_the_application_itself(
    desk: Desk, actor: Actor, walker: object, stranded: ServiceDef
) -> None:
    taken = walker.take(stranded).request_id  # type: ignore[attr-defined]
    with desk.reader() as uow:
        person_id = uow.requests.parties(taken)["klien"][1]
    past = past_of(desk.reader(), actor, person_id)
    assert [one.id for one in past.own] == [taken]
    assert past_of(desk.reader(), actor, person_id, taken) == Past(person_id)
    (one,) = raised(stranded, {"klien": past}, desk.now().date())
    assert one.warning.code == "masih_berjalan"


@pytest.fixture
def people_of_one_kk(desk: Desk) -> tuple[int, int]:
    """Two people of the same KK."""
    kk = "1673030101200001"
    with desk.uow() as uow:
        first, second = (
            uow.people.keep(Person(name=name, kk=kk), None, 1, desk.now())
            for name in ("Darmo Contoh", "Sri Contoh")
        )
        uow.commit()
    return first, second


COMPLAINED = EarlierWarning(code="adu", text="Ada pengaduan.", kind="pengaduan")
OPEN = OpenComplaint(3, "P-003/2026", ComplaintState.RECEIVED, date(2026, 11, 2), None, 2, "Sri")


def test_an_open_complaint_counts_whoever_of_them_brought_it(dtks: ServiceDef) -> None:
    service = warned(dtks, COMPLAINED)
    (one,) = raised(service, {"pemohon": Past(2, (), (), (OPEN,))}, TODAY)
    assert (one.row, one.others) == (OPEN, False)
    assert raised(service, {"warga": Past(1, (), (), (OPEN,))}, TODAY) == ()
    housed = warned(dtks, COMPLAINED.model_copy(update={"household": True}))
    (one,) = raised(housed, {"warga": Past(1, (), (), (OPEN,))}, TODAY)
    assert one.others
    named = warned(dtks, COMPLAINED.model_copy(update={"party": "warga"}))
    assert raised(named, {"pemohon": Past(2, (), (), (OPEN,))}, TODAY) == ()


def test_every_service_with_people_tells_of_an_open_complaint(desk: Desk) -> None:
    for service in desk.library.catalog.services.values():
        people = any(party.kind == "orang" for party in service.parties)
        told = [one for one in service.warnings if one.kind == "pengaduan"]
        assert len(told) == int(people), service.code


def test_the_past_knows_of_complaints_of_the_household_until_they_are_answered(
    desk: Desk, actor: Actor, crew: dict[Role, Actor], people_of_one_kk: tuple[int, int]
) -> None:
    father, child = people_of_one_kk
    typed = {
        "saluran": "telepon", "anonim": "tidak", "tentang": "umum", "kategori": "data", "isi": "Belum cair.",
    }  # fmt: skip
    known = receive_complaint(desk.uow(), actor, Entry(typed, father), (), desk.now())
    (own,) = past_of(desk.reader(), actor, father).complaints
    (others,) = past_of(desk.reader(), actor, child).complaints
    assert own == others
    assert own.person_id == father
    with desk.uow() as uow:
        twin = uow.people.keep(Person(name="Darmo Contoh", nik="1673030107600003"), None, 1, desk.now())
        uow.commit()
    both = compare(desk.reader(), actor, twin, father)
    merge(desk.uow(), actor, both, {"kk"}, "Orangnya sama.", desk.now())
    (own,) = past_of(desk.reader(), actor, child).complaints
    assert own.person_id == both.survivor_id
    version = complaint_view(desk.reader(), actor, known).version
    done = Act(known, version, ComplaintDeed.ANSWER, words="Cair bulan depan.")
    act(desk.uow(), crew[Role.KASI], done, desk.now())
    assert past_of(desk.reader(), actor, child).complaints == ()
