"""One of several choices, with words that never widen their place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

_LEAST_LETTERS = 6


class ElidedRadio(QRadioButton):
    """One line; what does not fit ends in … and stands whole in the tooltip."""

    def __init__(self, words: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = " ".join(words.split())
        self.setObjectName(name)
        self.setAccessibleName(self._words)
        self.setToolTip(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(self._words.replace("&", "&&"))

    def minimumSizeHint(self) -> QSize:
        letters = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(letters + super().sizeHint().height(), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, self)
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, place.width())
        self.setText(cut.replace("&", "&&"))
