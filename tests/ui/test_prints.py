"""Cetak: in Pengaturan › Layanan and on the first page of the intake."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dinsos_desk.errors import EnvironmentProblem
from tests.ui.intake_desk import CTRL, Key, open_room
from ui.context import Context
from ui.settings.services_page import ServicesSection


@pytest.fixture
def sent(context: Context, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, bytes]]:
    """What left through the outputs: the way, the name, the content."""
    made: list[tuple[str, str, bytes]] = []

    def keep(way: str, name: str, content: bytes) -> Path:
        made.append((way, name, content))
        return Path(name)

    monkeypatch.setattr(context.outputs, "open", lambda name, content: keep("open", name, content))
    monkeypatch.setattr(context.outputs, "print", lambda name, content: keep("print", name, content))
    monkeypatch.setattr(context.outputs, "save_as", lambda _, name, content: keep("save", name, content))
    return made


@pytest.fixture
def section(context: Context, qtbot: QtBot) -> ServicesSection:
    made = ServicesSection(context)
    qtbot.addWidget(made)
    made.resize(940, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.enter()
    assert context.tasks.wait_idle()
    return made


def action(section: ServicesSection, name: str) -> QAction:
    found = section.prints.findChild(QAction, name)
    assert found is not None
    return found


def test_the_key_drops_the_menu_and_enter_opens_the_standard(
    section: ServicesSection, context: Context, sent: list[tuple[str, str, bytes]], qtbot: QtBot
) -> None:
    service = section.table.current_row().service
    qtbot.keyClick(section, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is section.prints.menu_of_prints)
    qtbot.keyClick(section.prints.menu_of_prints, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(sent) == 1)
    way, name, content = sent[0]
    assert way == "open"
    assert name.startswith("Standar Pelayanan ")
    assert service is not None
    assert content[:2] == b"PK"
    assert section.banner.text() == ""


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("standar", "Standar Pelayanan "),
        ("persyaratan", "Persyaratan "),
        ("daftar", "Daftar Layanan.docx"),
        ("maklumat", "Maklumat Pelayanan.docx"),
    ],
)
@pytest.mark.parametrize("way", ["buka", "pencetak", "simpan"])
def test_every_print_goes_every_way(
    section: ServicesSection,
    context: Context,
    sent: list[tuple[str, str, bytes]],
    key: str,
    name: str,
    way: str,
) -> None:
    action(section, f"cetak_{way}_{key}").trigger()
    assert context.tasks.wait_idle()
    assert [(how, made.startswith(name)) for how, made, _ in sent] == [
        ({"buka": "open", "pencetak": "print", "simpan": "save"}[way], True)
    ]


def test_without_a_readable_service_only_the_office_is_printed(section: ServicesSection) -> None:
    section.prints.show_service(None)
    assert not action(section, "cetak_buka_standar").isEnabled()
    assert not action(section, "cetak_pencetak_persyaratan").isEnabled()
    assert action(section, "cetak_buka_daftar").isEnabled()
    assert action(section, "cetak_buka_maklumat").isEnabled()


def test_a_refusal_is_said_in_the_section(
    section: ServicesSection, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str, content: bytes) -> Path:
        raise EnvironmentProblem("program_pembuka_tidak_ada", nama=name)

    monkeypatch.setattr(context.outputs, "open", refuse)
    action(section, "cetak_buka_maklumat").trigger()
    assert context.tasks.wait_idle()
    assert "Tidak ada program untuk membuka Maklumat Pelayanan.docx" in section.banner.text()


def test_the_first_page_of_the_intake_prints_the_leaflet(
    qtbot: QtBot, context: Context, sent: list[tuple[str, str, bytes]]
) -> None:
    clerk = open_room(qtbot, context)
    page = clerk.room.first.page
    clerk.type("rumah sakit jiwa")
    clerk.press(Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: "Dikirim ke pencetak" in page.news.text())
    assert [(way, name) for way, name, _ in sent] == [
        ("print", "Persyaratan Rekomendasi ke rumah sakit jiwa.docx")
    ]
    assert clerk.room.wizard is None


def test_without_a_printer_word_is_offered(
    qtbot: QtBot, context: Context, sent: list[tuple[str, str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str, content: bytes) -> Path:
        raise EnvironmentProblem("tidak_dapat_mencetak", nama=name)

    monkeypatch.setattr(context.outputs, "print", refuse)
    clerk = open_room(qtbot, context)
    page = clerk.room.first.page
    clerk.type("dtks")
    clerk.press(Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: "tidak dapat dikirim ke pencetak" in page.news.text())
    page.news.link.click()
    clerk.settle()
    assert [way for way, _, _ in sent] == ["open"]
