"""The documents of one application to look at: drafts as they will print, and finished ones."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from dinsos_desk.documents.exact import can_make_pdf
from dinsos_desk.documents.preview import Preview, preview_html
from dinsos_desk.errors import DeskError
from dinsos_desk.messages import sentence
from dinsos_desk.usecases.letters.making import draft_letter, file_letter
from dinsos_desk.usecases.requests.shown import LetterView as FinishedLetter
from dinsos_desk.usecases.requests.shown import RequestView
from ui.context import Context
from ui.preview.exact import ExactPages
from ui.preview.letter_view import MAKING_NOTE, NOT_MADE_NOTE, NOTE, LetterView
from ui.requests.elided_combo import ElidedCombo
from ui.requests.latest import Latest
from ui.widgets.layouts import column, row, text_label

_MOST_KEPT = 24
Shown = tuple[int, int, str]
"""Application, its version, product: what a page on screen was made from."""
Page = tuple[str, Preview, bytes]
"""The name of a document, how it looks, and its file."""
_PAUSE_MS = 400
"""Whoever goes through a list with the arrows does not start Word for each."""


class DraftPane(QWidget):
    """A finished document is shown as it was filed; one that is still to come, or to be made anew after a
    return, as its draft.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ruang_surat")
        self._context = context
        self._latest = Latest(context.tasks, self)
        self._view: RequestView | None = None
        self._kept: dict[Shown, Page] = {}
        self._shown: Shown | None = None
        self._untold = ""
        self._content = b""
        self.letter = LetterView(context.theme)
        self.letter.retry.connect(self._load_again)
        self.exact = ExactPages(context.tasks, self)
        self.exact.ready.connect(self.letter.show_sheets)
        self.exact.failed.connect(lambda: self.letter.note.setText(NOT_MADE_NOTE))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask_exact)
        self.letter.exact.setVisible(can_make_pdf())
        self.letter.exact.toggled.connect(self._toggle_exact)
        keys = QShortcut(QKeySequence("Alt+H"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.letter.exact.click)
        self.choice = ElidedCombo()
        self.choice.setObjectName("pilih_dokumen")
        self.choice.setAccessibleName("Dokumen")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(16)
        self.choice.activated.connect(self._load)
        label = text_label("Dokumen", "muted")
        label.setBuddy(self.choice)
        head = row(label, self.choice, spacing=8)
        head.setStretch(1, 1)
        self._head = QWidget()
        self._head.setLayout(head)
        whole = column(self._head, self.letter, spacing=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.set_view(None)

    def set_view(self, view: RequestView | None) -> None:
        """Show the documents of an application; the chosen one stays chosen when it is read anew."""
        same = view is not None and self._view is not None and view.row.id == self._view.row.id
        if (
            same
            and view is not None
            and self._view is not None
            and view.row.version == self._view.row.version
        ):
            self._load()
            return
        chosen = self.product() if same else ""
        self._view = view
        self.choice.clear()
        for draft in view.drafts if view else ():
            letter = self._finished(draft.label)
            self.choice.addItem(f"{draft.text} · {'sudah jadi' if letter else 'konsep'}", draft.label)
            tip = f"{draft.text}\nNo. {letter.number}" if letter and letter.number else draft.text
            self.choice.setItemData(self.choice.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        place = self.choice.findData(chosen)
        self.choice.setCurrentIndex(max(place, 0) if self.choice.count() else -1)
        self._head.setVisible(self.choice.count() > 1)
        self._load()

    def product(self) -> str:
        """The product code of the document on show."""
        return str(self.choice.currentData() or "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell()
        if self.letter.exact.isChecked() and not self.letter.page.sheets():
            self._want_exact()

    def _finished(self, product: str) -> FinishedLetter | None:
        letters = self._view.letters if self._view else ()
        return next((letter for letter in letters if letter.product == product and letter.is_current), None)

    def _load_again(self) -> None:
        self._shown = None
        self._load()

    def _load(self) -> None:
        view, product = self._view, self.product()
        if view is None or not product:
            self._latest.forget()
            self._shown = None
            none = "Layanan ini tidak menghasilkan surat." if view else ""
            self.letter.show_nothing(none or "Pilih permohonan untuk melihat suratnya.")
            return
        wanted = (view.row.id, view.row.version, product)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._untold = ""
        if wanted in self._kept:
            self._latest.forget()
            self._show(self._kept[wanted])
            return
        self.letter.show_waiting()
        letter = self._finished(product)
        work = self._draft(view.row.id, product) if letter is None else self._final(letter.id)
        self._latest.ask(work, lambda page: self._take(wanted, page), self._fail, writes=letter is not None)

    def _draft(self, request_id: int, product: str) -> Callable[[], Page]:
        desk, actor = self._context.desk, self._context.actor
        letters = desk.library.letters

        def work() -> Page:
            file = draft_letter(desk.reader(), letters, request_id, product, desk.now(), actor)
            return file.name, preview_html(file.content), file.content

        return work

    def _final(self, letter_id: int) -> Callable[[], Page]:
        desk, actor = self._context.desk, self._context.actor

        def work() -> Page:
            file = file_letter(desk.uow(), desk.library.letters, desk.store, letter_id, actor)
            return file.name, preview_html(file.content), file.content

        return work

    def _take(self, wanted: Shown, page: Page) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[wanted] = page
        self._show(page)

    def _show(self, page: Page) -> None:
        self._untold, preview, self._content = page
        self.exact.forget()
        self.letter.show_page(preview)
        self._tell()
        self._want_exact()

    def _toggle_exact(self, _wanted: bool) -> None:
        self._want_exact()

    def _want_exact(self) -> None:
        """The page as it prints, after a pause; without the button pressed, the approximation again."""
        if not self.letter.is_page_shown():
            return
        if self.letter.exact.isChecked():
            self.letter.note.setText(MAKING_NOTE)
            self._pause.start()
        else:
            self._pause.stop()
            self.exact.forget()
            self.letter.page.clear_sheets()
            self.letter.note.setText(NOTE)

    def _ask_exact(self) -> None:
        if self.isVisible() and self.letter.is_page_shown() and self._content:
            self.exact.ask(self._content)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()
        self.exact.forget()

    def _tell(self) -> None:
        """Whoever sees a document is written into the audit trail; a pane that nobody sees tells nothing."""
        if self._untold and self.isVisible():
            self._context.outputs.seen(self._untold)
            self._untold = ""

    def _fail(self, error: DeskError) -> None:
        self._shown = None
        told = sentence(error)
        self.letter.show_error(f"{told.text}\n{told.advice}".strip())
