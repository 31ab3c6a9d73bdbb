"""Surat masuk: the agenda, dispositions, and letters that become applications."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.db.queries.mail.letters import MailRow
from dinsos_desk.domain.mail import LetterKind
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.mail.agenda import Entered
from dinsos_desk.usecases.mail.givers import Giver
from dinsos_desk.usecases.mail.tasks import DispositionTask, my_tasks
from dinsos_desk.usecases.mail.view import MOST_ROWS, letter_kinds, mail_list
from ui.context import Context
from ui.mail.deeds import MailDeeds
from ui.mail.form import FormSpec, MailForm
from ui.mail.list_page import MailList
from ui.mail.page import MailPage, PageData, load_page
from ui.mail.specs import correction_spec, disposition_spec, entry_spec, result_spec
from ui.mail.words import TreeRow, head_words
from ui.requests.latest import Latest, say_error
from ui.room import Room
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.layouts import column

Lists = tuple[tuple[MailRow, ...], tuple[DispositionTask, ...], tuple[LetterKind, ...]]


class MailRoom(Room):
    """A list, one letter, or a form over it, which stays as it is when the room is left. Esc goes back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_surat_masuk")
        self.setAccessibleName("Surat masuk")
        self._latest = Latest(context.tasks, self)
        self._page_latest = Latest(context.tasks, self)
        self._mail_id: int | None = None
        self._to_say = ""
        self.form: MailForm | None = None
        self.lists = MailList(context)
        self.deeds = MailDeeds(context, self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.lists)
        self.setLayout(column(self.stack, margins=(24, 16, 24, 18)))
        self.setFocusProxy(self.lists.table)
        self._connect()

    @cached_property
    def page(self) -> MailPage:
        """One letter, made when the first is opened."""
        page = MailPage(self.context)
        self.stack.addWidget(page)
        page.left.connect(self._go_to_list)
        page.dispose_wanted.connect(lambda giver: self._dispose((giver,)))
        page.paper_wanted.connect(self._dispose)
        page.finish_wanted.connect(self._finish)
        page.reopen_wanted.connect(self.deeds.reopen)
        page.withdraw_wanted.connect(self.deeds.withdraw)
        page.apply_wanted.connect(lambda: self.deeds.apply(self._mail_id or 0))
        page.scans_wanted.connect(lambda: self.deeds.show_scans(page.data.view) if page.data else None)
        page.print_wanted.connect(lambda: self.deeds.print(self._mail_id or 0))
        page.correct_wanted.connect(self._correct)
        page.cancel_wanted.connect(lambda: self.deeds.cancel(page.data.view) if page.data else None)
        page.request_wanted.connect(self.request_wanted)
        return page

    def enter(self) -> None:
        if self._on_page() and self._mail_id is not None:
            self.open_mail(self._mail_id)
        self.reload()

    def reload(self) -> None:
        """Ask for what the list shows."""
        desk, actor, wanted = self.context.desk, self.context.actor, self.lists.wanted()

        def work() -> Lists:
            tasks = my_tasks(desk.reader(), actor)
            return mail_list(desk.reader(), actor, wanted), tasks, letter_kinds(desk.reader())

        self._latest.ask(work, self._show, lambda error: say_error(self.lists.banner, error))

    def open_mail(self, mail_id: int, recipient_id: int | None = None, said: str = "") -> None:
        """Show one letter; ``said``: what was done to it just now."""
        desk, actor = self.context.desk, self.context.actor
        if mail_id != self._mail_id or said:
            self._to_say = said
        self._mail_id = mail_id

        def show(data: PageData) -> None:
            if self._mail_id != mail_id:
                return
            self.page.show_data(data, recipient_id)
            self.page.banner.clear_problem()
            if self._to_say:
                self.page.banner.say(Tone.OK, self._to_say)
                self._to_say = ""
            if self.form is None and not self._on_page():
                self.stack.setCurrentWidget(self.page)
                self.page.table.setFocus()

        def failed(error: DeskError) -> None:
            self._go_to_list()
            say_error(self.lists.banner, error)

        self._page_latest.ask(lambda: load_page(desk, actor, mail_id), show, failed)

    def show_mine(self) -> None:
        """Turn to what was disposed to this user."""
        if self.form is None:
            self._go_to_list()
            self.lists.show_mine()
            self.lists.tasks.setFocus()

    def main_action(self) -> None:
        if self.form is not None:
            self.form.submit()
        elif self._on_page():
            self.page.main_action()
        else:
            self.lists.main_action()

    def step_back(self) -> bool:
        if self.form is not None:
            self.form.leave()
            return True
        if self._on_page():
            self._go_to_list()
            return True
        return False

    def unsaved(self) -> bool:
        return self.form is not None and self.form.is_dirty()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.main_action()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the cursor on to what is shown."""
        if self.form is not None:
            self.form.focus_first()
        elif self._on_page():
            self.page.table.setFocus(event.reason())
        else:
            self.lists.list().setFocus(event.reason())

    def _connect(self) -> None:
        lists, events = self.lists, self.context.events
        lists.asked.connect(self.reload)
        lists.opened.connect(self.open_mail)
        lists.new_wanted.connect(self._enter_letter)
        lists.apply_wanted.connect(self.deeds.apply)
        lists.print_wanted.connect(self.deeds.print)
        self.deeds.intake_wanted.connect(self.intake_wanted)
        self.deeds.said.connect(lambda words: self._banner().say(Tone.OK, words))
        self.deeds.failed.connect(self._fail)
        self.deeds.asked.connect(lambda: self.page.table.setFocus())
        self.deeds.written.connect(self._after_deed)
        events.mail_changed.connect(self._on_changed)
        events.request_changed.connect(self._on_changed)
        events.drafts_changed.connect(self._on_changed)

    def _show(self, found: Lists) -> None:
        rows, tasks, kinds = found
        self.lists.banner.clear_problem()
        self.lists.header.set_subtitle(head_words(len(rows), len(tasks), MOST_ROWS))
        self.lists.show_kinds(kinds)
        self.lists.show_rows(rows)
        self.lists.show_tasks(tasks)

    def _after_deed(self, words: str) -> None:
        if self._mail_id is not None:
            self.open_mail(self._mail_id, said=words)
        self.context.events.mail_changed.emit()

    def _on_changed(self, _changed: int = 0) -> None:
        if self.isVisible():
            self.enter()

    def _on_page(self) -> bool:
        return "page" in self.__dict__ and self.stack.currentWidget() is self.page

    def _go_to_list(self) -> None:
        self._mail_id = None
        self._page_latest.forget()
        self.stack.setCurrentWidget(self.lists)
        self.lists.list().setFocus()

    def _banner(self) -> Banner:
        return self.page.banner if self._on_page() else self.lists.banner

    def _fail(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            say_error(self._banner(), error)
            self.enter()
        else:
            self.context.tasks.failure.emit(error)

    def _open_form(self, spec: FormSpec, done: Callable[[object], None]) -> None:
        if self.form is not None:
            return
        form = MailForm(self.context, spec)
        self.form = form
        self.stack.addWidget(form)

        def ready() -> None:
            if self.form is form:
                self.stack.setCurrentWidget(form)
                form.focus_first()

        def saved(made: object) -> None:
            self._close_form()
            done(made)
            self.context.events.mail_changed.emit()

        form.ready.connect(ready)
        form.saved.connect(saved)
        form.left.connect(self._close_form)

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if form is None:
            return
        on_page = self._mail_id is not None
        self.stack.setCurrentWidget(self.page if on_page else self.lists)
        (self.page.table if on_page else self.lists.list()).setFocus()
        self.stack.removeWidget(form)
        form.deleteLater()

    def _enter_letter(self) -> None:
        desk, actor = self.context.desk, self.context.actor

        def done(made: object) -> None:
            if isinstance(made, Entered):
                self.open_mail(made.mail_id, said=f"Tersimpan. Nomor agenda {made.number}.")

        def begin(kinds: tuple[LetterKind, ...]) -> None:
            self._open_form(entry_spec(desk, actor, desk.now().date(), kinds), done)

        self.context.tasks.run_read(lambda: letter_kinds(desk.reader()), begin, self._fail, owner=self)

    def _correct(self) -> None:
        data = self.page.data
        if data is not None:
            self._open_form(
                correction_spec(self.context.desk, self.context.actor, data.view),
                lambda _: self.open_mail(data.view.row.id, said="Ralat tersimpan."),
            )

    def _dispose(self, givers: Sequence[Giver]) -> None:
        data = self.page.data
        if data is not None:
            spec = disposition_spec(self.context.desk, self.context.actor, data.view, givers, data.usual)
            self._open_form(spec, lambda _: self.open_mail(data.view.row.id, said="Disposisi tersimpan."))

    def _finish(self, chosen: TreeRow) -> None:
        data = self.page.data
        if data is not None:
            self._open_form(
                result_spec(self.context.desk, self.context.actor, chosen),
                lambda _: self.open_mail(data.view.row.id, said="Ditandai selesai."),
            )
