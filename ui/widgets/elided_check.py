"""A tick with words that never widen their place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QWidget

_LEAST_LETTERS = 6


class ElidedCheckBox(QCheckBox):
    """One line; what does not fit ends in … and stands whole in the tooltip and the accessible name."""

    def __init__(self, words: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = " ".join(words.split())
        self.setObjectName(name)
        self.setAccessibleName(self._words)
        self.setToolTip(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._show(self._words)

    def words(self) -> str:
        """All of the words, shown or not."""
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(self._edges() + self._wide(self._words), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        letters = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(self._edges() + letters, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        self._show(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, place.width()))

    def _show(self, words: str) -> None:
        self.setText(words.replace("&", "&&"))

    def _wide(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words)

    def _edges(self) -> int:
        """What stands beside the words: the tick and its distance."""
        return super().sizeHint().width() - self._wide(self.text().replace("&&", "&"))
