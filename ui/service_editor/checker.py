"""Finds what is wrong with the draft, a little after each change and off the window's thread."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from dinsos_desk.catalog.problems import Problem
from dinsos_desk.usecases.services.drafts import draft_problems
from ui.context import Context
from ui.service_editor.draft import EditorDraft

_WAIT_MS = 250


class Checker(QObject):
    """Only the answer to the newest draft counts."""

    found = Signal(object)
    """The problems of the draft as it is now, a tuple."""
    failed = Signal(object)

    def __init__(self, context: Context, draft: EditorDraft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._draft = context, draft
        self._judged: Any = None
        self.problems: tuple[Problem, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.check)
        draft.changed.connect(self._timer.start)
        draft.reshaped.connect(self._timer.start)

    @property
    def is_current(self) -> bool:
        """Whether ``problems`` are those of the draft as it is now."""
        return self._judged is self._draft.content

    def check(self) -> None:
        """Ask now."""
        self._timer.stop()
        desk, code, content = self._context.desk, self._draft.code, self._draft.content

        def done(problems: tuple[Problem, ...]) -> None:
            if content is self._draft.content:
                self._judged, self.problems = content, problems
                self.found.emit(problems)

        self._context.tasks.run_read(
            lambda: draft_problems(desk, code, content), done, self.failed.emit, owner=self
        )
