"""The locked window: nothing of the work can be seen or done, and nothing of it is lost.

A question or form that stands open in a window of its own stays open behind a cover, with what was typed.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from ui.start.login import LoginPage
from ui.start.shell import Shell
from ui.theme import Theme
from ui.widgets.layouts import STRETCH, column, text_label

_LARGER_THAN_ANY = 8192
_PASSING = (Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen, Qt.WindowType.Desktop)


class Lock:
    """From the moment of locking until somebody is let in."""

    def __init__(self, shell: Shell, theme: Theme, page: LoginPage) -> None:
        self._shell = shell
        self._page = page
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._others = _other_windows(shell)
        self._covers = [_cover(window) for window in self._others]
        self._front: _LockWindow | None = None
        self._behind: QWidget | None = None
        if self._others:
            self._behind = _plain_page()
            shell.show_page(self._behind)
            self._front = _LockWindow(shell, theme, page)
            self._front.show()
            self._front.activateWindow()
        else:
            shell.show_page(page)

    def is_over_others(self) -> bool:
        """Whether another window still waits behind its cover."""
        return any(_waits(window) for window in self._others)

    def lift(self) -> None:
        """Take everything away again; the windows behind are as they were."""
        for cover in self._covers:
            if isValid(cover):
                cover.hide()
                cover.deleteLater()
        self._covers = []
        if self._front is not None:
            self._front.end()
            self._front = None
            self._shell.drop(self._behind)
        else:
            self._shell.drop(self._page)
        for window in reversed(self._others):
            if _waits(window):
                window.activateWindow()
                break

    def close_others(self) -> None:
        """Somebody else takes the desk: what was open is given up, as by Esc."""
        for window in reversed(self._others):
            if not _waits(window):
                continue
            if isinstance(window, QDialog):
                window.reject()
            else:
                window.close()


class _LockWindow(QDialog):
    """Stands over every other window and cannot be closed, only opened by a password."""

    def __init__(self, shell: Shell, theme: Theme, page: LoginPage) -> None:
        super().__init__(shell, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint)
        self.setObjectName("jendela_terkunci")
        self.setWindowTitle("Dinsos Desk · terkunci")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setLayout(column(page))
        self.setGeometry(shell.geometry())
        self._may_end = False

    def end(self) -> None:
        """The password was right."""
        self._may_end = True
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        """Esc leaves it locked."""

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_end:
            super().closeEvent(event)
        else:
            event.ignore()


def _other_windows(shell: Shell) -> list[QWidget]:
    """Every window that can be seen but this one and what is shown to the public, the oldest first."""
    return [
        window
        for window in QApplication.topLevelWidgets()
        if window is not shell
        and window.isVisible()
        and window.windowType() not in _PASSING
        and not window.property("public")
    ]


def _waits(window: QWidget) -> bool:
    return isValid(window) and window.isVisible()


def _cover(window: QWidget) -> QWidget:
    cover = _plain_page(window)
    cover.setGeometry(0, 0, _LARGER_THAN_ANY, _LARGER_THAN_ANY)
    cover.show()
    cover.raise_()
    return cover


def _plain_page(parent: QWidget | None = None) -> QWidget:
    page = QWidget(parent)
    page.setObjectName("tirai")
    page.setProperty("page", True)
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.setAutoFillBackground(True)
    page.setLayout(column(text_label("Terkunci", "muted"), STRETCH, margins=(24, 20, 24, 20)))
    return page
