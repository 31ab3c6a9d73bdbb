"""A long list written in a process of its own: the window does not feel it, and stopping is at once."""

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from dinsos_desk.documents.list_book import Cell, ListBook, ListHead
from dinsos_desk.errors import EnvironmentProblem

_END_S = 5.0


def _write(head: ListHead, pipe: Any) -> None:
    """The work of the process: portions of rows come in, an empty one ends, the workbook goes out."""
    with ListBook(head) as book:
        try:
            while rows := pipe.recv():
                book.add(rows)
        except EOFError:
            return
        pipe.send_bytes(book.finish())


class ProcessBook:
    """A workbook written by another process. Leaving it ends the process, whatever it is doing.

    Rows go through a pipe and the workbook comes back through it: nothing is laid on the disk.
    """

    def __init__(self, work: Callable[[Any, Any], None], head: object) -> None:
        self._work, self._head = work, head

    def begin(self) -> None:
        """Start the process."""
        spawn = multiprocessing.get_context("spawn")
        self._pipe: Connection[Any, Any]
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=self._work, args=(self._head, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def send(self, portion: object) -> None:
        """Hand something over. Raises ``EnvironmentProblem`` *ekspor_terhenti* when the process ended."""
        self._talk(self._pipe.send, portion)

    def finish(self) -> bytes:
        """The whole workbook. Raises ``EnvironmentProblem`` *ekspor_terhenti*."""
        self._talk(self._pipe.send, [])
        made: bytes = self._talk(self._pipe.recv_bytes)
        return made

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pipe.close()
        if error is not None:
            self._process.terminate()
        self._process.join(_END_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    @staticmethod
    def _talk(way: Any, *values: Any) -> Any:
        try:
            return way(*values)
        except (EOFError, OSError) as error:
            raise EnvironmentProblem("ekspor_terhenti") from error


class ListBookProcess(ProcessBook):
    """As ``ListBook``, in another process."""

    def __init__(self, head: ListHead) -> None:
        super().__init__(_write, head)

    def __enter__(self) -> "ListBookProcess":
        self.begin()
        return self

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Hand some rows over. Raises ``EnvironmentProblem`` *ekspor_terhenti* when the process ended."""
        if rows:
            self.send(rows)
