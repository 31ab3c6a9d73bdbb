"""Finished letters on their way to paper: one, or hundreds in one go with a result for each."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from dinsos_desk.db.queries.letters import LetterRow
from dinsos_desk.db.queries.requests import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.copies import mark_copy
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.front_desk import front_desk_from
from dinsos_desk.errors import DeskError, EnvironmentProblem
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import Store, WordFile, file_letter, file_name

MOST_LETTERS = 5000
"""How many may be chosen for one run."""


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


def letter_to_print(
    uow: UnitOfWork, letters: Letters, store: Store, letter_id: int, actor: Actor | None = None
) -> WordFile:
    """The file of a letter as it goes to the printer: SALINAN when it was handed over before and the office
    marks its copies. What is kept stays as it was.

    Raises ``UserError`` as ``file_letter``.
    """
    file = file_letter(uow, letters, store, letter_id, actor)
    with uow:
        is_copy = uow.letters.get(letter_id).handed_at is not None and _marks_copies(uow)
    return WordFile(file.name, mark_copy(file.content)) if is_copy else file


def kept_letters(uow: UnitOfWork, letter_ids: Sequence[int], actor: Actor | None) -> dict[int, Kept]:
    """Where the files of letters lie, of those that have one and that ``actor`` may see."""
    found = {}
    with uow:
        marks = _marks_copies(uow)
        for letter_id in letter_ids:
            letter = uow.letters.get(letter_id)
            request = uow.requests.get(letter.request_id)
            seen = actor is None or Visibility(actor.roles, actor.division).shows(request.division)
            if letter.stored and seen:
                name = file_name(request.receipt, letter.name)
                found[letter_id] = Kept(name, letter.stored, marks and letter.handed_at is not None)
    return found


def kept_file(store: Store, kept: Kept) -> WordFile:
    """The file as it goes to the printer. Raises ``EnvironmentProblem`` when the store has lost it."""
    content = store.get(kept.address)
    return WordFile(kept.name, mark_copy(content) if kept.is_copy else content)


def send_letters(
    rows: Sequence[LetterRow],
    make: Callable[[int], WordFile],
    use: Callable[[WordFile], str],
    tell: Callable[[int, int, str], None],
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

    told: list[LetterOutcome] = []
    with ThreadPoolExecutor(hands, thread_name_prefix="surat") as pool:
        for start in range(0, len(rows), hands):
            if stopped() or any(isinstance(done.error, EnvironmentProblem) for done in told[-hands:]):
                break
            tell(start, len(rows), f"{rows[start].number or rows[start].name} · {rows[start].client_name}")
            told += pool.map(one, rows[start : start + hands])
    return (*told, *(LetterOutcome(row) for row in rows[len(told) :]))


def _marks_copies(uow: UnitOfWork) -> bool:
    return front_desk_from(uow.offices.get().front_desk).mark_copies
