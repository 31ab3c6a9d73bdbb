"""The ZIP around a berkas penyiapan: packed the same way each time, unpacked with every limit kept."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from dinsos_desk.errors import UserError

LARGEST_FILE = 30 * 1024 * 1024
LARGEST_CONTENT = 80 * 1024 * 1024
MOST_ENTRIES = 600
_WHEN = (1980, 1, 1, 0, 0, 0)
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def packed(entries: Mapping[str, bytes]) -> bytes:
    """The entries as a ZIP; the same entries give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            made.writestr(entry, content)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The entries of a ZIP by name, folders left out; the names are not looked at yet.

    Raises:
        UserError: *berkas_penyiapan_terlalu_besar* (batas) when it is larger than 30 MB or unpacks to more
            than 80 MB or 600 entries; *berkas_penyiapan_bukan* when it is no ZIP; *berkas_penyiapan_rusak*
            when it is cut off, encrypted, holds a name twice or is packed in a way that is not used here.
    """
    if len(data) > LARGEST_FILE:
        raise _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            return _entries(source)
    except zipfile.BadZipFile as error:
        kind = "berkas_penyiapan_rusak" if data.startswith(b"PK") else "berkas_penyiapan_bukan"
        raise UserError(kind) from error
    except (zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise UserError("berkas_penyiapan_rusak") from error


def _too_large() -> UserError:
    """The error of a file that is larger than any set-up."""
    return UserError("berkas_penyiapan_terlalu_besar", batas=f"{LARGEST_FILE // 1024 // 1024} MB")


def _entries(source: zipfile.ZipFile) -> dict[str, bytes]:
    files = [entry for entry in source.infolist() if not entry.is_dir()]
    if len(files) > MOST_ENTRIES or sum(entry.file_size for entry in files) > LARGEST_CONTENT:
        raise _too_large()
    names = [entry.filename for entry in files]
    odd = any(entry.flag_bits & _ENCRYPTED or entry.compress_type not in _PACKINGS for entry in files)
    if odd or len(set(names)) != len(names):
        raise UserError("berkas_penyiapan_rusak")
    return {entry.filename: source.read(entry) for entry in files}
