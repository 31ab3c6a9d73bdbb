"""The open office: the bar of rooms at the left, one room at a time, and the keys that work everywhere."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from dinsos_desk.db.queries.requests.figures import Filter
from ui import rooms
from ui.attachments.sweeping import StoreSweep
from ui.bar_news import BarNews
from ui.clock_notice import ClockNotice
from ui.context import Context
from ui.help.dialog import HelpDialog
from ui.home.room import HomeRoom
from ui.mail.door import MailDoor
from ui.office_bar import HELP, LEAVE, LOCK, keyed_rooms, office_bar
from ui.queue.door import QueueDoor
from ui.room import Room
from ui.search.number_door import NumberDoor
from ui.search.panel import SearchPanel
from ui.search.scanner import Scanner
from ui.widgets.layouts import column, row

_COMPACT_BELOW = 1100
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MainWindow(QWidget):
    """Rooms are made when first opened and stay; they only emit, and this connects them."""

    lock_wanted = Signal()
    sign_out_wanted = Signal()

    def __init__(self, context: Context, room: str = "", *, begins: bool = True) -> None:
        super().__init__()
        self.setObjectName("kantor")
        self.setAccessibleName("Dinsos Desk")
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        self._open_to = rooms.rooms_for(context.actor.roles)
        self._made: dict[str, Room] = {}
        self.shut: set[str] = set()
        self._key = ""
        self._trail: list[str] = []
        self.bar = office_bar(context.theme, context.actor, self._open_to)
        self.bar.set_compact(True)
        self.bar.chosen.connect(self._chosen)
        self._stack = QStackedWidget()
        self.clock_notice = ClockNotice(context, self)
        self.notices = column(self.clock_notice, spacing=0)
        beside = column(self.notices, self._stack, spacing=0)
        beside.setStretch(1, 1)
        self.setLayout(row(self.bar, beside, spacing=0))
        self.layout().setStretch(1, 1)
        self._add_keys()
        self._door = QueueDoor(self) if rooms.QUEUE in self._open_to else None
        self._mail_door = MailDoor(self) if rooms.MAIL in self._open_to else None
        self.scanner = Scanner(self)
        self._numbers = NumberDoor(self)
        self.scanner.scanned.connect(self.open_number)
        self._news = BarNews(context, self.bar, inbox=rooms.INBOX in self._open_to)
        StoreSweep(context, self)
        if begins:
            self.begin(room)

    def begin(self, room: str = "") -> None:
        """Enter the first room, in a turn of its own where the window was made without (``begins``)."""
        if not (room and self.go(room)):
            self.go(rooms.HOME)

    @cached_property
    def search(self) -> SearchPanel:
        """The search over everything, made when it is first wanted."""
        panel = SearchPanel(self.context, self)
        panel.chosen.connect(self._numbers.open_hit)
        panel.stranded.connect(lambda: self.current_room().setFocus())
        return panel

    def room(self, key: str) -> Room | None:
        """A room that was opened before."""
        return self._made.get(key)

    def current_key(self) -> str:
        """The key of the room that is shown."""
        return self._key

    def may_enter(self, key: str) -> bool:
        """Whether a room is open to this user."""
        return key in self._open_to

    def current_room(self) -> Room:
        """The room that is shown."""
        return self._made[self._key]

    def go(self, key: str) -> bool:
        """Enter a room; False when it is closed to this user or the present one may not be left."""
        entry = self._open_to.get(key)
        if entry is None or key in self.shut:
            return False
        if key != self._key:
            if self._key and not self.current_room().may_leave():
                self._mark()
                return False
            if key not in self._made:
                self._add(key, entry.make(self.context))
            if self._key:
                self._trail = [*self._trail, self._key][-10:]
        self._enter(key)
        return True

    def open_request(self, request_id: int) -> None:
        """Show the page of one application."""
        if self.go(rooms.REQUESTS):
            self._made[rooms.REQUESTS].open_request(request_id)

    def open_person(self, person_id: int) -> None:
        """Show one person."""
        if self.go(rooms.PEOPLE):
            self._made[rooms.PEOPLE].open_person(person_id)

    def open_institution(self, institution_id: int) -> None:
        """Show one institution."""
        if self.go(rooms.PEOPLE):
            self._made[rooms.PEOPLE].open_institution(institution_id)

    def open_list(self, wanted: Filter) -> None:
        """Show the applications behind a counter."""
        if self.go(rooms.REQUESTS):
            self._made[rooms.REQUESTS].show_filter(wanted)

    def open_complaint(self, subject: object) -> None:
        """Show a complaint, by its id, or begin one from somewhere."""
        if self.go(rooms.COMPLAINTS):
            room = self._made[rooms.COMPLAINTS]
            room.open_complaint(subject) if isinstance(subject, int) else room.begin(subject)

    def open_mail(self, mail_id: int | None) -> None:
        """Show an incoming letter, or what was disposed to this user."""
        if self.go(rooms.MAIL):
            room = self._made[rooms.MAIL]
            room.show_mine() if mail_id is None else room.open_mail(mail_id)

    def begin_intake(self, subject: object = None) -> None:
        """Open the wizard: a new application, one to complete or mend, or a kept draft."""
        if self.go(rooms.INTAKE):
            self._made[rooms.INTAKE].begin(subject)

    def open_search(self, text: str = "") -> None:
        """Search everything."""
        self.search.open(text)

    def open_number(self, number: str) -> None:
        """Open what a number on a receipt belongs to; one that nobody knows is shown in the search."""
        self._numbers.open(number)

    def show_help(self, topic: str = "") -> None:
        """Help for the room one is in, or for a topic."""
        HelpDialog.open_at(self, self.context.theme, topic or self._key)

    def may_leave(self) -> bool:
        """Whether the present room can be left."""
        return not self._key or self.current_room().may_leave()

    def unsaved(self) -> bool:
        """Whether something typed in any room could not be kept."""
        return any(room.unsaved() for room in self._made.values())

    def come_back(self) -> None:
        """Shown (again): ask the database anew; the cursor stands where it stood."""
        self._news.count()
        if self._key:
            room, held = self.current_room(), self.focusWidget()
            room.enter()
            room.setFocus()
            if held is not None and isValid(held) and held.isVisible() and room.isAncestorOf(held):
                held.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that a room did not take for itself."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in _ENTER:
            self.current_room().main_action()
        elif plain and event.key() == Qt.Key.Key_F2:
            self.begin_intake()
        elif plain and event.key() == Qt.Key.Key_F5:
            self.current_room().enter()
        elif plain and event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif (plain or _is_capital(event)) and event.text().strip() and event.text().isprintable():
            self.open_search(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = event.size().width() < self.context.theme.px(_COMPACT_BELOW)
        if compact != self.bar.is_compact():
            self.bar.set_compact(compact)
        if self.searches():
            self.search.place()

    def _add_keys(self) -> None:
        for keys, room in keyed_rooms(self._open_to).items():
            self._key_for(keys, lambda room=room: self.go(room))
        self._key_for("F1", self.show_help)
        self._key_for("F3", self.open_search)
        self._key_for("Ctrl+K", self.open_search)
        self._key_for("Ctrl+L", self.lock_wanted.emit)
        self._key_for("Ctrl+J", lambda: self.go(rooms.TICKLER))
        self._key_for("F12", lambda: self.show_help("tombol"))

    def _key_for(self, keys: str, action: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(lambda: action())

    def _add(self, key: str, room: Room) -> None:
        room.request_wanted.connect(self.open_request)
        room.intake_wanted.connect(self.begin_intake)
        room.list_wanted.connect(self.open_list)
        room.room_wanted.connect(self.go)
        room.person_wanted.connect(self.open_person)
        room.complaint_wanted.connect(self.open_complaint)
        room.mail_wanted.connect(self.open_mail)
        if isinstance(room, HomeRoom):
            room.search_wanted.connect(self.open_search)
        self._made[key] = room
        self._stack.addWidget(room)

    def _enter(self, key: str) -> None:
        self._key = key
        room = self._made[key]
        self._stack.setCurrentWidget(room)
        self._mark()
        room.enter()
        room.setFocus()

    def _mark(self) -> None:
        """Light the place on the bar where one is, or where the present room belongs."""
        within = {rooms.INTAKE: rooms.REQUESTS, rooms.WAITING: rooms.REQUESTS, rooms.TICKLER: rooms.HOME}
        self.bar.set_current(within.get(self._key, self._key))

    def _chosen(self, key: str) -> None:
        if key == HELP:
            self.show_help()
        elif key == LOCK:
            self.lock_wanted.emit()
        elif key == LEAVE:
            self.sign_out_wanted.emit()
        else:
            self.go(key)

    def _step_back(self) -> None:
        if self.searches():
            self.search.close_panel()
        elif not self.current_room().step_back() and self._trail:
            former = self._trail.pop()
            if self.go(former):
                self._trail.pop()

    def searches(self) -> bool:
        """Whether the search lies over the room now."""
        return "search" in self.__dict__ and self.search.isVisible()


def _is_capital(event: QKeyEvent) -> bool:
    """Whether a name that begins with a capital letter is typed."""
    return event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.text().isalpha()
