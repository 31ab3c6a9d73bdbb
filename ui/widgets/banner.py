"""A line on the page that says something: a message box is not needed for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme import Theme, Tone
from ui.widgets.buttons import LinkButton
from ui.widgets.layouts import restyle, row, text_label

_ICONS = {
    Tone.INFO: "information-outline",
    Tone.WARN: "alert-outline",
    Tone.BAD: "alert-circle-outline",
    Tone.OK: "check-circle-outline",
    Tone.NEUTRAL: "information-outline",
    Tone.ACCENT: "information-outline",
}


class Banner(QFrame):
    """Hidden until it has something to say."""

    link_clicked = Signal()

    def __init__(self, theme: Theme, *, name: str = "kabar", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.NEUTRAL
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._icon = QLabel()
        self._text = text_label(wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.link = LinkButton("", name=f"{name}_tautan")
        self.link.clicked.connect(self.link_clicked)
        whole = row(self._icon, self._text, self.link, spacing=8, margins=(12, 6, 8, 6))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.hide()

    def say(self, tone: Tone, text: str, link: str = "") -> None:
        """Show a sentence; ``link`` is the word of an action at its right."""
        self._tone = tone
        restyle(self, "banner", tone.value)
        side = self._theme.px(18)
        self._icon.setPixmap(self._theme.icon(_ICONS[tone], tone).pixmap(side, side))
        self._text.setText(text)
        self.link.set_label(link)
        self.link.setVisible(bool(link))
        self.setAccessibleName(text)
        self.show()

    def clear(self) -> None:
        """Say nothing and take no room."""
        self._text.clear()
        self.setAccessibleName("")
        self.hide()

    def clear_problem(self) -> None:
        """What failed works again: take the failure back, leave any other news."""
        if self._tone is Tone.BAD:
            self.clear()

    def text(self) -> str:
        """The sentence that stands there."""
        return self._text.text()
