"""Editors of a service's own fields, made from their definition, all with one typed-text interface."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.fields import FieldBase, LongTextField, MoneyField, NumberField, TextField
from ui.widgets.layouts import text_label
from ui.widgets.suggestions import Suggestions

Today = Callable[[], date]
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldEditor(QWidget):
    """What a person types for one field, as text that ``field.parse`` reads.

    Named ``isian_<code>``; the inner widget that takes the keys is its focus proxy. Enter goes on to
    the next field.
    """

    changed = Signal(str)
    """The text after every change by a person."""
    entered = Signal()
    """Enter was pressed; the focus has already gone on."""
    left = Signal()
    """The focus left the editor: the moment to check it."""

    def __init__(self, field: FieldBase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setObjectName(f"isian_{field.code}")
        self.setAccessibleName(field.label)
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(8)

    @abstractmethod
    def text(self) -> str:
        """What ``field.parse`` is to read."""

    @abstractmethod
    def set_text(self, text: str) -> None:
        """Show a text as ``field.typed`` gives it, without announcing it."""

    def take_keys(self, inner: QWidget) -> None:
        """Make ``inner`` the part that has the focus."""
        inner.setAccessibleName(self.field.label)
        inner.setObjectName(f"{self.objectName()}_ketik")
        self.setFocusProxy(inner)
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._goes_on(event):
            self.focusNextPrevChild(True)
            self.entered.emit()
            return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            popup = event.reason() in (
                Qt.FocusReason.PopupFocusReason,
                Qt.FocusReason.ActiveWindowFocusReason,
            )
            if not popup:
                self.tidy()
                self.left.emit()
        return super().eventFilter(watched, event)

    def tidy(self) -> None:
        """Rewrite a readable text in the common form when the focus leaves."""

    def _goes_on(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return plain and event.key() in _ENTER


class LineEditor(FieldEditor):
    """One line of text; numbers and amounts with their unit."""

    def __init__(self, field: FieldBase, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit()
        self.line.textEdited.connect(self.changed)
        self.take_keys(self.line)
        self._today = today
        if isinstance(field, NumberField):
            self._add_unit(field)
        else:
            self.box.addWidget(self.line, 1)
        if isinstance(field, TextField) and field.suggestions:
            Suggestions(self.line, field.suggestions).taken.connect(self._took)

    def take(self, text: str) -> None:
        """Somebody chose this answer from a list: it stands there, and the cursor goes on."""
        self.line.setText(text)
        self._took()

    def _took(self) -> None:
        """A suggestion was taken with Enter, which goes on."""
        self.changed.emit(self.text())
        self.focusNextPrevChild(True)
        self.entered.emit()

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def tidy(self) -> None:
        if isinstance(self.field, NumberField):
            try:
                value = self.field.parse(self.text(), self._today())
            except Refused:
                return
            self.line.setText(self.field.typed(value))

    def _add_unit(self, field: NumberField) -> None:
        money = isinstance(field, MoneyField)
        self.line.setMaximumWidth(self.fontMetrics().averageCharWidth() * 30)
        if money:
            self.box.addWidget(text_label("Rp", "muted"))
        self.box.addWidget(self.line, 1)
        if field.unit and not money:
            self.box.addWidget(text_label(field.unit, "muted"))
        self.box.addStretch(1)


class LongTextEditor(FieldEditor):
    """Several lines; Tab leaves, Enter makes a new line."""

    def __init__(self, field: LongTextField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(self.area.fontMetrics().lineSpacing() * 4 + 20)
        self.area.textChanged.connect(self._tell)
        self.take_keys(self.area)
        self.box.addWidget(self.area, 1)
        self._quiet = False

    def text(self) -> str:
        return self.area.toPlainText()

    def set_text(self, text: str) -> None:
        self._quiet = True
        self.area.setPlainText(text)
        self._quiet = False

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit(self.text())

    def _goes_on(self, event: QKeyEvent) -> bool:
        return False


class DateEditor(FieldEditor):
    """A date typed freely (21112026, 21/11/26, kemarin); what was understood stands beside it."""

    def __init__(self, field: FieldBase, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._today = today
        self.line = QLineEdit()
        self.line.setPlaceholderText("hh/bb/tttt")
        self.line.setToolTip("Contoh: 21112026, 21/11/26, 21 Nov 2026, kemarin, 3b (tiga bulan lagi)")
        self.line.setMaximumWidth(self.line.fontMetrics().averageCharWidth() * 24)
        self.line.textChanged.connect(self._recognise)
        self.line.textEdited.connect(self.changed)
        self.take_keys(self.line)
        self.recognised: QLabel = text_label("", "good")
        self.recognised.setObjectName(f"{self.objectName()}_terbaca")
        self.box.addWidget(self.line, 1)
        self.box.addWidget(self.recognised, 1)

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def tidy(self) -> None:
        value = self._value()
        if value is not None:
            self.line.setText(self.field.typed(value))

    def _value(self) -> date | None:
        try:
            value = self.field.parse(self.text(), self._today())
        except Refused:
            return None
        return value if isinstance(value, date) else None

    def _recognise(self) -> None:
        value = self._value()
        self.recognised.setText(f"{WEEKDAYS[value.weekday()]}, {format_date(value)}" if value else "")
