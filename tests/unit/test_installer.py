"""What the build puts into the program: nothing missing that is imported, and versions that agree."""

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dinsos_desk
from dinsos_desk import paths
from ui import windows_shell

ROOT = Path(dinsos_desk.__file__).resolve().parent.parent
INSTALLER = ROOT / "installer"

if not INSTALLER.is_dir():
    pytest.skip("not a checkout", allow_module_level=True)


def loaded(name):
    """A module of the installer's folder, which is no package."""
    spec = importlib.util.spec_from_file_location(name, INSTALLER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(name, module)
    spec.loader.exec_module(module)
    return module


bundle = loaded("bundle")
lock = loaded("lock")


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("PySide6/Qt6Core.dll", True),
        ("PySide6/Qt6Widgets.dll", True),
        ("PySide6/QtWidgets.pyd", True),
        ("PySide6/Qt6Charts.dll", True),
        ("PySide6/Qt6Multimedia.dll", True),
        ("PySide6/Qt6Qml.dll", False),
        ("PySide6/Qt6Quick.dll", False),
        ("PySide6/Qt6WebEngineCore.dll", False),
        ("PySide6/QtQuick.pyd", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/avcodec-61.dll", False),
        ("PySide6/translations/qtbase_de.qm", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/platforms/qdirect2d.dll", False),
        ("PySide6/plugins/imageformats/qsvg.dll", True),
        ("PySide6/plugins/imageformats/qpdf.dll", False),
        ("PySide6/plugins/multimedia/windowsmediaplugin.dll", True),
        ("PySide6/plugins/multimedia/ffmpegmediaplugin.dll", False),
        ("PySide6/plugins/tls/qschannelbackend.dll", False),
        ("PySide6/MSVCP140.dll", True),
        ("icuuc.dll", False),
        ("bcryptprimitives.dll", False),
        ("holidays/locale/id/LC_MESSAGES/ID.mo", True),
        ("holidays/locale/en_US/LC_MESSAGES/ID.mo", False),
        ("PIL/_imaging.cp311-win_amd64.pyd", True),
        ("PIL/_avif.cp311-win_amd64.pyd", False),
        ("PySide6/Qt6OpenGL.dll", False),
        ("rapidfuzz/fuzz_cpp.cp311-win_amd64.pyd", True),
        ("rapidfuzz/distance/metrics_cpp_avx2.cp311-win_amd64.pyd", False),
        ("docx/templates/default.docx", True),
        ("docx/templates/default-docx-template/word/styles.xml", False),
        ("resources/app.qss", True),
    ],
)
def test_what_stays_in_the_windows_bundle(target, kept):
    assert bundle.keeps(target, windows=True) is kept
    assert bundle.keeps(target.replace("/", "\\"), windows=True) is kept


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6/Qt/lib/libQt6XcbQpa.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/lib/libQt6OpenGL.so.6", True),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
    ],
)
def test_what_stays_in_the_linux_bundle(target, kept):
    assert bundle.keeps(target, windows=False) is kept


def test_every_qt_module_that_the_window_imports_is_kept():
    used = set()
    for file in (ROOT / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.Qt"):
                used.add(node.module.split(".")[1])
    assert used
    lost = [name for name in used if not bundle.keeps(f"PySide6/{name}.pyd", windows=True)]
    assert lost == []


def test_nothing_of_the_program_is_excluded():
    imported = set()
    for folder in ("dinsos_desk", "ui"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    imported |= {name.name for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    imported |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    assert imported & set(bundle.EXCLUDED) == set()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("sqlalchemy.dialects.sqlite.pysqlcipher", True),
        ("sqlalchemy.dialects.postgresql.base", False),
        ("alembic.ddl.impl", True),
        ("alembic.ddl.mysql", False),
        ("holidays.countries.indonesia", True),
        ("holidays.countries.malaysia", False),
    ],
)
def test_which_modules_stay(name, kept):
    assert bundle.keeps_module(name) is kept


def test_what_stands_in_for_a_package_is_there():
    assert all(bundle.stand_in(name).is_file() for name in bundle.REPLACED)


def test_the_own_files_are_all_there():
    targets = {Path(source).relative_to(ROOT).as_posix(): target for source, target in bundle.own_data()}
    assert targets["resources/app.qss"] == "resources"
    assert targets["dinsos_desk/db/migrations/env.py"] == "dinsos_desk/db/migrations"
    assert "dinsos_desk/db/migrations/versions/0001_first_tables.py" in targets
    assert any(name.startswith("templates_docx/bagian/") for name in targets)
    assert not any("__pycache__" in name for name in targets)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1.2.3", (1, 2, 3, 0)), ("0.1.0", (0, 1, 0, 0)), ("2.0.0rc1", (2, 0, 0, 0)), ("1.2.3.4", (1, 2, 3, 4))],
)
def test_versions_as_windows_wants_them(text, numbers):
    assert bundle.version_numbers(text) == numbers


def test_the_version_is_the_programs():
    assert bundle.version() == dinsos_desk.__version__


def test_names_that_stand_in_two_places_agree():
    build = (INSTALLER / "build.py").read_text(encoding="utf-8")
    assert f'PORTABLE_MARK = "{paths.PORTABLE_MARK}"' in build
    assert f"folder {paths.PORTABLE_DATA} " in build
    assert bundle.APP_ID == windows_shell.APP_ID
    script = (INSTALLER / "dinsos_desk.nsi").read_text(encoding="utf-8")
    assert f'!define NAME "{paths.APP_NAME}"' in script
    assert f'!define EXE "{bundle.PROGRAM}.exe"' in script
    for name in ("database", "keys"):
        assert f'"$INSTDIR\\{getattr(paths.DataPaths(Path()), name).name}"' in script


def test_the_windows_wheels_are_those_that_pyproject_asks_for():
    pins = {canonicalize_name(name): version for name, version in lock.pins().items()}
    for line in bundle.project()["dependencies"]:
        wanted = Requirement(line)
        version = pins.get(canonicalize_name(wanted.name))
        assert version is not None, f"{wanted.name}: run installer/lock.py"
        assert wanted.specifier.contains(version, prereleases=True), line
    lines = lock.LOCK.read_text(encoding="utf-8").splitlines()
    assert all(re.search(r" --hash=sha256:[0-9a-f]{64}$", line) for line in lines if "==" in line)


def test_the_icon_is_made_of_every_size():
    content = (ROOT / "resources" / "icons" / "dinsos_desk.ico").read_bytes()
    assert content[:4] == b"\0\0\1\0"
    assert content[4] == 9
    assert {content[6 + 16 * place] or 256 for place in range(9)} >= {16, 32, 48, 256}


def test_the_portable_program_has_its_data_beside_it(monkeypatch, tmp_path):
    program = tmp_path / "Dinsos Desk" / "dinsos-desk.exe"
    program.parent.mkdir()
    monkeypatch.setattr(sys, "executable", str(program))
    mark = program.parent / paths.PORTABLE_MARK
    mark.touch()
    assert paths.DataPaths.choose(None, {}).root != program.parent / "Data", "not frozen: never"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.DataPaths.choose(None, {}).root == program.parent / "Data"
    assert paths.DataPaths.choose(tmp_path / "lain", {}).root == tmp_path / "lain"
    assert paths.DataPaths.choose(None, {paths.DATA_VARIABLE: str(tmp_path / "env")}).root == tmp_path / "env"
    mark.unlink()
    assert paths.DataPaths.choose(None, {}).root != program.parent / "Data"


def test_what_the_setup_says_before_its_script_counts():
    words = loaded("nsis_words")
    english = "".join(f"{line}\0" for line in words.WORDS).encode("utf-16-le")
    stub, found = words.translated(b"MZ" + english + b"\1\2")
    assert found == len(words.WORDS)
    assert len(stub) == len(english) + 4
    assert "rusak atau terpotong" in stub.decode("utf-16-le", "replace")
    assert "integrity check" not in stub.decode("utf-16-le", "replace")
    for former, told in words.WORDS.items():
        assert former.count("%") == told.count("%")
    assert words.translated(b"another NSIS") == (b"another NSIS", 0)
