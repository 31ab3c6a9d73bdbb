"""Scans of a letter that is not saved yet: they hang on what it will be saved under."""

from PySide6.QtWidgets import QWidget

from dinsos_desk.usecases.intake.attachments import Owner, attachments_of
from ui.attachments.dialog import ShelfDialog
from ui.context import Context
from ui.widgets.buttons import KeyButton

_WORDS = "Pindaian"


class ScanButton(KeyButton):
    """F6 opens the shelf; the label says how many are there. What is never saved is forgotten after a day."""

    def __init__(
        self, context: Context, title: str, nonce: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_WORDS, "F6", name=name, parent=parent)
        self._context = context
        self._title = title
        self._owner = Owner(nonce)
        self.count = 0
        self.clicked.connect(self.show_shelf)

    def show_shelf(self) -> ShelfDialog:
        """Open what was scanned so far."""
        dialog = ShelfDialog(
            self._context,
            self._title,
            self._owner,
            {"": "Surat ini"},
            requirement="",
            parent=self,
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self._ask())
        dialog.open()
        return dialog

    def settle(self) -> None:
        """What is there belongs to a letter now."""
        self.count = 0

    def _ask(self) -> None:
        desk, actor = self._context.desk, self._context.actor

        def show(count: int) -> None:
            self.count = count
            self.set_label(f"{_WORDS} ({count})" if count else _WORDS)

        self._context.tasks.run_read(
            lambda: len(attachments_of(desk.reader(), actor, self._owner)), show, owner=self
        )
