"""A photograph from the camera of this computer, where there is one.

The multimedia library is loaded when the camera is first wanted: a program without it works the same.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from ui.theme import Theme
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label

_FRAME_S = 0.06


class Camera(Protocol):
    """Something that shows what it sees until it is stopped."""

    seen: Any
    """Signal: a ``QImage``."""
    broke: Any
    """Signal: it cannot go on."""

    def start(self) -> None:
        """Begin to see."""

    def stop(self) -> None:
        """Let go of the device."""


OpenCamera = Callable[[QObject], Camera | None]


def import_camera() -> bool:
    """Load the library, on a worker; whether it is there."""
    try:
        from PySide6 import QtMultimedia  # noqa: F401
    except ImportError:
        return False
    return True


def open_camera(parent: QObject) -> Camera | None:
    """The first camera of this computer; None when there is none or the library is missing."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return None
    known = QMediaDevices.defaultVideoInput()
    return None if known.isNull() else SystemCamera(known, parent)


class SystemCamera(QObject):
    """A camera as the system offers it."""

    seen = Signal(QImage)
    broke = Signal()

    def __init__(self, device: Any, parent: QObject | None = None) -> None:
        from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoSink

        super().__init__(parent)
        self._last = 0.0
        self._camera = QCamera(device, self)
        self._camera.errorOccurred.connect(lambda *_: self.broke.emit())
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._take)
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)

    def start(self) -> None:
        """Begin to see."""
        self._camera.start()

    def stop(self) -> None:
        """Let go of the device."""
        self._camera.stop()

    def _take(self, frame: Any) -> None:
        """A few pictures a second are enough to aim by."""
        now = monotonic()
        if now - self._last >= _FRAME_S:
            self._last = now
            image = frame.toImage()
            if not image.isNull():
                self.seen.emit(image)


class CameraDialog(QDialog):
    """What the camera sees; Enter takes the photograph, Esc none."""

    def __init__(self, theme: Theme, camera: Camera, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kamera")
        self.setWindowTitle("Ambil foto")
        self._theme = theme
        self._camera = camera
        self._image = QImage()
        self.picture = QLabel()
        self.picture.setFixedSize(theme.px(560), theme.px(400))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName("Gambar dari kamera")
        self.words = text_label("Menyiapkan kamera…", "muted", wrap=True)
        self.words.setObjectName("kamera_kabar")
        self.take = KeyButton("Ambil foto", "Return", ButtonKind.PRIMARY, name="kamera_ambil")
        self.take.setEnabled(False)
        self.take.clicked.connect(self.accept)
        self.cancel = KeyButton("Batal", "Esc", name="kamera_batal")
        self.cancel.clicked.connect(self.reject)
        feet = row(self.words, STRETCH, self.cancel, self.take, spacing=8)
        self.setLayout(column(self.picture, feet, spacing=12, margins=(16, 16, 16, 16)))
        camera.seen.connect(self._show)
        camera.broke.connect(self._say_broken)
        self.finished.connect(lambda _: camera.stop())
        camera.start()

    def image(self) -> QImage:
        """The photograph; empty when none was taken."""
        return self._image if self.result() == QDialog.DialogCode.Accepted else QImage()

    def _show(self, image: QImage) -> None:
        if self.result() == QDialog.DialogCode.Accepted:
            return
        self._image = image
        shown = image.scaled(
            self.picture.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
        )
        self.picture.setPixmap(QPixmap.fromImage(shown))
        self.words.setText("Luruskan berkas atau wajah, lalu ambil fotonya.")
        if not self.take.isEnabled():
            self.take.setEnabled(True)
            self.take.setFocus()

    def _say_broken(self) -> None:
        self.take.setEnabled(False)
        self.words.setText("Kamera berhenti. Periksa kabelnya dan tutup program lain yang memakainya.")
