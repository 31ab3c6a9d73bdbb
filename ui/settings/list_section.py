"""A section that is a list with a form behind it: one entry is added or changed at a time."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Context
from ui.dialogs import Dialogs
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.settings.section import Section, Snapshot
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, Part, column, row
from ui.widgets.table import Table

T = TypeVar("T")


class ListSection(Section):
    """Enter changes the chosen entry, Ctrl+Enter adds one or saves, Esc steps back to the list."""

    add_label = "Tambah"
    empty_icon = "playlist-plus"
    empty_text = ""

    def __init__(
        self,
        context: Context,
        columns: Sequence[ColumnSpec[Any]],
        identity: Callable[[Any], Hashable],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._kept: Snapshot | None = None
        self._form: tuple[Part, ...] = ()
        self.model: RowsModel[Any] = RowsModel(columns, (), identity, self)
        self.table = Table(context.theme, name=f"{self.key}_daftar", label=self.title)
        self.table.set_model(self.model, columns)
        self.table.set_empty(self.empty_icon, self.empty_text)
        self.add = KeyButton(self.add_label, "Ctrl+Return", ButtonKind.PRIMARY, name=f"{self.key}_tambah")
        self.change = KeyButton("Ubah", name=f"{self.key}_ubah")
        self.change.setToolTip("Enter")
        self.save = KeyButton("Simpan", "Ctrl+Return", ButtonKind.PRIMARY, name=f"{self.key}_simpan")
        self.cancel = KeyButton("Batal", "Esc", name=f"{self.key}_batal")
        self.form_card = Card(" ", name=f"{self.key}_formulir")
        self.add.clicked.connect(lambda: self.edit(None))
        self.change.clicked.connect(self._change_chosen)
        self.table.row_activated.connect(self.edit)
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.step_back)

    def edit(self, entry: Any) -> None:
        """Fill the form with an entry, None for a new one, and ``open_form``."""

    def save_form(self) -> None:
        """Check what is typed and save it."""

    def lay_out(self, form: Sequence[Part], *more: QWidget) -> None:
        """Put the list with its buttons (``more`` at the left) into the section.

        The form follows in the next turn of the loop: both at once would hold the window up.
        """
        card = Card(padding=1)
        card.body.addWidget(self.table)
        page = QWidget()
        foot = row(*more, STRETCH, self.change, self.add, spacing=12)
        inner = column(card, foot, spacing=12)
        inner.setStretch(0, 1)
        page.setLayout(inner)
        self.stack = QStackedWidget()
        self.stack.addWidget(page)
        outer = column(self.head, self.banner, self.summary, self.stack, spacing=12)
        outer.setStretch(3, 1)
        self.setLayout(outer)
        self.summary.go_to.connect(lambda place: self.scroll.reveal(self.fields.get(place)))
        self._form = tuple(form)
        QTimer.singleShot(0, self, self._add_form)

    def _add_form(self) -> None:
        if self.stack.count() > 1:
            return
        held = QWidget()
        self.scroll = FormScroll(held, name=f"{self.key}_gulir")
        form_page = QWidget()
        whole = column(self.scroll, row(STRETCH, self.cancel, self.save, spacing=12), spacing=12)
        whole.setStretch(0, 1)
        form_page.setLayout(whole)
        self.stack.addWidget(form_page)
        held.setLayout(column(self.form_card, STRETCH, margins=(0, 0, self.context.theme.px(4), 0)))
        for part in self._form:
            if isinstance(part, QWidget):
                self.form_card.body.addWidget(part)
            elif part is not None:
                self.form_card.body.addLayout(part)

    def remover(self, action: Callable[[], None]) -> KeyButton:
        """A button that takes the chosen entry out, which Delete in the list does too."""
        button = KeyButton("Hapus", kind=ButtonKind.DANGER, name=f"{self.key}_hapus")
        button.setToolTip("Delete")
        button.clicked.connect(action)
        self.on_delete(action)
        return button

    def on_delete(self, action: Callable[[], None]) -> None:
        """Let the Delete key in the list do something."""
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(action)

    def snapshot(self) -> Snapshot:
        """Everything typed into the form."""
        return {code: field.editor.text().strip() for code, field in self.fields.items()}

    def open_form(self, title: str, first: str) -> None:
        """Show the form as it is filled now, with the cursor in its first field."""
        self._add_form()
        self.banner.clear()
        self.show_faults(())
        self.form_card.set_title(title)
        self._kept = self.snapshot()
        self.save.setEnabled(True)
        self.stack.setCurrentIndex(1)
        self.scroll.verticalScrollBar().setValue(0)
        self.fields[first].focus()
        self.touch()

    def close_form(self) -> None:
        """Back to the list; what is typed is gone."""
        self._kept = None
        self.show_faults(())
        self.stack.setCurrentIndex(0)
        self.table.setFocus()
        self.touch()

    def is_dirty(self) -> bool:
        return self._kept is not None and self.snapshot() != self._kept

    def discard(self) -> None:
        self.close_form()

    def submit(self) -> None:
        if self._kept is None:
            self.edit(None)
        elif self.save.isEnabled():
            self.save_form()

    def step_back(self) -> bool:
        if self._kept is None:
            return False
        if not self.is_dirty() or Dialogs.give_up_typed(self):
            self.close_form()
        return True

    def write(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self.save.setEnabled(False)
        super().write(work, done)

    def fail(self, error: Exception) -> None:
        self.save.setEnabled(True)
        super().fail(error)
        self._add_form()
        self.scroll.reveal(next((field for field in self.fields.values() if field.error()), None))

    def stored(self, text: str) -> None:
        """It is saved: back to the list, read anew."""
        self.close_form()
        self.confirm_saved(text)
        self.load()

    def _change_chosen(self) -> None:
        chosen = self.table.current_row()
        if chosen is not None:
            self.edit(chosen)
