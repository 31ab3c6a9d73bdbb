"""Somebody who scans, drops, pastes and photographs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget


class FakeCamera(QObject):
    """A camera that sees what the test shows it."""

    seen = Signal(QImage)
    broke = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs = False

    def start(self) -> None:
        self.runs = True

    def stop(self) -> None:
        self.runs = False


def carried(*paths: Path) -> QMimeData:
    """Files as a file manager carries them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(widget: QWidget, mime: QMimeData) -> bool:
    """Drag onto a widget and let go; whether it was taken."""
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, buttons, none)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    let_go = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, buttons, none)
    QApplication.sendEvent(widget, let_go)
    return let_go.isAccepted()


def written(folder: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in files:
        (folder / name).write_bytes(data)
        paths.append(folder / name)
    return paths
