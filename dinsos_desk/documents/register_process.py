"""A long register written in a process of its own: checking and packing it would hold the window up."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.list_process import ProcessBook
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.register import Register, write_register
from dinsos_desk.errors import UserError

_PORTION = 500
_WORD = b"PK"


@dataclass(frozen=True)
class _Head:
    """All but the rows."""

    folders: tuple[Path, Path]
    look: OfficeLook
    register: Register
    context: Mapping[str, object]


def _write(head: _Head, pipe: Any) -> None:
    """The work of the process: portions of rows come in, an empty one ends; out goes document or error."""
    rows: list[Any] = []
    try:
        while portion := pipe.recv():
            rows += portion
    except EOFError:
        return
    own, shipped = head.folders
    try:
        made = write_register(
            Letters(shipped, own), head.look, replace(head.register, rows=rows), head.context
        )
    except UserError as error:
        made = json.dumps([error.code, {name: str(value) for name, value in error.values.items()}]).encode()
    pipe.send_bytes(made)


def write_register_apart(
    letters: Letters, look: OfficeLook, register: Register, context: Mapping[str, object]
) -> bytes:
    """As ``write_register``.

    Raises:
        UserError: the template is missing or broken, or asks for a value that is not there.
        EnvironmentProblem: *ekspor_terhenti*.
    """
    rows = list(register.rows)
    head = _Head(letters.folders, look, replace(register, rows=()), context)
    with _RegisterProcess(_write, head) as book:
        for start in range(0, len(rows), _PORTION):
            book.send(rows[start : start + _PORTION])
        made = book.finish()
    if not made.startswith(_WORD):
        code, values = json.loads(made)
        raise UserError(code, **values)
    return made


class _RegisterProcess(ProcessBook):
    def __enter__(self) -> "_RegisterProcess":
        self.begin()
        return self
