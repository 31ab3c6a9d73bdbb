"""The files of many letters: read and committed some dozens at a time, written side by side.

Each file is made, encrypted and on the disk before its letter says so, as ``file_letter`` does for one.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.errors import DeskError, EnvironmentProblem
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import Store
from dinsos_desk.usecases.letters.words import office_look
from dinsos_desk.usecases.requests.sight import refuse_unseen

_TOGETHER = 64
_HANDS = 8
"""They mostly wait for the disk."""


@dataclass(frozen=True)
class _Wanted:
    """A letter without a file, as it was read."""

    id: int
    receipt: str
    template: str
    context: dict[str, Any]
    made_at: datetime


def file_letters(
    open_uow: Callable[[], UnitOfWork],
    letters: Letters,
    store: Store,
    letter_ids: Sequence[int],
    actor: Actor | None,
    tell: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> dict[int, DeskError]:
    """Make the files that these letters still lack; returns what went wrong, by letter.

    A template that fails concerns its letters alone; what concerns the disk ends the making.
    """
    wrong: dict[int, DeskError] = {}
    with ThreadPoolExecutor(_HANDS, thread_name_prefix="surat") as hands:
        for start in range(0, len(letter_ids), _TOGETHER):
            tell(start, len(letter_ids))
            if stopped():
                break
            wanted, look, unseen = _read(open_uow(), letter_ids[start : start + _TOGETHER], actor)
            wrong |= unseen
            made: dict[int, str] = {}

            def make(one: _Wanted, look: OfficeLook = look) -> str:
                picture = {"qr": receipt_qr(one.receipt)}
                return store.put(letters.render(one.template, look, one.context, picture))

            for one, future in [(one, hands.submit(make, one)) for one in wanted]:
                try:
                    made[one.id] = future.result()
                except DeskError as error:
                    wrong[one.id] = error
            _keep(open_uow(), wanted, made)
            if any(isinstance(error, EnvironmentProblem) for error in wrong.values()):
                break
    return wrong


def _read(
    uow: UnitOfWork, letter_ids: Sequence[int], actor: Actor | None
) -> tuple[list[_Wanted], OfficeLook, dict[int, DeskError]]:
    wanted, unseen = [], {}
    with uow:
        for letter_id in letter_ids:
            try:
                letter = uow.letters.get(letter_id)
                request = uow.requests.get(letter.request_id)
                refuse_unseen(actor, request.division)
            except DeskError as error:
                unseen[letter_id] = error
                continue
            if not letter.stored:
                values = (letter_id, request.receipt, letter.template, letter.context, letter.made_at)
                wanted.append(_Wanted(*values))
        return wanted, office_look(uow.offices.get()), unseen


def _keep(uow: UnitOfWork, wanted: Sequence[_Wanted], made: dict[int, str]) -> None:
    """Write down where the files lie, but not for a letter that was made anew meanwhile."""
    if not made:
        return
    with uow:
        for one in wanted:
            letter = uow.letters.get(one.id)
            if one.id in made and letter.made_at == one.made_at:
                letter.stored = made[one.id]
        uow.commit()
