"""Passwords: how they are spelt, what they must be, and how they become a key through Argon2id."""

import unicodedata
from dataclasses import dataclass
from types import MappingProxyType

from argon2.exceptions import HashingError
from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.safety import DEFAULT_RULES
from dinsos_desk.errors import EnvironmentProblem

MINIMUM_LENGTH = DEFAULT_RULES.password_length
KEY_BYTES = 32
SALT_BYTES = 16

_COMMON_WORDS = """
12345678 123456789 1234567890 87654321 987654321 0987654321 11111111 00000000 88888888 12341234 11223344
123123123 password password1 password123 passw0rd p@ssw0rd qwertyui qwerty12 qwerty123 qwertyuiop
asdfghjk asdfghjkl 1q2w3e4r 1qaz2wsx zaq12wsx abcd1234 abc12345 abcdefgh a1b2c3d4 iloveyou letmein1
admin123 admin1234 adminadmin administrator welcome1 katasandi katasandi1 katasandi123 sandi123 sandi1234
rahasia1 rahasia12 rahasia123 rahasia1234 rahasiaku bismillah bismillah1 bismillah123 alhamdulillah
indonesia indonesia1 indonesia123 indonesia45 merdeka45 merdeka1945 sayangku sayang123 cintaku1 jakarta1
dinsos123 dinsos1234 dinassosial dinassosial1 dinassosial123 dinsosdesk kemensos kemensos1 kemensos123
kantor123 petugas1 petugas123 operator operator1 operator123
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "1234567890qwertyuiopasdfghjklzxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm",
)


@dataclass(frozen=True)
class KdfCost:
    """What one try of a password costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    time: int
    parallelism: int

    def is_weaker_than(self, other: "KdfCost") -> bool:
        """Whether a guesser would pay less memory or fewer passes."""
        return self.memory_kib < other.memory_kib or self.time < other.time


DEFAULT_COST = KdfCost(memory_kib=128 * 1024, time=3, parallelism=2)
MINIMUM_COST = KdfCost(memory_kib=64 * 1024, time=3, parallelism=1)
MAXIMUM_COST = KdfCost(memory_kib=2 * 1024 * 1024, time=64, parallelism=64)
"""More than this in a header is damage or a trick to exhaust the machine."""


def normalised(text: str) -> str:
    """A password as it is typed on any keyboard: NFKC."""
    return unicodedata.normalize("NFKC", text)


def normalised_login(login: str) -> str:
    """A login name for comparison: NFKC, case folded, without spaces around it."""
    folded = unicodedata.normalize("NFKC", login).casefold()
    return unicodedata.normalize("NFKC", folded).strip()


def check_password(password: str, login: str, name: str = "", minimum: int = MINIMUM_LENGTH) -> Fault | None:
    """Why this password is refused for this user; ``None`` when it is good enough.

    ``minimum``: how many characters the office demands, never fewer than the program does.

    Codes: ``sandi_pendek`` (minimum), ``sandi_sama_dengan_nama``, ``sandi_memuat_nama`` (login or full name
    with no more than digits, signs and spaces added), ``sandi_terlalu_umum`` (a known one, one
    letter or short part repeated, or keys in a row).
    """
    plain = normalised(password)
    least = max(minimum, MINIMUM_LENGTH)
    if len(plain) < least:
        return Fault("sandi_pendek", MappingProxyType({"minimum": least}))
    folded = normalised_login(plain)
    if folded == normalised_login(login):
        return Fault("sandi_sama_dengan_nama")
    if _letters(folded) and any(_is_made_of(folded, known) for known in (login, name)):
        return Fault("sandi_memuat_nama")
    if folded in _COMMON or _is_repeated(folded) or _is_in_a_row(folded):
        return Fault("sandi_terlalu_umum")
    return None


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())


def _is_made_of(folded: str, known: str) -> bool:
    """Whether the letters of a password are those of a name, or of its words, forwards or backwards."""
    letters = _letters(folded)
    words = {_letters(word) for word in (*normalised_login(known).split(), normalised_login(known))}
    return any(len(word) >= 3 and letters in (word, word[::-1]) for word in words)


def _is_repeated(folded: str) -> bool:
    """One part of up to four letters again and again: abababab."""
    return any(folded == (folded[:size] * len(folded))[: len(folded)] for size in range(1, 5))


def _is_in_a_row(folded: str) -> bool:
    """Neighbours on the keyboard, in the alphabet or among the digits, either way."""
    return any(folded in row or folded[::-1] in row for row in _ROWS)


def derive(password: str, salt: bytes, cost: KdfCost) -> bytes:
    """The 32-byte key that a password opens; a third of a second and more at the usual cost.

    Raises ``EnvironmentProblem("memori_kurang")`` when the machine cannot spare the memory.
    """
    try:
        return hash_secret_raw(
            normalised(password).encode("utf-8", "surrogatepass"),
            salt,
            time_cost=cost.time,
            memory_cost=cost.memory_kib,
            parallelism=cost.parallelism,
            hash_len=KEY_BYTES,
            type=Type.ID,
            version=ARGON2_VERSION,
        )
    except (HashingError, MemoryError) as error:
        raise EnvironmentProblem("memori_kurang") from error
