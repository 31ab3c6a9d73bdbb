"""Writes ``requirements-windows.txt``: every wheel of the Windows build with its exact version and SHA-256.

Run it in the environment of the tests after the dependencies changed; it takes the versions installed there:

    python installer/lock.py FOLDER           downloads the wheels into FOLDER and writes the file
    python installer/lock.py --ambil FOLDER   downloads what the file says, checked by its hashes
"""

import hashlib
import importlib.metadata as metadata
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import bundle
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

LOCK = Path(__file__).resolve().parent / "requirements-windows.txt"
PYTHON = "panda3d==1.10.16"
"""Carries the CPython 3.11.9 of Windows; see windows/make_python.sh."""

_WINDOWS = {
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}
_ONLY_ON_WINDOWS = ("colorama", "pefile", "pywin32-ctypes")
_NOT_NEEDED = frozenset({"docopt", "qtpy"})
"""Asked for by num2words for its command line, and by the part of qtawesome that is left out."""


def closure(roots: Iterable[str]) -> dict[str, str]:
    """Names and versions of what ``roots`` need on Windows, as installed here."""
    seen: dict[str, str] = {}
    waiting = [Requirement(root) for root in roots]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        extras = wanted.extras or {""}
        holds = wanted.marker is None or any(
            wanted.marker.evaluate({**_WINDOWS, "extra": extra}) for extra in extras
        )
        if not holds or name in seen or name in _NOT_NEEDED or name in _ONLY_ON_WINDOWS:
            continue
        known = metadata.distribution(name)
        if not wanted.specifier.contains(known.version, prereleases=True):
            raise SystemExit(f"{name} {known.version} is installed, but {wanted} is asked for")
        seen[name] = known.version
        waiting += [
            needed
            for needed in map(Requirement, known.requires or ())
            if needed.marker is None
            or any(needed.marker.evaluate({**_WINDOWS, "extra": extra}) for extra in extras)
        ]
    return seen


def roots() -> tuple[list[str], list[str]]:
    """What the program needs, and what its tests and its build need besides."""
    project = bundle.project()
    extras = project["optional-dependencies"]
    assert isinstance(extras, dict)
    needed = project["dependencies"]
    assert isinstance(needed, list)
    return needed, [*extras["test"], "pyinstaller", "setuptools", "packaging"]


def bundled() -> list[str]:
    """The names of the packages that go into the program, from the lock."""
    text = LOCK.read_text(encoding="utf-8").split("# tests and tools")[0]
    return [line.split("==")[0] for line in text.splitlines() if "==" in line]


def pins() -> dict[str, str]:
    """Every name of the lock with its version."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ")[0].partition("==") for line in lines if "==" in line)
    return {name: version for name, _, version in pairs}


def fetch(folder: Path) -> int:
    """The wheels of the lock, and only these, in ``folder``."""
    download(folder, LOCK, "--require-hashes")
    wanted = {(canonicalize_name(name), version) for name, version in pins().items()}
    for wheel in folder.glob("*.whl"):
        name, version, _, _ = parse_wheel_filename(wheel.name)
        if (name, str(version)) not in wanted:
            wheel.unlink()
    return 0


def renew(folder: Path) -> int:
    """Download and write."""
    needed, tools = roots()
    run = closure(needed)
    work = {name: version for name, version in closure(tools).items() if name not in run}
    lines = [f"{name}=={version}" for name, version in sorted({**run, **work}.items())]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
        file.write("\n".join([*lines, *_ONLY_ON_WINDOWS, PYTHON]) + "\n")
    download(folder, Path(file.name))
    hashes = {}
    for wheel in sorted(folder.glob("*.whl")):
        name, version, _, _ = parse_wheel_filename(wheel.name)
        hashes[name] = str(version), hashlib.sha256(wheel.read_bytes()).hexdigest()
    out = ["# Every wheel of the Windows build. Written by lock.py; not by hand.", "# bundled"]
    out += [_line(name, hashes) for name in sorted(run)]
    out += ["# tests and tools"]
    out += [_line(name, hashes) for name in sorted([*work, *_ONLY_ON_WINDOWS, "panda3d"])]
    LOCK.write_text("\n".join(out) + "\n", encoding="utf-8")
    return 0


def download(folder: Path, requirements: Path, *options: str) -> None:
    """The Windows wheels of a list, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        (
            *(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", *options),
            *(
                "--platform",
                "win_amd64",
                "--python-version",
                "3.11",
                "-d",
                str(folder),
                "-r",
                str(requirements),
            ),
        ),
        check=True,
    )


def _line(name: str, hashes: dict[str, tuple[str, str]]) -> str:
    version, digest = hashes[name]
    return f"{name}=={version} --hash=sha256:{digest}"


if __name__ == "__main__":
    place = Path(sys.argv[-1])
    sys.exit(fetch(place) if "--ambil" in sys.argv else renew(place))
