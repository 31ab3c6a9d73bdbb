"""What the register room shows: its registers and their columns. No window needed."""

import re
from collections.abc import Iterable, Sequence

from dinsos_desk.catalog.faults import CatalogError
from dinsos_desk.catalog.schema import RegisterColumn, ServiceDef
from dinsos_desk.catalog.versions import from_definition
from dinsos_desk.db.queries.registers.lines import registered_services
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.desk import Desk
from dinsos_desk.domain.complaints import READERS
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.prints import complaint_register
from dinsos_desk.usecases.mail.registers import mail_registers
from dinsos_desk.usecases.office.setup import offered_services
from dinsos_desk.usecases.registers.books import paper_registers
from dinsos_desk.usecases.registers.prints import RegisterBook, RegisterLine, printed_columns
from ui.models.columns import ColumnSpec
from ui.registers.words import correction_words, on_screen

_TABLE_WIDTH = 1060
_NARROWEST, _READABLE = 44, 92
_ALWAYS_SHOWN = 3
_LETTER, _EDGES, _WIDEST_WORD = 7, 18, 138
_BREAKS = re.compile(r"[\s/-]+")
_MEASURED = 200
"""So many lines say how wide columns must be; measuring thousands would hold the window up."""


def register_books(desk: Desk, actor: Actor) -> tuple[RegisterBook, ...]:
    """The registers that this user may see: those of services, then those of the office."""
    office = (complaint_register(actor),) if actor.may(*READERS) else ()
    office += (*mail_registers(actor), *paper_registers(actor))
    return (*register_services(desk, actor), *office)


def register_services(desk: Desk, actor: Actor) -> tuple[ServiceDef, ...]:
    """The services with a buku register that this user may see, by name.

    Those offered now, and those that applications were taken under before; a service whose file is gone
    is taken from the newest application.
    """
    offered = offered_services(desk.reader())
    known = desk.ask(registered_services)
    services = desk.catalog.services
    found = [
        service
        for code in sorted(offered | set(known))
        if (service := services.get(code) or _kept(known.get(code, ""))) is not None
    ]
    return tuple(sorted((s for s in found if sees_division(actor, s.division)), key=lambda s: s.name))


def sees_division(actor: Actor, division: str) -> bool:
    """Whether a user sees a division's work: a Kasi or Kabid with a division sees only that one."""
    return Visibility(actor.roles, actor.division).shows(division)


def columns_of(
    service: RegisterBook, lines: Sequence[RegisterLine] = ()
) -> tuple[ColumnSpec[RegisterLine], ...]:
    """The table columns of a service's register, as wide in proportion as on paper.

    A column is never narrower than its longest word in ``lines``: an amount must not be cut off. A
    narrow window leaves out the last columns.
    """
    printed = printed_columns(service)
    total = sum(column.width for column in printed)
    widest = max(range(len(printed)), key=lambda place: printed[place].width)
    return tuple(
        _column(
            place,
            column,
            round(_TABLE_WIDTH * column.width / total),
            _word_width(line.cells[place] for line in lines[:_MEASURED]),
            place == widest,
        )
        for place, column in enumerate(printed)
    )


def place_of(lines: Sequence[RegisterLine], typed: str) -> int | None:
    """The row with the register number typed; the last one when numbers of two years meet."""
    number = typed.strip().lstrip("0")
    places = [place for place, line in enumerate(lines) if str(line.number) == number]
    return places[-1] if places else None


def _word_width(cells: Iterable[str]) -> int:
    """How wide the longest word is, in pixels at 100%; a text breaks at spaces and strokes."""
    longest = max((len(word) for cell in cells for word in _BREAKS.split(on_screen(cell))), default=0)
    return min(longest * _LETTER + _EDGES, _WIDEST_WORD) if longest else 0


def _column(
    place: int, column: RegisterColumn, width: int, word: int, widest: bool
) -> ColumnSpec[RegisterLine]:
    return ColumnSpec(
        f"kolom_{place}",
        column.title,
        lambda line: on_screen(line.cells[place]),
        width=max(width, _NARROWEST, word),
        least=max(_NARROWEST, min(width, _READABLE), word),
        drop=place if place >= _ALWAYS_SHOWN else 0,
        stretch=widest,
        tooltip=lambda line: _tip(line, place),
    )


def _tip(line: RegisterLine, place: int) -> str:
    mark = line.mark(place)
    return "\n".join(correction_words(one) for one in mark.corrections) if mark is not None else ""


def _kept(definition: str) -> ServiceDef | None:
    try:
        return from_definition(definition) if definition else None
    except CatalogError:
        return None
