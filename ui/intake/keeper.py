"""Keeps the draft while one types: within a second, in order, and never after it was sent."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from dinsos_desk.usecases.intake.drafts import IntakeDraft, keep_draft
from ui.context import Context
from ui.intake.draft_model import DraftModel

_WAIT_MS = 600
_RETRY_MS = 5000


class KeptId:
    """The id of a draft. Only the writing thread, which works in order, sets and reads it."""

    def __init__(self, draft_id: int | None = None) -> None:
        self.value = draft_id


class DraftKeeper(QObject):
    """Watches a ``DraftModel``. A failed save is said and tried again."""

    saved = Signal(object)
    """The moment at which the draft was kept."""
    failed = Signal(object)

    def __init__(
        self, context: Context, model: DraftModel, draft_id: int | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._stopped = False
        self._kept: IntakeDraft = model.draft
        self.kept_id = KeptId(draft_id)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: self.save())
        model.changed.connect(self._soon)

    @property
    def pending(self) -> bool:
        """Whether something was typed that is not on its way to the disk yet."""
        return self._timer.isActive()

    def flush(self) -> None:
        """Keep at once what is still waiting."""
        if self._timer.isActive():
            self.save()

    def stop(self) -> None:
        """The draft became an application: keep it no more."""
        self._stopped = True
        self._timer.stop()

    def retire(self) -> None:
        """The wizard goes away; what is on its way to the disk still arrives there."""
        self.stop()
        self._model.changed.disconnect(self._soon)

    def resume(self) -> None:
        """Sending failed: go on keeping."""
        self._stopped = False
        self._soon()

    def settle(self, then: Callable[[], None]) -> None:
        """Do something once all that was typed is kept; when keeping fails it is not done."""
        if self._stopped or self._model.is_empty or self._kept == self._model.draft:
            then()
        else:
            self.save(then)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Hand the draft as it is now to the writing thread."""
        self._timer.stop()
        if self._stopped or self._model.is_empty:
            return
        draft, context, kept_id = self._model.draft, self._context, self.kept_id

        def done(moment: datetime) -> None:
            self._kept = draft
            self.saved.emit(moment)
            context.events.drafts_changed.emit()
            if then is not None:
                then()

        context.tasks.run_write(lambda: keep(context, draft, kept_id), done, self._failed, owner=self)

    def _soon(self) -> None:
        if not self._stopped and not self._timer.isActive():
            self._timer.start(_WAIT_MS)

    def _failed(self, error: Exception) -> None:
        self.failed.emit(error)
        if not self._stopped and not self._timer.isActive():
            self._timer.start(_RETRY_MS)


def keep(context: Context, draft: IntakeDraft, kept_id: KeptId) -> datetime:
    """Keep a draft under its id, on the writing thread; returns the moment."""
    desk = context.desk
    now = desk.now()
    kept_id.value = keep_draft(desk.uow(), context.actor, draft, kept_id.value, now)
    return now
