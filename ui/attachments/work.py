"""What is done with the attachments of one owner, off the window's thread and one after another."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from dinsos_desk.errors import DeskError
from dinsos_desk.scans import Picture, Scan
from dinsos_desk.usecases.intake import attachments
from dinsos_desk.usecases.intake.attachments import AttachmentView, Owner
from ui.attachments.given import Given
from ui.attachments.words import again_words
from ui.context import Context
from ui.tasks import LongTask
from ui.widgets.telling import in_words


@dataclass(frozen=True)
class Added:
    """What came of adding several: how many were kept, and why others were not, in words."""

    count: int
    refused: tuple[str, ...]
    originals_left: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    """What was there already, in words."""


def as_image(picture: Picture) -> QImage:
    """Pixels as Qt paints them, with bytes of its own."""
    form = QImage.Format.Format_RGB888
    return QImage(picture.rgb, picture.width, picture.height, 3 * picture.width, form).copy()


class ShelfWork(QObject):
    """Lists, adds, turns, moves and takes away. What fails is told by ``failed`` and changes nothing."""

    listed = Signal(object)
    """All attachments of the owner (``tuple[AttachmentView, ...]``), whenever they were read anew."""
    adding = Signal(object)
    """Several are being added: the ``LongTask`` to follow or cancel."""
    added = Signal(object)
    """An ``Added``; comes before the list that shows them."""
    changed = Signal()
    """Something was kept, turned, moved or taken away."""
    failed = Signal(object)

    def __init__(self, context: Context, owner: Owner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.owner = owner
        self._waiting: deque[tuple[Given, str, Owner]] = deque()
        self._task: LongTask | None = None
        self._total = self._kept = 0
        self._refused: list[str] = []
        self._left: list[str] = []
        self._again: list[str] = []
        self._delete = False

    @property
    def is_adding(self) -> bool:
        """Whether something is on its way to the store."""
        return self._task is not None

    def reload(self) -> None:
        """Read the list anew."""
        desk, actor, owner = self._context.desk, self._context.actor, self.owner
        self._context.tasks.run_read(
            lambda: (owner, attachments.attachments_of(desk.reader(), actor, owner)),
            self._show,
            self._fail,
            owner=self,
        )

    def add(self, given: Iterable[Given], requirement: str, *, delete_originals: bool = False) -> None:
        """Read, shrink and keep these for the present owner, one by one; more may come while it goes on.

        ``delete_originals``: what lies in the scanner's folder is removed there once it is kept.
        """
        fresh = [(one, requirement, self.owner) for one in given]
        if not fresh:
            return
        self._delete = delete_originals
        self._waiting.extend(fresh)
        self._total += len(fresh)
        if self._task is None:
            self._task = LongTask(self)
            self.adding.emit(self._task)
            self._next()

    def turn(self, view: AttachmentView, quarters: int) -> None:
        """Turn it clockwise by quarters."""
        desk, actor, store = self._context.desk, self._context.actor, self._context.desk.store
        self._write(lambda: attachments.turn(desk.uow(), actor, store, view.id, quarters, desk.now()))

    def move(self, view: AttachmentView, requirement: str) -> None:
        """Say that it shows another paper."""
        desk, actor = self._context.desk, self._context.actor
        self._write(lambda: attachments.move_to(desk.uow(), actor, view.id, requirement))

    def take_away(self, view: AttachmentView, reason: str) -> None:
        """Take it away."""
        desk, actor = self._context.desk, self._context.actor
        self._write(lambda: attachments.take_away(desk.uow(), actor, view.id, reason, desk.now()))

    def image(self, attachment_id: int, page: int, box: tuple[int, int]) -> QImage:
        """A page to fit a box; called on a worker."""
        desk, actor = self._context.desk, self._context.actor
        return as_image(attachments.page_of(desk.reader(), actor, desk.store, attachment_id, page, box))

    def _write(self, work: object) -> None:
        self._context.tasks.run_write(work, lambda _: self._after(), self._fail, owner=self)  # type: ignore[arg-type]

    def _after(self) -> None:
        self.changed.emit()
        self.reload()

    def _show(self, answer: tuple[Owner, tuple[AttachmentView, ...]]) -> None:
        owner, views = answer
        if owner == self.owner:
            self.listed.emit(views)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)

    def _next(self) -> None:
        task = self._task
        if task is None:
            return
        if task.is_cancelled():
            self._waiting.clear()
        if not self._waiting:
            self._end(task)
            return
        given, requirement, owner = self._waiting.popleft()
        done = self._total - len(self._waiting) - 1
        task.progressed.emit(done, self._total, f"Membaca {given.name}…")
        self._context.tasks.run_read(
            given.read, lambda scan: self._keep(given, requirement, owner, scan), self._refuse, owner=self
        )

    def _keep(self, given: Given, requirement: str, owner: Owner, scan: Scan) -> None:
        desk, actor, delete = self._context.desk, self._context.actor, self._delete

        def work() -> tuple[bool, str | None]:
            before = {v.id: v.name for v in attachments.attachments_of(desk.reader(), actor, owner)}
            kept = attachments.attach(desk.uow(), actor, desk.store, owner, requirement, scan, desk.now())
            return delete and given.scanned and not _removed(given), before.get(kept)

        self._context.tasks.run_write(
            work, lambda answer: self._was_kept(given, *answer), self._refuse, owner=self
        )

    def _was_kept(self, given: Given, original_left: bool, known_as: str | None) -> None:
        """``known_as``: the name under which the same thing was kept before."""
        if known_as is None:
            self._kept += 1
        else:
            self._again.append(again_words(given.name, known_as))
        if original_left:
            self._left.append(given.name)
        self._next()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._refused.append(in_words(error))
        else:
            self._context.tasks.failure.emit(error)
        self._next()

    def _end(self, task: LongTask) -> None:
        told = Added(self._kept, tuple(self._refused), tuple(self._left), tuple(self._again))
        self._task = None
        self._total = self._kept = 0
        self._refused, self._left, self._again = [], [], []
        task.finished.emit()
        task.deleteLater()
        self.added.emit(told)
        if told.count:
            self.changed.emit()
        self.reload()


def _removed(given: Given) -> bool:
    """Remove the original from the scanner's folder; whether it is gone."""
    try:
        if given.path is not None:
            given.path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
