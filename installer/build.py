"""Builds what an office gets, for the system it runs on: ``python installer/build.py [--keluaran FOLDER]``.

On Linux: the wheel, the one-folder program and its archive. On Windows (python.org's Python): the wheel, the
program, the setup and the portable zip. On Linux with ``--windows-python`` (made by windows/make_python.sh):
the same for Windows, through wine. Besides: SHA-256 sums, the bill of materials (CycloneDX), list of files.

Needs the ``dev`` extra of pyproject, and NSIS (makensis) for the setup.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import bundle  # noqa: E402
import lock  # noqa: E402
import nsis_words  # noqa: E402
import sbom  # noqa: E402

PORTABLE_MARK = "portabel.txt"
_MOMENT = 1_767_225_600
"""The time that every file of an archive carries (1 January 2026): the same inputs give the same archive."""

_PORTABLE_TEXT = """\
Dinsos Desk tanpa pemasangan.

Salin seluruh folder ini ke disk komputer, lalu buka dinsos-desk.exe. Data kantor tersimpan di folder Data di
sebelahnya. Berkas ini membuat program memakai folder itu; jangan dihapus.

Memperbarui: tutup program, lalu ganti dinsos-desk.exe dan folder _internal dengan yang baru.
Folder Data tidak disentuh.
Jangan menaruh folder ini di jaringan atau di folder yang disinkronkan (OneDrive, Google Drive).
"""


@dataclass(frozen=True)
class Target:
    """What is built for, and the Python that builds it."""

    windows: bool
    python: tuple[str, ...]
    site: Path

    @property
    def exe(self) -> str:
        """The file that is started."""
        return f"{bundle.PROGRAM}.exe" if self.windows else bundle.PROGRAM

    @property
    def label(self) -> str:
        """The end of the names of the artefacts."""
        return f"{bundle.version()}-{'windows' if self.windows else 'linux'}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build everything; returns 0, or 1 when a part failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keluaran", type=Path, default=bundle.ROOT / "dist", metavar="FOLDER")
    parser.add_argument(
        "--windows-python", type=Path, metavar="BERKAS", help="python.exe, started through wine"
    )
    parser.add_argument("--tanpa-pasang", action="store_true", help="no setup and no archives")
    chosen = parser.parse_args(arguments)
    out: Path = chosen.keluaran.absolute()
    out.mkdir(parents=True, exist_ok=True)
    target = target_of(chosen.windows_python)
    made = [wheel(out)]
    program = freeze(target, out)
    bill = out / f"DinsosDesk-{target.label}.cdx.json"
    describe(target, program, bill)
    files = out / f"DinsosDesk-{target.label}.berkas.txt"
    files.write_text("".join(f"{line}\n" for line in listing(program)), encoding="utf-8")
    made += [bill, files]
    if not chosen.tanpa_pasang:
        made += (
            [portable(target, program, out), setup(program, target, out)]
            if target.windows
            else [archive(target, program, out)]
        )
    sums(out / f"SHA256SUMS-{target.label}", made)
    for path in made:
        say(f"{path.stat().st_size / 1e6:8.1f} MB  {path.name}")
    return 0


def target_of(windows_python: Path | None) -> Target:
    """The system this runs on, or Windows through wine."""
    if windows_python is not None:
        site = windows_python.absolute().parent / "Lib" / "site-packages"
        return Target(True, ("wine", str(windows_python.absolute()), "-X", "utf8"), site)
    return Target(sys.platform == "win32", (sys.executable,), Path(sysconfig.get_path("purelib")))


def wheel(out: Path) -> Path:
    """The wheel of the project."""
    say("wheel")
    for old in out.glob("dinsos_desk-*.whl"):
        old.unlink()
    isolation = ["--no-isolation"] if _has("hatchling") else []
    run([sys.executable, "-m", "build", "--wheel", "-q", *isolation, "--outdir", str(out), str(bundle.ROOT)])
    return next(out.glob("dinsos_desk-*.whl"))


def freeze(target: Target, out: Path) -> Path:
    """The one-folder program; whatever an earlier build left is gone."""
    say("program")
    place, work = out / f"program-{target.label}", out / f"kerja-{target.label}"
    shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(work, ignore_errors=True)
    run(
        (
            *(*target.python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", _seen(target, place), "--workpath", _seen(target, work)),
            _seen(target, HERE / "dinsos_desk.spec"),
        )
    )
    shutil.rmtree(work, ignore_errors=True)
    program = place / bundle.PROGRAM
    if not (program / target.exe).is_file():
        raise SystemExit("PyInstaller made no program.")
    return program


def describe(target: Target, program: Path, bill: Path) -> None:
    """The bill of materials, and the licence texts inside the program."""
    say("daftar komponen dan lisensi")
    names = [path.name for path in program.rglob("*") if path.is_file()]
    python = run([*target.python, "-c", "import platform; print(platform.python_version())"]).split()[-1]
    found = sbom.parts(lock.bundled(), target.site, names, python)
    if unknown := sbom.without_licence(found):
        raise SystemExit(f"Lisensi tidak diketahui: {', '.join(unknown)}")
    sbom.write_licences(program / "_internal" / "lisensi.txt", found)
    sbom.write(bill, found)


def listing(program: Path) -> list[str]:
    """Every file of the program by its place in it, in order."""
    return sorted(path.relative_to(program).as_posix() for path in program.rglob("*") if path.is_file())


def portable(target: Target, program: Path, out: Path) -> Path:
    """The zip for offices that forbid installing: the same program, with its data beside it."""
    say("portabel")
    path = out / f"DinsosDesk-{target.label}-portabel.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in listing(program):
            _zip(file, f"Dinsos Desk/{name}", (program / name).read_bytes())
        _zip(file, f"Dinsos Desk/{PORTABLE_MARK}", _PORTABLE_TEXT.replace("\n", "\r\n").encode())
    return path


def archive(target: Target, program: Path, out: Path) -> Path:
    """The program of Linux as one file."""
    say("arsip")
    path = out / f"DinsosDesk-{target.label}.tar.xz"

    def plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        info.mtime = _MOMENT
        return info

    with tarfile.open(path, "w:xz", preset=6) as file:
        for name in listing(program):
            file.add(program / name, f"dinsos-desk/{name}", filter=plain)
    return path


def setup(program: Path, target: Target, out: Path) -> Path:
    """The setup file."""
    say("pemasang")
    path = out / f"DinsosDesk-{target.label}.exe"
    size = sum(file.stat().st_size for file in program.rglob("*") if file.is_file()) // 1024
    numbers = ".".join(str(number) for number in bundle.version_numbers(bundle.version()))
    facts = {
        "VERSION": bundle.version(),
        "VERSION_NUMBERS": numbers,
        "SOURCE": str(program),
        "OUTPUT": str(path),
        "SIZE_KB": str(size),
        "ICON": str(bundle.ROOT / "resources" / "icons" / "dinsos_desk.ico"),
        "SIDE": str(HERE / "side.bmp"),
        "APP_ID": bundle.APP_ID,
    }
    given = (f"-D{name}={value}" for name, value in facts.items())
    makensis = _makensis()
    share = Path("/usr/share/nsis") if sys.platform != "win32" else Path(makensis).parent
    own = nsis_words.copy_of(share, out / "kerja-nsis")
    run((makensis, "-V2", "-WX", *given, str(HERE / "dinsos_desk.nsi")), NSISDIR=str(own))
    shutil.rmtree(own)
    return path


def sums(path: Path, made: Sequence[Path]) -> None:
    """SHA-256 of every artefact, as ``sha256sum --check`` reads it."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(made)]
    path.write_text("".join(lines), encoding="utf-8")


def run(command: Sequence[str], **more: str) -> str:
    """Run a part of the build and return what it said; its end is ours. Wine wants its output in a pipe."""
    environ = {**os.environ, "SOURCE_DATE_EPOCH": str(_MOMENT), "PYTHONHASHSEED": "1", **more}
    done = subprocess.run(
        command, cwd=bundle.ROOT, env=environ, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    if done.returncode:
        print(done.stdout[-6000:])
        raise SystemExit(f"{command[0]} berakhir dengan {done.returncode}.")
    return done.stdout


def say(line: str) -> None:
    """A line about what is being done."""
    print(line, flush=True)


def _seen(target: Target, path: Path) -> str:
    """A path as the Python that builds sees it: wine has this machine's root as drive Z."""
    if target.windows and sys.platform != "win32":
        return "Z:" + str(path).replace("/", "\\")
    return str(path)


def _makensis() -> str:
    found = shutil.which("makensis")
    if found:
        return found
    for variable in ("ProgramFiles(x86)", "ProgramFiles"):
        place = Path(os.environ.get(variable, "")) / "NSIS" / "makensis.exe"
        if place.is_file():
            return str(place)
    raise SystemExit("makensis tidak ditemukan; pasang NSIS 3.08 atau yang lebih baru.")


def _zip(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    file.writestr(info, content)


def _has(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


if __name__ == "__main__":
    sys.exit(main())
