"""Makes the pages of the wizard, the next one ahead of time so that no step makes one wait."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget

from ui.intake.page import WizardPage
from ui.intake.steps import WizardStep

_BREATH_MS = 60


class PageShelf(QObject):
    """A page costs most when it is made and when it is dressed: these are two turns of the window."""

    def __init__(self, stack: QStackedWidget, make: Callable[[WizardStep], WizardPage]) -> None:
        super().__init__(stack)
        self._stack = stack
        self._make = make
        self._pages: dict[str, WizardPage] = {}
        self._wanted: WizardStep | None = None
        self._timer = QTimer(self, singleShot=True, interval=_BREATH_MS)
        self._timer.timeout.connect(self._work)

    def make(self, step: WizardStep) -> WizardPage:
        """The page of a step, made now if need be and not yet dressed."""
        if step.key not in self._pages:
            self._pages[step.key] = self._make(step)
        return self._pages[step.key]

    def page(self, step: WizardStep) -> WizardPage:
        """The page of a step, ready to be shown."""
        page = self.make(step)
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        return page

    def made(self, key: str) -> WizardPage | None:
        """A page that was made already."""
        return self._pages.get(key)

    def prepare(self, step: WizardStep) -> None:
        """Make a page soon."""
        self._wanted = step
        self._timer.start()

    def settle(self) -> None:
        """Give every page to the stack, so that it is deleted with it and on the window's thread."""
        self._timer.stop()
        for page in self._pages.values():
            if self._stack.indexOf(page) < 0:
                self._stack.addWidget(page)

    def _work(self) -> None:
        step = self._wanted
        if step is None:
            return
        if step.key not in self._pages:
            self.make(step)
            self._timer.start()
        else:
            self.page(step)
