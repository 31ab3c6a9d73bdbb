"""Cases of Kota Cirebon that wait on their way: postponed by the team, or not yet meeting what is asked."""

import io
from collections.abc import Iterator
from typing import Any

import docx

from dinsos_desk.domain.routing import Action, RequestState
from dinsos_desk.sample.fill import fill_records
from dinsos_desk.sample.walk import standing
from dinsos_desk.usecases.letters.making import file_letter
from dinsos_desk.usecases.review.deciding import Decision, decide

FOUNDATION, ADOPTION = "cirebon-pencatatan-yayasan", "cirebon-adopsi"


def pass_with(walker: Any, request_id: int, **typed: str) -> None:
    """Pass the stage at hand, some of its records typed as given; those asked for only then as well."""
    at = standing(walker.desk, request_id, walker.clock().date())
    place = f"catatan.{at.stage.code}"
    facts = {**at.facts, **{f"{place}.{code}": value for code, value in typed.items()}}
    records = fill_records(at.stage, facts, walker.crowd, walker.clock().date(), at.receiver)
    extra = {
        record.code: "Daftar pengasuh terbaru"
        for record in at.stage.records
        if record.when is not None and record.when.holds(facts)
    }
    decision = Decision(
        request_id, at.version, at.stage.code, Action.APPROVE, records={**records, **extra, **typed}
    )
    decide(walker.desk.uow(), walker.crew[at.stage.role], decision, walker.clock())


def text_of(walker: Any, request_id: int, product: str) -> str:
    with walker.desk.reader() as uow:
        letter = uow.letters.of_request(request_id)[product].id
    file = file_letter(walker.desk.uow(), walker.desk.library.letters, walker.desk.store, letter)
    return " ".join(lines(docx.Document(io.BytesIO(file.content))))


def lines(document: Any) -> Iterator[str]:
    for paragraph in document.element.body.iter():
        if paragraph.tag.endswith("}t"):
            yield paragraph.text or ""


def test_a_foundation_is_visited_again_and_its_letter_says_when_all_was_met(walker: Any) -> None:
    service = walker.desk.library.catalog.services[FOUNDATION]
    request_id = walker.take(service).request_id
    walker.to(request_id, "visit")
    pass_with(walker, request_id, hasil="belum")
    assert walker.stage(request_id) == "pemenuhan"
    minutes = text_of(walker, request_id, "berita_acara_visit")
    assert "Belum memenuhi persyaratan" in minutes
    assert "Daftar pengasuh terbaru" in minutes
    walker.refuse(request_id, Action.RETURN)
    assert walker.stage(request_id) == "visit"
    pass_with(walker, request_id, hasil="belum")
    pass_with(walker, request_id, tanggal_dipenuhi="19/11/2026")
    assert walker.stage(request_id) == "paraf_kasi"
    walker.to(request_id, "penyerahan")
    assert "19 November 2026" in text_of(walker, request_id, "surat_pengantar")
    walker.approve(request_id)
    assert walker.row(request_id).state == RequestState.DONE.value


def test_an_adoption_is_postponed_heard_again_and_followed_to_its_end(walker: Any) -> None:
    service = walker.desk.library.catalog.services[ADOPTION]
    request_id = walker.take(service).request_id
    walker.to(request_id, "sidang")
    pass_with(walker, request_id, hasil="ditunda")
    assert walker.stage(request_id) == "penundaan"
    walker.refuse(request_id, Action.RETURN, "Sidang diulang.")
    assert walker.stage(request_id) == "sidang"
    pass_with(walker, request_id, hasil="ditunda")
    pass_with(walker, request_id)
    assert walker.stage(request_id) == "keputusan"
    for _ in range(5):
        walker.approve(request_id)
    row = walker.row(request_id)
    assert row.state == RequestState.DONE.value
    assert row.due_at is None


def test_a_traveller_with_the_letter_in_hand_is_done_only_after_the_departure(walker: Any) -> None:
    service = walker.desk.library.catalog.services["cirebon-otdp"]
    request_id = walker.take(service).request_id
    walker.to(request_id, "penyerahan")
    assert walker.row(request_id).state == RequestState.READY.value
    walker.approve(request_id)
    row = walker.row(request_id)
    assert (row.state, row.stage) == (RequestState.RUNNING.value, "keberangkatan")
    pass_with(walker, request_id, hasil="tidak_datang")
    assert walker.row(request_id).state == RequestState.DONE.value
