"""Tab goes round every page of every service, and past nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk import paths
from dinsos_desk.catalog.loader import load_catalog
from tests.ui.intake_desk import Clerk, open_room
from ui.context import Context
from ui.intake.steps import StepKind

SERVICES = load_catalog(paths.resources_dir() / "catalog").services
_MOST = 160


def stops(clerk: Clerk) -> set[QWidget]:
    """What stands on the screen and takes the cursor."""
    return {
        widget
        for widget in clerk.room.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget.parentWidget(), QComboBox)
    }


def round_of(clerk: Clerk) -> list[QWidget]:
    """Where Tab stops from here until it comes back to a place."""
    seen: list[QWidget] = []
    for _ in range(_MOST):
        found = clerk.focus()
        if found in seen:
            assert found is seen[0], f"Tab goes in a circle from {seen[0].objectName()}"
            break
        seen.append(found)
        QTest.keyClick(found, Qt.Key.Key_Tab)
    return seen


def test_a_page_that_is_asked_for_while_it_is_being_made_stays_on_the_screen(
    qtbot: QtBot, context: Context
) -> None:
    clerk = open_room(qtbot, context)
    clerk.room._choose_service(context.desk.library.catalog.services["cirebon-otdp"])
    qtbot.waitUntil(lambda: clerk.room.wizard is not None and clerk.room.wizard.is_open)
    for place in (2, 3, 4):
        clerk.wizard.go(place)
        asked = clerk.page
        clerk.focus()
        clerk.settle()
        for _ in range(20):
            QApplication.processEvents()
        assert clerk.page is asked
        assert clerk.wizard.place == place


@pytest.mark.parametrize("code", sorted(SERVICES))
def test_tab_reaches_everything_on_every_page(code: str, qtbot: QtBot, context: Context) -> None:
    clerk = open_room(qtbot, context)
    clerk.room._choose_service(context.desk.library.catalog.services[code])
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is not None and clerk.room.wizard.is_open)
    clerk.settle()
    missed = {}
    for place, step in enumerate(clerk.wizard.steps):
        if step.kind is StepKind.SERVICE:
            continue
        clerk.wizard.go(place)
        clerk.settle()
        wanted, reached = stops(clerk), round_of(clerk)
        left = {one for one in wanted if not any(one is at or one.isAncestorOf(at) for at in reached)}
        if left:
            missed[step.key] = sorted(f"{type(one).__name__} {one.objectName()}" for one in left)
    assert missed == {}
    QApplication.processEvents()
