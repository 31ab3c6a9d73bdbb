"""Correcting a line of a register: which column, what is right, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.errors import InvalidInput
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.registers.correcting import (
    LONGEST_CELL,
    CellCorrection,
    correct_line,
    correctable,
)
from dinsos_desk.usecases.registers.prints import RegisterBook, RegisterLine
from ui.context import Context
from ui.dialogs import Dialogs
from ui.registers.words import correction_words, on_screen
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.telling import say_failure

_SAYS = (
    "Yang tertulis tidak dihapus: ia dicoret, dan perbaikan, nama, waktu, serta alasannya tercatat. "
    "Perbaikan ini hanya untuk buku register; data asalnya diperbaiki di tempatnya."
)
_HIDDEN = "Ditulis utuh: nomor yang tersamar di layar tidak disalin ke sini."
_LINES = 3


class CorrectDialog(QDialog):
    """Ctrl+Enter saves, Esc leaves, asking first when something was typed."""

    corrected = Signal(object)
    """The line as it stands now."""

    def __init__(
        self, context: Context, book: RegisterBook, line: RegisterLine, period: Period, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("perbaiki_register")
        self.setWindowTitle("Perbaiki baris register")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._context, self._book, self._line, self._period = context, book, line, period
        self._places = {code: place for place, code, _ in correctable(book, line)}
        self._began = ""
        theme = context.theme
        self.banner = Banner(theme, name="perbaiki_register_kabar")
        self.place = QuietCombo(name="perbaiki_kolom", label="Kolom", letters=24)
        self.place.set_choices([(code, title) for _, code, title in correctable(book, line)])
        self.now = text_label("", wrap=True)
        self.now.setObjectName("perbaiki_tertulis")
        self.before = text_label("", "small", wrap=True)
        self.after, self.reason = (
            _editor(theme.px(22), "perbaiki_isi"),
            _editor(theme.px(22), "perbaiki_alasan"),
        )
        self.fields = {
            "isi": Field("Seharusnya", self.after, required=True),
            "alasan": Field("Alasan", self.reason, required=True),
        }
        self.save = KeyButton("Simpan perbaikan", "Ctrl+Return", ButtonKind.PRIMARY, name="perbaiki_simpan")
        self.cancel = KeyButton("Batal", "Esc", name="perbaiki_batal")
        for button in (self.save, self.cancel):
            button.setAutoDefault(False)
        head = ElidedLabel(f"{book.name}, nomor {line.cells[0]}", "section")
        says = text_label(_SAYS, "muted", wrap=True)
        parts = (Field("Kolom", self.place), Field("Tertulis sekarang", self.now), self.before)
        feet = row(STRETCH, self.cancel, self.save, spacing=8)
        whole = column(
            head, says, self.banner, *parts, *self.fields.values(), feet, spacing=10, margins=(20, 16, 20, 16)
        )
        self.setLayout(whole)
        self.setMinimumWidth(min(theme.px(620), max(480, parent.window().width() - 80)))
        self.place.currentIndexChanged.connect(lambda _: self._show_place())
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)
        self._show_place()
        self.place.setFocus()

    def is_dirty(self) -> bool:
        """Whether something was typed."""
        return self.after.toPlainText() != self._began or bool(self.reason.toPlainText().strip())

    def submit(self) -> None:
        """Write the correction down."""
        if not self.save.isEnabled():
            return
        desk, actor, book = self._context.desk, self._context.actor, self._book
        code = self.place.value()
        entry = CellCorrection(
            self._line.key,
            code,
            self._line.cells[self._places[code]],
            self.after.toPlainText(),
            self.reason.toPlainText(),
            self._period,
        )
        self.banner.clear()
        for field in self.fields.values():
            field.clear_error()
        self.save.setEnabled(False)
        self._context.tasks.run_write(
            lambda: correct_line(desk.uow(), actor, book, entry, desk.now()),
            self._done,
            self._fail,
            owner=self,
        )

    def reject(self) -> None:
        question = "Perbaikan ini belum disimpan. Tinggalkan tanpa menyimpan?"
        if not self.is_dirty() or Dialogs.confirm(
            self, "Isian belum disimpan", question, "Tinggalkan", destructive=True
        ):
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def _show_place(self) -> None:
        """What stands in the column; what was typed for another one stays."""
        place = self._places[self.place.value()]
        cell = self._line.cells[place]
        shown = on_screen(cell)
        untouched = self.after.toPlainText() == self._began
        self.now.setText(shown or "(kosong)")
        mark = self._line.mark(place)
        told = correction_words(mark.corrections[-1]) if mark is not None else ""
        self.before.setText(told or ("" if shown == cell else _HIDDEN))
        self.before.setVisible(bool(self.before.text()))
        if untouched:
            self._began = cell[:LONGEST_CELL] if shown == cell else ""
            self.after.setPlainText(self._began)

    def _grow(self) -> None:
        """Make room for what is said."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _done(self, line: RegisterLine) -> None:
        self._began = self.after.toPlainText()
        self.reason.clear()
        self.corrected.emit(line)
        self.accept()

    def _fail(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if not isinstance(error, InvalidInput):
            say_failure(self._context, self.banner, error)
            return
        for fault in error.faults:
            self.fields[fault.place].set_error(fault_sentence(fault))
        self._grow()
        self.fields[error.faults[0].place].focus()


def _editor(line: int, name: str) -> QPlainTextEdit:
    editor = QPlainTextEdit()
    editor.setObjectName(name)
    editor.setTabChangesFocus(True)
    editor.setFixedHeight(line * _LINES)
    return editor
