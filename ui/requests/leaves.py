"""The leaves of an application: what was written down, its letters, its attachments, versions of drafts."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.usecases.request_view import RequestView
from ui.attachments.request_scans import RequestScans
from ui.attachments.words import count_words
from ui.context import Context
from ui.letters.outlet import Outlet
from ui.preview.draft_pane import DraftPane
from ui.requests.details import Details, Reader
from ui.requests.trail_leaf import TrailLeaf
from ui.requests.versions_leaf import VersionsLeaf
from ui.widgets.layouts import column

CONTENTS, LETTER, SCANS, VERSIONS, TRAIL = range(5)
_LEAVES = (("Isi permohonan", "Alt+I"), ("Surat", "Alt+S"), ("Lampiran", "Alt+A"), ("Versi", "Alt+V"))
_TRAIL = ("Perjalanan", "Alt+P")


class CaseLeaves(QWidget):
    """Shared by the page of an application, which opens at its contents, and the inbox, at the letter.

    A leaf is filled when it is looked at. ``only_looks``: nothing is opened or recorded from the contents,
    and what was done so far stands beside it only.
    """

    def __init__(
        self, context: Context, outlet: Outlet, first: int = CONTENTS, *, only_looks: bool = False
    ) -> None:
        super().__init__()
        self._view: RequestView | None = None
        self.details = Details(context.theme, outlet, _reader(context, only_looks))
        self.drafts = DraftPane(context)
        self.scans = RequestScans(context)
        self.versions = VersionsLeaf(context)
        self.tabs = QTabBar()
        self.tabs.setObjectName("lembar_permohonan")
        self.tabs.setAccessibleName("Lembar")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.leaves = QStackedWidget()
        self.trail = None if only_looks else TrailLeaf(context.theme, context.desk.now)
        parts: list[QWidget] = [self.details, self.drafts, self.scans, self.versions]
        parts += [self.trail] if self.trail is not None else []
        for place, ((title, key), part) in enumerate(zip((*_LEAVES, _TRAIL), parts, strict=False)):
            self.tabs.addTab(title.split()[0] if only_looks else title)
            self.tabs.setTabToolTip(place, f"{title} ({key})")
            self.leaves.addWidget(part)
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
        self._turn(first)

    def set_view(self, view: RequestView | None) -> None:
        """Show an application."""
        self._view = view
        self.scans.set_view(view)
        self._turn(self.tabs.currentIndex())

    def turn_to(self, leaf: int) -> None:
        """Open a leaf."""
        self.tabs.setCurrentIndex(leaf)

    def _turn(self, leaf: int) -> None:
        self.leaves.setCurrentIndex(leaf)
        if leaf == CONTENTS or self._view is None:
            self.details.set_view(self._view)
        if leaf == LETTER or self._view is None:
            self.drafts.set_view(self._view)
        if leaf == VERSIONS or self._view is None:
            self.versions.set_view(self._view)
        if self.trail is not None and (leaf == TRAIL or self._view is None):
            self.trail.set_view(self._view)


def _reader(context: Context, only_looks: bool) -> Reader:
    def name_of(service: str) -> str:
        known = context.desk.catalog.services.get(service)
        return known.short_name if known is not None else ""

    may_open = not only_looks and context.actor.may(Role.PETUGAS)
    may_record = not only_looks and context.actor.may(*WORKING_ROLES)
    now = context.desk.now
    return Reader(name_of, lambda: now().date(), now, may_open, may_record)
