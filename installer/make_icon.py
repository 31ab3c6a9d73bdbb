"""Draws the icon of Windows and the picture of the setup from the SVG: run it after that was changed."""

import io
import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIDE_SIZE = (164, 314)
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def drawn(renderer: QSvgRenderer, size: int) -> bytes:
    """The drawing at one size as a PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())


def icon_file(pictures: dict[int, bytes]) -> bytes:
    """An .ico that holds PNGs, as Windows has read since Vista."""
    out = io.BytesIO()
    out.write(struct.pack("<HHH", 0, 1, len(pictures)))
    offset = 6 + 16 * len(pictures)
    for size, picture in pictures.items():
        edge = size % 256
        out.write(struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), offset))
        offset += len(picture)
    for picture in pictures.values():
        out.write(picture)
    return out.getvalue()


def side_picture(renderer: QSvgRenderer) -> QImage:
    """What stands at the left of the first and the last page of the setup: 164 × 314, few colours."""
    image = QImage(*SIDE_SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B6E69"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(42, 60, 80, 80))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Indexed8)


def main() -> int:
    """Write ``dinsos_desk.ico`` beside the SVG, and ``side.bmp`` beside this file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QGuiApplication(sys.argv[:1])
    renderer = QSvgRenderer(str(ICONS / "dinsos_desk.svg"))
    pictures = {size: drawn(renderer, size) for size in SIZES}
    (ICONS / "dinsos_desk.ico").write_bytes(icon_file(pictures))
    side_picture(renderer).save(str(Path(__file__).with_name("side.bmp")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
