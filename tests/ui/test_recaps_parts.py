"""The parts of the recap room, what stands behind a number, own layouts and the package: by keys."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dinsos_desk.db.queries.recaps.cases import Behind
from dinsos_desk.desk import Desk
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.recaps import package as recap_package
from dinsos_desk.usecases.recaps.choices import recap_choices
from dinsos_desk.usecases.recaps.choices import sending_of as last_sending
from dinsos_desk.usecases.recaps.covering import Covering, CoverKind
from dinsos_desk.usecases.recaps.layouts import layouts
from dinsos_desk.usecases.recaps.periods import month, quarter
from tests.factories import StandingClock, new_desk
from tests.ui.office_work import EVERY_ROLE, finish, room_context, take
from ui.recaps.chart import Bar, BarChart, round_up
from ui.recaps.package_dialog import Offer, PackageDialog
from ui.recaps.room import RecapsRoom
from ui.tasks import Tasks
from ui.theme import Theme

DTKS, REHSOS = "lubuklinggau-dtks", "lubuklinggau-rehabilitasi-sosial"
NOVEMBER = month(2026, 11)


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Actor]]:
    """An office with four applications; what a user chose is all that tests change in it."""
    clock = StandingClock()
    desk, actor = new_desk(tmp_path_factory.mktemp("rekap") / "data", clock)
    crowd = Crowd()
    finish(desk, actor, take(desk, actor, DTKS, crowd), crowd, clock)
    for code, wishes in ((DTKS, Wishes()), (REHSOS, Wishes()), (DTKS, Wishes(incomplete=True))):
        take(desk, actor, code, crowd, wishes)
    yield desk, Actor(actor.user_id, actor.login, actor.name, actor.post, EVERY_ROLE)
    desk.close()


@pytest.fixture
def room(worked: tuple[Desk, Actor], tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot) -> RecapsRoom:
    made = RecapsRoom(room_context(*worked, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    made.enter()
    qtbot.waitUntil(lambda: bool(made.model.rows()))
    return made


def choose(room: RecapsRoom, letter: Qt.Key, qtbot: QtBot, part: str) -> None:
    qtbot.keyClick(room.part, letter)
    qtbot.waitUntil(lambda: room.parts.pane(part).shown() is not None)


def test_a_letter_shows_a_part_and_it_is_remembered(room: RecapsRoom, qtbot: QtBot) -> None:
    choose(room, Qt.Key.Key_W, qtbot, "wilayah")
    pane = room.parts.pane("wilayah")
    QAbstractItemModelTester(pane.table.model(), QAbstractItemModelTester.FailureReportingMode.Warning)
    assert room.stack.currentWidget() is pane
    assert all(card.isHidden() for card in room.cards.values())
    assert "tempat tinggal klien" in room.note.text()
    assert pane.choice is not None
    qtbot.keyClick(pane.choice, Qt.Key.Key_Right)
    assert pane.shown().code == "desa"
    assert pane.table.model().rowCount() > 1
    room.context.tasks.wait_idle()
    desk, actor = room.context.desk, room.context.actor
    kept = recap_choices(desk.reader(), actor)
    assert (kept.part, kept.tables) == ("wilayah", {"wilayah": "desa"})


def test_a_number_opens_the_applications_behind_it_and_esc_goes_back(room: RecapsRoom, qtbot: QtBot) -> None:
    choose(room, Qt.Key.Key_P, qtbot, "ppks")
    table = room.parts.pane("ppks").table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End)
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "4 permohonan" in room.cases.title.text())
    qtbot.waitUntil(lambda: len(room.cases.model.rows()) == 4)
    assert room.cases.title.text() == "Diterima · Seluruhnya · November 2026 · 4 permohonan"
    assert room.make.isHidden()
    with qtbot.waitSignal(room.request_wanted) as wanted:
        qtbot.keyClick(room.cases.table, Qt.Key.Key_Return)
    assert wanted.args == [room.cases.model.rows()[0].id]
    assert room.step_back()
    assert room.stack.currentWidget() is room.parts.pane("ppks")
    assert not room.make.isHidden()
    assert not room.step_back()


def test_a_figure_of_a_service_opens_its_own_cases(room: RecapsRoom, qtbot: QtBot) -> None:
    qtbot.keyClick(room.part, Qt.Key.Key_L)
    room.table.choose_row([line.code for line in room.model.rows()].index(DTKS))
    for _ in range(3):
        qtbot.keyClick(room.table, Qt.Key.Key_Right)
    qtbot.keyClick(room.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(room.cases.model.rows()) == 1)
    assert room.cases.title.text().startswith("Selesai · Pendaftaran dan keterangan DTKS")


def test_the_summary_compares_and_its_charts_are_doors(room: RecapsRoom, qtbot: QtBot) -> None:
    qtbot.keyClick(room.part, Qt.Key.Key_R)
    summary = room.summary
    texts = [
        [summary.model.index(1, column).data() for column in range(summary.model.columnCount())],
        summary.model.index(11, 0).data(),
    ]
    assert texts == [["Diterima", "4", "0", "+4", "0", "+4"], "Persentase tepat waktu"]
    assert summary.months.bars()[-1].values == (4, 1)
    assert "diterima 4, selesai 1" in summary.months.accessibleDescription()
    summary.services.setFocus()
    qtbot.keyClick(summary.services, Qt.Key.Key_End)
    qtbot.keyClick(summary.services, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(room.cases.model.rows()) == 1)
    room.step_back()
    with qtbot.waitSignal(room.period.changed) as chosen:
        summary.months.setFocus()
        qtbot.keyClick(summary.months, Qt.Key.Key_Left)
        qtbot.keyClick(summary.months, Qt.Key.Key_Return)
    assert chosen.args == [month(2025, 12)]


def test_a_quarter_is_chosen_by_its_letter_and_steps_by_quarters(room: RecapsRoom, qtbot: QtBot) -> None:
    qtbot.keyClick(room.period.kind, Qt.Key.Key_W)
    assert room.period.period() == quarter(2026, 4)
    room.period.back.click()
    assert room.period.period() == quarter(2026, 3)
    qtbot.waitUntil(lambda: room.header.subtitle() == "Triwulan III 2026")
    qtbot.keyClick(room.period.kind, Qt.Key.Key_B)


def layout_file(folder: Path, **cells: str) -> Path:
    book = openpyxl.Workbook()
    for place, text in cells.items():
        book.active[place] = text
    path = folder / "laporan.xlsx"
    book.save(path)
    return path


def test_a_layout_is_taken_explained_filled_and_stopped(
    room: RecapsRoom, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.mouseClick(room.maker.layouts, Qt.MouseButton.LeftButton)
    pane = room.layouts
    qtbot.waitUntil(lambda: bool(pane.field_model.rows()))
    monkeypatch.setattr(pane, "dialogs", type("Asks", (), {"open_path": staticmethod(lambda *_: path)}))
    path = layout_file(tmp_path, A1="{{diterima}}", B2="{{diterimaa}}")
    pane.take.click()
    assert "nama" in pane.banner.text().casefold()
    qtbot.keyClicks(pane.name, "Bulanan")
    pane.take.click()
    qtbot.waitUntil(lambda: not pane.faults.isHidden())
    assert layouts(room.context.desk.reader()) == ()
    path = layout_file(tmp_path, A1="{{diterima}}", B2="{{periode}}")
    pane.take.click()
    qtbot.waitUntil(lambda: len(pane.model.rows()) == 1 and pane.fill.isEnabled())
    assert "versi 1" in pane.banner.text()
    assert pane.faults.isHidden()
    made: list[bytes] = []
    monkeypatch.setattr(room.context.outputs, "open", lambda name, content: made.append(content))
    room.main_action()
    qtbot.waitUntil(lambda: len(made) == 1)
    sheet = openpyxl.load_workbook(io.BytesIO(made[0])).active
    assert (sheet["A1"].value, sheet["B2"].value) == (4, "November 2026")
    qtbot.keyClicks(pane.search, "persen tepat")
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.field_model.rows()[0].name == "{{persen_tepat_waktu}}")
    pane.field_table.choose_row(0)
    qtbot.keyClick(pane.field_table, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "{{persen_tepat_waktu}}"
    pane.stop.click()
    qtbot.waitUntil(lambda: len(pane.model.rows()) == 2)
    assert not pane.fill.isEnabled() or not pane.table.current_row().taken_out
    assert room.step_back()


def test_the_package_asks_once_and_then_goes_at_a_key(
    room: RecapsRoom, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recap_package, "can_make_pdf", lambda: False)
    handed: list[str] = []
    room.context.outputs.handed_on.connect(lambda deed, name: handed.append(name))
    offers: list[Offer] = []
    folder = tmp_path / "kirim"
    folder.mkdir()

    def ask(page: object, offer: Offer) -> tuple[Covering, Path]:
        offers.append(offer)
        return Covering(CoverKind.NOTE, "Kepala Dinas"), folder

    monkeypatch.setattr(room.maker, "ask_package", ask)
    qtbot.keyClick(room, Qt.Key.Key_F9)
    target = folder / "Rekap November 2026"
    qtbot.waitUntil(lambda: target.exists() and room.make.isEnabled())
    names = {path.name for path in target.iterdir()}
    assert {"nota-dinas-rekap-2026-11.docx", "rekap-2026-11.xlsx"} <= names
    assert set(handed) == names
    qtbot.waitUntil(lambda: str(target) in room.banner.text())
    assert "PDF tidak dibuat" in room.banner.text()
    assert offers[0].last is None
    room.context.tasks.wait_idle()
    for path in target.iterdir():
        path.unlink()
    target.rmdir()
    room.maker.send.click()
    qtbot.waitUntil(lambda: target.exists() and room.make.isEnabled())
    assert len(offers) == 1
    room.maker.set_up.click()
    qtbot.waitUntil(lambda: len(offers) == 2 and room.make.isEnabled())
    assert offers[1].last is not None
    assert offers[1].last.folder == str(folder)


def test_a_package_whose_folder_is_gone_is_said_and_nothing_is_remembered(
    room: RecapsRoom, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recap_package, "can_make_pdf", lambda: False)
    before = last_sending(room.context.desk.reader(), room.context.actor)
    gone = tmp_path / "FLASHDISK"
    chosen = (Covering(CoverKind.NOTE, "Kepala Dinas"), gone)
    monkeypatch.setattr(room.maker, "ask_package", lambda *_: chosen)
    qtbot.keyClick(room, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "flash disk" in room.banner.text() and room.make.isEnabled())
    assert not gone.exists()
    assert last_sending(room.context.desk.reader(), room.context.actor) == before


def test_the_dialog_refuses_a_folder_that_is_not_there(qtbot: QtBot, tmp_path: Path) -> None:
    usual = {CoverKind.NOTE: "Kepala Dinas Sosial", CoverKind.REPORT: "Wali Kota Contoh"}
    posts = (("kepala_dinas", "Kepala Dinas"), ("sekretaris", "Sekretaris"))
    dialog = PackageDialog(None, Offer(posts, usual, None, "November 2026"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.to.text(), dialog.post.value()) == ("Kepala Dinas Sosial", "sekretaris")
    qtbot.keyClick(dialog.kind, Qt.Key.Key_Right)
    assert (dialog.to.text(), dialog.post.value()) == ("Wali Kota Contoh", "kepala_dinas")
    dialog.folder.setText(str(tmp_path / "tidak ada"))
    dialog.send.click()
    assert dialog.isVisible()
    dialog.folder.setText(str(tmp_path))
    dialog.send.click()
    assert not dialog.isVisible()
    assert dialog.value() == (Covering(CoverKind.REPORT, "Wali Kota Contoh", "kepala_dinas"), tmp_path)


def test_a_chart_without_figures_says_so_and_takes_no_key(theme: Theme, qtbot: QtBot) -> None:
    chart = BarChart(theme, name="grafik", label="Grafik", upright=True)
    qtbot.addWidget(chart)
    chart.resize(300, 160)
    chart.show()
    assert chart.accessibleDescription() == "Belum ada data"
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    chart.set_bars(("Masuk", "Selesai"), [Bar(str(n), (n, n / 2), n) for n in range(1, 4)])
    chosen: list[object] = []
    chart.chosen.connect(chosen.append)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.rect().center())
    assert chosen == [3, 2]
    assert chart.words(chart.bars()[2]) == "3: masuk 3, selesai 1,5"


@pytest.mark.parametrize(("most", "top"), [(1, 4), (5, 8), (20, 20), (21, 40), (117, 120), (1000, 1200)])
def test_a_scale_ends_at_a_round_number(most: int, top: int) -> None:
    assert round_up(most) == top
    assert top % 4 == 0


def test_what_stands_behind_is_of_the_shown_period(room: RecapsRoom) -> None:
    shown: list[tuple[Behind, str]] = []
    room.open_behind = lambda behind, words: shown.append((behind, words))  # type: ignore[method-assign]
    room._open_figure(room.model.rows()[-1], "late", "Terlambat")
    assert shown == [(Behind(NOVEMBER, "late"), "Terlambat · Semua layanan")]


def test_a_low_chart_shows_only_bars_whose_names_have_room(theme: Theme, qtbot: QtBot) -> None:
    chart = BarChart(theme, name="grafik", label="Layanan", upright=False)
    qtbot.addWidget(chart)
    chart.set_bars(("",), [Bar(f"Layanan {number}", (9 - number,), number) for number in range(8)])
    chart.resize(300, 80)
    chart.show()
    chosen: list[object] = []
    chart.chosen.connect(chosen.append)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    (last,) = chosen
    assert isinstance(last, int)
    assert 3 <= last < 7
    chart.resize(300, 300)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chosen[-1] == 7
