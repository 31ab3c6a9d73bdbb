"""The queue at the counter, worked by keys in the real window."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.db.queries.queue.day import board
from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine
from dinsos_desk.domain.queue import TicketState
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft, keep_draft
from dinsos_desk.usecases.office import counters
from dinsos_desk.usecases.office.counters import CounterChoice
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.queue import tickets as queue
from tests.factories import StandingClock, colleague
from tests.ui.office_work import room_context
from ui import rooms
from ui.intake.room import IntakeRoom
from ui.main_window import MainWindow
from ui.models.columns import Role as ItemRole
from ui.queue.choice_dialog import ChoiceDialog
from ui.queue.room import QueueRoom
from ui.queue.words import span_words
from ui.tasks import Tasks
from ui.theme import Theme

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
GENERAL = QueueLine(letter="A", name="Pelayanan umum")
HEALTH = QueueLine(letter="B", name="Jaminan kesehatan", services=("lubuklinggau-pbi-jk",))


class Counter:
    """Somebody at a counter, with a keyboard."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.printed: list[tuple[str, bytes]] = []
        self.failures: list[Exception] = []
        outputs = window.context.outputs
        outputs.print = lambda name, content: self.printed.append((name, content))  # type: ignore[method-assign]
        window.context.tasks.failure.connect(self.failures.append)

    @property
    def desk(self) -> Desk:
        return self.window.context.desk

    @property
    def actor(self) -> Actor:
        return self.window.context.actor

    @property
    def room(self) -> QueueRoom:
        room = self.window.current_room()
        assert isinstance(room, QueueRoom)
        return room

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(self._rests)
        assert not self.failures

    def _rests(self) -> bool:
        """No answer is awaited, and no button is on its way down or up."""
        down = any(button.isDown() for button in self.window.findChildren(QAbstractButton))
        return not down and self.window.context.tasks.wait_idle(1000)

    def press(self, key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QApplication.processEvents()
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        target: QWidget = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)
        self.settle()

    def take(self, line: str = "A", priority: bool = False) -> None:
        queue.take_ticket(self.desk.uow(), self.actor, line, priority, self.desk.now())
        self.window.context.events.queue_changed.emit()
        self.settle()

    def waiting(self) -> list[str]:
        return [ticket.label for ticket in self.room.model.rows()]

    def counts(self) -> dict[TicketState, int]:
        return self.desk.ask(lambda session: board(session, self.desk.now().date())).counts


Open = Callable[..., Counter]


@pytest.fixture
def open_window(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Open:
    def make(*lines: QueueLine, who: Actor = actor) -> Counter:
        if lines:
            change_front_desk(desk.uow(), actor, FrontDesk(queue=True, queue_lines=lines))
        window = MainWindow(room_context(desk, who, tasks, theme, tmp_path))
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        counter = Counter(qtbot, window)
        counter.settle()
        return counter

    return make


@pytest.fixture
def counter(open_window: Open) -> Counter:
    """The room of the queue, with two lines."""
    made = open_window(GENERAL, HEALTH)
    made.press(Key.Key_F8)
    assert made.window.current_key() == rooms.QUEUE
    return made


def test_an_office_without_numbers_has_no_room_for_them(open_window: Open) -> None:
    counter = open_window()
    assert counter.window.bar.button(rooms.QUEUE).isHidden()
    counter.press(Key.Key_F8)
    assert counter.window.current_key() == rooms.HOME
    assert not counter.window.go(rooms.QUEUE)


def test_f8_without_numbers_says_how_to_turn_them_on(open_window: Open) -> None:
    counter = open_window()
    counter.press(Key.Key_F8)
    notice = counter.window._door.notice
    assert notice.isVisible()
    assert "Pengaturan › Meja depan › Antrean" in notice.text()
    notice.link.click()
    counter.settle()
    assert counter.window.current_key() == rooms.SETTINGS
    assert notice.isHidden()
    counter.press(Key.Key_F8)
    change_front_desk(counter.desk.uow(), counter.actor, FrontDesk(queue=True, queue_lines=(GENERAL,)))
    counter.window.context.events.settings_changed.emit()
    counter.settle()
    assert notice.isHidden()
    counter.press(Key.Key_F8)
    assert counter.window.current_key() == rooms.QUEUE


def test_the_room_comes_and_goes_with_the_setting(counter: Counter) -> None:
    assert not counter.window.bar.button(rooms.QUEUE).isHidden()
    change_front_desk(counter.desk.uow(), counter.actor, FrontDesk())
    counter.window.context.events.settings_changed.emit()
    counter.settle()
    assert counter.window.current_key() == rooms.HOME
    assert counter.window.bar.button(rooms.QUEUE).isHidden()


def test_who_is_no_petugas_has_no_queue(open_window: Open, desk: Desk, actor: Actor) -> None:
    counter = open_window(GENERAL, who=colleague(desk, actor, Role.KADIS))
    counter.press(Key.Key_F8)
    assert counter.window.current_key() == rooms.HOME


def test_models_are_sound(counter: Counter) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [
        QAbstractItemModelTester(model, mode) for model in (counter.room.model, counter.room.called_model)
    ]
    for priority in (False, True):
        counter.take(priority=priority)
    counter.press(Key.Key_Return, CTRL)
    assert testers
    assert counter.room.called_model.index(0, 1).data(ItemRole.BADGE).text == "Dipanggil"


def test_a_number_is_given_and_its_slip_printed_by_one_key(counter: Counter) -> None:
    counter.press(Key.Key_A, ALT)
    counter.press(Key.Key_P, ALT)
    assert counter.waiting() == ["A002", "A001"]
    assert [name for name, _ in counter.printed] == ["Antrean A001.docx", "Antrean A002.docx"]
    said = " ".join(p.text for p in docx.Document(io.BytesIO(counter.printed[1][1])).paragraphs)
    assert "A002" in said
    assert "PRIORITAS" in said
    assert counter.room.give.last.text() == "A002 diambil. Nomor ini dipanggil berikutnya."
    counter.press(Key.Key_P, CTRL)
    assert len(counter.printed) == 3
    assert counter.window.bar.button(rooms.QUEUE).counter() == 2
    counter.press(Key.Key_F8)
    assert counter.room.give.last.text() == "A002 diambil."


def test_the_line_is_chosen_by_its_letter(counter: Counter) -> None:
    counter.room.give.line.setFocus()
    QTest.keyClick(counter.room.give.line, Key.Key_B)
    counter.press(Key.Key_A, ALT)
    assert counter.waiting() == ["B001"]


def test_with_one_line_there_is_nothing_to_choose(open_window: Open) -> None:
    counter = open_window(GENERAL)
    counter.press(Key.Key_F8)
    assert counter.room.give.field.isHidden()
    counter.press(Key.Key_A, ALT)
    assert counter.waiting() == ["A001"]


def test_without_slips_nothing_is_printed_and_that_is_remembered(counter: Counter) -> None:
    counter.room.give.slips.setFocus()
    counter.press(Key.Key_Space)
    counter.press(Key.Key_A, ALT)
    assert counter.printed == []
    assert counter.waiting() == ["A001"]
    assert not counters.counter_choice(counter.desk.reader(), counter.actor).slips


def test_a_printer_that_fails_takes_no_number_away(counter: Counter) -> None:
    def fails(name: str, content: bytes) -> Path:
        raise EnvironmentProblem("tidak_dapat_mencetak", nama=name)

    counter.window.context.outputs.print = fails  # type: ignore[method-assign]
    counter.press(Key.Key_A, ALT)
    assert counter.waiting() == ["A001"]
    assert "tidak dapat dikirim ke pencetak" in counter.room.banner.text()
    assert "A001 diambil" in counter.room.give.last.text()


def test_call_serve_and_the_next_by_the_main_key(counter: Counter, clock: StandingClock) -> None:
    counter.take()
    counter.take()
    clock.forward(minutes=4)
    counter.press(Key.Key_Return, CTRL)
    assert counter.room.counter.number.text() == "A001"
    assert "menunggu 4 menit" in counter.room.counter.words.text()
    counter.press(Key.Key_Return, CTRL)
    assert counter.window.current_key() == rooms.INTAKE
    assert counter.counts() == {TicketState.SERVED: 1, TicketState.WAITING: 1}
    counter.press(Key.Key_F8)
    clock.forward(minutes=6)
    counter.press(Key.Key_Return, CTRL)
    assert counter.room.counter.number.text() == "A002"
    assert counter.counts() == {TicketState.DONE: 1, TicketState.CALLED: 1}


def test_f8_inside_the_room_calls_and_never_passes_over_a_called_number(counter: Counter) -> None:
    counter.take()
    counter.take()
    counter.press(Key.Key_F8)
    assert counter.room.counter.number.text() == "A001"
    counter.press(Key.Key_F8)
    assert counter.room.counter.number.text() == "A001"
    assert "A001 masih di loket Anda" in counter.room.banner.text()


def test_who_did_not_come(counter: Counter) -> None:
    for _ in range(3):
        counter.take()
    counter.press(Key.Key_Return, CTRL)
    counter.press(Key.Key_R, CTRL)
    assert "dipanggil 2 kali" in counter.room.counter.words.text()
    counter.press(Key.Key_M, CTRL)
    assert counter.waiting() == ["A002", "A003", "A001"]
    counter.press(Key.Key_Return, CTRL)
    counter.press(Key.Key_Backspace, CTRL)
    assert counter.counts() == {TicketState.WAITING: 2, TicketState.ABSENT: 1}
    counter.room.called.setFocus()
    counter.press(Key.Key_Return)
    assert counter.room.counter.number.text() == "A002"


def test_absence_by_mistake_is_taken_back(counter: Counter) -> None:
    counter.take()
    counter.press(Key.Key_Return, CTRL)
    counter.press(Key.Key_Backspace, CTRL)
    counter.press(Key.Key_Z, CTRL)
    assert counter.room.counter.number.text() == "A001"


def test_only_asked_and_taken_back(counter: Counter) -> None:
    counter.take()
    counter.press(Key.Key_Return, CTRL)
    counter.press(Key.Key_D, CTRL)
    assert counter.counts() == {TicketState.DONE: 1}
    assert counter.room.counter.number.text() == "–"
    counter.press(Key.Key_Z, CTRL)
    assert counter.counts() == {TicketState.SERVED: 1}


def test_who_went_home_and_came_back(counter: Counter) -> None:
    counter.take()
    counter.take()
    counter.room.waiting.setFocus()
    counter.room.waiting.choose_row(0)
    counter.press(Key.Key_Delete)
    assert counter.waiting() == ["A002"]
    assert "A001 dibatalkan" in counter.room.banner.text()
    counter.press(Key.Key_Z, CTRL)
    assert counter.waiting() == ["A001", "A002"]


def test_out_of_turn_is_asked_first(counter: Counter) -> None:
    for _ in range(2):
        counter.take()
    asked: list[str] = []
    answers = [False, True]

    class Says:
        @staticmethod
        def confirm(parent: QWidget, title: str, text: str, action: str) -> bool:
            asked.append(title)
            return answers.pop(0)

    counter.room.dialogs = Says  # type: ignore[assignment]
    counter.room.waiting.setFocus()
    for _ in range(2):
        counter.room.waiting.choose_row(1)
        counter.press(Key.Key_Return)
    assert asked == ["Panggil A002 di luar giliran?"] * 2
    assert counter.room.counter.number.text() == "A002"


def test_another_counter_was_first(counter: Counter) -> None:
    other = colleague(counter.desk, counter.actor, Role.PETUGAS)
    counters.keep_counter_choice(counter.desk.uow(), other, CounterChoice("Loket 2"))
    counter.take()
    queue.call_next(counter.desk.uow(), other, counter.desk.now())
    counter.room.waiting.setFocus()
    counter.room.waiting.choose_row(0)
    counter.press(Key.Key_Return)
    assert "baru saja berubah di loket lain" in counter.room.banner.text()
    assert counter.waiting() == []
    assert [ticket.counter for ticket in counter.room.called_model.rows()] == ["Loket 2"]


def test_two_counters_of_one_name_are_told(counter: Counter) -> None:
    other = colleague(counter.desk, counter.actor, Role.PETUGAS)
    counter.take()
    queue.call_next(counter.desk.uow(), other, counter.desk.now())
    counter.press(Key.Key_F5)
    assert "juga memanggil di Loket 1" in counter.room.banner.text()


def test_the_name_of_the_counter_and_its_lines_are_remembered(counter: Counter, qtbot: QtBot) -> None:
    def fill(parent: QWidget, theme: Theme, choice: CounterChoice, lines: object) -> CounterChoice | None:
        dialog = ChoiceDialog(theme, choice, (GENERAL, HEALTH), parent)
        qtbot.addWidget(dialog)
        dialog.show()
        QTest.keyClick(dialog.counter, Key.Key_A, CTRL)
        QTest.keyClick(dialog.counter, Key.Key_Delete)
        dialog.accept()
        assert dialog.isVisible()
        assert dialog.field.error() == "Wajib diisi."
        QTest.keyClicks(dialog.counter, "Meja 7")
        for box in dialog.lines.values():
            QTest.keyClick(box, Key.Key_Space)
        dialog.accept()
        assert "sedikitnya satu" in dialog.fault.text()
        QTest.keyClick(dialog.lines["B"], Key.Key_Space)
        dialog.accept()
        assert not dialog.isVisible()
        return dialog.value()

    counter.room.choices = type("Asks", (), {"ask": staticmethod(fill)})  # type: ignore[assignment]
    counter.take("A")
    counter.take("B")
    counter.press(Key.Key_L, ALT)
    assert counter.room.counter.title.text() == "Meja 7"
    counter.press(Key.Key_Return, CTRL)
    assert counter.room.counter.number.text() == "B001"
    assert counters.counter_choice(counter.desk.reader(), counter.actor).lines == ("B",)


def test_the_wizard_knows_whom_it_serves(counter: Counter) -> None:
    counter.take("B")
    counter.press(Key.Key_Return, CTRL)
    counter.press(Key.Key_Return, CTRL)
    intake = counter.window.current_room()
    assert isinstance(intake, IntakeRoom)
    counter.qtbot.waitUntil(lambda: intake.first.page.services.current_row() is not None)
    assert intake.first.page.services.current_row().code == "lubuklinggau-pbi-jk"
    counter.press(Key.Key_Return)
    counter.qtbot.waitUntil(lambda: intake.wizard is not None and intake.wizard.is_open)
    counter.settle()
    ticket = counter.desk.ask(lambda session: board(session, counter.desk.now().date())).at_counters[0]
    assert intake.wizard is not None
    assert intake.wizard.model.draft.ticket == ticket.id
    counter.press(Key.Key_Escape)
    counter.settle()
    assert intake.wizard is None
    counter.press(Key.Key_F8)
    counter.press(Key.Key_F2)
    assert counter.window.current_key() == rooms.INTAKE
    assert counter.counts() == {TicketState.SERVED: 1}


def test_a_kept_draft_is_gone_on_with_under_the_ticket(counter: Counter) -> None:
    party = PartyEntry({"nama": "Siti Nurhayati"})
    draft = IntakeDraft("lubuklinggau-dtks", {"pemohon": party})
    keep_draft(counter.desk.uow(), counter.actor, draft, None, counter.desk.now())
    counter.take()
    counter.press(Key.Key_Return, CTRL)
    counter.press(Key.Key_Return, CTRL)
    intake = counter.window.current_room()
    assert isinstance(intake, IntakeRoom)
    counter.qtbot.waitUntil(lambda: intake.first.page.draft_list.current_row() is not None)
    intake.first.page.draft_list.setFocus()
    counter.press(Key.Key_Return)
    counter.qtbot.waitUntil(lambda: intake.wizard is not None and intake.wizard.is_open)
    assert intake.wizard is not None
    assert intake.wizard.model.draft.nonce == draft.nonce
    assert intake.wizard.model.draft.ticket is not None
    counter.settle()


def test_f2_elsewhere_begins_without_a_ticket(counter: Counter) -> None:
    counter.take()
    counter.press(Key.Key_Return, CTRL)
    counter.press(Key.Key_Return, CTRL)
    counter.window.go(rooms.HOME)
    counter.press(Key.Key_F2)
    intake = counter.window.current_room()
    assert isinstance(intake, IntakeRoom)
    counter.qtbot.waitUntil(lambda: intake.first.page.services.current_row() is not None)
    counter.press(Key.Key_Return)
    counter.qtbot.waitUntil(lambda: intake.wizard is not None and intake.wizard.is_open)
    assert intake.wizard is not None
    assert intake.wizard.model.draft.ticket is None
    counter.settle()


def test_what_yesterday_left_is_ended_at_first_sight(counter: Counter, clock: StandingClock) -> None:
    counter.take()
    yesterday = clock().date()
    counter.press(Key.Key_F2)
    clock.moment += timedelta(days=1)
    counter.press(Key.Key_F8)
    counter.settle()
    assert counter.waiting() == []
    left = counter.desk.ask(lambda session: board(session, yesterday))
    assert left.counts == {TicketState.UNREACHED: 1}


def test_the_screen_of_calls_follows(counter: Counter, clock: StandingClock) -> None:
    counter.press(Key.Key_F11)
    screen = counter.room.call_screen
    counter.settle()
    assert screen.isVisible()
    assert screen.shown() == ()
    screen.grab()
    counter.take()
    counter.take()
    counter.room.main_action()
    counter.settle()
    assert screen.shown() == (("A001", "Loket 1"),)
    assert screen.accessibleDescription() == "A001 ke Loket 1"
    assert not screen.grab().isNull()
    other = colleague(counter.desk, counter.actor, Role.PETUGAS)
    counters.keep_counter_choice(counter.desk.uow(), other, CounterChoice("Loket dua di sebelah"))
    clock.forward(minutes=1)
    queue.call_next(counter.desk.uow(), other, clock())
    counter.window.context.events.queue_changed.emit()
    counter.settle()
    assert screen.shown()[0] == ("A002", "Loket dua di sebelah")
    assert not screen.grab().isNull()
    QTest.keyClick(screen, Key.Key_F11)
    assert screen.isFullScreen()
    QTest.keyClick(screen, Key.Key_Escape)
    assert screen.isVisible()
    assert not screen.isFullScreen()
    QTest.keyClick(screen, Key.Key_Escape)
    assert not screen.isVisible()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(-5, "baru saja"), (0, "baru saja"), (12, "12 menit"), (60, "1 jam"), (65, "1 jam 5 menit")],
)
def test_spans_are_never_negative(clock: StandingClock, minutes: int, words: str) -> None:
    assert span_words(clock(), clock() + timedelta(minutes=minutes)) == words
