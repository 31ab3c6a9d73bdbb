"""What the pages of the first set-up have in common."""

import unicodedata
from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dinsos_desk.domain.faults import Fault
from ui.start.setup_draft import SetupDraft
from ui.theme import Theme
from ui.widgets.field import Field
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, Part, column, text_label


class SetupStep(QWidget):
    """One page. It shows the draft, writes into it, and knows the fields its faults belong to."""

    changed = Signal()
    """Something was typed or chosen."""
    key = ""
    title = ""
    hint = ""

    def __init__(self, theme: Theme, draft: SetupDraft) -> None:
        super().__init__()
        self.setObjectName(f"siap_{self.key}")
        self.setAccessibleName(self.title)
        self.theme = theme
        self.draft = draft
        self.fields: dict[str, Field] = {}

    @abstractmethod
    def show_draft(self) -> None:
        """Show what the draft says; called each time the page is entered."""

    @abstractmethod
    def write(self) -> None:
        """Put what is typed into the draft."""

    @abstractmethod
    def faults(self) -> Sequence[Fault]:
        """What is wrong with the part of the draft that this page fills."""

    def summary(self) -> Sequence[str]:
        """What the last page says of this one, line by line."""
        return ()

    def remarks(self) -> Sequence[str]:
        """What may be finished later in the settings."""
        return ()

    def first(self) -> QWidget | None:
        """Where the cursor goes first."""
        return next((field.editor for field in self.fields.values()), None)

    def lay_out(self, *parts: Part) -> None:
        """Title, hint and parts below each other, scrolled when the window is low."""
        px = self.theme.px
        head = column(text_label(self.title, "section"), text_label(self.hint, "muted", wrap=True), spacing=2)
        inner = QWidget()
        inner.setLayout(column(head, *parts, STRETCH, spacing=px(12), margins=(px(2), 0, px(10), px(4))))
        self.scroll = FormScroll(inner, name=f"gulir_{self.key}")
        self.setLayout(column(self.scroll))

    def line(self, place: str, label: str, *, required: bool = False, help_text: str = "") -> Field:
        """A field of one line of text."""
        editor = SetupLine()
        editor.setObjectName(f"isian_{place.replace('.', '_')}")
        editor.textEdited.connect(self._edited)
        return self.field(place, label, editor, required=required, help_text=help_text)

    def field(
        self, place: str, label: str, editor: QWidget, *, required: bool = False, help_text: str = ""
    ) -> Field:
        """A field with any editor."""
        if not editor.objectName():
            editor.setObjectName(f"isian_{place}")
        whole = Field(label, editor, required=required, help_text=help_text)
        self.fields[place] = whole
        return whole

    def text(self, place: str) -> str:
        """What is typed into a line."""
        editor = self.fields[place].editor
        return editor.text() if isinstance(editor, QLineEdit) else ""

    def set_text(self, place: str, text: str) -> None:
        """Show a text in a line, unless it stands there already."""
        editor = self.fields[place].editor
        if isinstance(editor, QLineEdit) and editor.text() != text:
            editor.setText(text)
            editor.setCursorPosition(0)

    def _edited(self) -> None:
        for field in self.fields.values():
            if field.editor is self.sender():
                field.clear_error()
        self.changed.emit()


class SetupLine(QLineEdit):
    """Enter goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)


def suggested_login(name: str) -> str:
    """A sign-in name made of a name: its first word of letters that every keyboard has."""
    for word in name.split():
        plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
        letters = "".join(letter for letter in plain if letter.isalnum())
        if len(letters) > 2 and not word.endswith("."):
            return letters[:40]
    return ""
