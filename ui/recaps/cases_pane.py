"""The applications behind a figure: a list of its own, Enter opens one, Esc goes back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.recaps.cases import Behind, cases_behind, count_behind
from dinsos_desk.db.queries.requests.rows import RequestRow, Visibility
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.recaps.periods import period_name
from ui.context import Context
from ui.models.paged_model import PagedModel, PageRequest
from ui.requests.columns import request_columns
from ui.requests.latest import Latest
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import column, row
from ui.widgets.table import Table


class CasesPane(QWidget):
    """``show_behind`` asks for the applications; the number of them is said beside what they are."""

    left = Signal()
    request_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rekap_permohonan")
        self._context = context
        self._words = ""
        self._counting = Latest(context.tasks, self)
        self.title = ElidedLabel("", "section")
        self.title.setObjectName("rekap_permohonan_judul")
        self.back = KeyButton("Kembali ke rekap", "Alt+Up", name="rekap_permohonan_kembali")
        self.back.clicked.connect(self.left)
        columns = request_columns(context.desk.now)
        self.model = PagedModel[RequestRow](
            columns, None, context.tasks, identity=lambda one: one.id, parent=self
        )
        self.table = Table(context.theme, name="rekap_permohonan_tabel", label="Permohonan di balik angka")
        self.table.set_model(self.model, columns)
        self.table.set_empty("file-search-outline", "Tidak ada permohonan di balik angka ini.")
        for signal in (self.model.modelReset, self.model.rowsInserted):
            signal.connect(self._begin)
        self.table.row_activated.connect(lambda one: self.request_wanted.emit(one.id))
        card = Card(padding=1, name="rekap_permohonan_kartu")
        card.body.addWidget(self.table)
        head = row(self.title, self.back, spacing=12)
        head.setStretch(0, 1)
        whole = column(head, card, spacing=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_behind(self, behind: Behind, words: str) -> None:
        """Ask for what stands behind a figure."""
        desk, actor = self._context.desk, self._context.actor
        sees = Visibility(actor.roles, actor.division)
        self._words = f"{words} · {period_name(behind.period)}"
        self.title.setText(self._words)
        now = desk.now()

        def source(page: PageRequest[RequestRow]) -> tuple[RequestRow, ...]:
            after = page.after.id if page.after is not None else None
            return desk.ask(lambda s: cases_behind(s, behind, sees, now, after=after, limit=page.limit))

        self.model.set_source(source)
        self._counting.ask(lambda: desk.ask(lambda s: count_behind(s, behind, sees, now)), self._tell)
        self.table.setFocus()

    def _begin(self, *_: object) -> None:
        """The cursor stands in the first row as soon as there is one."""
        if self.table.current_row() is None:
            self.table.choose_row(0)

    def _tell(self, number: int) -> None:
        self.title.setText(f"{self._words} · {format_number(number)} permohonan")
