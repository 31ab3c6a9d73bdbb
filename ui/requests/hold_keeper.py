"""Keeps the mark that somebody has an application open, as long as it is on the desk."""

from PySide6.QtCore import QObject, QTimer, Signal

from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.review.holds import HoldView, hold, release
from ui.context import Context

_SETTLED_MS = 700
"""Whoever only passes by with the arrow keys leaves no mark."""
_RENEW_MS = 60_000


class HoldKeeper(QObject):
    """Marks the open application, renews the mark, and takes it away when it is left."""

    others = Signal(int, object)
    """Application, and the ``HoldView`` of who has it open already; None for nobody."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._open: int | None = None
        self._marked: int | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._mark)

    def keep(self, request_id: int | None) -> None:
        """The application that is open to be decided about now; None for none."""
        if request_id == self._open:
            return
        self._open = request_id
        self._timer.stop()
        if request_id is not None:
            self._timer.start(_SETTLED_MS)
        else:
            self._release()

    def mark_now(self) -> None:
        """Do not wait until one has settled."""
        if self._open is not None:
            self._mark()

    def _mark(self) -> None:
        request_id = self._open
        if request_id is None or self._context.tasks.is_closed:
            return
        desk, actor = self._context.desk, self._context.actor
        self._marked = request_id
        self._timer.start(_RENEW_MS)
        self._context.tasks.run_write(
            lambda: hold(desk.uow(), actor, request_id, desk.now()),
            lambda other: self._tell(request_id, other),
            self._fail,
            owner=self,
        )

    def _release(self) -> None:
        request_id, self._marked = self._marked, None
        if request_id is None or self._context.tasks.is_closed:
            return
        desk, actor = self._context.desk, self._context.actor
        self._context.tasks.run_write(
            lambda: release(desk.uow(), actor, request_id), None, self._fail, owner=self
        )

    def _tell(self, request_id: int, other: HoldView | None) -> None:
        if request_id == self._open:
            self.others.emit(request_id, other)

    def _fail(self, error: Exception) -> None:
        """A mark that cannot be kept hinders nobody; what the program did not foresee is told."""
        if not isinstance(error, DeskError):
            self._context.tasks.failure.emit(error)
