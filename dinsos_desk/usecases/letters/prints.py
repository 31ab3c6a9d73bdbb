"""Finished letters on their way to paper: one, or hundreds in one go with a result for each."""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from dinsos_desk.db.queries.letters import LetterRow, letter_files
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.copies import mark_copy
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.front_desk import front_desk_from
from dinsos_desk.errors import DeskError, EnvironmentProblem
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import Store, WordFile, file_letter, file_name

MOST_LETTERS = 5000
"""How many may be chosen for one run."""
Tell = Callable[[int, int, str], None]
_CONCERNS_ONE = frozenset({"berkas_sedang_dibuka", "berkas_simpanan_hilang", "berkas_simpanan_rusak"})


@dataclass(frozen=True)
class Kept:
    """The file of a letter in the store. ``is_copy``: it says SALINAN on its way out."""

    name: str
    address: str
    is_copy: bool


@dataclass(frozen=True)
class LetterOutcome:
    """What became of one letter. ``name`` of the file when it went out, else ``error``; neither when the
    run ended before it.
    """

    row: LetterRow
    name: str = ""
    error: DeskError | None = None


def letter_going_out(
    uow: UnitOfWork, letters: Letters, store: Store, letter_id: int, actor: Actor | None = None
) -> WordFile:
    """The file of a letter as it leaves the program, to a printer, into Word or a folder: SALINAN when it was
    handed over before and the office marks its copies. What is kept stays as it was.

    Raises ``UserError`` as ``file_letter``.
    """
    file = file_letter(uow, letters, store, letter_id, actor)
    with uow:
        is_copy = uow.letters.get(letter_id).handed_at is not None and _marks_copies(uow)
    return WordFile(file.name, mark_copy(file.content)) if is_copy else file


def kept_letters(uow: UnitOfWork, letter_ids: Sequence[int], actor: Actor | None) -> dict[int, Kept]:
    """Where the files of letters lie, of those that have one and that ``actor`` may see."""
    with uow:
        marks = _marks_copies(uow)
        found = letter_files(uow.session, letter_ids)
    sees = Visibility(actor.roles, actor.division) if actor is not None else None
    return {
        one.id: Kept(file_name(one.receipt, one.name), one.stored, marks and one.handed_at is not None)
        for one in found.values()
        if one.stored and (sees is None or sees.shows(one.division))
    }


def kept_file(store: Store, kept: Kept) -> WordFile:
    """The file on its way out. Raises ``EnvironmentProblem`` when the store has lost it."""
    content = store.get(kept.address)
    return WordFile(kept.name, mark_copy(content) if kept.is_copy else content)


def send_letters(
    rows: Sequence[LetterRow],
    make: Callable[[int], WordFile],
    use: Callable[[WordFile], str],
    tell: Tell,
    stopped: Callable[[], bool],
    hands: int = 1,
) -> tuple[LetterOutcome, ...]:
    """Make each letter and hand it to ``use``, which says under what name it went out; ``hands`` at a time.

    A letter that fails stops no other. What concerns them all (the disk is full, the folder or the printer
    is gone) ends the run: those not reached have no result.
    """

    def one(row: LetterRow) -> LetterOutcome:
        try:
            return LetterOutcome(row, use(make(row.id)))
        except DeskError as error:
            return LetterOutcome(row, error=error)

    with ThreadPoolExecutor(hands, thread_name_prefix="surat") as pool:
        return _in_portions(rows, hands, lambda portion: tuple(pool.map(one, portion)), tell, stopped)


def send_together(
    rows: Sequence[LetterRow],
    make: Callable[[int], WordFile],
    use: Callable[[Mapping[str, bytes]], Mapping[str, DeskError | None]],
    tell: Tell,
    stopped: Callable[[], bool],
    together: int = 20,
) -> tuple[LetterOutcome, ...]:
    """As ``send_letters`` for a ``use`` that takes ``together`` files at once by name and keeps their order.

    It says what was wrong with each, None for what went out; those it leaves out were not reached.
    """
    named = names_once()

    def some(portion: Sequence[LetterRow]) -> tuple[LetterOutcome, ...]:
        told: dict[int, LetterOutcome] = {}
        files: dict[str, bytes] = {}
        whose: dict[str, LetterRow] = {}
        for row in portion:
            try:
                file = make(row.id)
            except DeskError as error:
                told[row.id] = LetterOutcome(row, error=error)
                continue
            name = named(file.name)
            files[name], whose[name] = file.content, row
        try:
            used = use(files) if files else {}
        except DeskError as error:
            used = dict.fromkeys(list(files)[:1], error)
        for name, wrong in used.items():
            told[whose[name].id] = LetterOutcome(whose[name], "" if wrong else name, wrong)
        return tuple(told.get(row.id, LetterOutcome(row)) for row in portion)

    return _in_portions(rows, together, some, tell, stopped)


def ends_run(error: DeskError | None) -> bool:
    """Whether what was wrong with one letter would be wrong with every other one too."""
    return isinstance(error, EnvironmentProblem) and error.code not in _CONCERNS_ONE


def names_once() -> Callable[[str], str]:
    """Gives each file of a run a name of its own, on whichever thread it is asked."""
    given: set[str] = set()
    lock = threading.Lock()

    def once(name: str) -> str:
        path, number = Path(name), 1
        with lock:
            while name.casefold() in given:
                number += 1
                name = f"{path.stem} ({number}){path.suffix}"
            given.add(name.casefold())
        return name

    return once


def _in_portions(
    rows: Sequence[LetterRow],
    size: int,
    send: Callable[[Sequence[LetterRow]], tuple[LetterOutcome, ...]],
    tell: Tell,
    stopped: Callable[[], bool],
) -> tuple[LetterOutcome, ...]:
    told: list[LetterOutcome] = []
    for start in range(0, len(rows), size):
        if stopped() or any(ends_run(done.error) for done in told[-size:]):
            break
        now = rows[start]
        text = f"{start + 1} dari {len(rows)} · {now.number or now.name} · {now.client_name}"
        tell(start, len(rows), text)
        told += send(rows[start : start + size])
    return (*told, *(LetterOutcome(row) for row in rows[len(told) :]))


def _marks_copies(uow: UnitOfWork) -> bool:
    return front_desk_from(uow.offices.get().front_desk).mark_copies
