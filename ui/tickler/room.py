"""Tindak lanjut: what must not be forgotten, by day; done, dropped with a reason, and undone."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.routing import WORKING_ROLES
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.obligations.periodic import drop_report, withdraw_report
from dinsos_desk.usecases.obligations.tickler import (
    TicklerList,
    TicklerState,
    TicklerView,
    close_tickler,
    reopen_tickler,
    tickler_list,
)
from dinsos_desk.usecases.obligations.view import DutyView
from dinsos_desk.usecases.requests.view import view_request
from ui.context import Context
from ui.dialogs import Dialogs
from ui.parted_room import Empty, PartedRoom
from ui.requests.report_dialog import ReportDialog
from ui.theme import Tone
from ui.tickler.drop_dialog import DropDialog
from ui.tickler.new_dialog import NewTicklerDialog
from ui.tickler.words import ALL, CLOSED, COMING, LATE, SOON, TODAY, head_words, narrowed, tickler_columns
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.segmented import Segment

_PARTS = (
    Segment(ALL, "Semua"),
    Segment(LATE, "Terlambat"),
    Segment(TODAY, "Hari ini"),
    Segment(SOON, "Segera"),
    Segment(COMING, "Mendatang"),
    Segment(CLOSED, "Sudah ditutup"),
)
_EMPTY = {
    ALL: "Belum ada yang perlu ditindaklanjuti. Catatan sendiri dan kewajiban layanan tampil di sini.",
    LATE: "Tidak ada yang terlambat.",
    TODAY: "Tidak ada yang jatuh pada hari ini.",
    SOON: "Tidak ada yang sudah perlu dipersiapkan.",
    COMING: "Tidak ada yang akan datang.",
    CLOSED: "Belum ada yang ditutup.",
}
_NEW = "Tindak lanjut baru"
_UNDONE = "Diurungkan dari daftar tindak lanjut."
_HINT = "Enter membuka permohonan atau orangnya."


class TicklerRoom(PartedRoom[TicklerList, TicklerView]):
    """Enter opens what it is about, Ctrl+Enter marks it as done."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        columns = tickler_columns(lambda: context.desk.now().date())
        super().__init__(
            context, "tindak_lanjut", "Tindak lanjut", _PARTS, columns, lambda view: view.key, parent
        )
        self.setObjectName("tindak_lanjut")
        self._last_closed: tuple[str, int] | None = None
        self._may_work = context.actor.may(*WORKING_ROLES)
        self.new = KeyButton(_NEW, "Ctrl+Shift+J", name="tindak_lanjut_baru_tombol")
        self.new.clicked.connect(self._add)
        self.header.add_action(self.new)
        self.new.setVisible(self._may_work)
        self.banner.link_clicked.connect(self._undo)
        self.table.row_activated.connect(self._open)
        self.hint = ElidedLabel(_HINT, "small")
        parts = row(self.parts, self.hint, spacing=12)
        parts.setStretch(1, 1)
        foot = self._make_foot()
        whole = column(self.header, self.banner, parts, self.card, foot, spacing=10, margins=(24, 16, 24, 18))
        whole.setStretch(3, 1)
        self.setLayout(whole)
        context.events.tickler_changed.connect(self.follow)
        context.events.request_changed.connect(self.follow)
        self.enable()

    def read(self) -> TicklerList:
        desk = self.context.desk
        return tickler_list(desk.reader(), self.context.actor, desk.now().date())

    def head(self, found: TicklerList) -> str:
        return head_words(found)

    def rows_of(self, found: TicklerList, part: str) -> tuple[TicklerView, ...]:
        return narrowed(found, part)

    def empty(self, found: TicklerList, part: str) -> Empty:
        step = _NEW if part == ALL and self._may_work else "" if part == ALL else "Tampilkan semua"
        return Empty("calendar-check-outline", _EMPTY[part], step)

    def main_action(self) -> None:
        if self.done.isEnabled() and self.done.isVisible():
            self._done()

    def chosen(self) -> TicklerView | None:
        """The row the cursor stands on."""
        return self.table.current_row()

    def _make_foot(self) -> QWidget:
        self.undo = KeyButton("Urungkan", "Ctrl+Z", name="urungkan_tindak_lanjut")
        self.undo.clicked.connect(self._undo)
        self.drop = KeyButton("Tidak jadi…", "Del", name="tidak_jadi_tindak_lanjut")
        self.drop.clicked.connect(self._drop)
        self.done = KeyButton("Selesai", "Ctrl+Return", ButtonKind.PRIMARY, name="selesai_tindak_lanjut")
        self.done.clicked.connect(self._done)
        foot = QWidget()
        foot.setLayout(row(self.undo, STRETCH, self.drop, self.done, spacing=8))
        for button in (self.undo, self.drop, self.done):
            button.setVisible(self._may_work)
        return foot

    def from_empty(self) -> None:
        if self.parts.value() == ALL:
            self._add()
        else:
            super().from_empty()

    def enable(self) -> None:
        view = self.chosen() if self.model.rowCount() else None
        waiting = view if view is not None and view.state is TicklerState.WAITING else None
        is_duty = waiting is not None and waiting.tickler_id is None
        self.done.setEnabled(waiting is not None)
        self.done.set_label("Catat hasil" if is_duty else "Selesai")
        self.drop.setEnabled(waiting is not None)
        self.hint.setText(f"Ditutup oleh {view.closed}" if view is not None and view.closed else _HINT)
        self.undo.setEnabled(self._to_undo() is not None)

    def _to_undo(self) -> tuple[str, int] | None:
        """The chosen closed one, else the one that was closed last from here."""
        view = self.chosen() if self.model.rowCount() else None
        if view is not None and view.state is not TicklerState.WAITING:
            return view.key
        return self._last_closed

    def _open(self, view: TicklerView) -> None:
        if view.request_id is not None:
            self.request_wanted.emit(view.request_id)
        elif view.person_id is not None:
            self.person_wanted.emit(view.person_id)

    def _add(self) -> None:
        if NewTicklerDialog.ask(self, self.context):
            self.banner.say(Tone.OK, "Tindak lanjut dicatat.")
        self.table.setFocus()

    def _done(self) -> None:
        view = self.chosen()
        if view is None:
            return
        if view.tickler_id is None:
            self._record(view)
        else:
            self._close(view, TicklerState.DONE, "", "Ditandai selesai")

    def _record(self, view: TicklerView) -> None:
        """An obligation of a service is met with its report."""
        desk, actor = self.context.desk, self.context.actor
        request_id, report_id = view.request_id or 0, view.report_id

        def find() -> DutyView | None:
            duties = view_request(desk.reader(), actor, request_id).duties
            return next((duty for duty in duties if duty.report_id == report_id), None)

        def ask(duty: DutyView | None) -> None:
            if duty is None:
                self.reload()
            elif ReportDialog.ask(self, self.context, duty, view.who):
                self._last_closed = view.key
                self.banner.say(Tone.OK, f"Dicatat: {view.text}", "Urungkan")
            self.table.setFocus()

        self.context.tasks.run_read(find, ask, self.fail, owner=self)

    def _drop(self) -> None:
        view = self.chosen()
        if view is None:
            return
        if view.tickler_id is None:
            self._drop_duty(view)
            return
        reason = Dialogs.ask_text(
            self, f"Tidak jadi: {view.text}?", "Alasan", multi_line=True, action_label="Tidak jadi"
        )
        self.table.setFocus()
        if reason is not None:
            self._close(view, TicklerState.DROPPED, reason, "Dicatat tidak jadi")

    def _drop_duty(self, view: TicklerView) -> None:
        """An obligation of a service is not met, this time or for good."""
        answer = DropDialog.ask(self, view.text, returns=not view.once)
        self.table.setFocus()
        if answer is None:
            return
        reason, for_good = answer
        desk, actor, report_id = self.context.desk, self.context.actor, view.report_id or 0
        self._write(
            lambda: drop_report(desk.uow(), actor, report_id, reason, desk.now(), for_good),
            lambda: self._closed(view, "Dicatat tidak jadi"),
        )

    def _close(self, view: TicklerView, state: TicklerState, reason: str, said: str) -> None:
        tickler_id = view.tickler_id or 0
        desk, actor = self.context.desk, self.context.actor
        self._write(
            lambda: close_tickler(desk.uow(), actor, tickler_id, state, reason, desk.now()),
            lambda: self._closed(view, said),
        )

    def _closed(self, view: TicklerView, said: str) -> None:
        self._last_closed = view.key
        if view.tickler_id is None:
            self.context.events.request_changed.emit(view.request_id or 0)
        self.banner.say(Tone.OK, f"{said}: {view.text}", "Urungkan")

    def _undo(self) -> None:
        known = self._to_undo()
        if known is None:
            return
        desk, actor = self.context.desk, self.context.actor
        kind, number = known

        def undo() -> object:
            if kind == "duty":
                return withdraw_report(desk.uow(), actor, number, _UNDONE, desk.now())
            return reopen_tickler(desk.uow(), actor, number, desk.now())

        def undone() -> None:
            self._last_closed = None
            self.banner.say(Tone.OK, "Diurungkan: tindak lanjut ini menunggu lagi.")

        self._write(undo, undone)

    def _write(self, work: Callable[[], object], done: Callable[[], None]) -> None:
        def finished(_: object) -> None:
            done()
            self.context.events.tickler_changed.emit()

        self.context.tasks.run_write(work, finished, self._refused, owner=self)

    def _refused(self, error: Exception) -> None:
        self._last_closed = None
        self.fail(error)
        if isinstance(error, DeskError):
            self.reload()
