"""The list of complaints: open ones by their limit, those that are late, those that are done; a search."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.complaints import ALL, DONE, LATE, OPEN, ComplaintRow
from dinsos_desk.domain.complaints import RECORDERS
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.complaints.handling import MOST_ROWS, ComplaintList, complaint_list
from ui.complaints.words import EMPTY, complaint_columns, head_words
from ui.context import Context
from ui.models.rows_model import RowsModel
from ui.requests.latest import Latest, say_error
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import column, row, text_label
from ui.widgets.page_header import PageHeader
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.table import Table

_PARTS = (
    Segment(OPEN, "Terbuka"),
    Segment(LATE, "Lewat batas"),
    Segment(DONE, "Selesai"),
    Segment(ALL, "Semua"),
)
_NEW = "Pengaduan baru"
_MORE = f"{MOST_ROWS} yang pertama; ketik pada pencarian untuk mempersempit."


class ComplaintsList(QWidget):
    """Enter opens a complaint; Ctrl+Enter begins a new one."""

    chosen = Signal(int)
    new_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._latest = Latest(context.tasks, self)
        self._may_record = context.actor.may(*RECORDERS)
        self.header = PageHeader("Pengaduan", " ")
        plus = theme.icon("plus", theme.colours.on_accent)
        self.new = KeyButton(_NEW, "Ctrl+Return", ButtonKind.PRIMARY, name="pengaduan_baru", icon=plus)
        self.new.clicked.connect(self.new_wanted)
        self.header.add_action(self.new)
        self.new.setVisible(self._may_record)
        self.banner = Banner(theme, name="kabar_pengaduan")
        self.parts = SegmentedControl(_PARTS, name="bagian_pengaduan", label="Yang ditampilkan")
        self.parts.set_value(OPEN)
        self.search = SearchField(theme, "Cari nomor, nama, isi, tanda terima", name="cari_pengaduan")
        self.search.call_from(self)
        columns = complaint_columns(self._today)
        self.model: RowsModel[ComplaintRow] = RowsModel(columns, identity=lambda r: r.id, parent=self)
        self.table = Table(theme, name="tabel_pengaduan", label="Pengaduan")
        self.table.set_model(self.model, columns)
        self.more = text_label("", "small")
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Ask for the chosen part anew."""
        desk, actor = self._context.desk, self._context.actor
        part, text = self.parts.value(), self.search.text().strip()
        self._latest.ask(
            lambda: complaint_list(desk.reader(), actor, part, text, desk.now().date()),
            self._show,
            self._fail,
        )

    def _lay_out(self) -> None:
        card = Card(padding=0)
        card.body.addWidget(self.table)
        tools = row(self.parts, self.search, spacing=12)
        tools.setStretch(1, 1)
        whole = column(self.header, self.banner, tools, card, self.more, spacing=10, margins=(24, 16, 24, 18))
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.parts.chosen.connect(lambda _: self.reload())
        self.search.searched.connect(lambda _: self.reload())
        self.search.submitted.connect(lambda _: self.table.setFocus())
        self.search.left_down.connect(self.table.setFocus)
        self.table.row_activated.connect(lambda found: self.chosen.emit(found.id))
        self.table.empty_action.connect(self._from_empty)

    def _show(self, found: ComplaintList) -> None:
        self.banner.clear_problem()
        self.header.set_subtitle(head_words(found))
        part, sought = self.parts.value(), self.search.text().strip()
        if sought:
            self.table.set_empty(
                "text-box-search-outline", f"Tidak ada yang cocok dengan “{sought}”.", "Hapus pencarian"
            )
        else:
            step = _NEW if self._may_record else ""
            self.table.set_empty("message-alert-outline", EMPTY[part], step)
        self.model.set_rows(found.rows)
        if not self.table.currentIndex().isValid():
            self.table.choose_row(0)
        self.more.setText(_MORE if found.more else "")
        self.more.setVisible(found.more)

    def _from_empty(self) -> None:
        if self.search.text().strip():
            self.search.clear()
            self.reload()
            self.table.setFocus()
        else:
            self.new_wanted.emit()

    def _fail(self, error: DeskError) -> None:
        say_error(self.banner, error)

    def _today(self) -> date:
        return self._context.desk.now().date()
