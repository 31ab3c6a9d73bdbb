"""The documents of applications."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, select, update
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

    def keep_files(self, stored: Mapping[int, tuple[datetime, str]]) -> None:
        """Write down where files lie: by letter, when it was made and the address.

        A letter that was made anew meanwhile still lacks its file.
        """
        table = tables.Letter.__table__
        statement = (
            update(tables.Letter)
            .where(table.c.id == bindparam("letter"), table.c.made_at == bindparam("made"))
            .values(stored=bindparam("address"))
        )
        self._session.connection().execute(
            statement,
            [
                {"letter": letter_id, "made": made_at, "address": address}
                for letter_id, (made_at, address) in stored.items()
            ],
        )
