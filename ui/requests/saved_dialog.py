"""Filters under a name: use one, keep the present one, rename, delete and take that back."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from dinsos_desk.db.queries.requests.rows import Filter
from dinsos_desk.errors import DeskError, UserError
from dinsos_desk.usecases.requests.lists import (
    SavedFilter,
    delete_filter,
    rename_filter,
    save_filter,
    saved_filters,
)
from ui.context import Context
from ui.requests.filters import Names, filter_words
from ui.requests.latest import Latest
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.telling import in_words

T = TypeVar("T")
_EMPTY = "Belum ada saringan tersimpan. Beri nama pada saringan yang sedang dipakai, lalu simpan."
_WIDTH = 620
_ROWS = 8
_HIGH = 32


class SavedDialog(QDialog):
    """Enter uses the chosen filter. ``chosen`` is what was taken, None when nothing was."""

    def __init__(
        self, context: Context, present: Filter, names: Names, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("saringan_tersimpan")
        self.setWindowTitle("Saringan tersimpan")
        self.chosen: Filter | None = None
        self._context, self._present, self._names = context, present, names
        self._latest = Latest(context.tasks, self)
        self._saved: tuple[SavedFilter, ...] = ()
        self._renamed: SavedFilter | None = None
        self._deleted: SavedFilter | None = None
        theme = context.theme
        self.list = QListWidget()
        self.list.setObjectName("daftar_saringan")
        self.list.setProperty("popup", True)
        self.list.setAccessibleName("Saringan tersimpan")
        self.list.setMinimumHeight(theme.px(_HIGH) * _ROWS)
        self.list.itemDoubleClicked.connect(lambda _: self.use.click())
        self.list.currentRowChanged.connect(self._free)
        self.empty = text_label(_EMPTY, "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.banner = Banner(theme, name="kabar_saringan")
        self.banner.link_clicked.connect(self.undo)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)
        self.name = QLineEdit()
        self.name.setObjectName("nama_saringan")
        self.name.setMaxLength(200)
        self.field = Field("Nama saringan", self.name)
        self.keep = KeyButton("Simpan saringan ini", "Ctrl+S", name="simpan_saringan")
        self.keep.clicked.connect(self.save)
        self.over = KeyButton("Ganti isinya", "Alt+G", name="ganti_saringan")
        self.over.clicked.connect(lambda: self.save(over=True))
        self.over.hide()
        self.rename = KeyButton("Ubah nama", "F2", name="ubah_nama_saringan")
        self.rename.clicked.connect(self.begin_rename)
        self.delete = KeyButton("Hapus", "Del", name="hapus_saringan")
        self.delete.clicked.connect(self.remove)
        self.use = KeyButton("Pakai", "Ctrl+Return", ButtonKind.PRIMARY, name="pakai_saringan")
        self.use.clicked.connect(self.take)
        self.shut = KeyButton("Tutup", "Esc", name="tutup_saringan")
        self.shut.clicked.connect(self.reject)
        self.present = text_label("", "small", wrap=True)
        self.present.setText(f"Yang sedang dipakai: {self._words(present) or 'semua permohonan'}")
        keeping = row(self.field, self.keep, self.over, spacing=8)
        keeping.setStretch(0, 1)
        keeping.setAlignment(self.keep, Qt.AlignmentFlag.AlignBottom)
        keeping.setAlignment(self.over, Qt.AlignmentFlag.AlignBottom)
        foot = row(self.rename, self.delete, STRETCH, self.shut, self.use, spacing=8)
        head = text_label("Saringan tersimpan", "section")
        whole = (head, self.empty, self.list, self.banner, self.present, keeping, foot)
        laid = column(*whole, spacing=12, margins=(24, 20, 24, 20))
        for place in (1, 2):  # one of the two is hidden, and the other has its room
            laid.setStretch(place, 1)
        self.setLayout(laid)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter uses a filter in the list, and keeps a name that was typed."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.name.hasFocus():
            self.save()
        elif enter and self.list.hasFocus():
            self.take()
        elif event.key() == Qt.Key.Key_Escape and self._renamed is not None:
            self._end_rename()
        else:
            super().keyPressEvent(event)

    def current(self) -> SavedFilter | None:
        """The filter under the cursor."""
        place = self.list.currentRow()
        return self._saved[place] if 0 <= place < len(self._saved) else None

    def take(self) -> None:
        """Use the chosen filter and leave."""
        if (one := self.current()) is not None:
            self.chosen = one.filter
            self.accept()

    def save(self, *, over: bool = False) -> None:
        """Keep the present filter under the typed name, or give the chosen one that name."""
        name, renamed = self.name.text(), self._renamed
        desk, actor = self._context.desk, self._context.actor
        if renamed is not None:
            words = f"Nama diubah menjadi “{' '.join(name.split())}”."
            self._write(lambda: rename_filter(desk.uow(), actor, renamed.id, name), words, renamed.id)
        else:
            words = f"Saringan “{' '.join(name.split())}” tersimpan."
            self._write(lambda: save_filter(desk.uow(), actor, name, self._present, over=over), words)

    def begin_rename(self) -> None:
        """Let the name of the chosen filter be typed anew."""
        if (one := self.current()) is not None:
            self._renamed = one
            self.field.set_error("")
            self.field.label.setText("Nama baru")
            self.keep.set_label("Simpan nama")
            self.name.setText(one.name)
            self.name.selectAll()
            self.name.setFocus()

    def remove(self) -> None:
        """Delete the chosen filter; the line above the name takes it back."""
        if (one := self.current()) is not None:
            self._deleted = one
            desk, actor = self._context.desk, self._context.actor
            words = f"Saringan “{one.name}” dihapus."
            self._write(lambda: delete_filter(desk.uow(), actor, one.id), words, undo=True)

    def undo(self) -> None:
        """Bring back what was deleted last."""
        if (one := self._deleted) is not None:
            self._deleted = None
            desk, actor = self._context.desk, self._context.actor
            words = f"Saringan “{one.name}” dikembalikan."
            self._write(lambda: save_filter(desk.uow(), actor, one.name, one.filter), words)

    def _write(self, work: Callable[[], T], words: str, shown: int = 0, *, undo: bool = False) -> None:
        def done(result: T) -> None:
            self._end_rename()
            self.banner.say(Tone.OK, words, "Urungkan (Ctrl+Z)" if undo else "")
            self._load(result if isinstance(result, int) else shown)

        self._latest.ask(work, done, self._refused, writes=True)

    def _refused(self, error: DeskError) -> None:
        if isinstance(error, UserError) and error.code.startswith("nama_saringan"):
            self.field.set_error(in_words(error))
            self.over.setVisible(error.code == "nama_saringan_dipakai" and self._renamed is None)
            self.field.focus()
        else:
            self.banner.say(Tone.BAD, in_words(error))
            self._load()

    def _end_rename(self) -> None:
        self._renamed = None
        self.field.set_error("")
        self.field.label.setText("Nama saringan")
        self.keep.set_label("Simpan saringan ini")
        self.name.clear()
        self.over.hide()
        self.list.setFocus()

    def _load(self, chosen: int = 0) -> None:
        desk, actor = self._context.desk, self._context.actor
        self._context.tasks.run_read(
            lambda: saved_filters(desk.reader(), actor, desk.now().date()),
            lambda saved: self._show(saved, chosen),
            owner=self,
        )

    def _show(self, saved: tuple[SavedFilter, ...], chosen: int) -> None:
        place, self._saved = max(self.list.currentRow(), 0), saved
        self.list.clear()
        for number, one in enumerate(saved):
            words = self._words(one.filter) or "semua permohonan"
            item = QListWidgetItem(f"{one.name} – {words}")
            item.setSizeHint(QSize(0, self._context.theme.px(_HIGH)))
            item.setToolTip(f"{one.name}\n{words}")
            self.list.addItem(item)
            place = number if one.id == chosen else place
        self.list.setVisible(bool(saved))
        self.empty.setVisible(not saved)
        if saved:
            self.list.setCurrentRow(min(place, len(saved) - 1))
            if not self.name.hasFocus():
                self.list.setFocus()
        else:
            self.name.setFocus()
        self._free()

    def _free(self, *_: object) -> None:
        for button in (self.use, self.rename, self.delete):
            button.setEnabled(self.current() is not None)

    def _words(self, wanted: Filter) -> str:
        return filter_words(wanted, self._context.desk.now().date(), self._names)
