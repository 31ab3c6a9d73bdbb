"""Every document of every service with short and long words, on A4 and F4, as PDF and pictures to look at.

Run it: ``python -m tests.documents.every_letter FOLDER [part of a template's name …]`` writes them all into
FOLDER. The tests of this folder render the same words without LibreOffice.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dinsos_desk.desk import Desk, Gate
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.paths import DataPaths, templates_dir
from dinsos_desk.sample.fill import branches, fill_draft
from dinsos_desk.sample.office import add_colleagues, crew_of, sample_setup
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import approve, standing, take_in
from tests.factories import StandingClock, cheap_ring

Words = dict[str, Any]
LONG_NAME = (
    "Raden Ayu Siti Nurhaliza Kusumaningrum Prawirodirjo binti Kanjeng Raden Tumenggung "
    "Haryo Sosrodiningrat Contoh, S.Sos., M.Si."
)
LONG_ADDRESS = (
    "Perumahan Griya Sejahtera Abadi Permai Tahap II Blok K-12 Nomor 117, Jalan Pangeran Diponegoro "
    "Gang Melati Putih, RT 012/RW 008, Desa/Kelurahan Sukamaju Seberang Ulu, Kecamatan Contoh Timur, Kab. "
    "Contoh Pegunungan Selatan"
)
LONG_ANSWER = "Keluarga tinggal di rumah yang rusak setelah banjir dan belum dapat bekerja kembali. " * 4
ROWS = 40


@dataclass(frozen=True)
class Document:
    """A document of a service with the words of an application that went all the way."""

    service: str
    product: str
    template: str
    words: Words

    @property
    def stem(self) -> str:
        return f"{self.service}-{self.product}"


def documents(folder: Path, only: frozenset[str] = frozenset()) -> Iterator[Document]:
    """Take every way through every service and yield each document once, as it is filed."""
    clock = StandingClock()
    paths = DataPaths(folder)
    paths.prepare()
    gate = Gate(paths, ring_at=cheap_ring, now=clock)
    desk, _ = gate.set_up(sample_setup(gate.library, clock().date()), then=add_colleagues)
    try:
        for code in sorted(only or desk.catalog.services):
            yield from _of_service(desk, code, clock)
    finally:
        desk.close()


def _of_service(desk: Desk, code: str, clock: StandingClock) -> Iterator[Document]:
    service, crew, crowd = desk.catalog.services[code], crew_of(desk), Crowd(7)
    wanted = {product.code: product.template for product in service.documents()}
    for wishes in branches(service):
        if not wanted:
            return
        draft = fill_draft(service, crowd, clock().date(), wishes)
        try:
            request_id = take_in(desk, crew, draft, service, clock()).request_id
        except Exception:  # a wish that contradicts a rule of the service
            continue
        for _ in range(len(service.route.stages) + 1):
            at = standing(desk, request_id, clock().date())
            if at.state is RequestState.DONE:
                break
            approve(desk, crew, request_id, at, crowd, clock.forward(minutes=3))
        with desk.reader() as uow:
            for letter in uow.letters.of_request(request_id).values():
                if wanted.pop(letter.product, None):
                    yield Document(code, letter.product, letter.template, dict(letter.context))
    assert not wanted, f"{code}: {sorted(wanted)}"


def lengthened(words: Words) -> Words:
    """The same document with long names, addresses and answers, and forty rows in each list."""
    kept = {"kantor", "layanan", "surat", "paraf"}
    plain = json.loads(json.dumps(words))
    changed = {key: value if key in kept else _longer(key, value) for key, value in plain.items()}
    for key in ("isian", "catatan"):
        changed[key] = _filled(changed[key])
    for line in (
        *changed["rincian"],
        *(one for stage in changed["rincian_tahap"] for one in stage["rincian"]),
    ):
        line["baris"] = _many(line["baris"])
    return changed


def _longer(key: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {inner: _longer(inner, one) for inner, one in value.items()}
    if isinstance(value, list):
        return [_longer(key, one) for one in value]
    if not isinstance(value, str) or not value:
        return value
    if key in ("nama", "oleh", "petugas", "penerima") and len(value) < 60:
        return LONG_NAME
    return LONG_ADDRESS if key.startswith("alamat") else value


def _filled(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: one if key == "oleh" else _filled(one) for key, one in value.items()}
    if isinstance(value, list):
        return _many(value)
    long = isinstance(value, str) and len(value) > 45 and not re.search(r"\d{4}|Rp", value)
    return LONG_ANSWER.strip() if long else value


def _many(rows: list[Any]) -> list[Any]:
    return [rows[place % len(rows)] for place in range(ROWS)] if rows else rows


def look(paper: str) -> OfficeLook:
    """The look of the sample office on a paper."""
    return OfficeLook(paper=paper, emblem=_crest())


def _crest() -> bytes:
    from io import BytesIO

    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (240, 290), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.polygon(
        [(8, 8), (232, 8), (232, 190), (120, 282), (8, 190)], fill="#1B5E20", outline="black", width=6
    )
    draw.ellipse([70, 60, 170, 160], fill="#FFEB3B", outline="black", width=4)
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def write_all(folder: Path, only: frozenset[str]) -> None:
    """Render, convert with one call of LibreOffice, and lay the pages of each kind on contact sheets."""
    shutil.rmtree(folder / "docx", ignore_errors=True)
    shutil.rmtree(folder / "pdf", ignore_errors=True)
    (folder / "docx").mkdir(parents=True)
    kept = folder / "words.json"
    if not kept.is_file():
        with tempfile.TemporaryDirectory() as place:
            found = [vars(one) for one in documents(Path(place) / "data")]
        kept.write_text(json.dumps(found), "utf-8")
    letters = Letters(templates_dir(), folder / "none")
    for document in (Document(**one) for one in json.loads(kept.read_text("utf-8"))):
        if only and not any(part in document.template for part in only):
            continue
        for size, words in (("short", document.words), ("long", lengthened(document.words))):
            for paper in ("A4", "F4"):
                content = letters.render(document.template, look(paper), words, {"qr": receipt_qr("2026-1")})
                (folder / "docx" / f"{document.stem}-{size}-{paper}.docx").write_bytes(content)
    files = sorted(str(path) for path in (folder / "docx").iterdir())
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "pdf")]
    subprocess.run([*command, *files], check=True, capture_output=True)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]).absolute(), frozenset(sys.argv[2:]))


__all__ = ["Document", "documents", "lengthened", "look"]
