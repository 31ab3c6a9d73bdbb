"""What people of the office do in the real window: take an application in, decide, mend."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

import docx

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.domain.entry import PaperEntry
from dinsos_desk.domain.routing import Action, Role, Stage
from dinsos_desk.sample.walk import Standing, standing
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from tests.end_to_end.driver import ALT, CTRL, Key, Typist, hire, wait_until
from tests.factories import StandingClock
from ui import rooms
from ui.inbox.room import InboxRoom
from ui.intake.papers_page import PapersPage
from ui.intake.party_page import PartyPage
from ui.intake.room import IntakeRoom
from ui.intake.steps import StepKind
from ui.intake.wizard import Wizard

_MOST_STEPS = 12
_STATES = ("ada", "tidak_ada", "menyusul", "tidak_berlaku")
_LETTERS = dict(zip(_STATES, "atmb", strict=True))


def words_of(content: bytes) -> str:
    """Every word of a Word file, headers and tables too."""
    document = docx.Document(io.BytesIO(content))
    parts = [document.element.body, *(section.header._element for section in document.sections)]
    return " ".join(node.text or "" for part in parts for node in part.iter() if node.tag.endswith("}t"))


@dataclass(frozen=True)
class Done:
    """One step as it must stand in the history: who, at which stage, what, why."""

    who: str
    stage: str
    action: Action
    reason: str = ""


@dataclass
class Staff:
    """Everybody of the office, taking turns at the same window; each step is remembered."""

    typist: Typist
    clock: StandingClock
    logins: dict[Role, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    steps: list[Done] = field(default_factory=list)
    turns: int = 0

    @classmethod
    def of(cls, typist: Typist, clock: StandingClock, service: ServiceDef) -> "Staff":
        """Rani signs in and finds a colleague hired for each role of the route."""
        typist.sign_in("rani")
        staff = cls(typist, clock, {Role.PETUGAS: "rani"}, {"rani": typist.window.context.actor.name})
        for stage in service.route.stages:
            if stage.role not in staff.logins:
                hired = hire(typist.desk, stage.role, service.division)
                staff.logins[stage.role] = hired.login
                staff.names[hired.login] = hired.name
        return staff

    def sit_down(self, role: Role) -> None:
        """Whoever has this role takes the window; every other time through the locked page."""
        login = self.logins[role]
        if self.typist.window.context.actor.login == login:
            return
        self.turns += 1
        if self.turns % 2:
            self.typist.lock()
        else:
            self.typist.sign_out()
        self.typist.sign_in(login)

    def note(self, role: Role, stage: Stage, action: Action, reason: str = "") -> None:
        """Remember a step."""
        self.steps.append(Done(self.names[self.logins[role]], stage.name, action, reason))

    # the desk

    @property
    def intake(self) -> IntakeRoom:
        room = self.typist.window.current_room()
        assert isinstance(room, IntakeRoom)
        return room

    @property
    def wizard(self) -> Wizard:
        assert self.intake.wizard is not None
        return self.intake.wizard

    def choose_service(self, service: ServiceDef) -> None:
        """F2, the name, Enter."""
        self.typist.press(Key.Key_F2)
        self.typist.type(service.short_name)
        self.typist.press(Key.Key_Return)
        assert self.opened_wizard().model.service.code == service.code

    def opened_wizard(self) -> Wizard:
        """The wizard, once it stands there."""

        def stands() -> bool:
            if self.typist.window.current_key() != rooms.INTAKE:
                return False
            return self.intake.wizard is not None and self.wizard.is_open

        wait_until(stands, "the wizard")
        self.typist.settle()
        return self.wizard

    def type_draft(self, draft: IntakeDraft) -> None:
        """Every step up to the summary, left with Ctrl+Enter."""
        for _ in range(_MOST_STEPS):
            step = self.wizard.steps[self.wizard.place]
            if step.kind is StepKind.SUMMARY:
                return
            if step.party is not None:
                self.type_party(draft, step.party.code)
            elif step.kind is StepKind.ANSWERS:
                self.typist.fill(draft.answers)
            else:
                self.tick_papers(draft.papers)
            before = self.wizard.place
            self.typist.main_action()
            assert self.wizard.place == before + 1, self.wizard.checked.faults
        raise AssertionError("the wizard has no end")

    def type_half(self, draft: IntakeDraft) -> None:
        """What a draft holds, page by page with Alt+number, without ever going on."""
        for number, step in enumerate(self.wizard.steps):
            if step.kind in (StepKind.SERVICE, StepKind.SUMMARY):
                continue
            self.typist.press(Key(Key.Key_1 + number), ALT)
            assert self.wizard.place == number
            if step.party is not None:
                self.type_party(draft, step.party.code)
            elif step.kind is StepKind.ANSWERS:
                self.typist.fill(draft.answers)
            else:
                self.tick_papers(draft.papers)

    def type_party(self, draft: IntakeDraft, code: str) -> None:
        """A person by their papers, a klien without papers (Alt+T), or the same as before (Alt+S)."""
        page = self.wizard.page
        assert isinstance(page, PartyPage)
        entry = draft.parties.get(code)
        if entry is None:
            return
        other = page._same_as
        if other is not None and draft.parties.get(other.code) == entry:
            self.typist.press(Key.Key_S, ALT)
        elif entry.temporary:
            self.typist.press(Key.Key_T, ALT)
        self.typist.fill(entry.typed)
        typed = self.wizard.model.party(code)
        assert typed.temporary == entry.temporary

    def tick_papers(self, papers: Mapping[str, PaperEntry]) -> None:
        """A, T, M or B on each row; number, date and note where the paper asks for them."""
        page = self.wizard.page
        assert isinstance(page, PapersPage)
        shown = [code for code, row in page.rows.items() if not row.isHidden() and code in papers]
        for code in shown:
            row, entry = page.rows[code], papers[code]
            while self.typist.focus() is not row.states:
                self.typist.press(Key.Key_Down if row.y() >= self.typist.focus().y() else Key.Key_Up)
            if not (entry.alternative or entry.number or entry.dated or entry.note):
                self.typist.type(_LETTERS[entry.state])
                self.typist.settle()
                continue
            for _ in range(_STATES.index(entry.state) + 1):
                self.typist.press(Key.Key_Right)
            if entry.alternative:
                self.typist.tab_to(lambda found, row=row: found is row.extras.alternative, "the alternatives")
                while row.extras.alternative.currentData() != entry.alternative:
                    self.typist.press(Key.Key_Down)
            lines = (
                (row.extras.number, entry.number),
                (row.extras.dated.line, entry.dated),
                (row.extras.note, entry.note),
            )
            for line, text in lines:
                if text:
                    self.typist.tab_to(lambda found, line=line: found is line, line.objectName())
                    self.typist.type(text)
            self.typist.press(Key.Key_Return)
        kept = {code: self.wizard.model.paper(code) for code in shown}
        assert {code: one.state for code, one in kept.items()} == {code: papers[code].state for code in shown}
        assert {c: (o.number, o.dated, o.alternative) for c, o in kept.items()} == {
            c: (papers[c].number, papers[c].dated, papers[c].alternative) for c in shown
        }

    def save(self) -> str:
        """Ctrl+Enter on the summary; returns the receipt number on the page that follows."""
        self.typist.main_action()
        room = self.intake
        said = (self.wizard.foot.text(), room.news.text()) if room.wizard is not None else ""
        assert room.stack.currentWidget() is room.result, said
        return room.result.number.text()

    # the review

    def at(self, request_id: int) -> Standing:
        """Where the application stands."""
        return standing(self.typist.desk, request_id, self.clock().date())

    def find_in_inbox(self, receipt: str) -> InboxRoom:
        """Ctrl+2, then J down the queue to the application; its letter lies on the desk then."""
        room = self.typist.go(rooms.INBOX)
        assert isinstance(room, InboxRoom)
        assert self.typist.focus() is room.queue
        self.typist.press(Key.Key_Home)
        for _ in range(room.queue.rows_model.rowCount()):
            row = room.queue.current_row()
            if row is not None and row.receipt == receipt:
                break
            self.typist.press(Key.Key_J)
        view = room.case.view
        assert view is not None, f"{receipt} does not wait in this inbox"
        assert view.row.receipt == receipt
        if view.drafts:
            wait_until(lambda: bool(room.drafts.letter.text()), "the letter")
        return room

    def approve(self, request_id: int, receipt: str, records: Mapping[str, str]) -> None:
        """Fill what the stage wants, Ctrl+Enter."""
        at = self.at(request_id)
        room = self.find_in_inbox(receipt)
        assert Action.APPROVE in room.case.view.actions
        self.typist.fill(records)
        self.typist.main_action()
        faults = [one.error() for one in room.case.box.form.fields.values()]
        assert self.at(request_id).version > at.version, (room.case.banner.text(), faults)
        assert room.case.outcome.text()
        self.note(at.stage.role, at.stage, Action.APPROVE)

    def send_back(self, request_id: int, receipt: str, reason: str) -> None:
        """Ctrl+Backspace, the reason, Ctrl+Enter; without a reason nothing goes."""
        at = self.at(request_id)
        room = self.find_in_inbox(receipt)
        self.typist.press(Key.Key_Backspace, CTRL)
        assert self.typist.focus() is room.case.box.reason
        self.typist.main_action()
        assert room.case.box.reason_field.error()
        assert self.at(request_id).version == at.version
        self.typist.type(reason)
        self.typist.main_action()
        assert self.at(request_id).version > at.version
        assert "Dikembalikan" in room.case.outcome.text()
        self.note(at.stage.role, at.stage, Action.RETURN, reason)

    def mend(self, request_id: int, receipt: str, reason: str) -> None:
        """The desk finds the reason, opens the wizard with Ctrl+Enter, notes what was done and saves."""
        at = self.at(request_id)
        room = self.find_in_inbox(receipt)
        assert room.case.box.main.accessibleName() == "Perbaiki"
        self.typist.main_action()
        self.opened_wizard()
        assert reason in self.intake.news.text()
        self.typist.fill({"catatan": "Sudah diperiksa kembali."})
        assert self.save() == receipt
        self.note(Role.PETUGAS, at.stage, Action.SUBMIT)
