"""The narrow column of Beranda: how the last days went, and what is left to be done beside the queue."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.requests.figures import DayCount
from ui.home.bars import DayBars
from ui.home.complaints import ComplaintsCard
from ui.home.data import HomeData, every_day, share_on_time
from ui.home.drafts import DraftsCard
from ui.home.mail import MailCard
from ui.home.reports import ReportsCard
from ui.home.waiting import WaitingCard
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import column, text_label

_WIDTH = 250
_ROOMY = 600
_LOWER = ((112, 2, 3), (112, 2, 2), (112, 1, 2), (64, 1, 2), (64, 1, 1))
"""How high the chart is, at 100%, and how many lines of the two lists are seen, from roomy to narrow."""


class HomeSide(FormScroll):
    """Cards with nothing to say are hidden where there is little room; what is left over scrolls."""

    draft_wanted = Signal(object)
    waiting_wanted = Signal()
    complaints_wanted = Signal()
    mail_wanted = Signal(bool)
    """Incoming letters; True: what was disposed to this user."""
    tickler_wanted = Signal(object)
    """A ``TicklerView``."""
    ticklers_wanted = Signal()

    def __init__(self, theme: Theme, takes_in: bool, service_name: Callable[[str], str]) -> None:
        self._theme = theme
        chart = Card("30 hari terakhir", name="kartu_30_hari")
        self.bars = DayBars(theme)
        self._share = text_label("", "small", wrap=True)
        self._share.setTextFormat(Qt.TextFormat.RichText)
        chart.body.addWidget(self.bars)
        chart.body.addWidget(self._share)
        self.reports = ReportsCard(theme)
        self.waiting = WaitingCard()
        self.complaints = ComplaintsCard()
        self.mail = MailCard()
        self.drafts = DraftsCard(theme, service_name) if takes_in else None
        whole = column(chart, self.waiting, self.mail, self.complaints, self.reports, spacing=theme.px(12))
        if self.drafts is None:
            whole.addStretch(1)
        else:
            whole.addWidget(self.drafts, 1)
            whole.addStretch(0)
        cards = (chart, self.waiting, self.mail, self.complaints, self.reports, self.drafts)
        self._cards = [card for card in cards if card is not None]
        inner = QWidget()
        inner.setLayout(whole)
        super().__init__(inner, name="samping_beranda")
        self.setFixedWidth(theme.px(_WIDTH))
        self._connect()

    def show_data(self, data: HomeData) -> None:
        """Show what was read."""
        days = every_day(data.days, data.now.date())
        self.bars.set_days(days)
        self._share.setText(self._legend(days))
        self.waiting.show_figures(data.papers)
        self.complaints.show_figures(data.complaints, begun=data.complaint_begun)
        self.mail.show_figures(data.mail)
        if self.drafts is not None:
            roomy = not data.reports and self.height() >= self._theme.px(_ROOMY)
            self.drafts.show_drafts(data.drafts, data.now)
            self.drafts.setVisible(bool(data.drafts) or roomy)
        self.reports.show_reports(data.reports, data.now.date())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make the parts lower, one after another, until nothing needs to scroll or nothing gives way."""
        whole = self.widget().layout()
        for chart, reports, drafts in _LOWER:
            self.bars.set_height(chart)
            self.reports.show_rows(reports)
            if self.drafts is not None:
                self.drafts.show_rows(drafts)
            for card in self._cards:
                card.layout().invalidate()
                card.layout().activate()
            whole.invalidate()
            if whole.totalHeightForWidth(self.width()) <= self.height():
                return

    def _legend(self, days: Sequence[DayCount]) -> str:
        """The colours of the bars with their words, as rich text."""
        share = share_on_time(tuple(days))
        if share is None:
            return "Belum ada yang selesai"
        colours = self._theme.colours
        parts = ((colours.accent, f"tepat waktu {share}%"), (colours.counter, f"terlambat {100 - share}%"))
        whole = ((colour, words.replace(" ", "&nbsp;")) for colour, words in parts)
        marks = (f'<span style="color:{colour}">■</span>&nbsp;{words}' for colour, words in whole)
        return " &nbsp; ".join(marks)

    def _connect(self) -> None:
        self.waiting.wanted.connect(self.waiting_wanted)
        self.complaints.wanted.connect(self.complaints_wanted)
        self.mail.list_wanted.connect(self.mail_wanted)
        self.reports.wanted.connect(self.tickler_wanted)
        self.reports.all_wanted.connect(self.ticklers_wanted)
        if self.drafts is not None:
            self.drafts.wanted.connect(self.draft_wanted)
