"""Incoming letters, their corrections, dispositions, and the applications they became."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, cast, func, select, update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.errors import Conflict, UserError


class Mails:
    """The agenda surat masuk. Only a correction changes a line; everything else is added."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, mail_id: int) -> tables.IncomingMail:
        """One letter. Raises ``UserError`` *surat_masuk_tidak_ditemukan*."""
        row = self._session.get(tables.IncomingMail, mail_id)
        if row is None:
            raise UserError("surat_masuk_tidak_ditemukan")
        return row

    def by_nonce(self, nonce: str) -> tables.IncomingMail | None:
        """The letter that was entered under this nonce."""
        table = tables.IncomingMail
        return self._session.scalar(select(table).where(table.nonce == nonce))

    def is_written(self, number: str, year: int) -> bool:
        """Whether a letter entered in this year has this agenda number already."""
        table = tables.IncomingMail
        query = select(table.id).where(table.number == number, table.entered_at >= datetime(year, 1, 1))
        return self._session.scalar(query.limit(1)) is not None

    def same_letter(self, sender: str, letter_number: str, dated: date | None) -> tables.IncomingMail | None:
        """A standing letter with this number and day from the same sender, letter case aside."""
        table = tables.IncomingMail
        query = select(table).where(
            func.lower(table.letter_number) == letter_number.casefold(),
            func.lower(table.sender) == sender.casefold(),
            table.dated.is_(None) if dated is None else table.dated == dated,
            table.cancelled_reason == "",
        )
        return self._session.scalar(query.limit(1))

    def add(self, **columns: Any) -> int:
        """Keep a letter; returns its id."""
        return add_row(
            self._session, tables.IncomingMail, {"corrections": 0, "cancelled_reason": "", **columns}
        )

    def correct(
        self, mail_id: int, known: int, before: dict[str, Any], changed: dict[str, Any], reason: str,
        user_id: int, at: datetime,
    ) -> None:  # fmt: skip
        """Keep what stood before and change the line. Raises ``Conflict`` when it was corrected meanwhile.

        ``known``: how many corrections whoever asks has seen.
        """
        self._session.expire_all()
        if self.get(mail_id).corrections != known:
            raise Conflict("surat_masuk_berubah")
        values = {"mail_id": mail_id, "at": at, "user_id": user_id, "reason": reason, "before": before}
        add_row(self._session, tables.MailChange, values)
        table = tables.IncomingMail
        self._session.execute(
            update(table)
            .where(table.id == mail_id)
            .values(corrections=known + 1, **changed)
            .execution_options(synchronize_session=False)
        )
        self._session.expire_all()

    def changes(self, mail_id: int) -> tuple[tables.MailChange, ...]:
        """What was corrected, in order."""
        table = tables.MailChange
        return tuple(self._session.scalars(select(table).where(table.mail_id == mail_id).order_by(table.id)))

    def add_disposition(self, **columns: Any) -> int:
        """Keep a disposition; returns its id."""
        return add_row(self._session, tables.Disposition, columns)

    def add_recipient(self, **columns: Any) -> int:
        """Keep one of those it went to; returns the id."""
        return add_row(self._session, tables.DispositionRecipient, columns)

    def recipient(self, recipient_id: int) -> tables.DispositionRecipient:
        """One of them. Raises ``UserError`` *disposisi_tidak_ditemukan*."""
        row = self._session.get(tables.DispositionRecipient, recipient_id)
        if row is None:
            raise UserError("disposisi_tidak_ditemukan")
        return row

    def disposition(self, disposition_id: int) -> tables.Disposition:
        """One disposition. Raises ``UserError`` *disposisi_tidak_ditemukan*."""
        row = self._session.get(tables.Disposition, disposition_id)
        if row is None:
            raise UserError("disposisi_tidak_ditemukan")
        return row

    def add_step(self, **columns: Any) -> None:
        """Write down that something was done with a disposition."""
        add_row(self._session, tables.DispositionStep, {"result": "", "carried_by": "", **columns})

    def link(self, mail_id: int, request_id: int, user_id: int, at: datetime) -> bool:
        """A letter became an application; False when that was written down before."""
        table = tables.MailRequest
        known = select(table.id).where(table.mail_id == mail_id, table.request_id == request_id)
        if self._session.scalar(known) is not None:
            return False
        values = {"mail_id": mail_id, "request_id": request_id, "at": at, "user_id": user_id}
        add_row(self._session, table, values)
        return True

    def drafts_from(self, mail_id: int) -> tuple[tables.Draft, ...]:
        """Unsent applications that were begun from a letter, the newest first."""
        table = tables.Draft
        origin = cast(func.json_extract(table.payload, "$.mail"), Integer)
        query = select(table).where(origin == mail_id).order_by(table.updated_at.desc(), table.id.desc())
        return tuple(self._session.scalars(query))
