"""Pengaduan: the list, one complaint, and writing one down."""

from functools import cached_property

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.domain.complaints import RECORDERS
from dinsos_desk.usecases.complaints.draft import complaint_draft, keep_complaint_draft
from dinsos_desk.usecases.complaints.entry import Entry, KnownService
from dinsos_desk.usecases.complaints.view import ComplaintView, known_services, person_of_request
from ui.complaints.form import ComplaintForm
from ui.complaints.list_page import ComplaintsList
from ui.complaints.page import ComplaintPage
from ui.complaints.start import Start
from ui.context import Context
from ui.dialogs import Dialogs
from ui.room import Room
from ui.theme import Tone
from ui.widgets.layouts import column
from ui.widgets.telling import say_failure

_BEGUN = "Ada pengaduan yang sudah diketik tetapi belum disimpan."
_GO_ON = "Lanjutkan"


class ComplaintsRoom(Room):
    """What was typed into the form stays there until it is saved, wherever one goes meanwhile."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_pengaduan")
        self.setAccessibleName("Pengaduan")
        self.form: ComplaintForm | None = None
        self.list = ComplaintsList(context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.setLayout(column(self.stack))
        self.setFocusProxy(self.list.table)
        self.list.chosen.connect(self.open_complaint)
        self.list.new_wanted.connect(self.begin_new)
        self.list.banner.link_clicked.connect(self._go_on)
        again = QShortcut(QKeySequence("Ctrl+Shift+A"), self)
        again.activated.connect(self.begin_new)
        context.events.complaints_changed.connect(self._on_changed)

    @cached_property
    def page(self) -> ComplaintPage:
        """The page of one complaint, made when one is first opened."""
        page = ComplaintPage(self.context)
        page.left.connect(self.show_list)
        page.request_wanted.connect(self.request_wanted)
        page.correct_wanted.connect(self._correct)
        self.stack.addWidget(page)
        return page

    def enter(self) -> None:
        if self.stack.currentWidget() is self.list:
            self.list.reload()
            self._offer_kept()
        elif self.stack.currentWidget() is not self.form:
            self.page.reload()

    def main_action(self) -> None:
        shown = self.stack.currentWidget()
        if shown is self.list:
            self.begin_new()
        elif shown is self.form and self.form is not None:
            self.form.submit()
        else:
            self.page.main_action()

    def step_back(self) -> bool:
        shown = self.stack.currentWidget()
        if shown is self.list:
            return False
        if shown is self.form and self.form is not None and self.form.view is not None:
            self._leave_correction()
        else:
            self.show_list()
        return True

    def may_leave(self) -> bool:
        """One may always leave; what was typed is kept."""
        if self.form is not None:
            self.form.flush()
        return True

    def unsaved(self) -> bool:
        """Whether something typed is not on the disk: a correction, or the last second of a new one."""
        return self.form is not None and self.form.is_pending()

    def hideEvent(self, event: QHideEvent) -> None:
        self.may_leave()
        super().hideEvent(event)

    def _is_begun(self) -> bool:
        """Whether something typed waits in the form."""
        return self.form is not None and self.form.is_dirty()

    def _offer_kept(self) -> None:
        """Say that a complaint was begun and never saved, perhaps before the power went."""
        if self._is_begun():
            self.list.banner.say(Tone.INFO, _BEGUN, _GO_ON)
            return
        desk, actor = self.context.desk, self.context.actor

        def tell(kept: Entry | None) -> None:
            if kept is not None and self.form is None:
                self.list.banner.say(Tone.INFO, _BEGUN, _GO_ON)

        self.context.tasks.run_read(lambda: complaint_draft(desk.reader(), actor), tell, owner=self)

    def show_list(self) -> None:
        """Back to the list."""
        self.stack.setCurrentWidget(self.list)
        self.setFocusProxy(self.list.table)
        self.list.reload()
        self.list.table.setFocus()
        self._offer_kept()

    def open_complaint(self, complaint_id: int) -> None:
        """Show the page of one complaint."""
        self.page.open(complaint_id)
        self.stack.setCurrentWidget(self.page)
        self.setFocusProxy(self.page.scroll)
        self.page.scroll.setFocus()

    def begin_new(self) -> None:
        """Write one down: what was begun and not saved goes on, else an empty form."""
        self.begin(None)

    def begin(self, start: Start | None, *, anew: bool = False) -> None:
        """Write one down, perhaps about an application; ``anew``: what was kept was given up just now."""
        if not self.context.actor.may(*RECORDERS):
            return
        self.list.banner.clear()
        begun_form = self.form if self._is_begun() else None
        if begun_form is not None and (start is None or not self._gives_up()):
            self._turn_to_form(begun_form)
            return
        desk, actor = self.context.desk, self.context.actor

        def work() -> tuple[tuple[KnownService, ...], Start, Entry | None]:
            begun = start or Start()
            if begun.request_id is not None and begun.person_id is None:
                person_id = person_of_request(desk.reader(), begun.request_id)
                begun = Start(begun.request_id, begun.receipt, person_id)
            return known_services(desk.reader(), desk.catalog), begun, complaint_draft(desk.reader(), actor)

        def show(found: tuple[tuple[KnownService, ...], Start, Entry | None]) -> None:
            services, begun, kept = found
            if anew or begun_form is not None or (kept and start is not None and self._gives_up()):
                kept = None
            self._turn_to_form(ComplaintForm(self.context, services, begun, kept=kept))

        self.context.tasks.run_read(work, show, self._failed, owner=self)

    def _go_on(self) -> None:
        if self.list.banner.text() == _BEGUN:
            self.begin_new()

    def _correct(self, view: ComplaintView) -> None:
        if self.form is not None and self._is_begun() and not self._gives_up():
            self._turn_to_form(self.form)
            return
        desk = self.context.desk
        self.context.tasks.run_read(
            lambda: known_services(desk.reader(), desk.catalog),
            lambda services: self._turn_to_form(ComplaintForm(self.context, services, view=view)),
            self._failed,
            owner=self,
        )

    def _gives_up(self) -> bool:
        given_up = Dialogs.confirm(
            self,
            "Pengaduan yang tadi belum disimpan",
            "Ada pengaduan yang sudah diketik tetapi belum disimpan. Buang ketikan itu?",
            "Buang",
            destructive=True,
        )
        if given_up:
            self._let_go()
        return given_up

    def _let_go(self) -> None:
        """What was typed and kept is thrown away; a correction was never kept."""
        if self.form is not None:
            self.form.let_go()
            return
        desk, actor = self.context.desk, self.context.actor
        self.context.tasks.run_write(lambda: keep_complaint_draft(desk.uow(), actor, None))

    def _anew(self) -> None:
        if self._gives_up():
            self._drop_form()
            self.begin(None, anew=True)

    def _turn_to_form(self, form: ComplaintForm) -> None:
        if form is not self.form:
            self._drop_form()
            self.form = form
            form.saved.connect(self._saved)
            form.left.connect(self.step_back)
            form.anew_wanted.connect(self._anew)
            self.stack.addWidget(form)
        self.stack.setCurrentWidget(form)
        self.setFocusProxy(form)
        form.begin_at()

    def _leave_correction(self) -> None:
        """A correction that is left is given up only when somebody says so."""
        if self._is_begun() and not self._gives_up():
            return
        self._drop_form()
        self.stack.setCurrentWidget(self.page)
        self.setFocusProxy(self.page.scroll)
        self.page.scroll.setFocus()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _saved(self, complaint_id: int, then_print: bool) -> None:
        corrected = self.form is not None and self.form.view is not None
        self._drop_form()
        self.open_complaint(complaint_id)
        words = "Perbaikan dicatat." if corrected else "Pengaduan dicatat. Ctrl+P membuka tanda terimanya."
        self.page.banner.say(Tone.OK, words)
        if then_print:
            self.page.give_receipt()

    def _failed(self, error: Exception) -> None:
        say_failure(self.context, self.list.banner, error)

    def _on_changed(self) -> None:
        if self.isVisible() and self.stack.currentWidget() is self.list:
            self.list.reload()
