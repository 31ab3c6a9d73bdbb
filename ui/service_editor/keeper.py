"""Keeps the draft of a service while one types, whatever it holds, in the order it was typed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from dinsos_desk.usecases.services.drafts import keep_draft
from ui.context import Context
from ui.service_editor.draft import EditorDraft

_WAIT_MS = 600
_RETRY_MS = 5000


class ServiceKeeper(QObject):
    """A failed save is said and tried again."""

    saved = Signal(object)
    """The moment at which it was kept."""
    failed = Signal(object)

    def __init__(self, context: Context, draft: EditorDraft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._draft = context, draft
        self._sent: Any = draft.content
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: self.save())
        draft.changed.connect(self._soon)
        draft.reshaped.connect(self._soon)

    @property
    def pending(self) -> bool:
        """Whether something typed is not on its way to the disk yet."""
        return self._sent is not self._draft.content

    def flush(self) -> None:
        """Keep at once what is still waiting."""
        if self.pending:
            self.save()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Hand the draft as it is now to the writing thread; ``then`` once it is kept."""
        self._timer.stop()
        desk, actor, code, content = (
            self._context.desk,
            self._context.actor,
            self._draft.code,
            self._draft.content,
        )
        self._sent = content

        def work() -> datetime:
            keep_draft(desk, actor, code, content)
            return desk.now()

        def done(moment: datetime) -> None:
            self.saved.emit(moment)
            if then is not None:
                then()

        self._context.tasks.run_write(work, done, self._failed, owner=self)

    def stop(self) -> None:
        """The draft is no draft any more."""
        self._timer.stop()
        self._sent = self._draft.content

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start(_WAIT_MS)

    def _failed(self, error: Exception) -> None:
        self._sent = None
        self.failed.emit(error)
        self._timer.start(_RETRY_MS)
