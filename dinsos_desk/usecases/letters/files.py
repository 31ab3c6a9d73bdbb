"""The files of many letters: read and committed some dozens at a time, written side by side.

Each file is made, encrypted and on the disk before its letter says so, as ``file_letter`` does for one.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dinsos_desk.db.queries.letters import LetterFile, letter_files, letter_words
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Filler, Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.errors import DeskError, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import Store
from dinsos_desk.usecases.letters.prints import ends_run
from dinsos_desk.usecases.letters.words import office_look
from dinsos_desk.usecases.requests.sight import refuse_unseen

_TOGETHER = 64
_HANDS = 8
"""They mostly wait for the disk."""


@dataclass(frozen=True)
class _Portion:
    """Letters without a file as they were read, and what was wrong with others that were asked for."""

    letters: tuple[LetterFile, ...]
    words: dict[int, dict[str, Any]]
    look: OfficeLook
    wrong: dict[int, DeskError]


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
            portion = _read(open_uow(), letter_ids[start : start + _TOGETHER], actor)
            wrong |= portion.wrong
            fillers, broken = _fillers(letters, portion)
            wrong |= broken
            made = {}
            for one, future in [
                (one, hands.submit(_make, one, portion, fillers[one.template], store))
                for one in portion.letters
                if one.template in fillers
            ]:
                try:
                    made[one.id] = (one.made_at, future.result())
                except DeskError as error:
                    wrong[one.id] = error
            if made:
                _keep(open_uow(), made)
            if any(map(ends_run, wrong.values())):
                break
    return wrong


def _read(uow: UnitOfWork, letter_ids: Sequence[int], actor: Actor | None) -> _Portion:
    wrong: dict[int, DeskError] = {}
    with uow:
        known = letter_files(uow.session, letter_ids)
        for letter_id in letter_ids:
            try:
                if letter_id not in known:
                    raise UserError("surat_tidak_ditemukan")
                refuse_unseen(actor, known[letter_id].division)
            except DeskError as error:
                wrong[letter_id] = error
        wanted = tuple(one for one in known.values() if one.id not in wrong and not one.stored)
        words = letter_words(uow.session, [one.id for one in wanted])
        return _Portion(wanted, words, office_look(uow.offices.get()), wrong)


def _fillers(letters: Letters, portion: _Portion) -> tuple[dict[str, Filler], dict[int, DeskError]]:
    """The templates of a portion, looked at once each, and the letters whose template is in no order."""
    fillers: dict[str, Filler] = {}
    broken: dict[str, DeskError] = {}
    for name in {one.template for one in portion.letters}:
        try:
            fillers[name] = letters.filler(name, portion.look)
        except DeskError as error:
            broken[name] = error
    return fillers, {one.id: broken[one.template] for one in portion.letters if one.template in broken}


def _make(one: LetterFile, portion: _Portion, filler: Filler, store: Store) -> str:
    return store.put(filler.fill(portion.words[one.id], {"qr": receipt_qr(one.receipt)}))


def _keep(uow: UnitOfWork, made: dict[int, tuple[datetime, str]]) -> None:
    """Write down where the files lie, but not for a letter that was made anew meanwhile."""
    with uow:
        uow.letters.keep_files(made)
        uow.commit()
