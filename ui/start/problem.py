"""A calm page for what keeps the program from opening: what is wrong and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from dinsos_desk.errors import DeskError
from dinsos_desk.messages import sentence
from ui.start.frame import StartFrame
from ui.theme import Theme, Tone
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, column, row, text_label


class ProblemPage(QWidget):
    """Nothing is lost: one may try again after putting it right, or close."""

    retry = Signal()
    leave = Signal()

    def __init__(self, theme: Theme, error: DeskError) -> None:
        super().__init__()
        self.setObjectName("halaman_halangan")
        told = sentence(error)
        self.setAccessibleName(told.title)
        self.setAccessibleDescription(f"{told.text} {told.advice}".strip())
        icon = QLabel()
        icon.setPixmap(theme.icon("alert-outline", Tone.WARN).pixmap(theme.px(28), theme.px(28)))
        self.text = text_label(told.text, wrap=True)
        self.text.setObjectName("halangan")
        self.advice = text_label(told.advice, "muted", wrap=True)
        self.again = KeyButton("Coba lagi", "F5", ButtonKind.PRIMARY, name="coba_lagi")
        self.close_button = KeyButton("Tutup", "Esc", name="tutup_program")
        self.again.clicked.connect(self.retry)
        self.close_button.clicked.connect(self.leave)
        title = ElidedLabel(told.title, "section")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        frame = StartFrame(
            theme,
            row(icon, title, spacing=10),
            self.text,
            self.advice,
            row(STRETCH, self.close_button, self.again),
            width=560,
        )
        self.setLayout(column(frame))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.again.setFocus()


class WaitingPage(QWidget):
    """Shown for the moment in which it is not yet known what comes."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self.setObjectName("halaman_tunggu")
        self.setAccessibleName(text)
        self._text = text_label(text, "muted", wrap=True)
        self.setLayout(column(StartFrame(theme, self._text)))

    def say(self, text: str) -> None:
        """Tell how far it is."""
        self._text.setText(text)
