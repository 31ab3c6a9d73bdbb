"""Progress that shows itself only when a work takes longer than a second."""

from PySide6.QtCore import QTimer

from ui.tasks import LongTask
from ui.widgets.progress_line import ProgressLine

_SECOND_MS = 1000


def follow_when_long(line: ProgressLine, task: LongTask, text: str) -> None:
    """Let ``line`` follow ``task`` if it still runs after a second."""
    wait = QTimer(line, singleShot=True, interval=_SECOND_MS)
    wait.timeout.connect(lambda: line.follow(task, text))
    wait.timeout.connect(wait.deleteLater)
    task.finished.connect(wait.stop)
    task.finished.connect(wait.deleteLater)
    wait.start()
