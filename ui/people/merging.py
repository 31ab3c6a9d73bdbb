"""The way from the page of somebody through comparing to one record, and back again."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.db.queries.people.pages import MergeRow
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.usecases.people.knowing import SubjectView
from dinsos_desk.usecases.people.merging import MergeView, compare, undo_merge
from ui.context import Context
from ui.dialogs import Dialogs
from ui.people.merge_page import MergePage
from ui.people.pick_page import PickPage


class MergeFlow(QObject):
    """Shows its pages on the room's stack, one at a time; Esc leads back to the person or institution."""

    done = Signal(int, str)
    """Something was saved: whose page to show, and what to say there."""
    failed = Signal(object)
    closed = Signal()

    def __init__(self, context: Context, stack: QStackedWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stack = stack
        self.page: MergePage | PickPage | None = None

    def compare_with(self, kind: PartyKind, known_id: int, other_id: int) -> None:
        """Show two records side by side."""
        desk, actor = self._context.desk, self._context.actor
        self._context.tasks.run_read(
            lambda: compare(desk.reader(), actor, known_id, other_id, kind),
            self._open_compared,
            self.failed.emit,
            owner=self,
        )

    def pick_for(self, view: SubjectView) -> None:
        """Let the other record be found first."""
        page = PickPage(self._context, view.kind, view.id, view.name)
        page.picked.connect(lambda other_id: self.compare_with(view.kind, view.id, other_id))
        page.left.connect(self.close)
        self._show(page)
        page.start()

    def undo(self, kind: PartyKind, merge: MergeRow, ask_on: QWidget) -> None:
        """Part two records again, once somebody said why."""
        reason = Dialogs.ask_text(
            ask_on,
            f"Urungkan penggabungan dengan {merge.name}",
            "Alasan. Data, permohonan, surat, dan riwayat kembali ke masing-masing catatan.",
            action_label="Urungkan",
        )
        if not reason:
            return
        desk, actor = self._context.desk, self._context.actor
        self._context.tasks.run_write(
            lambda: undo_merge(desk.uow(), actor, merge.id, reason, desk.now(), kind),
            lambda _: self._finish(
                0, f"Penggabungan diurungkan; {merge.name} kembali menjadi catatan sendiri."
            ),
            self.failed.emit,
            owner=self,
        )

    def main_action(self) -> bool:
        """What Ctrl+Enter does while a page of this is open; False when none is."""
        if isinstance(self.page, MergePage):
            self.page.submit()
        elif self.page is not None:
            self.page.pick()
        return self.page is not None

    def close(self) -> bool:
        """Back to the person; False when no page was open."""
        page, self.page = self.page, None
        if page is None:
            return False
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()
        self.closed.emit()
        return True

    def _open_compared(self, view: MergeView) -> None:
        what = "orang" if view.kind is PartyKind.PERSON else "lembaga"
        page = MergePage(self._context, view)
        page.left.connect(self.close)
        page.merged.connect(
            lambda survivor: self._finish(survivor, "Kedua catatan digabung. Penggabungan dapat diurungkan.")
        )
        page.told_apart.connect(
            lambda: self._finish(0, f"Dicatat: dua {what} yang berbeda. Tidak akan ditanyakan lagi.")
        )
        self._show(page)
        page.start()

    def _finish(self, person_id: int, said: str) -> None:
        self.close()
        self.done.emit(person_id, said)

    def _show(self, page: MergePage | PickPage) -> None:
        self._put_away()
        self.page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _put_away(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()
