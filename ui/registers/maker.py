"""What is made of a register: the Word document, the Excel workbook, the ekspedisi slip."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.recaps import Period
from dinsos_desk.domain.fields import format_number
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.recaps.workbook import Workbook
from dinsos_desk.usecases.registers.prints import OfficeRegister, RegisterBook, print_register
from dinsos_desk.usecases.registers.slip import print_expedition_slip
from ui.context import Context
from ui.tasks import IsCancelled, LongTask, Report
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.later_progress import follow_when_long
from ui.widgets.progress_line import ProgressLine
from ui.widgets.telling import say_failure

Made = WordFile | Workbook
_STOPPED = "Dihentikan; tidak ada berkas yang dibuat."


class Maker(QObject):
    """One at a time, with progress and a way to stop it."""

    busy_changed = Signal(bool)

    def __init__(self, context: Context, banner: Banner, progress: ProgressLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._banner, self._progress, self._page = context, banner, progress, parent
        self.task: LongTask | None = None

    def open_word(self, book: RegisterBook, period: Period) -> None:
        """Make the document and open it in Word."""
        self._word(book, period, self._open)

    def save_word(self, book: RegisterBook, period: Period) -> None:
        """Make the document and ask where to save it."""
        self._word(book, period, self._save)

    def save_excel(self, book: RegisterBook, period: Period) -> None:
        """Make the workbook and ask where to save it."""
        desk, actor = self._context.desk, self._context.actor

        def work(report: Report, cancelled: IsCancelled) -> Made:
            from dinsos_desk.usecases.registers.workbook import (
                register_workbook,  # loads openpyxl: when wanted
            )

            return register_workbook(desk.reader(), actor, book, period, desk.now(), _said(report))

        self._start(work, self._save, "Menyusun Excel")

    def open_slip(self, book: OfficeRegister, key: str, period: Period) -> None:
        """Make the ekspedisi slip of a line and open it in Word."""
        desk, actor = self._context.desk, self._context.actor

        def work(report: Report, cancelled: IsCancelled) -> Made:
            letters = desk.library.letters
            return print_expedition_slip(desk.reader(), actor, letters, book, key, period, desk.now())

        self._start(work, self._open, "Menyusun slip ekspedisi")

    def _word(self, book: RegisterBook, period: Period, deliver: Callable[[Made], None]) -> None:
        desk, actor = self._context.desk, self._context.actor

        def work(report: Report, cancelled: IsCancelled) -> Made:
            letters = desk.library.letters
            return print_register(desk.reader(), actor, letters, book, period, desk.now(), _said(report))

        self._start(work, deliver, "Menyusun buku register")

    def _start(
        self, work: Callable[[Report, IsCancelled], Made], deliver: Callable[[Made], None], words: str
    ) -> None:
        if self.task is not None:
            return
        self._banner.clear()
        self.busy_changed.emit(True)
        task = self._context.tasks.run_long(work, deliver, self._fail, owner=self)
        self.task = task
        task.finished.connect(self._end)
        task.cancelled.connect(lambda: self._banner.say(Tone.INFO, _STOPPED))
        follow_when_long(self._progress, task, words)

    def _end(self) -> None:
        self.task = None
        self.busy_changed.emit(False)

    def _fail(self, error: Exception) -> None:
        say_failure(self._context, self._banner, error)

    def _open(self, made: Made) -> None:
        try:
            self._context.outputs.open(made.name, made.content)
        except DeskError as error:
            self._fail(error)
        else:
            self._banner.say(Tone.OK, f"{made.name} dibuka. Cetaklah dari sana.")

    def _save(self, made: Made) -> None:
        try:
            path = self._context.outputs.save_as(self._page, made.name, made.content)
        except DeskError as error:
            self._fail(error)
        else:
            if path is not None:
                self._banner.say(Tone.OK, f"Tersimpan: {path}")


def _said(report: Report) -> Callable[[int, int], None]:
    def said(done: int, total: int) -> None:
        report(done, total, f"Menyusun {format_number(done)} dari {format_number(total)} baris")

    return said
