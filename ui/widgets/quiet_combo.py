"""A list of choices that elides what is too long and never turns the wheel into another choice."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

_PAGE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


def is_for_page(event: QKeyEvent) -> bool:
    """Whether a letter with Alt or Ctrl was pressed: a key of the page, that Qt would take for typing."""
    return bool(event.modifiers() & _PAGE) and bool(event.text())


class QuietCombo(QComboBox):
    """``letters`` is the least width in average letters; the whole text stands in the tooltip."""

    def __init__(self, *, name: str, label: str, letters: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(letters)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(16)
        self.currentTextChanged.connect(self.setToolTip)

    def set_choices(self, choices: list[tuple[str, str]], value: str = "") -> None:
        """Offer (code, label) pairs without announcing it; ``value`` is chosen, else the first."""
        self.blockSignals(True)
        self.clear()
        for code, label in choices:
            self.addItem(label, code)
            self.setItemData(self.count() - 1, label, Qt.ItemDataRole.ToolTipRole)
        place = self.findData(value)
        self.setCurrentIndex(place if place >= 0 else min(0, self.count() - 1))
        self.blockSignals(False)
        self.setToolTip(self.currentText())

    def value(self) -> str:
        """The chosen code, empty for none."""
        return str(self.currentData() or "")

    def set_value(self, code: str) -> None:
        """Choose without announcing it."""
        self.blockSignals(True)
        self.setCurrentIndex(self.findData(code))
        self.blockSignals(False)
        self.setToolTip(self.currentText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_for_page(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        place = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, place.width() - 8
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
