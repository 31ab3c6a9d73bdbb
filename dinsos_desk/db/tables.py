"""The tables. Shared facts are columns; the answers to a service's own fields are one JSON column.

All times are the local times of the desk, without a zone: an office lives in one zone.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base
from dinsos_desk.domain.checklist import PaperMode, PaperState
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import Action, RequestState, Role


def _one_of(column: str, values: type) -> CheckConstraint:
    """A CHECK that allows the values of an enumeration (or NULL)."""
    listed = ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined]
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class Office(Base):
    """The one office of this desk: letterhead, paper, numbers and hours. Always the row with id 1."""

    __tablename__ = "office"
    __table_args__ = (CheckConstraint("id = 1", name="one_office"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    preset: Mapped[str]
    government: Mapped[str]
    name: Mapped[str]
    address: Mapped[str]
    city: Mapped[str]
    postcode: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    complaints: Mapped[str] = mapped_column(default="")
    emblem: Mapped[bytes | None] = mapped_column(LargeBinary)
    paper: Mapped[str]
    margins: Mapped[list[float]] = mapped_column(JSON)
    font: Mapped[str]
    font_size: Mapped[int]
    number_pattern: Mapped[str]
    classification: Mapped[str]
    unit: Mapped[str]
    office_code: Mapped[str] = mapped_column(default="")
    hours: Mapped[dict[str, Any]] = mapped_column(JSON)


class Official(Base):
    """The holder of a post between two dates; who signs is decided by the letter's date."""

    __tablename__ = "official"
    __table_args__ = (
        CheckConstraint("kind IN ('definitif', 'plt', 'plh')", name="kind_known"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    name: Mapped[str]
    rank: Mapped[str] = mapped_column(default="")
    nip: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="definitif")
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class OfficePost(Base):
    """A post of this office: what may sign or review. An office without any has the posts of its preset."""

    __tablename__ = "office_post"
    __table_args__ = (_one_of("role", Role),)

    code: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    name: Mapped[str]
    role: Mapped[str]
    division: Mapped[str] = mapped_column(default="")


class Closure(Base):
    """A day on which the office is closed."""

    __tablename__ = "closure"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]


class User(Base):
    """Somebody who may sign in. A user who leaves is disabled, never deleted.

    ``division`` narrows what a Kasi or Kabid sees to one bidang; empty means every bidang.
    """

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(collation="NOCASE"), unique=True)
    name: Mapped[str]
    post: Mapped[str] = mapped_column(default="")
    division: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class UserRole(Base):
    """One role of one user."""

    __tablename__ = "user_role"
    __table_args__ = (_one_of("role", Role),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class OfferedService(Base):
    """A service this desk offers."""

    __tablename__ = "offered_service"

    code: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class OwnService(Base):
    """A service that this office changed or made itself: the version that is published now."""

    __tablename__ = "own_service"

    code: Mapped[str] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("service_version.id"))
    published_at: Mapped[datetime]
    published_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


class ServiceDraft(Base):
    """The konsep of a service: its file as typed so far, which may be wrong or unfinished."""

    __tablename__ = "service_draft"

    code: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime]
    updated_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


class ServiceVersion(Base):
    """A service as it was published or taken under; never changed, never deleted.

    Its place among the versions of the same code is the number of the version.
    """

    __tablename__ = "service_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    short_name: Mapped[str]
    client_party: Mapped[str]
    definition: Mapped[str]
    created_at: Mapped[datetime]


class Person(Base):
    """One person; ``nik`` is NULL for a temporary identity."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("nik IS NULL OR length(nik) = 16", name="nik_length"),
        CheckConstraint("sex IS NULL OR sex IN ('L', 'P')", name="sex_known"),
        CheckConstraint("length(name) > 0", name="name_given"),
        Index("ix_person_birth_date", "birth_date"),
        Index("ix_person_phone", "phone"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nik: Mapped[str | None] = mapped_column(unique=True)
    kk: Mapped[str] = mapped_column(default="", index=True)
    name: Mapped[str]
    sex: Mapped[str | None]
    birth_place: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    religion: Mapped[str] = mapped_column(default="")
    marital_state: Mapped[str] = mapped_column(default="")
    occupation: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    rt: Mapped[str] = mapped_column(default="")
    rw: Mapped[str] = mapped_column(default="")
    village: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="")
    regency: Mapped[str] = mapped_column(default="")
    province: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    temporary: Mapped[bool] = mapped_column(default=False)
    estimated_age: Mapped[int | None]
    estimated_on: Mapped[date | None]
    marks: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="", server_default=text("''"))
    found_at: Mapped[str] = mapped_column(default="", server_default=text("''"))
    brought_by: Mapped[str] = mapped_column(default="", server_default=text("''"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class PersonChange(Base):
    """What a person's record held before a correction, who changed it and why. Append-only.

    ``reason`` is empty where an application brought the change along.
    """

    __tablename__ = "person_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(default="", server_default=text("''"))


class PersonMerge(Base):
    """Two records of one person made one. Append-only, but that it may be undone once.

    ``before``: what both records held (``survivor``, ``absorbed``) and what the survivor held afterwards
    (``after``). ``moved``: the places in applications that went over, as pairs of request and party.
    """

    __tablename__ = "person_merge"
    __table_args__ = (
        CheckConstraint("survivor_id <> absorbed_id", name="two_records"),
        CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone_by_somebody"),
        Index(
            "ix_person_merge_standing",
            "absorbed_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survivor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    absorbed_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    moved: Mapped[list[Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    undone_reason: Mapped[str] = mapped_column(default="")


class PersonApart(Base):
    """Two like records of which somebody said that they are two people: it is not asked again."""

    __tablename__ = "person_apart"
    __table_args__ = (CheckConstraint("one_id < other_id", name="in_order"),)

    one_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class NikShown(Base):
    """Who looked at somebody's NIK and KK in full, and when. Append-only."""

    __tablename__ = "nik_shown"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class SearchWord(Base):
    """The keys that stand in the search index, for finding those that are nearly what was typed."""

    __tablename__ = "search_word"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    key: Mapped[str] = mapped_column(primary_key=True)


class Institution(Base):
    """An LKS, orsos, yayasan or committee."""

    __tablename__ = "institution"
    __table_args__ = (CheckConstraint("length(name) > 0", name="name_given"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    village: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="")
    regency: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    leader: Mapped[str] = mapped_column(default="")
    npwp: Mapped[str] = mapped_column(default="")
    deed: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class InstitutionChange(Base):
    """What an institution's record held before a correction, who changed it and why. Append-only."""

    __tablename__ = "institution_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(default="")


class Request(Base):
    """One permohonan.

    ``due_at`` is empty until the clock starts; ``paused_at`` is set while the applicant completes
    papers. ``finished_at`` is when the product was ready to be collected, or the case was rejected or
    cancelled: the promised time does not count how long a letter waits for its owner. ``on_time`` is
    decided then. ``version`` grows with every change: a decision
    taken on an older one is refused. ``nonce`` makes saving the same draft twice one application.
    """

    __tablename__ = "request"
    __table_args__ = (
        _one_of("state", RequestState),
        UniqueConstraint("service_code", "register_year", "register_no"),
        CheckConstraint("paused_seconds >= 0", name="pause_not_negative"),
        Index("ix_request_recap", "received_at", "service_code", "state", "on_time", "finished_at"),
        Index("ix_request_state_due", "state", "due_at"),
        Index("ix_request_inbox", "stage_role", "state", "due_at"),
        Index("ix_request_finished", "finished_at", "service_code", "state", "on_time"),
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
        _one_of("kind", PartyKind),
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
    """

    __tablename__ = "periodic_report"
    __table_args__ = (
        CheckConstraint("(done_on IS NULL) = (done_by IS NULL)", name="done_by_somebody"),
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
        Index("ix_periodic_report_open", "done_on", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    duty: Mapped[str]
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime | None]
    records: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withdrawn_reason: Mapped[str] = mapped_column(default="")


class Paper(Base):
    """What was recorded for one requirement of one application."""

    __tablename__ = "paper"
    __table_args__ = (_one_of("state", PaperState), _one_of("mode", PaperMode))

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
    __table_args__ = (_one_of("action", Action), _one_of("state", RequestState))

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


class Letter(Base):
    """One document of an application, with the words it was made from.

    ``context`` is the snapshot taken when it was made; ``stored`` the address of the file in the
    encrypted store (empty only between the commit and the end of rendering).
    """

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("request_id", "product"),
        CheckConstraint(
            "state IN ('dibuat', 'bernomor', 'ditandatangani', 'diserahkan')", name="state_known"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    product: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    template: Mapped[str]
    state: Mapped[str]
    number: Mapped[str] = mapped_column(default="", index=True)
    dated: Mapped[date] = mapped_column(index=True)
    made_at: Mapped[datetime]
    context: Mapped[dict[str, Any]] = mapped_column(JSON)
    stored: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    handed_at: Mapped[datetime | None]
    handed_to: Mapped[str] = mapped_column(default="")
    handed_proof: Mapped[str] = mapped_column(default="")


class Sequence(Base):
    """The last serial of a sequence in a year (0 for an endless one): receipts, registers, letters."""

    __tablename__ = "sequence"
    __table_args__ = (CheckConstraint("last >= 0", name="last_not_negative"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class IssuedNumber(Base):
    """A letter number that was given. The row is what makes a second use impossible."""

    __tablename__ = "issued_number"
    __table_args__ = (UniqueConstraint("number", "year"),)

    sequence: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    serial: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[str]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), unique=True)
    given_at: Mapped[datetime]
    given_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


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
