"""What is made of a register: the Word document, the Excel workbook, the ekspedisi slip."""

from collections.abc import Callable

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.recaps.workbook import Workbook
from dinsos_desk.usecases.registers.prints import OfficeRegister, RegisterBook, print_register
from dinsos_desk.usecases.registers.slip import print_expedition_slip
from ui.deliverer import Deliverer
from ui.tasks import IsCancelled, Report

Made = WordFile | Workbook
_TO_PRINT = "{nama} dibuka. Cetaklah dari sana."


class Maker(Deliverer):
    """One at a time, with progress and a way to stop it."""

    def open_word(self, book: RegisterBook, period: Period) -> None:
        """Make the document and open it in Word."""
        self._word(book, period, self._to_print)

    def save_word(self, book: RegisterBook, period: Period) -> None:
        """Make the document and ask where to save it."""
        self._word(book, period, self.save_made)

    def save_excel(self, book: RegisterBook, period: Period) -> None:
        """Make the workbook and ask where to save it."""
        desk, actor = self._context.desk, self._context.actor

        def work(report: Report, cancelled: IsCancelled) -> Made:
            from dinsos_desk.usecases.registers.workbook import (
                register_workbook,  # loads openpyxl: when wanted
            )

            return register_workbook(desk.reader(), actor, book, period, desk.now(), _said(report))

        self.start(work, self.save_made, "Menyusun Excel")

    def open_slip(self, book: OfficeRegister, key: str, period: Period) -> None:
        """Make the ekspedisi slip of a line and open it in Word."""
        desk, actor = self._context.desk, self._context.actor

        def work(report: Report, cancelled: IsCancelled) -> Made:
            letters = desk.library.letters
            return print_expedition_slip(desk.reader(), actor, letters, book, key, period, desk.now())

        self.start(work, self._to_print, "Menyusun slip ekspedisi")

    def _word(self, book: RegisterBook, period: Period, deliver: Callable[[Made], None]) -> None:
        desk, actor = self._context.desk, self._context.actor

        def work(report: Report, cancelled: IsCancelled) -> Made:
            letters = desk.library.letters
            return print_register(desk.reader(), actor, letters, book, period, desk.now(), _said(report))

        self.start(work, deliver, "Menyusun buku register")

    def _to_print(self, made: Made) -> None:
        self.open_made(made, _TO_PRINT)


def _said(report: Report) -> Callable[[int, int], None]:
    def said(done: int, total: int) -> None:
        report(done, total, f"Menyusun {format_number(done)} dari {format_number(total)} baris")

    return said
