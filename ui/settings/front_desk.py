"""The lines of the queue as typed into a table, and read back with the services ticked for each."""

import re
from collections.abc import Callable

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import TableField, TextField
from dinsos_desk.domain.fields.table import Grid
from dinsos_desk.domain.front_desk import MOST_LINES, QueueLine

PLACE = "queue_lines"
LINES = TableField(
    code=PLACE,
    label="Antrean",
    unit="antrean",
    max_rows=MOST_LINES,
    columns=(
        TextField(code="huruf", label="Huruf", required=True, max_length=1),
        TextField(code="nama", label="Nama antrean", required=True, max_length=60),
    ),
    help="Nomor antrean diawali hurufnya: A001.",
)


def typed_lines(lines: tuple[QueueLine, ...]) -> str:
    """The lines as the table shows them."""
    return "\n".join(f"{line.letter}\t{line.name}" for line in lines)


def lines_in(typed: str) -> list[tuple[str, str]]:
    """Letter and name of each row as far as it was typed."""
    rows = (line.split("\t") for line in typed.splitlines() if line.strip())
    return [(cells[0].strip().upper()[:1], cells[1].strip() if len(cells) > 1 else "") for cells in rows]


def read_lines(
    value: object, services_of: Callable[[str], tuple[str, ...]]
) -> tuple[tuple[QueueLine, ...], list[Fault]]:
    """The lines, and what is wrong with them. ``services_of``: what was ticked for a letter."""
    lines, faults = [], []
    for typed, name in value.rows if isinstance(value, Grid) else ():
        letter = typed.upper()
        if re.fullmatch("[A-Z]", letter):
            lines.append(QueueLine(letter=letter, name=name, services=services_of(letter)))
        else:
            faults.append(Fault("huruf_antrean_salah", {"nilai": letter}, PLACE))
    return tuple(lines), faults
