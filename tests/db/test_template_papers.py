"""Papers of every room are templates like letters: fields, checker, test print, in the shape of print."""

import io
from collections.abc import Iterator
from typing import Any

import docx
import pytest

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.templates.words import leads_somewhere, shape
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine, ReceiptFormat
from dinsos_desk.domain.routing import Action
from dinsos_desk.messages import fault_sentence
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.entry import Entry
from dinsos_desk.usecases.complaints.handling import receive_complaint
from dinsos_desk.usecases.complaints.prints import complaint_receipt
from dinsos_desk.usecases.intake.receipts import missing_papers_letter, receipt
from dinsos_desk.usecases.letters.case_papers import CasePaper, case_paper
from dinsos_desk.usecases.mail.prints import print_slip
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.queue.slip import ticket_slip
from dinsos_desk.usecases.queue.tickets import take_ticket
from dinsos_desk.usecases.recaps.covering import Covering, covering_letter
from dinsos_desk.usecases.recaps.summary import summary_figures
from dinsos_desk.usecases.recaps.workbook import month
from dinsos_desk.usecases.registers.books import outgoing_register
from dinsos_desk.usecases.registers.prints import print_register, register_lines
from dinsos_desk.usecases.registers.slip import print_expedition_slip
from dinsos_desk.usecases.review.refusals import refusal_letter
from dinsos_desk.usecases.review.routing_slip import routing_slip
from dinsos_desk.usecases.services.prints import print_requirements, print_standard
from dinsos_desk.usecases.templates.fields import field_list
from dinsos_desk.usecases.templates.papers import PAPERS, words_of_paper
from dinsos_desk.usecases.templates.taking_in import look_at
from dinsos_desk.usecases.templates.trial import can_try, trial_print
from dinsos_desk.usecases.templates.users import Fillers, bench_of, fillers, paper_tree
from tests.db.conftest import Walker
from tests.db.test_mail import enter
from tests.documents.test_complaints import TYPED
from tests.factories import new_desk

NOVEMBER: Period = month(2026, 11)


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Fillers]]:
    desk, _ = new_desk(tmp_path_factory.mktemp("kertas"))
    yield desk, fillers(desk)
    desk.close()


def with_lines(data: bytes, *lines: str) -> bytes:
    """A template with more written at its end; what repeats rows of a table goes into a table."""
    document = docx.Document(io.BytesIO(data))
    for line in lines:
        rows = line.split("\n")
        if not line.startswith("{%tr"):
            for row in rows:
                document.add_paragraph(row)
            continue
        table = document.add_table(len(rows), max(row.count("\t") + 1 for row in rows))
        for place, row in enumerate(rows):
            for column, cell in enumerate(row.split("\t")):
                table.cell(place, column).text = cell
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_every_template_that_ships_can_be_edited_and_tried(stock: tuple[Desk, Fillers]) -> None:
    desk, _ = stock
    shipped, _ = desk.letters.names()
    assert [name for name in shipped if not can_try(name)] == []
    assert set(PAPERS) <= shipped


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_paper_is_checked_tried_and_has_its_fields(stock: tuple[Desk, Fillers], name: str) -> None:
    desk, known = stock
    data = desk.letters.shipped(name)
    lines = field_list(desk, name, known)
    own = [line for line in lines if line.group == "Kertas ini"]
    assert own
    assert all(line.meaning for line in own)
    copied = [line.copied for line in own if not line.copied.startswith("[[")]
    look = look_at(desk, name, "kertas.docx", with_lines(data, *copied), known=known)
    assert look.checked.findings == (), [(one.code, one.around) for one in look.checked.findings]
    made = docx.Document(io.BytesIO(trial_print(desk, known, name, data).content))
    assert 'string="CONTOH"' in made.sections[0].header._element.xml


def test_a_misspelt_word_of_a_paper_is_found_even_inside_its_lists(stock: tuple[Desk, Fillers]) -> None:
    desk, known = stock
    name = "cetak/lembar_disposisi.docx"
    wrong = (
        "{{ lembar.perihall }}",
        "{%p for satu in lembar.penerusan %}",
        "{{ satu.kepda }}",
        "{%p endfor %}",
        "{{ isian.alasan }}",
        "{{ tiket.nomor }}",
    )
    data = with_lines(desk.letters.shipped(name), *wrong)
    found = look_at(desk, name, "x.docx", data, known=known).checked.blocking
    said = [fault_sentence(one.fault) for one in found]
    assert len(said) == 4
    assert "lembar.perihal”" in said[0]
    assert "“kepada”" in said[1]


def test_a_paper_of_all_services_asks_for_what_all_have(stock: tuple[Desk, Fillers]) -> None:
    desk, known = stock
    name = "tanda_terima.docx"
    data = with_lines(desk.letters.shipped(name), "{{ permohonan.petugas }}", "{{ isian.tujuan }}")
    (found,) = look_at(desk, name, "x.docx", data, known=known).checked.blocking
    assert (found.code, found.values["isian"]) == ("templat_isian_milik_lain", "isian.tujuan")


def test_invented_words_have_the_shape_of_the_real_ones(
    desk: Desk, actor: Actor, walker: Walker, stranded: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the checker lets a paper ask for is there when it is printed."""
    printed: dict[str, Any] = {}
    render = Letters.render

    def heard(self: Letters, name: str, look: Any, context: Any, *more: Any, **others: Any) -> bytes:
        printed[name] = dict(context)
        return render(self, name, look, context, *more, **others)

    monkeypatch.setattr(Letters, "render", heard)
    letters, now = desk.letters, desk.now
    lines = (QueueLine(letter="A", name="Pelayanan umum"),)
    change_front_desk(desk.uow(), actor, FrontDesk(queue=True, queue_lines=lines))
    ticket_slip(desk.reader(), letters, take_ticket(desk.uow(), actor, "A", False, now()).ticket.id)
    complaint = receive_complaint(desk.uow(), actor, Entry(TYPED), (), now())
    complaint_receipt(desk.reader(), letters, actor, complaint, now())
    print_slip(desk, actor, enter(desk, actor).mail_id, now())
    lacking = walker.take(desk.catalog.services["lubuklinggau-dtks"], Wishes(incomplete=True)).request_id
    missing_papers_letter(desk.reader(), letters, actor, lacking, now())
    request = walker.take(stranded).request_id
    for form in ReceiptFormat:
        receipt(desk.reader(), letters, request, now(), form)
    walker.to(request, "penyerahan")
    for paper in CasePaper:
        case_paper(desk.reader(), letters, actor, request, paper, now())
    routing_slip(desk.reader(), letters, actor, request, now())
    refused = walker.take(stranded).request_id
    walker.to(refused, "paraf_kasi")
    walker.refuse(refused, Action.REJECT)
    refusal_letter(desk.uow(), letters, desk.store, actor, refused, now())
    print_register(desk.reader(), actor, letters, stranded, NOVEMBER, now())
    book = outgoing_register(actor)
    line = next(iter(register_lines(desk.reader(), actor, book, NOVEMBER, now())))
    print_expedition_slip(desk.reader(), actor, letters, book, line.key, NOVEMBER, now())
    figures = desk.ask(lambda session: summary_figures(session, NOVEMBER))
    covering_letter(desk.reader(), letters, Covering(), figures, (), 2, now())
    print_standard(desk.reader(), letters, stranded, now())
    print_requirements(desk.reader(), letters, stranded, now())
    monkeypatch.setattr(Letters, "render", render)
    known = fillers(desk)
    bench = bench_of(desk, known)
    assert bench is not None
    assert set(PAPERS) - set(printed) == {"cetak/daftar_layanan.docx", "cetak/maklumat_pelayanan.docx"}
    for name in set(PAPERS) & set(printed):
        real = shape(printed[name])
        asked = set(paper_tree(bench, name, known).paths())
        assert sorted(path for path in asked if not leads_somewhere(real, path)) == [], name
        for key, value in words_of_paper(bench, name).items():
            for inner in _items(value, key):
                assert leads_somewhere(real, inner) or not _there(printed[name], inner), (name, inner)


def _items(value: Any, path: str) -> Iterator[str]:
    """The paths of what the items of lists hold."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _items(one, f"{path}.{key}")
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from (f"{path}[].{key}" for key in value[0])


def _there(words: Any, path: str) -> bool:
    """Whether the list of a path has items in these words."""
    for step in path.partition("[]")[0].split("."):
        words = words.get(step) if isinstance(words, dict) else None
    return bool(words)


def test_papers_do_not_stand_among_the_templates_of_letters(stock: tuple[Desk, Fillers]) -> None:
    desk, _ = stock
    named = {product.template for one in desk.catalog.services.values() for product in one.products}
    assert named.isdisjoint(PAPERS)
