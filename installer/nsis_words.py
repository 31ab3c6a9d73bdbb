"""NSIS says a few things in English before any language of a script counts: a damaged file, a full disk.

The words stand as UTF-16 in the stub that makensis puts before every setup. A copy of NSIS with the stub in
Indonesian is made for the build; a word that is not found (another NSIS) stays as it is.
"""

import shutil
from pathlib import Path

STUB = "lzma_solid-amd64-unicode"
WORDS = {
    "Installer integrity check has failed. Common causes include\n"
    "incomplete download and damaged media. Contact the\n"
    "installer's author to obtain a new copy.\n\nMore information at:\nhttp://nsis.sf.net/NSIS_Error": (
        "Berkas pemasang ini rusak atau terpotong. Salin ulang dari sumbernya, lalu coba lagi.\n"
        "Tidak ada yang diubah.\n\nThis setup file is damaged. Copy it again."
    ),
    "NSIS Error": "Pemasangan",
    "Error launching installer": "Pemasang tidak terbuka",
    "Error writing temporary file. Make sure your temp folder is valid.": (
        "Folder sementara (TEMP) tidak dapat ditulis atau disknya penuh."
    ),
    "verifying installer: %d%%": "memeriksa berkas: %d%%",
    "unpacking data: %d%%": "membuka data: %d%%",
}


def translated(stub: bytes) -> tuple[bytes, int]:
    """The stub with every word it has in Indonesian, and how many were found. Its length does not change."""
    found = 0
    for english, indonesian in WORDS.items():
        former = (english + "\0").encode("utf-16-le")
        room = len(former)
        words = (indonesian + "\0").encode("utf-16-le").ljust(room, b"\0")
        if len(words) > room:
            raise ValueError(f"too long for its place: {indonesian}")
        found += former in stub
        stub = stub.replace(former, words)
    return stub, found


def copy_of(nsis: Path, folder: Path) -> Path:
    """A copy of the NSIS in ``nsis`` whose stub speaks Indonesian."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(nsis, folder)
    stub = folder / "Stubs" / STUB
    content, _ = translated(stub.read_bytes())
    stub.write_bytes(content)
    return folder
