"""Numbers that are never used twice, letters that never change, files that can always be made again."""

import io
import multiprocessing
import re
import threading
from dataclasses import replace
from datetime import date, timedelta

import docx
import pytest
from sqlalchemy import text

from dinsos_desk.db.engine import open_database, sessions
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.number_series import MAIN_SERIES
from dinsos_desk.domain.routing import Action
from dinsos_desk.errors import UserError
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.usecases.intake.receipts import receipt
from dinsos_desk.usecases.letters.making import (
    draft_letter,
    file_letter,
    file_name,
    main_document,
)
from dinsos_desk.usecases.office.officials import OfficialData, keep_official, officials, remove_official
from dinsos_desk.usecases.requests.cases import load_case
from dinsos_desk.usecases.requests.view import view_request

DRAWS = 200


def letters_of(desk, actor, request_id):
    return {x.product: x for x in view_request(desk.reader(), actor, request_id).letters}


def words(file):
    body = docx.Document(io.BytesIO(file.content)).element.body
    return " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))


def retire_head(desk, actor, last_day):
    """The head of the office serves until a day."""
    head = next(o for o in officials(desk.reader()) if o.post == "kepala_dinas" and o.valid_until is None)
    keep_official(desk.uow(), actor, replace(head, valid_until=last_day))


def make_file(desk, letter_id):
    return file_letter(desk.uow(), desk.library.letters, desk.store, letter_id)


def test_the_number_comes_after_the_last_paraf_and_stands_on_the_letter(desk, actor, walker, stranded):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penomoran")
    assert letters_of(desk, actor, taken.request_id) == {}
    decided = walker.approve(taken.request_id)
    assert decided.numbers == ("400.9.4/1/DINSOS/XI/2026",)
    letter = letters_of(desk, actor, taken.request_id)["surat_pengantar"]
    assert (letter.number, letter.state) == (decided.numbers[0], "bernomor")
    assert decided.numbers[0] in words(make_file(desk, letter.id))


def test_a_letter_becomes_signed_and_handed_over(desk, actor, walker, stranded):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penyerahan")
    assert letters_of(desk, actor, taken.request_id)["surat_pengantar"].state == "ditandatangani"
    walker.approve(taken.request_id)
    letters = letters_of(desk, actor, taken.request_id)
    assert {letter.state for letter in letters.values()} == {"diserahkan"}
    with desk.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM letter WHERE handed_to = ''")) == 0


def test_a_return_after_the_number_keeps_it_and_asks_for_a_new_signature(
    desk, actor, walker, clock, stranded
):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penyerahan")
    first = letters_of(desk, actor, taken.request_id)["surat_pengantar"]
    before = make_file(desk, first.id)
    walker.refuse(taken.request_id, Action.RETURN)
    walker.refuse(taken.request_id, Action.RETURN)
    assert walker.stage(taken.request_id) == "paraf_sekretaris"
    clock.forward(minutes=3)
    walker.approve(taken.request_id)
    assert walker.approve(taken.request_id).numbers == (first.number,)
    again = letters_of(desk, actor, taken.request_id)["surat_pengantar"]
    assert (again.id, again.number, again.state) == (first.id, first.number, "bernomor")
    walker.to(taken.request_id, "penyerahan")
    assert letters_of(desk, actor, taken.request_id)["surat_pengantar"].state == "ditandatangani"
    assert words(make_file(desk, first.id)).count(first.number) == words(before).count(first.number)
    with desk.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM issued_number")) == 1


def test_a_failed_decision_gives_the_number_back(desk, actor, walker, clock, stranded):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penomoran")
    head = next(o for o in officials(desk.reader()) if o.post == "kepala_dinas")
    remove_official(desk.uow(), actor, head.id)
    with pytest.raises(UserError, match="pejabat_belum_diisi"):
        walker.approve(taken.request_id)
    with desk.reader() as uow:
        assert uow.numbers.last(MAIN_SERIES, 2026) == 0
    assert walker.stage(taken.request_id) == "penomoran"
    keep_official(desk.uow(), actor, OfficialData("kepala_dinas", "KEPALA DINAS", "Baru Contoh"))
    assert walker.approve(taken.request_id).numbers == ("400.9.4/1/DINSOS/XI/2026",)


def test_a_letter_that_cannot_be_rendered_keeps_its_number_until_it_can(desk, actor, walker, stranded):
    taken = walker.take(stranded)
    own = desk.paths.templates / "lubuklinggau"
    own.mkdir(parents=True)
    (own / "surat_pengantar_orang_terlantar.docx").write_bytes(b"rusak")
    walker.to(taken.request_id, "tanda_tangan")
    letter = letters_of(desk, actor, taken.request_id)["surat_pengantar"]
    with pytest.raises(UserError, match="templat_rusak"):
        make_file(desk, letter.id)
    (own / "surat_pengantar_orang_terlantar.docx").unlink()
    assert letter.number in words(make_file(desk, letter.id))
    assert letters_of(desk, actor, taken.request_id)["surat_pengantar"].number == letter.number


def test_a_reprint_is_the_same_file_whatever_changed_since(desk, actor, walker, clock, stranded):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penyerahan")
    letter = letters_of(desk, actor, taken.request_id)["surat_pengantar"]
    first = make_file(desk, letter.id)
    today = clock().date()
    retire_head(desk, actor, today - timedelta(days=1))
    keep_official(
        desk.uow(), actor, OfficialData("kepala_dinas", "KEPALA", "Pengganti Contoh", valid_from=today)
    )
    walker.approve(taken.request_id)
    clock.forward(days=40)
    assert make_file(desk, letter.id) == first


def test_the_signatory_is_decided_by_the_day_of_the_letter(desk, actor, walker, clock, stranded):
    today = clock().date()
    acting = OfficialData(
        "kepala_dinas", "KEPALA DINAS SOSIAL", "Pelaksana Contoh", kind="plt", valid_from=today
    )
    keep_official(desk.uow(), actor, acting)
    past = OfficialData(
        "kepala_dinas", "KEPALA", "Lampau Contoh", valid_from=date(2019, 1, 1), valid_until=date(2019, 2, 1)
    )
    keep_official(desk.uow(), actor, past)
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penyerahan")
    letter = letters_of(desk, actor, taken.request_id)["surat_pengantar"]
    printed = words(make_file(desk, letter.id))
    assert "Plt. KEPALA DINAS SOSIAL" in printed
    assert "Pelaksana Contoh" in printed


def test_numbers_begin_again_each_year(walker, clock, stranded):
    numbers = []
    for moment in (clock(), clock() + timedelta(days=60)):
        clock.moment = moment
        taken = walker.take(stranded)
        walker.to(taken.request_id, "penomoran")
        numbers += walker.approve(taken.request_id).numbers
    assert numbers == ["400.9.4/1/DINSOS/XI/2026", "400.9.4/1/DINSOS/I/2027"]


def test_a_draft_has_no_number_and_says_so(desk, walker, clock, stranded):
    taken = walker.take(stranded)
    draft = draft_letter(desk.reader(), desk.library.letters, taken.request_id, "surat_pengantar", clock())
    assert "Konsep" in draft.name
    assert not re.search(r"400\.9\.4/\d", words(draft))
    with desk.reader() as uow:
        assert uow.numbers.last(MAIN_SERIES, 2026) == 0


def test_the_receipt_lists_what_is_missing(desk, walker, clock, dtks):
    taken = walker.take(dtks, Wishes(incomplete=True))
    file = receipt(desk.reader(), desk.library.letters, taken.request_id, clock())
    assert file.name == "2026-0001 Tanda Terima.docx"
    assert taken.receipt in words(file)
    assert "Fotocopy KK dan KTP" in words(file)


def test_the_letter_is_looked_at_first(desk, walker, stranded):
    taken = walker.take(stranded)
    with desk.reader() as uow:
        assert main_document(load_case(uow, taken.request_id)).code == "surat_pengantar"


@pytest.mark.parametrize("title", ["Surat: a/b\\c?*", "x" * 300, "Surat\nBaru"])
def test_a_file_name_is_one_that_every_system_takes(title):
    name = file_name("2026-0012", title)
    assert re.fullmatch(r"2026-0012 [\w -]{1,80}\.docx", name)


def test_two_threads_draw_numbers_without_a_gap(walker, stranded):
    waiting = []
    for _ in range(8):
        taken = walker.take(stranded)
        walker.to(taken.request_id, "penomoran")
        waiting.append(taken.request_id)
    numbers, start = [], threading.Barrier(2)

    def number(ids):
        start.wait()
        for request_id in ids:
            numbers.extend(walker.approve(request_id).numbers)

    threads = [threading.Thread(target=number, args=(waiting[at::2],)) for at in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    serials = sorted(int(number.split("/")[1]) for number in numbers)
    assert serials == list(range(1, 9))


def _draw(path, key, count, start, results):
    """Draw numbers in a process of its own, one transaction each."""
    engine = open_database(path, key)
    writes = sessions(engine)[1]
    start.wait(60)
    drawn = []
    for _ in range(count):
        with UnitOfWork(writes) as uow:
            drawn.append(uow.numbers.next(MAIN_SERIES, 2026))
            uow.commit()
    engine.dispose()
    results.put(drawn)


def test_two_processes_draw_numbers_without_a_gap(desk):
    spawn = multiprocessing.get_context("spawn")
    start, results = spawn.Barrier(2), spawn.Queue()
    arguments = (desk.paths.database, desk.key.database_key(), DRAWS, start, results)
    processes = [spawn.Process(target=_draw, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    drawn = [results.get(timeout=120) for _ in processes]
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert sorted(drawn[0] + drawn[1]) == list(range(1, 2 * DRAWS + 1))
