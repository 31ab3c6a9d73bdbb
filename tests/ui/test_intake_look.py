"""How the wizard's pages look: nothing is cut off, and what is offered makes sense."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from tests.ui.intake_desk import Clerk, Key, open_room
from tests.ui.office_work import room_context
from ui import theme as themes
from ui.context import Context
from ui.intake.steps import StepKind, steps_of
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.step_list import Step, StepButton

PANTI = "babel-panti-orang-terlantar"
ADOPTION = "cirebon-adopsi"
SLRT = "lombok-timur-slrt"
VICTIMS = "lubuklinggau-tanggap-darurat"
ROOM_WIDTH = {1.0: 1154, 1.5: 1267}
"""What the bar at the left leaves of 1366 pixels."""


@pytest.fixture(params=(1.0, 1.5))
def sized(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    desk: Desk,
    actor: Actor,
    tasks: Tasks,
    theme: Theme,
    tmp_path: Path,
) -> Iterator[Context]:
    """A context at 100% and at 150%."""
    yield room_context(desk, actor, tasks, themes.apply(qapp, request.param), tmp_path)
    themes.apply(qapp)


def begin(clerk: Clerk, code: str) -> None:
    service = clerk.context.desk.library.catalog.services[code]
    clerk.room._choose_service(service)
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is not None and clerk.room.wizard.is_open)
    clerk.settle()


def show_party(clerk: Clerk, code: str) -> None:
    keys = [step.key for step in clerk.wizard.steps]
    clerk.wizard.go(keys.index(f"pihak_{code}"))
    clerk.settle()


@pytest.mark.parametrize(
    ("service", "party"),
    [(PANTI, "klien"), (SLRT, "warga"), (ADOPTION, "anak"), ("lubuklinggau-rumah-sakit-jiwa", "pasien")],
)
def test_a_party_page_never_asks_for_more_width_than_the_room_has(
    qtbot: QtBot, sized: Context, service: str, party: str
) -> None:
    clerk = open_room(qtbot, sized)
    begin(clerk, service)
    show_party(clerk, party)
    room = ROOM_WIDTH[sized.theme.scale]
    assert clerk.room.minimumSizeHint().width() <= room
    clerk.room.resize(room, 700)
    clerk.settle()
    right = clerk.page.scroll.viewport().width()
    for field in clerk.page.fields().values():
        assert field.mapTo(clerk.page.scroll.widget(), field.rect().topRight()).x() < right


def test_the_whole_name_of_a_party_stands_above_its_page(qtbot: QtBot, context: Context) -> None:
    clerk = open_room(qtbot, context)
    begin(clerk, "lubuklinggau-dtks")
    show_party(clerk, "warga")
    assert not clerk.page.title.toolTip()


def test_only_somebody_who_may_be_the_same_person_is_offered(clerk: Clerk) -> None:
    begin(clerk, ADOPTION)
    for code in ("istri", "anak"):
        show_party(clerk, code)
        assert clerk.page.findChild(QWidget, "sama_dengan") is None
    begin(clerk, SLRT)
    show_party(clerk, "warga")
    button = clerk.page.findChild(QWidget, "sama_dengan")
    assert button is not None
    assert button.isVisible()


def test_a_party_that_may_stay_empty_says_so(clerk: Clerk) -> None:
    begin(clerk, ADOPTION)
    show_party(clerk, "anak")
    news = clerk.page.news
    assert "boleh dikosongkan" in news.text()
    assert news.isVisible()
    show_party(clerk, "istri")
    assert not clerk.page.news.isVisible()


def test_the_steps_are_called_as_the_service_calls_its_parties(desk: Desk) -> None:
    def titles(code: str) -> list[str]:
        service = desk.library.catalog.services[code]
        steps = steps_of(service, IntakeDraft(code), desk.now().date())
        return [step.title for step in steps if step.kind is StepKind.PARTY]

    assert titles(ADOPTION) == ["Calon ayah angkat", "Calon ibu angkat", "Calon anak angkat"]
    assert titles(VICTIMS) == ["Pelapor", "Korban atau wakil korban yang menerima bantuan"]


def test_a_long_step_stands_on_two_lines(qtbot: QtBot, theme: Theme) -> None:
    short = StepButton(theme, 1, Step("a", "Berkas"))
    long = StepButton(theme, 2, Step("b", "Calon ayah angkat"))
    for button in (short, long):
        qtbot.addWidget(button)
        button.resize(theme.px(136), 40)
    width = theme.px(88)
    assert short.lines(width) == ["Berkas"]
    assert long.lines(width) == ["Calon ayah", "angkat"]
    assert StepButton(theme, 3, Step("c", "Pemohon/pelapor")).lines(width) == ["Pemohon/", "pelapor"]
    assert long.heightForWidth(theme.px(136)) > short.heightForWidth(theme.px(136))
    assert StepButton(theme, 3, Step("c", "Lembaga " * 12)).lines(width)[-1].endswith("…")


def test_the_summary_opens_at_its_beginning(clerk: Clerk) -> None:
    begin(clerk, ADOPTION)
    model, today = clerk.wizard.model, clerk.context.desk.now().date()
    draft = fill_draft(model.service, Crowd(), today)
    for code, entry in draft.parties.items():
        model.fill_party(code, entry)
    for code, text in draft.answers.items():
        model.set_answer(code, text)
    for code, paper in draft.papers.items():
        model.set_paper(code, paper)
    clerk.room.resize(1154, 600)
    clerk.wizard.go(len(clerk.wizard.steps) - 1)
    clerk.settle()
    held = clerk.focus()
    bar = clerk.page.scroll.verticalScrollBar()
    clerk.qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0
    assert held.objectName() == "gulir_ringkasan"
    clerk.press(Key.Key_PageDown)
    assert bar.value() > 0


def test_a_long_choice_is_read_from_its_beginning(clerk: Clerk) -> None:
    begin(clerk, PANTI)
    clerk.wizard.model.set_answer("jalur", "langsung")
    place = next(n for n, step in enumerate(clerk.wizard.steps) if step.kind is StepKind.ANSWERS)
    clerk.wizard.go(place)
    clerk.settle()
    field = clerk.page.fields()["isian.jalur"]
    field.editor.set_text("langsung")
    combo = field.editor.findChild(QComboBox)
    assert combo is not None
    line = combo.lineEdit()
    assert line.cursorPosition() == 0
    assert line.fontMetrics().horizontalAdvance(line.text()) < line.width()


def test_the_words_at_the_foot_never_stand_in_a_narrow_column(qtbot: QtBot, sized: Context) -> None:
    clerk = open_room(qtbot, sized)
    begin(clerk, "lubuklinggau-dtks")
    clerk.room.resize(ROOM_WIDTH[sized.theme.scale], 700)
    clerk.wizard.go([step.kind for step in clerk.wizard.steps].index(StepKind.PAPERS))
    clerk.settle()
    words = clerk.wizard.foot
    assert "jam layanan belum berjalan" in words.text()
    assert words.isVisible()
    assert words.height() <= 2 * words.fontMetrics().lineSpacing() + 8
    room = clerk.room.rect()
    assert words.visibleRegion().boundingRect() == words.rect()
    assert room.contains(words.mapTo(clerk.room, words.rect().bottomRight()))
    clerk.wizard.go(1)
    clerk.settle()
    assert words.text() == ""
    assert words.isHidden() or sized.theme.scale == 1.0


def squashed(clerk: Clerk) -> list[str]:
    """The fields that are not as high as what stands in them."""
    return [
        place
        for place, field in clerk.page.fields().items()
        if field.isVisible() and field.height() != field.heightForWidth(field.width())
    ]


def test_a_field_stays_whole_when_others_came_and_its_fault_is_said(qtbot: QtBot, context: Context) -> None:
    clerk = open_room(qtbot, context)
    begin(clerk, "lubuklinggau-dtks")
    clerk.wizard.go(3)
    clerk.settle()
    clerk.go_on()
    qtbot.waitUntil(lambda: not squashed(clerk))
    clerk.tab_to("jenis_permohonan")
    clerk.press(Key.Key_2)
    clerk.tab_to("status_terdaftar")
    clerk.press(Key.Key_1)
    clerk.tab_to("jumlah_anggota")
    clerk.press(Key.Key_Tab)
    clerk.jump(6)
    clerk.go_on()
    clerk.jump(4)
    assert clerk.fault("isian.jumlah_anggota")
    qtbot.waitUntil(lambda: not squashed(clerk))
    clerk.tab_to("hubungan")
    clerk.press(Key.Key_1)
    qtbot.waitUntil(lambda: not squashed(clerk))
