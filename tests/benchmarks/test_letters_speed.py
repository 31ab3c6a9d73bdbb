"""Hundreds of letters against a bare docxtpl loop on the same template; run by hand."""

import io
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from sqlalchemy import text

from dinsos_desk.db.queries.letters import list_letters
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.desk import Desk
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.files import atomic_write
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import approve, standing, take_in
from dinsos_desk.usecases.letters.files import file_letters
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.letters.prints import MOST_LETTERS, kept_file, kept_letters, send_letters
from dinsos_desk.usecases.letters.words import office_look
from tests.factories import StandingClock, colleague, new_desk

pytestmark = pytest.mark.skipif(
    "not config.getoption('--benchmark-enable')", reason="run by hand or as a CI report"
)
SERVICE, PRODUCT = "lubuklinggau-dtks", "surat_keterangan"
BARE, ROUNDS = 60, 3
MANY = 500


def test_five_hundred_certificates(say, tmp_path: Path, benchmark) -> None:
    """The words are those of real applications, the letters go all the way into files of a folder."""
    desk, ids = _stock(tmp_path / "data")
    with desk.reader() as uow:
        first = uow.letters.get(ids[0])
        words, template = dict(first.context), first.template
        look = office_look(uow.offices.get())
    letters = desk.library.letters
    source = letters.template(template)
    filled: list[float] = []
    laden: list[float] = []
    rendered: list[float] = []
    whole: list[float] = []
    letters.render(template, look, words)
    for number in range(ROUNDS):
        folder = tmp_path / f"surat{number}"
        folder.mkdir()
        filled.append(_span(lambda _: _bare(source, words), BARE))
        laden.append(_span(lambda place: _bare_and_kept(desk, source, words, folder, place), BARE))  # noqa: B023
        rendered.append(_span(lambda _: letters.render(template, look, words), MANY))
        _forget_files(desk)
        began = time.perf_counter()
        _all_the_way(desk, ids, folder)
        whole.append((time.perf_counter() - began) / len(ids))
    desk.close()
    floor, kept, ours, all_of_it = (statistics.median(one) for one in (filled, laden, rendered, whole))
    say("one certificate: bare docxtpl, rendered only", f"{floor * 1000:.1f} ms", "1")
    say("one certificate: ours, rendered only", f"{ours * 1000:.1f} ms", f"{floor / ours:.1f} x")
    say("ours, from the database to the folder", f"{all_of_it * 1000:.1f} ms", f"{floor / all_of_it:.1f} x")
    say("bare docxtpl with code, kept encrypted, saved", f"{kept * 1000:.1f} ms", f"{kept / all_of_it:.1f} x")
    benchmark.pedantic(lambda: None, rounds=1)
    assert floor / all_of_it >= 5, "all our duties against a loop that only renders"


def _span(work: Callable[[int], object], times: int) -> float:
    began = time.perf_counter()
    for place in range(times):
        work(place)
    return (time.perf_counter() - began) / times


def _bare(source: bytes, words: dict[str, Any]) -> bytes:
    bare = DocxTemplate(io.BytesIO(source))
    bare.render(words, autoescape=True)
    stream = io.BytesIO()
    bare.save(stream)
    return stream.getvalue()


def _bare_and_kept(desk: Desk, source: bytes, words: dict[str, Any], folder: Path, place: int) -> None:
    receipt_qr(f"2026-{place}")
    made = _bare(source, words | {"place": place})
    desk.store.put(made + bytes([place]))
    atomic_write(folder / f"bare-{place}.docx", made)


def _forget_files(desk: Desk) -> None:
    with desk.uow() as uow:
        uow.session.execute(text("UPDATE letter SET stored = ''"))
        uow.commit()
    shutil.rmtree(desk.paths.store)
    desk.paths.store.mkdir()


def _all_the_way(desk: Desk, ids: list[int], folder: Path) -> None:
    letters = desk.library.letters
    assert not file_letters(desk.uow, letters, desk.store, ids, None, lambda *_: None, lambda: False)
    sees = Visibility(frozenset({Role.KADIS}), "")
    rows = desk.ask(lambda session: list_letters(session, sees, limit=MOST_LETTERS))
    kept = kept_letters(desk.reader(), ids, None)

    def save(file: WordFile) -> str:
        atomic_write(folder / file.name, file.content)
        return file.name

    chosen = [row for row in rows if row.id in kept]
    told = send_letters(
        chosen, lambda i: kept_file(desk.store, kept[i]), save, lambda *_: None, lambda: False, 8
    )
    assert sum(bool(one.name) for one in told) == len(ids)


def _stock(folder: Path) -> tuple[Desk, list[int]]:
    """An office with finished certificates that have no file yet."""
    clock = StandingClock()
    desk, actor = new_desk(folder, clock)
    crew = {Role.PETUGAS: actor} | {
        role: colleague(desk, actor, role)
        for role in (Role.OPERATOR, Role.KASI, Role.KABID, Role.SEKRETARIS, Role.KADIS)
    }
    service, crowd = desk.catalog.services[SERVICE], Crowd(5)
    found = []
    for _ in range(MANY):
        taken = take_in(desk, crew, fill_draft(service, crowd, clock().date()), service, clock())
        for _ in service.route.stages:
            at = standing(desk, taken.request_id, clock().date())
            if at.state is RequestState.DONE:
                break
            approve(desk, crew, taken.request_id, at, crowd, clock.forward(minutes=1))
        with desk.reader() as uow:
            found.append(uow.letters.of_request(taken.request_id)[PRODUCT].id)
    return desk, found
