"""The left side of Penduduk & lembaga: whom to look for, and who was found."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.people.finding import find_institutions, find_people
from dinsos_desk.domain.people import PartyKind
from ui.context import Context
from ui.models.rows_model import RowsModel
from ui.people.words import INSTITUTION_COLUMNS, MOST_FOUND, PERSON_COLUMNS
from ui.widgets.layouts import column, text_label
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.table import QueueList

_KINDS = (Segment("orang", "Penduduk", "p"), Segment("lembaga", "Lembaga", "l"))
_SEARCHED = {
    PartyKind.PERSON: "Nama, NIK, KK, lahir, alamat, telepon",
    PartyKind.INSTITUTION: "Nama, pimpinan, alamat, telepon, NPWP",
}
_ASK = {
    PartyKind.PERSON: (
        "Ketik nama (ejaan boleh berbeda), NIK, nomor KK, tanggal lahir, alamat, atau telepon. "
        "NIK yang hanya terbaca akhirnya: * lalu angka terakhirnya, misalnya *0003."
    ),
    PartyKind.INSTITUTION: "Belum ada lembaga yang tercatat. Lembaga tercatat saat permohonannya diterima.",
}


class Finder(QWidget):
    """Answers come off the window's thread; an answer that was overtaken is not shown."""

    kind_chosen = Signal()
    """A person turned to the other kind."""
    chosen = Signal(int)
    """Somebody of the list, by id."""
    answered = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._asked = 0
        self.kinds = SegmentedControl(_KINDS, name="penduduk_jenis", label="Penduduk atau lembaga")
        self.kinds.set_value(PartyKind.PERSON.value)
        self.search = SearchField(theme, _SEARCHED[PartyKind.PERSON], name="penduduk_cari")
        self.people: RowsModel = RowsModel(PERSON_COLUMNS, (), lambda known: known.id, self)
        self.institutions: RowsModel = RowsModel(INSTITUTION_COLUMNS, (), lambda known: known.id, self)
        self.list = QueueList(theme, name="penduduk_daftar", label="Hasil pencarian", lines=2)
        self.list.set_model(self.people, PERSON_COLUMNS)
        self.found = text_label("", "small", wrap=True)
        self.setFixedWidth(theme.px(300))
        self.setLayout(column(self.kinds, self.search, self.list, self.found, spacing=8))
        self.kinds.chosen.connect(lambda _: self.kind_chosen.emit())
        self.search.searched.connect(lambda _: self.look())
        self.search.submitted.connect(lambda _: self.enter_list())
        self.search.left_down.connect(self.enter_list)
        self.list.row_chosen.connect(self._choose)
        self.list.row_activated.connect(self._choose)

    def kind(self) -> PartyKind:
        """Whether people or institutions are looked for."""
        return PartyKind(self.kinds.value())

    def turn_to(self, kind: PartyKind) -> None:
        """Look for the other kind."""
        self.kinds.set_value(kind.value)
        self.search.setPlaceholderText(_SEARCHED[kind])
        if kind is PartyKind.PERSON:
            self.list.set_model(self.people, PERSON_COLUMNS)
        else:
            self.list.set_model(self.institutions, INSTITUTION_COLUMNS)
        self.look()

    def point_at(self, known_id: int) -> None:
        """Put the cursor of the list on somebody who is shown; on nobody when they are not in it."""
        current = self.list.current_row()
        if current is None or current.id == known_id:
            return
        model = self.people if self.kind() is PartyKind.PERSON else self.institutions
        places = [place for place, row in enumerate(model.rows()) if row.id == known_id]
        if places:
            self.list.choose_row(places[0])
        else:
            self.list.setCurrentIndex(QModelIndex())

    def look(self) -> None:
        """Look for what is typed now."""
        kind, typed, desk = self.kind(), self.search.text(), self._context.desk
        self._asked += 1
        asked = self._asked

        def find() -> tuple[object, ...]:
            if kind is PartyKind.INSTITUTION:
                return desk.ask(lambda session: find_institutions(session, typed, MOST_FOUND))
            return desk.ask(lambda session: find_people(session, typed, desk.now().date(), MOST_FOUND))

        def show(rows: tuple[object, ...]) -> None:
            if asked == self._asked:
                self._show_found(kind, typed.strip(), rows)

        self._context.tasks.run_read(find, show, self.failed.emit, owner=self)

    def enter_list(self) -> None:
        """Go on into what was found."""
        self.list.setFocus()
        if self.list.model().rowCount():
            self.list.choose_row(max(self.list.currentIndex().row(), 0))

    def _show_found(self, kind: PartyKind, typed: str, rows: tuple[object, ...]) -> None:
        model = self.people if kind is PartyKind.PERSON else self.institutions
        model.set_rows(rows)
        nothing = f"Tidak ada yang cocok dengan “{typed}”." if typed else _ASK[kind]
        self.list.set_empty("account-search-outline", nothing)
        full = len(rows) == MOST_FOUND
        self.found.setText(f"{MOST_FOUND} yang pertama; ketik lebih lengkap." if full else "")
        self.answered.emit()

    def _choose(self, known: object) -> None:
        if known is not None:
            self.chosen.emit(known.id)  # type: ignore[attr-defined]
