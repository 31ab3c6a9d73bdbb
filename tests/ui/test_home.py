"""Beranda: the figures, the lists behind them, the queue, the drafts and the words."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dinsos_desk.db.queries.requests.figures import DayCount, Filter
from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.front_desk import FrontDesk
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.draft import keep_complaint_draft
from dinsos_desk.usecases.complaints.entry import Entry
from dinsos_desk.usecases.intake.drafts import IntakeDraft, KeptDraft, keep_draft
from dinsos_desk.usecases.obligations.tickler import NewTickler, add_tickler
from dinsos_desk.usecases.office.front_desk import change_front_desk
from tests.factories import StandingClock, colleague
from tests.ui.office_work import finish, room_context, take
from ui import theme as themes
from ui.home.complaints import ComplaintsCard
from ui.home.data import every_day, filter_behind, share_on_time
from ui.home.room import HomeRoom
from ui.home.words import called, day_line, greeting, office_title
from ui.rooms import COMPLAINTS
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState

DTKS = "lubuklinggau-dtks"


@pytest.fixture
def crowd() -> Crowd:
    return Crowd(3)


def home(qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, folder: Path) -> HomeRoom:
    room = HomeRoom(room_context(desk, actor, tasks, theme, folder))
    qtbot.addWidget(room)
    room.resize(1154, 768)
    room.show()
    room.enter()
    qtbot.waitExposed(room)
    room.activateWindow()
    tasks.wait_idle()
    return room


def test_figures_count_what_they_open(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path,
    clock: StandingClock, crowd: Crowd,
) -> None:  # fmt: skip
    finish(desk, actor, take(desk, actor, DTKS, crowd), crowd, clock)
    take(desk, actor, DTKS, crowd, Wishes(incomplete=True))
    take(desk, actor, DTKS, crowd)
    room = home(qtbot, desk, actor, tasks, theme, tmp_path)
    figures = {key: card.figure() for key, card in room.cards.items()}
    assert figures["hari_ini"] == "3"
    assert figures["belum_lengkap"] == "1"
    assert figures["menunggu"] == "1"
    assert figures["terlambat"] == "0"
    clock.forward(hours=5)
    room.refresh()
    qtbot.waitUntil(lambda: room.cards["terlambat"].figure() == "1")
    assert room.bars.accessibleName() == "30 hari terakhir: 1 tepat waktu, 0 terlambat"


@pytest.mark.parametrize("card", ["terlambat", "jatuh_tempo", "belum_lengkap", "siap_diambil", "hari_ini"])
def test_a_figure_opens_its_list(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, card: str
) -> None:
    room = home(qtbot, desk, actor, tasks, theme, tmp_path)
    with qtbot.waitSignal(room.list_wanted) as wanted:
        qtbot.keyClick(room.cards[card], Qt.Key.Key_Space)
    assert wanted.args == [filter_behind(card, actor, desk.now().date())]


def test_what_waits_for_me_opens_the_inbox(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    room = home(qtbot, desk, actor, tasks, theme, tmp_path)
    with qtbot.waitSignal(room.room_wanted) as wanted:
        qtbot.mouseClick(room.cards["menunggu"], Qt.MouseButton.LeftButton)
    assert wanted.args == ["kotak_masuk"]


def test_the_queue_opens_by_enter_and_keeps_its_place(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, crowd: Crowd
) -> None:
    first = take(desk, actor, DTKS, crowd, Wishes(incomplete=True))
    second = take(desk, actor, DTKS, crowd, Wishes(incomplete=True))
    room = home(qtbot, desk, actor, tasks, theme, tmp_path)
    assert [row.id for row in room.model.rows()] == [first, second]
    room.queue.setFocus()
    qtbot.keyClick(room.queue, Qt.Key.Key_Down)
    with qtbot.waitSignal(room.request_wanted) as wanted:
        qtbot.keyClick(room.queue, Qt.Key.Key_Return)
    assert wanted.args == [second]
    third = take(desk, actor, DTKS, crowd, Wishes(incomplete=True))
    room.context.events.request_changed.emit(third)
    qtbot.waitUntil(lambda: room.model.rowCount() == 3)
    assert room.queue.current_row().id == second


def test_drafts_are_there_to_go_on_with(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    room = home(qtbot, desk, actor, tasks, theme, tmp_path)
    assert room.drafts is not None
    assert room.drafts.model.rowCount() == 0
    keep_draft(desk.uow(), actor, IntakeDraft(DTKS, answers={"desil": "2"}), None, desk.now())
    room.context.events.drafts_changed.emit()
    drafts = room.drafts
    qtbot.waitUntil(lambda: drafts.model.rowCount() == 1)
    drafts.list.setFocus()
    with qtbot.waitSignal(room.intake_wanted) as wanted:
        qtbot.keyClick(drafts.list, Qt.Key.Key_Return)
    (kept,) = wanted.args
    assert isinstance(kept, KeptDraft)
    assert kept.draft.answers == {"desil": "2"}


def test_a_half_typed_complaint_is_one_key_away(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    room = home(qtbot, desk, actor, tasks, theme, tmp_path)
    card = room.findChild(ComplaintsCard)
    assert not card.isVisible()
    keep_complaint_draft(desk.uow(), actor, Entry({"isi": "Antre sejak"}))
    room.enter()
    qtbot.waitUntil(card.isVisible)
    assert card.words.text() == "1 belum selesai diketik"
    qtbot.waitUntil(lambda: card.words.height() >= card.words.heightForWidth(card.words.width()))
    with qtbot.waitSignal(room.room_wanted) as wanted:
        qtbot.keyClick(room.queue, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert wanted.args == [COMPLAINTS]
    keep_complaint_draft(desk.uow(), actor, None)
    room.enter()
    qtbot.waitUntil(lambda: not card.isVisible())


def test_a_reader_sees_no_desk_work(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, crowd: Crowd
) -> None:
    take(desk, actor, DTKS, crowd)
    reader = colleague(desk, actor, Role.PEMBACA)
    room = home(qtbot, desk, reader, tasks, theme, tmp_path)
    assert "menunggu" not in room.cards
    assert room.new_button is None
    assert room.drafts is None
    assert room.model.rowCount() == 1
    assert room.queue_card.title.text() == "Permohonan yang berjalan"


def test_f2_begins(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    room = home(qtbot, desk, actor, tasks, theme, tmp_path)
    with qtbot.waitSignal(room.intake_wanted) as wanted:
        qtbot.keyClick(room, Qt.Key.Key_F2)
    assert wanted.args == [None]


@pytest.mark.parametrize(
    ("hour", "word"), [(5, "pagi"), (10, "pagi"), (11, "siang"), (15, "sore"), (18, "malam"), (2, "malam")]
)
def test_one_is_greeted_by_the_hour(hour: int, word: str) -> None:
    assert greeting(datetime(2026, 11, 23, hour), "Rani Wulandari") == f"Selamat {word}, Rani"


@pytest.mark.parametrize(
    ("name", "short"),
    [("Dra. Hj. Siti Aminah, M.Si.", "Siti"), ("H. Ahmad", "Ahmad"), ("Dr.", "Dr."), ("", "")],
)
def test_titles_are_no_names(name: str, short: str) -> None:
    assert called(name) == short


def test_the_day_in_words() -> None:
    monday = datetime(2026, 11, 23, 8)
    assert day_line(monday, OfficeHours(), {}) == "Senin, 23 November 2026 · jam layanan 07.30–16.00"
    closed = {monday.date(): "Hari Contoh"}
    hours = OfficeHours(closed=frozenset(closed))
    assert day_line(monday, hours, closed).endswith("loket tutup: Hari Contoh")
    assert day_line(monday - timedelta(days=1), OfficeHours(), {}).endswith("loket tutup")


@pytest.mark.parametrize(
    ("name", "government", "title"),
    [
        ("DINAS SOSIAL", "PEMERINTAH KOTA CONTOH", "Dinas Sosial Kota Contoh"),
        ("Dinas Sosial", "Pemerintah Provinsi Contoh", "Dinas Sosial Provinsi Contoh"),
        ("Dinas Sosial Kota Contoh", "Pemerintah Kota Contoh", "Dinas Sosial Kota Contoh"),
        ("DINAS SOSIAL DAN DESA", "", "Dinas Sosial dan Desa"),
    ],
)
def test_the_office_by_its_name(name: str, government: str, title: str) -> None:
    assert office_title(name, government) == title


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 50), st.integers(0, 50))
def test_every_day_has_its_bar(last: date, on_time: int, late: int) -> None:
    days = every_day((DayCount(last, on_time, late), DayCount(last - timedelta(days=99), 9, 9)), last)
    assert len(days) == 30
    assert [b.day - a.day for a, b in pairwise(days)] == [timedelta(days=1)] * 29
    assert sum(day.on_time + day.late for day in days) == on_time + late
    share = share_on_time(days)
    assert (share is None) == (on_time + late == 0)
    assert share is None or 0 <= share <= 100


def test_filters_are_those_of_the_figures(actor: Actor) -> None:
    today = date(2026, 11, 23)
    assert filter_behind("belum_lengkap", actor, today) == Filter(states=(RequestState.INCOMPLETE,))
    assert filter_behind("menunggu", actor, today).mine == actor.roles


def test_who_is_to_be_reminded_of_papers_is_one_key_away(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path,
    clock: StandingClock, crowd: Crowd,
) -> None:  # fmt: skip
    take(desk, actor, DTKS, crowd, Wishes(incomplete=True))
    clock.forward(days=4)
    take(desk, actor, DTKS, crowd, Wishes(incomplete=True))
    room = home(qtbot, desk, actor, tasks, theme, tmp_path)
    assert not room.waiting.isVisible()
    change_front_desk(desk.uow(), actor, FrontDesk(wait_days=3))
    room.context.events.settings_changed.emit()
    qtbot.waitUntil(room.waiting.isVisible)
    assert room.waiting.words.text() == "1 lewat batas"
    with qtbot.waitSignal(room.room_wanted) as wanted:
        qtbot.keyClick(room.queue, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert wanted.args == ["menunggu_berkas"]


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1154), (1.5, 1267)])
def test_every_card_finds_its_place_on_a_small_screen(
    qtbot: QtBot, qapp: QApplication, desk: Desk, actor: Actor, tasks: Tasks, tmp_path: Path,
    clock: StandingClock, crowd: Crowd, scale: float, width: int,
) -> None:  # fmt: skip
    take(desk, actor, DTKS, crowd, Wishes(incomplete=True))
    clock.forward(days=4)
    change_front_desk(desk.uow(), actor, FrontDesk(wait_days=3))
    for name in ("Siti", "Rahmat", "Wati"):
        entry = PartyEntry({"nama": name})
        keep_draft(desk.uow(), actor, IntakeDraft(DTKS, {"pemohon": entry}), None, desk.now())
        add_tickler(desk.uow(), actor, NewTickler({"isi": name, "tanggal": "hari ini"}), desk.now())
    room = home(qtbot, desk, actor, tasks, themes.apply(qapp, scale), tmp_path)
    room.resize(width, 740)
    bar = room._side.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0 if scale == 1.0 else bar.maximum() > 0)
    assert room.minimumSizeHint().height() < 740
    assert room.drafts is not None
    room.drafts.list.setFocus()
    qtbot.keyClick(room.drafts.list, Qt.Key.Key_End)
    assert room.drafts.list.currentIndex().row() == 2
    themes.apply(qapp)


def test_the_words_of_an_empty_list_stay_whole_where_it_is_low(qtbot: QtBot, theme: Theme) -> None:
    empty = EmptyState(theme, "file-edit-outline", "Permohonan yang ditinggalkan muncul di sini.")
    qtbot.addWidget(empty)
    empty.resize(260, 200)
    empty.show()
    assert empty.picture.isVisible()
    empty.resize(260, 60)
    assert not empty.picture.isVisible()
    words = empty.words
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert empty.rect().contains(words.geometry())
    empty.resize(260, 200)
    assert empty.picture.isVisible()
