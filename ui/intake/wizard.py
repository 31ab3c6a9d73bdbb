"""The pages of one application, from who it is for to saving it."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.intake.drafts import Checked, check
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.lookups import Promise
from ui.intake.page import WizardPage
from ui.intake.page_shelf import PageShelf
from ui.intake.pages import Pages
from ui.intake.steps import StepKind, WizardStep, step_of_kind, step_of_place, steps_of
from ui.intake.summary_page import SummaryPage
from ui.intake.wizard_frame import WizardFrame
from ui.intake.words import Outlook, foot_words, outlook

_CHECK_MS = 120


class Wizard(WizardFrame):
    """Lays out the steps of a draft. It never saves: ``submit_wanted`` asks for that."""

    service_wanted = Signal()
    submit_wanted = Signal()
    follow_wanted = Signal(str)
    """Open the service with this code for the same people."""

    def __init__(
        self,
        context: Context,
        model: DraftModel,
        hours: OfficeHours,
        asked_for: tuple[str, ...] = (),
        promise: Promise | None = None,
        openable: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        names = dict(openable or {})
        super().__init__(context, model, names, parent)
        self._hours = hours
        self._promise = promise
        self._visited: set[str] = set()
        self._warned = ""
        self._asked_once: set[str] = set()
        self._busy = False
        self.print_after = False
        """Whether the receipt is to be printed once this is saved."""
        self.steps_card.chosen.connect(self.go)
        self.side.follow_wanted.connect(self.follow_wanted)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.main_action)
        self._pages = Pages(context, model, self.steps_card, asked_for, names, self.outlook)
        self._shelf = PageShelf(self.stack, self._make_page)
        self._timer = QTimer(self, singleShot=True, interval=_CHECK_MS)
        self._timer.timeout.connect(self.check_now)
        model.changed.connect(self._timer.start)
        self.steps_card.show_steps(steps_of(model.service, model.draft, context.desk.now().date()))
        self.checked: Checked = self._check()

    @property
    def steps(self) -> tuple[WizardStep, ...]:
        """The steps as they are now."""
        return self.steps_card.steps

    @property
    def place(self) -> int:
        """The step one is on."""
        return self.steps_card.list.active()

    @property
    def is_busy(self) -> bool:
        """Whether it is being saved right now."""
        return self._busy

    @property
    def is_open(self) -> bool:
        """Whether a page is shown yet."""
        return self.place >= 0

    @property
    def page(self) -> WizardPage:
        """The page one is on."""
        widget = self.stack.currentWidget()
        assert isinstance(widget, WizardPage)
        return widget

    def outlook(self, checked: Checked) -> Outlook:
        """What saving would do now."""
        return outlook(checked, self.model.service, self._hours, self.context.desk.now(), self._promise)

    def client_name(self) -> str:
        """Whose application it is."""
        service, parties = self.model.service, self.checked.application.parties
        subject = parties.get(service.client) or parties.get(service.applicant)
        return subject.name if subject is not None else ""

    def go(self, place: int) -> None:
        """Show a step; the first one belongs to the room."""
        place = max(0, min(place, len(self.steps) - 1))
        step = self.steps[place]
        if step.kind is StepKind.SERVICE:
            self.service_wanted.emit()
            return
        self._visited.add(step.key)
        self._warned = ""
        page = self._shelf.page(step)
        self.stack.setCurrentWidget(page)
        self.steps_card.list.set_active(place)
        self.check_now()
        self.back.setVisible(place > 0)
        page.start()
        if place + 1 < len(self.steps):
            self._shelf.prepare(self.steps[place + 1])

    def open_at_start(self, returned: bool) -> None:
        """Open where work begins: the first party, the papers that are missing, or the summary."""
        kind = StepKind.PARTY
        if self.model.draft.request_id is not None:
            self._visited = {step.key for step in self.steps}
            kind = StepKind.SUMMARY if returned else StepKind.PAPERS
        place = step_of_kind(self.steps, kind)
        self._shelf.in_turns(self.steps[place]).done.connect(lambda: self._open_at(place))

    def _open_at(self, place: int) -> None:
        """Unless somebody was quicker."""
        if not self.is_open:
            self.go(place)

    def go_to_place(self, place: str) -> None:
        """Show the step of a fault and put the cursor there."""
        number = step_of_place(self.steps, place)
        if number != self.place:
            self.go(number)
        self.page.touched.add(place)
        self.check_now()
        self.page.focus_place(place)

    def go_back(self) -> None:
        """One step back."""
        if self.place > 0:
            self.go(self.place - 1)

    def main_action(self) -> None:
        """Go on, or save on the last step. Faults are said first; asked again, one may still go on."""
        if self._busy or not self.is_open:
            return
        self.check_now()
        step = self.steps[self.place]
        if step.kind is StepKind.SUMMARY:
            self._ask_to_submit()
        elif self._warned != step.key and (self.page.touch_all() or self.page.question()):
            self._warned = step.key
            self._show_foot()
        else:
            self.go(self.place + 1)

    def retire(self) -> None:
        """It goes away: nothing may be left that is not its own."""
        self._timer.stop()
        self._shelf.settle()

    def set_busy(self, busy: bool) -> None:
        """While it is being saved nothing may be pressed twice."""
        self._busy = busy
        self.next.setEnabled(not busy)
        self.stack.setEnabled(not busy)
        self._show_foot()

    def show_refused(self, faults: tuple[Fault, ...]) -> None:
        """Saving was refused: say each fault at its place and go to the first."""
        self.check_now()
        for fault in faults:
            step = self.steps[step_of_place(self.steps, fault.place)]
            self._shelf.page(step).touched.add(fault.place)
        if faults:
            self.go_to_place(faults[0].place)
            self.foot.setText(fault_sentence(faults[0]))

    def check_now(self) -> None:
        """Read the draft, judge it, and let everything follow."""
        self._timer.stop()
        self.checked = self._check()
        self._follow_steps()
        widget = self.stack.currentWidget()
        if isinstance(widget, WizardPage):
            widget.refresh(self.checked)
        self.side.refresh(self.checked)
        self.count_things()
        self._mark_steps()
        self._show_foot()

    def _check(self) -> Checked:
        desk = self.context.desk
        return check(self.model.draft, self.model.service, desk.library.regions, desk.now().date())

    def _ask_to_submit(self, print_after: bool = False) -> None:
        self.print_after = print_after
        seen = self.outlook(self.checked)
        unanswered = self._unanswered() if seen.can_be_saved else None
        if unanswered is not None:
            self._asked_once.add(self.steps[unanswered].key)
            self.go(unanswered)
            self._warned = self.steps[unanswered].key
            self._show_foot()
        elif seen.can_be_saved:
            self.submit_wanted.emit()
        else:
            self.page.touch_all()
            self.foot.setText(seen.title)

    def _save_and_print(self) -> None:
        if not self._busy and self.is_open:
            self.check_now()
            self._ask_to_submit(print_after=True)

    def _unanswered(self) -> int | None:
        """The first step with a question that nobody was brought back to yet."""
        for number, step in enumerate(self.steps):
            page = self._shelf.made(step.key)
            if page is not None and page.question() and step.key not in self._asked_once:
                return number
        return None

    def _follow_steps(self) -> None:
        steps = steps_of(self.model.service, self.model.draft, self.context.desk.now().date())
        summary = self._shelf.made(StepKind.SUMMARY.value)
        if self.steps_card.follow(steps) and isinstance(summary, SummaryPage):
            summary.set_steps(steps)

    def _mark_steps(self) -> None:
        wrong = {step_of_place(self.steps, fault.place) for fault in self.checked.faults}
        self.steps_card.mark(self._visited, wrong, bool(self.checked.missing))

    def _show_foot(self) -> None:
        if self.place < 0:
            return
        step = self.steps[self.place]
        warned = ""
        if self._warned == step.key and self.page.own_faults(self.checked):
            warned = "Perbaiki dahulu, atau tekan lagi untuk lanjut"
        elif self._warned == step.key and self.page.question():
            warned = "Orang yang sama? Jawab dahulu, atau tekan lagi"
        words = foot_words(self.checked) if step.kind is StepKind.PAPERS else ""
        self.feet.say(step.kind is StepKind.SUMMARY, self._busy, warned, words)

    def _make_page(self, step: WizardStep) -> WizardPage:
        page = self._pages.make(step)
        page.left_field.connect(self.check_now)
        page.go_to.connect(self.go_to_place)
        page.ready.connect(self.next.setFocus)
        if isinstance(page, SummaryPage):
            page.offers.follow_wanted.connect(self.follow_wanted)
            page.print_wanted.connect(self._save_and_print)
        return page
