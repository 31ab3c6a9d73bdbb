"""Honest waiting: how far a long work is, with a way to stop it."""

from PySide6.QtWidgets import QProgressBar, QWidget

from ui.tasks import LongTask
from ui.widgets.buttons import KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import column, row


class ProgressLine(QWidget):
    """Hidden until it follows a ``LongTask``; hidden again when that ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: LongTask | None = None
        self.setObjectName("kemajuan")
        self._text = ElidedLabel("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = KeyButton("Batalkan", name="batalkan_pekerjaan")
        self.stop.clicked.connect(self._cancel)
        whole = row(column(self._text, self.bar, spacing=4), self.stop, spacing=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.hide()

    def follow(self, task: LongTask, text: str) -> None:
        """Show a work's progress; ``text`` says what is being done until the work says more."""
        self._task = task
        self._show(0, 0, text)
        self.stop.setEnabled(True)
        task.progressed.connect(self._show)
        task.finished.connect(self._end)
        if task.latest is not None:
            self._show(*task.latest)
        self.show()

    def _show(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if text:
            self._text.setText(text)
            self.setAccessibleName(text)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)
            self._text.setText("Sedang dihentikan…")

    def _end(self) -> None:
        self._task = None
        self.hide()
