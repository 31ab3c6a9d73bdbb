"""The details of a paper under its row: how it was shown, which of several, its number, date and note."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dinsos_desk.domain.checklist import PaperState, Requirement
from dinsos_desk.domain.entry import PaperEntry
from dinsos_desk.domain.fields import DateField
from dinsos_desk.usecases.letters.words import PAPER_MODE_WORDS
from ui.context import Context
from ui.widgets.editors import DateEditor
from ui.widgets.layouts import FlowLayout, restyle
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.tab_order import put_in_row, tab_stops


class PaperExtras(QWidget):
    """Shows what fits the state of the paper; a row makes it when it first has something to show."""

    changed = Signal(str, str)
    """A part of the entry by its name, and its new value."""

    def __init__(self, context: Context, requirement: Requirement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._requirement = requirement
        theme, code = context.theme, requirement.code
        self.mode = SegmentedControl(
            [Segment(mode.value, words.capitalize(), words[0]) for mode, words in PAPER_MODE_WORDS.items()],
            name=f"cara_{code}",
            label="Cara diperlihatkan",
        )
        self.mode.chosen.connect(lambda mode: self.changed.emit("mode", mode))
        self.alternative = self._choices()
        self.number = self._line(f"nomor_{code}", "Nomor surat", 170)
        self.number.textEdited.connect(lambda text: self.changed.emit("number", text))
        self.dated = DateEditor(
            DateField(code=f"tanggal_{code}", label="Tanggal surat", past=True),
            lambda: context.desk.now().date(),
        )
        self.dated.line.setPlaceholderText("Tanggal hh/bb/tttt")
        self.dated.line.setFixedWidth(theme.px(150))
        self.dated.changed.connect(lambda text: self.changed.emit("dated", text))
        self.note = self._line(f"catatan_{code}", "Catatan", 220)
        self.note.textEdited.connect(lambda text: self.changed.emit("note", text))
        self.stops: tuple[QWidget, ...] = (
            self.mode,
            self.alternative,
            self.number,
            self.dated.line,
            self.note,
        )
        flow = FlowLayout(spacing=theme.px(8))
        for part in (self.mode, self.alternative, self.number, self.dated, self.note):
            flow.addWidget(part)
        self.setLayout(flow)

    def follow(self, before: QWidget) -> None:
        """Let Tab come here after a widget that is in the window already."""
        parts = (self.mode, self.alternative, self.number, self.dated, self.note)
        put_in_row(before, [stop for part in parts for stop in tab_stops(part)])

    def show_entry(self, entry: PaperEntry, needs_reason: bool) -> None:
        """Show what the draft holds for this paper."""
        self.mode.set_value(entry.mode)
        self.alternative.setCurrentIndex(max(0, self.alternative.findData(entry.alternative)))
        for line, text in (
            (self.number, entry.number),
            (self.note, entry.note),
            (self.dated.line, entry.dated),
        ):
            if line.text() != text:
                line.setText(text)
        present = entry.state == PaperState.PRESENT.value
        self.mode.setVisible(present)
        self.alternative.setVisible(present and bool(self._requirement.alternatives))
        self.number.setVisible(present and self._requirement.asks_number)
        self.dated.setVisible(present and self._requirement.asks_date)
        self.note.setPlaceholderText("Alasan tidak berlaku (wajib)" if needs_reason else "Catatan")

    def show_fault(self, fault: bool) -> None:
        """Frame the date in red."""
        restyle(self.dated.line, "fault", fault)

    def focus_note(self) -> None:
        """Put the cursor into the note."""
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choices(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"pilihan_{self._requirement.code}")
        box.setAccessibleName("Yang diserahkan")
        box.addItem("Pilih yang diserahkan", "")
        for choice in self._requirement.alternatives:
            box.addItem(choice.text, choice.code)
        box.activated.connect(lambda: self.changed.emit("alternative", box.currentData()))
        return box

    def _line(self, name: str, words: str, width: int) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(f"{words} {self._requirement.text}")
        line.setPlaceholderText(words)
        line.setFixedWidth(self._context.theme.px(width))
        return line
