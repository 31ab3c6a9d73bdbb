"""Surat: every document that was made with its ways out, and the agenda of numbers."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.db.queries.letters import LetterRow, list_letters
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.letters.prints import MOST_LETTERS
from ui.context import Context
from ui.letters.agenda import AgendaPage
from ui.letters.outlet import Make, Outlet
from ui.letters.printer_choice import PrinterChoice
from ui.letters.ticks import Ticks
from ui.letters.together import ManyLetters
from ui.letters.words import letter_badge
from ui.models.columns import ColumnSpec
from ui.models.paged_model import PagedModel, PageRequest
from ui.requests.latest import say_error
from ui.requests.words import day_words
from ui.room import Room
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.table import Table

_COLUMNS: tuple[ColumnSpec[LetterRow], ...] = (
    ColumnSpec("nomor", "Nomor", lambda row: row.number or "–", width=216, least=204, typeahead=True),
    ColumnSpec("nama", "Dokumen", lambda row: row.name, width=230, stretch=True, bold=True),
    ColumnSpec("klien", "Nama", lambda row: row.client_name, width=180),
    ColumnSpec("tanggal", "Tanggal", lambda row: day_words(row.dated), width=104, least=96),
    ColumnSpec(
        "keadaan",
        "Keadaan",
        lambda row: letter_badge(row.state).text,
        width=146,
        badge=lambda row: letter_badge(row.state),
    ),
    ColumnSpec("kepada", "Diserahkan kepada", lambda row: row.handed_to, width=150, drop=2),
    ColumnSpec("terima", "No. terima", lambda row: row.receipt, width=104, least=98, drop=1),
)
_DOCUMENTS, _AGENDA = "dokumen", "agenda"
_VIEWS = (Segment(_DOCUMENTS, "Dokumen", "d"), Segment(_AGENDA, "Agenda nomor", "a"))


class LettersRoom(Room):
    """Enter opens the application of a document; the buttons open, print or save the document."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("surat")
        self.setAccessibleName("Surat")
        self._sees = Visibility(context.actor.roles, context.actor.division)
        self._text = ""
        self._asked = False
        self.header = PageHeader("Surat", " ")
        self.search = SearchField(context.theme, "Nomor, dokumen, nama, tanda terima", name="cari_surat")
        self.search.setFixedWidth(context.theme.px(286))
        self.search.searched.connect(self._search)
        self.search.left_down.connect(self._to_table)
        self.view = SegmentedControl(_VIEWS, name="surat_tampilan", label="Dokumen atau agenda nomor")
        self.view.set_value(_DOCUMENTS)
        self.view.chosen.connect(self.show_view)
        for key, code in (("Alt+1", _DOCUMENTS), ("Alt+2", _AGENDA)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda code=code: self.show_view(code))
            self.view.button(code).setToolTip(key)
        self.agenda: AgendaPage | None = None
        self.header.add_action(self.search)
        self.header.add_action(self.view)
        self.banner = Banner(context.theme, name="kabar_surat")
        self.banner.link_clicked.connect(self.banner.clear)
        self.outlet = Outlet(context, self)
        self.outlet.refused.connect(lambda error: say_error(self.banner, error, "Tutup"))
        self.outlet.finished.connect(lambda text: self.banner.say(Tone.OK, text, "Tutup"))
        self.ticks = Ticks(self)
        columns = (self.ticks.column(), *_COLUMNS)
        self.model = PagedModel[LetterRow](
            columns, None, context.tasks, identity=lambda row: row.id, parent=self
        )
        self.table = Table(context.theme, name="tabel_surat", label="Surat")
        self.table.set_model(self.model, columns)
        self.ticks.watch(self.table)
        self.ticks.all_wanted.connect(self._tick_all)
        self.many = ManyLetters(context)
        self.many.untick_wanted.connect(self.ticks.clear)
        self.many.went_out.connect(self.ticks.untick)
        self.ticks.changed.connect(lambda: self.many.show_ticked(self.ticks.rows()))
        self.table.row_activated.connect(lambda one: self.request_wanted.emit(one.request_id))
        self.table.row_chosen.connect(self._enable)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.loading_changed):
            signal.connect(self._tell)
        self.open = KeyButton("Buka di Word", "Ctrl+O", ButtonKind.PRIMARY, name="buka_surat")
        self.print = KeyButton("Cetak", "Ctrl+P", name="cetak_surat")
        self.save = KeyButton("Simpan sebagai…", "Ctrl+S", name="simpan_surat")
        self.open.clicked.connect(lambda: self.outlet.open(self._makes()))
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.printers = PrinterChoice(context, self)
        self.printers.chosen.connect(lambda name: self.banner.say(Tone.OK, f"Dicetak pada: {name}.", "Tutup"))
        self.printer = KeyButton("Pencetak ▾", "Alt+R", name="pilih_pencetak")
        self.printer.clicked.connect(lambda: self.printers.ask(self.printer))
        hint = ElidedLabel("Enter membuka permohonannya; Spasi atau Ctrl+A memilih beberapa.", "small")
        card = Card(padding=0)
        card.body.addWidget(self.table)
        foot = row(hint, self.printer, self.save, self.print, self.open, spacing=8)
        foot.setStretch(0, 1)
        documents = QWidget()
        inner = column(self.banner, card, self.many, foot, spacing=12)
        inner.setStretch(1, 1)
        documents.setLayout(inner)
        self.pages = QStackedWidget()
        self.pages.addWidget(documents)
        whole = column(self.header, self.pages, spacing=12, margins=(24, 16, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self._enable(None)
        context.events.letters_changed.connect(self._on_changed)

    def enter(self) -> None:
        """Read the list anew."""
        if self._agenda_shown is not None:
            self._agenda_shown.enter()
            return
        self.banner.clear()
        if self._asked:
            self.model.reload()
        else:
            self._search("")
        self.table.setFocus()

    def show_view(self, code: str) -> None:
        """Turn to the documents or to the agenda of numbers, which is made when it is first wanted."""
        if code == _DOCUMENTS and self.agenda is not None and not self.agenda.may_leave():
            code = _AGENDA
        self.view.set_value(code)
        if code == _AGENDA and self.agenda is None:
            self.agenda = AgendaPage(self.context)
            self.agenda.request_wanted.connect(self.request_wanted)
            self.agenda.told.connect(self._tell_agenda)
            self.pages.addWidget(self.agenda)
        self.search.setVisible(code == _DOCUMENTS)
        changed = self.pages.currentIndex() != int(code == _AGENDA)
        self.pages.setCurrentIndex(int(code == _AGENDA))
        if changed:
            self.enter()
        focus = self.agenda.table if code == _AGENDA and self.agenda is not None else self.table
        if changed and self.isVisible():
            focus.setFocus()

    @property
    def _agenda_shown(self) -> AgendaPage | None:
        return self.agenda if self.pages.currentIndex() == 1 else None

    def may_leave(self) -> bool:
        return self.agenda is None or self.agenda.may_leave()

    def unsaved(self) -> bool:
        return self.agenda is not None and self.agenda.is_dirty()

    def main_action(self) -> None:
        if self._agenda_shown is not None:
            self._agenda_shown.main_action()
        elif self.open.isEnabled():
            self.open.click()

    def step_back(self) -> bool:
        if self._agenda_shown is not None:
            return self._agenda_shown.step_back()
        if self.ticks.rows() and not self.many.is_running():
            self.ticks.clear()
            return True
        if not self.search.text():
            return False
        self.search.clear()
        self._search("")
        return True

    def _search(self, text: str) -> None:
        desk, sees = self.context.desk, self._sees

        def source(page: PageRequest[LetterRow]) -> tuple[LetterRow, ...]:
            before = page.after.id if page.after is not None else None
            return desk.ask(
                lambda session: list_letters(session, sees, text, before=before, limit=page.limit)
            )

        self._text, self._asked = text, True
        empty = "Belum ada surat. Surat tampil di sini setelah diberi nomor."
        self.table.set_empty(
            "file-document-outline", empty if not text else f"Tidak ada surat untuk “{text}”."
        )
        self.model.set_source(source)

    def _makes(self) -> tuple[Make, ...]:
        chosen: LetterRow | None = self.table.current_row()
        return (self.outlet.letter(chosen.id),) if chosen is not None else ()

    def _print(self) -> None:
        makes = self._makes()
        if makes:
            self.outlet.print(makes)

    def _tick_all(self) -> None:
        """Tick every letter that the search finds, those further down too."""
        desk, sees, text = self.context.desk, self._sees, self._text
        self.context.tasks.run_read(
            lambda: desk.ask(lambda session: list_letters(session, sees, text, limit=MOST_LETTERS)),
            self.ticks.tick,
            owner=self,
        )

    def _to_table(self) -> None:
        self.table.setFocus()

    def _save(self) -> None:
        for make in self._makes():
            self.outlet.save(make)

    def _enable(self, chosen: LetterRow | None) -> None:
        for button in (self.open, self.print, self.save):
            button.setEnabled(chosen is not None)

    def _tell_agenda(self, text: str) -> None:
        if self._agenda_shown is not None:
            self.header.set_subtitle(text)

    def _tell(self) -> None:
        if self._agenda_shown is not None:
            return
        count = self.model.rowCount()
        more = "" if self.model.complete else " pertama"
        text = f"{format_number(count)} dokumen{more}, yang terbaru di atas"
        if not count:
            text = "Sedang mencari…" if self.model.loading else "Tidak ada dokumen"
        self.header.set_subtitle(text)
        self._enable(self.table.current_row())

    def _on_changed(self) -> None:
        if self.isVisible() and self._asked and self._agenda_shown is None:
            self.model.reload()
