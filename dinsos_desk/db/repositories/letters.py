"""Letters and the numbers they carry."""

from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.errors import UserError

_NEXT = text(
    "INSERT INTO sequence (key, year, last) VALUES (:key, :year, 1) "
    "ON CONFLICT (key, year) DO UPDATE SET last = last + 1 RETURNING last"
)


class Letters:
    """The documents of applications."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, letter: tables.Letter) -> tables.Letter:
        """Keep a new letter; its id is set afterwards."""
        self._session.add(letter)
        self._session.flush()
        return letter

    def get(self, letter_id: int) -> tables.Letter:
        """The letter with this id. Raises ``UserError`` *surat_tidak_ditemukan*."""
        letter = self._session.get(tables.Letter, letter_id)
        if letter is None:
            raise UserError("surat_tidak_ditemukan")
        return letter

    def of_request(self, request_id: int) -> dict[str, tables.Letter]:
        """The letters of an application by product."""
        rows = self._session.scalars(select(tables.Letter).where(tables.Letter.request_id == request_id))
        return {row.product: row for row in rows}


class Numbers:
    """Serial numbers: each is given once, in the transaction that uses it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def next(self, key: str, year: int) -> int:
        """The next serial of a sequence in a year. A rolled-back transaction gives it back."""
        drawn = self._session.connection().execute(_NEXT, {"key": key, "year": year})
        return int(drawn.scalar_one())

    def peek(self, key: str, year: int) -> int:
        """The serial that would be given next, without taking it."""
        row = self._session.get(tables.Sequence, (key, year))
        return (row.last if row else 0) + 1

    def record(
        self,
        *,
        sequence: str,
        year: int,
        serial: int,
        number: str,
        letter_id: int,
        at: datetime,
        user_id: int,
    ) -> None:
        """Write down that a number was given; a second use breaks the transaction."""
        columns = {
            "sequence": sequence,
            "year": year,
            "serial": serial,
            "number": number,
            "letter_id": letter_id,
            "given_at": at,
            "given_by": user_id,
        }
        add_row(self._session, tables.IssuedNumber, columns)
