"""The shelf of one paper or one person, over the page that asked for it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from dinsos_desk.usecases.intake.attachments import Owner
from ui.attachments.given import Given
from ui.attachments.shelf import Shelf
from ui.attachments.work import Added
from ui.context import Context
from ui.theme import Tone
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, column, row, text_label

_HINT = "Pindaian tidak wajib: aslinya yang diperlihatkan sudah cukup."


class ShelfDialog(QDialog):
    """Esc or Ctrl+Enter goes back; what was given is kept at once, there is nothing to save."""

    def __init__(
        self,
        context: Context,
        title: str,
        owner: Owner,
        papers: Mapping[str, str],
        *,
        requirement: str,
        may_change: bool = True,
        sent: bool = False,
        hint: str = _HINT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lampiran")
        self.setWindowTitle("Lampiran")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.shelf = Shelf(context, owner, papers, requirement=requirement, may_change=may_change, sent=sent)
        self.done_button = KeyButton("Selesai", "Ctrl+Return", ButtonKind.PRIMARY, name="lampiran_selesai")
        self.done_button.clicked.connect(self.accept)
        self.done_button.setAutoDefault(False)
        words = text_label(hint, "small", wrap=True)
        feet = row(words, STRETCH, self.done_button, spacing=12)
        feet.setStretch(0, 1)
        feet.setStretch(1, 0)
        head = ElidedLabel(title, "section")
        whole = column(head, self.shelf, feet, spacing=10, margins=(16, 14, 16, 14))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        theme = context.theme
        window = parent.window().size() if parent is not None else QSize(1366, 768)
        self.resize(
            min(theme.px(940), max(600, window.width() - 60)),
            min(theme.px(600), max(420, window.height() - 60)),
        )

        self._leaves = False
        self.shelf.work.added.connect(self._after_adding)

    def done(self, result: int) -> None:
        """Leave; what is still being read is kept first, and what was refused is read first."""
        if self.shelf.work.is_adding:
            self._leaves = True
            self.shelf.banner.say(Tone.INFO, "Ditutup setelah semua berkas tersimpan.")
        else:
            super().done(result)

    def _after_adding(self, added: Added) -> None:
        leaves, self._leaves = self._leaves, False
        if leaves and not added.refused and not added.originals_left:
            self.accept()

    def add(self, given: Sequence[Given]) -> None:
        """Add what was dropped or pasted before it was opened."""
        self.shelf.add(given)
