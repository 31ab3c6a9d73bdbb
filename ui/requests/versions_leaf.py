"""Versi konsep: every version of the draft of a letter, and two of them side by side."""

from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from dinsos_desk.errors import DeskError
from dinsos_desk.messages import sentence
from dinsos_desk.usecases.requests.shown import RequestView
from dinsos_desk.usecases.review.draft_versions import (
    Comparison,
    DraftVersion,
    compare_versions,
    draft_versions,
)
from ui.context import Context
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.requests.compared import (
    anchor,
    comparison_pages,
    difference_words,
    differences_words,
    version_title,
)
from ui.requests.elided_combo import ElidedCombo
from ui.requests.key_room import fit_keys
from ui.requests.latest import Latest
from ui.requests.words import moment_words
from ui.turns import Turns
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.table import Table

_GAP = 4
_NONE = "Belum ada versi konsep. Setiap perubahan isi surat, seperti sesudah dikembalikan, dicatat di sini."
_FIRST = "Inilah versi pertama; belum ada yang dibandingkan."
_ROWS = 4
_LEAST_LINES = 7
_WHOLE = 16_777_215
"""Qt's word for no limit."""


class VersionsLeaf(QWidget):
    """Above the versions, newest first; below the chosen one against the one before it, or another."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versi_konsep")
        self._context = context
        self._listing = Latest(context.tasks, self)
        self._comparing = Latest(context.tasks, self)
        self._read: tuple[int, int] | None = None
        self._told: Comparison | None = None
        self._place = -1
        self._following: Turns | None = None
        self._versions: tuple[DraftVersion, ...] = ()
        self.model: RowsModel[DraftVersion] = RowsModel(
            _columns(context.desk.now), identity=lambda one: one.id, parent=self
        )
        self.table = Table(context.theme, name="tabel_versi", label="Versi konsep")
        self.table.set_model(self.model, self.model.columns)
        self.table.set_empty("file-document-multiple-outline", _NONE)
        self.table.setProperty("framed", True)
        self.table.row_chosen.connect(lambda one: self._offer(one))
        self.against = ElidedCombo()
        self.against.setObjectName("versi_pembanding")
        self.against.setAccessibleName("Bandingkan dengan")
        self.against.activated.connect(lambda _: self._compare())
        label = text_label("Bandingkan dengan", "muted")
        label.setBuddy(self.against)
        self.count = text_label("", "strong")
        self.count.setObjectName("jumlah_beda")
        self.back = KeyButton("Sebelumnya", "Alt+Up", name="beda_sebelumnya")
        self.onward = KeyButton("Berikutnya", "Alt+Down", name="beda_berikutnya")
        self.back.setToolTip("Alt+↑")
        self.onward.setToolTip("Alt+↓")
        self.back.clicked.connect(lambda: self.step(-1))
        self.onward.clicked.connect(lambda: self.step(1))
        self.document = ElidedCombo()
        self.document.setObjectName("dokumen_versi")
        self.document.setAccessibleName("Dokumen")
        self.document.activated.connect(lambda _: self._list())
        choice = text_label("Dokumen", "muted")
        choice.setBuddy(self.document)
        self._choice = QWidget()
        self._choice.setLayout(_stretched(row(choice, self.document, spacing=8)))
        self._bar = QWidget()
        steps = row(self.count, STRETCH, self.back, self.onward, spacing=_GAP)
        self._bar.setLayout(column(_stretched(row(label, self.against, spacing=8)), steps, spacing=6))
        self.page = QTextBrowser()
        self.page.setObjectName("perbandingan")
        self.page.setAccessibleName("Perbandingan versi")
        self.page.setOpenLinks(False)
        self.page.setTabChangesFocus(True)
        self.page.setFont(context.theme.font(13))
        self.page.setMinimumHeight(self.page.fontMetrics().lineSpacing() * _LEAST_LINES)
        self.words = text_label("", "muted", wrap=True)
        self.words.setObjectName("kabar_versi")
        whole = column(self._choice, self.table, self._bar, self.words, self.page, spacing=8)
        whole.setStretch(1, 1)
        whole.setStretch(4, 3)
        self.setLayout(whole)
        self._clear("")

    def set_view(self, view: RequestView | None) -> None:
        """Show the versions of an application; the chosen one stays chosen when it is read anew."""
        if view is None:
            self._listing.forget()
            self._read = None
            self._show(())
            self._clear("")
            return
        wanted = (view.row.id, view.row.version)
        if wanted == self._read:
            return
        self._read = wanted
        desk, actor = self._context.desk, self._context.actor
        self._listing.ask(
            lambda: draft_versions(desk.reader(), desk.library.letters, actor, view.row.id),
            self._show,
            self._fail,
        )

    def step(self, direction: int) -> None:
        """Go to the next or the previous difference, and say it."""
        told = self._told
        if told is None or not told.differences:
            return
        self._place = (self._place + direction) % told.differences
        self.page.scrollToAnchor(anchor(self._place))
        said = difference_words(told.pairs, self._place)
        self.count.setText(f"Beda {self._place + 1} dari {told.differences}")
        self.page.setAccessibleDescription(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_steps()

    def _fit_steps(self) -> None:
        fit_keys((self.back, self.onward), self.width() - self.count.sizeHint().width() - 3 * _GAP)

    def _show(self, versions: tuple[DraftVersion, ...]) -> None:
        chosen = self.document.currentData()
        self._versions = versions
        names = {one.product: one.name for one in versions}
        self.document.clear()
        for product, name in names.items():
            self.document.addItem(name, product)
        self.document.setCurrentIndex(max(self.document.findData(chosen), 0) if names else -1)
        self._choice.setVisible(len(names) > 1)
        self._list()

    def _list(self) -> None:
        """Show the versions of the chosen document, the newest first."""
        rows = sum(one.product == self.document.currentData() for one in self._versions)
        height, head = self.table.verticalHeader().defaultSectionSize(), self.table.horizontalHeader()
        room = head.sizeHint().height() + 2 * self.table.frameWidth()
        self.table.setMinimumHeight(room + height)
        self.table.setMaximumHeight(room + height * min(max(rows, 2), _ROWS) if rows else _WHOLE)
        product = self.document.currentData()
        self.model.set_rows(one for one in reversed(self._versions) if one.product == product)
        if self.model.rows() and not self.table.currentIndex().isValid():
            self.table.choose_row(0)
        self._offer(self.table.current_row())

    def _offer(self, chosen: DraftVersion | None) -> None:
        """Offer the other versions of the same document, the one before it first."""
        others = [one for one in self.model.rows() if chosen is not None and one.id != chosen.id]
        before = [one for one in others if chosen is not None and one.id < chosen.id]
        now = self._context.desk.now()
        self.against.clear()
        for one in (*before, *(one for one in reversed(others) if one not in before)):
            self.against.addItem(f"{version_title(one)} · {moment_words(one.made_at, now)} · {one.why}", one)
        if chosen is None:
            self._clear("")
        elif not others:
            self._clear(_FIRST)
        else:
            self._compare()

    def _compare(self) -> None:
        chosen, other = self.table.current_row(), self.against.currentData()
        if chosen is None or other is None:
            return
        earlier, later = sorted((chosen, other), key=lambda one: one.id)
        desk, actor = self._context.desk, self._context.actor
        self._comparing.ask(
            lambda: compare_versions(desk.reader(), desk.library.letters, actor, earlier, later),
            self._put,
            self._fail,
        )

    def _put(self, told: Comparison) -> None:
        self._told, self._place = told, -1
        self._bar.show()
        self.count.setText(differences_words(told.differences))
        self._fit_steps()
        for button in (self.back, self.onward):
            button.setEnabled(bool(told.differences))
        self.words.setText(
            f"Disusun sesudah dikembalikan {told.later.sent_back}" if told.later.sent_back else ""
        )
        self.words.setVisible(bool(told.later.sent_back))
        first, *rest = comparison_pages(self._context.theme, told)
        self.page.setHtml(first)
        self.page.show()
        self._stop_following()
        if rest:
            self._following = Turns(self._append(rest), self)
            self._following.done.connect(self._followed)

    def _append(self, parts: list[str]) -> Iterator[None]:
        for part in parts:
            end = QTextCursor(self.page.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertHtml(part)
            yield

    def _stop_following(self) -> None:
        if self._following is not None:
            self._following.stop()
            self._following = None

    def _followed(self) -> None:
        self._following = None

    def _clear(self, words: str) -> None:
        self._comparing.forget()
        self._stop_following()
        self._told, self._place = None, -1
        self._bar.setVisible(False)
        self.page.setHtml("")
        self.page.setVisible(False)
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _fail(self, error: DeskError) -> None:
        self._read = None
        told = sentence(error)
        self._clear(f"{told.text} {told.advice}".strip())


def _stretched(line: QHBoxLayout) -> QHBoxLayout:
    """A label with its field, the field as wide as there is room."""
    line.setStretch(1, 1)
    return line


def _columns(now: Callable[[], datetime]) -> tuple[ColumnSpec[DraftVersion], ...]:
    def when(one: DraftVersion) -> str:
        return moment_words(one.made_at, now())

    def why(one: DraftVersion) -> str:
        after = f"; sesudah dikembalikan {one.sent_back}" if one.sent_back else ""
        return f"{one.why}{after}"

    return (
        ColumnSpec("versi", "Versi", version_title, width=76, least=70, bold=True),
        ColumnSpec("kapan", "Kapan", when, width=120, least=96),
        ColumnSpec("oleh", "Oleh", lambda one: one.who, width=140, least=90, drop=1),
        ColumnSpec("sebab", "Mengapa", why, width=260, least=140, stretch=True, tooltip=why, typeahead=True),
    )
