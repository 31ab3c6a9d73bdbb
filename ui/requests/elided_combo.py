"""A list of choices whose long chosen text ends in an ellipsis instead of being cut."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from ui.widgets.quiet_combo import is_for_page


class ElidedCombo(QComboBox):
    """Shows the whole text as its tooltip when there is no room for it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_for_page(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        place = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        whole = option.currentText or (self.placeholderText() if self.currentIndex() < 0 else "")
        cut = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, place.width())
        option.currentText = cut
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        tip = whole if cut != whole else ""
        if tip != self.property("whole"):
            self.setProperty("whole", tip)
            self.setToolTip(tip or self.accessibleName())
