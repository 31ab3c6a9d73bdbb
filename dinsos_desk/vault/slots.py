"""The data key, and ``keys.json`` as values: one slot per user, each the data key wrapped by a password.

A slot is AES-256-GCM over the data key under Argon2id(password, salt); the login and the format are bound to
it, so a slot cannot be given another name. ``check`` is derived from the data key and tells whether a key
belongs to this file; it gives nothing of the key away.
"""

import base64
import binascii
import json
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dinsos_desk.vault.passwords import KEY_BYTES, MAXIMUM_COST, SALT_BYTES, KdfCost, derive

FORMAT = 1
_NONCE_BYTES = 12
_TAG_BYTES = 16


class KeyFileError(ValueError):
    """``keys.json`` does not say what it must; the text names the entry."""


@dataclass(frozen=True)
class DataKey:
    """The random secret of one office; everything kept is encrypted with keys derived from it."""

    secret: bytes = field(repr=False)

    @classmethod
    def random(cls) -> "DataKey":
        """A new key from the system's source of randomness."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def database_key(self) -> bytes:
        """The 32 bytes that open the database."""
        return derived(self.secret, b"dinsos-desk/database/1")

    def store_key(self) -> bytes:
        """The 32 bytes that open the store of documents."""
        return derived(self.secret, b"dinsos-desk/store/1")

    def approval_key(self) -> bytes:
        """The 32 bytes that seal what somebody approved with their password."""
        return derived(self.secret, b"dinsos-desk/approval/1")

    def check(self) -> bytes:
        """What ``keys.json`` keeps to recognise this key."""
        return derived(self.secret, b"dinsos-desk/check/1")


@dataclass(frozen=True)
class Slot:
    """The data key wrapped for one user."""

    user: str
    cost: KdfCost
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)

    @classmethod
    def seal(cls, key: DataKey, user: str, password: str, cost: KdfCost) -> "Slot":
        """Wrap the data key; ``user`` is a normalised login."""
        salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        wrapped = AESGCM(derive(password, salt, cost)).encrypt(nonce, key.secret, _bound(user))
        return cls(user, cost, salt, nonce, wrapped)

    def unseal(self, password: str) -> DataKey | None:
        """The data key, or ``None`` when the password is not the one."""
        try:
            opened = AESGCM(derive(password, self.salt, self.cost)).decrypt(
                self.nonce, self.wrapped, _bound(self.user)
            )
        except InvalidTag:
            return None
        return DataKey(opened)


@dataclass(frozen=True)
class KeyFile:
    """The content of ``keys.json``."""

    check: bytes = field(repr=False)
    slots: tuple[Slot, ...]

    def slot(self, user: str) -> Slot | None:
        """The slot of a normalised login."""
        return next((slot for slot in self.slots if slot.user == user), None)

    def dump(self) -> bytes:
        """The file's bytes: JSON, UTF-8."""
        value = {
            "format": FORMAT,
            "check": _text(self.check),
            "slots": [
                {
                    "user": slot.user,
                    "kdf": {
                        "memory_kib": slot.cost.memory_kib,
                        "time": slot.cost.time,
                        "parallelism": slot.cost.parallelism,
                        "salt": _text(slot.salt),
                    },
                    "nonce": _text(slot.nonce),
                    "wrapped": _text(slot.wrapped),
                }
                for slot in self.slots
            ],
        }
        return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8")

    @classmethod
    def load(cls, data: bytes) -> "KeyFile":
        """Read the bytes of a key file strictly; raises ``KeyFileError``."""
        try:
            value = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise KeyFileError("json") from error
        top = _entries(value, "format", "check", "slots")
        if top["format"] != FORMAT or isinstance(top["format"], bool):
            raise KeyFileError("format")
        if not isinstance(top["slots"], list) or not top["slots"]:
            raise KeyFileError("slots")
        slots = tuple(_slot(entry) for entry in top["slots"])
        if len({slot.user for slot in slots}) != len(slots):
            raise KeyFileError("user")
        return cls(_bytes(top["check"], KEY_BYTES), slots)


def derived(secret: bytes, info: bytes) -> bytes:
    """An independent 32-byte key for one use, through HKDF-SHA256."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(secret)


def _bound(user: str) -> bytes:
    return f"dinsos-desk/keys/{FORMAT}\0{user}".encode("utf-8", "surrogatepass")


def _slot(value: object) -> Slot:
    entry = _entries(value, "user", "kdf", "nonce", "wrapped")
    kdf = _entries(entry["kdf"], "memory_kib", "time", "parallelism", "salt")
    user = entry["user"]
    if not isinstance(user, str) or not user:
        raise KeyFileError("user")
    cost = KdfCost(
        _amount(kdf["memory_kib"], MAXIMUM_COST.memory_kib),
        _amount(kdf["time"], MAXIMUM_COST.time),
        _amount(kdf["parallelism"], MAXIMUM_COST.parallelism),
    )
    return Slot(
        user,
        cost,
        _bytes(kdf["salt"], SALT_BYTES),
        _bytes(entry["nonce"], _NONCE_BYTES),
        _bytes(entry["wrapped"], KEY_BYTES + _TAG_BYTES),
    )


def _entries(value: object, *names: str) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) != set(names):
        raise KeyFileError(", ".join(names))
    return value


def _amount(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise KeyFileError("kdf")
    return value


def _bytes(value: object, length: int) -> bytes:
    try:
        found = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError) as error:
        raise KeyFileError("base64") from error
    if len(found) != length:
        raise KeyFileError("length")
    return found


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
