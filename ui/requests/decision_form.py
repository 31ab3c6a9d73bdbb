"""What a stage wants written down, drawn from its field definitions, in a narrow column."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.fields import ChoiceField, FieldDef, answer_facts
from ui.widgets.choice_editors import ComboEditor, make_editor
from ui.widgets.editors import DateEditor, FieldEditor, Today
from ui.widgets.field import Field
from ui.widgets.layouts import clear_layout, column, laid_out_once

_NARROW_STRIP = 22


class DecisionForm(QScrollArea):
    """As high as its fields, scrolling inside when the column is shorter. A conditional field appears
    with the answer that asks for it. ``whole``: it never scrolls inside.
    """

    changed = Signal()

    def __init__(self, today: Today, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(parent)
        self._is_whole = whole
        self._today = today
        self._prefix = ""
        self._defs: tuple[FieldDef, ...] = ()
        self.fields: dict[str, Field] = {}
        self.setObjectName("isian_tahap")
        self.setAccessibleName("Isian tahap")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._inside = QWidget()
        self._inside.setProperty("page", True)
        self._column = column(spacing=10, margins=(1, 1, 1, 1))
        self._inside.setLayout(self._column)
        self.setWidget(self._inside)

    def set_fields(self, fields: tuple[FieldDef, ...], prefix: str, typed: Mapping[str, str]) -> None:
        """Draw fields with what was typed before; places are ``<prefix>.<code>``, bare without prefix."""
        with laid_out_once(self._inside):
            self._draw(fields, prefix, typed)
        self._inside.updateGeometry()

    def _draw(self, fields: tuple[FieldDef, ...], prefix: str, typed: Mapping[str, str]) -> None:
        clear_layout(self._column)
        self._defs, self._prefix, self.fields = fields, prefix, {}
        for definition in fields:
            field = self._field(definition)
            editor = field.editor
            assert isinstance(editor, FieldEditor)
            editor.set_text(typed.get(definition.code, ""))
            editor.changed.connect(self._follow)
            self.fields[definition.code] = field
            self._column.addWidget(field)
        self._column.addStretch(1)
        self._follow()

    def typed(self) -> dict[str, str]:
        """What stands in the fields that are asked for, as typed."""
        return {
            code: self._editor(code).text() for code, field in self.fields.items() if not field.isHidden()
        }

    def everything(self) -> dict[str, str]:
        """What was typed, hidden fields too, so that it can be put back."""
        return {code: self._editor(code).text() for code in self.fields}

    def place(self, code: str) -> str:
        """The place by which faults name a field."""
        return f"{self._prefix}.{code}" if self._prefix else code

    def sizeHint(self) -> QSize:
        if all(field.isHidden() for field in self.fields.values()):
            return QSize(0, 0)
        width = self.viewport().width()
        return QSize(super().sizeHint().width(), self._column.totalHeightForWidth(max(width, 120)) + 2)

    def minimumSizeHint(self) -> QSize:
        high = self.sizeHint().height()
        return QSize(0, high if self._is_whole else min(high, self.fontMetrics().lineSpacing() * 5))

    def _field(self, definition: FieldDef) -> Field:
        editor: FieldEditor
        wide = isinstance(definition, ChoiceField) and (
            sum(len(choice.label) for choice in definition.choices) > _NARROW_STRIP
        )
        if wide and isinstance(definition, ChoiceField):
            editor = ComboEditor(definition)
        else:
            editor = make_editor(definition, self._today)
        if isinstance(editor, DateEditor):
            editor.recognised.setWordWrap(True)
        field = Field(definition.label, editor, required=definition.required, help_text=definition.help)
        # A label that wraps in this narrow column makes the field higher than its hint.
        field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        editor.changed.connect(field.clear_error)
        return field

    def _editor(self, code: str) -> FieldEditor:
        editor = self.fields[code].editor
        assert isinstance(editor, FieldEditor)
        return editor

    def _follow(self) -> None:
        """Show the fields whose condition holds. A condition on anything but this stage is left to the
        use case, which knows the whole application.
        """
        facts: dict[str, FactValue] = {}
        for definition in self._defs:
            when = definition.when
            ours = when is not None and all(path.startswith(f"{self._prefix}.") for path in when.paths())
            asked = when is None or not ours or when.holds(facts)
            self.fields[definition.code].setVisible(asked)
            if asked:
                facts |= answer_facts(self.place(definition.code), self._value(definition))
        self.updateGeometry()
        self.changed.emit()

    def _value(self, definition: FieldDef) -> FactValue:
        try:
            return definition.parse(self._editor(definition.code).text(), self._today())
        except Refused:
            return None
