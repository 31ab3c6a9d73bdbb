"""What somebody dropped, pasted, chose, scanned or photographed, before it is read."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from dinsos_desk.scans import Scan, read_scan, read_scan_file


@dataclass(frozen=True)
class Given:
    """A file, or a picture from the clipboard or the camera. ``scanned``: it lies in the scanner's folder."""

    name: str
    path: Path | None = None
    image: QImage | None = None
    scanned: bool = False

    def read(self) -> Scan:
        """Read it off the window's thread; raises what ``read_scan_file`` does."""
        if self.path is not None:
            return read_scan_file(self.path)
        return read_scan(self.name, _as_png(self.image or QImage()))


def given_file(path: Path, *, scanned: bool = False) -> Given:
    """A file by its path."""
    return Given(path.name, path, scanned=scanned)


def holds_something(mime: QMimeData) -> bool:
    """Whether there is a file or a picture in what is dragged or copied; nothing is decoded."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def given_in(mime: QMimeData | None, moment: str) -> tuple[Given, ...]:
    """The files in it, else the picture. ``moment`` goes into the name of a picture.

    A clipboard into which nothing was ever copied has no data at all.
    """
    if mime is None:
        return ()
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return tuple(given_file(path) for path in paths)
    image = mime.imageData() if mime.hasImage() else None
    if isinstance(image, QImage) and not image.isNull():
        return (Given(f"Tempelan {moment}.png", image=image),)
    return ()


def _as_png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 80)
    return bytes(buffer.data().data())
