"""Cetak lain: receipts on any paper and the letter about missing papers, from the page and after saving."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Action, RequestState
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.sample.fill import ORDINARY, Wishes
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.submit import Submitted
from dinsos_desk.usecases.review.deciding import Decision, decide
from tests.documents.conftest import text_of
from tests.factories import colleague
from tests.ui.office_work import take
from ui.context import Context
from ui.intake.result_page import ResultPage
from ui.letters.desk_prints import DeskPrints
from ui.requests.page import RequestPage

DTKS = "lubuklinggau-dtks"
LACKING = Wishes(incomplete=True)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def sent(context: Context, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, bytes]]:
    """What went to the printer or into Word."""
    kept: list[tuple[str, str, bytes]] = []
    for way in ("print", "open"):

        def take_it(name: str, content: bytes, way: str = way) -> Path:
            kept.append((way, name, content))
            return Path(name)

        monkeypatch.setattr(context.outputs, way, take_it)
    return kept


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Callable[[Wishes], RequestPage]:
    def open_page(wishes: Wishes) -> RequestPage:
        made = RequestPage(context)
        qtbot.addWidget(made)
        made.resize(1154, 768)
        made.show()
        qtbot.waitExposed(made)
        made.show_request(take(context.desk, context.actor, DTKS, Crowd(3), wishes))
        qtbot.waitUntil(lambda: made.other.isEnabled())
        return made

    return open_page


def action(button: DeskPrints, name: str) -> QAction:
    found = button.findChild(QAction, f"lain_{name}")
    assert isinstance(found, QAction)
    return found


@pytest.mark.parametrize(("form", "width"), [("surat", 210), ("a5", 148), ("struk", 80)])
def test_a_receipt_on_any_paper(
    qtbot: QtBot, page: Callable[[Wishes], RequestPage], sent: list[tuple[str, str, bytes]], form: str,
    width: int,
) -> None:  # fmt: skip
    made = page(ORDINARY)
    for way in ("cetak", "buka"):
        action(made.other, f"{way}_{form}").trigger()
    qtbot.waitUntil(lambda: len(sent) == 2)
    assert {(way, name) for way, name, _ in sent} == {
        ("print", "2026-0001 Tanda Terima.docx"),
        ("open", "2026-0001 Tanda Terima.docx"),
    }
    for _, _, content in sent:
        section = docx.Document(io.BytesIO(content)).sections[0]
        assert round((section.page_width or 0) / Mm(1)) == width
    qtbot.waitUntil(lambda: "Dikirim ke pencetak: 2026-0001 Tanda Terima." in made.case.news.text())


def test_the_letter_only_while_papers_are_missing(
    qtbot: QtBot, page: Callable[[Wishes], RequestPage], sent: list[tuple[str, str, bytes]]
) -> None:
    assert not action(page(ORDINARY).other, "cetak_kekurangan").isEnabled()
    made = page(LACKING)
    assert action(made.other, "cetak_kekurangan").isEnabled()
    action(made.other, "cetak_kekurangan").trigger()
    qtbot.waitUntil(lambda: len(sent) == 1)
    assert sent[0][1] == "2026-0002 Surat Kekurangan Berkas.docx"


def test_a_rejected_case_gets_its_letter_by_key_and_the_page_shows_it(
    qtbot: QtBot,
    context: Context,
    desk: Desk,
    actor: Actor,
    page: Callable[[Wishes], RequestPage],
    sent: list[tuple[str, str, bytes]],
) -> None:
    made = page(ORDINARY)
    assert not action(made.other, "cetak_penolakan").isEnabled()
    assert made.case.view is not None
    row, stage = made.case.view.row, made.case.view.stage
    no = Decision(row.id, row.version, stage.code, Action.REJECT, "Data kependudukan tidak sesuai.")
    decide(desk.uow(), colleague(desk, actor, stage.role), no, desk.now())
    context.events.request_changed.emit(row.id)
    refusal = action(made.other, "buka_penolakan")
    qtbot.waitUntil(refusal.isEnabled)
    qtbot.keyClick(made.contents.tabs, Qt.Key.Key_C, ALT)
    qtbot.waitUntil(lambda: made.other.menu_of_prints.isVisible())
    qtbot.keyClick(made.other.menu_of_prints, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: len(sent) == 1)
    assert sent[0][:2] == ("print", "2026-0001 Surat Penolakan.docx")
    assert "Data kependudukan tidak sesuai." in text_of(sent[0][2])
    qtbot.waitUntil(lambda: "surat_penolakan" in [x.product for x in made.case.view.letters])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "title"), [("nota_dinas", "Nota Dinas"), ("lembar_verifikasi", "Lembar Verifikasi")]
)
def test_papers_of_the_house_go_to_word(
    qtbot: QtBot, page: Callable[[Wishes], RequestPage], sent: list[tuple[str, str, bytes]], name: str,
    title: str,
) -> None:  # fmt: skip
    action(page(ORDINARY).other, f"buka_{name}").trigger()
    qtbot.waitUntil(lambda: len(sent) == 1)
    assert sent[0][:2] == ("open", f"2026-0001 {title}.docx")


def test_a_slip_without_anything_to_send_is_said(qtbot: QtBot, page: Callable[[Wishes], RequestPage]) -> None:
    made = page(ORDINARY)
    action(made.other, "cetak_slip_ekspedisi").trigger()
    qtbot.waitUntil(lambda: "belum mempunyai surat" in made.case.news.text())


def test_the_menu_opens_by_its_key(qtbot: QtBot, page: Callable[[Wishes], RequestPage]) -> None:
    made = page(LACKING)
    made.activateWindow()
    qtbot.keyClick(made.contents.tabs, Qt.Key.Key_C, ALT)
    qtbot.waitUntil(lambda: made.other.menu_of_prints.isVisible())
    assert made.other.menu_of_prints.activeAction().objectName() == "lain_cetak_surat"
    made.other.menu_of_prints.close()


def test_a_printer_that_fails_is_said_after_saving(
    qtbot: QtBot, context: Context, desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take(desk, actor, DTKS, Crowd(3), LACKING)
    result = ResultPage(context)
    qtbot.addWidget(result)
    saved = Submitted(taken, "2026-0001", RequestState.INCOMPLETE, "Penerimaan", ("KK",), None)
    result.show_result(saved, "Siti", "DTKS", {})
    result.show()

    def fail(name: str, content: bytes) -> Path:
        raise EnvironmentProblem("tidak_dapat_mencetak", nama=name)

    monkeypatch.setattr(context.outputs, "print", fail)
    action(result.other, "cetak_kekurangan").trigger()
    qtbot.waitUntil(lambda: "tidak dapat dikirim ke pencetak" in result.news.text())
    assert result.print.isEnabled()
