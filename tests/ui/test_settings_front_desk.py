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
from dinsos_desk.usecases.front_desk import change_front_desk, front_desk_words, the_front_desk
from tests.ui.office_work import room_context
from ui.settings.front_desk_page import FrontDeskSection
from ui.tasks import Tasks
from ui.theme import Theme

WHOLE = FrontDesk(
    wait_days=30,
    remind_after_days=7,
    receipt_format=ReceiptFormat.SLIP,
    queue=True,
    queue_lines=(
        QueueLine(letter="A", name="Umum"),
        QueueLine(letter="B", name="Data terpadu", services=("lubuklinggau-dtks", "lubuklinggau-pbi-jk")),
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


def test_everything_is_kept_and_shown_again(
    qtbot: QtBot, section: FrontDeskSection, desk: Desk, actor: Actor
) -> None:
    rows = "a\tUmum\t\nB\tData terpadu\tDTKS; lubuklinggau-pbi-jk"
    names = {code: one.short_name for code, one in desk.catalog.services.items()}
    rows = rows.replace("DTKS", names["lubuklinggau-dtks"])
    put(section, wait_days="30", remind_after_days="7", receipt_format="struk", queue="ya", queue_lines=rows)
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
        ({"queue": "ya"}, "queue_lines", "belum ada loketnya"),
        ({"queue_lines": "A\tUmum\t\nA\tLain\t"}, "queue_lines", "Huruf A dipakai"),
        ({"queue_lines": "1\tUmum\t"}, "queue_lines", "satu huruf A sampai Z"),
        ({"queue_lines": "A\tUmum\tBukan layanan"}, "queue_lines", "Bukan layanan"),
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


def test_a_service_goes_to_the_line_that_names_it() -> None:
    line = WHOLE.line_of("lubuklinggau-dtks")
    other = WHOLE.line_of("cirebon-otdp")
    assert line is not None
    assert other is not None
    assert (line.letter, other.letter) == ("B", "A")
    assert FrontDesk().line_of("x") is None


def test_the_choices_in_words() -> None:
    words = front_desk_words(WHOLE)
    assert words["Batas menunggu berkas"] == "30 hari"
    assert front_desk_words(FrontDesk())["Batas menunggu berkas"] == "tidak dibatasi"
    assert "B Data terpadu (lubuklinggau-dtks, lubuklinggau-pbi-jk)" in words["Loket antrean"]
