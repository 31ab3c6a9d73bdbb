"""The words of generic letters: parties, answers and records of any service as lines."""

import io
import json

import docx
import pytest
from docx.oxml.ns import qn

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Desk
from dinsos_desk.domain.fields import TextField, YesNoField
from dinsos_desk.sample.fill import ORDINARY, Wishes
from dinsos_desk.usecases.letters.detail_words import answer_lines
from dinsos_desk.usecases.letters.words import Words, letter_words, office_look
from dinsos_desk.usecases.requests.cases import load_case

GENERIC = ("surat_rekomendasi", "surat_keterangan", "surat_pengantar", "berita_acara")


def words_of(desk: Desk, service: ServiceDef, request_id: int) -> Words:
    """The words of the first document of a service, signed by the head of the office."""
    product = service.documents()[0].model_copy(update={"signed_by": "kepala_dinas", "subject": "Uji"})
    with desk.reader() as uow:
        return letter_words(
            uow, load_case(uow, request_id), product, desk.now().date(), "400.9/1", desk.now()
        )


def text_of(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join("".join(node.text or "" for node in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


@pytest.mark.parametrize(
    "code",
    ["lubuklinggau-lks-operasional", "lubuklinggau-rumah-sakit-jiwa", "cirebon-otdp", "lombok-timur-adopsi"],
)
def test_every_generic_letter_prints_the_parties_and_the_answers(desk: Desk, walker, code: str) -> None:
    service = desk.library.catalog.services[code]
    taken = walker.take(service, ORDINARY)
    words = words_of(desk, service, taken.request_id)
    assert json.loads(json.dumps(words)) == words
    assert words["rincian"]
    look = office_look_of(desk)
    for name in GENERIC:
        text = text_of(desk.library.letters.render(f"umum/{name}.docx", look, words))
        assert all(party["nama"] in text for party in words["pihak"])
        assert all(line["label"] in text and line["isi"] in text for line in words["rincian"])
        cells = [cell for line in words["rincian"] for row in line["baris"] for cell in row]
        assert all(cell in text for cell in cells)
        assert "400.9/1" in text
        assert words["penanda_tangan"]["nama"] in text


def office_look_of(desk: Desk):
    with desk.reader() as uow:
        return office_look(uow.offices.get())


def test_a_table_becomes_rows_under_their_headings(desk: Desk, walker) -> None:
    service = desk.library.catalog.services["lubuklinggau-lks-operasional"]
    words = words_of(desk, service, walker.take(service).request_id)
    line = next(line for line in words["rincian"] if line["baris"])
    field = next(field for field in service.fields if field.label == line["label"])
    assert line["kolom"] == [column.label for column in field.columns]
    assert all(len(row) == len(line["kolom"]) for row in line["baris"])
    assert line["isi"] == f"{len(line['baris'])} {field.unit}"


def test_a_klien_without_papers_is_told_by_age_and_marks(desk: Desk, walker, stranded: ServiceDef) -> None:
    taken = walker.take(stranded, Wishes(without_papers=True))
    (party,) = words_of(desk, stranded, taken.request_id)["pihak"]
    labels = [line["label"] for line in party["baris"]]
    assert "NIK" not in labels
    assert {"Nama", "Umur", "Ciri-ciri"} <= set(labels)
    assert all(line["isi"] for line in party["baris"])


def test_only_answers_that_are_asked_for_are_told() -> None:
    when = {"fact": "isian.lain", "equals": True}
    fields = (
        YesNoField(code="lain", label="Ada yang lain"),
        TextField(code="nama_lain", label="Nama lain", when=when),
        TextField(code="kosong", label="Kosong"),
    )
    values = {"lain": False, "nama_lain": "Budi Contoh"}
    told = answer_lines(fields, values, {"isian.lain": False, "isian.nama_lain": "Budi Contoh"})
    assert [(line["label"], line["isi"]) for line in told] == [("Ada yang lain", "Tidak")]


def test_what_was_recorded_stands_by_its_stage(desk: Desk, walker) -> None:
    service = desk.library.catalog.services["lombok-timur-adopsi"]
    taken = walker.take(service)
    walker.to(taken.request_id, "paraf_kasi")
    stages = words_of(desk, service, taken.request_id)["rincian_tahap"]
    assert [stage["tahap"] for stage in stages] == [
        "Penugasan pekerja sosial oleh Kepala Dinas",
        "Penilaian kelayakan oleh pekerja sosial",
    ]
    assert [line["label"] for line in stages[1]["rincian"]] == [
        field.label for field in service.route.stage("penilaian").records
    ]
