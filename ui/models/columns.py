"""What a column shows, as data: the one place where a list's formatting is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from ui.theme import Tone

Row = TypeVar("Row")

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Role(IntEnum):
    """Item roles of our models, beyond Qt's own."""

    ROW = Qt.ItemDataRole.UserRole + 1
    SORT = Qt.ItemDataRole.UserRole + 2
    BADGE = Qt.ItemDataRole.UserRole + 3
    TONE = Qt.ItemDataRole.UserRole + 4
    ICON = Qt.ItemDataRole.UserRole + 5
    LINES = Qt.ItemDataRole.UserRole + 6
    BOLD = Qt.ItemDataRole.UserRole + 7
    MUTED = Qt.ItemDataRole.UserRole + 8


@dataclass(frozen=True)
class BadgeSpec:
    """A status as icon, word and soft colour."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


@dataclass(frozen=True)
class Line:
    """A further line under a bold name in a queue list."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True)
class ColumnSpec(Generic[Row]):
    """One column over rows of any type.

    ``width`` is a hint in pixels at 100%; the one column with ``stretch`` takes what is left. A narrow
    window first leaves out columns with the highest ``drop`` (0 = never), then narrows the others down
    to ``least`` (default: badges and numbers keep their width, text goes to 60%).
    ``sort`` gives the sort key (the text when absent); ``sort_key`` names the order a paged source
    understands. ``typeahead`` marks the column that typed letters jump in. ``lines`` serve the queue
    list's further lines.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 120
    least: int = 0
    drop: int = 0
    stretch: bool = False
    align: Qt.AlignmentFlag = LEFT
    sort: Callable[[Row], Any] | None = None
    sort_key: str = ""
    tooltip: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    badge: Callable[[Row], BadgeSpec | None] | None = None
    tone: Callable[[Row], Tone | None] | None = None
    lines: Callable[[Row], Sequence[Line]] | None = None
    bold: bool = False
    muted: bool = False
    typeahead: bool = False

    def least_width(self) -> int:
        """The narrowest that still reads, in pixels at 100%."""
        keeps = self.badge is not None or self.align == RIGHT
        return self.least or (self.width if keeps else self.width * 6 // 10)
