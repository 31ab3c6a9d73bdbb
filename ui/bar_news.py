"""What the bar of rooms tells: how many applications wait for this user, and which office this is."""

from PySide6.QtCore import QObject, QTimer

from dinsos_desk.db.queries.requests.figures import home_figures
from dinsos_desk.usecases.office.setup import OfficeData, the_office
from ui import rooms
from ui.context import Context
from ui.home.words import office_title
from ui.widgets.side_bar import SideBar

_MINUTE_MS = 60_000


class BarNews(QObject):
    """Asks anew every minute, after each change, and when the office is shown again."""

    def __init__(self, context: Context, bar: SideBar, *, inbox: bool) -> None:
        super().__init__(bar)
        self._context = context
        self._bar = bar
        self._has_inbox = inbox
        clock = QTimer(self, interval=_MINUTE_MS)
        clock.timeout.connect(self.count)
        clock.start()
        context.events.request_changed.connect(self.count)
        context.events.settings_changed.connect(self._read_office)
        self._read_office()

    def count(self, _changed: int = 0) -> None:
        """Ask how many wait in the inbox."""
        actor, desk = self._context.actor, self._context.desk
        if self._has_inbox:
            self._context.tasks.run_read(
                lambda: desk.ask(lambda s: home_figures(s, actor.roles, actor.division, desk.now())).waiting,
                self._show_count,
                owner=self,
            )

    def _show_count(self, waiting: int) -> None:
        self._bar.set_counter(rooms.INBOX, waiting)

    def _read_office(self) -> None:
        desk = self._context.desk
        self._context.tasks.run_read(lambda: the_office(desk.reader()), self._show_office, owner=self)

    def _show_office(self, office: OfficeData) -> None:
        self._bar.set_place(office_title(office.name, office.government))
