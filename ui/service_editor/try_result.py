"""What a try-out would have done: where the application goes, what is missing, and its letters as drafts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.documents.preview import Preview, preview_html
from dinsos_desk.usecases.services.rehearsal import Trial, TrialLetter
from ui.context import Context
from ui.intake.result_page import result_words
from ui.preview.letter_view import LetterView
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, clear_layout, column, row, text_label
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.telling import in_words

DONE = "Uji coba selesai. Tidak ada yang disimpan."
_NO_LETTER = "Permohonan ini tidak menghasilkan surat."


def trial_lines(trial: Trial, service: ServiceDef) -> tuple[str, ...]:
    """What would have happened, a sentence a line."""
    result = trial.result
    lines = ["Berkas lengkap." if not result.missing else f"Kurang {len(result.missing)} berkas:"]
    lines += [f"• {text}" for text in result.missing]
    lines.append(result_words(result))
    if service.time_limit is None:
        lines.append("Standar tidak menetapkan jangka waktu.")
    lines += [f"Setelah selesai, pemohon ke {step.agency}: {step.text}" for step in result.onward]
    if trial.letters:
        lines.append(f"Surat yang dibuat: {', '.join(letter.name for letter in trial.letters)}.")
    return tuple(lines)


class TryResult(QWidget):
    """The letters can be looked at; the way back to the editor is the next step."""

    again_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._letters: tuple[TrialLetter, ...] = ()
        self._said: tuple[str, ...] = ()
        self.head = text_label("", "muted", wrap=True)
        self._lines = column(spacing=6)
        self.again = KeyButton("Uji lagi", "F9", name="uji_coba_lagi")
        self.back = KeyButton(
            "Kembali menyunting", "Ctrl+Return", ButtonKind.PRIMARY, name="uji_coba_kembali"
        )
        self.again.clicked.connect(self.again_wanted)
        self.back.clicked.connect(self.leave_wanted)
        self._card = card = Card(DONE, name="hasil_uji_coba", padding=20)
        held = QWidget()
        held.setLayout(column(self.head, self._lines, STRETCH, spacing=8))
        card.body.addWidget(FormScroll(held, name="hasil_uji_coba_gulir"))
        card.body.setStretch(0, 1)
        card.body.addLayout(row(STRETCH, self.again, self.back, spacing=12))
        self.choice = QuietCombo(name="uji_coba_surat", label="Surat", letters=20)
        self.choice.activated.connect(self._show_letter)
        self.letter = LetterView(context.theme)
        self._desk = Card("Konsep surat", name="uji_coba_konsep_surat", padding=12)
        self._desk.body.addWidget(self.choice)
        self._desk.body.addWidget(self.letter)
        self._desk.body.setStretch(1, 1)
        whole = row(card, self._desk, spacing=14)
        whole.setStretch(0, 4)
        whole.setStretch(1, 5)
        self.setLayout(whole)

    def show_trial(self, trial: Trial, service: ServiceDef, name: str) -> None:
        """Show what came of it."""
        self._letters = trial.letters
        self.head.setText(f"{name} · {service.short_name}")
        clear_layout(self._lines)
        self._said = trial_lines(trial, service)
        for line in self._said:
            self._lines.addWidget(text_label(line, wrap=True))
        self.choice.set_choices([(str(n), letter.name) for n, letter in enumerate(trial.letters)])
        self.choice.setVisible(len(trial.letters) > 1)
        self._show_letter()

    def title(self) -> str:
        """The sentence above everything."""
        return self._card.title.text()

    def lines(self) -> tuple[str, ...]:
        """What it says."""
        return self._said

    def start(self) -> None:
        """Going back is the next thing."""
        self.back.setFocus()

    def _show_letter(self) -> None:
        if not self._letters:
            self.letter.show_nothing(_NO_LETTER)
            return
        chosen = self._letters[int(self.choice.value() or 0)]
        if chosen.file is None:
            self.letter.show_error(in_words(chosen.fault) if chosen.fault else _NO_LETTER)
            return
        content = chosen.file.content
        self.letter.show_waiting()

        def show(page: Preview) -> None:
            if self._letters and chosen is self._letters[int(self.choice.value() or 0)]:
                self.letter.show_page(page)

        self._context.tasks.run_read(
            lambda: preview_html(content),
            show,
            lambda error: self.letter.show_error(str(error)),
            owner=self,
        )
