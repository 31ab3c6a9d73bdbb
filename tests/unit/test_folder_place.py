import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from dinsos_desk import folder_place
from dinsos_desk.folder_place import Place, free_bytes, is_cloud, place_of
from dinsos_desk.messages.places import PLACES


@pytest.mark.parametrize(
    "folder",
    [
        r"C:\Users\Rani\OneDrive\Dinsos Desk",
        r"C:\Users\Rani\OneDrive - Dinas Sosial\Data",
        r"G:\My Drive\Dinsos",
        r"G:\Drive Saya\Dinsos",
        r"C:\Users\Rani\Dropbox\Dinsos",
        r"D:\Google Drive\loket",
    ],
)
def test_folders_that_are_synchronised(folder):
    assert is_cloud(PureWindowsPath(folder), {})


@pytest.mark.parametrize(
    "folder",
    [r"C:\Users\Mega\AppData\Local\Dinsos Desk", r"C:\Users\Rani\onedrivekah", r"D:\Dinsos Desk\Data"],
)
def test_folders_that_are_not(folder):
    assert not is_cloud(PureWindowsPath(folder), {})


def test_the_folder_that_windows_names_as_its_cloud():
    environ = {"OneDriveCommercial": "D:\\Awan Kantor"}
    assert is_cloud(PureWindowsPath(r"D:\awan kantor\Dinsos Desk"), environ)
    assert not is_cloud(PureWindowsPath(r"D:\awan kantor lama\Dinsos Desk"), environ)


@pytest.mark.skipif(os.name == "nt", reason="mount points are Linux'")
def test_a_folder_on_a_network_by_its_file_system(monkeypatch, tmp_path):
    table = tmp_path / "mounts"
    table.write_text(
        "/dev/sda1 / ext4 rw 0 0\nserver:/data /mnt/kantor\\040kita nfs4 rw 0 0\n", encoding="utf-8"
    )
    read = Path.read_text
    monkeypatch.setattr(
        Path,
        "read_text",
        lambda path, **more: read(table if str(path) == "/proc/self/mounts" else path, **more),
    )
    assert place_of(Path("/mnt/kantor kita/dinsos"), {}) is Place.NETWORK
    assert place_of(Path("/home/rani/dinsos"), {}) is Place.OWN_DISK


def test_every_place_but_the_own_disk_has_words():
    assert set(PLACES) == {place.value for place in Place} - {Place.OWN_DISK.value}


def test_room_of_a_folder_that_is_not_made_yet(tmp_path):
    assert free_bytes(tmp_path / "belum" / "ada") > 0


def test_a_system_that_does_not_say_how_much_room_there_is(monkeypatch, tmp_path):
    def silent(_path):
        raise OSError

    monkeypatch.setattr(folder_place.shutil, "disk_usage", silent)
    assert free_bytes(tmp_path) is None


def test_the_own_disk(tmp_path):
    assert not is_cloud(PurePosixPath("/home/rani/Dinsos Desk"), {})
    assert place_of(tmp_path, {}) is Place.OWN_DISK
