"""The self-test of the program itself: a fresh office in a folder that is thrown away; a little of each part.

It never touches an office's own data.
"""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image
from pypdfium2 import PdfDocument

from dinsos_desk import paths
from dinsos_desk.db.upgrade import differences
from dinsos_desk.desk import Desk, Gate, local_now
from dinsos_desk.documents.list_book import ListHead
from dinsos_desk.documents.list_process import ListBookProcess
from dinsos_desk.documents.preview import preview_html
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.documents.words import terbilang
from dinsos_desk.domain.holidays_id import national_closures
from dinsos_desk.messages import fault_sentence
from dinsos_desk.sample.office import add_colleagues, crew_of, sample_setup
from dinsos_desk.sample.walk import WalkResult, walk_service
from dinsos_desk.self_test.findings import Check, FailedError, SkippedError
from dinsos_desk.usecases.recaps.workbook import build_recap, month, recap_rows
from dinsos_desk.vault.keys import MINIMUM_COST, KeyRing

_FOLDERS = ("catalog", "offices", "regions", "help", "icons", "fonts")
_PROBE = b"berkas percobaan"
_PLAIN_HEADER = b"SQLite format 3\0"


@dataclass
class FreshTest:
    """The checks, in order. What an earlier one made is there for a later one, or that one is skipped."""

    folder: Path
    _desk: Desk | None = None
    _walked: WalkResult | None = None
    _gate: Gate = field(init=False)

    def __post_init__(self) -> None:
        data = paths.DataPaths(self.folder)
        data.prepare()
        self._gate = Gate(data, ring_at=partial(KeyRing, cost=MINIMUM_COST))

    def checks(self) -> tuple[tuple[str, Check], ...]:
        """Every check with its subject."""
        return (
            ("Berkas program", self._files),
            ("Berkas layanan", self._services),
            ("Prasetel kantor", self._presets),
            ("Data wilayah", self._regions),
            ("Templat surat", self._templates),
            ("Basis data baru", self._database),
            ("Susunan tabel", self._tables),
            ("Simpanan berkas", self._store),
            ("Surat", self._letters),
            ("Pratinjau surat", self._preview),
            ("Rekap Excel", self._recap),
            ("Ekspor di proses lain", self._export),
            ("Terbilang, hari libur", self._words),
            ("QR, gambar, PDF", self._pictures),
        )

    def close(self) -> None:
        """Close the office that was made."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _files(self) -> str:
        missing = [name for name in _FOLDERS if not any((paths.resources_dir() / name).glob("*"))]
        wanted = (paths.resources_dir() / "app.qss", paths.migrations_dir() / "env.py", paths.templates_dir())
        missing += [path.name for path in wanted if not path.exists()]
        if missing:
            raise FailedError(f"Tidak lengkap: {', '.join(missing)}. Pasang ulang program ini.")
        count = sum(path.is_file() for path in paths.resources_dir().rglob("*"))
        return f"{count} berkas sumber daya"

    def _services(self) -> str:
        catalog = self._gate.library.catalog
        if catalog.faults:
            raise FailedError("\n".join(fault_sentence(fault.fault()) for fault in catalog.faults))
        if not catalog.services:
            raise FailedError("Tidak ada layanan. Pasang ulang program ini.")
        return f"{len(catalog.services)} layanan terbaca"

    def _presets(self) -> str:
        offices = self._gate.library.offices
        if not offices.presets:
            raise FailedError("Tidak ada prasetel kantor. Pasang ulang program ini.")
        return f"{len(offices.presets)} prasetel"

    def _regions(self) -> str:
        regions = self._gate.library.regions
        regions.prepare_villages()
        return "provinsi sampai desa terbaca"

    def _templates(self) -> str:
        letters = self._gate.library.letters
        root = paths.templates_dir()
        names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.docx"))
        if not names:
            raise FailedError("Tidak ada templat surat. Pasang ulang program ini.")
        unseen = [name for name in names if not letters.has(name)]
        if unseen:
            raise FailedError(f"Tidak dikenal: {', '.join(unseen)}")
        return f"{len(names)} templat"

    def _database(self) -> str:
        desk, admin = self._gate.set_up(sample_setup(self._gate.library, local_now().date()))
        self._desk = desk
        add_colleagues(desk, admin)
        with desk.paths.database.open("rb") as file:
            if file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER:
                raise FailedError("Basis data tidak terenkripsi.")
        with desk.reading() as session:
            connection = session.connection()
            cipher = connection.exec_driver_sql("PRAGMA cipher_version").scalar_one()
            sqlite = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
            revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        return f"terenkripsi; SQLCipher {cipher}, SQLite {sqlite}, revisi {revision}"

    def _tables(self) -> str:
        desk = self._need_desk()
        from dinsos_desk.db import tables
        from dinsos_desk.db.base import Base

        assert tables is not None
        with desk.reading() as session:
            found = differences(session.connection().engine, Base.metadata)
        if found:
            raise FailedError(f"Migrasi dan tabel berbeda di {len(found)} tempat.")
        return f"{len(Base.metadata.tables)} tabel"

    def _store(self) -> str:
        store = self._need_desk().store
        address = store.put(_PROBE)
        if store.get(address) != _PROBE:
            raise FailedError("Yang dibaca kembali berbeda dari yang disimpan.")
        return "ditulis terenkripsi dan dibaca kembali"

    def _letters(self) -> str:
        desk = self._need_desk()
        service = next(service for _, service in sorted(desk.catalog.services.items()) if service.products)
        walked = walk_service(desk, crew_of(desk), service, desk.now)
        if walked.error:
            raise FailedError(f"{service.code}: {walked.error}")
        self._walked = walked
        return f"{service.code}: {len(walked.documents)} dokumen, {len(walked.numbers)} nomor surat"

    def _preview(self) -> str:
        if self._walked is None:
            raise SkippedError("tidak ada surat")
        html = preview_html(self._walked.documents[-1].content).html
        if not html.strip():
            raise FailedError("Pratinjau kosong.")
        return f"{len(html)} huruf HTML"

    def _recap(self) -> str:
        desk = self._need_desk()
        now = desk.now()
        period = month(now.year, now.month)
        services = desk.catalog.services
        with desk.reading() as session:
            book = build_recap(session, services, frozenset(services), period, "Pemeriksaan", now)
            rows = recap_rows(session, services, frozenset(services), period)
        read = load_workbook(io.BytesIO(book.content), read_only=True)
        try:
            written = {str(row[1]) for row in read["Rekap"].iter_rows(values_only=True) if len(row) > 1}
        finally:
            read.close()
        lost = [name for _, name in rows if name not in written]
        if lost:
            raise FailedError(f"Layanan tidak terbaca kembali: {', '.join(lost)}")
        return f"{len(rows)} layanan ditulis dan dibaca kembali"

    def _export(self) -> str:
        head = ListHead("Daftar", ("Nomor", "Nama"), (20, 40), (("Dibuat oleh", "Pemeriksaan"),))
        row = ("2026-0001", "=1+1")
        with ListBookProcess(head) as book:
            book.add([row])
            content = book.finish()
        read = load_workbook(io.BytesIO(content), read_only=True)
        try:
            rows = list(read.worksheets[0].iter_rows(values_only=True))
        finally:
            read.close()
        if rows[1:] != [row]:
            raise FailedError("Daftar yang dibaca kembali berbeda dari yang ditulis.")
        return "ditulis oleh proses lain dan dibaca kembali"

    def _words(self) -> str:
        if "dua ratus lima puluh ribu" not in terbilang(1_250_000):
            raise FailedError("Angka tidak terbilang dalam bahasa Indonesia.")
        year = date.today().year
        closures = national_closures(year)
        if not closures:
            raise FailedError(f"Tidak ada hari libur untuk {year}.")
        return f"{len(closures)} hari libur dan cuti bersama {year}"

    def _pictures(self) -> str:
        picture = Image.open(io.BytesIO(receipt_qr("2026-0001"))).convert("RGB")
        photo = io.BytesIO()
        picture.save(photo, "JPEG")
        Image.open(io.BytesIO(photo.getvalue())).load()
        paper = io.BytesIO()
        picture.save(paper, "PDF")
        document = PdfDocument(paper.getvalue())
        try:
            page = document[0]
            size = page.render(scale=1).to_pil().size
        finally:
            document.close()
        return f"QR {picture.width} titik, halaman PDF {size[0]} × {size[1]}"

    def _need_desk(self) -> Desk:
        if self._desk is None:
            raise SkippedError("tidak ada basis data")
        return self._desk


@contextmanager
def fresh_test() -> Iterator[FreshTest]:
    """The self-test in a folder that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="dinsos-periksa-", ignore_cleanup_errors=True) as made:
        test = FreshTest(Path(made))
        try:
            yield test
        finally:
            with suppress(Exception):
                test.close()
