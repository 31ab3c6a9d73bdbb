"""Word and Excel of Windows, asked through COM by a PowerShell script that makes PDFs of a folder.

What Microsoft says of unattended Office shapes the script. A dialog waits for ever, so no alert, security
question, password or encoding is asked for, and a time limit stands behind it all. An instance that COM
started is no child of the script: it is ended by a second script, which takes none that ran before or that a
person started. A document that a person opened meanwhile may have landed in our hidden instance, which is
then shown and left alone.
"""

import sys
from pathlib import Path

_SHELL = ["powershell", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"]
_PROGRAMS = {".docx": "Word.Application", ".xlsx": "Excel.Application"}

_MAKE = r"""
param([string]$folder, [string]$before)
$ErrorActionPreference = 'Stop'
$running = @(Get-Process -Name @('WINWORD', 'EXCEL') -ErrorAction SilentlyContinue)
@($running | ForEach-Object { $_.Id }) -join ' ' | Set-Content -LiteralPath $before
$word = $null; $excel = $null; $failed = $false; $absent = @{}
foreach ($file in Get-ChildItem -LiteralPath $folder | Sort-Object Name) {
  $pdf = Join-Path $folder ($file.BaseName + '.pdf')
  if ($absent[$file.Extension]) { continue }
  try {
    if ($file.Extension -eq '.docx') {
      if ($null -eq $word) {
        $absent['.docx'] = $true
        $word = New-Object -ComObject Word.Application
        $word.Visible = $false; $word.DisplayAlerts = 0; $word.AutomationSecurity = 3
        $absent['.docx'] = $false
      }
      $doc = $word.Documents.Open($file.FullName, $false, $true, $false, 'x')
      try { $doc.ExportAsFixedFormat($pdf, 17) } finally { $doc.Saved = $true; $doc.Close() }
    } elseif ($file.Extension -eq '.xlsx') {
      if ($null -eq $excel) {
        $absent['.xlsx'] = $true
        $excel = New-Object -ComObject Excel.Application
        $excel.Visible = $false; $excel.DisplayAlerts = $false; $excel.AutomationSecurity = 3
        $absent['.xlsx'] = $false
      }
      $book = $excel.Workbooks.Open($file.FullName, 0, $true)
      try { $book.ExportAsFixedFormat(0, $pdf) } finally { $book.Saved = $true; $book.Close() }
    }
  } catch { $failed = $true }
}
try {
  if ($null -ne $word) {
    if ($word.Documents.Count -gt 0) { $word.DisplayAlerts = -1; $word.Visible = $true }
    else { $word.NormalTemplate.Saved = $true; $word.Quit() }
  }
} catch { $failed = $true }
try {
  if ($null -ne $excel) {
    if ($excel.Workbooks.Count -gt 0) { $excel.DisplayAlerts = $true; $excel.Visible = $true }
    else { $excel.Quit() }
  }
} catch { $failed = $true }
if ($failed) { exit 1 }
"""

_END = r"""
param([string]$before)
if (-not (Test-Path -LiteralPath $before)) { exit 0 }
$since = (Get-Item -LiteralPath $before).CreationTime
$known = @((Get-Content -LiteralPath $before -Raw) -split '\s+')
Get-CimInstance Win32_Process -Filter "Name='WINWORD.EXE' OR Name='EXCEL.EXE'" | Where-Object {
  $_.CommandLine -match '-Embedding' -and $known -notcontains [string]$_.ProcessId `
    -and $_.CreationDate -ge $since
} | ForEach-Object { Stop-Process -Id $_.ProcessId -Force -ErrorAction SilentlyContinue }
"""


def is_here(ending: str) -> bool:
    """Whether the program for files that end so is registered on this PC; it need not work."""
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, f"{_PROGRAMS[ending]}\\CLSID"))
    except OSError:
        return False
    return True


def commands(folder: Path, scratch: Path) -> tuple[list[str], list[str]]:
    """The command that makes the PDFs beside the files, and the one that ends what it left running."""
    before = scratch / "sebelum.txt"
    found = []
    for name, script, arguments in (
        ("pdf.ps1", _MAKE, [str(folder), str(before)]),
        ("akhiri.ps1", _END, [str(before)]),
    ):
        (scratch / name).write_text(script, encoding="utf-8-sig")
        found.append([*_SHELL, str(scratch / name), *arguments])
    return found[0], found[1]
