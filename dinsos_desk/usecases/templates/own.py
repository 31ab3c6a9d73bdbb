"""The Word templates of letters: which there are, and taking over one that the office wrote in Word.

An own template lies beside the shipped ones under the same kind of name and goes before a shipped one of
the same name; ``versions`` keeps every version of it. Templates hold no personal data.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dinsos_desk.catalog.codes import part_code
from dinsos_desk.catalog.problems import judge_content
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import running_services
from dinsos_desk.usecases.services.drafts import Origin
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates.versions import keep_file
from dinsos_desk.usecases.templates.words import UnknownField, unknown_fields

LARGEST_TEMPLATE = 5 * 1024 * 1024
OWN_FOLDER = "kantor"
_NOT_LETTERS = frozenset({"bagian", "register", "cetak"})
_NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)+\.docx")


@dataclass(frozen=True)
class TemplateRow:
    """A template that a product may name. ``title`` is its name in words, ``folder`` whose it is."""

    name: str
    title: str
    folder: str
    origin: Origin


@dataclass(frozen=True)
class TemplateCheck:
    """What a template asks for, and what of it the service does not have."""

    fields: frozenset[str]
    unknown: tuple[UnknownField, ...]


def templates(desk: Workplace) -> tuple[TemplateRow, ...]:
    """The templates of letters, by folder and name."""
    shipped, own = desk.letters.names()
    rows = []
    for name in sorted(shipped | own):
        folder, _, stem = name.removesuffix(".docx").rpartition("/")
        if not folder or folder.split("/")[0] in _NOT_LETTERS or not _NAME.fullmatch(name):
            continue
        origin = Origin.SHIPPED if name not in own else Origin.CHANGED if name in shipped else Origin.OWN
        rows.append(TemplateRow(name, stem.replace("_", " ").capitalize(), folder, origin))
    return tuple(rows)


def check_template(desk: Workplace, data: bytes, content: Mapping[str, Any] | None = None) -> TemplateCheck:
    """Whether a file can be a template, and what it asks for that the draft ``content`` does not have.

    Raises:
        UserError: *templat_terlalu_besar* (batas) above 5 MB; *templat_rusak* when it is no Word document or
            its commands are wrong.
    """
    if len(data) > LARGEST_TEMPLATE:
        raise UserError("templat_terlalu_besar", batas="5 MB")
    asked = frozenset(desk.letters.fields_of(data))
    near = judge_content(content).near if content is not None else None
    return TemplateCheck(asked, unknown_fields(asked, near) if near is not None else ())


def add_template(
    desk: Workplace,
    actor: Actor,
    name: str,
    data: bytes,
    content: Mapping[str, Any] | None = None,
    *,
    replace: bool = False,
) -> tuple[str, TemplateCheck]:
    """Keep a Word file as a template of the office; returns the name a product gives it, and the check.

    ``name`` is the name of a template that it takes the place of, or any file name. Words the service does
    not have are said, not refused: the service may still get them before it is published. But a file never
    takes the place of one that a published service or a running application needs and that it does not fit.

    Raises:
        UserError: as ``check_template``; *templat_sudah_ada* (nama) when the office has one of this name
            and ``replace`` is not set; *templat_tidak_cocok* (nama, layanan, data).
        EnvironmentProblem: the folder cannot be written.
    """
    actor.require(Role.ADMIN)
    check = check_template(desk, data, content)
    stored = name if _NAME.fullmatch(name) else f"{OWN_FOLDER}/{part_code(Path(name).stem)}.docx"
    if stored.split("/")[0] in _NOT_LETTERS:
        stored = f"{OWN_FOLDER}/{stored.rpartition('/')[2]}"
    path = desk.own_templates / stored
    if path.exists() and not replace:
        raise UserError("templat_sudah_ada", nama=path.name)
    refuse_misfit(desk, {stored: check.fields})
    keep_file(desk, actor, stored, data, file_name=Path(name).name)
    return stored, check


def template_file(desk: Workplace, name: str) -> bytes:
    """The file of a template, to be saved and edited in Word. Raises ``UserError`` *templat_hilang*."""
    return desk.letters.template(name)


def refuse_misfit(desk: Workplace, fields: Mapping[str, frozenset[str]], *, published: bool = True) -> None:
    """Refuse templates that ask for what the services that use them now do not have.

    ``fields``: what each template would ask for, by name. Looked at are the versions of running applications
    and, when ``published``, the services that this desk offers.

    Raises:
        UserError: *templat_tidak_cocok* (nama, layanan, data); nothing was changed.
    """
    with desk.reader() as uow:
        offered = uow.services.offered()
        users = list(running_services(uow))
    if published:
        users += [service for code, service in desk.catalog.services.items() if code in offered]
    for service in users:
        for name in {product.template for product in service.products} & set(fields):
            for missing in unknown_fields(fields[name or ""], service)[:1]:
                values = {"nama": name, "layanan": service.short_name, "data": missing.name}
                raise UserError("templat_tidak_cocok", **values)
