"""Antrean: give numbers, call them, serve them; each counter from its own window."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from dinsos_desk.db.queries.queue.day import TicketRow
from dinsos_desk.domain.queue import RECALLABLE, TicketState
from dinsos_desk.usecases.queue.tickets import Taken
from ui.context import Context
from ui.dialogs import Dialogs
from ui.models.rows_model import RowsModel
from ui.queue.choice_dialog import ChoiceDialog
from ui.queue.columns import called_columns, waiting_columns
from ui.queue.counter_card import Act, CounterCard
from ui.queue.data import QueueData, read_queue
from ui.queue.deeds import Deeds
from ui.queue.give_card import GiveCard
from ui.queue.screen import CallScreen
from ui.queue.visitor import Visitor
from ui.queue.words import day_words
from ui.room import Room
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.table import Table
from ui.widgets.telling import say_failure

_EVERY_MS = 30_000
_LEFT_WIDTH = 372


class QueueRoom(Room):
    """The main action follows what stands before the counter: call, serve, or end and call the next."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_antrean")
        self.setAccessibleName("Antrean")
        self.dialogs = Dialogs
        self.choices = ChoiceDialog
        self._asked = 0
        self._unread = False
        self._undo: Callable[[], None] | None = None
        self._call_screen: CallScreen | None = None
        self.data: QueueData | None = None
        theme = context.theme
        self.deeds = Deeds(context, self)
        self.header = PageHeader("Antrean", " ")
        self.screen_button = KeyButton("Layar panggilan", "F11", name="buka_layar")
        self.screen_button.setToolTip("Jendela besar untuk layar kedua yang menghadap ruang tunggu")
        self.own = KeyButton("Loket saya", "Alt+L", name="atur_loket")
        self.header.add_action(self.screen_button)
        self.header.add_action(self.own)
        self.banner = Banner(theme, name="kabar_antrean")
        self.counter = CounterCard(theme)
        self.give = GiveCard(theme)
        self._make_lists()
        self._lay_out()
        self.setFocusProxy(self.waiting)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._connect()

    @property
    def call_screen(self) -> CallScreen:
        """The screen of calls, made when it is first wanted; it goes with this room."""
        if self._call_screen is None:
            self._call_screen = CallScreen(self.context, self)
        return self._call_screen

    def enter(self) -> None:
        self._load()

    def main_action(self) -> None:
        self.counter.press_main()

    def step_back(self) -> bool:
        """Esc puts news away first."""
        if self.banner.isHidden():
            return False
        self._clear_news()
        return True

    def call_next(self) -> None:
        """The next number, whatever has the cursor; one that did not come must be judged first."""
        self._act(Act.NEXT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this room, where no list or field took them."""
        mine = self.data.mine if self.data is not None else None
        serves = mine is not None and mine.state is TicketState.SERVED
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_F2 and serves:
            self._act(Act.APPLICATION)
        elif plain and event.key() == Qt.Key.Key_Delete and self.waiting.hasFocus():
            self._cancel()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _make_lists(self) -> None:
        theme, now = self.context.theme, self.context.desk.now
        waiting, called = waiting_columns(now, self._line), called_columns(now)
        self.model = RowsModel(waiting, identity=lambda ticket: ticket.id, parent=self)
        self.waiting = Table(theme, name="daftar_menunggu", label="Yang menunggu")
        self.waiting.set_empty("human-queue", "Tidak ada yang menunggu. Nomor yang diambil muncul di sini.")
        self.waiting.set_model(self.model, waiting)
        self.called_model = RowsModel(called, identity=lambda ticket: ticket.id, parent=self)
        self.called = Table(theme, name="daftar_dipanggil", label="Di loket dan terlewat")
        self.called.set_empty(
            "bullhorn-outline", "Nomor yang dipanggil, tidak hadir, atau batal muncul di sini."
        )
        self.called.set_model(self.called_model, called)

    def _lay_out(self) -> None:
        theme = self.context.theme
        inner = QWidget()
        inner.setLayout(column(self.counter, self.give, STRETCH, spacing=12))
        left = FormScroll(inner, name="gulir_loket")
        left.setFixedWidth(theme.px(_LEFT_WIDTH))
        upper = Card("Menunggu", "Enter: panggil · Delete: batalkan", name="kartu_menunggu", padding=0)
        lower = Card("Di loket dan terlewat", "Enter: panggil kembali", name="kartu_dipanggil", padding=0)
        for card, table in ((upper, self.waiting), (lower, self.called)):
            card.header.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), 0)
            card.body.addWidget(table)
            card.body.setContentsMargins(1, 0, 1, theme.px(8))
        lists = column(upper, lower, spacing=12)
        lists.setStretch(0, 3)
        lists.setStretch(1, 2)
        body = row(left, lists, spacing=12)
        body.setStretch(1, 1)
        whole = column(self.header, self.banner, body, spacing=12, margins=(24, 16, 24, 16))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        deeds = self.deeds
        self.counter.acted.connect(lambda act: self._act(Act(act)))
        self.give.given.connect(deeds.give)
        self.give.printed.connect(deeds.print)
        self.give.slips_chosen.connect(self._choose_slips)
        self.own.clicked.connect(self._choose)
        self.screen_button.clicked.connect(lambda: self.call_screen.open())
        self.waiting.row_activated.connect(self._call_out_of_turn)
        self.called.row_activated.connect(self._call_back)
        self.banner.link_clicked.connect(self._take_back)
        deeds.said.connect(self._say)
        deeds.failed.connect(self._failed)
        deeds.begun.connect(self._begin)
        deeds.called.connect(lambda _: self.counter.main.setFocus())
        deeds.taken.connect(self._taken)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self._take_back)
        self._timer.timeout.connect(self._load)
        events = self.context.events
        events.queue_changed.connect(self._refresh)
        events.settings_changed.connect(self._refresh)
        events.request_changed.connect(self._refresh)

    def _line(self, letter: str) -> str:
        return self.data.line_name(letter) if self.data is not None else letter

    def _refresh(self, *_: object) -> None:
        """Ask again while it is seen; a hidden room asks when it is entered."""
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        desk, actor = self.context.desk, self.context.actor
        self._asked += 1
        asked = self._asked

        def show(data: QueueData) -> None:
            if asked == self._asked:
                self._show(data)

        self.context.tasks.run_read(lambda: read_queue(desk, actor), show, self._not_read, owner=self)

    def _show(self, data: QueueData) -> None:
        self.data = data
        if self._unread:
            self._unread = False
            self.banner.clear_problem()
        self.header.set_subtitle(day_words(data.board))
        self.own.set_label(f"Loket saya: {data.choice.counter}")
        self.model.set_rows(data.board.waiting)
        self.called_model.set_rows((*data.board.at_counters, *data.board.aside))
        self._show_counter(data)
        self.give.show_lines(data.lines, data.choice.slips)
        self.give.follow(data.board.waiting)
        if data.shared_with:
            who, where = data.shared_with, data.choice.counter
            self._say(Tone.WARN, f"{who} juga memanggil di {where}. Ubah nama loket dengan Alt+L.")
        if data.leftovers:
            self.deeds.close_former_days()

    def _show_counter(self, data: QueueData) -> None:
        """The button that was pressed may be gone then: the cursor goes to the next step, or the list."""
        held = self._at_counter()
        self.counter.show_data(data)
        if held and not self._at_counter():
            (self.counter.main if self.counter.main.isEnabled() else self.waiting).setFocus()

    def _at_counter(self) -> bool:
        held = QApplication.focusWidget()
        return held is not None and self.counter.isAncestorOf(held)

    def _act(self, act: Act) -> None:
        self.deeds.act(act, self.data.mine if self.data is not None else None)

    def _begin(self, ticket: TicketRow) -> None:
        """The wizard, for the holder of this ticket."""
        lines = self.data.lines if self.data is not None else ()
        services = next((line.services for line in lines if line.letter == ticket.line), ())
        self._clear_news()
        self.intake_wanted.emit(Visitor(ticket.id, ticket.label, services))

    def _taken(self, taken: Taken) -> None:
        self.give.show_taken(taken)
        if self.data is not None and self.data.choice.slips:
            self.deeds.print(taken.ticket.id)

    def _cancel(self) -> None:
        ticket = self.waiting.current_row()
        if ticket is not None:
            self.deeds.cancel(ticket)

    def _call_out_of_turn(self, ticket: TicketRow) -> None:
        first = self.model.row(0)
        title = f"Panggil {ticket.label} di luar giliran?"
        text = f"Nomor {first.label} dan yang lain menunggu lebih dahulu."
        if first.id == ticket.id or self.dialogs.confirm(self, title, text, "Panggil"):
            self.deeds.recall(ticket)

    def _call_back(self, ticket: TicketRow) -> None:
        if ticket.state in RECALLABLE:
            self.deeds.recall(ticket)

    def _choose(self) -> None:
        if self.data is not None:
            chosen = self.choices.ask(self, self.context.theme, self.data.choice, self.data.lines)
            if chosen is not None:
                self.deeds.keep(chosen)

    def _choose_slips(self, slips: bool) -> None:
        if self.data is not None:
            self.deeds.keep(replace(self.data.choice, slips=slips))

    def _say(self, tone: Tone, words: str, undo: Callable[[], None] | None = None) -> None:
        self._undo = undo
        self.banner.say(tone, words, "Urungkan (Ctrl+Z)" if undo is not None else "")

    def _clear_news(self) -> None:
        self._undo = None
        self.banner.clear()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()

    def _not_read(self, error: Exception) -> None:
        self._unread = True
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._undo = None
        say_failure(self.context, self.banner, error)
