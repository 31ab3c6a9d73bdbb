"""Taking in a Word file as a template: looked at, tried out, and only then kept as a version."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dinsos_desk.catalog.codes import part_code
from dinsos_desk.catalog.problems import judge_content
from dinsos_desk.documents.templates.check import Checked, check_file
from dinsos_desk.documents.templates.file import LARGEST_TEMPLATE
from dinsos_desk.documents.templates.findings import Finding
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import DeskError, EnvironmentProblem, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates.misfits import refuse_misfit
from dinsos_desk.usecases.templates.trial import can_try, filled
from dinsos_desk.usecases.templates.users import Fillers, fillers, users_of
from dinsos_desk.usecases.templates.versions import keep_file

OWN_FOLDER = "kantor"


@dataclass(frozen=True)
class Look:
    """A file that was looked at for a template of this name; ``checked`` says whether it may be used."""

    name: str
    file_name: str
    data: bytes
    checked: Checked


def read_chosen_template(path: Path) -> bytes:
    """A file that somebody chose, never more of it than is looked at.

    Raises:
        EnvironmentProblem: *templat_terkunci* (nama) when Word holds it, *berkas_tidak_terbaca* (nama).
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_TEMPLATE + 1)
    except PermissionError as error:
        raise EnvironmentProblem("templat_terkunci", nama=path.name) from error
    except OSError as error:
        raise EnvironmentProblem("berkas_tidak_terbaca", nama=path.name) from error


def open_in_word(path: Path) -> bool:
    """Whether Word's mark that it has a file open lies beside it."""
    marks = (f"~${path.name}", f"~${path.name[2:]}")
    return any((path.parent / mark).exists() for mark in marks if len(mark) > 2)


def own_name(file_name: str) -> str:
    """The name of a template of the office's own, by that of its file."""
    return f"{OWN_FOLDER}/{part_code(Path(file_name).stem)}.docx"


def look_at(
    desk: Workplace,
    name: str,
    file_name: str,
    data: bytes,
    *,
    fonts: Collection[str] | None = None,
    known: Fillers | None = None,
    still_open: bool = False,
) -> Look:
    """Everything that is wrong with a file for the template ``name``; a sound one is filled once to be sure.

    ``fonts``: the fonts of this PC. ``still_open``: Word has the file open.
    """
    known = known or fillers(desk)
    checked = check_file(file_name, data, users_of(desk, name, known), fonts=fonts)
    found = checked.findings
    if not checked.blocking and not checked.lacking:
        found = (*_tried(desk, known, name, data), *found)
    if still_open:
        found = (*found, Finding("templat_masih_terbuka", {"nama": file_name}, blocking=False))
    return Look(name, file_name, data, replace(checked, findings=found))


def drafted(desk: Workplace, content: Mapping[str, Any]) -> Fillers:
    """Who fills a template that the draft ``content`` of a service is about to name."""
    return replace(fillers(desk), draft=judge_content(content).near)


def take_in(desk: Workplace, actor: Actor, look: Look, note: str = "", *, over: bool = True) -> int:
    """Keep a file that was looked at as the newest version of its template; returns the version.

    ``over``: it may take the place of a template that the office has.

    Raises:
        UserError: *templat_belum_layak* (nama, jumlah); *templat_sudah_ada* (nama); *templat_tidak_cocok*;
            *tidak_berwenang*.
        EnvironmentProblem: the folder cannot be written; nothing was changed.
    """
    actor.require(Role.ADMIN)
    if look.checked.blocking:
        raise UserError("templat_belum_layak", nama=look.file_name, jumlah=len(look.checked.blocking))
    if not over and (desk.own_templates / look.name).exists():
        raise UserError("templat_sudah_ada", nama=Path(look.name).name)
    refuse_misfit(desk, {look.name: look.checked.fields})
    return keep_file(
        desk, actor, look.name, look.data, file_name=Path(look.file_name).name, note=note.strip()
    )


def _tried(desk: Workplace, known: Fillers, name: str, data: bytes) -> tuple[Finding, ...]:
    """Filling it once finds what reading it did not."""
    try:
        letters = desk.letters.instead({name: data})
        if can_try(name):
            filled(desk, letters, known, name)
        elif not name.startswith("register/"):
            letters.fields(name)
    except DeskError as error:
        if error.code == "templat_isian_campuran":
            return (Finding("templat_isian_berlainan"),)
        reason = error.values.get("sebab") or error.values.get("isian") or error.code
        return (Finding("templat_gagal_diisi", {"sebab": str(reason)}),)
    return ()
