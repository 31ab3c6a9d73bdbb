"""Makes the pages of the wizard, the next one ahead of time so that no step makes one wait."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from ui.intake.page import WizardPage
from ui.intake.steps import WizardStep
from ui.turns import Turns


class PageShelf(QObject):
    """A page is made in turns of the window, so that nobody who types meanwhile is held up."""

    def __init__(self, stack: QStackedWidget, make: Callable[[WizardStep], WizardPage]) -> None:
        super().__init__(stack)
        self._stack = stack
        self._make = make
        self._pages: dict[str, WizardPage] = {}
        self._turns: list[Turns] = []

    def in_turns(self, step: WizardStep) -> Turns:
        """Make the page of a step in turns of the window, beginning with the next one."""
        turns = Turns(self._pieces(step), self)
        self._turns.append(turns)
        turns.done.connect(lambda: self._turns.remove(turns))
        return turns

    def page(self, step: WizardStep) -> WizardPage:
        """The page of a step, ready to be shown; what is missing of it is made now."""
        page = self._begun(step)
        page.complete()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        return page

    def made(self, key: str) -> WizardPage | None:
        """A page that was made already."""
        return self._pages.get(key)

    def prepare(self, step: WizardStep) -> None:
        """Make a page ahead of time."""
        if step.key not in self._pages:
            self.in_turns(step)

    def settle(self) -> None:
        """Give every page to the stack, so that it is deleted with it and on the window's thread."""
        for turns in self._turns:
            turns.stop()
        self._turns.clear()
        for page in self._pages.values():
            if self._stack.indexOf(page) < 0:
                self._stack.addWidget(page)

    def _begun(self, step: WizardStep) -> WizardPage:
        if step.key not in self._pages:
            self._pages[step.key] = self._make(step)
        return self._pages[step.key]

    def _pieces(self, step: WizardStep) -> Iterator[None]:
        """The first page is given to the stack when it is whole, for an empty stack would show it at once;
        to others their parts are added, and dressed, in their place. Whoever was quicker has put it there
        already: given to the stack a second time it would vanish from the screen.
        """
        page = self._begun(step)
        yield
        if self._stack.count() and self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
            yield
        yield from page.rest
        self.page(step)
