"""Services as files: given to another office, and taken over from one."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dinsos_desk.catalog.codes import is_service_code
from dinsos_desk.catalog.faults import CatalogError
from dinsos_desk.catalog.skeleton import as_own
from dinsos_desk.catalog.strict import LARGEST_FILE, read_toml
from dinsos_desk.catalog.writer import write_content, write_service
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.files import read_chosen
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.services.drafts import (
    DraftView,
    free_code,
    keep_content,
    office_of,
)
from dinsos_desk.usecases.services.workplace import Workplace

_MARKS = {"parties", "requirements", "route", "standard"}


class OnConflict(StrEnum):
    """What becomes of a file whose service is already here."""

    REPLACE = "ganti_konsep"
    COPY = "salinan"


@dataclass(frozen=True)
class ExportFile:
    """A service file: a name for it, and its content in UTF-8."""

    name: str
    content: bytes


class CodeTaken(UserError):
    """The service of a file is already here: ask whether it replaces the draft or becomes a copy."""

    def __init__(self, code: str, name: str, *, has_draft: bool) -> None:
        super().__init__("layanan_sudah_ada", nama=name)
        self.service, self.name, self.has_draft = code, name, has_draft


def export_service(desk: Workplace, code: str, *, draft: bool = False) -> ExportFile:
    """A service as the file it could have been read from; ``draft``: its konsep, right or wrong.

    Raises:
        UserError: *layanan_tidak_dikenal*, or *konsep_tidak_ditemukan* when there is no draft.
    """
    if draft:
        with desk.reader() as uow:
            kept = uow.services.draft(code)
        if kept is None:
            raise UserError("konsep_tidak_ditemukan")
        text = write_content(kept.content)
    else:
        service = desk.catalog.services.get(code)
        if service is None:
            raise UserError("layanan_tidak_dikenal", kode=code)
        text = write_service(service)
    return ExportFile(f"{code.replace('-', '_')}.toml", text.encode("utf-8", "replace"))


def read_service_file(path: Path) -> bytes:
    """The bytes of a file that somebody chose, never more than is looked at.

    Raises:
        EnvironmentProblem: *berkas_tidak_terbaca* (nama).
    """
    return read_chosen(path, LARGEST_FILE)


def import_service(
    desk: Workplace, actor: Actor, data: bytes, file_name: str, on_conflict: OnConflict | None = None
) -> DraftView:
    """Take a service file over as a draft, whatever is still wrong with it; it is published by hand.

    Raises:
        UserError: *berkas_layanan_ditolak* (sebab) when it is larger than 1 MB, no TOML, no service file,
            or made for a newer program.
        CodeTaken: the service is here already and ``on_conflict`` does not say what to do.
    """
    actor.require(Role.ADMIN)
    content = _read(data, file_name)
    name = " ".join(str(content.get("name") or "").split()) or Path(file_name).stem.replace("_", " ")
    code = content.get("code")
    with desk.uow() as uow:
        drafts = {row.code for row in uow.services.drafts()}
        own = {row.code for row in uow.services.own()}
        known = {*desk.catalog.services, *desk.shipped.services, *drafts, *own}
        if not isinstance(code, str) or not code.strip():
            code = free_code(desk, uow, name)
        elif code in known and on_conflict is None:
            raise CodeTaken(code, name, has_draft=code in drafts)
        elif code in known and on_conflict is OnConflict.COPY:
            code = free_code(desk, uow, name)
            content = as_own(content, code, name, office_of(uow))
        elif code not in known and not is_service_code(code):
            code = free_code(desk, uow, name)
        return keep_content(desk, uow, actor, code, content)


def _read(data: bytes, file_name: str) -> dict[str, Any]:
    try:
        content = read_toml(data, file_name)
    except CatalogError as error:
        raise UserError("berkas_layanan_ditolak", sebab=error.faults[0].fault()) from error
    if not _MARKS & set(content):
        raise UserError("berkas_bukan_layanan", nama=file_name)
    return {key: _plain(value) for key, value in content.items()}


def _plain(value: Any) -> Any:
    """TOML knows dates; a draft is kept as JSON."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool) else str(value)
