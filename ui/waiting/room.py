"""Menunggu berkas: who is still to bring papers, who is to be reminded, and what waits too long."""

from PySide6.QtWidgets import QAbstractItemView, QWidget

from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.intake.receipts import missing_papers_letter
from dinsos_desk.usecases.requests.waiting import (
    WORKERS,
    Closed,
    WaitingList,
    WaitingView,
    Way,
    close_waiting,
    remind,
    waiting_list,
)
from ui.context import Context
from ui.dialogs import Dialogs
from ui.models.columns import Role as ItemRole
from ui.parted_room import Empty, PartedRoom
from ui.tasks import IsCancelled, LongTask, Report
from ui.theme import Tone
from ui.waiting.reminder_dialog import ReminderDialog
from ui.waiting.words import (
    ALL,
    PAST,
    REMIND,
    closed_words,
    closing_question,
    head_words,
    narrowed,
    offered_reason,
    waiting_columns,
)
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.progress_line import ProgressLine
from ui.widgets.segmented import Segment

_PARTS = (Segment(ALL, "Semua"), Segment(PAST, "Lewat batas"), Segment(REMIND, "Perlu diingatkan"))
_EMPTY = {
    ALL: "Tidak ada permohonan yang menunggu berkas. Yang diterima belum lengkap tampil di sini.",
    PAST: "Tidak ada yang menunggu lebih lama daripada batas kantor ini.",
    REMIND: "Tidak ada yang perlu diingatkan hari ini.",
}
_NO_LIMIT = "Kantor ini belum menetapkan batas menunggu: atur pada Pengaturan › Meja depan."


class WaitingRoom(PartedRoom[WaitingList, WaitingView]):
    """Enter opens the application: at its checklist for the desk, as a page for others."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        columns = waiting_columns()
        super().__init__(
            context, "menunggu", "Menunggu berkas", _PARTS, columns, lambda view: view.id, parent
        )
        self.setObjectName("menunggu_berkas")
        self._printed: tuple[int, ...] = ()
        self._may_work = context.actor.may(*WORKERS)
        self.back = KeyButton("Daftar permohonan", "Alt+D", name="ke_daftar_permohonan")
        self.back.clicked.connect(lambda: self.room_wanted.emit("permohonan"))
        self.header.add_action(self.back)
        self.banner.link_clicked.connect(self._link)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.row_activated.connect(self._open)
        self.progress = ProgressLine()
        hint = text_label("Shift+↓ memilih beberapa, Ctrl+A semua.", "small")
        whole = column(
            self.header,
            self.banner,
            row(self.parts, hint, STRETCH, spacing=12),
            self.card,
            self.progress,
            self._make_foot(),
            spacing=10,
            margins=(24, 16, 24, 18),
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)
        context.events.request_changed.connect(self.follow)
        context.events.settings_changed.connect(self.follow)
        self.enable()

    def read(self) -> WaitingList:
        desk = self.context.desk
        return waiting_list(desk.reader(), self.context.actor, desk.now())

    def head(self, found: WaitingList) -> str:
        return head_words(found)

    def rows_of(self, found: WaitingList, part: str) -> tuple[WaitingView, ...]:
        return narrowed(found, part)

    def empty(self, found: WaitingList, part: str) -> Empty:
        limits = found.front_desk
        unset = (part == PAST and not limits.wait_days) or (part == REMIND and not limits.remind_after_days)
        sentence = _NO_LIMIT if unset else _EMPTY[part]
        if part == ALL:
            return Empty("check-circle-outline", sentence)
        return Empty("timer-sand-empty", sentence, "Tampilkan semua")

    def main_action(self) -> None:
        if self.remind.isEnabled():
            self._remind()

    def chosen(self) -> tuple[WaitingView, ...]:
        """The selected rows, as they stand in the list."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.index(number, 0).data(ItemRole.ROW) for number in rows)

    def _make_foot(self) -> QWidget:
        self.page = KeyButton("Lihat permohonan", "F4", name="lihat_permohonan")
        self.page.clicked.connect(self._look)
        self.letter = KeyButton("Surat kekurangan", "Ctrl+P", name="cetak_kekurangan")
        self.letter.setToolTip("Cetak surat kekurangan berkas (Ctrl+P)")
        self.letter.clicked.connect(self._print)
        self.close_cases = KeyButton("Tutup permohonan…", "Del", ButtonKind.DANGER, name="tutup_menunggu")
        self.close_cases.clicked.connect(self._close)
        self.remind = KeyButton("Catat pengingat", "Ctrl+Return", ButtonKind.PRIMARY, name="catat_pengingat")
        self.remind.clicked.connect(self._remind)
        foot = QWidget()
        foot.setLayout(row(self.page, STRETCH, self.close_cases, self.letter, self.remind, spacing=8))
        for button in (self.letter, self.close_cases, self.remind):
            button.setVisible(self._may_work)
        return foot

    def enable(self) -> None:
        chosen, idle = self.chosen(), not self.progress.isVisible()
        self.page.setEnabled(len(chosen) == 1)
        self.remind.setEnabled(len(chosen) == 1 and idle)
        self.letter.setEnabled(bool(chosen) and idle)
        self.close_cases.setEnabled(bool(chosen) and idle)

    def _open(self, view: WaitingView) -> None:
        if self.context.actor.may(Role.PETUGAS):
            self.intake_wanted.emit(view.id)
        else:
            self.request_wanted.emit(view.id)

    def _look(self) -> None:
        for view in self.chosen()[:1]:
            self.request_wanted.emit(view.id)

    def _remind(self) -> None:
        for view in self.chosen()[:1]:
            if ReminderDialog.ask(self, self.context, view):
                self.banner.say(Tone.OK, f"Pengingat untuk {view.row.receipt} dicatat.")
        self.table.setFocus()

    def _print(self) -> None:
        context, chosen = self.context, self.chosen()
        desk, actor, outputs = context.desk, context.actor, context.outputs

        def work(report: Report, _: IsCancelled) -> tuple[int, ...]:
            for number, view in enumerate(chosen):
                report(number, len(chosen), f"Surat kekurangan {view.row.receipt}")
                file = missing_papers_letter(desk.reader(), desk.library.letters, actor, view.id, desk.now())
                outputs.print(file.name, file.content)
            return tuple(view.id for view in chosen)

        def done(ids: tuple[int, ...]) -> None:
            self._printed = ids
            what = f"{len(ids)} surat kekurangan" if len(ids) > 1 else "Surat kekurangan"
            self.banner.say(Tone.OK, f"{what} dikirim ke pencetak.", "Catat sebagai pengingat")

        task = context.tasks.run_long(work, done, self.fail, owner=self)
        self._follow(task, "Mencetak surat kekurangan…")

    def _link(self) -> None:
        """The letters that were printed count as reminders."""
        ids, self._printed = self._printed, ()
        desk, actor = self.context.desk, self.context.actor

        def work() -> int:
            for request_id in ids:
                remind(desk.uow(), actor, request_id, Way.LETTER, "Surat kekurangan berkas", desk.now())
            return len(ids)

        def done(count: int) -> None:
            self.banner.say(Tone.OK, f"{count} pengingat dengan surat dicatat.")
            for request_id in ids[:1]:
                self.context.events.request_changed.emit(request_id)

        self.banner.clear()
        if ids:
            self.context.tasks.run_write(work, done, self.fail, owner=self)

    def _close(self) -> None:
        chosen = self.chosen()
        if not chosen or self.found is None:
            return
        reason = Dialogs.ask_text(
            self,
            closing_question(chosen),
            "Alasan penutupan (tercatat pada perjalanan permohonan)",
            multi_line=True,
            text=offered_reason(chosen, self.found.today),
            action_label="Tutup permohonan",
        )
        self.table.setFocus()
        if reason is None:
            return
        desk, actor = self.context.desk, self.context.actor
        rows = [view.row for view in chosen]

        def work(report: Report, _: IsCancelled) -> tuple[Closed, ...]:
            return close_waiting(desk.uow, actor, rows, reason, desk.now, report)

        task = self.context.tasks.run_long(work, self._closed, self.fail, owner=self, writes=True)
        task.cancelled.connect(self._stopped)
        self._follow(task, "Menutup permohonan…")

    def _closed(self, results: tuple[Closed, ...]) -> None:
        tone, text = closed_words(results)
        self.banner.say(tone, text)
        for result in results:
            if result.refused is None:
                self.context.events.request_changed.emit(result.row.id)
                break
        self.reload()

    def _stopped(self) -> None:
        self.banner.say(Tone.INFO, "Dihentikan. Yang sudah ditutup tetap ditutup.")
        self.reload()

    def _follow(self, task: LongTask, text: str) -> None:
        self.banner.clear()
        self.progress.follow(task, text)
        task.finished.connect(self.enable)
        self.enable()
