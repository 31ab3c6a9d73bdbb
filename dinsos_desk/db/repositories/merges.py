"""Two records of one person or institution made one, and parted again exactly as they were."""

from collections.abc import Sequence
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.people import People
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.db.repositories.subjects import party_column, plain_subject, subject_from_plain
from dinsos_desk.db.search import forget_subject, index_subject
from dinsos_desk.domain.people import (
    INSTITUTION_ATTRIBUTES,
    PERSON_ATTRIBUTES,
    Institution,
    PartyKind,
    Person,
    Subject,
)
from dinsos_desk.errors import UserError

Some = TypeVar("Some", Person, Institution)
MergeTable = type[tables.PersonMerge] | type[tables.InstitutionMerge]


class _Merges(Generic[Some]):
    """Records made one. What is written down here is never changed, but that a merge may be undone once."""

    kind: PartyKind
    table: MergeTable
    attributes: tuple[str, ...]

    def __init__(self, session: Session) -> None:
        self._session = session
        self._people = People(session)

    def get(self, merge_id: int) -> tables.PersonMerge | tables.InstitutionMerge:
        """A merge. Raises ``UserError`` *data_tidak_ditemukan*."""
        row = self._session.get(self.table, merge_id)
        if not isinstance(row, tables.PersonMerge | tables.InstitutionMerge):
            raise UserError("data_tidak_ditemukan")
        return row

    def is_newest(self, row: tables.PersonMerge | tables.InstitutionMerge) -> bool:
        """Whether it stands, and neither record was made one with a further one since."""
        table = self.table
        later = select(table.id).where(
            table.undone_at.is_(None),
            table.id > row.id,
            (table.survivor_id == row.survivor_id) | (table.absorbed_id == row.survivor_id),
        )
        return row.undone_at is None and self._session.scalar(later.limit(1)) is None

    def add(
        self, survivor_id: int, absorbed_id: int, after: Some, user_id: int, now: datetime, reason: str
    ) -> int:
        """Let one record stand for both, with ``after`` as what is known; returns the id of the merge."""
        moved = self._places_of(absorbed_id)
        merge_id = add_row(
            self._session,
            self.table,
            {
                "survivor_id": survivor_id,
                "absorbed_id": absorbed_id,
                "at": now,
                "user_id": user_id,
                "reason": reason,
                "before": {
                    "survivor": plain_subject(self._people.subject(self.kind, survivor_id)),
                    "absorbed": plain_subject(self._people.subject(self.kind, absorbed_id)),
                    "after": plain_subject(after),
                },
                "moved": moved,
                "undone_reason": "",
            },
        )
        self._move(moved, absorbed_id, survivor_id)
        self._people.update_subject(survivor_id, after, user_id, now, reason)
        forget_subject(self._session.connection(), type(after), absorbed_id)
        return merge_id

    def _close(self, merge_id: int, user_id: int, now: datetime, reason: str) -> tuple[Some, Some, Some]:
        """Write down that a merge is undone; what survivor and absorbed were, and what was made of them."""
        row = self.get(merge_id)
        row.undone_at, row.undone_by, row.undone_reason = now, user_id, reason
        self._session.flush()
        before, absorbed, after = (
            subject_from_plain(self.kind, row.before[which]) for which in ("survivor", "absorbed", "after")
        )
        return before, absorbed, after  # type: ignore[return-value]

    def _return(self, merge_id: int, absorbed: Subject) -> None:
        """The places of the absorbed record go back, and it is found again."""
        row = self.get(merge_id)
        self._move(row.moved, row.survivor_id, row.absorbed_id)
        index_subject(self._session.connection(), row.absorbed_id, absorbed)

    def _returned(self, current: Some, before: Some, after: Some) -> dict[str, object]:
        """What the survivor holds without the merge: a value that it brought gives way to the one before."""
        values = {}
        for name in self.attributes:
            now, brought = getattr(current, name), getattr(after, name)
            values[name] = getattr(before, name) if now == brought else now
        return values

    def _places_of(self, known_id: int) -> list[list[object]]:
        table = tables.RequestParty
        query = select(table.request_id, table.party).where(party_column(self.kind) == known_id)
        return [[request_id, party] for request_id, party in self._session.execute(query)]

    def _move(self, places: Sequence[Sequence[object]], from_id: int, to_id: int) -> None:
        """Places in applications go over, as far as the one they are taken from still stands there."""
        table = tables.RequestParty
        column = party_column(self.kind)
        for start in range(0, len(places), 200):
            some = [tuple(place) for place in places[start : start + 200]]
            self._session.execute(
                update(table)
                .where(tuple_(table.request_id, table.party).in_(some), column == from_id)
                .values({column.key: to_id})
                .execution_options(synchronize_session=False)
            )
        self._session.expire_all()


class Merges(_Merges[Person]):
    """Two records of one person; both NIKs lead to the one that stands."""

    kind = PartyKind.PERSON
    table = tables.PersonMerge
    attributes = PERSON_ATTRIBUTES

    def undo(self, merge_id: int, user_id: int, now: datetime, reason: str) -> None:
        """Part two records again: what belonged to whom returns.

        What was corrected since stays with the survivor, as do applications that came since.
        """
        row = self.get(merge_id)
        current = self._people.person(row.survivor_id)
        before, absorbed, after = self._close(merge_id, user_id, now, reason)
        values = self._returned(current, before, after)
        if values["nik"] == absorbed.nik:
            values["nik"] = before.nik
        self._free_niks(row.survivor_id, row.absorbed_id)
        parted = Person(**values)  # type: ignore[arg-type]
        self._people.update_person(row.survivor_id, parted, user_id, now, reason, former=current)
        self._people.restore(row.absorbed_id, absorbed, now)
        self._return(merge_id, absorbed)

    def _free_niks(self, *person_ids: int) -> None:
        """Both numbers are free before each is given back."""
        table = tables.Person
        self._session.execute(update(table).where(table.id.in_(person_ids)).values(nik=None))
        self._session.expire_all()


class InstitutionMerges(_Merges[Institution]):
    """Two records of one institution."""

    kind = PartyKind.INSTITUTION
    table = tables.InstitutionMerge
    attributes = INSTITUTION_ATTRIBUTES

    def undo(self, merge_id: int, user_id: int, now: datetime, reason: str) -> None:
        """Part two records again, as those of people are parted."""
        row = self.get(merge_id)
        current = self._people.institution(row.survivor_id)
        before, absorbed, after = self._close(merge_id, user_id, now, reason)
        parted = Institution(**self._returned(current, before, after))  # type: ignore[arg-type]
        self._people.update_institution(row.survivor_id, parted, user_id, now, reason)
        self._return(merge_id, absorbed)
