"""Warnings of a service about what somebody was served with before."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from dinsos_desk.catalog.problems import judge_content
from dinsos_desk.catalog.schema import EarlierWarning, ServiceDef
from dinsos_desk.catalog.writer import content_of, write_service
from dinsos_desk.db.queries.people import EarlierRow
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.earlier import Past, past_of, raised

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
