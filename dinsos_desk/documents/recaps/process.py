"""A long recap written in a process of its own: the window does not feel it, and stopping is at once."""

from collections.abc import Sequence
from typing import Any

from dinsos_desk.documents.list_process import ProcessBook
from dinsos_desk.documents.recaps.stream import LongSheet, RecapBook, StreamRow


def _write(head: tuple[bytes, tuple[LongSheet, ...]], pipe: Any) -> None:
    """The work of the process: portions of rows come in, an empty one ends, the workbook goes out."""
    with RecapBook(*head) as book:
        try:
            while portion := pipe.recv():
                book.add(*portion)
        except EOFError:
            return
        pipe.send_bytes(book.finish())


class RecapBookProcess(ProcessBook):
    """As ``RecapBook``, in another process. Leaving it ends the process, whatever it is doing."""

    def __init__(self, pattern: bytes, sheets: tuple[LongSheet, ...]) -> None:
        super().__init__(_write, (pattern, sheets))

    def __enter__(self) -> "RecapBookProcess":
        self.begin()
        return self

    def add(self, name: str, rows: Sequence[StreamRow]) -> None:
        """Hand some rows over. Raises ``EnvironmentProblem`` *ekspor_terhenti* when the process ended."""
        if rows:
            self.send((name, rows))
