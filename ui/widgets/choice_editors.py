"""Editors of choices, and the one way from a field's definition to its editor."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QWidget

from dinsos_desk.domain.fields import (
    ChoiceField,
    DateField,
    FieldBase,
    LongTextField,
    TableField,
    YesNoField,
)
from ui.widgets.editors import DateEditor, FieldEditor, LineEditor, LongTextEditor, Today
from ui.widgets.field import Field
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.table_editor import TableEditor

_FEW = 4
_SHORT_CHOICE = 18
_SHORT_STRIP = 44
_BY_NUMBER = 9


class ComboEditor(FieldEditor):
    """A list one can type in: any part of a label finds it. A text that is no choice stays as typed.

    In a list of up to nine the number of a choice picks it and goes on.
    """

    def __init__(self, field: ChoiceField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._choices = field.choices
        self.combo = QComboBox()
        line, self._popup = QLineEdit(), QListView()
        self.combo.setEditable(True)
        self.combo.setLineEdit(line)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(16)
        self.combo.setMaxVisibleItems(12)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._numbered = 1 < len(field.choices) <= _BY_NUMBER and not any(
            letter.isdigit() for choice in field.choices for letter in choice.label[:1]
        )
        for place, choice in enumerate(field.choices, 1):
            self.combo.addItem(choice.label, choice.code)
            told = f"{place}. {choice.label}" if self._numbered else choice.label
            self.combo.setItemData(place - 1, told, Qt.ItemDataRole.ToolTipRole)
        self.combo.setCurrentIndex(-1)
        by_number = f", atau tekan 1–{len(field.choices)}" if self._numbered else ""
        line.setPlaceholderText(f"Pilih, ketik{by_number}" if by_number else "Pilih atau ketik")
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._popup.setProperty("popup", True)
        completer.setPopup(self._popup)
        self._popup.installEventFilter(self)
        self.combo.setCompleter(completer)
        self.take_keys(self.combo)
        line.setAccessibleName(field.label)
        line.textEdited.connect(self._tell)
        self.combo.activated.connect(self._tell)
        completer.activated.connect(self._tell)
        self.box.addWidget(self.combo, 1)

    def text(self) -> str:
        return self._code(self.combo.currentText()) or self.combo.currentText().strip()

    def set_text(self, text: str) -> None:
        code = self._code(text)
        if code:
            self.combo.setCurrentIndex(self.combo.findData(code))
        else:
            self.combo.setCurrentIndex(-1)
            self.combo.setEditText(text)
        self.combo.lineEdit().setCursorPosition(0)

    def tidy(self) -> None:
        """Turn an unambiguous beginning into its choice."""
        typed = self.combo.currentText().strip().casefold()
        if not typed or self._code(typed):
            self.set_text(self.text())
            return
        fitting = [choice.code for choice in self._choices if choice.label.casefold().startswith(typed)]
        if len(fitting) == 1:
            self.set_text(fitting[0])
            self.changed.emit(self.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._popup:
            return self._chosen_in_list(event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._pick(event):
            return True
        passing = event.type() == QEvent.Type.Wheel and not self.combo.hasFocus()
        if passing:
            event.ignore()
        return passing or super().eventFilter(watched, event)

    def _tell(self) -> None:
        """A method, not a lambda: Qt takes its connection away with the editor when a window closes."""
        self.changed.emit(self.text())

    def _pick(self, event: QKeyEvent) -> bool:
        """A number picks the choice at its place, unless somebody is typing words."""
        line = self.combo.lineEdit()
        begun = line.text() != line.selectedText()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        place = ord(event.text()) - ord("0") if plain and event.text() in "123456789" and event.text() else 0
        if not self._numbered or begun or not 1 <= place <= len(self._choices):
            return False
        self.set_text(self._choices[place - 1].code)
        self.changed.emit(self.text())
        self.focusNextPrevChild(True)
        self.entered.emit()
        return True

    def _chosen_in_list(self, event: QEvent) -> bool:
        """One Enter in the open list takes the marked choice, else the first, and goes on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not self._goes_on(event):
            return False
        index = self._popup.currentIndex()
        if not index.isValid() and not self._code(self.combo.currentText()):
            index = self._popup.model().index(0, 0)
        self._popup.hide()
        if index.isValid():
            self.set_text(str(index.data()))
            self.changed.emit(self.text())
        self.focusNextPrevChild(True)
        self.entered.emit()
        return True

    def _code(self, text: str) -> str:
        wanted = text.strip().casefold()
        fits = (c.code for c in self._choices if wanted in (c.code, c.label.casefold()))
        return next(fits, "")


class StripEditor(FieldEditor):
    """A few short choices side by side; a letter each."""

    def __init__(
        self, field: FieldBase, choices: tuple[tuple[str, str], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(field, parent)
        self._choices = choices
        self.strip = SegmentedControl(_lettered(choices), name=self.objectName())
        self.strip.chosen.connect(self.changed)
        self.take_keys(self.strip)
        self.box.addWidget(self.strip)
        self.box.addStretch(1)

    def text(self) -> str:
        return self.strip.value()

    def set_text(self, text: str) -> None:
        wanted = text.strip().casefold()
        fits = (code for code, label in self._choices if wanted in (code, label.casefold()))
        self.strip.set_value(next(fits, ""))


def make_editor(field: FieldBase, today: Today = date.today) -> FieldEditor:
    """The editor of any ``FieldDef``. ``today`` is the day that relative dates count from."""
    if isinstance(field, YesNoField):
        return StripEditor(field, (("ya", "Ya"), ("tidak", "Tidak")))
    if isinstance(field, ChoiceField):
        choices = tuple((choice.code, choice.label) for choice in field.choices)
        return StripEditor(field, choices) if _fits_a_strip(choices) else ComboEditor(field)
    if isinstance(field, DateField):
        return DateEditor(field, today)
    if isinstance(field, LongTextField):
        return LongTextEditor(field)
    if isinstance(field, TableField):
        return TableEditor(field, today)
    return LineEditor(field, today)


def make_field(field: FieldBase, today: Today = date.today) -> Field:
    """The editor with its label, help and place for a fault. A change takes the fault away."""
    editor = make_editor(field, today)
    whole = Field(field.label, editor, required=field.required, help_text=field.help)
    editor.changed.connect(whole.clear_error)
    return whole


def _fits_a_strip(choices: tuple[tuple[str, str], ...]) -> bool:
    lengths = [len(label) for _, label in choices]
    return len(lengths) <= _FEW and max(lengths) <= _SHORT_CHOICE and sum(lengths) <= _SHORT_STRIP


def _lettered(choices: tuple[tuple[str, str], ...]) -> tuple[Segment, ...]:
    """Give each choice the first letter of its label that is still free."""
    taken: set[str] = set()
    segments = []
    for code, label in choices:
        letters = [c for c in label.casefold() if c.isascii() and c.isalnum()]
        key = next((c for c in letters if c not in taken), "")
        taken.add(key)
        segments.append(Segment(code, label, key))
    return tuple(segments)
