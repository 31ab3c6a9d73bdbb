"""The search over everything: F3 or Ctrl+K from anywhere; a barcode reader types into it as well."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget
from shiboken6 import isValid

from ui.context import Context
from ui.models.columns import BadgeSpec, ColumnSpec, Line
from ui.models.rows_model import RowsModel
from ui.search.results import KIND_WORDS, Hit, HitKind, find_everything
from ui.search.scanner import is_receipt_number
from ui.theme import Tone
from ui.widgets.layouts import column, restyle, text_label
from ui.widgets.search_field import SearchField
from ui.widgets.table import QueueList

_ICONS = {
    HitKind.REQUEST: "clipboard-text-outline",
    HitKind.PERSON: "account-outline",
    HitKind.INSTITUTION: "office-building-outline",
    HitKind.LETTER: "file-document-outline",
    HitKind.COMPLAINT: "message-alert-outline",
}
_HINT = (
    "Ketik nama, NIK (akhirannya saja: *0003), nomor tanda terima, surat, atau pengaduan. "
    "Enter membuka, Esc menutup."
)
_NO_NUMBER = "Tidak ada permohonan bernomor {number} yang dapat Anda lihat. Periksa nomor pada tanda terima."
_NOTHING = "Tidak ada yang cocok. Periksa ejaannya, atau ketik sebagian nama saja."


class SearchPanel(QFrame):
    """Lies over the room; arrows choose, Enter opens, Esc or a click elsewhere closes."""

    chosen = Signal(object)
    """The ``Hit`` to open."""
    stranded = Signal()
    """It went away, and where the cursor was before is there no more."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel_cari")
        self.setAccessibleName("Cari apa saja")
        self.setProperty("card", True)
        self._context = context
        self._asked = ""
        self._answered = ""
        self._open_first = False
        self._returns_to: QWidget | None = None
        theme = context.theme
        self.field = SearchField(theme, "Cari nama, NIK, nomor surat, tanda terima", name="cari_apa_saja")
        shown = ColumnSpec[Hit](
            "temuan",
            "Temuan",
            lambda hit: hit.title,
            stretch=True,
            lines=lambda hit: (Line(hit.detail),),
            badge=lambda hit: BadgeSpec(KIND_WORDS[hit.kind], Tone.NEUTRAL, _ICONS[hit.kind]),
        )
        self.model = RowsModel([shown], identity=lambda hit: (hit.kind, hit.id, hit.title), parent=self)
        self.field.setProperty("reads_numbers", True)
        self.list = QueueList(theme, name="temuan", label="Temuan", lines=1)
        self.list.set_model(self.model, [shown])
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hint = text_label(_HINT, "small", wrap=True)
        self.setLayout(column(self.field, self.list, self.hint, spacing=8, margins=(12, 12, 12, 10)))
        shadow = QGraphicsDropShadowEffect(self, blurRadius=24, xOffset=0, yOffset=6)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(shadow)
        self.field.searched.connect(self._ask)
        self.field.submitted.connect(self._submit)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._choose(self.model.row(index.row())))
        self.hide()

    def open(self, text: str = "") -> None:
        """Come up, with a text that was already typed."""
        if not self.isVisible():
            self._returns_to = QApplication.focusWidget()
            self._answered = self._asked = ""
            self.model.set_rows(())
            self.list.hide()
            self.hint.setText(_HINT)
            self.field.begin(text)
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.field.end(False)
        else:
            self.field.selectAll()

    def close_panel(self) -> None:
        """Go away and put the cursor back where it was."""
        back = self._returns_to
        self._go_away()
        if back is not None and isValid(back) and back.isVisible() and back.isEnabled():
            back.setFocus()
        else:
            self.stranded.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes nowhere from here: there is one field, and arrows choose what was found."""
        return True

    def _go_away(self) -> None:
        self.hide()
        self._open_first = False
        self._returns_to = None

    def place(self) -> None:
        """Stand in the upper middle of the window, as tall as what was found."""
        parent = self.parentWidget()
        if parent is None:
            return
        px = self._context.theme.px
        width = min(px(680), parent.width() - px(32))
        one = self.list.verticalHeader().defaultSectionSize()
        most = max(2, (parent.height() - px(170)) // one)
        self.list.setFixedHeight(min(self.model.rowCount(), 8, most) * one + px(14))
        wanted = self.layout().totalHeightForWidth(width)
        height = min(wanted if wanted > 0 else self.sizeHint().height(), parent.height() - px(48))
        self.setGeometry((parent.width() - width) // 2, px(28), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
            if event.key() in step and self.model.rowCount():
                wanted = self.list.currentIndex().row() + step[Qt.Key(event.key())]
                self.list.choose_row(min(max(wanted, 0), self.model.rowCount() - 1))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_panel()
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return True
        if event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            inside = QApplication.focusWidget()
            if self.isVisible() and (inside is not None and not self.isAncestorOf(inside)):
                self._go_away()
        return super().eventFilter(watched, event)

    def _ask(self, text: str) -> None:
        self._asked = text
        desk, actor = self._context.desk, self._context.actor
        self._context.tasks.run_read(
            lambda: (text, find_everything(desk, actor, text)), self._show, owner=self
        )

    def _show(self, answer: tuple[str, tuple[Hit, ...]]) -> None:
        text, hits = answer
        if text != self._asked:
            return
        self._answered = text
        self.model.set_rows(hits)
        self.list.setVisible(bool(hits))
        self.list.choose_row(0)
        unknown = is_receipt_number(text) and not (hits and hits[0].exact)
        nothing = _NO_NUMBER.format(number=text) if unknown else _NOTHING
        self.hint.setText(nothing if unknown or (text and not hits) else _HINT)
        restyle(self.hint, "role", "error" if unknown else "small")
        self.place()
        if self._open_first:
            self._open_first = False
            self._open_answer()

    def _submit(self, text: str) -> None:
        """Enter: open what is chosen; when the answer is still under way, its first."""
        if text and text != self._answered:
            self._open_first = True
        else:
            self._open_answer()

    def _open_answer(self) -> None:
        """What is chosen; but a whole receipt number opens only its own application, unless one moved."""
        hit = self.list.current_row()
        first = self.list.currentIndex().row() == 0
        if hit is None or hit.exact or not first or not is_receipt_number(self._answered):
            self._open_current()

    def _open_current(self) -> None:
        hit = self.list.current_row()
        if hit is not None:
            self._choose(hit)

    def _choose(self, hit: Hit) -> None:
        self._go_away()
        self.chosen.emit(hit)
