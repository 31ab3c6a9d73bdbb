"""Finished documents for a person: opened in Word, printed, or saved where they choose.

Documents leave the encrypted store only into a temporary folder of this program, which is emptied at
the end and at the next start, or where the user saves them.
"""

import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from dinsos_desk.documents.to_paper import to_paper
from dinsos_desk.documents.to_pdf import sweep_scratch
from dinsos_desk.domain.audit import Deed
from dinsos_desk.errors import DeskError, EnvironmentProblem
from dinsos_desk.files import atomic_write, file_problems
from dinsos_desk.paths import DataPaths

_FILTERS = {".docx": "Dokumen Word (*.docx)", ".xlsx": "Buku kerja Excel (*.xlsx)"}


def shared_folder(paths: DataPaths) -> Path:
    """The temporary folder of the program that works in a data folder: no two programs share one."""
    mark = hashlib.sha256(str(paths.root.absolute()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"dinsos-desk-dokumen-{mark}"


class Outputs(QObject):
    """Where documents go when they leave the store. Every method may raise ``EnvironmentProblem``."""

    handed_on = Signal(str, str)
    """A document left or was looked at: the ``Deed`` of the audit trail, and its name.

    Emitted on whichever thread it did.
    """

    def __init__(self, settings: QSettings, folder: Path) -> None:
        super().__init__()
        self._settings = settings
        self._folder = folder
        self._naming = threading.Lock()
        self._writing: set[Path] = set()
        self.clear()

    def seen(self, name: str) -> None:
        """A document was looked at in the program itself."""
        self.handed_on.emit(Deed.SEEN.value, name)

    def open(self, name: str, content: bytes) -> Path:
        """Open a document in the program that belongs to it (Word, LibreOffice, Excel)."""
        path = self._put(name, content)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise EnvironmentProblem("program_pembuka_tidak_ada", nama=name)
        self.handed_on.emit(Deed.OPENED.value, name)
        return path

    def open_file(self, path: Path) -> None:
        """Open a file that the user keeps himself in the program that belongs to it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise EnvironmentProblem("program_pembuka_tidak_ada", nama=path.name)

    def print(self, name: str, content: bytes) -> Path:
        """Send a document to the chosen printer through Word or LibreOffice."""
        for one in self.print_all({name: content}, lambda: False).values():
            if one is not None:
                raise one
        return self._folder / name

    def print_all(
        self, files: Mapping[str, bytes], stopped: Callable[[], bool]
    ) -> dict[str, DeskError | None]:
        """Send documents to the chosen printer, one after another, asking the programs for them once.

        Returns what was wrong with each, None for what went out; those not reached are left out.
        """
        printer = self.printer()
        if printer and printer not in QPrinterInfo.availablePrinterNames():
            raise EnvironmentProblem("pencetak_tidak_ada", pencetak=printer)
        if not hasattr(os, "startfile"):
            return to_paper(files, printer, stopped, self._printed)
        if not QPrinterInfo.availablePrinterNames():
            raise EnvironmentProblem("tidak_ada_pencetak")
        told: dict[str, DeskError | None] = {}
        for name, content in files.items():
            if stopped():
                break
            try:
                self._hand_to_word(name, content, printer)
            except DeskError as error:
                told[name] = error
                break
            told[name] = None
            self._printed(name)
        return told

    def _hand_to_word(self, name: str, content: bytes, printer: str) -> None:
        path = self._put(name, content)
        way = ("printto", f'"{printer}"') if printer else ("print",)
        try:
            os.startfile(path, *way)  # type: ignore[attr-defined,unused-ignore]
        except OSError as error:
            raise EnvironmentProblem("tidak_dapat_mencetak", nama=name) from error

    def _printed(self, name: str) -> None:
        self.handed_on.emit(Deed.PRINTED.value, name)

    def save_as(self, parent: QWidget, name: str, content: bytes) -> Path | None:
        """Ask where to save a document, remembering the folder; None when the user thinks better of it."""
        start = Path(str(self._settings.value("folder_simpan", str(Path.home())))) / name
        ending = Path(name).suffix
        chosen, _ = QFileDialog.getSaveFileName(
            parent, "Simpan dokumen", str(start), _FILTERS.get(ending, "")
        )
        if not chosen:
            return None
        path = Path(chosen) if Path(chosen).suffix == ending else _free(Path(chosen + ending))
        atomic_write(path, content)
        self._settings.setValue("folder_simpan", str(path.parent))
        self.handed_on.emit(Deed.SAVED.value, name)
        return path

    def printer(self) -> str:
        """The printer that was chosen; empty for the standard one of the PC."""
        return str(self._settings.value("pencetak", ""))

    def choose_printer(self, name: str) -> None:
        """Print there from now on; empty for the standard one."""
        self._settings.setValue("pencetak", name)

    def ask_folder(self, parent: QWidget) -> Path | None:
        """Ask for the folder that several documents go into; None when the user thinks better of it."""
        start = str(self._settings.value("folder_simpan", str(Path.home())))
        chosen = QFileDialog.getExistingDirectory(parent, "Simpan ke folder", start)
        if not chosen:
            return None
        self._settings.setValue("folder_simpan", chosen)
        return Path(chosen)

    def save_into(self, folder: Path, name: str, content: bytes) -> Path:
        """Save a document into a folder that was chosen before; what lies there is never overwritten.

        Safe on several threads at once.
        """
        with self._naming:
            path = _free(folder / name, self._writing)
            self._writing.add(path)
        try:
            atomic_write(path, content)
        except EnvironmentProblem as error:
            if folder.is_dir():
                raise
            raise EnvironmentProblem("folder_hilang", folder=str(folder)) from error
        finally:
            self._writing.discard(path)
        self.handed_on.emit(Deed.SAVED.value, name)
        return path

    def clear(self) -> None:
        """Remove what earlier documents left behind; one that is still open elsewhere stays."""
        shutil.rmtree(self._folder, ignore_errors=True)
        sweep_scratch()

    def _put(self, name: str, content: bytes) -> Path:
        """Lay a document into the temporary folder; one that lies there unchanged may stay open in Word."""
        path = self._folder / name
        with file_problems(self._folder):
            if self._folder.is_symlink():
                self._folder.unlink()
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if path.is_file() and path.read_bytes() == content:
                return path
        atomic_write(path, content)
        return path


def _free(path: Path, taken: Collection[Path] = ()) -> Path:
    """The path, or the next one like it that is free: nobody was asked whether to overwrite."""
    number, free = 1, path
    while free in taken or free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free
