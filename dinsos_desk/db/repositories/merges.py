"""Two records of one person made one, and parted again exactly as they were."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.people import People, person_columns, person_from_plain, plain_values
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.db.search import forget_person, index_subject
from dinsos_desk.domain.people import PERSON_ATTRIBUTES, Person
from dinsos_desk.errors import UserError


class Merges:
    """Records made one. What is written down here is never changed, but that a merge may be undone once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._people = People(session)

    def get(self, merge_id: int) -> tables.PersonMerge:
        """A merge. Raises ``UserError`` *data_tidak_ditemukan*."""
        row = self._session.get(tables.PersonMerge, merge_id)
        if row is None:
            raise UserError("data_tidak_ditemukan")
        return row

    def is_newest(self, row: tables.PersonMerge) -> bool:
        """Whether it stands, and neither record was made one with a further one since."""
        table = tables.PersonMerge
        later = select(table.id).where(
            table.undone_at.is_(None),
            table.id > row.id,
            (table.survivor_id == row.survivor_id) | (table.absorbed_id == row.survivor_id),
        )
        return row.undone_at is None and self._session.scalar(later.limit(1)) is None

    def add(
        self, survivor_id: int, absorbed_id: int, after: Person, user_id: int, now: datetime, reason: str
    ) -> int:
        """Let one record stand for both, with ``after`` as what is known; returns the id of the merge."""
        survivor, absorbed = self._people.person(survivor_id), self._people.person(absorbed_id)
        moved = self._places_of(absorbed_id)
        merge_id = add_row(
            self._session,
            tables.PersonMerge,
            {
                "survivor_id": survivor_id,
                "absorbed_id": absorbed_id,
                "at": now,
                "user_id": user_id,
                "reason": reason,
                "before": {
                    "survivor": plain_values(person_columns(survivor)),
                    "absorbed": plain_values(person_columns(absorbed)),
                    "after": plain_values(person_columns(after)),
                },
                "moved": moved,
                "undone_reason": "",
            },
        )
        self._move(moved, absorbed_id, survivor_id)
        self._people.update_person(survivor_id, after, user_id, now, reason)
        forget_person(self._session.connection(), absorbed_id)
        return merge_id

    def undo(self, merge_id: int, user_id: int, now: datetime, reason: str) -> None:
        """Part two records again: what belonged to whom returns.

        What was corrected since stays with the survivor, as do applications that came since.
        """
        row = self.get(merge_id)
        before, absorbed, after = (
            person_from_plain(row.before[which]) for which in ("survivor", "absorbed", "after")
        )
        current = self._people.person(row.survivor_id)
        parted = _returned(current, before, after)
        values = {name: getattr(parted, name) for name in PERSON_ATTRIBUTES}
        if values["nik"] == absorbed.nik:
            values["nik"] = before.nik
        row.undone_at, row.undone_by, row.undone_reason = now, user_id, reason
        self._session.flush()
        self._free_niks(row.survivor_id, row.absorbed_id)
        self._people.update_person(row.survivor_id, Person(**values), user_id, now, reason, former=current)
        self._people.restore(row.absorbed_id, absorbed, now)
        self._move(row.moved, row.survivor_id, row.absorbed_id)
        index_subject(self._session.connection(), row.absorbed_id, absorbed)

    def _free_niks(self, *person_ids: int) -> None:
        """Both numbers are free before each is given back."""
        table = tables.Person
        self._session.execute(update(table).where(table.id.in_(person_ids)).values(nik=None))
        self._session.expire_all()

    def _places_of(self, person_id: int) -> list[list[object]]:
        table = tables.RequestParty
        query = select(table.request_id, table.party).where(table.person_id == person_id)
        return [[request_id, party] for request_id, party in self._session.execute(query)]

    def _move(self, places: Sequence[Sequence[object]], from_id: int, to_id: int) -> None:
        """Places in applications go over, as far as the one they are taken from still stands there."""
        table = tables.RequestParty
        for start in range(0, len(places), 200):
            some = [tuple(place) for place in places[start : start + 200]]
            self._session.execute(
                update(table)
                .where(tuple_(table.request_id, table.party).in_(some), table.person_id == from_id)
                .values(person_id=to_id)
                .execution_options(synchronize_session=False)
            )
        self._session.expire_all()


def _returned(current: Person, before: Person, after: Person) -> Person:
    """What the survivor holds without the merge: a value that it brought gives way to the one before."""
    values = {}
    for name in PERSON_ATTRIBUTES:
        now, brought = getattr(current, name), getattr(after, name)
        values[name] = getattr(before, name) if now == brought else now
    return Person(**values)
