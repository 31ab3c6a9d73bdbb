"""Rows as they come from the clipboard: what Excel, Calc and Word copy."""

import csv
import io
from collections.abc import Iterable, Sequence

_MOST_PASTED = 5000


class PasteRefused(ValueError):
    """A paste that does not fit; the text is for a person and nothing was changed."""


def pasted_rows(text: str, labels: Sequence[str]) -> list[list[str]]:
    """The cells of each row that holds anything.

    A first line that repeats the headings (``labels``), a first column that only counts, and empty
    columns at the end are passed over.
    """
    block = [[" ".join(cell.split()) for cell in cells] for cells in _cells(text)]
    block = [cells for cells in block if any(cells)]
    if block and len(block[0]) > 1 and _are_headings(block[0], [label.casefold() for label in labels]):
        del block[0]
    if block and _only_counts(block, len(labels)):
        block = [cells[1:] for cells in block]
    while block and max(map(len, block)) > 1 and not any(cells[-1] for cells in block):
        block = [cells[:-1] for cells in block]
    return block


def refuse_unfitting(block: Sequence[Sequence[str]], room: int, *, whole: bool) -> None:
    """Refuse what has more columns than there is ``room`` for; ``whole``: that is the whole table.

    Raises:
        PasteRefused: too wide, or far too many rows.
    """
    widest = max(map(len, block))
    if widest > room:
        where = "tabel ini" if whole else "sisa tabel mulai dari kolom ini"
        raise PasteRefused(
            f"Yang disalin {widest} kolom, sedangkan {where} {room} kolom. Tidak ada yang ditempel."
        )
    if len(block) > _MOST_PASTED:
        raise PasteRefused(f"{len(block)} baris terlalu banyak sekaligus. Tidak ada yang ditempel.")


def _cells(text: str) -> Iterable[list[str]]:
    """Copied cells as Excel puts them on the clipboard: one with a line break stands between quotes."""
    if '"' in text:
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
        except csv.Error:
            pass
    return [line.split("\t") for line in text.splitlines()]


def _are_headings(cells: Sequence[str], labels: Sequence[str]) -> bool:
    named = [cell.casefold().rstrip(" *") in labels for cell in cells if cell]
    return len(named) > 1 and all(named[1:]) and sum(named) >= len(named) - 1


def _only_counts(block: Sequence[Sequence[str]], columns: int) -> bool:
    """Whether the first column is the running number that lists begin with, one column too many."""
    if max(map(len, block)) != columns + 1:
        return False
    return [cells[0].rstrip(".") for cells in block] == [str(n) for n in range(1, len(block) + 1)]
