"""A figure with its word, which opens the list behind it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.theme import Theme, Tone
from ui.widgets.layouts import STRETCH, column, row, text_label


class StatCard(QPushButton):
    """Click, Space or Enter emits ``activated(key)``. Until a figure is known it shows a dash."""

    activated = Signal(str)

    def __init__(
        self,
        theme: Theme,
        key: str,
        label: str,
        icon: str,
        tone: Tone = Tone.INFO,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self._theme = theme
        self._label = label
        self.setObjectName(f"angka_{key}")
        self.setProperty("statcard", True)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._figure = text_label("–", "figure")
        self._word = text_label(label, "muted", wrap=True)
        self._word.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._icon = QLabel()
        self._icon.setPixmap(theme.icon(icon, tone).pixmap(theme.px(22), theme.px(22)))
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = row(self._figure, STRETCH, self._icon, spacing=4)
        self._inner = column(head, self._word, spacing=2, margins=(14, 12, 14, 10))
        self._inner.setStretch(1, 1)
        self.setLayout(self._inner)
        for part in (self._figure, self._word, self._icon):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_figure(None)
        self.clicked.connect(lambda: self.activated.emit(self.key))

    def set_figure(self, figure: int | str | None) -> None:
        """Show a count (or a ready text); None while it is not known."""
        text = (
            "–" if figure is None else f"{figure:,}".replace(",", ".") if isinstance(figure, int) else figure
        )
        self._figure.setText(text)
        self.setAccessibleName(f"{text} {self._label}")

    def figure(self) -> str:
        """What stands on it."""
        return self._figure.text()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inner.heightForWidth(width)

    def sizeHint(self) -> QSize:
        width = self._theme.px(150)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self._theme.px(110)
        return QSize(width, self.heightForWidth(self.width() if self.width() > width else width))
