"""Applications as lists show them: the row, the filter, the order, and what a user may see at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import Session

from dinsos_desk.db.tables import Letter, Request, ServiceVersion, Transfer, User
from dinsos_desk.domain.routing import RequestState, Role

_ANOTHER = "layanan lain"
"""A service that nobody was taken into here yet has no name in the database."""
NARROWED_ROLES = frozenset({Role.KASI, Role.KABID})
"""Those who see their own division only, when they have one."""


@dataclass(frozen=True)
class RequestRow:
    """One application as lists show it. ``at`` is its place in the order of the list it was read for.

    ``passed_on``: who took over what was passed on from here: a service of this office, or another office.
    """

    id: int
    receipt: str
    client_name: str
    applicant_name: str
    service_code: str
    service_name: str
    stage_name: str
    stage_role: str
    state: RequestState
    received_at: datetime
    due_at: datetime | None
    paused: bool
    finished_at: datetime | None
    on_time: bool | None
    version: int
    register: str = ""
    officer: str = ""
    village: str = ""
    district: str = ""
    division: str = ""
    letter_numbers: str = ""
    passed_on: str = ""
    at: tuple[Any, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Filter:
    """Which applications a list shows; empty parts do not narrow.

    ``late``, ``due_today``: of the open ones whose clock runs. ``received``: first and last day.
    ``mine``: those that wait for these roles (and division, for a Kasi or Kabid). ``officers``: the users
    who took them in. ``villages`` and ``districts``: where the client lives. ``period``: the name of the
    span in ``received``, when it was chosen by name (``usecases.requests.lists.PERIODS``).
    """

    text: str = ""
    services: tuple[str, ...] = ()
    states: tuple[RequestState, ...] = ()
    late: bool = False
    due_today: bool = False
    received: tuple[date, date] | None = None
    mine: frozenset[Role] = frozenset()
    division: str = ""
    stages: tuple[str, ...] = ()
    officers: tuple[int, ...] = ()
    districts: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    period: str = ""


class SortKey(StrEnum):
    """What lists of applications can be ordered by."""

    RECEIVED = "diterima"
    NAME = "nama"
    DUE = "tenggat"
    SERVICE = "layanan"
    STATE = "status"
    STAGE = "tahap"
    OFFICER = "petugas"
    VILLAGE = "desa"
    DISTRICT = "kecamatan"


@dataclass(frozen=True)
class Sort:
    """The order of a list; among equals the newest comes first."""

    key: SortKey = SortKey.RECEIVED
    descending: bool = True


NEWEST_FIRST = Sort()


@dataclass(frozen=True)
class Visibility:
    """What a user may see at all: a Kasi or Kabid with a division sees that division.

    Who only administers sees no application (docs/decisions/0022-eyes.md). No role at all is the program
    itself, which counts and checks everything.
    """

    roles: frozenset[Role]
    division: str = ""

    @property
    def is_blind(self) -> bool:
        """Whether no application may be seen at all."""
        return self.roles == {Role.ADMIN}

    @property
    def is_narrowed(self) -> bool:
        """Whether only one division may be seen, or nothing."""
        return self.is_blind or (bool(self.division) and not self.roles - NARROWED_ROLES)

    def clause(self) -> ColumnElement[bool] | None:
        """The condition, or None when everything may be seen."""
        if self.is_blind:
            return false()
        return Request.division.in_((self.division, "")) if self.is_narrowed else None

    def shows(self, division: str) -> bool:
        """The same for one application that is already loaded."""
        return not self.is_blind and (not self.is_narrowed or division in (self.division, ""))


def taken_over_by() -> ColumnElement[str]:
    """Who took over an application that was passed on from here; empty for the others."""
    name = (
        select(ServiceVersion.short_name)
        .where(ServiceVersion.code == Transfer.service_code)
        .order_by(ServiceVersion.id.desc())
        .limit(1)
        .correlate(Transfer)
        .scalar_subquery()
    )
    target = (
        select(func.coalesce(func.nullif(Transfer.agency, ""), name, _ANOTHER))
        .where(Transfer.request_id == Request.id)
        .correlate(Request)
        .scalar_subquery()
    )
    return func.coalesce(target, "")


def rows_query() -> Select[Any]:
    """What a ``RequestRow`` is made from."""
    numbers = (
        select(func.group_concat(Letter.number, "; "))
        .where(Letter.request_id == Request.id, Letter.number != "")
        .scalar_subquery()
    )
    columns: list[Any] = [
        Request.id,
        Request.receipt,
        Request.client_name,
        Request.applicant_name,
        Request.service_code,
        ServiceVersion.short_name.label("service_name"),
        Request.stage_name,
        Request.stage_role,
        Request.state,
        Request.received_at,
        Request.due_at,
        Request.paused_at.is_not(None).label("paused"),
        Request.finished_at,
        Request.on_time,
        Request.version,
        func.printf("%d/%d", Request.register_no, Request.register_year).label("register"),
        User.name.label("officer"),
        Request.client_village.label("village"),
        Request.client_district.label("district"),
        Request.division,
        func.coalesce(numbers, "").label("letter_numbers"),
        taken_over_by().label("passed_on"),
    ]
    query = select(*columns).join(ServiceVersion, ServiceVersion.id == Request.version_id)
    return query.join(User, User.id == Request.taken_by)


def read_rows(session: Session, query: Select[Any]) -> tuple[RequestRow, ...]:
    """Run a query made from ``rows_query``."""
    return tuple(
        RequestRow(**{**row, "state": RequestState(row["state"])})
        for row in session.execute(query).mappings()
    )


def rows_of(session: Session, ids: Sequence[int]) -> dict[int, RequestRow]:
    """Several applications by id."""
    return {row.id: row for row in read_rows(session, rows_query().where(Request.id.in_(ids)))}
