"""The documents of one application to look at: drafts as they will print, and finished ones."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from dinsos_desk.documents.preview import Preview, preview_html
from dinsos_desk.errors import DeskError
from dinsos_desk.messages import sentence
from dinsos_desk.usecases.letters import draft_letter, file_letter
from dinsos_desk.usecases.request_view import LetterView as FinishedLetter
from dinsos_desk.usecases.request_view import RequestView
from ui.context import Context
from ui.preview.letter_view import LetterView
from ui.requests.elided_combo import ElidedCombo
from ui.requests.latest import Latest
from ui.widgets.layouts import column, row, text_label

_MOST_KEPT = 24
Shown = tuple[int, int, str]
"""Application, its version, product: what a page on screen was made from."""


class DraftPane(QWidget):
    """A finished document is shown as it was filed; one that is still to come as its draft."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ruang_surat")
        self._context = context
        self._latest = Latest(context.tasks, self)
        self._view: RequestView | None = None
        self._kept: dict[Shown, Preview] = {}
        self._shown: Shown | None = None
        self.letter = LetterView(context.theme)
        self.letter.retry.connect(self._load_again)
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

    def _finished(self, product: str) -> FinishedLetter | None:
        letters = self._view.letters if self._view else ()
        return next((letter for letter in letters if letter.product == product), None)

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
        if wanted in self._kept:
            self._latest.forget()
            self.letter.show_page(self._kept[wanted])
            return
        self.letter.show_waiting()
        letter = self._finished(product)
        work = self._draft(view.row.id, product) if letter is None else self._final(letter.id)
        self._latest.ask(work, lambda page: self._take(wanted, page), self._fail, writes=letter is not None)

    def _draft(self, request_id: int, product: str) -> Callable[[], Preview]:
        desk = self._context.desk

        def work() -> Preview:
            file = draft_letter(desk.reader(), desk.library.letters, request_id, product, desk.now())
            return preview_html(file.content)

        return work

    def _final(self, letter_id: int) -> Callable[[], Preview]:
        desk = self._context.desk

        def work() -> Preview:
            return preview_html(file_letter(desk.uow(), desk.library.letters, desk.store, letter_id).content)

        return work

    def _take(self, wanted: Shown, page: Preview) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[wanted] = page
        self.letter.show_page(page)

    def _fail(self, error: DeskError) -> None:
        self._shown = None
        told = sentence(error)
        self.letter.show_error(f"{told.text}\n{told.advice}".strip())
