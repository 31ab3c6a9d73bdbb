"""Applications that belong together, and obligations that return after a case."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.errors import Conflict, UserError


class Links:
    """Which application was opened because of which."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, from_id: int, to_id: int, reason: str) -> None:
        """Link two applications; linking them again, either way round, changes nothing."""
        table = tables.RequestLink
        if from_id == to_id or any(
            self._session.get(table, key) for key in ((from_id, to_id), (to_id, from_id))
        ):
            return
        add_row(self._session, table, {"from_id": from_id, "to_id": to_id, "reason": reason})

    def add_transfer(self, **columns: Any) -> None:
        """Write down where an application was passed on to."""
        add_row(self._session, tables.Transfer, columns)

    def transfer_of(self, request_id: int) -> tables.Transfer | None:
        """Where an application was passed on to; None when it was not."""
        return self._session.get(tables.Transfer, request_id)


class Reports:
    """Obligations of applications: the open ones, and how the others were met."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, report_id: int) -> tables.PeriodicReport:
        """One of them. Raises ``UserError`` *laporan_berkala_tidak_ditemukan*."""
        row = self._session.get(tables.PeriodicReport, report_id)
        if row is None:
            raise UserError("laporan_berkala_tidak_ditemukan")
        return row

    def of_request(self, request_id: int) -> tuple[tables.PeriodicReport, ...]:
        """All of an application, the withdrawn ones too, in the order they fell due."""
        table = tables.PeriodicReport
        query = select(table).where(table.request_id == request_id).order_by(table.due_on, table.id)
        return tuple(self._session.scalars(query))

    def open(self, request_id: int, duty: str, due_on: date, remind_on: date) -> None:
        """Wait for an obligation, which is to be thought of from ``remind_on``."""
        values: dict[str, Any] = {
            "request_id": request_id,
            "duty": duty,
            "due_on": due_on,
            "remind_on": remind_on,
            "records": {},
            "note": "",
        }
        add_row(self._session, tables.PeriodicReport, values)

    def forget(self, report_ids: Sequence[int]) -> None:
        """Wait no more for obligations that were never met."""
        table = tables.PeriodicReport
        if report_ids:
            self._session.execute(
                delete(table)
                .where(table.id.in_(report_ids), table.done_on.is_(None))
                .execution_options(synchronize_session=False)
            )

    def meet(
        self,
        report_id: int,
        done_on: date,
        user_id: int,
        now: datetime,
        records: dict[str, object],
        note: str,
        dropped: str = "",
    ) -> None:
        """Write down how an open obligation was met, or that it was dropped with the reason in ``note``.

        Raises ``Conflict`` when somebody did so before.
        """
        self._change(
            report_id,
            tables.PeriodicReport.done_on.is_(None),
            done_on=done_on,
            done_by=user_id,
            recorded_at=now,
            records=records,
            note=note,
            dropped=dropped,
        )

    def withdraw(self, report_id: int, user_id: int, now: datetime, reason: str) -> None:
        """Take a record back; it stays to be seen. Raises ``Conflict`` when that was done before."""
        table = tables.PeriodicReport
        self._change(
            report_id,
            table.done_on.is_not(None) & table.withdrawn_at.is_(None),
            withdrawn_at=now,
            withdrawn_by=user_id,
            withdrawn_reason=reason,
        )

    def _change(self, report_id: int, only_if: Any, **values: Any) -> None:
        table = tables.PeriodicReport
        statement = (
            update(table)
            .where(table.id == report_id, only_if)
            .values(**values)
            .execution_options(synchronize_session=False)
        )
        if self._session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]
            raise Conflict("laporan_berkala_berubah")
        self._session.expire_all()
