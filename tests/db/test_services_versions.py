"""What becomes of applications when the service, its route and its Word template are changed under them."""

import io
from copy import deepcopy
from dataclasses import replace
from datetime import date

import docx
import pytest
from sqlalchemy import text

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.documents.templates.check import Checked
from dinsos_desk.domain.routing import Action, RequestState
from dinsos_desk.errors import UserError
from dinsos_desk.messages import fault_sentence, sentence
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.walk import mend
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.receipts import receipt
from dinsos_desk.usecases.letters.making import draft_letter, file_letter
from dinsos_desk.usecases.obligations.view import due_reports
from dinsos_desk.usecases.recaps.workbook import month, recap_rows
from dinsos_desk.usecases.registers.prints import print_register, register_lines
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.services.drafts import draft_service, keep_draft, new_draft, open_draft
from dinsos_desk.usecases.services.publishing import publish
from dinsos_desk.usecases.services.rehearsal import rehearse
from dinsos_desk.usecases.templates.taking_in import look_at, take_in
from tests.db.conftest import Walker
from tests.factories import add_template
from tests.word_files import word_file

DTKS = "lubuklinggau-dtks"
TEMPLATE, OTHER = "kantor/surat.docx", "kantor/surat_2.docx"
FIRST = "Nomor {{ surat.nomor }}: {{ pemohon.nama }}, keperluan {{ isian.keperluan }}"
SECOND = "Nomor {{ surat.nomor }}: {{ pemohon.nama }}, tujuan {{ isian.tujuan }}, susunan kedua"


def words_of(content: bytes) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)


@pytest.fixture
def code(desk: Desk, actor: Actor) -> str:
    """A service of the office's own, published once."""
    view = new_draft(desk, actor, "Surat pengantar panti")
    content = deepcopy(view.content)
    add_template(desk, actor, TEMPLATE, word_file(FIRST), content)
    content["requirements"] = [{"code": "ktp", "text": "Fotokopi KTP"}]
    content["products"][0]["template"] = TEMPLATE
    keep_draft(desk, actor, view.code, content)
    publish(desk, actor, view.code)
    return view.code


def change_everything(desk: Desk, actor: Actor, code: str) -> None:
    """Another question, another paper, another route, another letter."""
    content = deepcopy(open_draft(desk, actor, code).content)
    add_template(desk, actor, OTHER, word_file(SECOND), content)
    content["fields"] = [{"code": "tujuan", "label": "Tujuan", "kind": "teks", "required": True}]
    content["requirements"] = [{"code": "kk", "text": "Fotokopi KK"}]
    content["products"][0]["template"] = OTHER
    stages = content["route"]["stages"]
    content["route"]["stages"] = [s for s in stages if s["code"] not in ("paraf_kasi", "paraf_sekretaris")]
    for column in content["register_columns"]:
        column["value"] = ["isian.tujuan" if v == "isian.keperluan" else v for v in column["value"]]
    keep_draft(desk, actor, code, content)
    publish(desk, actor, code)


def test_running_applications_go_on_under_the_version_they_were_taken_under(
    desk: Desk, actor: Actor, walker: Walker, code: str
) -> None:
    before = desk.catalog.services[code]
    running = walker.take(before).request_id
    returned = walker.take(before).request_id
    walker.refuse(returned, Action.RETURN)
    numbered = walker.take(before).request_id
    walker.to(numbered, "tanda_tangan")
    change_everything(desk, actor, code)
    after = desk.catalog.services[code]
    fresh = walker.take(after).request_id

    mend(desk, walker.crew, returned, before, walker.crowd, walker.clock())
    passed = [walker.stage(running)]
    for request in (running, returned, numbered, fresh):
        assert receipt(desk.reader(), desk.letters, request, walker.clock()).content
        draft = draft_letter(desk.reader(), desk.letters, request, "surat", walker.clock())
        assert ("susunan kedua" in words_of(draft.content)) == (request == fresh)
        walker.to(request, "penyerahan")
        with desk.reader() as uow:
            letter = uow.letters.of_request(request)["surat"].id
        made = words_of(file_letter(desk.uow(), desk.letters, desk.store, letter).content)
        assert ("susunan kedua" in made) == (request == fresh)
        walker.approve(request)
        view = view_request(desk.reader(), actor, request)
        assert view.row.state is RequestState.DONE
        assert view.service == (after if request == fresh else before)
    assert passed == ["paraf_kasi"]
    today = walker.clock().date()
    lines = register_lines(desk.reader(), actor, after, Period(today, today), walker.clock())
    assert len(lines) == 4
    printed = print_register(desk.reader(), actor, desk.letters, after, Period(today, today), walker.clock())
    assert printed.content


def test_a_draft_can_be_looked_at_while_nobody_can_sign_it(
    desk: Desk, actor: Actor, walker: Walker, code: str
) -> None:
    content = deepcopy(open_draft(desk, actor, code).content)
    letter = content["products"][0]
    content["products"].append({**letter, "code": "lain", "numbered": False, "signed_by": "camat"})
    content["route"]["stages"][1]["products"] = ["lain"]
    service = draft_service(content)
    draft = fill_draft(service, walker.crowd, walker.clock().date())
    trial = rehearse(desk.reader(), desk.letters, actor, draft, service, None, walker.clock())
    plain, unsigned = trial.letters
    assert plain.file is not None
    assert unsigned.fault is None
    assert unsigned.file is not None
    taken = walker.take(service).request_id
    assert draft_letter(desk.reader(), desk.letters, taken, "lain", walker.clock()).content
    walker.to(taken, "paraf_kasi")
    with pytest.raises(UserError, match="pejabat_belum_diisi"):
        walker.approve(taken)


def test_the_version_in_force_again_is_no_older_one(desk: Desk, actor: Actor, walker: Walker) -> None:
    """Back to what was published first: applications taken under it are not out of date."""
    first = open_draft(desk, actor, DTKS).content
    taken = walker.take(desk.catalog.services[DTKS]).request_id
    keep_draft(desk, actor, DTKS, first | {"name": "DTKS kedua"})
    publish(desk, actor, DTKS)
    second = walker.take(desk.catalog.services[DTKS]).request_id

    def stands(request_id: int) -> bool:
        version = view_request(desk.reader(), actor, request_id).version
        assert version is not None
        return version.is_newest

    assert (stands(taken), stands(second)) == (False, True)
    keep_draft(desk, actor, DTKS, first | {"name": "DTKS ketiga"})
    publish(desk, actor, DTKS)
    keep_draft(desk, actor, DTKS, first | {"name": "DTKS kedua"})
    publish(desk, actor, DTKS)
    assert (stands(taken), stands(second)) == (False, True)


def test_one_unreadable_version_leaves_the_lists_of_the_others(
    desk: Desk, actor: Actor, walker: Walker, code: str
) -> None:
    """The recap and the obligations have a name for it; nothing else stops."""
    walker.take(desk.catalog.services[code])
    due = date(2026, 11, 24)
    with desk.uow() as uow:
        uow.reports.open(1, "laporan", due, due)
        uow.session.execute(text("DROP TRIGGER service_version_no_update"))
        uow.session.execute(text("UPDATE service_version SET definition = '{'"))
        uow.commit()
    desk.refresh_catalog()
    assert code not in desk.catalog.services
    (row,) = due_reports(desk.reader(), actor, due)
    assert (row.service_name, row.due_on) == ("Surat pengantar panti", due)
    with desk.reading() as session:
        rows = recap_rows(session, desk.catalog.services, frozenset(), month(2026, 11))
    assert [name for _, name in rows] == ["Surat pengantar panti"]


def test_a_template_that_does_not_fit_what_uses_it_is_refused(
    desk: Desk, actor: Actor, walker: Walker, code: str
) -> None:
    early = look_at(desk, TEMPLATE, "baru.docx", word_file(SECOND))
    assert "isian.tujuan" in fault_sentence(early.checked.blocking[0].fault)
    with pytest.raises(UserError, match="templat_belum_layak"):
        take_in(desk, actor, early)
    unaware = replace(early, checked=Checked((), early.checked.fields))
    with pytest.raises(UserError, match="templat_tidak_cocok") as caught:
        take_in(desk, actor, unaware)
    assert "isian.tujuan" in sentence(caught.value).text
    taken = walker.take(desk.catalog.services[code]).request_id
    change_everything(desk, actor, code)
    add_template(desk, actor, TEMPLATE, word_file(f"{FIRST}, dibetulkan"))
    with pytest.raises(UserError, match="templat_belum_layak"):
        add_template(desk, actor, TEMPLATE, word_file(SECOND))
    with pytest.raises(UserError, match="templat_tidak_cocok"):
        take_in(desk, actor, unaware)
    walker.to(taken, "penyerahan")
    with desk.reader() as uow:
        letter = uow.letters.of_request(taken)["surat"].id
    made = file_letter(desk.uow(), desk.letters, desk.store, letter)
    assert "dibetulkan" in words_of(made.content)
    walker.approve(taken)
    add_template(desk, actor, TEMPLATE, word_file(SECOND))
    assert file_letter(desk.uow(), desk.letters, desk.store, letter) == made
