"""Scans and photographs of applications and persons: their rows; what they show lies in the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.errors import UserError


def photo_of(party: str) -> str:
    """Under which requirement the photograph of a party waits until the application is saved."""
    return f"foto.{party}"


@dataclass(frozen=True)
class AttachmentRow:
    """An attachment as lists show it. ``stored``: its address in the store."""

    id: int
    nonce: str | None
    person_id: int | None
    requirement: str
    name: str
    kind: str
    pages: int
    bytes: int
    stored: str
    added_at: datetime
    added_by: int
    added_name: str
    removed_at: datetime | None
    removed_name: str
    removed_reason: str


class Attachments:
    """Rows by the nonce of a draft or application, or by person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, **values: Any) -> int:
        """Add a row; returns its id."""
        empty = {"requirement": "", "removed_reason": "", "nonce": None, "person_id": None}
        return add_row(self._session, tables.Attachment, empty | values)

    def get(self, attachment_id: int) -> AttachmentRow:
        """One row. Raises ``UserError`` *lampiran_tidak_ditemukan*."""
        rows = self._read(_rows().where(tables.Attachment.id == attachment_id))
        if not rows:
            raise UserError("lampiran_tidak_ditemukan")
        return rows[0]

    def of_nonce(self, nonce: str) -> tuple[AttachmentRow, ...]:
        """Those of a draft or application, oldest first, those taken away too."""
        return self._read(_rows().where(tables.Attachment.nonce == nonce))

    def of_persons(self, person_ids: Sequence[int]) -> tuple[AttachmentRow, ...]:
        """The photographs kept with these records of a person."""
        return self._read(_rows().where(tables.Attachment.person_id.in_(person_ids)))

    def change(self, attachment_id: int, **values: Any) -> None:
        """Change a row."""
        table = tables.Attachment
        self._session.execute(update(table).where(table.id == attachment_id).values(**values))

    def drop(self, attachment_id: int) -> None:
        """Forget a row of a draft."""
        self._session.execute(delete(tables.Attachment).where(tables.Attachment.id == attachment_id))

    def drop_draft(self, nonce: str) -> None:
        """Forget the rows of a draft that was thrown away."""
        self._session.execute(delete(tables.Attachment).where(tables.Attachment.nonce == nonce))

    def give_photo(self, nonce: str, party: str, person_id: int) -> None:
        """The photograph kept with a draft for a party belongs to the person from now on."""
        table = tables.Attachment
        mine = update(table).where(table.nonce == nonce, table.requirement == photo_of(party))
        self._session.execute(mine.values(nonce=None, person_id=person_id, requirement=""))

    def drop_ownerless(self, before: datetime) -> int:
        """Forget rows added before a moment whose draft is gone and never became an application.

        Those of incoming letters stay.
        """
        table = tables.Attachment
        drafts = select(func.json_extract(tables.Draft.payload, "$.nonce"))
        sent = select(tables.Request.nonce)
        gone = delete(table).where(
            table.nonce.is_not(None),
            table.added_at < before,
            table.nonce.not_in(drafts),
            table.nonce.not_in(sent),
            table.nonce.not_in(select(tables.IncomingMail.nonce)),
        )
        return int(self._session.execute(gone).rowcount)  # type: ignore[attr-defined]

    def stored_addresses(self) -> frozenset[str]:
        """Every address in the store that a row refers to, letters included."""
        known = set(self._session.scalars(select(tables.Attachment.stored).distinct()))
        known |= set(self._session.scalars(select(tables.Letter.stored).where(tables.Letter.stored != "")))
        return frozenset(known)

    def _read(self, query: Select[Any]) -> tuple[AttachmentRow, ...]:
        return tuple(AttachmentRow(*row) for row in self._session.execute(query))


def _rows() -> Select[Any]:
    table = tables.Attachment
    adder, remover = aliased(tables.User), aliased(tables.User)
    columns: tuple[Any, ...] = (
        table.id,
        table.nonce,
        table.person_id,
        table.requirement,
        table.name,
        table.kind,
        table.pages,
        table.bytes,
        table.stored,
        table.added_at,
        table.added_by,
        adder.name,
        table.removed_at,
        func.coalesce(remover.name, ""),
        table.removed_reason,
    )
    return (
        select(*columns)
        .join(adder, adder.id == table.added_by)
        .outerjoin(remover, remover.id == table.removed_by)
        .order_by(table.id)
    )
