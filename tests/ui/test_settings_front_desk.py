"""Pengaturan › Meja depan: what is typed is kept, wrong entries are said at their place."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.conditions import Inconsistent
from dinsos_desk.domain.front_desk import (
    FrontDesk,
    QueueLine,
    ReceiptFormat,
    front_desk_as_json,
    front_desk_from,
)
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.front_desk import change_front_desk, front_desk_words, the_front_desk
from tests.ui.office_work import room_context
from ui.settings.front_desk_page import FrontDeskSection
from ui.tasks import Tasks
from ui.theme import Theme

DTKS, PBI = "lubuklinggau-dtks", "lubuklinggau-pbi-jk"
WHOLE = FrontDesk(
    wait_days=30,
    remind_after_days=7,
    receipt_format=ReceiptFormat.SLIP,
    queue=True,
    queue_lines=(
        QueueLine(letter="A", name="Umum"),
        QueueLine(letter="B", name="Data terpadu", services=(DTKS, PBI)),
    ),
)


@pytest.fixture
def section(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> FrontDeskSection:
    made = FrontDeskSection(room_context(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    made.enter()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.save.isEnabled())
    return made


def put(section: FrontDeskSection, **typed: str) -> None:
    for code, text in typed.items():
        section.fields[code].editor.set_text(text)
    section.touch()


def saved(qtbot: QtBot, section: FrontDeskSection) -> None:
    section.submit()
    qtbot.waitUntil(lambda: section.banner.text().startswith("Tersimpan"))


def choose_line(section: FrontDeskSection, letter: str) -> None:
    section.services.line.setCurrentIndex(section.services.line.findData(letter))


def tick(qtbot: QtBot, section: FrontDeskSection, code: str) -> None:
    assert section.services.ticks is not None
    box = section.services.ticks.boxes[code]
    assert box.isVisible()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)


def test_everything_is_kept_and_shown_again(
    qtbot: QtBot, section: FrontDeskSection, desk: Desk, actor: Actor
) -> None:
    rows = "a\tUmum\nB\tData terpadu"
    put(section, wait_days="30", remind_after_days="7", receipt_format="struk", queue="ya", queue_lines=rows)
    choose_line(section, "B")
    tick(qtbot, section, DTKS)
    tick(qtbot, section, PBI)
    saved(qtbot, section)
    assert the_front_desk(desk.reader()) == WHOLE
    change_front_desk(desk.uow(), actor, FrontDesk())
    section.enter()
    qtbot.waitUntil(lambda: section.fields["wait_days"].editor.text() == "")
    change_front_desk(desk.uow(), actor, WHOLE)
    section.enter()
    qtbot.waitUntil(lambda: section.fields["wait_days"].editor.text() == "30")
    saved(qtbot, section)
    assert the_front_desk(desk.reader()) == WHOLE


def test_without_lines_nothing_can_be_ticked(section: FrontDeskSection) -> None:
    assert section.services.ticks is not None
    assert not section.services.ticks.isVisible()
    assert "Tulis dahulu" in section.services.hint.text()


def test_a_service_ticked_for_another_line_moves_there(qtbot: QtBot, section: FrontDeskSection) -> None:
    put(section, queue_lines="A\tUmum\nB\tData terpadu")
    choose_line(section, "B")
    tick(qtbot, section, DTKS)
    assert section.is_dirty()
    choose_line(section, "A")
    assert section.services.ticks is not None
    box = section.services.ticks.boxes[DTKS]
    assert box.accessibleName().startswith("(B) ")
    tick(qtbot, section, DTKS)
    assert section.services.services_of("A") == (DTKS,)
    assert section.services.services_of("B") == ()
    tick(qtbot, section, DTKS)
    assert section.services.services_of("A") == ()


@pytest.mark.parametrize("between", ["A\tUmum\n\tData terpadu", "A\tUmum\nD\tData terpadu"])
def test_another_letter_for_a_line_keeps_its_services(
    qtbot: QtBot, section: FrontDeskSection, between: str
) -> None:
    put(section, queue_lines="A\tUmum\nB\tData terpadu")
    choose_line(section, "B")
    tick(qtbot, section, DTKS)
    put(section, queue_lines=between)
    put(section, queue_lines="A\tUmum\nC\tData terpadu")
    assert section.services.services_of("C") == (DTKS,)
    choose_line(section, "C")
    assert section.services.line.currentText() == "C – Data terpadu"


def test_a_line_that_comes_back_has_its_services_again(qtbot: QtBot, section: FrontDeskSection) -> None:
    put(section, queue_lines="A\tUmum\nB\tData terpadu")
    choose_line(section, "B")
    tick(qtbot, section, DTKS)
    put(section, queue_lines="A\tUmum")
    assert DTKS not in section.services.text()
    put(section, queue_lines="A\tUmum\nB\tData terpadu")
    assert section.services.services_of("B") == (DTKS,)


def test_typed_by_keys(qtbot: QtBot, section: FrontDeskSection, desk: Desk) -> None:
    line = section.fields["wait_days"].editor.line
    line.setFocus()
    qtbot.keyClicks(line, "21")
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: the_front_desk(desk.reader()).wait_days == 21)


@pytest.mark.parametrize(
    ("typed", "place", "said"),
    [
        ({"wait_days": "0"}, "wait_days", "antara 1 dan 365"),
        ({"wait_days": "tiga"}, "wait_days", "bukan angka bulat"),
        ({"wait_days": "7", "remind_after_days": "7"}, "remind_after_days", "lebih dahulu"),
        ({"queue": "ya"}, "queue_lines", "antreannya belum ditulis"),
        ({"queue_lines": "A\tUmum\nA\tLain"}, "queue_lines", "Huruf A dipakai"),
        ({"queue_lines": "1\tUmum"}, "queue_lines", "satu huruf A sampai Z"),
    ],
)
def test_wrong_entries_are_said_and_stay(
    qtbot: QtBot, section: FrontDeskSection, desk: Desk, typed: dict[str, str], place: str, said: str
) -> None:
    put(section, **typed)
    section.submit()
    qtbot.waitUntil(lambda: said in section.fields[place].error())
    for code, text in typed.items():
        assert section.fields[code].editor.text() == text
    assert the_front_desk(desk.reader()) == FrontDesk()


def test_choices_go_through_json_and_what_is_unknown_there_is_passed_over() -> None:
    assert front_desk_from(front_desk_as_json(WHOLE)) == WHOLE
    assert front_desk_from({"masa_depan": 1}) == FrontDesk()
    with pytest.raises(ValueError, match="antrean_tanpa_loket"):
        FrontDesk(queue=True)
    assert issubclass(Inconsistent, ValueError)


def test_the_choices_in_words() -> None:
    words = front_desk_words(WHOLE, {DTKS: "Keterangan DTKS"})
    assert words["Batas menunggu berkas"] == "30 hari"
    assert front_desk_words(FrontDesk(), {})["Batas menunggu berkas"] == "tidak dibatasi"
    assert "B Data terpadu (Keterangan DTKS, lubuklinggau-pbi-jk)" in words["Antrean"]


def test_the_limit_of_complaints_is_the_offices_own(
    qtbot: QtBot, section: FrontDeskSection, desk: Desk
) -> None:
    put(section, complaint_days="14")
    saved(qtbot, section)
    assert the_front_desk(desk.reader()).complaint_days == 14
    put(section, complaint_days="")
    saved(qtbot, section)
    assert the_front_desk(desk.reader()).complaint_days is None
