"""The encrypted store: documents and scans under addresses made from their content and a secret.

The address is an HMAC of the content, so equal files are kept once and a stolen folder does not even show
whether a known file is in it. Each file is AES-256-GCM, bound to its address.
"""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.files import atomic_write, file_problems
from dinsos_desk.vault.slots import derived

_MAGIC = b"DDS1"
_NONCE_BYTES = 12
_ADDRESS = re.compile(r"[0-9a-f]{64}", re.ASCII)


class EncryptedStore:
    """Bytes in, address out. ``key`` is ``DataKey.store_key()``; files lie in ``root``/aa/address."""

    def __init__(self, root: Path, key: bytes) -> None:
        self._root = root
        self._address_key = derived(key, b"dinsos-desk/store/address/1")
        self._cipher = AESGCM(derived(key, b"dinsos-desk/store/content/1"))

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their address; what is already there and sound is not written again.

        Raises ``EnvironmentProblem``: ``disk_penuh``, ``folder_tidak_bisa_ditulis``.
        """
        address = hmac.new(self._address_key, data, hashlib.sha256).hexdigest()
        path = self._path(address)
        if self._is_sound(address):
            _touch(path)
            return address
        with file_problems(self._root):
            path.parent.mkdir(parents=True, exist_ok=True)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = _MAGIC + nonce + self._cipher.encrypt(nonce, data, address.encode("ascii"))
        atomic_write(path, sealed, scratch=self._root)
        return address

    def get(self, address: str) -> bytes:
        """The bytes kept under an address.

        Raises ``EnvironmentProblem``: ``berkas_simpanan_hilang`` when there are none,
        ``berkas_simpanan_rusak`` when they were changed or cannot be read.
        """
        if not _ADDRESS.fullmatch(address):
            raise EnvironmentProblem("berkas_simpanan_hilang")
        try:
            sealed = self._path(address).read_bytes()
        except FileNotFoundError:
            raise EnvironmentProblem("berkas_simpanan_hilang") from None
        except OSError as error:
            raise EnvironmentProblem("berkas_simpanan_rusak") from error
        head = len(_MAGIC) + _NONCE_BYTES
        if not sealed.startswith(_MAGIC) or len(sealed) < head:
            raise EnvironmentProblem("berkas_simpanan_rusak")
        try:
            return self._cipher.decrypt(sealed[len(_MAGIC) : head], sealed[head:], address.encode("ascii"))
        except InvalidTag as error:
            raise EnvironmentProblem("berkas_simpanan_rusak") from error

    def has(self, address: str) -> bool:
        """Whether a file lies under this address; it is not read."""
        return bool(_ADDRESS.fullmatch(address)) and self._path(address).is_file()

    def sweep(self, older_than: datetime, wanted: Callable[[], Collection[str]]) -> int:
        """Remove files last put before a local time that nobody refers to; returns how many.

        ``wanted`` is asked after the folder was looked through, so that what is kept meanwhile is safe.
        What another program holds open stays until the next time.
        """
        limit = older_than.timestamp()
        aged = [path for path in self._root.glob("??/*") if _is_aged(path, limit)]
        kept = wanted() if aged else ()
        removed = 0
        for path in aged:
            if path.name not in kept and _is_aged(path, limit):
                with suppress(OSError):
                    path.unlink()
                    removed += 1
        return removed

    def _is_sound(self, address: str) -> bool:
        try:
            self.get(address)
        except EnvironmentProblem:
            return False
        return True

    def _path(self, address: str) -> Path:
        return self._root / address[:2] / address


def _touch(path: Path) -> None:
    """It was put again: it is as young as a new file."""
    with suppress(OSError):
        os.utime(path)


def _is_aged(path: Path, limit: float) -> bool:
    if not _ADDRESS.fullmatch(path.name):
        return False
    try:
        return path.stat().st_mtime < limit
    except OSError:
        return False
