"""The services of this office: the list with their states, publishing, and what is offered.

A service that is published becomes a version that is never changed; applications already taken keep the
version they were taken under.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dinsos_desk.catalog.faults import CatalogFault
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.repositories.services import OwnRow, ServiceDraftRow, VersionRow
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import hash_of, keep_version
from dinsos_desk.usecases.services.checks import hands_of, judge_draft
from dinsos_desk.usecases.services.drafts import NotReady, Origin, origin_of
from dinsos_desk.usecases.services.workplace import Workplace


class ServiceState(StrEnum):
    """How a service stands at this desk."""

    OFFERED = "terbit"
    INACTIVE = "nonaktif"
    DRAFT = "konsep"


STATE_NAMES = {
    ServiceState.OFFERED: "Terbit",
    ServiceState.INACTIVE: "Nonaktif",
    ServiceState.DRAFT: "Konsep",
}


@dataclass(frozen=True)
class ServiceRow:
    """A service in the list.

    ``version`` is the number of the published one among its ``versions``, 0 while it was neither used nor
    published here. ``applications``: how many were taken under any version. ``service`` is missing when
    there is only a draft or the definition cannot be used; ``faults`` say why.
    """

    code: str
    name: str
    short_name: str
    office: str
    division: str
    state: ServiceState
    origin: Origin
    has_draft: bool
    draft_at: datetime | None
    version: int
    versions: int
    version_at: datetime | None
    applications: int
    faults: tuple[CatalogFault, ...]
    service: ServiceDef | None

    @property
    def faulty(self) -> bool:
        """Whether it cannot be used although it should be there."""
        return self.service is None and self.state is not ServiceState.DRAFT


@dataclass(frozen=True)
class Published:
    """What publishing made: which version stands now. ``is_new``: the content was not published before."""

    code: str
    version: int
    versions: int
    is_new: bool


@dataclass(frozen=True)
class _Known:
    """What the database holds about services, by code."""

    offered: frozenset[str]
    own: Mapping[str, OwnRow]
    drafts: Mapping[str, ServiceDraftRow]
    versions: Mapping[str, list[VersionRow]]
    taken: Mapping[str, int]


def services_of(desk: Workplace) -> tuple[ServiceRow, ...]:
    """Every service of the catalogue, those that cannot be read, and those that are only a draft, by name."""
    with desk.reader() as uow:
        versions: dict[str, list[VersionRow]] = {}
        for version in uow.services.versions():
            versions.setdefault(version.code, []).append(version)
        known = _Known(
            uow.services.offered(),
            {row.code: row for row in uow.services.own()},
            {row.code: row for row in uow.services.drafts()},
            versions,
            uow.services.applications(),
        )
    catalog = desk.catalog
    faults: dict[str, list[CatalogFault]] = {}
    for fault in catalog.faults:
        faults.setdefault(fault.service or fault.file, []).append(fault)
    codes = {*catalog.services, *faults, *known.drafts, *known.own, *known.offered}
    rows = (
        _row(desk, code, catalog.services.get(code), tuple(faults.get(code, ())), known) for code in codes
    )
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.code)))


def _row(
    desk: Workplace, code: str, service: ServiceDef | None, faults: tuple[CatalogFault, ...], known: _Known
) -> ServiceRow:
    own, draft = known.own.get(code), known.drafts.get(code)
    versions = known.versions.get(code, [])
    current = _current(service, own, versions)
    state = ServiceState.OFFERED if code in known.offered else ServiceState.INACTIVE
    if service is None and not faults and own is None and code not in known.offered:
        state = ServiceState.DRAFT
    name = service.name if service else _name(code, own, draft)
    return ServiceRow(
        code,
        name,
        service.short_name if service else name,
        service.office if service else "",
        service.division if service else "",
        state,
        origin_of(desk, code, frozenset(known.own)),
        draft is not None,
        draft.updated_at if draft else None,
        current.number if current else 0,
        len(versions),
        own.published_at if own else current.created_at if current else None,
        known.taken.get(code, 0),
        faults,
        service,
    )


def _name(code: str, own: OwnRow | None, draft: ServiceDraftRow | None) -> str:
    """What a service without a usable definition is called."""
    if own is not None:
        return own.name
    name = draft.content.get("name") if draft is not None else None
    return name if isinstance(name, str) and name.strip() else code


def _current(service: ServiceDef | None, own: OwnRow | None, known: list[VersionRow]) -> VersionRow | None:
    """The version that stands now, when it was kept already."""
    if own is not None:
        return next((row for row in known if row.id == own.version_id), None)
    digest = hash_of(service) if service is not None else ""
    return next((row for row in known if row.digest == digest), None)


def publish(desk: Workplace, actor: Actor, code: str) -> Published:
    """Publish the kept draft of a service: its version is kept, it stands, is offered, the draft is gone.

    All in one transaction. Content that was published before becomes no new version; a draft that equals
    the shipped service puts the office's own version aside.

    Raises:
        NotReady: something that keeps it from working is wrong; nothing was changed.
        UserError: *konsep_tidak_ditemukan*.
    """
    actor.require(Role.ADMIN)
    now = desk.now()
    with desk.uow() as uow:
        draft = uow.services.draft(code)
        if draft is None:
            raise UserError("konsep_tidak_ditemukan")
        content = {**draft.content, "code": code}
        hands = hands_of(uow, now.date())
        verdict = judge_draft(code, content, desk.catalog, desk.shipped, desk.letters, hands)
        service = verdict.service
        if verdict.blocking or service is None:
            raise NotReady(verdict.blocking)
        before = len(uow.services.versions(code))
        version_id = keep_version(uow, service, now)
        if service == desk.shipped.services.get(code):
            uow.services.drop_own(code)
        else:
            uow.services.set_own(code, version_id, actor.user_id, now)
        uow.services.offer(code, now)
        uow.services.drop_draft(code)
        versions = uow.services.versions(code)
        number = next(row.number for row in versions if row.id == version_id)
        uow.trail.note(actor.user_id, Deed.SERVICE_PUBLISHED, code)
        uow.commit()
    desk.refresh_catalog()
    return Published(code, number, len(versions), len(versions) > before)


def reset_to_shipped(desk: Workplace, actor: Actor, code: str) -> None:
    """Put the office's own version of a shipped service aside; its versions and any draft are kept.

    Raises:
        UserError: *layanan_bukan_ubahan* when the service is not a changed shipped one.
    """
    actor.require(Role.ADMIN)
    with desk.uow() as uow:
        if code not in desk.shipped.services or not uow.services.drop_own(code):
            raise UserError("layanan_bukan_ubahan")
        uow.trail.note(actor.user_id, Deed.SERVICE_RESET, code)
        uow.commit()
    desk.refresh_catalog()


def offer(desk: Workplace, actor: Actor, code: str) -> None:
    """Offer a service at this desk.

    Raises:
        UserError: *layanan_tidak_dikenal* when it cannot be used.
    """
    actor.require(Role.ADMIN)
    if code not in desk.catalog.services:
        raise UserError("layanan_tidak_dikenal", kode=code)
    with desk.uow() as uow:
        uow.services.offer(code, desk.now())
        uow.trail.note(actor.user_id, Deed.OFFERED_CHANGED, code)
        uow.commit()


def retire(desk: Workplace, actor: Actor, code: str) -> None:
    """Offer a service no longer; applications already taken go on.

    Raises:
        UserError: *layanan_kosong* when it is the last one.
    """
    actor.require(Role.ADMIN)
    with desk.uow() as uow:
        if not uow.services.offered() - {code}:
            raise UserError("layanan_kosong")
        uow.services.retire(code)
        uow.trail.note(actor.user_id, Deed.SERVICE_RETIRED, code)
        uow.commit()


def remove_service(desk: Workplace, actor: Actor, code: str) -> None:
    """Take a service that the office made itself off the list, with its draft. Its versions are kept.

    Raises:
        UserError: *layanan_dipakai* (jumlah) when applications were taken under it; *layanan_bawaan* for a
            shipped one; *layanan_kosong* when nothing would be offered any more.
    """
    actor.require(Role.ADMIN)
    if code in desk.shipped.services:
        raise UserError("layanan_bawaan")
    with desk.uow() as uow:
        taken = uow.services.applications().get(code, 0)
        if taken:
            raise UserError("layanan_dipakai", jumlah=taken)
        if not uow.services.offered() - {code}:
            raise UserError("layanan_kosong")
        uow.services.retire(code)
        uow.services.drop_own(code)
        uow.services.drop_draft(code)
        uow.trail.note(actor.user_id, Deed.SERVICE_REMOVED, code)
        uow.commit()
    desk.refresh_catalog()
