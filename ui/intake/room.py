"""The room in which applications are taken in."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.errors import InvalidInput
from dinsos_desk.usecases.intake.drafts import IntakeDraft, KeptDraft, turned_to
from dinsos_desk.usecases.intake.submit import Submitted
from dinsos_desk.usecases.review.follow_up import FollowUp
from ui.context import Context
from ui.intake.first_step import FirstStep
from ui.intake.keeper import DraftKeeper
from ui.intake.lookups import Offer, Opened
from ui.intake.opener import FollowDraft, Opener
from ui.intake.result_page import ResultPage
from ui.intake.room_head import RoomHead
from ui.intake.sending import discard, send
from ui.intake.start_wizard import openable_in, wizard_for
from ui.intake.wizard import Wizard
from ui.queue.visitor import Visitor, prefer
from ui.room import Room
from ui.theme import Tone
from ui.turns import take_down
from ui.widgets.layouts import column

Subject = int | KeptDraft | FollowUp | FollowDraft | Visitor | None


class IntakeRoom(Room):
    """Begins, goes on with, leaves and saves applications."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_penerimaan")
        self.setAccessibleName("Penerimaan permohonan")
        self.wizard: Wizard | None = None
        self._keeper: DraftKeeper | None = None
        self._visitor: Visitor | None = None
        self.head = RoomHead(context)
        self.header, self.news = self.head.header, self.head.news
        self.kept, self.leave = self.head.kept, self.head.leave
        self.leave.clicked.connect(self.step_back)
        self.news.link_clicked.connect(self._reload)
        self.first = FirstStep(context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.first)
        whole = column(self.head, self.stack, spacing=12, margins=(24, 18, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.opener = Opener(context, self)
        self._connect()
        context.tasks.run_read(context.desk.library.regions.prepare_villages, owner=self)

    @cached_property
    def result(self) -> ResultPage:
        """What is shown after saving, made when something is taken in."""
        page = ResultPage(self.context)
        page.new_wanted.connect(lambda: self.begin(None))
        page.open_wanted.connect(self.request_wanted)
        page.follow_wanted.connect(self.begin)
        page.resume_wanted.connect(self._resume)
        self.stack.addWidget(page)
        return page

    def enter(self) -> None:
        """Show the first step with what is offered now, unless work is under way."""
        if self.stack.currentWidget() is self.first:
            self.opener.ask_offer()

    def begin(self, subject: Subject, visitor: Visitor | None = None) -> None:
        """Start a new application, complete or mend one (its id), go on with a draft, or serve a ticket.

        What was being typed is kept first; while that fails, it stays on the screen. ``visitor``: under whose
        ticket it is done.
        """
        if self._keeper is None:
            self._begin(subject, visitor)
        elif self.wizard is not None and not self.wizard.is_busy:
            self._keeper.settle(lambda: self._begin(subject, visitor))

    def main_action(self) -> None:
        """Ctrl+Enter: the next step, or saving."""
        shown = self.stack.currentWidget()
        if shown is self.first:
            self.first.page.choose_current()
        elif self.wizard is not None and shown is self.wizard:
            self.wizard.main_action()

    def step_back(self) -> bool:
        """Esc: keep the draft and serve somebody else; False where there is nothing to leave."""
        if self.wizard is None and self.stack.currentWidget() is self.first:
            return False
        self.begin(None)
        return True

    def may_leave(self) -> bool:
        """One may always leave; what was typed is kept."""
        if self._keeper is not None:
            self._keeper.flush()
        return True

    def unsaved(self) -> bool:
        """Whether the draft is not on the disk as it was typed."""
        return self._keeper is not None and self._keeper.pending

    def hideEvent(self, event: QHideEvent) -> None:
        self.may_leave()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The room itself has nothing to type into: hand the cursor on."""
        super().focusInEvent(event)
        shown = self.stack.currentWidget()
        if shown is self.first:
            self.first.page.start()
        elif isinstance(shown, ResultPage):
            shown.start()
        elif self.wizard is not None and self.wizard.is_open:
            self.wizard.page.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this room, where no field took them."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.main_action()
        elif event.key() == Qt.Key.Key_F2:
            self.begin(None)
        elif event.key() != Qt.Key.Key_Escape or not self.step_back():
            super().keyPressEvent(event)

    def _begin(self, subject: Subject, visitor: Visitor | None = None) -> None:
        self._drop_wizard()
        self._visitor = subject if isinstance(subject, Visitor) else visitor
        self._show_first()
        if isinstance(subject, int):
            self.opener.open_request(subject)
        elif isinstance(subject, FollowUp | FollowDraft):
            self.opener.open_follow_up(subject)
        elif isinstance(subject, KeptDraft):
            self.opener.open_draft(subject)
        else:
            self.opener.ask_offer()

    def _connect(self) -> None:
        page = self.first.page
        page.service_chosen.connect(self._choose_service)
        page.draft_chosen.connect(lambda kept: self.begin(kept, self._visitor))
        page.draft_discarded.connect(self._discard)
        self.first.step_chosen.connect(self._return_to_wizard)
        self.opener.sent_already.connect(self.request_wanted)
        self.opener.offered.connect(self._show_offer)
        self.opener.opened.connect(self._open)
        self.opener.service_gone.connect(self.head.say_gone)
        self.opener.failed.connect(self.head.say_failure)
        events = self.context.events
        events.drafts_changed.connect(self._ask_if_shown)
        events.settings_changed.connect(self._ask_if_shown)

    def _ask_if_shown(self) -> None:
        if self.stack.currentWidget() is self.first and self.isVisible():
            self.opener.ask_offer()

    def _show_offer(self, offer: Offer) -> None:
        self.news.clear_problem()
        self.first.page.show_offer(offer)
        if self._visitor is not None and not self.first.page.search.text():
            prefer(self.first.page.services, self._visitor.services)

    def _show_first(self) -> None:
        self.head.show_first(self._visitor)
        self.first.show_steps(None)
        self.stack.setCurrentWidget(self.first)
        self.first.page.start_anew()

    def _choose_service(self, service: ServiceDef) -> None:
        wizard = self.wizard
        if wizard is not None and wizard.model.service.code == service.code:
            self._return_to_wizard(1)
            return
        today = self.context.desk.now().date()
        draft = turned_to(wizard.model.draft, service, today) if wizard else IntakeDraft(service.code)
        if self._keeper is None:
            self._open(Opened(draft, service), False)
        else:
            kept_id = self._keeper.kept_id
            self._keeper.settle(lambda: self._open(Opened(draft, service, kept_id.value), False))

    def _return_to_wizard(self, place: int) -> None:
        if self.wizard is not None and place > 0:
            self.stack.setCurrentWidget(self.wizard)
            self.wizard.go(place)

    def _show_services(self) -> None:
        if self.wizard is not None:
            self.first.show_steps(self.wizard.steps)
            self.stack.setCurrentWidget(self.first)
            self.first.page.start()
            self.opener.ask_offer()

    def _open(self, opened: Opened, stale: bool) -> None:
        """Show the wizard of an intake."""
        offer = self.opener.offer
        if offer is None:
            return
        self._drop_wizard()
        draft = self._visitor.on(opened.draft) if self._visitor is not None else opened.draft
        wizard = wizard_for(self.context, opened, draft, offer)
        self._keeper = DraftKeeper(self.context, wizard.model, opened.draft_id, self)
        self._keeper.saved.connect(self.head.say_kept)
        self._keeper.failed.connect(self.head.say_not_kept)
        wizard.service_wanted.connect(self._show_services)
        wizard.submit_wanted.connect(self._submit)
        wizard.follow_wanted.connect(self._follow)
        self.wizard = wizard
        self.stack.addWidget(wizard)
        self.stack.setCurrentWidget(wizard)
        self.head.show_intake(opened, draft, self._visitor, stale)
        if (draft.linked_draft or draft.linked_from is not None) and opened.draft_id is None:
            self._keeper.save()
        wizard.open_at_start(opened.returned)

    def _follow(self, service: str) -> None:
        """Open another service for the same people; this draft is kept first and waits."""
        if self.wizard is not None and not self.wizard.is_busy:
            self.begin(FollowDraft(service, self.wizard.model.draft), self._visitor)

    def _resume(self, nonce: str) -> None:
        self._show_first()
        self.opener.open_kept(nonce)

    def _drop_wizard(self) -> None:
        """Keep what is typed and take the wizard away."""
        self.opener.drop()
        if self._keeper is not None:
            self._keeper.retire()
            self._keeper = None
        if self.wizard is not None:
            self.wizard.retire()
            self.stack.removeWidget(self.wizard)
            take_down(self.wizard, self.wizard.stack, self)
            self.wizard = None

    def _discard(self, kept: KeptDraft) -> None:
        discard(self.context, kept, self.head.say_failure, self)

    def _reload(self) -> None:
        draft = self.wizard.model.draft if self.wizard is not None else None
        if draft is not None and draft.request_id is not None:
            self.begin(draft.request_id)

    def _submit(self) -> None:
        if self.wizard is not None and self._keeper is not None:
            self.news.clear()
            self.wizard.set_busy(True)
            send(self.context, self.wizard, self._keeper, self._saved, self._refused)

    def _saved(self, result: Submitted) -> None:
        wizard = self.wizard
        if wizard is None:
            return
        openable = openable_in(self.opener.offer)
        name = wizard.client_name()
        self.result.show_result(result, name, wizard.model.service.short_name, openable)
        print_after, ticket = wizard.print_after, wizard.model.draft.ticket
        self._drop_wizard()
        self.kept.clear()
        self.leave.hide()
        self.stack.setCurrentWidget(self.result)
        self.result.start()
        if print_after:
            self.result.print.click()
        self.context.events.request_changed.emit(result.request_id)
        self.context.events.drafts_changed.emit()
        if ticket is not None:
            self._say_served()

    def _say_served(self) -> None:
        """Saving ended the service of the ticket."""
        if self._visitor is not None:
            self.news.say(Tone.INFO, f"Nomor {self._visitor.label} selesai dilayani. F8: kembali ke antrean.")
            self._visitor = None
        self.context.events.queue_changed.emit()

    def _refused(self, error: Exception) -> None:
        if self.wizard is None or self._keeper is None:
            return
        self.wizard.set_busy(False)
        self._keeper.resume()
        if isinstance(error, InvalidInput):
            self.wizard.show_refused(error.faults)
        else:
            self.head.say_failure(error)
