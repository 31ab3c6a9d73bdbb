"""The lines of a register with what was corrected in them; ``correcting`` is the deed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dinsos_desk.db.queries.registers.corrections import Correction, corrections_of
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.mail import HIDDEN
from dinsos_desk.usecases.registers.model import Mark, RegisterBook, RegisterLine, place_code, printed_columns

_AT_ONCE = 500


def corrected(
    uow: UnitOfWork, book: RegisterBook, lines: Iterable[RegisterLine], at_once: int = _AT_ONCE
) -> Iterator[RegisterLine]:
    """Lines as they stand: with their corrections, and what these replaced to be struck out."""
    codes = [place_code(column) for column in printed_columns(book)]
    portion: list[RegisterLine] = []
    for line in lines:
        portion.append(line)
        if len(portion) >= at_once:
            yield from _marked(uow, book, codes, portion)
            portion = []
    yield from _marked(uow, book, codes, portion)


def _marked(
    uow: UnitOfWork, book: RegisterBook, codes: Sequence[str], lines: Sequence[RegisterLine]
) -> Iterator[RegisterLine]:
    keys = [line.key for line in lines if line.key]
    found = corrections_of(uow.session, book.code, keys) if keys else {}
    for line in lines:
        known = found.get(line.key, ()) if line.key else ()
        yield _with_marks(line, codes, known) if known else line


def _with_marks(line: RegisterLine, codes: Sequence[str], known: tuple[Correction, ...]) -> RegisterLine:
    """What somebody may not read is not told by a correction either."""
    cells, marks = list(line.cells), []
    for place, code in enumerate(codes):
        made = tuple(one for one in known if one.place == code)
        if made and cells[place] != HIDDEN:
            cells[place] = made[-1].after
            marks.append(Mark(place, tuple(one.before for one in made), made))
    return replace(line, cells=tuple(cells), marks=tuple(marks))
