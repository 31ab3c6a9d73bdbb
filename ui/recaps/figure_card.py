"""One figure with its word, to read; the lists stand behind the lines of the table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme import Theme, Tone
from ui.widgets.layouts import STRETCH, column, row, text_label


class FigureCard(QFrame):
    """Looks like the counters of the first screen, but opens nothing."""

    def __init__(
        self, theme: Theme, key: str, label: str, icon: str, tone: Tone, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"rekap_{key}")
        self.setProperty("card", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._label = label
        self._figure = text_label("–", "figure")
        picture = QLabel()
        picture.setPixmap(theme.icon(icon, tone).pixmap(theme.px(22), theme.px(22)))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = text_label(label, "muted", wrap=True)
        head = row(self._figure, STRETCH, picture, spacing=4)
        self.setLayout(column(head, words, spacing=2, margins=(14, 10, 14, 10)))
        self.set_figure("–")

    def set_figure(self, text: str) -> None:
        """Show a figure as text."""
        self._figure.setText(text)
        self.setAccessibleName(f"{self._label}: {text}")

    def figure(self) -> str:
        """What stands on it."""
        return self._figure.text()
