"""The one window of the program: it holds a page at a time, from the sign-in to the open office."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from dinsos_desk.paths import resources_dir
from ui.theme import Theme

_GEOMETRY = "jendela"


class Shell(QMainWindow):
    """Pages are shown by whoever drives the program; the window itself knows none of them."""

    painted = Signal()
    """Once, after the first page stands on the screen: the moment for what is heavy."""

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        self._was_painted = False
        super().__init__()
        self.setObjectName("jendela")
        self.setWindowTitle("Dinsos Desk")
        self.setAccessibleName("Dinsos Desk")
        self._settings = settings
        self.may_close: Callable[[], bool] = lambda: True
        """Asked when a person closes the window; False keeps it open."""
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.dress(theme)
        self.resize(self._first_size(theme))
        kept = settings.value(_GEOMETRY)
        if kept is not None:
            self.restoreGeometry(kept)

    def _first_size(self, theme: Theme) -> QSize:
        """Roomy, but with the title bar no larger than the screen leaves free."""
        free = self.screen().availableSize()
        wide = min(theme.px(1180), max(free.width(), 1180))
        return QSize(wide, min(theme.px(720), max(free.height() - 40, 560)))

    def dress(self, theme: Theme) -> None:
        """Take the icon and least size of a look."""
        self.setWindowIcon(QIcon(str(resources_dir() / "icons" / "dinsos_desk.ico")))
        self.setMinimumSize(QSize(min(theme.px(900), 1200), min(theme.px(560), 680)))

    def show_page(self, page: QWidget) -> None:
        """Show a page; one that was shown before is still there."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def drop(self, page: QWidget | None) -> None:
        """Forget a page that is not needed any more."""
        if page is not None:
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()

    def pages(self) -> tuple[QWidget, ...]:
        """Every page the window holds."""
        return tuple(self._pages.widget(place) for place in range(self._pages.count()))

    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def come_forward(self) -> None:
        """Stand in front of other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if not self._was_painted and event.type() == QEvent.Type.UpdateRequest:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return handled

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)
