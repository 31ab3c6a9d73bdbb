"""The running program on a full disk, a damaged database, a broken service or template, and with defects."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from dinsos_desk import __version__, log, paths
from dinsos_desk.desk import Desk, Gate
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine
from dinsos_desk.domain.routing import Action
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.messages import sentence
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.drafts import drafts_of
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.office.users import UserData
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import PASSWORD, StandingClock, cheap_ring, gate_at, setup_for
from tests.ui.office_work import EVERY_ROLE
from tests.ui.review_steps import take_stranded
from ui import rooms
from ui.dialogs import Dialogs
from ui.error_dialog import CrashDialog, ErrorDialog, ErrorReporter, install_excepthook
from ui.guard import Guard
from ui.intake import keeper
from ui.intake.room import IntakeRoom
from ui.look import settings_at
from ui.main_window import MainWindow
from ui.models.columns import Role as RowRole
from ui.preview.letter_view import LetterView
from ui.requests.decision_box import DecisionBox
from ui.start.problem import ProblemPage
from ui.start.program import Program
from ui.start.shell import Shell
from ui.theme import Theme
from ui.turns import Turns

Start = Callable[[Gate], "Office"]
WAIT = 20_000
NAME = "Zulfikrama Contoh"


class Reporter(ErrorReporter):
    """Keeps its dialogs instead of waiting for somebody to close them."""

    def run(self, dialog: QDialog) -> None:
        self.told = [*getattr(self, "told", []), dialog]


class Office:
    """The program as it runs, with somebody signed in who has every role."""

    def __init__(self, qtbot: QtBot, program: Program, reporter: Reporter) -> None:
        self.qtbot = qtbot
        self.program = program
        self.reporter = reporter
        reporter.told = []

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def desk(self) -> Desk:
        assert self.program.desk is not None
        return self.program.desk

    def sign_in(self) -> None:
        self.wait(lambda: self.program.login is not None)
        page = self.program.login
        assert page is not None
        page.login.setText("rani")
        page.password.setText(PASSWORD)
        page.button.click()
        self.wait(lambda: isinstance(self.program.shell.page(), MainWindow | ProblemPage))
        self.rest()

    def wait(self, so: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(so()), timeout=WAIT)

    def rest(self) -> None:
        turns = self.program.shell.findChildren
        self.wait(lambda: self.program.tasks.wait_idle(1000) and not turns(Turns))
        QApplication.processEvents()

    def begin(self, code: str = "lubuklinggau-orang-terlantar") -> IntakeRoom:
        """The wizard with a name typed into its first party."""
        self.window.begin_intake()
        self.rest()
        room = self.window.current_room()
        assert isinstance(room, IntakeRoom)
        room.first.page.service_chosen.emit(self.desk.library.catalog.services[code])
        self.wait(lambda: room.wizard is not None and room.wizard.is_open)
        self.rest()
        return room

    def shown(self) -> str:
        """Every word on the window."""
        return "\n".join(
            label.text() for label in self.program.shell.findChildren(QLabel) if label.isVisible()
        )


@pytest.fixture
def made(tmp_path: Path, clock: StandingClock) -> Gate:
    """An office with one stranded traveller, closed again."""
    gate = gate_at(tmp_path / "data", clock)
    user = UserData("rani", "Rani Wulandari", "Petugas loket", EVERY_ROLE)
    desk, actor = gate.set_up(setup_for(gate, user=user))
    take_stranded(desk, actor, NAME)
    desk.close()
    return gate


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, theme: Theme, clock: StandingClock) -> Iterator[Start]:
    opened: list[tuple[Program, Callable[[], None]]] = []

    def begin(gate: Gate) -> Office:
        log.start(gate.paths)
        settings = settings_at(gate.paths)
        shell = Shell(theme, settings)
        shell.resize(1366, 768)
        reporter = Reporter(theme, sentence, gate.paths.logs, __version__, shell)
        program = Program(qapp, shell, theme, gate.paths, settings, lambda: gate)
        program.tasks.failure.connect(reporter.reported)
        opened.append((program, install_excepthook(reporter)))
        program.start()
        shell.show()
        return Office(qtbot, program, reporter)

    yield begin
    for program, restore in opened:
        program.close()
        program.shell.may_close = lambda: True
        program.shell.close()
        program.shell.deleteLater()
        restore()
    log.stop()


def fill_disk(desk: Desk) -> Callable[[], None]:
    """Every write that needs a page fails from now on, as on a full disk; returns the way back."""
    full = True

    def spoil(connection: object, *_: object) -> None:
        limit = "1" if full else "1000000"
        connection.execute(f"PRAGMA max_page_count = {limit}")  # type: ignore[attr-defined]

    engine = desk._engine
    engine.dispose()
    event.listen(engine, "checkout", spoil)

    def free() -> None:
        nonlocal full
        full = False

    return free


def test_a_full_disk_while_typing(start: Start, made: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed stays on the screen, the disk is named, and it is kept as soon as there is room."""
    monkeypatch.setattr(keeper, "_RETRY_MS", 50)
    office = start(made)
    office.sign_in()
    room = office.begin()
    free = fill_disk(office.desk)
    room.wizard.model.set_note("Catatan. " * 600)
    room.wizard.page.fields()["klien.nama"].focus()
    QTest.keyClicks(QApplication.focusWidget(), NAME)
    office.wait(lambda: "belum tersimpan" in room.kept.text())
    assert "Ruang penyimpanan penuh" in office.shown()
    assert NAME in room.wizard.model.party("klien").typed["nama"]
    assert not office.reporter.told
    free()
    office.wait(lambda: "Konsep tersimpan" in room.kept.text())
    office.rest()
    kept = drafts_of(office.desk.reader(), office.window.context.actor)
    assert NAME in kept[0].draft.parties["klien"].typed["nama"]


def test_a_full_disk_while_sending(start: Start, made: Gate) -> None:
    """The wizard stays on its last step with everything in it; pressed again it is one application."""
    office = start(made)
    office.sign_in()
    room = office.begin()
    actor, desk = office.window.context.actor, office.desk
    fill_wizard(room)
    office.wait(lambda: "Konsep tersimpan" in room.kept.text())
    free = fill_disk(desk)
    for attempt in range(60):
        room.wizard.model.set_note(f"{attempt} " + "catatan " * 200)
        room.wizard.check_now()
        room.wizard.submit_wanted.emit()
        office.rest()
        if "Ruang penyimpanan penuh" in office.shown():
            break
        assert room.wizard is None
        room = office.begin()
        fill_wizard(room)
    assert room.wizard is not None
    assert not room.wizard.is_busy
    assert room.wizard.model.party("klien").typed["nama"] == NAME
    assert not office.reporter.told
    free()
    office.wait(lambda: "Konsep tersimpan" in room.kept.text())
    room.wizard.submit_wanted.emit()
    office.wait(lambda: room.wizard is None)
    office.rest()
    assert not drafts_of(desk.reader(), actor)


def fill_wizard(room: IntakeRoom) -> None:
    """Everything the service for stranded travellers asks for."""
    assert room.wizard is not None
    model, desk = room.wizard.model, room.context.desk
    service = desk.library.catalog.services["lubuklinggau-orang-terlantar"]
    draft = fill_draft(service, Crowd(4), desk.now().date())
    for code, entry in draft.parties.items():
        model.fill_party(code, entry)
    model.set_party_text("klien", "nama", NAME)
    for code, text in draft.answers.items():
        model.set_answer(code, text)
    for code, paper in draft.papers.items():
        model.set_paper(code, paper)
    room.wizard.check_now()


def test_a_full_disk_while_deciding(start: Start, made: Gate) -> None:
    """The reason stays in its box, the application where it was."""
    office = start(made)
    office.sign_in()
    desk, actor = office.desk, office.window.context.actor
    others = [take_stranded(desk, actor, f"Contoh {n}").request_id for n in range(30)]
    free = fill_disk(desk)
    reason = "Alamat pada surat pengantar belum sesuai. " * 20
    for request_id in [1, *others]:
        office.window.open_request(request_id)
        office.rest()
        box = next(b for b in office.window.current_room().findChildren(DecisionBox) if b.isVisible())
        box.choose(Action.RETURN)
        if box.reason_field.isHidden() or not box.main.isVisible():
            box.step_back()
        box.reason.setPlainText(reason)
        box.main_action()
        office.rest()
        if "Ruang penyimpanan penuh" in office.shown():
            break
    else:
        raise AssertionError("the disk never became full")
    assert box.reason.toPlainText() == reason
    assert view_request(desk.reader(), actor, request_id).row.version == 1
    free()
    box.main_action()
    office.rest()
    assert view_request(desk.reader(), actor, request_id).row.version == 2
    assert not office.reporter.told


def test_a_defect_on_the_window(start: Start, made: Gate) -> None:
    """A report without a word of what was typed; the wizard goes on and its draft is kept."""
    office = start(made)
    office.sign_in()
    room = office.begin()
    room.wizard.model.set_party_text("klien", "nama", NAME)
    QTimer.singleShot(0, lambda: int(NAME))
    office.wait(lambda: office.reporter.told)
    office.wait(lambda: "Konsep tersimpan" in room.kept.text())
    (dialog,) = office.reporter.told
    assert isinstance(dialog, CrashDialog)
    report = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ValueError" in report
    assert "test_wrong_input_program.py" in report
    assert NAME.split()[0] not in report
    kept = drafts_of(office.desk.reader(), office.window.context.actor)
    assert kept[0].title == NAME
    assert_silent_log(made)


def test_a_defect_on_a_worker(start: Start, made: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """A use case that fails in an unforeseen way: the same dialog, and the decision can be made again."""
    office = start(made)
    office.sign_in()
    office.window.open_request(1)
    office.rest()
    box = next(b for b in office.window.current_room().findChildren(DecisionBox) if b.isVisible())

    def fail(*_: object) -> None:
        raise KeyError(NAME)

    with monkeypatch.context() as broken:
        broken.setattr("ui.requests.decision_box.decide", fail)
        box.main_action()
        office.wait(lambda: office.reporter.told)
    (dialog,) = office.reporter.told
    assert isinstance(dialog, CrashDialog)
    assert NAME.split()[0] not in dialog.findChild(QPlainTextEdit).toPlainText()
    office.rest()
    box.main_action()
    office.rest()
    view = view_request(office.desk.reader(), office.window.context.actor, 1)
    assert view.row.version == 2
    assert_silent_log(made)


def assert_silent_log(gate: Gate) -> None:
    written = "".join(path.read_text("utf-8") for path in gate.paths.logs.iterdir())
    assert "unforeseen failure" in written
    assert NAME.split()[0] not in written


def give_numbers(office: Office) -> None:
    """The room of the queue is shut in an office that gives no ticket numbers."""
    numbers = FrontDesk(queue=True, queue_lines=(QueueLine(letter="A", name="Umum"),))
    change_front_desk(office.desk.uow(), office.window.context.actor, numbers)
    office.window.context.events.settings_changed.emit()
    office.rest()
    assert rooms.QUEUE not in office.window.shut


@pytest.mark.parametrize("key", sorted(set(rooms.rooms_for(EVERY_ROLE)) - {rooms.HOME}))
def test_a_database_that_breaks_under_way(
    start: Start, made: Gate, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Every room says what happened in our words, and works again when the disk is back."""
    office = start(made)
    office.sign_in()
    if key == rooms.QUEUE:
        give_numbers(office)
    error = EnvironmentProblem("disk_bermasalah")

    def broken(*_: object) -> None:
        raise error

    with monkeypatch.context() as disk:
        for way in ("uow", "reader", "reading", "ask"):
            disk.setattr(office.desk, way, broken)
        office.window.go(key)
        if key == rooms.REQUESTS:
            office.window.open_request(1)
        office.rest()
        told = [d for d in office.reporter.told if isinstance(d, ErrorDialog)]
        assert told or "Media penyimpanan" in office.shown()
        assert not [d for d in office.reporter.told if isinstance(d, CrashDialog)]
    office.reporter.told.clear()
    office.window.go(rooms.HOME)
    office.window.go(key)
    office.window.current_room().enter()
    office.rest()
    assert not office.reporter.told
    assert "Media penyimpanan" not in office.shown()


def test_a_damaged_database_says_what_to_do(start: Start, made: Gate) -> None:
    data = made.paths.database.read_bytes()
    made.paths.database.write_bytes(data[:-1000])
    office = start(made)
    office.sign_in()
    page = office.program.shell.page()
    assert isinstance(page, ProblemPage)
    assert "rusak" in page.text.text()
    assert "Jangan menghapus" in page.advice.text()
    made.paths.database.write_bytes(data)
    page.again.click()
    office.wait(lambda: office.program.login is not None)
    office.sign_in()
    assert isinstance(office.program.shell.page(), MainWindow)


def test_a_broken_service_file_is_shown_in_the_settings(
    start: Start, made: Gate, tmp_path: Path, clock: StandingClock
) -> None:
    folder = tmp_path / "katalog"
    shutil.copytree(paths.resources_dir() / "catalog", folder)
    (broken,) = (f for f in folder.rglob("*.toml") if 'code = "lubuklinggau-dtks"' in f.read_text("utf-8"))
    broken.write_text(broken.read_text("utf-8").replace("short_name", "shrot_name", 1), "utf-8")
    office = start(Gate(made.paths, ring_at=cheap_ring, now=clock, catalog=folder))
    office.sign_in()
    office.window.go(rooms.SETTINGS)
    office.rest()
    choose_section(office, "Layanan")
    services = office.window.current_room().findChild(QTableView, "layanan_daftar")
    assert services is not None
    shown = services.model()
    rows = [shown.index(place, 0).data(RowRole.ROW) for place in range(shown.rowCount())]
    services.setCurrentIndex(shown.index(next(p for p, row in enumerate(rows) if row.faulty), 0))
    office.rest()
    assert "shrot_name" in office.shown()
    assert broken.relative_to(folder).as_posix() in office.shown()


def letter(office: Office) -> LetterView:
    """The letter on the page of an application, turned to."""
    tabs = office.window.current_room().findChild(QTabBar, "lembar_permohonan")
    tabs.setCurrentIndex(1)
    office.rest()
    return next(view for view in office.window.current_room().findChildren(LetterView) if view.isVisible())


def choose_section(office: Office, title: str) -> None:
    room = office.window.current_room()
    table = next(t for t in room.findChildren(QTableView) if t.isVisible())
    model = table.model()
    row = next(r for r in range(model.rowCount()) if title in str(model.index(r, 0).data()))
    table.setCurrentIndex(model.index(row, 0))
    office.rest()


def test_a_broken_template_is_said_in_the_preview(start: Start, made: Gate) -> None:
    name = "lubuklinggau/surat_pengantar_orang_terlantar.docx"
    own = made.paths.templates / name
    own.parent.mkdir(parents=True)
    own.write_bytes(b"rusak")
    office = start(made)
    office.sign_in()
    office.window.open_request(1)
    office.rest()
    view = letter(office)
    assert name in view.problem()
    own.unlink()
    view.retry.emit()
    office.rest()
    assert NAME in view.text()
    assert not office.reporter.told


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x","y")', "<b>Tebal</b>", "<img src='x'>", "{{ 7*7 }}", "&lt;", "محمد 😀"]
)
def test_a_name_is_shown_as_it_was_typed(start: Start, made: Gate, name: str) -> None:
    """No label of the window takes a name for markup."""
    office = start(made)
    office.sign_in()
    desk, actor = office.desk, office.window.context.actor
    request_id = take_stranded(desk, actor, name).request_id
    office.window.open_request(request_id)
    office.rest()
    labels = [label for label in office.program.shell.findChildren(QLabel) if label.isVisible()]
    with_name = [label for label in labels if name in label.text() or name in label.accessibleName()]
    assert with_name
    for label in with_name:
        assert label.textFormat() is Qt.TextFormat.PlainText or not Qt.mightBeRichText(label.text())
    assert name in letter(office).text()
    tips = [w.toolTip() for w in office.program.shell.findChildren(QWidget) if name in w.toolTip()]
    assert not [tip for tip in tips if Qt.mightBeRichText(tip)]


def test_a_log_that_cannot_be_written_stops_nothing(
    start: Start, made: Gate, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = start(made)
    log.stop()
    (made.paths.logs / log.FILE_NAME).unlink(missing_ok=True)
    (made.paths.logs / log.FILE_NAME).mkdir()
    told: list[str] = []
    monkeypatch.setattr(ErrorReporter, "show", lambda _, error: told.append(error.code))
    guard = Guard(theme, made.paths, office.program.shell, office.program)
    try:
        office.wait(lambda: told)
        assert told == ["folder_tidak_bisa_ditulis"]
        office.sign_in()
        assert isinstance(office.program.shell.page(), MainWindow)
    finally:
        guard.leave()


def test_closing_with_a_draft_that_cannot_be_kept_asks_first(
    start: Start, made: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be kept is given up only by somebody who says so."""
    asked: list[str] = []
    monkeypatch.setattr(Dialogs, "confirm", lambda parent, title, *_, **__: bool(asked.append(title)))
    office = start(made)
    office.sign_in()
    room = office.begin()
    free = fill_disk(office.desk)
    room.wizard.model.set_note("Catatan. " * 600)
    assert not office.program.shell.close()
    assert asked == ["Konsep belum tersimpan"]
    assert "Catatan." in room.wizard.model.draft.note
    free()
    assert office.program.shell.close()
    assert len(asked) == 1
    kept = drafts_of(office.desk.reader(), office.window.context.actor)
    assert kept[0].draft.note.startswith("Catatan.")
