"""The list as shown, written to Excel off the window's thread, with progress and a way to stop."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.request_rows import Filter, Sort
from dinsos_desk.domain.fields import format_number
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.recaps.workbook import Workbook
from ui.context import Context
from ui.tasks import IsCancelled, LongTask, Report
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.later_progress import follow_when_long
from ui.widgets.progress_line import ProgressLine
from ui.widgets.telling import say_failure


class Exporter(QObject):
    """One export at a time."""

    busy_changed = Signal(bool)

    def __init__(self, context: Context, banner: Banner, progress: ProgressLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._banner, self._progress, self._page = context, banner, progress, parent
        self._rows = 0
        self.task: LongTask | None = None

    def start(self, wanted: Filter, sort: Sort, columns: Sequence[str], words: Callable[[], str]) -> None:
        """Write every application that fits; then ask where to save it."""
        desk, actor, told = self._context.desk, self._context.actor, words()
        self._banner.clear()

        def work(report: Report, cancelled: IsCancelled) -> Workbook:
            from dinsos_desk.usecases.requests.export import export_list  # loads openpyxl: only when wanted

            def said(done: int, total: int) -> None:
                self._rows = total
                report(done, total, f"Menulis {format_number(done)} dari {format_number(total)} permohonan")

            with desk.reading() as session:
                return export_list(session, actor, wanted, sort, columns, told, desk.now(), said)

        self.busy_changed.emit(True)
        self._rows = 0
        task = self._context.tasks.run_long(
            work, self._save, lambda error: say_failure(self._context, self._banner, error), owner=self
        )
        self.task = task
        task.finished.connect(self._end)
        task.cancelled.connect(
            lambda: self._banner.say(Tone.INFO, "Ekspor dihentikan; tidak ada berkas yang dibuat.")
        )
        follow_when_long(self._progress, task, "Menyusun daftar")

    def _end(self) -> None:
        self.task = None
        self.busy_changed.emit(False)

    def _save(self, made: Workbook) -> None:
        try:
            path = self._context.outputs.save_as(self._page, made.name, made.content)
        except DeskError as error:
            say_failure(self._context, self._banner, error)
        else:
            if path is not None:
                self._banner.say(Tone.OK, f"{format_number(self._rows)} permohonan tersimpan di {path}")
