"""The agenda of numbers in the window, by keyboard: entered, put in, reserved, cancelled, corrected."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.db.queries.numbers import Kind
from dinsos_desk.desk import Desk
from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.numbers.by_hand import OutsideLetter, enter_outside
from dinsos_desk.usecases.numbers.parts import About
from dinsos_desk.usecases.numbers.series import keep_series
from tests.factories import StandingClock, colleague
from tests.ui.office_work import room_context
from tests.ui.review_steps import pass_on, take_stranded
from ui.dialogs import Dialogs
from ui.letters.agenda import AgendaPage
from ui.letters.number_form import NumberForm
from ui.letters.room import LettersRoom
from ui.tasks import Tasks
from ui.theme import Theme

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key
ABOUT = About(date(2026, 11, 23), "Camat Contoh Barat", "Undangan rapat", "Sekretariat")


@pytest.fixture
def room(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot) -> LettersRoom:
    made = LettersRoom(room_context(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.enter()
    return made


@pytest.fixture
def agenda(room: LettersRoom, qtbot: QtBot) -> AgendaPage:
    """The agenda, turned to by its key."""
    qtbot.keyClick(room, Key.Key_2, ALT)
    assert room.agenda is not None
    settled(room.agenda, qtbot)
    return room.agenda


@pytest.fixture
def enter(desk: Desk, actor: Actor, clock: StandingClock) -> Callable[..., str]:
    """Write a letter down without a window."""

    def put(**more: object) -> str:
        return enter_outside(desk.uow(), actor, OutsideLetter(ABOUT, **more), clock())  # type: ignore[arg-type]

    return put


def settled(agenda: AgendaPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: agenda.world is not None and not agenda.model.loading)
    assert agenda.context.tasks.wait_idle()
    qtbot.waitUntil(lambda: not agenda.model.loading)


def form_of(agenda: AgendaPage, qtbot: QtBot) -> NumberForm:
    qtbot.waitUntil(lambda: agenda.form is not None and agenda.form.isVisible())
    assert agenda.form is not None
    return agenda.form


def fill(qtbot: QtBot, form: NumberForm, **typed: str) -> None:
    for code, text in typed.items():
        inner = form.fields[code].editor.focusProxy()
        assert isinstance(inner, QWidget)
        inner.setFocus()
        if isinstance(inner, QLineEdit):
            inner.selectAll()
        qtbot.keyClicks(inner, text)


def save(agenda: AgendaPage, qtbot: QtBot, form: NumberForm) -> None:
    qtbot.keyClick(form, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: agenda.form is None)
    settled(agenda, qtbot)


def numbers(agenda: AgendaPage) -> list[str]:
    return [row.number for row in agenda.model.rows()]


def to_row(agenda: AgendaPage, qtbot: QtBot, kind: Kind) -> None:
    """Put the cursor on the first line of a kind, by the arrow keys."""
    agenda.table.setFocus()
    qtbot.keyClick(agenda.table, Key.Key_Home)
    for _ in range(agenda.model.rowCount()):
        if agenda.table.current_row().kind is kind:
            return
        qtbot.keyClick(agenda.table, Key.Key_Down)
    raise AssertionError(f"no line is {kind}")


def test_a_letter_made_outside_is_entered_by_keyboard(agenda: AgendaPage, qtbot: QtBot) -> None:
    assert agenda.model.rowCount() == 0
    qtbot.keyClick(agenda.table, Key.Key_Return, CTRL)
    form = form_of(agenda, qtbot)
    qtbot.waitUntil(lambda: "400.9/1/DINSOS/XI/2026" in form.foreseen.text())
    for text in ("Undangan rapat", "Camat Contoh Barat", "Sekretariat"):
        focus = form.focusWidget()
        qtbot.keyClicks(focus, text)
        qtbot.keyClick(focus, Key.Key_Return)
    save(agenda, qtbot, form)
    assert numbers(agenda) == ["400.9/1/DINSOS/XI/2026"]
    assert "Tercatat dengan nomor 400.9/1/DINSOS/XI/2026." in agenda.banner.text()
    row = agenda.model.rows()[0]
    assert (row.subject, row.addressee, row.maker) == ("Undangan rapat", "Camat Contoh Barat", "Sekretariat")
    QAbstractItemModelTester(agenda.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_what_is_missing_is_said_and_nothing_is_lost(agenda: AgendaPage, qtbot: QtBot) -> None:
    qtbot.keyClick(agenda.table, Key.Key_Return, CTRL)
    form = form_of(agenda, qtbot)
    fill(qtbot, form, subject="Undangan", serial="40")
    qtbot.keyClick(form, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(form.fields["addressee"].error()))
    assert form.fields["maker"].error()
    fill(qtbot, form, addressee="Camat", maker="Sekretariat", dated="30/11/2026")
    qtbot.keyClick(form, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(form.fields["dated"].error()))
    assert "sesudah hari ini" in form.fields["dated"].error()
    fill(qtbot, form, dated="23/11/2026")
    assert not form.fields["gap"].isVisible()
    qtbot.keyClick(form, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: form.fields["gap"].isVisible())
    assert "1 sampai 39" in form.fields["gap"].error()
    assert form.fields["subject"].editor.text() == "Undangan"
    qtbot.keyClick(form.fields["gap"].editor.focusProxy(), Key.Key_2)
    fill(qtbot, form, gap_reason="Buku agenda lama")
    save(agenda, qtbot, form)
    assert numbers(agenda) == ["1–39", "400.9/40/DINSOS/XI/2026"]


def test_an_earlier_date_is_put_in_between(
    agenda: AgendaPage, qtbot: QtBot, enter: Callable[..., str], clock: StandingClock
) -> None:
    enter()
    clock.moment = datetime(2026, 11, 30, 9, 0)
    enter(serial=2)
    enter_later = OutsideLetter(About(date(2026, 11, 30), "Camat", "Balasan", "Sekretariat"))
    enter_outside(agenda.context.desk.uow(), agenda.context.actor, enter_later, clock())
    qtbot.keyClick(agenda.table, Key.Key_I, CTRL)
    form = form_of(agenda, qtbot)
    fill(qtbot, form, dated="30/11/2026")
    qtbot.waitUntil(lambda: "tidak perlu disisipkan" in form.foreseen.text())
    fill(qtbot, form, dated="24/11/2026")
    qtbot.waitUntil(lambda: "400.9/2.a/DINSOS/XI/2026" in form.foreseen.text())
    fill(qtbot, form, subject="Surat tugas", addressee="Petugas", maker="Dayasos", reason="Terlambat dicatat")
    save(agenda, qtbot, form)
    to_row(agenda, qtbot, Kind.INSERTED)
    assert agenda.table.current_row().number == "400.9/2.a/DINSOS/XI/2026"
    assert "Terlambat dicatat" in agenda.detail.text()


def test_a_range_is_reserved_taken_from_and_ended(agenda: AgendaPage, qtbot: QtBot) -> None:
    qtbot.keyClick(agenda.table, Key.Key_D, CTRL)
    form = form_of(agenda, qtbot)
    fill(
        qtbot, form, first="101", last="100", unit="Sekretariat", unit_code="SEKR", reason="Surat Sekretariat"
    )
    qtbot.keyClick(form, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(form.fields["last"].error()))
    fill(qtbot, form, last="102", until="31/12/2026")
    save(agenda, qtbot, form)
    assert numbers(agenda) == ["101–102"]
    to_row(agenda, qtbot, Kind.RESERVED)
    qtbot.keyClick(agenda.table, Key.Key_Return)
    form = form_of(agenda, qtbot)
    qtbot.waitUntil(lambda: "400.9/101/SEKR/XI/2026" in form.foreseen.text())
    fill(qtbot, form, subject="Undangan", addressee="Camat")
    save(agenda, qtbot, form)
    assert numbers(agenda) == ["101–102", "400.9/101/SEKR/XI/2026"]
    to_row(agenda, qtbot, Kind.RESERVED)
    qtbot.keyClick(agenda.table, Key.Key_Delete)
    form = form_of(agenda, qtbot)
    qtbot.keyClick(form, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(form.fields["reason"].error()))
    fill(qtbot, form, reason="Sekretariat memakai urutan kantor")
    save(agenda, qtbot, form)
    to_row(agenda, qtbot, Kind.RESERVED)
    assert agenda.table.current_row().ended
    assert not agenda.cancel.isEnabled()
    assert not agenda.look.isEnabled()


def test_a_number_is_cancelled_and_a_note_corrected(
    agenda: AgendaPage, qtbot: QtBot, enter: Callable[..., str]
) -> None:
    enter()
    enter()
    agenda.context.events.letters_changed.emit()
    qtbot.waitUntil(lambda: agenda.model.rowCount() == 2)
    settled(agenda, qtbot)
    to_row(agenda, qtbot, Kind.OUTSIDE)
    qtbot.keyClick(agenda.table, Key.Key_Delete)
    form = form_of(agenda, qtbot)
    fill(qtbot, form, reason="Salah cetak")
    save(agenda, qtbot, form)
    assert [row.kind for row in agenda.model.rows()] == [Kind.CANCELLED, Kind.OUTSIDE]
    to_row(agenda, qtbot, Kind.CANCELLED)
    assert "dibatalkan: Salah cetak" in agenda.detail.text()
    assert not agenda.cancel.isEnabled()
    to_row(agenda, qtbot, Kind.OUTSIDE)
    qtbot.keyClick(agenda.table, Key.Key_Return)
    form = form_of(agenda, qtbot)
    assert form.focusWidget() is form.fields["reason"].editor.focusProxy()
    fill(qtbot, form, addressee="Lurah Contoh Lebar", reason="Salah ketik")
    save(agenda, qtbot, form)
    to_row(agenda, qtbot, Kind.OUTSIDE)
    assert agenda.table.current_row().addressee == "Lurah Contoh Lebar"
    qtbot.keyClick(agenda.table, Key.Key_Return)
    assert "Camat Contoh Barat" in form_of(agenda, qtbot).spec.note


def test_a_letter_of_the_program_opens_its_application(
    agenda: AgendaPage, room: LettersRoom, qtbot: QtBot, desk: Desk, actor: Actor
) -> None:
    staff = [colleague(desk, actor, role) for role in (Role.KASI, Role.KABID, Role.SEKRETARIS)]
    taken = take_stranded(desk, actor, "Joko Susilo")
    for who in (*staff, actor):
        pass_on(desk, who, taken.request_id)
    agenda.context.events.letters_changed.emit()
    qtbot.waitUntil(lambda: agenda.model.rowCount() == 1)
    settled(agenda, qtbot)
    to_row(agenda, qtbot, Kind.PROGRAM)
    with qtbot.waitSignal(room.request_wanted) as asked:
        qtbot.keyClick(agenda.table, Key.Key_Return)
    assert asked.args == [taken.request_id]
    qtbot.keyClick(agenda.table, Key.Key_Delete)
    form = form_of(agenda, qtbot)
    fill(qtbot, form, reason="Salah isi")
    qtbot.keyClick(form, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "sedang diproses" in form.banner.text())
    assert form.fields["reason"].editor.text() == "Salah isi"


def test_esc_asks_before_it_loses_what_was_typed(
    agenda: AgendaPage, room: LettersRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClick(agenda.table, Key.Key_Return, CTRL)
    form = form_of(agenda, qtbot)
    assert not room.unsaved()
    fill(qtbot, form, subject="Undangan")
    assert room.unsaved()
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: False)
    assert room.step_back()
    assert not room.may_leave()
    qtbot.keyClick(room, Key.Key_1, ALT)
    assert agenda.isVisible()
    assert agenda.form is form
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: True)
    qtbot.keyClick(form, Key.Key_Escape)
    qtbot.waitUntil(lambda: agenda.form is None)
    assert not room.step_back()
    qtbot.keyClick(room, Key.Key_1, ALT)
    assert room.table.isVisible()
    assert not agenda.isVisible()


def test_the_list_is_narrowed(agenda: AgendaPage, qtbot: QtBot, enter: Callable[..., str]) -> None:
    for _ in range(3):
        enter()
    agenda.context.events.letters_changed.emit()
    qtbot.waitUntil(lambda: agenda.model.rowCount() == 3)
    qtbot.keyClicks(agenda.search, "9/2/")
    qtbot.keyClick(agenda.search, Key.Key_Return)
    qtbot.waitUntil(lambda: numbers(agenda) == ["400.9/2/DINSOS/XI/2026"])
    assert agenda.step_back()
    qtbot.waitUntil(lambda: agenda.model.rowCount() == 3)
    agenda.kind.setFocus()
    qtbot.keyClick(agenda.kind, Key.Key_Down)
    qtbot.keyClick(agenda.kind, Key.Key_Return)
    assert agenda.kind.value() == Kind.PROGRAM.value
    qtbot.waitUntil(lambda: agenda.model.rowCount() == 0)
    settled(agenda, qtbot)


def test_who_keeps_no_agenda_only_looks(
    desk: Desk,
    actor: Actor,
    tasks: Tasks,
    theme: Theme,
    tmp_path: Path,
    qtbot: QtBot,
    enter: Callable[..., str],
) -> None:
    enter()
    kasi = Actor(actor.user_id, "k", "K", "Kasi", frozenset({Role.KASI}))
    page = AgendaPage(room_context(desk, kasi, tasks, theme, tmp_path))
    qtbot.addWidget(page)
    page.resize(1154, 700)
    page.show()
    page.enter()
    settled(page, qtbot)
    for button in (page.cancel, page.reserve, page.insert, page.enter_one):
        assert not button.isVisible()
    page.table.choose_row(0)
    qtbot.keyClick(page.table, Key.Key_Return)
    qtbot.keyClick(page.table, Key.Key_Delete)
    page.main_action()
    assert page.form is None


def test_several_sequences_are_offered(
    agenda: AgendaPage, qtbot: QtBot, desk: Desk, actor: Actor, enter: Callable[..., str]
) -> None:
    one = NumberSeries("", "Berita acara", "BA-{urut}/{tahun}", kinds=frozenset({"berita_acara"}))
    code = keep_series(desk, actor, one)
    enter()
    enter(series=code)
    agenda.context.events.settings_changed.emit()
    qtbot.waitUntil(lambda: agenda.counter.isVisible())
    settled(agenda, qtbot)
    assert [agenda.counter.itemText(n) for n in range(agenda.counter.count())] == [
        "Semua urutan",
        "Surat keluar",
        "Berita acara",
    ]
    qtbot.keyClick(agenda.table, Key.Key_Return, CTRL)
    form = form_of(agenda, qtbot)
    qtbot.keyClick(form.fields["series"].editor.focusProxy(), Key.Key_Right)
    qtbot.waitUntil(lambda: "BA-2/2026" in form.foreseen.text())


def test_an_unexplained_gap_is_said(
    agenda: AgendaPage, qtbot: QtBot, desk: Desk, enter: Callable[..., str]
) -> None:
    with desk.uow() as uow:
        uow.numbers.set_last("surat", 2026, 3)
        uow.commit()
    enter()
    agenda.context.events.letters_changed.emit()
    qtbot.waitUntil(lambda: "Nomor 1, 2, 3" in agenda.banner.text())
    for serial in (1, 2, 3):
        enter(serial=serial)
    agenda.context.events.letters_changed.emit()
    qtbot.waitUntil(lambda: not agenda.banner.text())


def test_a_form_does_not_hold_the_window_up(agenda: AgendaPage, qtbot: QtBot) -> None:
    for _ in range(2):
        began = thread_time()
        agenda.enter_one.click()
        made = thread_time() - began
        form_of(agenda, qtbot)
        agenda.step_back()
        qtbot.waitUntil(lambda: agenda.form is None)
    assert made < 0.1


def test_esc_before_the_form_is_whole(agenda: AgendaPage, qtbot: QtBot) -> None:
    agenda.enter_one.click()
    assert agenda.form is not None
    agenda.main_action()
    assert agenda.step_back()
    assert agenda.form is None
    qtbot.keyClick(agenda.table, Key.Key_I, CTRL)
    assert form_of(agenda, qtbot).spec.name == "nomor_sisipan"
