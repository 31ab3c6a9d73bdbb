"""Where things lie: the only module that knows the folders of the program and of the office's data.

One program works in a data folder at a time: whoever does, holds its lock.
"""

import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import platformdirs
from filelock import FileLock, Timeout

from dinsos_desk.errors import UserError
from dinsos_desk.files import file_problems, prove_writable, sweep

APP_NAME = "Dinsos Desk"
SAMPLE_SUFFIX = " Contoh"
DATA_VARIABLE = "DINSOS_DESK_DATA"
PORTABLE_MARK = "portabel.txt"
PORTABLE_DATA = "Data"

_PACKAGE = Path(__file__).resolve().parent


def _program_dir(name: str) -> Path:
    """A folder that ships with the program: frozen bundle, wheel, or checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / name
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources_dir() -> Path:
    """The folder of catalogue, offices, regions, help, icons and style sheet."""
    return _program_dir("resources")


def templates_dir() -> Path:
    """The folder of the Word templates that ship with the program."""
    return _program_dir("templates_docx")


def migrations_dir() -> Path:
    """The Alembic folder; inside the package in the checkout, the wheel and the frozen bundle."""
    return _PACKAGE / "db" / "migrations"


def portable_data() -> Path | None:
    """The data folder beside a frozen program that carries the mark of the portable variant, else None."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).absolute().parent
    return program / PORTABLE_DATA if (program / PORTABLE_MARK).is_file() else None


@dataclass(frozen=True)
class DataPaths:
    """The data folder of one office and the places in it."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "dinsos.db"

    @property
    def keys(self) -> Path:
        """The data key, wrapped once per user."""
        return self.root / "keys.json"

    @property
    def store(self) -> Path:
        """The encrypted store of documents and scans."""
        return self.root / "berkas"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.root / "cadangan"

    @property
    def logs(self) -> Path:
        """The rotating log."""
        return self.root / "log"

    @property
    def templates(self) -> Path:
        """The office's own edited Word templates; they win over the program's."""
        return self.root / "templat"

    @property
    def output(self) -> Path:
        """Files made for printing and handing on."""
        return self.root / "keluaran"

    @property
    def lock(self) -> Path:
        """The lock file that keeps a second program out."""
        return self.root / "dinsos.lock"

    @classmethod
    def choose(cls, argument: Path | None, environ: Mapping[str, str]) -> "DataPaths":
        """The data folder: ``--data``, ``DINSOS_DESK_DATA``, a portable one, the system's, in this order."""
        named = str(argument) if argument is not None else environ.get(DATA_VARIABLE, "").strip()
        if named:
            with suppress(RuntimeError):
                return cls(Path(named).expanduser().absolute())
            return cls(Path(named).absolute())
        beside = portable_data()
        if beside is not None:
            return cls(beside)
        return cls(Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)).absolute())

    def sample(self) -> "DataPaths":
        """The folder of the sample office: beside this one, so that real data is never touched."""
        if self.root.name.endswith(SAMPLE_SUFFIX):
            return self
        return DataPaths(self.root.with_name(self.root.name + SAMPLE_SUFFIX))

    def prepare(self) -> None:
        """Make the folders, sweep what a killed program left, and prove that the root can be written.

        Raises ``EnvironmentProblem``: ``folder_tidak_bisa_ditulis`` or ``disk_penuh``.
        """
        with file_problems(self.root):
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in self._folders():
                folder.mkdir(exist_ok=True)
                sweep(folder)
            sweep(self.root)
            prove_writable(self.root)

    def _folders(self) -> tuple[Path, ...]:
        return (self.store, self.backups, self.logs, self.templates, self.output)


class FolderLock:
    """The right to work in one data folder; held until ``release`` or the end of the program."""

    def __init__(self, paths: DataPaths) -> None:
        self._lock = FileLock(str(paths.lock), thread_local=False)
        try:
            with file_problems(paths.root):
                self._lock.acquire(timeout=0)
        except Timeout:
            raise UserError("sudah_terbuka", folder=str(paths.root)) from None

    def release(self) -> None:
        """Let another program in. Calling it twice does no harm."""
        self._lock.release(force=True)

    def __enter__(self) -> "FolderLock":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def lock(paths: DataPaths) -> FolderLock:
    """Take the data folder for this program; raises ``UserError("sudah_terbuka")`` when another has it."""
    return FolderLock(paths)
