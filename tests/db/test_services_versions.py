"""What becomes of applications when the service, its route and its Word template are changed under them."""

import io
from copy import deepcopy

import docx
import pytest

from dinsos_desk.db.queries.recaps import Period
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Action, RequestState
from dinsos_desk.errors import UserError
from dinsos_desk.messages import sentence
from dinsos_desk.sample.walk import mend
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters import draft_letter, file_letter, receipt
from dinsos_desk.usecases.registers import print_register, register_lines
from dinsos_desk.usecases.service_drafts import keep_draft, new_draft, open_draft
from dinsos_desk.usecases.services import publish
from dinsos_desk.usecases.templates import add_template
from dinsos_desk.usecases.view import view_request
from tests.db.conftest import Walker

TEMPLATE, OTHER = "kantor/surat.docx", "kantor/surat_2.docx"
FIRST = "Nomor {{ surat.nomor }}: {{ pemohon.nama }}, keperluan {{ isian.keperluan }}"
SECOND = "Nomor {{ surat.nomor }}: {{ pemohon.nama }}, tujuan {{ isian.tujuan }}, susunan kedua"


def word_file(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def words_of(content: bytes) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)


@pytest.fixture
def code(desk: Desk, actor: Actor) -> str:
    """A service of the office's own, published once."""
    add_template(desk, actor, TEMPLATE, word_file(FIRST))
    view = new_draft(desk, actor, "Surat pengantar panti")
    content = deepcopy(view.content)
    content["requirements"] = [{"code": "ktp", "text": "Fotokopi KTP"}]
    content["products"][0]["template"] = TEMPLATE
    keep_draft(desk, actor, view.code, content)
    publish(desk, actor, view.code)
    return view.code


def change_everything(desk: Desk, actor: Actor, code: str) -> None:
    """Another question, another paper, another route, another letter."""
    add_template(desk, actor, OTHER, word_file(SECOND))
    content = deepcopy(open_draft(desk, actor, code).content)
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
    lines = register_lines(desk.reader(), after, Period(today, today), walker.clock())
    assert len(lines) == 4
    assert print_register(desk.reader(), desk.letters, after, Period(today, today), walker.clock()).content


def test_a_template_that_does_not_fit_what_uses_it_is_refused(
    desk: Desk, actor: Actor, walker: Walker, code: str
) -> None:
    with pytest.raises(UserError, match="templat_tidak_cocok") as caught:
        add_template(desk, actor, TEMPLATE, word_file(SECOND), replace=True)
    assert "isian.tujuan" in sentence(caught.value).text
    taken = walker.take(desk.catalog.services[code]).request_id
    change_everything(desk, actor, code)
    add_template(desk, actor, TEMPLATE, word_file(f"{FIRST}, dibetulkan"), replace=True)
    with pytest.raises(UserError, match="templat_tidak_cocok"):
        add_template(desk, actor, TEMPLATE, word_file(SECOND), replace=True)
    walker.to(taken, "penyerahan")
    with desk.reader() as uow:
        letter = uow.letters.of_request(taken)["surat"].id
    made = file_letter(desk.uow(), desk.letters, desk.store, letter)
    assert "dibetulkan" in words_of(made.content)
    walker.approve(taken)
    add_template(desk, actor, TEMPLATE, word_file(SECOND), replace=True)
    assert file_letter(desk.uow(), desk.letters, desk.store, letter) == made
