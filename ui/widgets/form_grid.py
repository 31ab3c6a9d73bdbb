"""Forms that fit their window: fields in two columns where there is room, else in one; scrolled."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from ui.theme import Theme

_COLUMN = 280


class FormGrid(QWidget):
    """Fields from left to right, top to bottom, in the order of the Tab key; ``wide`` ones take a row."""

    def __init__(
        self,
        theme: Theme,
        parts: Sequence[QWidget],
        wide: Iterable[QWidget] = (),
        *,
        most: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = tuple(parts)
        self._wide = frozenset(wide)
        self._most = most
        self._columns = 0
        self._hidden: set[QWidget] = set()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(12))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._place(most)

    def show_part(self, part: QWidget, shown: bool) -> None:
        """Show or hide a field; the others close up."""
        if shown is (part in self._hidden):
            self._hidden.symmetric_difference_update({part})
            part.setVisible(shown)
            self._place(self._columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = max(1, min(self._most, event.size().width() // self._theme.px(_COLUMN)))
        if columns != self._columns:
            self._place(columns)

    def _place(self, columns: int) -> None:
        for part in self._parts:
            self._grid.removeWidget(part)
        for number in range(self._most):
            self._grid.setColumnStretch(number, int(number < columns))
        line = column = 0
        for part in self._parts:
            if part in self._hidden:
                continue
            if part in self._wide:
                line += column > 0
                self._grid.addWidget(part, line, 0, 1, columns)
                line, column = line + 1, 0
                continue
            self._grid.addWidget(part, line, column, Qt.AlignmentFlag.AlignTop)
            column += 1
            if column == columns:
                line, column = line + 1, 0
        self._columns = columns


class FormScroll(QScrollArea):
    """A form that scrolls up and down only, and never turns the wheel into another value."""

    def __init__(self, inner: QWidget, *, name: str = "gulir", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.setProperty("page", True)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)

    def reveal(self, part: QWidget | None) -> None:
        """Scroll so far that a field and what stands under it can be seen.

        Once more in the next turn of the loop: a summary that came up has made the form lower by then.
        """
        if part is not None:
            self.ensureWidgetVisible(part, 0, 40)
            QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part, 0, 40))
