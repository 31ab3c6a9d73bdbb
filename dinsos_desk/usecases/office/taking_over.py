"""Taking a berkas penyiapan over at an office that is open; ``changes`` says what would change.

Officials, users, numbers already given and applications are never touched; services that this office made
itself stay in its list. A shipped service that it changed becomes what the other office has of it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.front_desk import FrontDesk
from dinsos_desk.domain.mail import with_former
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.files import atomic_write, file_problems
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.numbers.file import take_series
from dinsos_desk.usecases.office.changes import FACTS, Part, merged_posts, put_aside, usable_services
from dinsos_desk.usecases.office.posts import Bureau, store_posts
from dinsos_desk.usecases.office.safety import put_safety
from dinsos_desk.usecases.office.set_up_file import SUFFIX, OfficeFile, export_office
from dinsos_desk.usecases.office.setup import OfficeData, keep_office, the_office
from dinsos_desk.usecases.requests.cases import keep_version
from dinsos_desk.usecases.templates.misfits import refuse_misfit
from dinsos_desk.usecases.templates.versions import files_in_place, note_versions


def take_over(desk: Bureau, actor: Actor, file: OfficeFile, parts: Collection[Part]) -> Path:
    """Make the chosen parts of the set-up those of the file; returns where the former set-up was kept.

    All or nothing: the former set-up is saved as a berkas penyiapan among the backups first.

    Raises:
        UserError: *layanan_kosong* when nothing would be offered any more; *templat_tidak_cocok* when a
            running application needs a template that would be another one.
        InvalidInput: the office would be wrong.
        EnvironmentProblem: a folder cannot be written.
    """
    actor.require(Role.ADMIN)
    former = desk.paths.backups / f"penyiapan-{desk.now():%Y%m%d-%H%M%S}{SUFFIX}"
    with file_problems(former.parent):
        former.parent.mkdir(parents=True, exist_ok=True)
    atomic_write(former, export_office(desk, actor))
    offered = usable_services(file, desk.catalog.services)
    if Part.SERVICES in parts and not offered:
        raise UserError("layanan_kosong")
    posts = merged_posts(desk, file)
    office = _merged(the_office(desk.reader()), file.office, parts)
    templates = file.templates if Part.SERVICES in parts else {}
    asked = {name: frozenset(desk.letters.fields_of(content)) for name, content in templates.items()}
    refuse_misfit(desk, asked, published=False)
    lying = files_in_place(desk, templates)
    undo = write_templates(desk.own_templates, templates)
    try:
        with desk.uow() as uow:
            keep_office(uow, office)
            if Part.NUMBERS in parts:
                take_series(uow, file.series, office.number_pattern)
            if Part.CLOSURES in parts:
                uow.offices.set_closures(dict(file.closures))
            if Part.POSTS in parts:
                store_posts(uow, posts)
            if Part.SERVICES in parts:
                store_own(uow, file.own, desk.shipped.services, actor.user_id, desk.now())
                for code in put_aside(desk, file):
                    uow.services.drop_own(code)
                uow.services.set_offered(offered, desk.now())
            note_versions(uow, templates, actor.user_id, desk.now(), lying)
            uow.trail.note(actor.user_id, Deed.OFFICE_FILE_IN)
            if Part.SAFETY in parts and file.safety is not None:
                put_safety(uow, desk.ring, file.safety)
            uow.commit()
    except BaseException:
        undo()
        raise
    desk.refresh_catalog()
    return former


def store_own(
    uow: UnitOfWork,
    own: Iterable[ServiceDef],
    shipped: Mapping[str, ServiceDef],
    user_id: int,
    now: datetime,
) -> None:
    """Publish services inside the caller's transaction; one that equals the shipped one needs no own."""
    for service in own:
        if service == shipped.get(service.code):
            uow.services.drop_own(service.code)
        else:
            uow.services.set_own(service.code, keep_version(uow, service, now), user_id, now)


def write_templates(folder: Path, templates: Mapping[str, bytes]) -> Callable[[], None]:
    """Write templates, and return what puts the former ones back."""
    former: dict[Path, bytes | None] = {}

    def undo() -> None:
        for path, content in former.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                atomic_write(path, content)

    try:
        for name, content in templates.items():
            path = folder / name
            with file_problems(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
                former[path] = path.read_bytes() if path.exists() else None
            atomic_write(path, content)
    except BaseException:
        undo()
        raise
    return undo


def _merged(here: OfficeData, there: OfficeData, parts: Collection[Part]) -> OfficeData:
    names = [name for part in parts for name in FACTS.get(part, ())]
    names += ["hours"] if Part.HOURS in parts else []
    merged = replace(here, **{name: getattr(there, name) for name in names})
    return replace(merged, front_desk=_front_desk(here, there)) if Part.FRONT_DESK in parts else merged


def _front_desk(here: OfficeData, there: OfficeData) -> FrontDesk:
    """That of the file; kinds of letters that only this office has keep their names, for the letters here."""
    mail = there.front_desk.letters
    kinds = with_former(mail.kinds, here.front_desk.letters.kinds)
    if kinds == mail.kinds:
        return there.front_desk
    return there.front_desk.model_copy(update={"mail": mail.model_copy(update={"kinds": kinds})})
