"""A test print of a template: opened in Word, sent to the printer, or saved as PDF."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from dinsos_desk.documents.to_pdf import can_make_pdf, to_pdf
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.files import atomic_write
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.templates.trial import trial_print
from dinsos_desk.usecases.templates.users import Fillers, fillers
from ui.context import Context
from ui.dialogs import Dialogs
from ui.widgets.buttons import KeyButton


class Way(StrEnum):
    """Where a test print goes."""

    WORD = "word"
    PRINTER = "cetak"
    PDF = "pdf"


_TITLES = {Way.WORD: "Buka di &Word", Way.PRINTER: "Kirim ke &pencetak", Way.PDF: "Simpan sebagai P&DF…"}


class TrialButton(KeyButton):
    """Drops a menu whose first line opens Word: Alt+C, Enter."""

    wanted = Signal(str)
    """A ``Way``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("Cetak contoh ▾", "Alt+C", name=name, parent=parent)
        self.ways = QMenu(self)
        self.ways.setObjectName(f"{name}_menu")
        self.ways.setAccessibleName("Cetak contoh")
        for way, title in _TITLES.items():
            action = self.ways.addAction(title)
            action.setObjectName(f"{name}_{way.value}")
            action.triggered.connect(partial(self._choose, way))
            action.setEnabled(way is not Way.PDF or can_make_pdf())
        self.clicked.connect(self.drop_down)

    def drop_down(self) -> None:
        """Show the menu, its first line chosen."""
        self.ways.setActiveAction(self.ways.actions()[0])
        self.ways.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _choose(self, way: Way) -> None:
        self.wanted.emit(way.value)


class TrialDesk(QObject):
    """Makes the print off the window's thread and hands it on."""

    told = Signal(str)
    """What was done."""
    refused = Signal(object)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._folder = Path.home()

    def make(
        self, name: str, data: Callable[[], bytes], way: str, who: Callable[[], Fillers] | None = None
    ) -> None:
        """A test print of a file as the template ``name``, filled by ``who``, else by the services."""
        desk = self._context.desk

        def made() -> WordFile:
            return trial_print(desk, who() if who is not None else fillers(desk), name, data())

        if way == Way.PDF:
            self._save_pdf(made, name)
        elif way == Way.PRINTER:
            outputs = self._context.outputs
            self._run(lambda: self._print(outputs.print, made()), "{nama} dikirim ke pencetak.")
        else:
            self._context.tasks.run_read(made, self._open, self.refused.emit, owner=self)

    @staticmethod
    def _print(send: Callable[[str, bytes], Path], file: WordFile) -> str:
        send(file.name, file.content)
        return file.name

    def _open(self, file: WordFile) -> None:
        try:
            self._context.outputs.open(file.name, file.content)
        except EnvironmentProblem as error:
            self.refused.emit(error)
        else:
            self.told.emit(f"{file.name} dibuka di Word, bertulisan CONTOH.")

    def _save_pdf(self, made: Callable[[], WordFile], name: str) -> None:
        stem = name.rpartition("/")[2].removesuffix(".docx").replace("_", " ")
        path = Dialogs.save_path(
            self._window, "Simpan contoh sebagai PDF", self._folder / f"Contoh {stem}.pdf", "PDF (*.pdf)"
        )
        if path is None:
            return
        path = path if path.suffix.lower() == ".pdf" else Path(f"{path}.pdf")
        self._folder = path.parent

        def work() -> str:
            file = made()
            found = to_pdf({file.name: file.content})
            if not found:
                raise EnvironmentProblem("templat_pdf_gagal")
            atomic_write(path, next(iter(found.values())))
            return path.name

        self._run(work, "Tersimpan: {nama}.")

    def _run(self, work: Callable[[], str], said: str) -> None:
        self._context.tasks.run_read(
            work, lambda name: self.told.emit(said.format(nama=name)), self.refused.emit, owner=self
        )
