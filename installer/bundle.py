"""What goes into the frozen program, and what stays out of it: read by the spec and its test.

Only the standard library is used here: the build, the checks and the tests all read it.
"""

import re
import tomllib
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
NAME = "Dinsos Desk"
PROGRAM = "dinsos-desk"
APP_ID = "DinsosDesk.Loket"
PUBLISHER = "Dinsos Desk"

HIDDEN = (
    "holidays.countries.indonesia",
    "logging.config",  # env.py of the migrations, which is data to PyInstaller
    "sqlalchemy.dialects.sqlite",
    "alembic.ddl.sqlite",
)
"""Modules that are imported by a name made while the program runs, or by the migrations."""

EXCLUDED = (
    *("tkinter", "_tkinter", "turtle", "turtledemo", "idlelib", "lib2to3", "pydoc_data", "ensurepip", "venv"),
    *("pip", "wheel", "pytest", "_pytest", "hypothesis", "mypy", "ruff", "xdist", "pygments"),
    *("numpy", "pandas", "matplotlib", "IPython", "babel", "PyQt5", "PyQt6", "PySide2", "qtpy", "qtawesome"),
    *("PIL.ImageTk", "PIL.ImageQt", "PIL.ImageCms", "PIL._avif", "PIL._imagingtk", "PIL._imagingcms"),
    *("PIL.AvifImagePlugin", "lxml.html.diff", "lxml.html._difflib", "pdb", "doctest", "pydoc"),
    *("mypy_extensions", "sqlalchemy.ext.mypy", "pydantic.mypy", "pydantic.v1", "rich", "markdown_it"),
    *("lxml.isoschematron", "lxml.objectify", "lxml.sax", "ssl", "_ssl", "_hashlib", "sqlite3", "_sqlite3"),
)
"""The program never goes on line and has SQLCipher: OpenSSL and Python's plain SQLite would be ballast."""

REPLACED = {"holidays.countries": "holidays_countries", "alembic.ddl": "alembic_ddl"}
"""Packages of which only some modules are wanted: what of stand_ins takes the place of their first file."""

_HOLIDAYS_KEPT = frozenset({"holidays.countries", "holidays.countries.indonesia"})
_OTHER_DATABASES = frozenset({"mssql", "mysql", "oracle", "postgresql"})

STAND_INS = frozenset({"icuuc.dll", "mscms.dll", "bcryptprimitives.dll"})
"""Libraries of Windows that the check lends to wine."""

_QT_KEPT = frozenset(
    {
        *("Core", "Gui", "Widgets", "Network", "PrintSupport", "Svg", "SvgWidgets", "DBus", "XcbQpa"),
        *("Multimedia", "MultimediaWidgets", "Charts", "OpenGL", "OpenGLWidgets", "WaylandClient"),
        *("WaylandEglClientHwIntegration", "EglFSDeviceIntegration", "ShaderTools"),
    }
)
_UNUSED_ON_WINDOWS = frozenset({"OpenGL", "OpenGLWidgets"})  # Linux has them for GLX
_PLUGINS_KEPT = frozenset(
    {"platforms", "styles", "iconengines", "imageformats", "printsupport", "xcbglintegrations", "multimedia"}
)
_PLATFORMS_KEPT = frozenset({"qwindows", "qxcb", "qoffscreen", "qminimal"})
_FORMATS_KEPT = frozenset({"qico", "qjpeg", "qsvg", "qgif"})
_MEDIA_DROPPED_ON_WINDOWS = ("ffmpegmediaplugin",)
_FFMPEG = re.compile(r"^(lib)?(avcodec|avformat|avutil|swresample|swscale|Qt6FFmpegStub)", re.ASCII)
_QT_LIBRARY = re.compile(r"^(?:lib)?Qt6(?P<name>\w+?)(?:\.dll|\.so[.\d]*)$", re.ASCII)
_QT_MODULE = re.compile(r"^Qt(?P<name>\w+?)(?:\.abi3|\.cp\d+-\w+)?\.(?:pyd|so)$", re.ASCII)
_LOCALES_KEPT = frozenset({"id"})


def project() -> dict[str, object]:
    """The ``[project]`` table of pyproject."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        table: dict[str, object] = tomllib.load(file)["project"]
    return table


def version() -> str:
    """The version, from the one place that has it."""
    text = (ROOT / "dinsos_desk" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("dinsos_desk/__init__.py has no __version__")
    return found.group(1)


def version_numbers(text: str) -> tuple[int, int, int, int]:
    """Four numbers as Windows wants them: 1.2.3 becomes (1, 2, 3, 0); what follows a letter is left out."""
    numbers = [int(number) for number in re.findall(r"\d+", re.split(r"[a-zA-Z+-]", text)[0])][:4]
    first, second, third, fourth = [*numbers, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def own_data() -> list[tuple[str, str]]:
    """The project's files that are read as files: (source folder or file, folder in the bundle)."""
    pairs = []
    for folder, target in (
        ("resources", "resources"),
        ("templates_docx", "templates_docx"),
        ("dinsos_desk/db/migrations", "dinsos_desk/db/migrations"),
    ):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(("~$", ".")):
                inner = path.relative_to(ROOT / folder).parent
                pairs.append((str(path), str(PurePosixPath(target, *inner.parts))))
    return pairs


def stand_in(name: str) -> Path:
    """The file that stands for a package's first one; its name tells PyInstaller that it is a package."""
    return ROOT / "installer" / "stand_ins" / REPLACED[name] / "__init__.py"


def keeps_module(name: str) -> bool:
    """Whether a module that PyInstaller found belongs into the bundle: one country, one database."""
    if name.startswith("holidays.financial."):
        return False
    if name.startswith(("sqlalchemy.dialects.", "alembic.ddl.")):
        return name.split(".")[2] not in _OTHER_DATABASES
    return not name.startswith("holidays.countries.") or name in _HOLIDAYS_KEPT


def keeps(target: str, *, windows: bool) -> bool:
    """Whether a file that PyInstaller found belongs into the bundle; ``target`` is its place there."""
    parts = PurePosixPath(target.replace("\\", "/")).parts
    name = parts[-1]
    lower = name.lower()
    if lower.startswith(("opengl32sw", "d3dcompiler_47", "libegl.dll", "libglesv2.dll")):
        return False
    if lower in STAND_INS:
        return False
    if parts[0] == "PySide6":
        return _keeps_of_qt(parts, windows=windows)
    if windows and _FFMPEG.match(name):
        return False
    if parts[0] == "holidays" and "locale" in parts:
        return parts[parts.index("locale") + 1] in _LOCALES_KEPT and lower == "id.mo"
    return not (
        (parts[0] == "docx" and ("parts" in parts or "default-docx-template" in parts))
        or lower.startswith("_testcapi")
        or (parts[0] == "PIL" and lower.startswith("_avif"))
        or (
            parts[0] == "rapidfuzz" and "_avx2." in lower
        )  # twice the same; the plain one serves every processor
    )


def _keeps_of_qt(parts: tuple[str, ...], *, windows: bool) -> bool:
    name = parts[-1]
    if "translations" in parts or "qml" in parts or "resources" in parts:
        return False
    if "plugins" in parts:
        kind, stem = parts[parts.index("plugins") + 1], name.split(".")[0].removeprefix("lib")
        if kind == "platforms":
            return stem in _PLATFORMS_KEPT
        if kind == "imageformats":
            return stem in _FORMATS_KEPT
        if kind == "multimedia" and windows:
            return stem not in _MEDIA_DROPPED_ON_WINDOWS
        return kind in _PLUGINS_KEPT
    if windows and _FFMPEG.match(name):
        return False
    found = _QT_LIBRARY.match(name) or _QT_MODULE.match(name)
    return found is None or found.group("name") in (_QT_KEPT - _UNUSED_ON_WINDOWS if windows else _QT_KEPT)
