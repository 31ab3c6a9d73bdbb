import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dinsos_desk import files as module
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.files import atomic_copy, atomic_write
from dinsos_desk.paths import DataPaths, lock, migrations_dir, resources_dir, templates_dir


def test_argument_beats_variable_beats_system(tmp_path):
    environ = {"DINSOS_DESK_DATA": str(tmp_path / "b")}
    assert DataPaths.choose(tmp_path / "a", environ).root == tmp_path / "a"
    assert DataPaths.choose(None, environ).root == tmp_path / "b"
    system = DataPaths.choose(None, {"DINSOS_DESK_DATA": "  "}).root
    assert system.name == "Dinsos Desk"
    assert system.is_absolute()


def test_a_relative_or_home_folder_becomes_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert DataPaths.choose(Path("data"), {}).root == tmp_path / "data"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert DataPaths.choose(Path("~/kantor"), {}).root == tmp_path / "kantor"


def test_the_sample_lies_beside_and_never_in_the_real_folder(tmp_path):
    real = DataPaths(tmp_path / "Dinsos Desk")
    sample = real.sample()
    assert sample.root == tmp_path / "Dinsos Desk Contoh"
    assert sample.sample() == sample


def test_program_folders_in_checkout_and_bundle(tmp_path, monkeypatch):
    assert migrations_dir().parent.name == "db"
    assert resources_dir().name == "resources"
    assert templates_dir().name == "templates_docx"
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources_dir() == tmp_path / "resources"
    assert templates_dir() == tmp_path / "templates_docx"


def test_prepare_makes_every_folder_and_sweeps(tmp_path):
    paths = DataPaths(tmp_path / "baru" / "data")
    paths.prepare()
    left = [paths.root / ".dinsos-aa.tmp", paths.store / ".dinsos-bb.tmp"]
    kept = paths.output / "surat.docx"
    for file in (*left, kept):
        file.write_bytes(b"x")
    paths.prepare()
    assert not any(file.exists() for file in left)
    assert kept.exists()
    folders = {path.name for path in paths.root.iterdir()}
    assert folders == {"berkas", "cadangan", "log", "templat", "keluaran"}


def test_prepare_refuses_a_file_in_the_place_of_the_folder(tmp_path):
    (tmp_path / "data").write_text("berkas")
    with pytest.raises(EnvironmentProblem) as caught:
        DataPaths(tmp_path / "data").prepare()
    assert caught.value.code == "folder_tidak_bisa_ditulis"
    assert caught.value.values["folder"] == str(tmp_path / "data")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "folder_tidak_bisa_ditulis"),
        (errno.EROFS, "folder_tidak_bisa_ditulis"),
        (errno.ENOSPC, "disk_penuh"),
    ],
)
def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch, number, code):
    paths = DataPaths(tmp_path / "data")
    paths.prepare()

    def refuse(*_args, **_options):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(module.os, "open", refuse)
    with pytest.raises(EnvironmentProblem) as caught:
        paths.prepare()
    assert caught.value.code == code
    with pytest.raises(EnvironmentProblem) as caught:
        atomic_write(paths.output / "surat.docx", b"x")
    assert caught.value.code == code


def test_disk_full_while_writing_keeps_the_old_file_and_no_rest(tmp_path, monkeypatch):
    path = tmp_path / "keys.json"
    atomic_write(path, b"lama")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "penuh")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as caught:
        atomic_write(path, b"baru")
    assert caught.value.code == "disk_penuh"
    assert path.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_open_elsewhere(tmp_path, monkeypatch):
    path = tmp_path / "surat.docx"
    atomic_write(path, b"lama")

    def held(_source, _target):
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(module.os, "replace", held)
    monkeypatch.setattr(module, "_REPLACE_PAUSE", 0)
    with pytest.raises(EnvironmentProblem) as caught:
        atomic_write(path, b"baru")
    assert caught.value.code == "berkas_sedang_dibuka"
    assert caught.value.values["nama"] == "surat.docx"
    assert path.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_held_for_a_moment_is_waited_for(tmp_path, monkeypatch):
    path = tmp_path / "surat.docx"
    atomic_write(path, b"lama")
    real, tries = os.replace, []

    def held_once(source, target):
        tries.append(target)
        if len(tries) == 1:
            raise PermissionError(errno.EACCES, "sharing violation")
        real(source, target)

    monkeypatch.setattr(module.os, "replace", held_once)
    monkeypatch.setattr(module, "_REPLACE_PAUSE", 0)
    atomic_write(path, b"baru")
    assert path.read_bytes() == b"baru"


def test_a_missing_folder_is_said_plainly(tmp_path):
    with pytest.raises(EnvironmentProblem) as caught:
        atomic_write(tmp_path / "tidak" / "ada", b"x")
    assert caught.value.code == "folder_tidak_bisa_ditulis"


def test_atomic_copy(tmp_path):
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"x" * 3_000_000)
    atomic_copy(source, target)
    assert target.read_bytes() == source.read_bytes()


KILLED = """
import sys
from pathlib import Path
from dinsos_desk.files import atomic_write
path = Path(sys.argv[1])
while True:
    for letter in b"ab":
        atomic_write(path, bytes([letter]) * 300_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_writer_leaves_a_whole_file(tmp_path):
    path = tmp_path / "keys.json"
    for _round in range(3):
        path.unlink(missing_ok=True)
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], cwd=Path(__file__).parents[2])
        try:
            deadline = time.monotonic() + 30
            while not path.exists():
                assert time.monotonic() < deadline
                assert process.poll() is None
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
        data = path.read_bytes()
        assert data in (b"a" * 300_000, b"b" * 300_000)
    DataPaths(tmp_path).prepare()
    assert not list(tmp_path.glob(".dinsos-*"))


def test_one_program_per_folder(tmp_path):
    paths = DataPaths(tmp_path / "data")
    paths.prepare()
    with lock(paths) as held:
        with pytest.raises(UserError) as caught:
            lock(paths)
        assert caught.value.code == "sudah_terbuka"
        held.release()
        held.release()
    with lock(paths):
        pass


LOCKER = """
import sys
from pathlib import Path
from dinsos_desk.paths import DataPaths, lock
held = lock(DataPaths(Path(sys.argv[1])))
print("held", flush=True)
sys.stdin.read()
"""


def test_another_process_is_kept_out_until_it_ends(tmp_path):
    paths = DataPaths(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", LOCKER, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout.readline().strip() == b"held"
        with pytest.raises(UserError):
            lock(paths)
        process.kill()
    lock(paths).release()


def test_lock_in_a_folder_that_refuses_files(tmp_path):
    with pytest.raises(EnvironmentProblem) as caught:
        lock(DataPaths(Path("/proc/tidak-ada") if sys.platform == "linux" else Path("?:/x")))
    assert caught.value.code == "folder_tidak_bisa_ditulis"
