"""The ways of a document out of the store: opened in Word, printed, saved where the person chooses."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.letters import WordFile, file_letter
from dinsos_desk.usecases.receipts import receipt
from ui.context import Context

Make = Callable[[], WordFile]


class Outlet(QObject):
    """Makes the file off the window's thread, then hands it on. Failures are told, never raised."""

    refused = Signal(object)
    """A ``DeskError``: the page says it where it stands."""
    finished = Signal(str)
    """What was done, in words."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window

    def letter(self, letter_id: int) -> Make:
        """The file of a finished document."""
        desk = self._context.desk
        return lambda: file_letter(desk.uow(), desk.library.letters, desk.store, letter_id)

    def receipt(self, request_id: int) -> Make:
        """The tanda terima of an application as it stands now."""
        desk = self._context.desk
        return lambda: receipt(desk.reader(), desk.library.letters, request_id, desk.now())

    def open(self, makes: Sequence[Make]) -> None:
        """Open documents in Word."""
        self._make(makes, self._open)

    def print(self, makes: Sequence[Make]) -> None:
        """Send documents to the standard printer; the window stays alive meanwhile."""
        outputs, tasks = self._context.outputs, self._context.tasks

        def send(files: list[WordFile]) -> tuple[str, ...]:
            return tuple(outputs.print(file.name, file.content).stem for file in files)

        def done(names: tuple[str, ...]) -> None:
            self.finished.emit(f"Dikirim ke pencetak: {', '.join(names)}.")

        def made(files: list[WordFile]) -> None:
            tasks.run_read(lambda: send(files), done, self._fail, owner=self)

        tasks.run_write(lambda: [make() for make in makes], made, self._fail, owner=self)

    def prepare(self, makes: Sequence[Make]) -> None:
        """Make the files now, so that they are there when they are wanted."""
        self._make(makes, lambda file: None)

    def save(self, make: Make) -> None:
        """Save a document where the person chooses."""
        self._make((make,), self._save)

    def _make(self, makes: Sequence[Make], use: Callable[[WordFile], None]) -> None:
        def done(files: list[WordFile]) -> None:
            try:
                for file in files:
                    use(file)
            except DeskError as error:
                self.refused.emit(error)

        self._context.tasks.run_write(lambda: [make() for make in makes], done, self._fail, owner=self)

    def _open(self, file: WordFile) -> None:
        self._context.outputs.open(file.name, file.content)

    def _save(self, file: WordFile) -> None:
        path = self._context.outputs.save_as(self._window, file.name, file.content)
        if path is not None:
            self.finished.emit(f"Tersimpan: {path.name}.")

    def _fail(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.refused.emit(error)
        else:
            self._context.tasks.failure.emit(error)
