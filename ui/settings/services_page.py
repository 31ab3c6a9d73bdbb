"""Layanan: the list of services; in the same place one is begun, edited and tried out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.catalog.problems import Problem
from dinsos_desk.errors import InvalidInput
from dinsos_desk.usecases.services.drafts import (
    DraftView,
    copy_service,
    draft_problems,
    draft_service,
    new_draft,
    open_draft,
)
from dinsos_desk.usecases.services.publishing import Published, ServiceRow, services_of
from dinsos_desk.usecases.templates.stock import TemplateRow, letter_templates
from ui.context import Context
from ui.service_editor import list_view
from ui.service_editor.actions import ServiceActions, published_words
from ui.service_editor.editor import ServiceEditor
from ui.service_editor.list_view import ServiceListView
from ui.service_editor.new_service import NewServiceForm
from ui.service_editor.try_out import TryOut
from ui.service_editor.workshop import NOT_READY, Opening, Workshop, opening_of
from ui.settings.print_menu import PrintMenu
from ui.settings.section import Section
from ui.theme import Tone
from ui.widgets.layouts import column, row

_OPEN = "Buka penyunting"


class ServicesSection(Section):
    """The editor and the try-out take the whole room: ``whole_room_wanted`` says so."""

    key = "layanan"
    title = "Layanan"
    icon = "clipboard-list-outline"
    intro = "Enter menyunting layanan; Spasi menawarkan atau menonaktifkannya di loket ini."
    whole_room_wanted = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._failed_code = self._worked_on = ""
        self.list = ServiceListView(context)
        self.table, self.model, self.overview = self.list.table, self.list.model, self.list.overview
        self.prints = PrintMenu(context, self)
        self.form = NewServiceForm(context.theme)
        self.workshop = Workshop(context)
        self.actions_of = ServiceActions(context, self)
        head = row(self.head, self.prints, spacing=12)
        head.setStretch(0, 1)
        self._head = QWidget()
        self._head.setLayout(head)
        self.stack = QStackedWidget()
        for page in (self.list, self.form, self.workshop):
            self.stack.addWidget(page)
        whole = column(self._head, self.banner, self.stack, spacing=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._connect()

    @property
    def editor(self) -> ServiceEditor | None:
        """The editor that is open."""
        return self.workshop.editor

    @property
    def trial(self) -> TryOut | None:
        """The try-out that is under way."""
        return self.workshop.trial

    def load(self) -> None:
        desk = self.context.desk
        self.read(lambda: services_of(desk), self._show_rows)
        if self.editor is not None:
            self.editor.checker.check()

    def submit(self) -> None:
        shown = self.stack.currentWidget()
        if shown is self.form:
            self.form.submit()
        elif shown is self.workshop:
            self.workshop.main_action()
        else:
            self._ask_new()

    def step_back(self) -> bool:
        shown = self.stack.currentWidget()
        if shown is self.workshop:
            self.workshop.step_back()
        elif shown is self.form:
            self._show_list()
        return shown is not self.list

    def keep_now(self) -> None:
        if self.editor is not None:
            self.editor.keeper.flush()

    def pending(self) -> bool:
        return self.editor is not None and self.editor.keeper.pending

    def fail(self, error: Exception) -> None:
        shown = self.stack.currentWidget()
        if shown is self.form and isinstance(error, InvalidInput):
            self.form.say(error.faults[0])
        elif shown is self.workshop and self.editor is not None:
            self.editor.say_failure(error)
        else:
            super().fail(error)

    def _connect(self) -> None:
        self.list.wanted.connect(self._do)
        self.list.service_shown.connect(self.prints.show_service)
        self.prints.refused.connect(self.fail)
        self.prints.finished.connect(lambda text: self.banner.say(Tone.OK, text))
        self.form.new_wanted.connect(self._make_new)
        self.form.copy_wanted.connect(self._make_copy)
        self.form.leave_wanted.connect(self._show_list)
        self.banner.link_clicked.connect(lambda: self._edit(self._failed_code))
        self.workshop.shown.connect(self._show_workshop)
        self.workshop.leave_wanted.connect(self._show_list)
        self.workshop.publish_wanted.connect(self._publish_edited)
        self.workshop.not_ready.connect(lambda code, count: self._say_not_ready(code, "diuji coba", count))
        self.workshop.refused.connect(self.fail)
        acts = self.actions_of
        acts.done.connect(self._tell)
        acts.refused.connect(self.fail)
        acts.published.connect(self._show_published)
        acts.imported.connect(self._show_imported)

    def _show_rows(self, rows: Sequence[ServiceRow]) -> None:
        self.list.show_rows(rows)
        self.list.choose(self._worked_on)
        self._worked_on = ""

    def _do(self, what: str, chosen: ServiceRow | None) -> None:
        self.banner.clear()
        if what == list_view.NEW:
            self._ask_new()
        elif what == list_view.IMPORT:
            self.actions_of.import_file()
        elif chosen is not None:
            self._do_with(what, chosen)

    def _do_with(self, what: str, chosen: ServiceRow) -> None:
        acts = self.actions_of
        if what == list_view.EDIT:
            self._edit(chosen.code)
        elif what == list_view.TRY:
            self._try_chosen(chosen.code)
        elif what == list_view.PUBLISH:
            self._publish_chosen(chosen)
        elif what == list_view.COPY:
            self.form.open_copy(chosen)
            self._show_form()
        elif what == list_view.OFFER:
            acts.toggle(chosen)
        elif what == list_view.DISCARD:
            acts.discard(chosen)
        elif what == list_view.RESET:
            acts.reset(chosen)
        elif what == list_view.REMOVE:
            acts.remove(chosen)
        else:
            acts.export(chosen, draft=what == list_view.EXPORT_DRAFT)

    def _ask_new(self) -> None:
        desk = self.context.desk

        def show(rows: tuple[TemplateRow, ...]) -> None:
            self.form.open_new(rows)
            self._show_form()

        self.read(lambda: letter_templates(desk), show)

    def _make_new(self, name: str, template: str) -> None:
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: opening_of(desk, new_draft(desk, actor, name, template=template)), self._open)

    def _make_copy(self, code: str, name: str) -> None:
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: opening_of(desk, copy_service(desk, actor, code, name)), self._open)

    def _edit(self, code: str) -> None:
        desk, actor = self.context.desk, self.context.actor
        self.read(lambda: opening_of(desk, open_draft(desk, actor, code)), self._open)

    def _open(self, opening: Opening) -> None:
        self.banner.clear()
        self.workshop.open(opening)

    def _try_chosen(self, code: str) -> None:
        desk, actor = self.context.desk, self.context.actor
        self.workshop.try_out(lambda: draft_service(open_draft(desk, actor, code).content), code)

    def _publish_edited(self) -> None:
        editor = self.editor
        if editor is None or not editor.can_publish():
            return
        warnings = editor.checker.problems
        code, name = editor.draft.code, str(editor.draft.content.get("name", ""))
        editor.keeper.save(lambda: self.actions_of.publish(code, name, warnings))

    def _publish_chosen(self, chosen: ServiceRow) -> None:
        desk, actor, code = self.context.desk, self.context.actor, chosen.code

        def done(problems: tuple[Problem, ...]) -> None:
            blocking = sum(problem.blocking for problem in problems)
            if blocking:
                self._say_not_ready(code, "diterbitkan", blocking)
            else:
                self.actions_of.publish(code, chosen.name, problems)

        self.read(lambda: draft_problems(desk, code, open_draft(desk, actor, code).content), done)

    def _say_not_ready(self, code: str, what: str, count: int) -> None:
        self._failed_code = code
        self.banner.say(Tone.WARN, NOT_READY.format(what=what, count=count), _OPEN)

    def _show_published(self, name: str, made: Published) -> None:
        if self.editor is not None:
            self.editor.keeper.stop()
        self._show_list()
        self._worked_on = made.code
        self.banner.say(Tone.OK, published_words(name, made))

    def _show_imported(self, view: DraftView) -> None:
        desk = self.context.desk
        self.read(lambda: opening_of(desk, view), self._open)

    def _tell(self, tone: Tone, words: str) -> None:
        self.banner.say(tone, words)
        self.load()

    def _show_form(self) -> None:
        self.stack.setCurrentWidget(self.form)
        self.form.name.focus()

    def _show_workshop(self) -> None:
        self._head.hide()
        self.banner.clear()
        self.whole_room_wanted.emit(True)
        self.stack.setCurrentWidget(self.workshop)

    def _show_list(self) -> None:
        if self.editor is not None:
            self._worked_on = self.editor.draft.code
        self.workshop.clear()
        self._head.show()
        self.stack.setCurrentWidget(self.list)
        self.whole_room_wanted.emit(False)
        self.table.setFocus()
        self.load()
