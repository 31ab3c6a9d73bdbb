"""The key ring: ``keys.json`` beside the database, opened by the password of any of its users."""

import threading
from datetime import datetime
from pathlib import Path

from dinsos_desk.errors import EnvironmentProblem, InvalidInput, UserError
from dinsos_desk.files import atomic_write
from dinsos_desk.vault.attempts import UNKNOWN, Attempts
from dinsos_desk.vault.passwords import (
    DEFAULT_COST,
    MINIMUM_COST,
    SALT_BYTES,
    KdfCost,
    check_password,
    derive,
    normalised_login,
)
from dinsos_desk.vault.safety_file import SafetyFile
from dinsos_desk.vault.slots import DataKey, KeyFile, KeyFileError, Slot

__all__ = ["DEFAULT_COST", "MINIMUM_COST", "DataKey", "KdfCost", "KeyRing", "check_password"]

LOGIN_LENGTH = 64
_ATTEMPTS = "masuk.json"
_RULES = "aturan_masuk.json"


class KeyRing:
    """The key slots of the users. Each call reads the file; changes are written whole or not at all.

    Every call that takes a password runs Argon2id: keep it off the window's thread. All may raise
    ``EnvironmentProblem``: ``kunci_hilang`` (no file), ``kunci_rusak`` (damaged), ``kunci_tidak_terbaca``
    (held or forbidden by the system), ``memori_kurang``, and what ``atomic_write`` raises. A new password
    that ``check_password`` refuses raises ``InvalidInput``.
    """

    def __init__(self, path: Path, *, cost: KdfCost = DEFAULT_COST, minimum: KdfCost = MINIMUM_COST) -> None:
        if cost.is_weaker_than(minimum):
            raise ValueError("the cost of new slots is below the minimum")
        self._path = path
        self._backup = path.with_name(path.name + ".bak")
        self._cost = cost
        self._minimum = minimum
        self.safety = SafetyFile(path.with_name(_RULES))
        self.attempts = Attempts(path.with_name(_ATTEMPTS), self.safety.read)
        self._writing = threading.Lock()

    def exists(self) -> bool:
        """Whether there are keys yet."""
        return self._path.exists()

    def logins(self) -> tuple[str, ...]:
        """The users with a slot, as compared: case folded."""
        return tuple(slot.user for slot in self._read().slots)

    def create(self, login: str, password: str) -> DataKey:
        """Make the office's data key and its first slot; ``UserError("kunci_sudah_ada")`` if there is one."""
        user = self._accepted(login, password)
        with self._writing:
            if self.exists():
                raise UserError("kunci_sudah_ada", nama=self._path.name)
            key = DataKey.random()
            self._write(KeyFile(key.check(), (Slot.seal(key, user, password, self._cost),)))
        return key

    def open(self, login: str, password: str, now: datetime | None = None) -> DataKey:
        """The data key; ``UserError("sandi_salah")`` for a wrong password and for an unknown login alike.

        Failures are counted; after several in a row ``UserError("masuk_ditahan")`` refuses to try for a
        while (``now``: the local time of the desk). A slot cheaper to guess than the minimum is refused:
        ``EnvironmentProblem("kunci_lemah")``.
        """
        now = now or datetime.now().replace(microsecond=0)
        file = self._read()
        slot = file.slot(normalised_login(login))
        user = UNKNOWN if slot is None else slot.user
        self.attempts.check(user, now)
        if slot is not None and slot.cost.is_weaker_than(self._minimum):
            raise EnvironmentProblem("kunci_lemah", nama=self._path.name)
        if slot is None:
            derive(password, bytes(SALT_BYTES), self._cost)
        key = slot.unseal(password) if slot is not None else None
        if key is None:
            self.attempts.failed(user, now)
            raise UserError("sandi_salah")
        if key.check() != file.check:
            raise EnvironmentProblem("kunci_rusak", nama=self._path.name)
        self.attempts.succeeded(user)
        return key

    def add(self, key: DataKey, login: str, password: str) -> None:
        """Give a new user a slot; ``UserError("nama_masuk_dipakai")`` when the login is taken."""
        user = self._accepted(login, password)
        with self._writing:
            file = self._owned(key)
            if file.slot(user) is not None:
                raise UserError("nama_masuk_dipakai", nama=login)
            slot = Slot.seal(key, user, password, self._cost)
            self._write(KeyFile(file.check, (*file.slots, slot)))

    def change(self, login: str, old: str, new: str, now: datetime | None = None) -> None:
        """Exchange a user's own password; raises as ``open`` does when ``old`` is wrong."""
        self.replace(self.open(login, old, now), login, new)

    def replace(self, key: DataKey, login: str, new_password: str) -> None:
        """Set a user's password without the old one; ``UserError("pengguna_tidak_ada")`` if unknown."""
        user = self._accepted(login, new_password)
        with self._writing:
            file = self._owned(key)
            self._known(file, login)
            sealed = Slot.seal(key, user, new_password, self._cost)
            slots = tuple(sealed if slot.user == user else slot for slot in file.slots)
            self._write(KeyFile(file.check, slots), revokes=True)
        self.attempts.succeeded(user)

    def remove(self, key: DataKey, login: str) -> None:
        """Take a user's slot away; ``UserError("pengguna_terakhir")`` when nobody could open any more."""
        user = normalised_login(login)
        with self._writing:
            file = self._owned(key)
            self._known(file, login)
            slots = tuple(slot for slot in file.slots if slot.user != user)
            if not slots:
                raise UserError("pengguna_terakhir", nama=login)
            self._write(KeyFile(file.check, slots), revokes=True)

    def _known(self, file: KeyFile, login: str) -> None:
        if file.slot(normalised_login(login)) is None:
            raise UserError("pengguna_tidak_ada", nama=login)

    def _owned(self, key: DataKey) -> KeyFile:
        """The file, if ``key`` is the key it holds: another would lock a user out."""
        file = self._read()
        if key.check() != file.check:
            raise EnvironmentProblem("kunci_rusak", nama=self._path.name)
        return file

    def _read(self) -> KeyFile:
        try:
            return KeyFile.load(self._path.read_bytes())
        except FileNotFoundError:
            raise EnvironmentProblem("kunci_hilang", folder=str(self._path.parent)) from None
        except PermissionError as error:
            raise EnvironmentProblem("kunci_tidak_terbaca", nama=self._path.name) from error
        except (OSError, KeyFileError) as error:
            raise EnvironmentProblem("kunci_rusak", nama=self._path.name) from error

    def _write(self, file: KeyFile, *, revokes: bool = False) -> None:
        """Write the file and keep the previous version beside it.

        A version that would still open for a removed user or with an old password is not kept once the new
        one stands.
        """
        if self.exists():
            atomic_write(self._backup, self._path.read_bytes())
        data = file.dump()
        atomic_write(self._path, data)
        if revokes:
            atomic_write(self._backup, data)

    def _accepted(self, login: str, password: str) -> str:
        """The normalised login, if it and the new password may be used."""
        user = normalised_login(login)
        if not user or len(user) > LOGIN_LENGTH or not user.isprintable():
            raise UserError("nama_masuk_salah", panjang=LOGIN_LENGTH)
        fault = check_password(password, login, minimum=self.safety.known().password_length)
        if fault is not None:
            raise InvalidInput((fault.at("password"),))
        return user
