"""Opening the data folder behind the first page, and importing what is heavy while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractScrollArea

from dinsos_desk.folder_place import Place, place_of
from dinsos_desk.paths import DataPaths
from ui.collector import spare_what_is_loaded
from ui.start.problem import WaitingPage
from ui.tasks import IsCancelled, LongTask, Report, Tasks

if TYPE_CHECKING:
    from dinsos_desk.desk import Gate

Prepare = Callable[[Callable[[str], None]], None]
"""What makes the office of the examples, told a way to say how far it is."""


class Opening(QObject):
    """``prepare`` makes the office of the examples first, behind the page it is given."""

    opened = Signal(object, bool)
    """The gate of the data folder, and whether there is no office yet."""
    warmed = Signal()
    """Everything is imported: the rooms can be made."""
    stopped = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        paths: DataPaths,
        open_gate: Callable[[], Gate],
        prepare: Prepare | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._paths = paths
        self._open_gate = open_gate
        self._prepare = prepare
        self._making: LongTask | None = None
        self._gate: Gate | None = None
        self.waiting: WaitingPage | None = None
        self.place = Place.OWN_DISK
        self.is_warm = False

    def load(self) -> None:
        """Open the gate of the data folder."""
        prepare, waiting = self._prepare, self.waiting
        if prepare is None or waiting is None:
            self._tasks.run_read(self._load, self._loaded, self.stopped.emit, owner=self)
            return

        def make(report: Report, cancelled: IsCancelled) -> tuple[Gate, bool]:
            prepare(lambda text: report(0, 0, text))
            return self._load()

        self._prepare = self.waiting = None
        self._making = self._tasks.run_long(make, self._loaded, self.stopped.emit, owner=self)
        self._making.progressed.connect(lambda done, total, text: waiting.say(text))
        if self._making.latest is not None:
            waiting.say(self._making.latest[2])

    def give_up(self) -> None:
        """A sample half made is given up."""
        if self._making is not None:
            self._making.cancel()

    def _loaded(self, found: tuple[Gate, bool]) -> None:
        self._gate, is_new = found
        self._tasks.run_read(self._warm_up, self._warmed, self._not_warmed, owner=self)
        self.opened.emit(self._gate, is_new)

    def _load(self) -> tuple[Gate, bool]:
        gate = self._open_gate()
        self.place = place_of(self._paths.root)
        is_new = gate.is_new
        if is_new:
            _ = gate.library.catalog, gate.library.offices
        return gate, is_new

    def _warm_up(self) -> None:
        """While somebody types: import the rooms, read the services and the villages."""
        import ui.main_window  # noqa: F401
        from ui.rooms import import_rooms

        import_rooms()
        if self._gate is not None:
            _ = self._gate.library.catalog
            self._gate.library.regions.prepare_villages()

    def _warmed(self, _done: None) -> None:
        """What only this thread may prepare: PySide makes its classes when a viewport is first asked for."""
        QAbstractScrollArea().viewport()
        spare_what_is_loaded()
        self._let_in()

    def _not_warmed(self, error: Exception) -> None:
        self._tasks.failure.emit(error)
        self._let_in()

    def _let_in(self) -> None:
        self.is_warm = True
        self.warmed.emit()
