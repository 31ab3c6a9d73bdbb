"""The slip of a ticket: one page of 80 mm whatever it says, and nothing about a person."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from dinsos_desk.desk import Desk
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.office.setup import change_office, the_office
from dinsos_desk.usecases.queue import tickets as queue
from dinsos_desk.usecases.queue.slip import ahead_words, ticket_slip
from tests.documents.conftest import text_of
from tests.factories import new_desk

LONG = "Rekomendasi jaminan sosial, PBI-JK dan perlindungan khusus"
LINES = (QueueLine(letter="A", name="Pelayanan umum"), QueueLine(letter="B", name=LONG))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Actor]]:
    desk, actor = new_desk(tmp_path_factory.mktemp("antrean"))
    change_front_desk(desk.uow(), actor, FrontDesk(queue=True, queue_lines=LINES))
    yield desk, actor
    desk.close()


def slip(desk: Desk, actor: Actor, line: str, priority: bool = False) -> WordFile:
    taken = queue.take_ticket(desk.uow(), actor, line, priority, desk.now())
    return ticket_slip(desk.reader(), desk.library.letters, taken.ticket.id)


def test_it_says_number_line_office_time_and_how_many_wait(office: tuple[Desk, Actor]) -> None:
    first = slip(*office, "A")
    assert first.name == "Antrean A001.docx"
    said = text_of(first.content)
    for words in ("DINAS SOSIAL", "A001", "Pelayanan umum", "23 November 2026 pukul 08.14", ahead_words(0)):
        assert words in said
    assert "PRIORITAS" not in said
    assert office[1].name not in said
    assert ahead_words(1) in text_of(slip(*office, "A").content)
    assert "PRIORITAS" in text_of(slip(*office, "A", priority=True).content)


def test_the_page_is_a_roll_of_eighty_millimetres(office: tuple[Desk, Actor]) -> None:
    for line in "AB":
        section = docx.Document(io.BytesIO(slip(*office, line).content)).sections[0]
        assert round(section.page_width.mm) == 80
        assert 80 <= round(section.page_height.mm) <= 150


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_the_longest_words_stay_on_one_page(office: tuple[Desk, Actor], tmp_path: Path) -> None:
    desk, actor = office
    data = the_office(desk.reader())
    names = {
        "name": "DINAS SOSIAL, PEMBERDAYAAN PEREMPUAN DAN PERLINDUNGAN ANAK SERTA PENGENDALIAN PENDUDUK",
        "government": "PEMERINTAH KABUPATEN PENUKAL ABAB LEMATANG ILIR PROVINSI SUMATERA SELATAN",
    }
    made = [slip(desk, actor, "A")]
    change_office(desk.uow(), actor, type(data)(**{**vars(data), **names}))
    made.append(slip(desk, actor, "B", priority=True))
    change_office(desk.uow(), actor, data)
    for number, file in enumerate(made):
        (tmp_path / f"{number}.docx").write_bytes(file.content)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", "pdf"]
    files = [str(tmp_path / f"{number}.docx") for number in range(len(made))]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=180
    )
    for number in range(len(made)):
        said = subprocess.run(
            ["pdfinfo", str(tmp_path / f"{number}.pdf")], check=True, capture_output=True, text=True
        )
        assert "Pages:           1" in said.stdout
