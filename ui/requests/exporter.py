"""The list as shown, written to Excel off the window's thread, with progress and a way to stop."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.requests.rows import Filter, Sort
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.recaps.workbook import Workbook
from ui.context import Context
from ui.deliverer import Deliverer
from ui.tasks import IsCancelled, Report
from ui.widgets.banner import Banner
from ui.widgets.progress_line import ProgressLine

_STOPPED = "Ekspor dihentikan; tidak ada berkas yang dibuat."


class Exporter(Deliverer):
    """One export at a time."""

    def __init__(self, context: Context, banner: Banner, progress: ProgressLine, page: QWidget) -> None:
        super().__init__(context, banner, progress, page, stopped=_STOPPED)
        self._rows = 0

    def write(self, wanted: Filter, sort: Sort, columns: Sequence[str], words: Callable[[], str]) -> None:
        """Write every application that fits; then ask where to save it."""
        desk, actor, told = self._context.desk, self._context.actor, words()

        def work(report: Report, cancelled: IsCancelled) -> Workbook:
            from dinsos_desk.usecases.requests.export import export_list  # loads openpyxl: only when wanted

            def said(done: int, total: int) -> None:
                self._rows = total
                report(done, total, f"Menulis {format_number(done)} dari {format_number(total)} permohonan")

            with desk.reading() as session:
                return export_list(session, actor, wanted, sort, columns, told, desk.now(), said)

        self._rows = 0
        self.start(work, self._save, "Menyusun daftar")

    def _save(self, made: Workbook) -> None:
        self.save_made(made, f"{format_number(self._rows)} permohonan tersimpan di {{tempat}}")
