"""What a decision brought about: where the application went, and the documents it made."""

from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from dinsos_desk.domain.routing import Action, RequestState
from dinsos_desk.usecases.review.deciding import Decided
from ui.letters.outlet import Make, Outlet
from ui.theme import Theme, Tone
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.layouts import restyle, row, text_label

_DONE = {
    Action.RETURN: "Dikembalikan ke {stage}.",
    Action.ASK_PAPERS: "Dikembalikan ke loket untuk dilengkapi; jam layanan berhenti.",
    Action.REJECT: "Permohonan ditolak dan ditutup. Surat penolakan: Cetak lain (Alt+C) pada permohonan.",
    Action.CANCEL: "Permohonan dibatalkan dan ditutup.",
    Action.TRANSFER: "Permohonan dialihkan dan ditutup di sini.",
}


def outcome_words(name: str, action: Action, decided: Decided) -> str:
    """One sentence or two about a decision that was saved."""
    numbers = [f"Nomor {number} diberikan." for number in decided.numbers]
    if action is not Action.APPROVE:
        went = _DONE[action].format(stage=decided.stage_name)
    elif decided.state is RequestState.DONE:
        went = "Permohonan selesai dan ditutup."
    elif decided.state is RequestState.READY:
        went = "Siap diserahkan."
    else:
        went = f"Diteruskan ke {decided.stage_name}."
    return " ".join((f"{name}:", *numbers, went))


class OutcomeBar(QFrame):
    """Hidden until something was decided; stays until the next decision or until it is closed."""

    def __init__(self, theme: Theme, outlet: Outlet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._outlet = outlet
        self._letters: tuple[int, ...] = ()
        self.setObjectName("hasil_keputusan")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        restyle(self, "banner", Tone.OK.value)
        icon = QLabel()
        icon.setPixmap(theme.icon("check-circle-outline", Tone.OK).pixmap(theme.px(18), theme.px(18)))
        self._text = text_label(wrap=True)
        self._text.setMinimumWidth(theme.px(200))
        self.open = KeyButton("Buka di Word", "Ctrl+O", name="hasil_buka")
        self.print = KeyButton("Cetak", "Ctrl+P", name="hasil_cetak")
        self.close_link = LinkButton("Tutup", name="hasil_tutup")
        self.open.clicked.connect(lambda: outlet.open(self._makes()))
        self.print.clicked.connect(lambda: outlet.print(self._makes()))
        self.close_link.clicked.connect(self.hide)
        whole = row(icon, self._text, self.open, self.print, self.close_link, margins=(12, 6, 8, 6))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.hide()

    def say(self, text: str, letters: tuple[int, ...] = ()) -> None:
        """Show a sentence; with documents, the ways to open and print them."""
        self._letters = letters
        self._text.setText(text)
        self.setAccessibleName(text)
        self.open.setVisible(bool(letters))
        self.print.setVisible(bool(letters))
        self.show()

    def text(self) -> str:
        """The sentence that stands there; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def _makes(self) -> list[Make]:
        return [self._outlet.letter(letter) for letter in self._letters]
