"""Tindak lanjut: what must not be forgotten, by day; done, dropped with a reason, and undone."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.routing import WORKING_ROLES
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.periodic import DutyView
from dinsos_desk.usecases.tickler import (
    TicklerList,
    TicklerState,
    TicklerView,
    close_tickler,
    reopen_tickler,
    tickler_list,
)
from dinsos_desk.usecases.view import view_request
from ui.context import Context
from ui.dialogs import Dialogs
from ui.models.rows_model import RowsModel
from ui.requests.latest import Latest, say_error
from ui.requests.report_dialog import ReportDialog
from ui.room import Room
from ui.theme import Tone
from ui.tickler.new_dialog import NewTicklerDialog
from ui.tickler.words import ALL, CLOSED, COMING, LATE, TODAY, head_words, narrowed, tickler_columns
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.table import Table

_PARTS = (
    Segment(ALL, "Semua"),
    Segment(LATE, "Terlambat"),
    Segment(TODAY, "Hari ini"),
    Segment(COMING, "Mendatang"),
    Segment(CLOSED, "Sudah ditutup"),
)
_EMPTY = {
    ALL: "Belum ada yang perlu ditindaklanjuti. Catatan sendiri dan kewajiban layanan tampil di sini.",
    LATE: "Tidak ada yang terlambat.",
    TODAY: "Tidak ada yang jatuh pada hari ini.",
    COMING: "Tidak ada yang akan datang.",
    CLOSED: "Belum ada yang ditutup.",
}
_NEW = "Tindak lanjut baru"
_HINT = "Enter membuka permohonan atau orangnya."


class TicklerRoom(Room):
    """Enter opens what it is about, Ctrl+Enter marks it as done."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("tindak_lanjut")
        self.setAccessibleName("Tindak lanjut")
        self._latest = Latest(context.tasks, self)
        self._found: TicklerList | None = None
        self._last_closed: int | None = None
        self._may_work = context.actor.may(*WORKING_ROLES)
        self.header = PageHeader("Tindak lanjut", " ")
        self.new = KeyButton(_NEW, "Ctrl+Shift+J", name="tindak_lanjut_baru_tombol")
        self.new.clicked.connect(self._add)
        self.header.add_action(self.new)
        self.new.setVisible(self._may_work)
        self.banner = Banner(context.theme, name="kabar_tindak_lanjut")
        self.banner.link_clicked.connect(self._undo)
        self.parts = SegmentedControl(_PARTS, name="bagian_tindak_lanjut", label="Yang ditampilkan")
        self.parts.set_value(ALL)
        self.parts.chosen.connect(lambda _: self._narrow())
        columns = tickler_columns(lambda: context.desk.now().date())
        self.model: RowsModel[TicklerView] = RowsModel(columns, identity=lambda view: view.key, parent=self)
        self.table = Table(context.theme, name="tabel_tindak_lanjut", label="Tindak lanjut")
        self.table.set_model(self.model, columns)
        self.table.row_activated.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.table.empty_action.connect(self._from_empty)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self.hint = ElidedLabel(_HINT, "small")
        parts = row(self.parts, self.hint, spacing=12)
        parts.setStretch(1, 1)
        whole = column(
            self.header, self.banner, parts, card, self._make_foot(), spacing=10, margins=(24, 16, 24, 18)
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        context.events.tickler_changed.connect(self._on_changed)
        context.events.request_changed.connect(self._on_changed)
        self._enable()

    def enter(self) -> None:
        self.reload()

    def reload(self) -> None:
        """Ask what waits now."""
        desk, actor = self.context.desk, self.context.actor
        self._latest.ask(
            lambda: tickler_list(desk.reader(), actor, desk.now().date()), self._show, self._fail
        )

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

    def _show(self, found: TicklerList) -> None:
        self._found = found
        self.banner.clear_problem()
        self.header.set_subtitle(head_words(found))
        self._narrow()

    def _narrow(self) -> None:
        if self._found is None:
            return
        part = self.parts.value()
        step = _NEW if part == ALL and self._may_work else "" if part == ALL else "Tampilkan semua"
        self.table.set_empty("calendar-check-outline", _EMPTY[part], step)
        self.model.set_rows(narrowed(self._found, part))
        if not self.table.currentIndex().isValid():
            self.table.choose_row(0)
        self._enable()

    def _from_empty(self) -> None:
        if self.parts.value() == ALL:
            self._add()
            return
        self.parts.set_value(ALL)
        self._narrow()
        self.table.setFocus()

    def _enable(self) -> None:
        view = self.chosen() if self.model.rowCount() else None
        waiting = view if view is not None and view.state is TicklerState.WAITING else None
        is_duty = waiting is not None and waiting.tickler_id is None
        self.done.setEnabled(waiting is not None)
        self.done.set_label("Catat laporan" if is_duty else "Selesai")
        self.drop.setEnabled(waiting is not None and not is_duty)
        self.hint.setText(f"Ditutup oleh {view.closed}" if view is not None and view.closed else _HINT)
        self.undo.setEnabled(self._to_undo() is not None)

    def _to_undo(self) -> int | None:
        """The chosen closed one, else the one that was closed last from here."""
        view = self.chosen() if self.model.rowCount() else None
        if view is not None and view.state is not TicklerState.WAITING:
            return view.tickler_id
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
                self.banner.say(Tone.OK, "Laporan berkala dicatat.")
            self.table.setFocus()

        self.context.tasks.run_read(find, ask, self._fail, owner=self)

    def _drop(self) -> None:
        view = self.chosen()
        if view is None or view.tickler_id is None:
            return
        reason = Dialogs.ask_text(
            self, f"Tidak jadi: {view.text}?", "Alasan", multi_line=True, action_label="Tidak jadi"
        )
        self.table.setFocus()
        if reason is not None:
            self._close(view, TicklerState.DROPPED, reason, "Dicatat tidak jadi")

    def _close(self, view: TicklerView, state: TicklerState, reason: str, said: str) -> None:
        tickler_id = view.tickler_id or 0
        desk, actor = self.context.desk, self.context.actor

        def closed() -> None:
            self._last_closed = tickler_id
            self.banner.say(Tone.OK, f"{said}: {view.text}", "Urungkan")

        self._write(lambda: close_tickler(desk.uow(), actor, tickler_id, state, reason, desk.now()), closed)

    def _undo(self) -> None:
        known = self._to_undo()
        if known is None:
            return
        desk, actor = self.context.desk, self.context.actor

        def undone() -> None:
            self._last_closed = None
            self.banner.say(Tone.OK, "Diurungkan: tindak lanjut ini menunggu lagi.")

        self._write(lambda: reopen_tickler(desk.uow(), actor, known, desk.now()), undone)

    def _write(self, work: Callable[[], None], done: Callable[[], None]) -> None:
        def finished(_: None) -> None:
            done()
            self.context.events.tickler_changed.emit()

        self.context.tasks.run_write(work, finished, self._refused, owner=self)

    def _refused(self, error: Exception) -> None:
        self._last_closed = None
        self._fail(error)
        if isinstance(error, DeskError):
            self.reload()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            say_error(self.banner, error)
        else:
            self.context.tasks.failure.emit(error)

    def _on_changed(self, _changed: int = 0) -> None:
        if self.isVisible():
            self.reload()
