"""Penduduk & lembaga: finding somebody, looking at what is known of them, and correcting it."""

from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.domain.people import PartyKind
from dinsos_desk.usecases.people.correcting import SubjectForm, form_of
from dinsos_desk.usecases.people.knowing import SubjectView, view_institution, view_person
from ui.context import Context
from ui.dialogs import Dialogs
from ui.people.finder import Finder
from ui.people.form import CorrectionForm
from ui.people.merging import MergeFlow
from ui.people.page import SubjectPage
from ui.room import Room
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.telling import say_failure

_PICK = "Pilih satu nama untuk melihat keterangan dan permohonannya."


class PeopleRoom(Room):
    """List at the left, the chosen one at the right; Ctrl+Enter corrects, Esc steps back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_penduduk")
        theme = context.theme
        self._news = ""
        self._wanted: tuple[PartyKind, int] | None = None
        self.form: CorrectionForm | None = None
        self.finder = Finder(context)
        self.kind, self.search, self.list = self.finder.kinds, self.finder.search, self.finder.list
        self.people, self.institutions = self.finder.people, self.finder.institutions
        self.nobody = EmptyState(theme, "account-search-outline", _PICK)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nobody)
        self._lay_out()
        self.setFocusProxy(self.search)
        self._connect()
        self.finder.look()

    @cached_property
    def page(self) -> SubjectPage:
        """Who was chosen, made when somebody is."""
        page = SubjectPage(self.context)
        page.request_wanted.connect(self.request_wanted)
        page.complaint_wanted.connect(self.complaint_wanted)
        page.edit_wanted.connect(self._edit)
        page.person_wanted.connect(self._open_member)
        page.compare_wanted.connect(
            lambda other: self.merging.compare_with(page.view().kind, page.view().id, other)
        )
        page.join_wanted.connect(lambda: self.merging.pick_for(page.view()))
        page.undo_wanted.connect(lambda merge: self.merging.undo(page.view().kind, merge, self))
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
        self.finder.look()
        self._reload()
        if self.form is None:
            self.search.start_over()

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

    def _open_member(self, person_id: int) -> None:
        """Show somebody of the household; the link that was pressed goes with the former page."""
        self.open_person(person_id)
        self.list.setFocus()

    def open_institution(self, institution_id: int) -> None:
        """Show one institution, as chosen elsewhere."""
        if self._close_form():
            self._show(PartyKind.INSTITUTION, institution_id)

    def _lay_out(self) -> None:
        body = row(self.finder, self.stack, spacing=16)
        body.setStretch(1, 1)
        header = PageHeader("Penduduk & lembaga", "Data dicatat saat permohonan diterima.")
        whole = column(header, body, spacing=12, margins=(24, 16, 24, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.search.call_from(self)
        self.finder.kind_chosen.connect(self._choose_kind)
        self.finder.chosen.connect(self._choose)
        self.finder.answered.connect(self._answered)
        self.finder.failed.connect(self._failed)
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

    def _merged(self, known_id: int, said: str) -> None:
        if known_id and self._wanted is not None:
            self._wanted = (self._wanted[0], known_id)
        self._news = said
        self.context.events.person_changed.emit(known_id)
        self.context.events.request_changed.emit(0)

    def _shows_page(self) -> bool:
        return self._has_page() and self.stack.currentWidget() is self.page

    def _choose_kind(self) -> None:
        kind = self.finder.kind()
        if not self._close_form():
            other = PartyKind.INSTITUTION if kind is PartyKind.PERSON else PartyKind.PERSON
            self.kind.set_value(other.value)
            return
        self._wanted = None
        self.stack.setCurrentWidget(self.nobody)
        self.finder.turn_to(kind)

    def _answered(self) -> None:
        if self._has_page():
            self.page.banner.clear_problem()

    def _choose(self, known_id: int) -> None:
        wanted = (self.finder.kind(), known_id)
        if wanted != self._wanted and self._close_form():
            self._show(*wanted)

    def _show(self, kind: PartyKind, known_id: int) -> None:
        self._wanted = (kind, known_id)
        if kind is not self.finder.kind():
            self.search.clear()
            self.finder.turn_to(kind)
        self.finder.point_at(known_id)
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
            self.finder.look()
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
