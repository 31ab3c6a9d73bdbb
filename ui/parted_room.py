"""A room with one list that is narrowed to a part: asked anew after each change, the cursor kept."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from dinsos_desk.errors import DeskError
from ui.context import Context
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.requests.latest import Latest, say_error
from ui.room import Room
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.page_header import PageHeader
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.table import Table

Found = TypeVar("Found")
View = TypeVar("View")


@dataclass(frozen=True)
class Empty:
    """What an empty list says, and the step it offers; without a step there is none."""

    icon: str
    sentence: str
    step: str = ""


class PartedRoom(Room, Generic[Found, View]):
    """``key`` names the parts of the room, ``parts`` are what the list can be narrowed to, all of it first.

    A room says how it reads, what stands in a part, and which of its buttons may be pressed.
    """

    def __init__(
        self,
        context: Context,
        key: str,
        title: str,
        parts: Sequence[Segment],
        columns: Sequence[ColumnSpec[View]],
        identity: Callable[[View], Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.setAccessibleName(title)
        self.found: Found | None = None
        self._all = parts[0].code
        self._latest = Latest(context.tasks, self)
        self.header = PageHeader(title, " ")
        self.banner = Banner(context.theme, name=f"kabar_{key}")
        self.parts = SegmentedControl(parts, name=f"bagian_{key}", label="Yang ditampilkan")
        self.parts.set_value(self._all)
        self.parts.chosen.connect(lambda _: self.narrow())
        self.model: RowsModel[View] = RowsModel(columns, identity=identity, parent=self)
        self.table = Table(context.theme, name=f"tabel_{key}", label=title)
        self.table.set_model(self.model, columns)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.enable())
        self.table.empty_action.connect(self.from_empty)
        self.card = Card(padding=0)
        self.card.body.addWidget(self.table)
        self.setFocusProxy(self.table)

    @abstractmethod
    def read(self) -> Found:
        """What there is now; called on a worker."""

    @abstractmethod
    def head(self, found: Found) -> str:
        """The line under the title."""

    @abstractmethod
    def rows_of(self, found: Found, part: str) -> Sequence[View]:
        """What stands in a part."""

    @abstractmethod
    def empty(self, found: Found, part: str) -> Empty:
        """What a part with nothing in it says."""

    @abstractmethod
    def enable(self) -> None:
        """Let those buttons be pressed that fit what is chosen."""

    def enter(self) -> None:
        self.reload()

    def reload(self) -> None:
        """Ask anew."""
        self._latest.ask(self.read, self._show, self.fail)

    def narrow(self) -> None:
        """Show the chosen part; the cursor stays on its row where that is still there."""
        if self.found is None:
            return
        part = self.parts.value()
        empty = self.empty(self.found, part)
        self.table.set_empty(empty.icon, empty.sentence, empty.step)
        self.model.set_rows(self.rows_of(self.found, part))
        if not self.table.currentIndex().isValid():
            self.table.choose_row(0)
        self.enable()

    def from_empty(self) -> None:
        """The step that an empty part offers: all of it."""
        self.parts.set_value(self._all)
        self.narrow()
        self.table.setFocus()

    def fail(self, error: Exception) -> None:
        """Say on the page what was refused; anything else is a failure of the program."""
        if isinstance(error, DeskError):
            say_error(self.banner, error)
        else:
            self.context.tasks.failure.emit(error)

    def follow(self, _changed: int = 0) -> None:
        """Something was committed; while hidden nothing is asked, for ``enter`` will."""
        if self.isVisible():
            self.reload()

    def _show(self, found: Found) -> None:
        self.found = found
        self.banner.clear_problem()
        self.header.set_subtitle(self.head(found))
        self.narrow()
