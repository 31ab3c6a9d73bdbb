"""The documents of applications."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.errors import UserError


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
