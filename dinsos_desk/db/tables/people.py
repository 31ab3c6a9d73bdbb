"""People and institutions: one record each, with what was there before."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import SchemaItem

from dinsos_desk.db.base import Base, Trace


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


class PersonChange(Trace):
    """What a person's record held before a correction, who changed it and why. Append-only.

    ``reason`` is empty where an application brought the change along.
    """

    __tablename__ = "person_change"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(default="", server_default=text("''"))


class _Merge(Trace):
    """Two records made one. Append-only, but that it may be undone once.

    ``before``: what both records held (``survivor``, ``absorbed``) and what the survivor held afterwards
    (``after``). ``moved``: the places in applications that went over, as pairs of request and party.
    """

    __abstract__ = True

    reason: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    moved: Mapped[list[Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    undone_reason: Mapped[str] = mapped_column(default="")


def _merge_rules(table: str) -> tuple[SchemaItem, ...]:
    """What holds for every merge; a record that was made one with another is not made one again."""
    return (
        CheckConstraint("survivor_id <> absorbed_id", name="two_records"),
        CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone_by_somebody"),
        Index(f"ix_{table}_standing", "absorbed_id", unique=True, sqlite_where=text("undone_at IS NULL")),
    )


class PersonMerge(_Merge):
    """Two records of one person made one."""

    __tablename__ = "person_merge"
    __table_args__ = _merge_rules("person_merge")

    survivor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    absorbed_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class PersonApart(Base):
    """Two like records of which somebody said that they are two people: it is not asked again."""

    __tablename__ = "person_apart"
    __table_args__ = (CheckConstraint("one_id < other_id", name="in_order"),)

    one_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class NikShown(Trace):
    """Who looked at somebody's NIK and KK in full, when and where. Append-only.

    ``place``: the page of a person, the form of a correction, or the taking in of an application; empty
    where an older program showed it.
    """

    __tablename__ = "nik_shown"
    __table_args__ = (Index("ix_nik_shown_at", "at"), Index("ix_nik_shown_user_id_at", "user_id", "at"))

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    place: Mapped[str] = mapped_column(default="", server_default=text("''"))


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


class InstitutionChange(Trace):
    """What an institution's record held before a correction, who changed it and why. Append-only."""

    __tablename__ = "institution_change"

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(default="")


class InstitutionMerge(_Merge):
    """Two records of one institution made one."""

    __tablename__ = "institution_merge"
    __table_args__ = _merge_rules("institution_merge")

    survivor_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    absorbed_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))


class InstitutionApart(Base):
    """Two like institutions of which somebody said that they are two: it is not asked again."""

    __tablename__ = "institution_apart"
    __table_args__ = (CheckConstraint("one_id < other_id", name="in_order"),)

    one_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
