"""Choosing the other record of somebody who is there twice, or whom a temporary identity turned out to be."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.people.finding import InstitutionRow, PersonRow, find_institutions, find_people
from dinsos_desk.domain.people import PartyKind
from ui.context import Context
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.people.words import INSTITUTION_COLUMNS, MOST_FOUND, PERSON_COLUMNS
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.search_field import SearchField
from ui.widgets.table import QueueList
from ui.widgets.telling import say_failure

Found = PersonRow | InstitutionRow


class PickPage(QWidget):
    """Search and list; Enter chooses, Esc leaves."""

    picked = Signal(int)
    left = Signal()

    def __init__(
        self, context: Context, kind: PartyKind, known_id: int, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._kind = kind
        self._known_id = known_id
        self._asked = ""
        self.banner = Banner(context.theme, name="pilih_kabar")
        is_person = kind is PartyKind.PERSON
        columns: tuple[ColumnSpec[Any], ...] = PERSON_COLUMNS if is_person else INSTITUTION_COLUMNS
        asked = "Nama, NIK, KK, tanggal lahir, atau telepon" if is_person else "Nama, pimpinan, NPWP, telepon"
        self.search = SearchField(context.theme, asked, name="pilih_cari")
        self.model: RowsModel = RowsModel(columns, (), lambda known: known.id, self)
        self.list = QueueList(context.theme, name="pilih_daftar", label="Hasil pencarian", lines=2)
        self.list.set_model(self.model, columns)
        self.list.set_empty(
            "account-search-outline",
            f"Cari catatan lain dari {'orang' if is_person else 'lembaga'} yang sama.",
        )
        self.cancel = KeyButton("Batal", "Esc", name="pilih_batal")
        self.cancel.clicked.connect(self.left)
        self.compare = KeyButton("Bandingkan", "Ctrl+Return", ButtonKind.PRIMARY, name="pilih_bandingkan")
        self.compare.clicked.connect(self.pick)
        self.compare.setEnabled(False)
        self.list.row_chosen.connect(lambda known: self.compare.setEnabled(known is not None))
        self.search.searched.connect(self._search)
        self.search.submitted.connect(lambda _: self._into_list())
        self.search.left_down.connect(self._into_list)
        self.list.row_activated.connect(lambda known: self.picked.emit(known.id))
        card = Card(f"Gabungkan {name} dengan", name="pilih_kartu")
        card.body.addWidget(self.search)
        card.body.addWidget(self.list)
        whole = column(self.banner, card, row(STRETCH, self.cancel, self.compare), spacing=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def start(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus()

    def pick(self) -> None:
        """Compare with the record under the cursor."""
        if (known := self.list.current_row()) is not None:
            self.picked.emit(known.id)

    def _search(self, typed: str) -> None:
        self._asked = typed
        desk, kind = self._context.desk, self._kind

        def find() -> tuple[str, tuple[Found, ...]]:
            if kind is PartyKind.INSTITUTION:
                return typed, desk.ask(lambda session: find_institutions(session, typed, MOST_FOUND))
            today = desk.now().date()
            return typed, desk.ask(lambda session: find_people(session, typed, today, MOST_FOUND))

        self._context.tasks.run_read(
            find, self._show, lambda error: say_failure(self._context, self.banner, error), owner=self
        )

    def _show(self, found: tuple[str, tuple[Found, ...]]) -> None:
        typed, rows = found
        if typed == self._asked:
            self.model.set_rows(tuple(known for known in rows if known.id != self._known_id))
            self.compare.setEnabled(self.list.current_row() is not None)
            self.list.set_empty("account-search-outline", f"Tidak ada yang cocok dengan “{typed}”.")

    def _into_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus()
            self.list.choose_row(max(self.list.currentIndex().row(), 0))
