"""The lines of the queue as typed into a table, and read back."""

import re
from collections.abc import Mapping

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import TableField, TextField
from dinsos_desk.domain.fields.table import Grid
from dinsos_desk.domain.front_desk import MOST_LINES, QueueLine

PLACE = "queue_lines"
LINES = TableField(
    code=PLACE,
    label="Loket antrean",
    unit="loket",
    max_rows=MOST_LINES,
    columns=(
        TextField(code="huruf", label="Huruf", required=True, max_length=1),
        TextField(code="nama", label="Nama loket", required=True, max_length=60),
        TextField(code="layanan", label="Layanan (kosong: semua yang lain)", max_length=500),
    ),
    help="Nomor antrean diawali hurufnya: A001. Layanan ditulis nama singkatnya, dipisahkan titik koma.",
)


def typed_lines(lines: tuple[QueueLine, ...], names: Mapping[str, str]) -> str:
    """The lines as the table shows them. ``names``: short names of the services by code."""
    return "\n".join(
        "\t".join((line.letter, line.name, "; ".join(names.get(code, code) for code in line.services)))
        for line in lines
    )


def read_lines(value: object, names: Mapping[str, str]) -> tuple[tuple[QueueLine, ...], list[Fault]]:
    """The lines, and what is wrong with them."""
    by_name = {name.casefold(): code for code, name in names.items()} | {code: code for code in names}
    lines, faults = [], []
    for letter, name, typed in value.rows if isinstance(value, Grid) else ():
        letter = letter.upper()
        wanted = [part.strip() for part in re.split(r"[;\n]", typed) if part.strip()]
        unknown = [part for part in wanted if part.casefold() not in by_name]
        if not re.fullmatch("[A-Z]", letter):
            faults.append(Fault("huruf_antrean_salah", {"nilai": letter}, PLACE))
        elif unknown:
            faults.append(Fault("layanan_antrean_asing", {"nama": unknown[0]}, PLACE))
        else:
            codes = dict.fromkeys(by_name[part.casefold()] for part in wanted)
            lines.append(QueueLine(letter=letter, name=name, services=tuple(codes)))
    return tuple(lines), faults
