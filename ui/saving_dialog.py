"""A dialog that stays open until what was typed is written down, or the person turns back."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.errors import DeskError, InvalidInput
from ui.context import Context
from ui.requests.decision_ways import say_at
from ui.requests.latest import say_error
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import KeyButton
from ui.widgets.field import Field

T = TypeVar("T")


class SavingDialog(QDialog):
    """``save`` is disabled while writing is under way; until it is answered the dialog cannot be left.

    What is wrong stands at its field, or in ``news``.
    """

    save: KeyButton
    news: Banner

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def is_kept(self) -> bool:
        """Show it; whether it was written down."""
        try:
            return self.exec() == QDialog.DialogCode.Accepted
        finally:
            self.deleteLater()

    def places(self) -> Mapping[str, Field]:
        """The fields by the places of faults."""
        return {}

    def write(self, work: Callable[[], T], kept: Callable[[T], None]) -> None:
        """Write down what was typed; ``kept`` tells the rooms, after the dialog has closed."""

        def done(value: T) -> None:
            self.save.setEnabled(True)
            self.accept()
            kept(value)

        self.save.setEnabled(False)
        self._context.tasks.run_write(work, done, self.fail, owner=self)

    def fail(self, error: Exception) -> None:
        """It was not written down: say why, and go on where it is to be mended."""
        self.save.setEnabled(True)
        if isinstance(error, InvalidInput):
            self.show_faults(error.faults)
        elif isinstance(error, DeskError):
            say_error(self.news, error)
        else:
            self._context.tasks.failure.emit(error)

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Say each fault at its field and put the cursor into the first."""
        places = self.places()
        elsewhere = say_at(places, faults)
        if elsewhere:
            self.news.say(Tone.WARN, elsewhere)
        wrong = {fault.place for fault in faults}
        first = next((field for place, field in places.items() if place in wrong), None)
        if first is not None:
            first.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter belongs to the fields, not to the first button."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            event.ignore()

    def reject(self) -> None:
        if self.save.isEnabled():
            super().reject()
