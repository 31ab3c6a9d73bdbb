"""Word and Excel files as PDF, by Word and Excel or LibreOffice where one of them is on this PC."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

_TIMEOUT_S = 180
_SOFFICE_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_BY_WINDOWS = r"""
$ErrorActionPreference = 'Stop'
$folder = $args[0]
$word = $null; $excel = $null
try {
  foreach ($file in Get-ChildItem -LiteralPath $folder) {
    $pdf = Join-Path $folder ($file.BaseName + '.pdf')
    if ($file.Extension -eq '.docx') {
      if ($null -eq $word) { $word = New-Object -ComObject Word.Application; $word.DisplayAlerts = 0 }
      $doc = $word.Documents.Open($file.FullName, $false, $true)
      $doc.ExportAsFixedFormat($pdf, 17); $doc.Close($false)
    } elseif ($file.Extension -eq '.xlsx') {
      if ($null -eq $excel) {
        $excel = New-Object -ComObject Excel.Application; $excel.DisplayAlerts = $false
      }
      $book = $excel.Workbooks.Open($file.FullName, 0, $true)
      $book.ExportAsFixedFormat(0, $pdf); $book.Close($false)
    }
  }
} finally {
  if ($null -ne $word) { $word.Quit() }
  if ($null -ne $excel) { $excel.Quit() }
}
"""
Run = Callable[[list[str]], None]


def soffice() -> str | None:
    """LibreOffice on this PC, None where it is not."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _SOFFICE_PLACES if Path(place).is_file()), None)


def can_make_pdf() -> bool:
    """Whether something on this PC can be asked; Word itself is only known by asking it."""
    return sys.platform == "win32" or soffice() is not None


def to_pdf(files: Mapping[str, bytes], run: Run | None = None) -> dict[str, bytes]:
    """The files as PDF, by the name of the PDF; what no program could make is left out.

    They lie in a folder of their own for that time only, which only this user can read.
    """
    if not files or not can_make_pdf():
        return {}
    ask = run or _run
    with tempfile.TemporaryDirectory(prefix="dinsos-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name, "berkas")
        folder.mkdir()
        for file, content in files.items():
            (folder / file).write_bytes(content)
        for command in _commands(folder, Path(name, "profil"), Path(name, "pdf.ps1")):
            try:
                ask(command)
            except (OSError, subprocess.SubprocessError):
                continue
            made = {
                one: path.read_bytes()
                for file in files
                if (path := folder / (one := Path(file).with_suffix(".pdf").name)).is_file()
            }
            if made:
                return made
    return {}


def _commands(folder: Path, profile: Path, script: Path) -> list[list[str]]:
    """What to try, in order: Word and Excel, then LibreOffice with a profile of its own."""
    found = []
    if sys.platform == "win32":
        script.write_text(_BY_WINDOWS, encoding="utf-8-sig")
        shell = ["powershell", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"]
        found.append([*shell, "-File", str(script), str(folder)])
    office = soffice()
    if office is not None:
        files = [str(path) for path in sorted(folder.iterdir()) if path.suffix in (".docx", ".xlsx")]
        home = f"-env:UserInstallation={profile.as_uri()}"
        found.append([office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files])
    return found


def _run(command: list[str]) -> None:
    flags = subprocess.CREATE_NO_WINDOW if os.name == "nt" else 0  # type: ignore[attr-defined,unused-ignore]
    subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT_S, creationflags=flags)
