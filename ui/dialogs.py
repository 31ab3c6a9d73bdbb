"""Short questions. Each is a classmethod that returns a value, so that a test can replace it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row, text_label

_WIDTH_LETTERS = 62


class ConfirmDialog(QDialog):
    """Asks before something that cannot be taken back. Esc and the first focus mean no."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        action_label: str,
        destructive: bool = False,
        cancel_label: str = "Batal",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tanya")
        self.setWindowTitle(title)
        kind = ButtonKind.DANGER if destructive else ButtonKind.PRIMARY
        self.action = KeyButton(action_label, "Ctrl+Return", kind, name="tanya_lakukan")
        self.cancel = KeyButton(cancel_label, "Esc", name="tanya_batal")
        self.action.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        words = text_label(text, wrap=True)
        words.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH_LETTERS)
        buttons = row(STRETCH, self.cancel, self.action, spacing=8)
        head = text_label(title, "section", wrap=True)
        self.setLayout(column(head, words, buttons, spacing=12, margins=(24, 20, 24, 20)))
        safe = self.cancel if destructive else self.action
        safe.setDefault(True)
        safe.setFocus()


class TextDialog(QDialog):
    """Asks for a line or a paragraph, such as the reason for sending something back."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        *,
        required: bool = True,
        multi_line: bool = False,
        text: str = "",
        action_label: str = "Lanjut",
        max_length: int = 2000,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tanya_teks")
        self.setWindowTitle(title)
        self._required = required
        self._max_length = max_length
        self.editor: QLineEdit | QPlainTextEdit = QPlainTextEdit() if multi_line else QLineEdit()
        self.editor.setObjectName("tanya_isi")
        self.editor.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH_LETTERS)
        if isinstance(self.editor, QPlainTextEdit):
            self.editor.setTabChangesFocus(True)
            self.editor.setPlainText(text)
        else:
            self.editor.setText(text)
        self.field = Field(label, self.editor, required=required)
        self.action = KeyButton(action_label, "Ctrl+Return", ButtonKind.PRIMARY, name="tanya_lakukan")
        self.cancel = KeyButton("Batal", "Esc", name="tanya_batal")
        self.action.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        buttons = row(STRETCH, self.cancel, self.action, spacing=8)
        head = text_label(title, "section", wrap=True)
        self.setLayout(column(head, self.field, buttons, spacing=12, margins=(24, 20, 24, 20)))
        self.action.setDefault(True)
        self.editor.setFocus()

    def value(self) -> str:
        """What was typed, trimmed."""
        typed = self.editor.text() if isinstance(self.editor, QLineEdit) else self.editor.toPlainText()
        return typed.strip()

    def accept(self) -> None:
        text = self.value()
        if self._required and not text:
            self.field.set_error("Wajib diisi.")
        elif len(text) > self._max_length:
            self.field.set_error(f"Terlalu panjang: {len(text)} huruf, paling banyak {self._max_length}.")
        else:
            super().accept()
            return
        self.field.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)


class Dialogs:
    """What a page asks through; a test sets the attribute it needs to a function of its own."""

    @classmethod
    def confirm(
        cls,
        parent: QWidget | None,
        title: str,
        text: str,
        action_label: str,
        destructive: bool = False,
        cancel_label: str = "Batal",
    ) -> bool:
        """Whether the person said yes."""
        dialog = ConfirmDialog(parent, title, text, action_label, destructive, cancel_label)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()

    @classmethod
    def give_up_typed(cls, parent: QWidget | None) -> bool:
        """Whether the person leaves a form without saving what was typed."""
        return cls.confirm(
            parent,
            "Isian belum disimpan",
            "Isian ini belum disimpan. Tinggalkan tanpa menyimpan?",
            "Tinggalkan",
            destructive=True,
        )

    @classmethod
    def ask_text(
        cls,
        parent: QWidget | None,
        title: str,
        label: str,
        *,
        required: bool = True,
        multi_line: bool = False,
        text: str = "",
        action_label: str = "Lanjut",
    ) -> str | None:
        """What was typed, or None when the person turned back."""
        dialog = TextDialog(
            parent,
            title,
            label,
            required=required,
            multi_line=multi_line,
            text=text,
            action_label=action_label,
        )
        try:
            return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()

    @classmethod
    def save_path(cls, parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
        """Where to save; ``kinds`` as Qt writes them: "Dokumen Word (*.docx)"."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
        return Path(chosen) if chosen else None

    @classmethod
    def open_path(cls, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        """Which file to read."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(chosen) if chosen else None

    @classmethod
    def open_paths(cls, parent: QWidget | None, title: str, folder: Path, kinds: str) -> tuple[Path, ...]:
        """Which files to read; none when the person turned back."""
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return tuple(Path(path) for path in chosen)
