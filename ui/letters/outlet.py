"""The ways of a document out of the store: opened in Word, printed, saved where the person chooses."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.routing import StageKind
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.intake.receipts import receipt
from dinsos_desk.usecases.letters.case_papers import CasePaper, case_paper
from dinsos_desk.usecases.letters.making import WordFile, draft_letter
from dinsos_desk.usecases.letters.prints import letter_going_out
from dinsos_desk.usecases.requests.shown import RequestView
from dinsos_desk.usecases.review.refusals import refusal_letter
from dinsos_desk.usecases.review.routing_slip import routing_slip
from ui.context import Context

Make = Callable[[], WordFile]
_UNSIGNED = ("dibuat", "bernomor")


class Outlet(QObject):
    """Makes the file off the window's thread, then hands it on. Failures are told, never raised."""

    refused = Signal(object)
    """A ``DeskError``: the page says it where it stands."""
    made = Signal()
    """The files that were asked for are there."""
    finished = Signal(str)
    """What was done, in words."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window

    def letter(self, letter_id: int) -> Make:
        """A finished document on its way out: SALINAN where the office marks its copies."""
        desk, actor = self._context.desk, self._context.actor
        return lambda: letter_going_out(desk.uow(), desk.library.letters, desk.store, letter_id, actor)

    def refusal(self, request_id: int) -> Make:
        """The surat penolakan of a rejected application."""
        desk, actor = self._context.desk, self._context.actor

        def work() -> WordFile:
            letters = desk.library.letters
            return refusal_letter(desk.uow(), letters, desk.store, actor, request_id, desk.now())

        return work

    def paper(self, request_id: int, paper: CasePaper) -> Make:
        """A nota dinas, slip ekspedisi or lembar verifikasi as the application stands now."""
        desk, actor = self._context.desk, self._context.actor
        letters = desk.library.letters
        return lambda: case_paper(desk.reader(), letters, actor, request_id, paper, desk.now())

    def receipt(self, request_id: int) -> Make:
        """The tanda terima of an application as it stands now."""
        desk, actor = self._context.desk, self._context.actor
        letters = desk.library.letters
        return lambda: receipt(desk.reader(), letters, request_id, desk.now(), actor=actor)

    def draft(self, request_id: int, product: str) -> Make:
        """The draft of a document as it stands now."""
        desk, actor = self._context.desk, self._context.actor
        letters = desk.library.letters
        return lambda: draft_letter(desk.reader(), letters, request_id, product, desk.now(), actor)

    def slip(self, request_id: int) -> Make:
        """The lembar kendali of an application as it stands now."""
        desk, actor = self._context.desk, self._context.actor
        return lambda: routing_slip(desk.reader(), desk.library.letters, actor, request_id, desk.now())

    def for_paper(self, view: RequestView) -> tuple[Make, ...]:
        """What goes to an official on paper: what is to be signed, else the draft, and the lembar kendali."""
        signs = view.stage.kind is StageKind.SIGN
        ready = [one for one in view.letters if one.is_current and one.state in _UNSIGNED and signs]
        makes = [self.letter(one.id) for one in ready]
        if not makes and view.drafts:
            makes = [self.draft(view.row.id, view.drafts[0].label)]
        return (*makes, self.slip(view.row.id))

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
            self.made.emit()
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
            self.made.emit()
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
