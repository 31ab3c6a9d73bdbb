"""The konsep of a service: opened, begun, copied, kept whatever it holds, judged and thrown away.

A draft is a mapping shaped like a service file without its defaults. An officer never sees its code.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from dinsos_desk.catalog.codes import service_code
from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.catalog.problems import Problem, judge_content
from dinsos_desk.catalog.schema import SCHEMA_VERSION, ServiceDef
from dinsos_desk.catalog.skeleton import OfficeWords, as_own, blank_service
from dinsos_desk.catalog.writer import content_of
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.services.checks import hands_of, judge_draft
from dinsos_desk.usecases.services.workplace import Workplace

LONGEST_NAME = 400


class Origin(StrEnum):
    """Where a service or template comes from."""

    SHIPPED = "bawaan"
    CHANGED = "bawaan_diubah"
    OWN = "buatan_sendiri"


ORIGIN_NAMES = {
    Origin.SHIPPED: "Bawaan",
    Origin.CHANGED: "Bawaan yang diubah",
    Origin.OWN: "Buatan sendiri",
}


class NotReady(InvalidInput):
    """A draft that cannot be published or tried out yet; ``problems`` says why, place by place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(tuple(problem.fault for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class DraftView:
    """A draft as the editor opens it; ``saved_at`` is empty while it is the definition unchanged."""

    code: str
    content: dict[str, Any]
    saved_at: datetime | None
    origin: Origin


def origin_of(desk: Workplace, code: str, own: frozenset[str]) -> Origin:
    """Where a service comes from; ``own`` are the codes that the office published itself."""
    if code in own:
        return Origin.CHANGED if code in desk.shipped.services else Origin.OWN
    known = {*desk.shipped.services, *(fault.service for fault in desk.shipped.faults)}
    return Origin.SHIPPED if code in known else Origin.OWN


def open_draft(desk: Workplace, actor: Actor, code: str) -> DraftView:
    """The draft of a service, or its definition as the start of one; nothing is saved by opening.

    Raises:
        UserError: *layanan_tidak_dikenal* when there is neither.
    """
    actor.require(Role.ADMIN)
    with desk.reader() as uow:
        kept = uow.services.draft(code)
        origin = origin_of(desk, code, frozenset(row.code for row in uow.services.own()))
    if kept is not None:
        return DraftView(code, kept.content, kept.updated_at, origin)
    service = desk.catalog.services.get(code) or desk.shipped.services.get(code)
    if service is None:
        raise UserError("layanan_tidak_dikenal", kode=code)
    return DraftView(code, content_of(service), None, origin)


def new_draft(
    desk: Workplace,
    actor: Actor,
    name: str,
    *,
    division: str = "",
    template: str = "umum/surat_rekomendasi.docx",
) -> DraftView:
    """Begin a service: one applicant, a plain chain of review, one numbered letter. It is kept at once.

    Raises:
        InvalidInput: the name is empty or too long.
    """
    actor.require(Role.ADMIN)
    name = proper_name(name)
    with desk.uow() as uow:
        code = free_code(desk, uow, name)
        content = blank_service(code, name, division, template, office_of(uow), _signing_post(uow))
        return keep_content(desk, uow, actor, code, content)


def copy_service(desk: Workplace, actor: Actor, code: str, name: str) -> DraftView:
    """Begin a service from another one, or from its draft when it has no definition yet.

    Raises:
        InvalidInput: the name is empty or too long.
        UserError: *layanan_tidak_dikenal*.
    """
    actor.require(Role.ADMIN)
    name = proper_name(name)
    service = desk.catalog.services.get(code)
    with desk.uow() as uow:
        kept = uow.services.draft(code) if service is None else None
        if service is None and kept is None:
            raise UserError("layanan_tidak_dikenal", kode=code)
        content = content_of(service) if service is not None else deepcopy(kept.content if kept else {})
        fresh = free_code(desk, uow, name)
        return keep_content(desk, uow, actor, fresh, as_own(content, fresh, name, office_of(uow)))


def keep_draft(desk: Workplace, actor: Actor, code: str, content: Mapping[str, Any]) -> None:
    """Keep a draft, whatever it holds; its code stays the one it was begun with."""
    actor.require(Role.ADMIN)
    with desk.uow() as uow:
        keep_content(desk, uow, actor, code, dict(content))


def discard_draft(desk: Workplace, actor: Actor, code: str) -> None:
    """Throw a draft away; what is published stays as it is.

    Raises:
        UserError: *konsep_tidak_ditemukan*.
    """
    actor.require(Role.ADMIN)
    with desk.uow() as uow:
        if not uow.services.drop_draft(code):
            raise UserError("konsep_tidak_ditemukan")
        uow.commit()


def draft_problems(desk: Workplace, code: str, content: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Everything that is wrong with a draft, in the order of the form; some of it only warns."""
    with desk.reader() as uow:
        hands = hands_of(uow, desk.now().date())
    whole = {**content, "code": code}
    return judge_draft(code, whole, desk.catalog, desk.shipped, desk.letters, hands).problems


def draft_service(content: Mapping[str, Any]) -> ServiceDef:
    """The service that a draft describes, for trying it out.

    Raises:
        NotReady: its shape is not sound yet.
    """
    judged = judge_content(content)
    if judged.service is None:
        raise NotReady(judged.problems)
    return judged.service


def proper_name(name: str) -> str:
    """A name for a service, tidied. Raises ``InvalidInput``."""
    name = " ".join(name.split())
    if not name:
        raise InvalidInput((Fault("wajib_diisi", {"nama": "Nama layanan"}, "name"),))
    if len(name) > LONGEST_NAME:
        values = {"panjang": len(name), "batas": LONGEST_NAME}
        raise InvalidInput((Fault("teks_terlalu_panjang", values, "name"),))
    return name


def free_code(desk: Workplace, uow: UnitOfWork, name: str) -> str:
    """A code made of a name that no service, draft or kept version has."""
    taken = {*desk.catalog.services, *desk.shipped.services, *uow.services.offered()}
    taken |= {fault.service for fault in desk.catalog.faults}
    taken |= {row.code for row in uow.services.versions()} | {row.code for row in uow.services.drafts()}
    return service_code(name, taken)


def office_of(uow: UnitOfWork) -> OfficeWords:
    """What a new service takes over of the office."""
    office = uow.offices.get()
    return OfficeWords(office.preset, office.name, office.government, office.classification)


def _signing_post(uow: UnitOfWork) -> str:
    posts = [official.post for official in uow.offices.officials()]
    return HEAD_POST if HEAD_POST in posts or not posts else posts[0]


def keep_content(
    desk: Workplace, uow: UnitOfWork, actor: Actor, code: str, content: dict[str, Any]
) -> DraftView:
    """Keep a draft and commit, inside the caller's unit of work."""
    content = {"schema": SCHEMA_VERSION, **content, "code": code}
    now = desk.now()
    uow.services.keep_draft(code, content, actor.user_id, now)
    own = frozenset(row.code for row in uow.services.own())
    uow.commit()
    return DraftView(code, content, now, origin_of(desk, code, own))
