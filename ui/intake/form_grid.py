"""Fields in rows of twelve parts that close up when some vanish, and stand alone when it is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from dinsos_desk.domain.fields import (
    ChoiceField,
    DateField,
    FieldBase,
    LongTextField,
    NumberField,
    TableField,
    TextField,
    YesNoField,
)
from ui.theme import Theme
from ui.widgets.field import Field

_PARTS = 12
_NARROW = 560
_LONG_LABEL = 44
_LONG_TEXT = 120
_STRIP, _LONG_CHOICE = 60, 32


def span_of(field: FieldBase) -> int:
    """How many of twelve parts a field of a service takes."""
    if isinstance(field, LongTextField | TableField) or len(field.label) > _LONG_LABEL:
        return _PARTS
    if isinstance(field, NumberField | DateField | YesNoField):
        return _PARTS // 2
    if isinstance(field, ChoiceField):
        lengths = [len(choice.label) for choice in field.choices]
        return _PARTS if sum(lengths) <= _STRIP or max(lengths) > _LONG_CHOICE else _PARTS // 2
    if isinstance(field, TextField) and field.max_length > _LONG_TEXT:
        return _PARTS
    return _PARTS // 2


class FormGrid(QWidget):
    """Shows fields in the order given, which is that in which they were made: Tab follows it.

    The grid has no spacing of its own: it would widen the parts unevenly. Fields keep apart by margins.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[tuple[Field, int], ...] = ()
        self._narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(10))
        for part in range(_PARTS):
            self._grid.setColumnStretch(part, 1)
            self._grid.setColumnMinimumWidth(part, 1)

    def lay(self, fields: Sequence[tuple[Field, int]]) -> None:
        """Show these fields, each with its width in twelfths; others made for this grid are hidden."""
        wanted = tuple(fields)
        if wanted == self._shown:
            return
        for field, _ in self._shown:
            if field not in [shown for shown, _ in wanted]:
                field.hide()
        self._shown = wanted
        self._place()
        for field, _ in wanted:
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
            field.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._place()

    def _place(self) -> None:
        self._clear()
        line = part = 0
        for field, span in self._shown:
            span = min(_PARTS, span * 2 if span > 2 else 3) if self._narrow else span
            if part + span > _PARTS:
                line, part = line + 1, 0
            gap = self._theme.px(6)
            field.setContentsMargins(gap if part else 0, 0, gap if part + span < _PARTS else 0, 0)
            self._grid.addWidget(field, line, part, 1, span, Qt.AlignmentFlag.AlignTop)
            part += span
        self.updateGeometry()

    def _clear(self) -> None:
        """Take every field out by ``removeWidget``.

        An item from ``takeAt`` outlives its place: it goes on hearing of changes for its widget, and the new
        item, which hears of none, keeps the height the field had when it was first asked.
        """
        while (item := self._grid.itemAt(0)) is not None:
            field = item.widget()
            assert field is not None
            self._grid.removeWidget(field)
