"""One row of the checklist: a paper, its state, and how it was shown."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QLineEdit, QWidget

from dinsos_desk.domain.checklist import Need, PaperState, Requirement
from dinsos_desk.domain.fields import DateField
from dinsos_desk.usecases.words import PAPER_MODE_WORDS, PAPER_STATE_WORDS
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.words import paper_words
from ui.models.columns import BadgeSpec
from ui.theme import Tone
from ui.widgets.badge import Badge
from ui.widgets.editors import DateEditor
from ui.widgets.layouts import FlowLayout, column, restyle, row, text_label
from ui.widgets.segmented import Segment, SegmentedControl

_STATES = (
    Segment(PaperState.PRESENT.value, "Ada", "a", Tone.OK),
    Segment(PaperState.ABSENT.value, "Tidak ada", "t", Tone.BAD),
    Segment(PaperState.FOLLOWS.value, "Menyusul", "m", Tone.WARN),
    Segment(PaperState.NOT_APPLICABLE.value, "Tidak berlaku", "b", Tone.NEUTRAL),
)
_NEED_BADGES = {
    Need.IF_ANY: BadgeSpec("jika ada"),
    Need.CONDITIONAL: BadgeSpec("bersyarat", Tone.INFO),
}


class PaperRow(QFrame):
    """The row with the cursor is framed and shows its details; A, T, M, B set the state and go on."""

    go = Signal(int)
    """Up (-1) or down (+1) to another row."""
    entered = Signal()
    left = Signal()

    def __init__(
        self,
        context: Context,
        model: DraftModel,
        requirement: Requirement,
        asked_for: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self.requirement = requirement
        self.setObjectName(f"berkas_{requirement.code}")
        self.setProperty("card", True)
        self.name = text_label(requirement.text, "strong", wrap=True)
        self.detail = text_label("", "small", wrap=True)
        self.fault = text_label("", "error", wrap=True)
        self.fault.setObjectName(f"berkas_{requirement.code}_salah")
        self.fault.hide()
        self.states = SegmentedControl(
            _STATES, name=f"status_{requirement.code}", label=f"Status {requirement.text}"
        )
        self.states.chosen.connect(self._set_state)
        self.states.picked_by_key.connect(self._go_on)
        words = column(self.name, self.detail, spacing=2)
        badges = [Badge(context.theme, badge) for badge in self._badges(asked_for)]
        self._head = row(words, *badges, self.states, spacing=12)
        self._head.setStretch(0, 1)
        self.extras = QWidget()
        self._make_extras()
        self.setLayout(column(self._head, self.fault, self.extras, spacing=6, margins=(12, 8, 10, 8)))
        for part in (self.states, self.mode, self.alternative, self.number, self.dated.line, self.note):
            part.installEventFilter(self)
        self.extras.hide()
        self.show_entry()

    def show_entry(self) -> None:
        """Show what the draft holds for this paper."""
        entry = self._model.paper(self.requirement.code)
        self.states.set_value(entry.state)
        self.mode.set_value(entry.mode)
        self.alternative.setCurrentIndex(max(0, self.alternative.findData(entry.alternative)))
        for line, text in (
            (self.number, entry.number),
            (self.note, entry.note),
            (self.dated.line, entry.dated),
        ):
            if line.text() != text:
                line.setText(text)
        self._describe()

    def set_number(self, number: int) -> None:
        """Its place in the list as shown."""
        self.name.setText(f"{number}. {self.requirement.text}")

    def set_narrow(self, narrow: bool) -> None:
        """Put the states under the text when there is little room."""
        down = QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if narrow else QBoxLayout.Direction.LeftToRight)

    def set_fault(self, text: str) -> None:
        """Say what is wrong with the date or the number."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        restyle(self.dated.line, "fault", bool(text))

    def focus(self) -> None:
        """Put the cursor on the state of this paper."""
        self.states.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_present(self) -> None:
        """The paper is there."""
        self.states.set_value(PaperState.PRESENT.value)
        self._set_state(PaperState.PRESENT.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.go.emit(step)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._set_active(True)
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() is not Qt.FocusReason.PopupFocusReason:
                self._check_left()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go.emit(1)
                return True
        return super().eventFilter(watched, event)

    def _check_left(self) -> None:
        if not self.isAncestorOf(self._focused()):
            self._set_active(False)
            self.left.emit()

    def _focused(self) -> QWidget:
        window = self.window()
        return window.focusWidget() or window

    def _set_active(self, active: bool) -> None:
        restyle(self, "chosen", active)
        self.extras.setVisible(active and self._has_extras())
        if active:
            self.entered.emit()

    def _has_extras(self) -> bool:
        return bool(self._model.paper(self.requirement.code).state)

    def _badges(self, asked_for: bool) -> list[BadgeSpec]:
        badges = [BadgeSpec("diminta", Tone.WARN, "undo-variant")] if asked_for else []
        if self.requirement.alternatives:
            badges.append(BadgeSpec("salah satu", Tone.INFO))
        need = _NEED_BADGES.get(self.requirement.need)
        return [*badges, need] if need else badges

    def _make_extras(self) -> None:
        theme, code = self._context.theme, self.requirement.code
        self.mode = SegmentedControl(
            [Segment(mode.value, words.capitalize(), words[0]) for mode, words in PAPER_MODE_WORDS.items()],
            name=f"cara_{code}",
            label="Cara diperlihatkan",
        )
        self.mode.chosen.connect(lambda mode: self._change(mode=mode))
        self.alternative = QComboBox()
        self.alternative.setObjectName(f"pilihan_{code}")
        self.alternative.setAccessibleName("Yang diserahkan")
        self.alternative.addItem("Pilih yang diserahkan", "")
        for choice in self.requirement.alternatives:
            self.alternative.addItem(choice.text, choice.code)
        self.alternative.activated.connect(lambda: self._change(alternative=self.alternative.currentData()))
        self.number = self._line(f"nomor_{code}", "Nomor surat", 170)
        self.number.textEdited.connect(lambda text: self._change(number=text))
        self.dated = DateEditor(
            DateField(code=f"tanggal_{code}", label="Tanggal surat", past=True),
            lambda: self._context.desk.now().date(),
        )
        self.dated.line.setPlaceholderText("Tanggal hh/bb/tttt")
        self.dated.line.setFixedWidth(theme.px(150))
        self.dated.changed.connect(lambda text: self._change(dated=text))
        self.note = self._line(f"catatan_{code}", "Catatan", 220)
        self.note.textEdited.connect(lambda text: self._change(note=text))
        flow = FlowLayout(spacing=theme.px(8))
        for part in (self.mode, self.alternative, self.number, self.dated, self.note):
            flow.addWidget(part)
        self.extras.setLayout(flow)

    def _line(self, name: str, words: str, width: int) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(f"{words} {self.requirement.text}")
        line.setPlaceholderText(words)
        line.setFixedWidth(self._context.theme.px(width))
        return line

    def _set_state(self, state: str) -> None:
        mode = self._model.paper(self.requirement.code).mode
        if state == PaperState.PRESENT.value and not mode:
            mode = self.requirement.default_mode.value
        self._change(state=state, mode=mode)

    def _change(self, **changes: str) -> None:
        code = self.requirement.code
        self._model.set_paper(code, replace(self._model.paper(code), **changes))
        self.show_entry()
        self.extras.setVisible(bool(self.property("chosen")) and self._has_extras())

    def _go_on(self, state: str) -> None:
        if state == PaperState.NOT_APPLICABLE.value and self._needs_reason():
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.go.emit(1)

    def _needs_reason(self) -> bool:
        entry = self._model.paper(self.requirement.code)
        excused = entry.state == PaperState.NOT_APPLICABLE.value
        return excused and self.requirement.need is not Need.IF_ANY and not entry.note.strip()

    def _describe(self) -> None:
        entry, requirement = self._model.paper(self.requirement.code), self.requirement
        present = entry.state == PaperState.PRESENT.value
        self.mode.setVisible(present)
        self.alternative.setVisible(present and bool(requirement.alternatives))
        self.number.setVisible(present and requirement.asks_number)
        self.dated.setVisible(present and requirement.asks_date)
        reason = self._needs_reason()
        self.note.setPlaceholderText("Alasan tidak berlaku (wajib)" if reason else "Catatan")
        words = paper_words(requirement, entry, self._context.desk.now().date())
        if reason:
            words = "tidak berlaku: tulis alasannya; tanpa alasan berkas ini dihitung kurang"
        self.detail.setText(words)
        state = next((w for s, w in PAPER_STATE_WORDS.items() if s.value == entry.state), "belum diperiksa")
        self.states.setAccessibleDescription(f"{state}. {words}")
