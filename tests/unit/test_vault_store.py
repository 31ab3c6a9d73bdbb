import errno
import os

import pytest

from dinsos_desk import files
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.vault.store import EncryptedStore

LETTER = b"Surat keterangan atas nama Sukma Wirayuda" * 20


@pytest.fixture
def store(tmp_path):
    return EncryptedStore(tmp_path / "berkas", b"k" * 32)


@pytest.fixture(autouse=True)
def _folder(tmp_path):
    (tmp_path / "berkas").mkdir()


def only_file(tmp_path):
    (found,) = [path for path in (tmp_path / "berkas").rglob("*") if path.is_file()]
    return found


def fails(code, call, *args):
    with pytest.raises(EnvironmentProblem) as caught:
        call(*args)
    assert caught.value.code == code


@pytest.mark.parametrize("data", [b"", b"x", LETTER])
def test_what_went_in_comes_out(store, data):
    address = store.put(data)
    assert store.get(address) == data
    assert store.has(address)


def test_equal_content_is_kept_once(store, tmp_path):
    first = store.put(LETTER)
    written = only_file(tmp_path).stat().st_ino
    assert store.put(LETTER) == first
    assert only_file(tmp_path).stat().st_ino == written
    assert only_file(tmp_path).parent.name == first[:2]


def test_another_office_gives_another_address_and_cannot_read(store, tmp_path):
    address = store.put(LETTER)
    other = EncryptedStore(tmp_path / "berkas", b"o" * 32)
    fails("berkas_simpanan_rusak", other.get, address)
    assert b"Sukma" not in only_file(tmp_path).read_bytes()


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_tampered(store, tmp_path, place):
    address = store.put(LETTER)
    data = bytearray(only_file(tmp_path).read_bytes())
    data[place] ^= 1
    only_file(tmp_path).write_bytes(data)
    fails("berkas_simpanan_rusak", store.get, address)
    assert store.put(LETTER) == address
    assert store.get(address) == LETTER


@pytest.mark.parametrize("length", [0, 3, 10, 30])
def test_cut_off(store, tmp_path, length):
    address = store.put(LETTER)
    file = only_file(tmp_path)
    file.write_bytes(file.read_bytes()[:length])
    fails("berkas_simpanan_rusak", store.get, address)


def test_swapped_files_are_noticed(store, tmp_path):
    one, two = store.put(b"satu"), store.put(b"dua")
    root = tmp_path / "berkas"
    (root / one[:2] / one).write_bytes((root / two[:2] / two).read_bytes())
    fails("berkas_simpanan_rusak", store.get, one)


@pytest.mark.parametrize("address", ["a" * 64, "", "../keys.json", "A" * 64, "a" * 64 + "\n"])
def test_missing(store, address):
    fails("berkas_simpanan_hilang", store.get, address)
    assert not store.has(address)


def test_disk_full(store, tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "fsync", full)
    fails("disk_penuh", store.put, LETTER)
    assert not [path for path in (tmp_path / "berkas").rglob("*") if path.is_file()]
