"""Keeps a new complaint while it is typed: within a second, and never after it was saved."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from dinsos_desk.usecases.complaints.draft import keep_complaint_draft
from dinsos_desk.usecases.complaints.entry import Entry
from ui.context import Context

_WAIT_MS = 600
_RETRY_MS = 5000


class ComplaintKeeper(QObject):
    """``entry`` says what stands in the form now; None when nothing was typed that is worth keeping."""

    def __init__(
        self, context: Context, entry: Callable[[], Entry | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._entry = entry
        self._stopped = False
        self._kept: Entry | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.keep)

    @property
    def pending(self) -> bool:
        """Whether something was typed that is not on its way to the disk yet."""
        return self._timer.isActive()

    def began(self, kept: Entry | None) -> None:
        """What is kept already."""
        self._kept = kept

    def soon(self) -> None:
        """Something was typed."""
        if not self._stopped and not self._timer.isActive():
            self._timer.start(_WAIT_MS)

    def flush(self) -> None:
        """Keep at once what is still waiting."""
        if self._timer.isActive():
            self.keep()

    def stop(self) -> None:
        """It became a complaint, or is on the way to: keep it no more."""
        self._stopped = True
        self._timer.stop()

    def resume(self) -> None:
        """Saving failed: go on keeping."""
        self._stopped = False
        self.soon()

    def let_go(self) -> None:
        """What was typed is given up."""
        self.stop()
        desk, actor = self._context.desk, self._context.actor
        self._context.tasks.run_write(lambda: keep_complaint_draft(desk.uow(), actor, None))

    def keep(self) -> None:
        """Hand what stands in the form to the writing thread."""
        self._timer.stop()
        entry = self._entry()
        if self._stopped or entry == self._kept:
            return
        desk, actor = self._context.desk, self._context.actor

        def done(_: object) -> None:
            self._kept = entry

        self._context.tasks.run_write(
            lambda: keep_complaint_draft(desk.uow(), actor, entry), done, self._failed, owner=self
        )

    def _failed(self, error: Exception) -> None:
        if not self._stopped and not self._timer.isActive():
            self._timer.start(_RETRY_MS)
