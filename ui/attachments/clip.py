"""The paper clip of a row: how many attachments it has, and the way to them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from ui.theme import Theme

KEY = "F6"


class Clip(QToolButton):
    """Tab passes it by, for the desk works on through the rows: F6 in the row presses it."""

    def __init__(self, theme: Theme, name: str, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._what = what
        self.count = 0
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.setFixedSize(theme.px(46), theme.px(32))
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Say how many there are."""
        self.count = count
        colours = self._theme.colours
        self.setIcon(self._theme.icon("paperclip", colours.accent if count else colours.muted))
        self.setText(str(count) if count else "")
        said = f"{count} lampiran" if count else "Belum ada lampiran"
        self.setToolTip(f"{said}; foto atau PDF boleh dilampirkan ({KEY})")
        self.setAccessibleName(f"Lampiran {self._what}: {said}")
