"""Kirim paket: the workbook, the covering letter, the office's own workbooks and PDFs in one folder."""

import os
import secrets
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.recaps.table import RecapSheet
from dinsos_desk.documents.to_pdf import can_make_pdf, to_pdf
from dinsos_desk.domain.dates import format_date
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.files import file_problems
from dinsos_desk.usecases.recaps.covering import Covering, covering_letter
from dinsos_desk.usecases.recaps.fields import RecapFields
from dinsos_desk.usecases.recaps.layouts import filled_layouts
from dinsos_desk.usecases.recaps.periods import file_mark, period_name
from dinsos_desk.usecases.recaps.summary import summary_figures
from dinsos_desk.usecases.recaps.workbook import (
    PARTS,
    Said,
    asked_of,
    build_recap,
    office_and_signer,
    recap_rows,
    unsaid,
)

_FIRST_PART = "angka-"
_LEFT_BEHIND_S = 3600


@dataclass(frozen=True)
class Package:
    """A folder to be written: its name and its files.

    ``without_pdf``: no program here could make one. ``left_out``: what an own workbook had no room for.
    """

    name: str
    files: Mapping[str, bytes]
    without_pdf: bool = False
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Maker:
    """What a package is made from."""

    services: Mapping[str, ServiceDef]
    offered: frozenset[str]
    letters: Letters
    made_by: str
    now: datetime


def recap_fields(session: Session, maker: Maker, period: Period) -> RecapFields:
    """The fields of the office's own workbooks for a period."""
    asked = asked_of(session, maker.services, period, maker.now)
    sheets = tuple(make(asked) for _, make in PARTS.values())
    return _fields(session, maker, period, sheets)


def _fields(session: Session, maker: Maker, period: Period, sheets: tuple[RecapSheet, ...]) -> RecapFields:
    office, signer = office_and_signer(session, maker.now)
    figures = summary_figures(session, period)
    spans = figures.spans
    named = [line for line in signer if line]
    words = {
        "periode": (period_name(spans.now), "Periode rekap"),
        "periode_sebelum": (period_name(spans.before), "Periode sebelumnya"),
        "periode_tahun_lalu": (period_name(spans.year_ago), "Periode yang sama tahun lalu"),
        "tanggal_awal": (format_date(period.first), "Hari pertama periode"),
        "tanggal_akhir": (format_date(period.last), "Hari terakhir periode"),
        "kantor": (office.name, "Nama kantor"),
        "pemerintah": (office.government, "Pemerintah daerah"),
        "tempat_tanggal": (named[0], "Tempat dan tanggal pembuatan"),
        "pembuat": (maker.made_by, "Yang membuat rekap"),
        "penanda_tangan": ("\n".join(signer[1:]).rstrip("\n"), "Blok tanda tangan, beberapa baris"),
    }
    rows = recap_rows(session, maker.services, maker.offered, period)
    tables = tuple(table for sheet in sheets for table in sheet.tables)
    return RecapFields(words, figures, rows, tables)


def build_package(
    uow: Callable[[], UnitOfWork],
    session: Session,
    maker: Maker,
    period: Period,
    covering: Covering,
    said: Said = unsaid,
) -> Package:
    """Make every file of the package; nothing is written yet.

    Raises:
        UserError: the template of the covering letter, or an own workbook, cannot be used.
        EnvironmentProblem: *ekspor_terhenti*.
    """
    services, offered, name, now = maker.services, maker.offered, maker.made_by, maker.now
    book = build_recap(session, services, offered, period, name, now, said)
    asked = asked_of(session, services, period, now)
    said(0, 0, "Menyusun surat pengantar")
    sheets = tuple(make(asked) for _, make in PARTS.values())
    own = filled_layouts(uow(), _fields(session, maker, period, sheets), file_mark(period))
    figures = summary_figures(session, period)
    letter = covering_letter(uow(), maker.letters, covering, figures, sheets, 1 + len(own), now)
    files = {letter.name: letter.content, book.name: book.content}
    files |= {one.name: one.content for one in own}
    said(0, 0, "Membuat PDF")
    printed: dict[str, bytes] = {}
    if can_make_pdf():
        brief = build_recap(session, services, offered, period, name, now, with_details=False)
        printed = to_pdf({letter.name: letter.content, _FIRST_PART + brief.name: brief.content})
    files |= {name.removeprefix(_FIRST_PART): content for name, content in printed.items()}
    return Package(
        f"Rekap {period_name(period)}",
        files,
        not printed,
        tuple(words for one in own for words in one.left_out),
    )


def write_package(parent: Path, package: Package) -> Path:
    """Write the folder: every file appears whole, or none does; files of the same name are replaced.

    Raises:
        EnvironmentProblem: *paket_terputus* when the folder went away (a flash disk pulled), *disk_penuh*,
            *folder_tidak_bisa_ditulis*, *berkas_sedang_dibuka* with the file that Excel or Word holds.
    """
    target = parent / package.name
    _sweep(parent)
    staging = parent / f".dinsos-{secrets.token_hex(6)}.tmp"
    try:
        with file_problems(parent):
            staging.mkdir()
            for name, content in package.files.items():
                with (staging / name).open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            if not target.exists():
                staging.rename(target)
                return target
            _refuse_held(target, package.files)
            for name in package.files:
                _move(staging / name, target / name)
    except EnvironmentProblem as problem:
        if problem.code == "folder_tidak_bisa_ditulis" and not parent.is_dir():
            raise EnvironmentProblem("paket_terputus", folder=str(parent)) from problem
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return target


def _sweep(parent: Path) -> None:
    """Remove what a package left behind whose flash disk was pulled, or whose program was ended."""
    with suppress(OSError):
        for left in parent.glob(".dinsos-*.tmp"):
            if left.is_dir() and time.time() - left.stat().st_mtime > _LEFT_BEHIND_S:
                shutil.rmtree(left, ignore_errors=True)


def _refuse_held(target: Path, names: Mapping[str, bytes]) -> None:
    """Ask before anything is replaced whether a program holds one of the files."""
    for name in names:
        path = target / name
        if not path.exists():
            continue
        try:
            with path.open("r+b"):
                pass
        except PermissionError as error:
            raise EnvironmentProblem("berkas_sedang_dibuka", nama=name) from error


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except PermissionError as error:
        if not target.exists():
            raise
        raise EnvironmentProblem("berkas_sedang_dibuka", nama=target.name) from error
