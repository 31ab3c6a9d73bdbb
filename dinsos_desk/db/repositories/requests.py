"""Applications, their parties, papers and history."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row, add_rows, one_id
from dinsos_desk.db.repositories.subjects import party_column, plain_subject, subject_from_plain
from dinsos_desk.domain.checklist import PaperMode, PaperState, PaperTick
from dinsos_desk.domain.people import PartyKind, Subject
from dinsos_desk.errors import Conflict, UserError

_BY_NONCE = text("SELECT id FROM request WHERE nonce = :nonce")


class Requests:
    """Applications of this office."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, request_id: int) -> tables.Request:
        """The application with this id. Raises ``UserError`` *permohonan_tidak_ditemukan*."""
        row = self._session.get(tables.Request, request_id)
        if row is None:
            raise UserError("permohonan_tidak_ditemukan")
        return row

    def exists(self, request_id: int) -> bool:
        """Whether there is an application with this id."""
        return self._session.get(tables.Request, request_id) is not None

    def by_nonce(self, nonce: str) -> tables.Request | None:
        """The application made from the draft with this nonce, when it was already saved."""
        known = one_id(self._session, _BY_NONCE, nonce=nonce)
        return None if known is None else self.get(known)

    def add(self, **columns: Any) -> int:
        """Keep a new application; returns its id."""
        return add_row(self._session, tables.Request, columns)

    def change(self, request_id: int, expected_version: int, **columns: Any) -> None:
        """Change an application that nobody else changed since ``expected_version``.

        Raises:
            Conflict: *sudah_diubah_orang_lain*; nothing was changed.
        """
        table = tables.Request
        statement = (
            update(table)
            .where(table.id == request_id, table.version == expected_version)
            .values(version=expected_version + 1, **columns)
            .execution_options(synchronize_session=False)
        )
        if self._session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]
            raise Conflict("sudah_diubah_orang_lain")
        self._session.expire_all()

    def clear(self, request_id: int) -> None:
        """Forget who takes part and the checklist, before both are written down anew."""
        for table in (tables.RequestParty, tables.Paper):
            self._session.execute(delete(table).where(table.request_id == request_id))

    def add_parties(self, request_id: int, parties: Mapping[str, tuple[PartyKind, int]]) -> None:
        """Write down who takes part in a new application."""
        rows = [
            {
                "request_id": request_id,
                "party": party,
                "kind": kind.value,
                "person_id": known_id if kind is PartyKind.PERSON else None,
                "institution_id": known_id if kind is PartyKind.INSTITUTION else None,
            }
            for party, (kind, known_id) in parties.items()
        ]
        add_rows(self._session, tables.RequestParty, rows)

    def parties(self, request_id: int) -> dict[str, tuple[PartyKind, int]]:
        """Who takes part: kind and id of the person or institution, by party."""
        return self.parties_of([request_id]).get(request_id, {})

    def parties_of(self, request_ids: Sequence[int]) -> dict[int, dict[str, tuple[PartyKind, int]]]:
        """Who takes part in each of several applications."""
        table = tables.RequestParty
        found: dict[int, dict[str, tuple[PartyKind, int]]] = {}
        for row in self._session.scalars(select(table).where(table.request_id.in_(request_ids))):
            known_id = row.person_id or row.institution_id or 0
            found.setdefault(row.request_id, {})[row.party] = (PartyKind(row.kind), known_id)
        return found

    def as_was_of(self, request_ids: Sequence[int]) -> dict[int, dict[str, Subject]]:
        """The parties of finished applications as they were known when these were finished."""
        table = tables.RequestParty
        query = select(table.request_id, table.party, table.kind, table.as_was)
        found: dict[int, dict[str, Subject]] = {}
        query = query.where(table.request_id.in_(request_ids), table.as_was.is_not(None))
        for request_id, party, kind, as_was in self._session.execute(query):
            found.setdefault(request_id, {})[party] = subject_from_plain(PartyKind(kind), as_was)
        return found

    def set_as_was(self, request_id: int, subjects: Mapping[str, Subject | None]) -> None:
        """Keep what is known of the parties of an application, or (None) follow their records again."""
        table = tables.RequestParty
        for party, subject in subjects.items():
            self._session.execute(
                update(table)
                .where(table.request_id == request_id, table.party == party)
                .values(as_was=plain_subject(subject) if subject is not None else None)
                .execution_options(synchronize_session=False)
            )

    def of_subject(self, kind: PartyKind, known_id: int) -> tuple[int, ...]:
        """The ids of the applications in which a person or an institution takes part."""
        query = select(tables.RequestParty.request_id).where(party_column(kind) == known_id).distinct()
        return tuple(self._session.scalars(query))

    def open_of_subject(self, kind: PartyKind, known_id: int) -> tuple[tables.Request, ...]:
        """The applications of a person or an institution that are not finished."""
        table = tables.Request
        own = table.id.in_(self.of_subject(kind, known_id))
        query = select(table).where(own, table.finished_at.is_(None)).order_by(table.id)
        return tuple(self._session.scalars(query))

    def set_paper_states(self, request_id: int, requirements: Sequence[str], state: PaperState) -> None:
        """Change the state of some papers, as when a reviewer asks for them anew."""
        table = tables.Paper
        self._session.execute(
            update(table)
            .where(table.request_id == request_id, table.requirement.in_(requirements))
            .values(state=state.value, mode=None)
            .execution_options(synchronize_session=False)
        )

    def add_papers(self, request_id: int, ticks: Mapping[str, PaperTick]) -> None:
        """Write down the checklist of a new application."""
        rows = [
            {
                "request_id": request_id,
                "requirement": requirement,
                "state": tick.state.value if tick.state else None,
                "mode": tick.mode.value if tick.mode else None,
                "alternative": tick.alternative,
                "number": tick.number,
                "dated": tick.dated,
                "note": tick.note,
            }
            for requirement, tick in ticks.items()
        ]
        add_rows(self._session, tables.Paper, rows)

    def papers_of(self, request_ids: Sequence[int]) -> dict[int, dict[str, PaperTick]]:
        """The checklists of several applications by requirement."""
        table = tables.Paper
        found: dict[int, dict[str, PaperTick]] = {}
        for row in self._session.scalars(select(table).where(table.request_id.in_(request_ids))):
            found.setdefault(row.request_id, {})[row.requirement] = PaperTick(
                PaperState(row.state) if row.state else None,
                PaperMode(row.mode) if row.mode else None,
                row.alternative,
                row.number,
                row.dated,
                row.note,
            )
        return found

    def of_register(self, service_code: str, start: datetime, end: datetime) -> tuple[tables.Request, ...]:
        """The applications of a service received in a span, in order of the register."""
        table = tables.Request
        query = (
            select(table)
            .where(table.service_code == service_code, table.received_at >= start, table.received_at < end)
            .order_by(table.register_year, table.register_no)
        )
        return tuple(self._session.scalars(query))


class Histories:
    """What happened to applications; lines are only ever added."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, **columns: Any) -> None:
        """Write one step down."""
        add_row(self._session, tables.History, columns)

    def of_many(self, request_ids: Sequence[int]) -> dict[int, tuple[tables.History, ...]]:
        """The steps of several applications, each in order."""
        table = tables.History
        found: dict[int, list[tables.History]] = {}
        query = select(table).where(table.request_id.in_(request_ids)).order_by(table.id)
        for row in self._session.scalars(query):
            found.setdefault(row.request_id, []).append(row)
        return {request_id: tuple(steps) for request_id, steps in found.items()}
