"""Outline icons drawn from the Material Design font that qtawesome ships.

Only the font and its list of names are taken: importing qtawesome itself costs as much as a bare window.
"""

import json
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

_PATTERN = "materialdesignicons6-webfont"
_GLYPH_SHARE = 0.875
"""A glyph is this much smaller than its icon, to leave room for the bearing of the font."""


class IconFont:
    """The glyphs by name. Make one after the application exists."""

    def __init__(self) -> None:
        folder = _folder()
        names = next(folder.glob(f"{_PATTERN}-charmap-*.json")).read_text(encoding="utf-8")
        self._glyphs: dict[str, str] = json.loads(names)
        number = QFontDatabase.addApplicationFont(str(next(folder.glob(f"{_PATTERN}-[0-9]*.ttf"))))
        self._family = QFontDatabase.applicationFontFamilies(number)[0]

    def icon(self, name: str, colour: QColor, disabled: QColor) -> QIcon:
        """The icon with this Material Design name. Raises KeyError when there is none."""
        return QIcon(_Glyph(chr(int(self._glyphs[name], 16)), self._family, colour, disabled))


class _Glyph(QIconEngine):
    """One glyph, sharp at every size."""

    def __init__(self, glyph: str, family: str, colour: QColor, disabled: QColor) -> None:
        super().__init__()
        self._parts = (glyph, family, colour, disabled)

    def clone(self) -> QIconEngine:
        return _Glyph(*self._parts)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        glyph, family, colour, disabled = self._parts
        painter.save()
        font = QFont(family)
        font.setPixelSize(max(1, round(_GLYPH_SHARE * rect.height())))
        painter.setFont(font)
        painter.setPen(disabled if mode == QIcon.Mode.Disabled else colour)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), glyph)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture


def _folder() -> Path:
    """Where qtawesome lies, found without importing it."""
    found = find_spec("qtawesome")
    if found is None or found.origin is None:
        raise FileNotFoundError("qtawesome is not installed")
    return Path(found.origin).parent / "fonts"
