"""Hundreds of letters against a bare docxtpl loop on the same template; run by hand."""

import io
import time
from pathlib import Path

import pytest
from docxtpl import DocxTemplate

from dinsos_desk.db.queries.letters import list_letters
from dinsos_desk.db.queries.requests import Visibility
from dinsos_desk.desk import Desk
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.paths import atomic_write
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import approve, standing, take_in
from dinsos_desk.usecases.letters.files import file_letters
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.letters.prints import kept_file, kept_letters, send_letters
from dinsos_desk.usecases.letters.words import office_look
from tests.factories import StandingClock, colleague, new_desk

pytestmark = pytest.mark.skipif(
    "not config.getoption('--benchmark-enable')", reason="run by hand or as a CI report"
)
SERVICE, PRODUCT = "lubuklinggau-dtks", "surat_keterangan"
MANY, BARE = 500, 60
FINISHED = 100


def test_five_hundred_certificates(say, tmp_path: Path, benchmark) -> None:
    """The words are those of real applications, the letters go all the way into files of a folder."""
    desk, ids = _stock(tmp_path / "data")
    with desk.reader() as uow:
        first = uow.letters.get(ids[0])
        words, template = dict(first.context), first.template
        look = office_look(uow.offices.get())
    source = desk.library.letters.template(template)
    began = time.perf_counter()
    for _ in range(BARE):
        bare = DocxTemplate(io.BytesIO(source))
        bare.render(words, autoescape=True)
        bare.save(io.BytesIO())
    floor = (time.perf_counter() - began) / BARE
    rival = tmp_path / "bare"
    rival.mkdir()
    began = time.perf_counter()
    for place in range(BARE):
        receipt_qr(f"2026-{place}")
        bare = DocxTemplate(io.BytesIO(source))
        bare.render(words | {"place": place}, autoescape=True)
        stream = io.BytesIO()
        bare.save(stream)
        desk.store.put(stream.getvalue() + bytes([place]))
        atomic_write(rival / f"{place}.docx", stream.getvalue())
    laden = (time.perf_counter() - began) / BARE
    letters: Letters = desk.library.letters
    letters.render(template, look, words)
    began = time.perf_counter()
    for _ in range(MANY):
        letters.render(template, look, words)
    rendered = (time.perf_counter() - began) / MANY
    folder = tmp_path / "surat"
    folder.mkdir()
    began = time.perf_counter()
    assert not file_letters(desk.uow, letters, desk.store, ids, None, lambda *_: None, lambda: False)
    rows = desk.ask(lambda session: list_letters(session, Visibility(frozenset({Role.KADIS}), "")))
    kept = kept_letters(desk.reader(), ids, None)

    def save(file: WordFile) -> str:
        atomic_write(folder / file.name, file.content)
        return file.name

    chosen = [row for row in rows if row.id in kept]
    told = send_letters(
        chosen, lambda i: kept_file(desk.store, kept[i]), save, lambda *_: None, lambda: False, 8
    )
    assert all(one.name for one in told)
    assert len(told) == len(ids)
    whole = (time.perf_counter() - began) / len(ids)
    desk.close()
    say("one certificate: bare docxtpl", f"{floor * 1000:.1f} ms", "1")
    say("one certificate: made", f"{rendered * 1000:.1f} ms", f"{floor / rendered:.1f} x")
    say("the same with code, kept encrypted, saved: bare docxtpl", f"{laden * 1000:.1f} ms", "1")
    say("the same with code, kept encrypted, saved: ours", f"{whole * 1000:.1f} ms", f"{laden / whole:.1f} x")
    benchmark.pedantic(lambda: None, rounds=1)
    assert floor / rendered >= 5


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
    for _ in range(FINISHED):
        taken = take_in(desk, crew, fill_draft(service, crowd, clock().date()), service, clock())
        for _ in service.route.stages:
            at = standing(desk, taken.request_id, clock().date())
            if at.state is RequestState.DONE:
                break
            approve(desk, crew, taken.request_id, at, crowd, clock.forward(minutes=1))
        with desk.reader() as uow:
            found.append(uow.letters.of_request(taken.request_id)[PRODUCT].id)
    return desk, found
