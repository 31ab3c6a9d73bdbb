"""A tick with words that never widen their place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QWidget

_LEAST_LETTERS = 6


class ElidedCheckBox(QCheckBox):
    """One line; what does not fit ends in … and stands whole in the tooltip and the accessible name."""

    def __init__(self, words: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._laid_out = False
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Other words; as much of them is shown as the width allows."""
        words = " ".join(words.split())
        if words == self._words:
            return
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._fit()

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
        self._laid_out = True
        self._fit()

    def _fit(self) -> None:
        """Show what fits; before it has a place that is all of the words."""
        if not self._laid_out:
            self._show(self._words)
            return
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
