"""What stands behind a line of a register: the case and its letters, in a sentence."""

from dataclasses import dataclass

from dinsos_desk.db.queries.registers.lines import LetterMark, letter_marks
from dinsos_desk.db.queries.requests.figures import one_request
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.words import STATE_WORDS
from dinsos_desk.usecases.registers.model import RegisterLine
from dinsos_desk.usecases.registers.reading import sight_of


@dataclass(frozen=True)
class Story:
    """``letter``: the one that the line is about, else the first with a number."""

    words: str
    letter: LetterMark | None = None


def line_story(uow: UnitOfWork, actor: Actor, line: RegisterLine) -> Story:
    """The case behind a line; nothing for one that belongs to none, or to another division's."""
    if not line.request_id:
        return Story("")
    with uow:
        row = one_request(uow.session, line.request_id)
        if row is None or not sight_of(actor).shows(row.division):
            return Story("")
        marks = tuple(letter_marks(uow.session, [line.request_id]).get(line.request_id, {}).values())
    letters = sorted(marks, key=lambda mark: (mark.id != line.letter_id, not mark.number, mark.id))
    ended = f" {format_date(row.finished_at.date())}" if row.finished_at is not None else ""
    parts = [f"Tanda terima {row.receipt}", row.client_name, f"{STATE_WORDS[row.state]}{ended}"]
    numbered = [mark for mark in letters if mark.number]
    parts += [f"{mark.name} {mark.number}, {format_date(mark.dated)}" for mark in numbered]
    return Story(" · ".join(parts), letters[0] if letters else None)
