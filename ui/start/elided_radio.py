"""One choice of several, whose words never widen their place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

_LEAST_LETTERS = 12


class ElidedRadioButton(QRadioButton):
    """One line; what does not fit ends in … and stands whole in the tooltip and the accessible name."""

    def __init__(self, words: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._words = ""
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Change the words."""
        self._words = " ".join(words.split())
        self.setAccessibleName(self._words)
        self.setToolTip(self._words)
        self._show(self._words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(self._edges() + wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        letters = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(self._edges() + letters, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, self)
        self._show(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, place.width()))

    def _show(self, words: str) -> None:
        self.setText(words.replace("&", "&&"))

    def _edges(self) -> int:
        """What stands beside the words: the mark and its distance."""
        shown = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        return super().sizeHint().width() - shown
