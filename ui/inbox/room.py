"""Kotak masuk: the queue, the letter as it will print, the facts, and the decision."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.requests.figures import RequestRow, inbox
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.office.users import ROLE_NAMES
from dinsos_desk.usecases.review.holds import HoldView, held
from dinsos_desk.usecases.review.together import Alike, approvable
from ui.context import Context
from ui.inbox.queue import Queue
from ui.inbox.together import Together
from ui.preview.draft_pane import DraftPane
from ui.requests.cards import ChecklistCard, HistoryCard
from ui.requests.case_desk import CaseDesk
from ui.requests.latest import Latest, say_error
from ui.requests.leaves import LETTER, CaseLeaves
from ui.requests.words import is_late
from ui.room import Room
from ui.theme import Tone
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import column, row
from ui.widgets.page_header import PageHeader

_QUEUE_WIDTH = 236
_QUEUE_MOST = 0.22
_MINUTE_MS = 60_000
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


@dataclass(frozen=True)
class Waiting:
    """The queue as it was read: its cases, what may be approved together, what others have open."""

    rows: tuple[RequestRow, ...]
    alike: dict[int, Alike]
    held: dict[int, HoldView]


class InboxRoom(Room):
    """What waits for the roles of the person who signed in."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("kotak_masuk")
        self.setAccessibleName("Kotak masuk")
        self._latest = Latest(context.tasks, self)
        self._settling = False
        self.header = PageHeader("Kotak masuk", " ")
        self.whole = KeyButton("Lihat lengkap", "F4", name="lihat_lengkap")
        self.whole.setToolTip("Buka seluruh isi permohonan ini")
        self.whole.clicked.connect(self._open_whole)
        self.header.add_action(self.whole)
        self.queue = Queue(context.theme, context.desk.now)
        self.queue.row_chosen.connect(self._choose)
        self.case = CaseDesk(context)
        self.queue.row_activated.connect(lambda _: self.case.box.main.setFocus())
        self.leaves = CaseLeaves(context, self.case.outlet, LETTER, only_looks=True)
        self.leaves.open_wanted.connect(self.request_wanted)
        self.leaves.complaint_wanted.connect(self.complaint_wanted)
        self.leaves.mail_wanted.connect(self.mail_wanted)
        papers = ChecklistCard(context.theme)
        history = HistoryCard(context.theme)
        self.case.lay_out(
            self.leaves,
            self.leaves,
            (
                (papers, lambda case: papers.show_view(case.view)),
                (history, lambda case: history.show_view(case.view, case.now)),
            ),
        )
        self.case.decided.connect(lambda _: self.queue.setFocus())
        self.case.closed.connect(self.queue.setFocus)
        self.case.box.turned_back.connect(self.queue.setFocus)
        self.case.mend_wanted.connect(self.intake_wanted)
        self.together = Together(context, self.queue.open_elsewhere)
        self.queue.ticked_changed.connect(self._on_ticked)
        self.queue.refused.connect(lambda why: self.case.news.say(Tone.WARN, why, "Tutup"))
        self.together.untick_wanted.connect(self.queue.untick)
        self.together.finished.connect(self._after_run)
        self._left = QWidget()
        left = column(self.queue, self.together, spacing=8)
        left.setStretch(0, 1)
        self._left.setLayout(left)
        body = row(self._left, self.case, spacing=12)
        body.setStretch(1, 1)
        whole = column(self.header, body, spacing=12, margins=(24, 16, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._each_minute)
        self._minute.start()
        context.events.request_changed.connect(self._on_changed)
        context.events.settings_changed.connect(self._on_settings)
        self.setFocusProxy(self.queue)
        self._tell(())

    @property
    def drafts(self) -> DraftPane:
        """The letters of the open case."""
        return self.leaves.drafts

    def enter(self) -> None:
        """Read the queue and the open case anew."""
        self.reload()
        self.queue.setFocus()

    def reload(self) -> None:
        """Ask what waits now."""
        desk, actor = self.context.desk, self.context.actor

        def work() -> Waiting:
            now = desk.now()
            rows = desk.ask(lambda session: inbox(session, actor.roles, actor.division, now))
            ids = [one.id for one in rows]
            return Waiting(rows, approvable(desk.reader(), actor, ids), held(desk.reader(), actor, ids, now))

        self._latest.ask(work, self._show, self._fail)

    def open_request(self, request_id: int) -> bool:
        """Put the cursor on an application, when it waits here."""
        return self.queue.choose_request(request_id)

    def main_action(self) -> None:
        self.case.box.main_action()

    def step_back(self) -> bool:
        if self.case.box.step_back():
            return True
        if self.queue.ticked() and not self.together.is_running():
            self.queue.untick()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key())) if not event.modifiers() else None
        if step is not None:
            self.queue.step(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = min(self.context.theme.px(_QUEUE_WIDTH), int(self.width() * _QUEUE_MOST))
        self._left.setFixedWidth(wide)

    def _show(self, waiting: Waiting) -> None:
        self._settling = True
        self.queue.show_rows(waiting.rows, waiting.alike, waiting.held)
        self._settling = False
        self._tell(waiting.rows)
        self.case.open(self._chosen())

    def _on_ticked(self) -> None:
        self.case.news.clear()
        self.together.show_ticked(self.queue.ticked(), self.queue.alike())

    def _after_run(self) -> None:
        self.reload()
        self.queue.setFocus()

    def _choose(self, chosen: RequestRow | None) -> None:
        if chosen is not None and not self._settling:
            self.case.open(chosen.id)

    def _chosen(self) -> int | None:
        chosen = self.queue.current_row()
        return chosen.id if chosen is not None else None

    def _tell(self, rows: tuple[RequestRow, ...]) -> None:
        actor, now = self.context.actor, self.context.desk.now()
        who = actor.post or ", ".join(ROLE_NAMES[role] for role in sorted(actor.roles))
        late = sum(is_late(one, now) for one in rows)
        waiting = f"{len(rows)} menunggu" if rows else "tidak ada yang menunggu"
        self.header.set_subtitle(f"{who} · {waiting}" + (f", {late} terlambat" if late else ""))
        self.whole.setEnabled(bool(rows))

    def _fail(self, error: DeskError) -> None:
        say_error(self.case.banner, error)

    def _open_whole(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.request_wanted.emit(chosen)

    def _on_changed(self, request_id: int) -> None:
        if self.isVisible() and not self.together.is_running():
            self.reload()

    def _on_settings(self) -> None:
        if self.isVisible():
            self.case.reload()

    def _each_minute(self) -> None:
        if self.isVisible():
            self.reload()
