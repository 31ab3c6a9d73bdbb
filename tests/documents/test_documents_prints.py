"""The prints of every service of the catalogue: the standard, the leaflet on one page, the office's lists."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Desk
from dinsos_desk.documents import leaflet
from dinsos_desk.documents.look import PAPERS_MM
from dinsos_desk.domain.office_hours import PERPRES_WEEK, DayHours
from dinsos_desk.paths import resources_dir
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.office.officials import officials, remove_official
from dinsos_desk.usecases.office.setup import change_office, the_office
from dinsos_desk.usecases.services import prints
from dinsos_desk.usecases.services.print_words import (
    BLANK,
    brief_steps,
    leaflet_words,
    standard_words,
    week_text,
)
from tests.documents.conftest import text_of
from tests.factories import new_desk

SERVICES = load_catalog(resources_dir() / "catalog").services
EVERY = pytest.mark.parametrize("service", SERVICES.values(), ids=lambda service: service.code)
LONGEST = ("lombok-timur-adopsi", "cirebon-adopsi", "lombok-timur-kis")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office that no test of this module changes."""
    made, _ = new_desk(tmp_path_factory.mktemp("cetak"))
    yield made
    made.close()


def standard(desk: Desk, service: ServiceDef, **how: bool) -> WordFile:
    return prints.print_standard(desk.reader(), desk.library.letters, service, desk.now(), **how)


def requirements(desk: Desk, service: ServiceDef, **how: bool) -> WordFile:
    return prints.print_requirements(desk.reader(), desk.library.letters, service, desk.now(), **how)


def type_of(file: WordFile) -> float:
    """The size in points of the type a document is set in."""
    return float(docx.Document(io.BytesIO(file.content)).styles["Normal"].font.size.pt)


@EVERY
def test_the_standard_has_fourteen_components_and_every_line_of_them(
    shared: Desk, service: ServiceDef
) -> None:
    document = docx.Document(io.BytesIO(standard(shared, service).content))
    table = next(t for t in document.tables if t.cell(0, 0).text == "No.")
    rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
    assert rows[0] == ["No.", "Komponen", "Uraian"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 15)]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    cells = [row[2] for row in rows[1:]]
    held = service.standard
    assert all(text in cells[0] for text in held.legal_basis)
    assert all(requirement.text in cells[1] for requirement in service.requirements)
    assert all(step.text.rstrip(". ") in cells[2] for step in held.procedure)
    assert cells[3] == (service.time_limit.text if service.time_limit else BLANK)
    assert cells[4] == (held.fee or BLANK)
    assert all(text in cells[5] for text in held.products)
    assert cells[10] == (held.staff_count or BLANK)
    blank = [not part for part in (held.facilities, held.competence, held.safety_guarantee)]
    assert [cells[place] == BLANK for place in (6, 7, 12)] == blank


@EVERY
def test_the_counts_of_the_standard_are_those_of_the_service(service: ServiceDef) -> None:
    components = standard_words(service)
    counts = [sum(len(group["baris"]) for group in part["kelompok"]) for part in components]
    assert counts[1] == max(1, len(service.requirements))
    assert counts[2] == max(1, len(service.standard.procedure))
    groups = [group["judul"] for group in components[1]["kelompok"]]
    assert groups == (list(dict.fromkeys(r.group for r in service.requirements)) or [""])


@EVERY
@pytest.mark.parametrize("paper", PAPERS_MM)
def test_the_leaflet_holds_everything_in_type_that_fits(
    shared: Desk, service: ServiceDef, paper: str
) -> None:
    file = requirements(shared, service)
    text = text_of(file.content)
    boxes = docx.Document(io.BytesIO(file.content)).element.body.findall(f".//{qn('w:sym')}")
    assert len(boxes) == len(service.paper_requirements())
    assert all(requirement.text.rstrip(". ") in text for requirement in service.requirements)
    assert all(step.agency in text for step in service.onward)
    assert service.name in text
    assert "Senin–Kamis 07.30–16.00" in text
    assert "(0000) 000000" in text
    words = leaflet_words(service) | office_words_of(shared)
    look = replace(leaflet.OfficeLook(paper=paper), margins_mm=(15.0, 15.0, 15.0, 15.0))
    size = leaflet.fitting_size(look, words)
    room = (PAPERS_MM[paper][1] - 30) * 72 / 25.4
    assert leaflet._height(look, words, size) <= room
    assert size >= 9


def office_words_of(desk: Desk) -> dict[str, object]:
    """The words of the office that stand on a leaflet."""
    words, _ = prints._office(desk.reader(), desk.now())
    return words | {"tempat": "Dinas Sosial, Jalan Melati Nomor 1", "pengaduan": "kotak saran", "kaki": "x"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("paper", PAPERS_MM)
def test_the_longest_leaflets_take_one_page(desk: Desk, actor: Actor, tmp_path: Path, paper: str) -> None:
    change_office(desk.uow(), actor, replace(the_office(desk.reader()), paper=paper))
    for code in LONGEST:
        (tmp_path / f"{code}.docx").write_bytes(requirements(desk, SERVICES[code]).content)
    home = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    made = [str(path) for path in tmp_path.glob("*.docx")]
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *made]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for code in LONGEST:
        pages = re.findall(rb"/Type\s*/Page[^s]", (tmp_path / f"{code}.pdf").read_bytes())
        assert len(pages) == 1, code


def test_more_requirements_make_smaller_type(shared: Desk) -> None:
    service = SERVICES["lubuklinggau-dtks"]
    one = service.requirements[0]
    many = tuple(one.model_copy(update={"code": f"r{n}", "text": "Surat keterangan " * 5}) for n in range(30))
    large, small = (
        requirements(shared, service),
        requirements(shared, service.model_copy(update={"requirements": many})),
    )
    assert type_of(large) == leaflet.SIZES[0]
    assert type_of(small) < type_of(large)


def test_a_service_without_requirements_says_so(shared: Desk) -> None:
    bare = SERVICES["lubuklinggau-dtks"].model_copy(update={"requirements": ()})
    assert "Tidak ada berkas yang dipersyaratkan" in text_of(requirements(shared, bare).content)
    assert standard_words(bare)[1]["kelompok"][0]["baris"][0]["teks"] == BLANK


def test_a_draft_is_marked(shared: Desk) -> None:
    service = SERVICES["lubuklinggau-dtks"]
    for print_it in (standard, requirements):
        assert "KONSEP" in text_of(print_it(shared, service, draft=True).content)
        assert "KONSEP" not in text_of(print_it(shared, service).content)


def test_conditions_are_said_in_words() -> None:
    groups = leaflet_words(SERVICES["lubuklinggau-orang-terlantar"])["bawaan"]
    lines = {line["teks"]: line["keterangan"] for group in groups for line in group["baris"]}
    assert lines["Surat pengantar dari Dinas Sosial terdekat"].startswith(
        "Diminta bila datang secara estafet"
    )
    choice = next(text for text in lines if text.startswith("FC KTP"))
    assert "salah satu: FC KTP; Identitas lainnya" in choice


def test_the_steps_are_brief() -> None:
    assert brief_steps(SERVICES["lubuklinggau-rumah-sakit-jiwa"].route.stages) == [
        "Penerimaan di Bagian Umum",
        "Pemeriksaan oleh Kasi Rehabilitasi Sosial Penyandang Disabilitas, Kabid Rehabilitasi Sosial, "
        "dan Sekretaris",
        "Penandatanganan oleh Kepala Dinas",
        "Penyerahan surat kepada pemohon",
    ]


def test_the_week_in_words() -> None:
    assert week_text(PERPRES_WEEK) == (
        "Senin–Kamis 07.30–16.00 (istirahat 12.00–13.00)\nJumat 07.30–16.30 (istirahat 11.30–13.00)"
    )
    short = DayHours(time(8), time(12))
    assert week_text((None, short, None, short, short, None, None)) == (
        "Selasa 08.00–12.00\nKamis–Jumat 08.00–12.00"
    )


def test_the_list_has_every_offered_service_once(desk: Desk) -> None:
    services = desk.library.catalog.services.values()
    file = prints.print_service_list(desk.reader(), desk.library.letters, services, desk.now())
    document = docx.Document(io.BytesIO(file.content))
    table = next(t for t in document.tables if t.cell(0, 0).text == "No.")
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert sorted(row[1] for row in rows) == sorted(service.name for service in services)
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    with desk.uow() as uow:
        uow.services.set_offered({"lubuklinggau-dtks"}, desk.now())
        uow.commit()
    fewer = prints.print_service_list(desk.reader(), desk.library.letters, services, desk.now())
    assert SERVICES["lubuklinggau-dtks"].name in text_of(fewer.content)
    assert SERVICES["lombok-timur-adopsi"].name not in text_of(fewer.content)


def test_the_maklumat_is_signed_by_the_head_of_the_office_or_waits_for_one(desk: Desk, actor: Actor) -> None:
    head = next(one for one in officials(desk.reader()) if one.post == "kepala_dinas")
    text = text_of(prints.print_pledge(desk.reader(), desk.library.letters, desk.now()).content)
    assert "sanggup menyelenggarakan pelayanan sesuai standar pelayanan" in text
    assert "Contoh, 23 November 2026" in text
    assert head.name in text
    assert head.id is not None
    remove_official(desk.uow(), actor, head.id)
    text = text_of(prints.print_pledge(desk.reader(), desk.library.letters, desk.now()).content)
    assert head.name not in text
    assert "KEPALA DINAS" in text
    assert "\u00a0" * 20 in text
