"""Whether a Windows program brings every library it needs: ``check_imports.py FOLDER``.

Reads the import tables with the objdump of mingw. What is not in the folder must be Windows' own; nothing of
wine, nor what the check lends to wine, may be in the folder.
"""

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import bundle  # noqa: E402

_OWN = re.compile(
    r"^(api-ms-win-|ext-ms-)|^(advapi32|authz|avrt|bcrypt|bcryptprimitives|cfgmgr32|combase|comctl32|comdlg32|crypt32|"
    r"d2d1|d3d11|d3d12|d3d9|dcomp|dnsapi|dwmapi|dwrite|dxgi|dxva2|evr|gdi32|icuuc|imm32|iphlpapi|kernel32|ktmw32|"
    r"mf|mfcore|mfplat|mfreadwrite|mpr|mscms|msimg32|msvcrt|ncrypt|netapi32|normaliz|ntdll|ole32|oleaut32|"
    r"oleacc|opengl32|powrprof|propsys|psapi|rpcrt4|secur32|setupapi|shcore|shell32|shlwapi|ucrtbase|"
    r"uiautomationcore|urlmon|user32|userenv|uxtheme|version|wevtapi|winhttp|wininet|winmm|winspool|ws2_32|wtsapi32"
    r")\.(dll|drv)$",
    re.ASCII,
)
_NAME = re.compile(rb"DLL Name: ([\w.+-]+)", re.ASCII)
_WINE = (b"Wine builtin DLL", b"Wine placeholder DLL")


def main(folder: Path) -> int:
    """Tell what is missing; 1 when anything is."""
    files = [path for path in folder.rglob("*") if path.suffix.lower() in {".dll", ".pyd", ".exe"}]
    present = {path.name.lower() for path in files}
    faults = [f"{name}: hanya untuk wine" for name in sorted(present & bundle.STAND_INS)]
    for path in files:
        if any(mark in path.read_bytes()[:4096] for mark in _WINE):
            faults.append(f"{path.name}: milik wine")
        table = subprocess.run(
            ("x86_64-w64-mingw32-objdump", "-p", str(path)), capture_output=True, check=True
        ).stdout
        for found in _NAME.findall(table):
            name = found.decode("ascii").lower()
            if name not in present and not _OWN.match(name):
                faults.append(f"{path.name}: memerlukan {name}")
    print(f"{len(files)} berkas program diperiksa")
    print("\n".join(sorted(set(faults))))
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
