"""The leaves of an application: what was written down, its letters, its attachments, versions of drafts."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.usecases.requests.shown import RequestView
from ui.attachments.request_scans import RequestScans
from ui.attachments.words import count_words
from ui.context import Context
from ui.letters.outlet import Outlet
from ui.preview.draft_pane import DraftPane
from ui.requests.details import Details, Reader
from ui.requests.trail_leaf import TrailLeaf
from ui.requests.versions_leaf import VersionsLeaf
from ui.widgets.layouts import column
from ui.widgets.tab_bar import TabBar
from ui.widgets.tab_order import put_in_row, tab_stops

CONTENTS, LETTER, SCANS, VERSIONS, TRAIL = range(5)
_LEAVES = (("Isi permohonan", "Alt+I"), ("Surat", "Alt+S"), ("Lampiran", "Alt+A"), ("Versi", "Alt+V"))
_TRAIL = ("Perjalanan", "Alt+P")

Leaf = TypeVar("Leaf", bound=QWidget)


class CaseLeaves(QWidget):
    """Shared by the page of an application, which opens at its contents, and the inbox, at the letter.

    A leaf is made and filled when it is first looked at. ``only_looks``: nothing is opened or recorded
    from the contents, and what was done so far stands beside it only.
    """

    open_wanted = Signal(int)
    complaint_wanted = Signal(object)
    mail_wanted = Signal(object)
    """What the contents of an application lead to."""

    def __init__(
        self, context: Context, outlet: Outlet, first: int = CONTENTS, *, only_looks: bool = False
    ) -> None:
        super().__init__()
        self._context, self._outlet, self._only_looks = context, outlet, only_looks
        self._view: RequestView | None = None
        self.tabs = TabBar(context.theme, name="lembar_permohonan", label="Lembar")
        self.leaves = QStackedWidget()
        self._holders: list[QVBoxLayout] = []
        self.scans = RequestScans(context)
        for place, (title, key) in enumerate(_LEAVES if only_looks else (*_LEAVES, _TRAIL)):
            self.tabs.addTab(title.split()[0] if only_looks else title)
            self.tabs.setTabToolTip(place, f"{title} ({key})")
            holder = QWidget()
            self._holders.append(column(*((self.scans,) if place == SCANS else ())))
            holder.setLayout(self._holders[place])
            self.leaves.addWidget(holder)
            turn = QShortcut(QKeySequence(key), self)
            turn.activated.connect(lambda place=place: self.tabs.setCurrentIndex(place))
        self.scans.counted.connect(
            lambda count: self.tabs.setTabText(SCANS, f"{_LEAVES[SCANS][0]}{count_words(count)}")
        )
        self.tabs.setCurrentIndex(first)
        self.tabs.currentChanged.connect(self._turn)
        whole = column(self.tabs, self.leaves, spacing=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.leaves.setCurrentIndex(first)

    @cached_property
    def details(self) -> Details:
        """What was written down."""
        details = Details(self._context.theme, self._outlet, _reader(self._context, self._only_looks))
        details.open_wanted.connect(self.open_wanted)
        details.complaint_wanted.connect(self.complaint_wanted)
        details.mail_wanted.connect(self.mail_wanted)
        return self._put(CONTENTS, details)

    @cached_property
    def drafts(self) -> DraftPane:
        """The letters."""
        return self._put(LETTER, DraftPane(self._context))

    @cached_property
    def versions(self) -> VersionsLeaf:
        """The versions of the drafts."""
        return self._put(VERSIONS, VersionsLeaf(self._context))

    @cached_property
    def trail(self) -> TrailLeaf:
        """What was done so far."""
        return self._put(TRAIL, TrailLeaf(self._context.theme, self._context.desk.now))

    def set_view(self, view: RequestView | None) -> None:
        """Show an application."""
        self._view = view
        self.scans.set_view(view)
        self._turn(self.tabs.currentIndex())

    def turn_to(self, leaf: int) -> None:
        """Open a leaf."""
        self.tabs.setCurrentIndex(leaf)

    def _put(self, place: int, leaf: Leaf) -> Leaf:
        """Lay a leaf in its place; the Tab key comes to it from the tabs, wherever it was made."""
        self._holders[place].addWidget(leaf)
        put_in_row(self.tabs, tab_stops(leaf))
        return leaf

    def _turn(self, leaf: int) -> None:
        names = {CONTENTS: "details", LETTER: "drafts", VERSIONS: "versions", TRAIL: "trail"}
        for place, name in names.items():
            if leaf == place or (self._view is None and name in self.__dict__):
                getattr(self, name).set_view(self._view)
        self.leaves.setCurrentIndex(leaf)


def _reader(context: Context, only_looks: bool) -> Reader:
    def name_of(service: str) -> str:
        known = context.desk.catalog.services.get(service)
        return known.short_name if known is not None else ""

    may_open = not only_looks and context.actor.may(Role.PETUGAS)
    may_record = not only_looks and context.actor.may(*WORKING_ROLES)
    now = context.desk.now
    return Reader(name_of, lambda: now().date(), now, may_open, may_record)
