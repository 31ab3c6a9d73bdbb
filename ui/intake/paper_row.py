"""One row of the checklist: a paper, its state, and how it was shown."""

from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from dinsos_desk.domain.checklist import Need, PaperMode, PaperState, Requirement
from dinsos_desk.usecases.letters.words import PAPER_STATE_WORDS
from ui.attachments.clip import Clip
from ui.attachments.given import given_in, holds_something
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.paper_extras import PaperExtras
from ui.intake.words import paper_words
from ui.models.columns import BadgeSpec
from ui.theme import Tone
from ui.widgets.badge import Badge
from ui.widgets.layouts import STRETCH, column, restyle, row, text_label
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
    shelf_wanted = Signal(object)
    """Open the attachments of this paper, with what was dropped or pasted here (``Sequence[Given]``)."""

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
        self.clip = Clip(context.theme, f"lampiran_{requirement.code}", requirement.text)
        self.clip.clicked.connect(lambda: self.shelf_wanted.emit(()))
        if not model.may_attach:
            self.clip.hide()
        self.setAcceptDrops(model.may_attach)
        words = column(self.name, self.detail, spacing=2)
        badges = [Badge(context.theme, badge) for badge in self._badges(asked_for)]
        self._head = row(words, *badges, row(self.clip, self.states, STRETCH, spacing=8), spacing=12)
        self._head.setStretch(0, 1)
        self.setLayout(column(self._head, self.fault, spacing=6, margins=(12, 8, 10, 8)))
        self.states.installEventFilter(self)
        self.show_entry()

    @cached_property
    def extras(self) -> PaperExtras:
        """The details, made for the rows that are worked on."""
        extras = PaperExtras(self._context, self.requirement)
        extras.changed.connect(lambda part, value: self._change(**{part: value}))
        for stop in extras.stops:
            stop.installEventFilter(self)
        extras.hide()
        self.layout().addWidget(extras)
        extras.follow(self.states)
        extras.show_entry(self._model.paper(self.requirement.code), self._needs_reason())
        extras.show_fault(bool(self.fault.text()))
        return extras

    def show_entry(self) -> None:
        """Show what the draft holds for this paper."""
        entry = self._model.paper(self.requirement.code)
        self.states.set_value(entry.state)
        if self._has_made_extras():
            self.extras.show_entry(entry, self._needs_reason())
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
        if self._has_made_extras():
            self.extras.show_fault(bool(text))

    def focus(self) -> None:
        """Put the cursor on the state of this paper."""
        self.states.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_present(self) -> None:
        """The paper is there."""
        self.states.set_value(PaperState.PRESENT.value)
        self._set_state(PaperState.PRESENT.value)

    def mark_scanned(self) -> None:
        """The paper is there as a scan, unless somebody already said how it stands."""
        if not self._model.paper(self.requirement.code).state:
            self._change(state=PaperState.PRESENT.value, mode=PaperMode.SCAN.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.go.emit(step)
        elif event.key() == Qt.Key.Key_F6:
            self.shelf_wanted.emit(())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._offer(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_something(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._offer(event.mimeData())

    def _offer(self, mime: QMimeData) -> None:
        given = given_in(mime, f"{self._context.desk.now():%d-%m-%Y %H.%M.%S}")
        if given:
            self.shelf_wanted.emit(given)

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
        self._show_extras(active)
        if active:
            self.entered.emit()

    def _show_extras(self, active: bool) -> None:
        """Only the row with the cursor shows details, once its paper has a state."""
        shown = active and bool(self._model.paper(self.requirement.code).state)
        if shown or self._has_made_extras():
            self.extras.setVisible(shown)

    def _has_made_extras(self) -> bool:
        return "extras" in self.__dict__

    def _badges(self, asked_for: bool) -> list[BadgeSpec]:
        badges = [BadgeSpec("diminta", Tone.WARN, "undo-variant")] if asked_for else []
        if self.requirement.alternatives:
            badges.append(BadgeSpec("salah satu", Tone.INFO))
        need = _NEED_BADGES.get(self.requirement.need)
        return [*badges, need] if need else badges

    def _set_state(self, state: str) -> None:
        mode = self._model.paper(self.requirement.code).mode
        if state == PaperState.PRESENT.value and not mode:
            mode = self.requirement.default_mode.value
        self._change(state=state, mode=mode)

    def _change(self, **changes: str) -> None:
        code = self.requirement.code
        self._model.set_paper(code, replace(self._model.paper(code), **changes))
        self.show_entry()
        self._show_extras(bool(self.property("chosen")))

    def _go_on(self, state: str) -> None:
        if state == PaperState.NOT_APPLICABLE.value and self._needs_reason():
            self.extras.focus_note()
        else:
            self.go.emit(1)

    def _needs_reason(self) -> bool:
        entry = self._model.paper(self.requirement.code)
        excused = entry.state == PaperState.NOT_APPLICABLE.value
        return excused and self.requirement.need is not Need.IF_ANY and not entry.note.strip()

    def _describe(self) -> None:
        entry, requirement = self._model.paper(self.requirement.code), self.requirement
        words = paper_words(requirement, entry, self._context.desk.now().date())
        if self._needs_reason():
            words = "tidak berlaku: tulis alasannya; tanpa alasan berkas ini dihitung kurang"
        self.detail.setText(words)
        state = next((w for s, w in PAPER_STATE_WORDS.items() if s.value == entry.state), "belum diperiksa")
        self.states.setAccessibleDescription(f"{state}. {words}")
