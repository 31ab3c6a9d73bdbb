"""How the pages before the office look."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui import theme as themes
from ui.start.problem import WaitingPage

LONGEST = "Menyiapkan kantor contoh: 48 dari 60 hari. Ini hanya sekali."


@pytest.mark.parametrize("scale", themes.SCALES)
def test_what_one_waits_for_is_read_to_its_end(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    page = WaitingPage(themes.apply(qapp, scale), "Menyiapkan Dinsos Desk…")
    qtbot.addWidget(page)
    page.resize(1366, 740)
    page.show()
    page.say(LONGEST)
    words = next(label for label in page.findChildren(QLabel) if label.text() == LONGEST)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()) > 0)
    themes.apply(qapp)
