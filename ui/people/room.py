"""Penduduk & lembaga: finding somebody, looking at what is known of them, and correcting it."""

from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.db.queries.people import find_institutions, find_people
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.usecases.people import SubjectForm, SubjectView, form_of, view_institution, view_person
from ui.context import Context
from ui.dialogs import Dialogs
from ui.models.rows_model import RowsModel
from ui.people.form import CorrectionForm
from ui.people.merging import MergeFlow
from ui.people.page import SubjectPage
from ui.people.words import INSTITUTION_COLUMNS, MOST_FOUND, PERSON_COLUMNS
from ui.room import Room
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, row, text_label
from ui.widgets.page_header import PageHeader
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.table import QueueList
from ui.widgets.telling import say_failure

_KINDS = (Segment("orang", "Penduduk", "p"), Segment("lembaga", "Lembaga", "l"))
_ASK = {
    PartyKind.PERSON: "Ketik nama (ejaan boleh berbeda), NIK, nomor KK, tanggal lahir, alamat, atau telepon.",
    PartyKind.INSTITUTION: "Belum ada lembaga yang tercatat. Lembaga tercatat saat permohonannya diterima.",
}
_PICK = "Pilih satu nama untuk melihat keterangan dan permohonannya."


class PeopleRoom(Room):
    """List at the left, the chosen one at the right; Ctrl+Enter corrects, Esc steps back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_penduduk")
        theme = context.theme
        self._asked = 0
        self._news = ""
        self._wanted: tuple[PartyKind, int] | None = None
        self.form: CorrectionForm | None = None
        self.kind = SegmentedControl(_KINDS, name="penduduk_jenis", label="Penduduk atau lembaga")
        self.kind.set_value("orang")
        self.search = SearchField(theme, "Nama, NIK, KK, lahir, alamat, telepon", name="penduduk_cari")
        self.people: RowsModel = RowsModel(PERSON_COLUMNS, (), lambda known: known.id, self)
        self.institutions: RowsModel = RowsModel(INSTITUTION_COLUMNS, (), lambda known: known.id, self)
        self.list = QueueList(theme, name="penduduk_daftar", label="Hasil pencarian", lines=2)
        self.list.set_model(self.people, PERSON_COLUMNS)
        self.found = text_label("", "small", wrap=True)
        self.nobody = EmptyState(theme, "account-search-outline", _PICK)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nobody)
        self._lay_out()
        self.setFocusProxy(self.search)
        self._connect()
        self._search()

    @cached_property
    def page(self) -> SubjectPage:
        """Who was chosen, made when somebody is."""
        page = SubjectPage(self.context)
        page.request_wanted.connect(self.request_wanted)
        page.edit_wanted.connect(self._edit)
        page.person_wanted.connect(self.open_person)
        page.compare_wanted.connect(lambda other: self.merging.compare_with(page.view().id, other))
        page.join_wanted.connect(lambda: self.merging.pick_for(page.view()))
        page.undo_wanted.connect(lambda merge: self.merging.undo(merge, self))
        self.stack.addWidget(page)
        return page

    @cached_property
    def merging(self) -> MergeFlow:
        """Making two records one, made when it is wanted."""
        flow = MergeFlow(self.context, self.stack, self)
        flow.done.connect(self._merged)
        flow.closed.connect(self._back_to_page)
        flow.failed.connect(self._failed)
        return flow

    def enter(self) -> None:
        self._search()
        self._reload()
        if self.form is None:
            self.search.setFocus()

    def may_leave(self) -> bool:
        return self._close_form()

    def main_action(self) -> None:
        if self.form is not None:
            self.form.submit()
        elif self._merges() and self.merging.main_action():
            return
        elif self._shows_page() and not self.page.edit.isHidden():
            self._edit()

    def step_back(self) -> bool:
        if self._merges():
            return self.merging.close()
        if self.form is None:
            return False
        self._close_form()
        return True

    def open_person(self, person_id: int) -> None:
        """Show one person, as chosen elsewhere."""
        if self._close_form():
            self._show(PartyKind.PERSON, person_id)

    def open_institution(self, institution_id: int) -> None:
        """Show one institution, as chosen elsewhere."""
        if self._close_form():
            self._show(PartyKind.INSTITUTION, institution_id)

    def _lay_out(self) -> None:
        theme = self.context.theme
        left = QWidget()
        left.setFixedWidth(theme.px(300))
        left.setLayout(column(self.kind, self.search, self.list, self.found, spacing=8))
        body = row(left, self.stack, spacing=16)
        body.setStretch(1, 1)
        header = PageHeader("Penduduk & lembaga", "Data dicatat saat permohonan diterima.")
        whole = column(header, body, spacing=12, margins=(24, 16, 24, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._choose_kind)
        self.search.searched.connect(self._search)
        self.search.submitted.connect(lambda: self._enter_list())
        self.search.left_down.connect(self._enter_list)
        self.list.row_chosen.connect(self._choose)
        self.list.row_activated.connect(self._choose)
        self.context.events.person_changed.connect(self._changed)
        self.context.events.request_changed.connect(self._changed)

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)
        if self._has_page():
            self.page.forget_numbers()

    def _has_page(self) -> bool:
        return "page" in self.__dict__

    def _merges(self) -> bool:
        """Whether two records are being compared, or the other one looked for."""
        return "merging" in self.__dict__ and self.merging.page is not None

    def _back_to_page(self) -> None:
        self.stack.setCurrentWidget(self.page)
        self.list.setFocus()

    def _merged(self, person_id: int, said: str) -> None:
        if person_id:
            self._wanted = (PartyKind.PERSON, person_id)
        self._news = said
        self.context.events.person_changed.emit(person_id)
        self.context.events.request_changed.emit(0)

    def _shows_page(self) -> bool:
        return self._has_page() and self.stack.currentWidget() is self.page

    def _kind(self) -> PartyKind:
        return PartyKind(self.kind.value())

    def _choose_kind(self) -> None:
        if not self._close_form():
            self.kind.set_value("orang" if self._kind() is PartyKind.INSTITUTION else "lembaga")
            return
        self._wanted = None
        self.stack.setCurrentWidget(self.nobody)
        if self._kind() is PartyKind.PERSON:
            self.list.set_model(self.people, PERSON_COLUMNS)
        else:
            self.list.set_model(self.institutions, INSTITUTION_COLUMNS)
        self._search()

    def _search(self, *_: object) -> None:
        kind, typed, desk = self._kind(), self.search.text(), self.context.desk
        self._asked += 1
        asked = self._asked

        def find() -> tuple[object, ...]:
            if kind is PartyKind.INSTITUTION:
                return desk.ask(lambda session: find_institutions(session, typed, MOST_FOUND))
            return desk.ask(lambda session: find_people(session, typed, desk.now().date(), MOST_FOUND))

        def show(rows: tuple[object, ...]) -> None:
            if asked == self._asked:
                self._show_found(kind, typed.strip(), rows)

        self.context.tasks.run_read(find, show, self._failed, owner=self)

    def _show_found(self, kind: PartyKind, typed: str, rows: tuple[object, ...]) -> None:
        model = self.people if kind is PartyKind.PERSON else self.institutions
        model.set_rows(rows)
        if self._has_page():
            self.page.banner.clear_problem()
        nothing = f"Tidak ada yang cocok dengan “{typed}”." if typed else _ASK[kind]
        self.list.set_empty("account-search-outline", nothing)
        full = len(rows) == MOST_FOUND
        self.found.setText(f"{MOST_FOUND} yang pertama; ketik lebih lengkap." if full else "")

    def _enter_list(self) -> None:
        self.list.setFocus()
        if self.list.model().rowCount():
            self.list.choose_row(max(self.list.currentIndex().row(), 0))

    def _choose(self, known: object) -> None:
        if known is not None and (self._kind(), known.id) != self._wanted and self._close_form():
            self._show(self._kind(), known.id)

    def _show(self, kind: PartyKind, known_id: int) -> None:
        self._wanted = (kind, known_id)
        self._reload()

    def _reload(self) -> None:
        if self._wanted is None:
            return
        wanted, desk, actor = self._wanted, self.context.desk, self.context.actor
        load = view_person if wanted[0] is PartyKind.PERSON else view_institution

        def show(view: SubjectView) -> None:
            if wanted == self._wanted:
                self._wanted = (view.kind, view.id)
                self.page.show_view(view)
                if self._news:
                    self.page.banner.say(Tone.OK, self._news)
                    self._news = ""
                if self.form is None and not self._merges():
                    self.stack.setCurrentWidget(self.page)

        self.context.tasks.run_read(
            lambda: load(desk.reader(), actor, wanted[1], desk.now().date()), show, self._failed, owner=self
        )

    def _changed(self, *_: object) -> None:
        if self.isVisible():
            self._search()
            self._reload()

    def _edit(self) -> None:
        if self._wanted is None or self.form is not None:
            return
        (kind, known_id), desk, actor = self._wanted, self.context.desk, self.context.actor
        self.context.tasks.run_write(
            lambda: form_of(desk.uow(), actor, kind, known_id, desk.now()),
            self._open_form,
            self._failed,
            owner=self,
        )

    def _open_form(self, form: SubjectForm) -> None:
        if self.form is not None or (form.kind, form.id) != self._wanted:
            return
        self.form = CorrectionForm(self.context, form, f"Perbaiki data {form.typed.get('nama', '')}")
        self.form.saved.connect(self._saved)
        self.form.left.connect(self._close_form)
        self.stack.addWidget(self.form)
        self.stack.setCurrentWidget(self.form)
        next(iter(self.form.fields.values())).focus()

    def _close_form(self) -> bool:
        """Leave the form; False when the person would rather go on with it."""
        if self._merges():
            self.merging.close()
        if self.form is None:
            return True
        if self.form.is_dirty() and not Dialogs.confirm(
            self,
            "Perbaikan belum disimpan",
            "Perbaikan data ini belum disimpan. Tinggalkan tanpa menyimpan?",
            "Tinggalkan",
            destructive=True,
        ):
            return False
        self._drop_form()
        return True

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self.stack.setCurrentWidget(self.page)
            self.stack.removeWidget(form)
            form.deleteLater()
            self.list.setFocus()

    def _saved(self) -> None:
        form = self.form
        self._drop_form()
        self.page.banner.say(Tone.OK, "Tersimpan. Data sebelumnya ada dalam riwayat perbaikan.")
        if form is not None:
            self.context.events.person_changed.emit(form.form.id)

    def _failed(self, error: Exception) -> None:
        say_failure(self.context, self.page.banner, error)
        self.stack.setCurrentWidget(self.page if self.form is None else self.form)
