"""Where one service is worked on: its editor, and its try-out above it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Desk
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.usecases.services.drafts import DraftView, NotReady, draft_service
from ui.context import Context
from ui.service_editor.editor import ServiceEditor
from ui.service_editor.spec import World
from ui.service_editor.try_out import TryOut, hours_of
from ui.service_editor.world import load_world
from ui.theme import Tone
from ui.turns import take_down
from ui.widgets.layouts import column

NOT_READY = "Belum dapat {what}: {count} hal masih salah."


@dataclass(frozen=True)
class Opening:
    """What the editor is opened with."""

    view: DraftView
    world: World


def opening_of(desk: Desk, view: DraftView) -> Opening:
    """A draft with what its forms choose from."""
    return Opening(view, load_world(desk))


class Workshop(QWidget):
    """The editor stays as it was while its draft is tried out."""

    leave_wanted = Signal()
    publish_wanted = Signal()
    not_ready = Signal(str, int)
    """A service that is not being edited cannot be tried out: its code, and how much is wrong."""
    shown = Signal()
    """The editor or a try-out is to be seen now."""
    refused = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.editor: ServiceEditor | None = None
        self.trial: TryOut | None = None
        self._held: QWidget | None = None
        self.stack = QStackedWidget()
        self.setLayout(column(self.stack))

    def open(self, opening: Opening) -> None:
        """Edit a draft."""
        self.clear()
        editor = ServiceEditor(self.context, opening.view, opening.world)
        editor.leave_wanted.connect(self.leave_wanted)
        editor.publish_wanted.connect(self.publish_wanted)
        editor.try_wanted.connect(self.try_edited)
        self.editor = editor
        self._show(editor)
        editor.start()

    def try_edited(self) -> None:
        """Try out what is being edited, as it is now."""
        if self.editor is not None:
            self.editor.keeper.flush()
            self._held = self.editor.focusWidget()
            content = self.editor.draft.content
            self.try_out(lambda: draft_service(content), self.editor.draft.code)

    def try_out(self, service_of: Callable[[], ServiceDef], code: str) -> None:
        """Try a service out; ``service_of`` reads it off the window's thread."""
        hours = hours_of(self.context)

        def work() -> tuple[ServiceDef, OfficeHours]:
            return service_of(), hours()

        def failed(error: Exception) -> None:
            if isinstance(error, NotReady):
                self._say_not_ready(code, len(error.problems))
            else:
                self.refused.emit(error)

        self.context.tasks.run_read(work, lambda found: self._begin(*found), failed, owner=self)

    def main_action(self) -> None:
        """Ctrl+Enter."""
        if self.trial is not None:
            self.trial.main_action()

    def step_back(self) -> None:
        """Esc: from the try-out to the editor, from an inner list to the outer, else out."""
        if self.trial is not None:
            self.end_trial()
        elif self.editor is not None:
            self.editor.step_back()

    def end_trial(self) -> None:
        """Back to the editor as it was left, or out when nothing is being edited."""
        self._drop_trial()
        if self.editor is None:
            self.leave_wanted.emit()
        else:
            self._show(self.editor)
            held, self._held = self._held, None
            if held is not None and isValid(held) and held.isVisible():
                held.setFocus()
            else:
                self.editor.start()

    def clear(self) -> None:
        """Nothing is worked on any more; what was typed last is kept."""
        self._drop_trial()
        if self.editor is not None:
            self.editor.keeper.flush()
            self.stack.removeWidget(self.editor)
            take_down(self.editor, self.editor.stack, self)
            self.editor = None

    def _begin(self, service: ServiceDef, hours: OfficeHours) -> None:
        self._drop_trial()
        trial = TryOut(self.context, service, hours)
        trial.leave_wanted.connect(self.end_trial)
        self.trial = trial
        self._show(trial)
        trial.start()

    def _say_not_ready(self, code: str, count: int) -> None:
        if self.editor is None:
            self.not_ready.emit(code, count)
            return
        self.editor.banner.say(Tone.WARN, NOT_READY.format(what="diuji coba", count=count))
        self.editor.panel.start()

    def _show(self, page: QWidget) -> None:
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.shown.emit()

    def _drop_trial(self) -> None:
        if self.trial is not None:
            self.trial.retire()
            self._drop(self.trial)
            self.trial = None

    def _drop(self, page: QWidget) -> None:
        self.stack.removeWidget(page)
        page.hide()
        page.deleteLater()
