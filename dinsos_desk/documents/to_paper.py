"""Word documents on a printer of Linux: LibreOffice is called once for many, CUPS takes them one by one."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from dinsos_desk.documents.to_pdf import scratch_folder, soffice, to_pdf
from dinsos_desk.documents.watched import watched
from dinsos_desk.errors import DeskError, EnvironmentProblem, UserError

_START_S, _EACH_S = 60, 5
"""How long LibreOffice may take to begin, and for each document."""
_SPOOL_S = 30


def to_paper(
    files: Mapping[str, bytes],
    printer: str,
    stopped: Callable[[], bool],
    sent: Callable[[str], None] = lambda _: None,
) -> dict[str, DeskError | None]:
    """Send documents to a printer in their order; empty for the standard one. ``sent`` is told each name.

    Returns what was wrong with each, None for what the printer took. Those behind a printer that takes
    nothing, or behind a stop, are left out. Raises as ``to_pdf``.
    """
    spooler = shutil.which("lp")
    if spooler is None or soffice() is None:
        return {name: EnvironmentProblem("tidak_dapat_mencetak", nama=name) for name in list(files)[:1]}
    told: dict[str, DeskError | None] = {}
    made = to_pdf(files, run=watched(stopped, _START_S + _EACH_S * len(files)))
    with scratch_folder() as folder:
        for name in files:
            if stopped():
                break
            pdf = made.get(PurePath(name).with_suffix(".pdf").name)
            if pdf is None and made:
                told[name] = UserError("halaman_cetak_gagal", nama=name)
                continue
            if pdf is None:
                told[name] = EnvironmentProblem("halaman_cetak_gagal", nama=name)
                break
            path = folder / "surat.pdf"
            path.write_bytes(pdf)
            if not _spool(spooler, printer, name, path):
                told[name] = EnvironmentProblem("tidak_dapat_mencetak", nama=name)
                break
            told[name] = None
            sent(name)
    return told


def _spool(spooler: str, printer: str, name: str, path: Path) -> bool:
    where = ["-d", printer] if printer else []
    try:
        watched(lambda: False, _SPOOL_S)([spooler, *where, "-t", PurePath(name).stem, "--", str(path)])
    except (OSError, subprocess.SubprocessError):
        return False
    return True
