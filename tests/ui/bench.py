"""A plain window to try widgets in."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


def empty_page(qtbot: QtBot) -> QWidget:
    """A window to put widgets into."""
    made = QWidget()
    made.setProperty("page", True)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(700, 400)
    return made


def put(page: QWidget, *widgets: QWidget) -> None:
    """Put widgets into the window, show it and give it the keys."""
    for widget in widgets:
        page.layout().addWidget(widget)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
