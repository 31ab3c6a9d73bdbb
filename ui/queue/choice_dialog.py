"""How one calls: the name of the counter, and from which lines."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from dinsos_desk.domain.front_desk import QueueLine
from dinsos_desk.domain.queue import LONGEST_COUNTER
from dinsos_desk.usecases.office.counters import CounterChoice
from ui.theme import Theme
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.elided_check import ElidedCheckBox
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row, text_label

_WIDTH = 440
_NONE = "Pilih sedikitnya satu antrean."


class ChoiceDialog(QDialog):
    """Remembered for each user."""

    def __init__(
        self, theme: Theme, choice: CounterChoice, lines: Sequence[QueueLine], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choice = choice
        self.setObjectName("pilih_loket")
        self.setWindowTitle("Loket saya")
        self.setFixedWidth(theme.px(_WIDTH))
        self.counter = QLineEdit(choice.counter)
        self.counter.setObjectName("nama_loket")
        self.counter.setMaxLength(LONGEST_COUNTER)
        self.counter.selectAll()
        help_text = "Tampil di layar panggilan, misalnya Loket 2 atau Meja 1."
        self.field = Field("Nama loket", self.counter, required=True, help_text=help_text)
        self.lines = {
            line.letter: ElidedCheckBox(f"{line.letter} – {line.name}", name=f"panggil_{line.letter}")
            for line in lines
        }
        for letter, box in self.lines.items():
            box.setChecked(not choice.lines or letter in choice.lines)
        self.fault = text_label("", "error", wrap=True)
        self.fault.hide()
        self.save = KeyButton("Simpan", "Ctrl+Return", ButtonKind.PRIMARY, name="simpan_loket")
        self.cancel = KeyButton("Batal", "Esc", name="batal_loket")
        self.save.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        chosen = [text_label("Memanggil dari", "label"), *self.lines.values()] if len(lines) > 1 else []
        head = text_label("Loket saya", "section")
        parts = (head, self.field, *chosen, self.fault, row(STRETCH, self.cancel, self.save))
        self.setLayout(column(*parts, spacing=10, margins=(24, 20, 24, 20)))
        self.counter.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget, theme: Theme, choice: CounterChoice, lines: Sequence[QueueLine]
    ) -> CounterChoice | None:
        """What was chosen, or None when the person turned back."""
        dialog = cls(theme, choice, lines, parent)
        try:
            return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()

    def value(self) -> CounterChoice:
        """The choice as it stands; every line ticked means all lines, also those made later."""
        chosen = tuple(letter for letter, box in self.lines.items() if box.isChecked())
        every = len(chosen) == len(self.lines)
        return replace(self._choice, counter=self.counter.text().strip(), lines=() if every else chosen)

    def accept(self) -> None:
        named = bool(self.counter.text().strip())
        self.field.set_error("" if named else "Wajib diisi.")
        some = not self.lines or any(box.isChecked() for box in self.lines.values())
        self.fault.setText("" if some else _NONE)
        self.fault.setVisible(not some)
        if not named:
            self.field.focus()
        elif not some:
            next(iter(self.lines.values())).setFocus()
        else:
            super().accept()
