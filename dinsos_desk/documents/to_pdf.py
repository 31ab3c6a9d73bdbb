"""Word and Excel files as PDF, by Word and Excel or LibreOffice where one of them is on this PC."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from dinsos_desk.documents import office_com
from dinsos_desk.documents.watched import Run, watched
from dinsos_desk.files import file_problems

_TIMEOUT_S = 180
_END_S = 15
_LAST = b"%%EOF"
_SCRATCH = "dinsos-pdf-"
_FORGOTTEN_S = 3600
_SOFFICE_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


@dataclass(frozen=True)
class Way:
    """One way to the PDFs of a folder. ``after``: ends what the command could not end itself."""

    command: list[str]
    after: list[str] | None = None


def soffice() -> str | None:
    """LibreOffice on this PC, None where it is not."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _SOFFICE_PLACES if Path(place).is_file()), None)


def can_make_pdf(ending: str = ".docx") -> bool:
    """Whether some program on this PC can be asked for the PDF of files that end so."""
    return office_com.is_here(ending) or soffice() is not None


def to_pdf(files: Mapping[str, bytes], run: Run | None = None) -> dict[str, bytes]:
    """The files as PDF, by the name of the PDF; what no program could make is left out.

    Every program is called once for all of them; what it leaves out is given to the next. The files lie in
    a folder of their own for that time only, which only this user can read.

    Raises:
        EnvironmentProblem: ``disk_penuh`` or ``folder_tidak_bisa_ditulis`` of the folder for temporary files.
    """
    if not files:
        return {}
    ask = run or watched(lambda: False, _TIMEOUT_S)
    made: dict[str, bytes] = {}
    with scratch_folder() as scratch:
        folder = scratch / "berkas"
        folder.mkdir()
        for file, content in files.items():
            (folder / file).write_bytes(content)
        for way in _ways({Path(file).suffix for file in files}, folder, scratch):
            ended = True
            try:
                ask(way.command)
            except (OSError, subprocess.SubprocessError):
                ended = False
                if way.after is not None:
                    _end(way.after)
            for file in files:
                pdf = (folder / file).with_suffix(".pdf")
                if pdf.is_file() and (ended or _is_whole(pdf)):
                    made[pdf.name] = pdf.read_bytes()
                    (folder / file).unlink(missing_ok=True)
            if len(made) == len(files):
                break
    return made


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for a moment that only this user can read. Raises as ``to_pdf``."""
    with (
        file_problems(Path(tempfile.gettempdir())),
        tempfile.TemporaryDirectory(prefix=_SCRATCH, ignore_cleanup_errors=True) as name,
    ):
        yield Path(name)


def sweep_scratch() -> None:
    """Remove what a killed program left in such folders; those of one that works now are younger."""
    limit = time.time() - _FORGOTTEN_S
    for path in Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*"):
        with suppress(OSError):
            if path.stat().st_mtime < limit:
                shutil.rmtree(path, ignore_errors=True)


def _ways(endings: Iterable[str], folder: Path, scratch: Path) -> Iterable[Way]:
    """What to try, in order: Word and Excel, then LibreOffice with a profile of its own."""
    if any(office_com.is_here(ending) for ending in endings):
        yield Way(*office_com.commands(folder, scratch))
    office = soffice()
    if office is not None:
        left = [str(path) for path in sorted(folder.iterdir()) if path.suffix in (".docx", ".xlsx")]
        home = f"-env:UserInstallation={(scratch / 'profil').as_uri()}"
        yield Way([office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *left])


def _is_whole(pdf: Path) -> bool:
    """Whether the program that was ended had come to the end of this one."""
    return _LAST in pdf.read_bytes()[-1024:]


def _end(command: list[str]) -> None:
    with suppress(OSError, subprocess.SubprocessError):
        watched(lambda: False, _END_S)(command)
