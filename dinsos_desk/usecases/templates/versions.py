"""Versions of the office's own Word templates: the database keeps every one, the folder holds the one in use.

A file and its version are written together or not at all. What lies in the folder without a version (from
before there were any, or put there by hand) is kept as one before anything takes its place.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from dinsos_desk.db.repositories.templates import (
    VersionRow,
    add_version,
    digest_of,
    newest_contents,
    newest_digests,
    version_content,
    version_rows,
)
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.templates import TemplateDeed
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.files import atomic_write, file_problems
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates.misfits import refuse_used
from dinsos_desk.usecases.templates.placing import placed, undo_half


def versions_of(desk: Workplace, name: str) -> tuple[VersionRow, ...]:
    """Every version of a template, the newest first."""
    with desk.reader() as uow:
        return version_rows(uow.session, name)


def version_file(desk: Workplace, version_id: int) -> bytes:
    """The file of a version. Raises ``UserError`` *templat_versi_tidak_ditemukan*."""
    with desk.reader() as uow:
        content = version_content(uow.session, version_id)
    if content is None:
        raise UserError("templat_versi_tidak_ditemukan")
    return content


def keep_file(
    desk: Workplace,
    actor: Actor,
    name: str,
    data: bytes,
    *,
    deed: TemplateDeed = TemplateDeed.TAKEN,
    file_name: str = "",
    note: str = "",
) -> int:
    """Take a file into use as the newest version of a template; returns its number.

    The same file again as the one in use makes no further version.

    Raises:
        UserError: *tidak_berwenang*.
        EnvironmentProblem: the folder cannot be written; nothing was changed.
    """
    actor.require(Role.ADMIN)
    path = desk.own_templates / name
    former = _lying_there(path)
    with desk.uow() as uow:
        known = version_rows(uow.session, name)
        digest = digest_of(data)
        in_use = known[0] if known and known[0].deed is not TemplateDeed.SHIPPED else None
        if in_use is not None and in_use.digest == digest and former == data:
            return in_use.version
        _keep_found(uow, actor.user_id, name, former, in_use, desk.now())
        version = add_version(
            uow.session, name, data, deed, actor.user_id, desk.now(), file_name=file_name, note=note
        )
        uow.trail.note(actor.user_id, Deed.TEMPLATE_KEPT, f"{name}, versi {version}")
        with placed(path, data):
            uow.commit()
    desk.refresh_catalog()
    return version


def take_up_again(desk: Workplace, actor: Actor, version_id: int) -> int:
    """Make a former version the newest one; returns the number of the new version.

    Raises:
        UserError: *tidak_berwenang*, *templat_versi_tidak_ditemukan*.
    """
    actor.require(Role.ADMIN)
    with desk.reader() as uow:
        row = next((one for one in version_rows(uow.session) if one.id == version_id), None)
        content = version_content(uow.session, version_id)
    if row is None or content is None:
        raise UserError("templat_versi_tidak_ditemukan")
    note = f"Dari versi {row.version}"
    return keep_file(
        desk, actor, row.name, content, deed=TemplateDeed.AGAIN, file_name=row.file_name, note=note
    )


def back_to_shipped(desk: Workplace, actor: Actor, name: str, note: str = "") -> None:
    """Use the shipped template again; one without a shipped twin goes out of use. Its versions stay.

    Raises:
        UserError: *tidak_berwenang*; *templat_masih_dipakai* (nama, layanan) for one without a twin that a
            service still names.
        EnvironmentProblem: the folder cannot be written; nothing was changed.
    """
    actor.require(Role.ADMIN)
    path = desk.own_templates / name
    former = _lying_there(path)
    if name not in desk.letters.names()[0]:
        refuse_used(desk, name)
    with desk.uow() as uow:
        known = version_rows(uow.session, name)
        in_use = known[0] if known and known[0].deed is not TemplateDeed.SHIPPED else None
        if in_use is None and former is None:
            raise UserError("templat_versi_tidak_ditemukan")
        _keep_found(uow, actor.user_id, name, former, in_use, desk.now())
        add_version(uow.session, name, None, TemplateDeed.SHIPPED, actor.user_id, desk.now(), note=note)
        uow.trail.note(actor.user_id, Deed.TEMPLATE_BACK, name)
        with placed(path, None):
            uow.commit()
    desk.refresh_catalog()


def files_in_place(desk: Workplace, names: Iterable[str]) -> dict[str, bytes]:
    """What lies in the folder under these names."""
    found = {name: _lying_there(desk.own_templates / name) for name in names}
    return {name: content for name, content in found.items() if content is not None}


def note_versions(
    uow: UnitOfWork,
    templates: Mapping[str, bytes],
    user_id: int,
    now: datetime,
    former: Mapping[str, bytes] | None = None,
) -> None:
    """Templates that came with a berkas penyiapan become versions, inside the caller's transaction.

    ``former``: the files they take the place of; one that is no version yet becomes one first.
    """
    newest = {row.name: row for row in version_rows(uow.session) if row.newest}
    for name, content in sorted(templates.items()):
        in_use = newest.get(name)
        in_use = None if in_use is None or in_use.deed is TemplateDeed.SHIPPED else in_use
        _keep_found(uow, user_id, name, (former or {}).get(name), in_use, now)
        if in_use is None or in_use.digest != digest_of(content):
            add_version(uow.session, name, content, TemplateDeed.OFFICE_FILE, user_id, now)


def restore_missing(desk: Workplace) -> tuple[str, ...]:
    """Write out the templates in use whose file is gone from the folder; returns their names.

    What a power cut left half done is undone first. A folder that cannot be written stops nothing: the
    shipped templates are used until it can.
    """
    with desk.reader() as uow:
        digests = newest_digests(uow.session)
        undo_half(desk.own_templates, digests)
        missing = [name for name in digests if not (desk.own_templates / name).is_file()]
        contents = newest_contents(uow.session) if missing else {}
    written = []
    for name in missing:
        path = desk.own_templates / name
        try:
            with file_problems(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
            atomic_write(path, contents[name])
        except EnvironmentProblem:
            continue
        written.append(name)
    return tuple(written)


def _keep_found(
    uow: UnitOfWork, user_id: int, name: str, former: bytes | None, in_use: VersionRow | None, now: datetime
) -> None:
    """What lies in the folder and is no version yet becomes one."""
    if former is None or (in_use is not None and in_use.digest == digest_of(former)):
        return
    note = "Berkas di folder templat sebelum diganti"
    add_version(uow.session, name, former, TemplateDeed.FOUND, user_id, now, note=note)


def _lying_there(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnvironmentProblem("berkas_sedang_dibuka", nama=path.name) from error
