"""A label above an editor, with help and a fault said at its place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.layouts import STRETCH, column, restyle, row, text_label

_STAR_GAP = 4


class _Caption(QLabel):
    """A label that stands on one line where there is room, and wraps where there is not.

    ``star``, where an answer is required, follows the last word wherever that stands.
    """

    def __init__(self, text: str, required: bool) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "label")
        self.setWordWrap(True)
        self.star = text_label("*", "error")
        self.star.setParent(self)
        self.star.setToolTip("Wajib diisi")
        self.star.setVisible(required)
        self._room = self.star.sizeHint().width() + _STAR_GAP if required else 0
        self.setContentsMargins(0, 0, self._room, 0)

    def sizeHint(self) -> QSize:
        height = super().sizeHint().height()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2 + self._room, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room:
            self._follow()

    def _follow(self) -> None:
        """Put the star behind the last word."""
        inside = self.contentsRect()
        words = QTextLayout(self.text(), self.font())
        words.beginLayout()
        end, lines = 0.0, 0
        while (line := words.createLine()).isValid():
            line.setLineWidth(inside.width())
            end, lines = line.naturalTextWidth(), lines + 1
        words.endLayout()
        height = self.fontMetrics().lineSpacing()
        over = max(0, inside.height() - height * lines) // 2
        self.star.setGeometry(
            round(end) + _STAR_GAP, inside.top() + over + height * (lines - 1), self._room - _STAR_GAP, height
        )


class Field(QWidget):
    """``editor`` is any widget; a ``FieldEditor`` draws its own red frame.

    The label's star and the editor's accessible description say that an answer is required.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        required: bool = False,
        help_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._help_text = help_text
        self._required = required
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.label = _Caption(label, required)
        self.label.setBuddy(editor)
        self._help = text_label(help_text, "small", wrap=True)
        if not help_text:
            self._help.hide()
        self._error = text_label("", "error", wrap=True)
        self._error.setObjectName(f"{editor.objectName()}_salah")
        self._error.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._error.hide()
        head = row(self.label, STRETCH, spacing=4)
        self.setLayout(column(head, editor, self._help, self._error, spacing=4))
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self._describe()

    def set_error(self, text: str) -> None:
        """Say what is wrong and how to mend it, in red under the editor."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._help.setVisible(bool(self._help_text) and not text)
        restyle(self._target(), "fault", bool(text))
        self._describe()

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        self.set_error("")

    def error(self) -> str:
        """The fault that stands there, empty for none."""
        return self._error.text()

    def focus(self) -> None:
        """Put the cursor into the editor."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _target(self) -> QWidget:
        """The widget that is framed: the one that takes the keys."""
        inner = self.editor.focusProxy()
        return inner if inner is not None else self.editor

    def _describe(self) -> None:
        parts = ["Wajib diisi" if self._required else "", self._error.text() or self._help_text]
        self._target().setAccessibleDescription(". ".join(part for part in parts if part))
