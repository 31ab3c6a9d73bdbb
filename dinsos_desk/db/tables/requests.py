"""Applications: who takes part, what was shown, what was decided, what is still to be done."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base, one_of
from dinsos_desk.domain.checklist import PaperMode, PaperState
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import Action, RequestState

LACKING = "state IN ('tidak_ada', 'menyusul')"
"""A paper that is not there, as its index knows it (``PaperState.ABSENT`` and ``FOLLOWS``)."""


class Request(Base):
    """One permohonan.

    ``due_at`` is empty until the clock starts; ``paused_at`` is set while the applicant completes
    papers. ``finished_at`` is when the product was ready to be collected, or the case was rejected or
    cancelled: the promised time does not count how long a letter waits for its owner. ``on_time`` is
    decided then. ``version`` grows with every change: a decision
    taken on an older one is refused. ``nonce`` makes saving the same draft twice one application.
    ``client_name`` to ``client_regency`` follow the records of the people while it is open.
    """

    __tablename__ = "request"
    __table_args__ = (
        one_of("state", RequestState),
        UniqueConstraint("service_code", "register_year", "register_no"),
        CheckConstraint("paused_seconds >= 0", name="pause_not_negative"),
        Index(
            "ix_request_recap",
            "received_at",
            "service_code",
            "state",
            "on_time",
            "finished_at",
            "taken_by",
        ),
        Index("ix_request_state_due", "state", "due_at"),
        Index("ix_request_inbox", "stage_role", "state", "due_at"),
        Index("ix_request_finished", "finished_at", "service_code", "state", "on_time"),
        Index("ix_request_rested", "finished_at", sqlite_where=text("paused_seconds > 0")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(unique=True)
    receipt: Mapped[str] = mapped_column(unique=True)
    service_code: Mapped[str]
    version_id: Mapped[int] = mapped_column(ForeignKey("service_version.id"))
    register_year: Mapped[int]
    register_no: Mapped[int]
    state: Mapped[str]
    stage: Mapped[str]
    stage_name: Mapped[str]
    stage_role: Mapped[str]
    division: Mapped[str] = mapped_column(default="")
    stage_since: Mapped[datetime]
    received_at: Mapped[datetime]
    complete_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_seconds: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    on_time: Mapped[bool | None]
    returns: Mapped[int] = mapped_column(default=0)
    client_name: Mapped[str]
    applicant_name: Mapped[str]
    client_village: Mapped[str] = mapped_column(default="", server_default=text("''"))
    client_district: Mapped[str] = mapped_column(default="", server_default=text("''"))
    client_regency: Mapped[str] = mapped_column(default="", server_default=text("''"))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    overrides: Mapped[dict[str, str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(default="")
    taken_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)


class RequestParty(Base):
    """Who takes part in an application, in which role.

    ``as_was``: what was known of them when the application was finished; empty while it is open.
    """

    __tablename__ = "request_party"
    __table_args__ = (
        one_of("kind", PartyKind),
        CheckConstraint("(person_id IS NULL) <> (institution_id IS NULL)", name="one_subject"),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    party: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    as_was: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class RequestLink(Base):
    """Two applications that belong together: ``to_id`` was opened because of ``from_id``."""

    __tablename__ = "request_link"
    __table_args__ = (CheckConstraint("from_id <> to_id", name="two_requests"),)

    from_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(default="")


class PeriodicReport(Base):
    """An obligation after the case, once: when it falls due and how it was met.

    A wrong record is withdrawn with a reason and stays; the obligation then waits in a new row.
    ``remind_on``: from when it is to be thought of, before it falls due. ``dropped``: it was not met but
    dropped, this once or for good; ``note`` is the reason then and ``done_on`` the day.
    """

    __tablename__ = "periodic_report"
    __table_args__ = (
        CheckConstraint("(done_on IS NULL) = (done_by IS NULL)", name="done_by_somebody"),
        CheckConstraint(
            "dropped = '' OR (dropped IN ('kali_ini', 'seterusnya') AND done_on IS NOT NULL AND note <> '')",
            name="dropped_with_reason",
        ),
        CheckConstraint(
            "withdrawn_at IS NULL OR (done_on IS NOT NULL AND withdrawn_by IS NOT NULL)",
            name="only_the_done_withdrawn",
        ),
        Index(
            "ix_periodic_report_standing",
            "request_id",
            "duty",
            "due_on",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
        ),
        Index("ix_periodic_report_open", "done_on", "remind_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    duty: Mapped[str]
    due_on: Mapped[date]
    remind_on: Mapped[date]
    done_on: Mapped[date | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime | None]
    records: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    dropped: Mapped[str] = mapped_column(default="", server_default=text("''"))


class Paper(Base):
    """What was recorded for one requirement of one application."""

    __tablename__ = "paper"
    __table_args__ = (
        one_of("state", PaperState),
        one_of("mode", PaperMode),
        Index("ix_paper_lacking", "request_id", "requirement", sqlite_where=text(LACKING)),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    requirement: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str | None]
    mode: Mapped[str | None]
    alternative: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    dated: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class History(Base):
    """One step in the life of an application: who, when, what, why. Append-only by trigger."""

    __tablename__ = "history"
    __table_args__ = (
        one_of("action", Action),
        one_of("state", RequestState),
        Index("ix_history_user_id_at", "user_id", "at"),
        Index("ix_history_action_at", "action", "at", "request_id", "stage", "user_id", "stage_seconds"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    action: Mapped[str]
    stage: Mapped[str]
    to_stage: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    faulty: Mapped[list[str]] = mapped_column(JSON, default=list)
    records: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    on_paper: Mapped[date | None]
    carried_by: Mapped[str] = mapped_column(default="")
    stage_seconds: Mapped[int] = mapped_column(default=0)


class Draft(Base):
    """An intake that is not sent yet, as typed; belongs to the user who types it."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    service_code: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime]
