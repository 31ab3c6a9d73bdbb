"""What a fact may be compared with, and conditions in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dinsos_desk.catalog import paths
from dinsos_desk.domain.people import MARITAL_STATES, RELIGIONS
from dinsos_desk.usecases.letters.words import PAPER_STATE_WORDS
from ui.service_editor.content import Steps, mappings
from ui.service_editor.spec import Choice

EQUALS, NOT_EQUALS, ONE_OF, KNOWN, UNKNOWN = "equals", "not_equals", "one_of", "known", "unknown"
TESTS: tuple[Choice, ...] = (
    (EQUALS, "sama dengan"),
    (NOT_EQUALS, "tidak sama dengan"),
    (ONE_OF, "salah satu dari"),
    (KNOWN, "diketahui (terisi)"),
    (UNKNOWN, "tidak diketahui (kosong)"),
)
_PRESENCE_ONLY = (KNOWN, UNKNOWN)
_YES_NO: tuple[Choice, ...] = (("ya", "Ya"), ("tidak", "Tidak"))


@dataclass(frozen=True)
class FactKind:
    """What a fact holds: ``kind`` is pilihan, ya_tidak, angka, tanggal, tabel or teks."""

    kind: str
    choices: tuple[Choice, ...] = ()

    @property
    def tests(self) -> tuple[Choice, ...]:
        """The comparisons that make sense; whether a date or a table is there at all is all one can ask."""
        if self.kind in ("tanggal", "tabel"):
            return tuple(test for test in TESTS if test[0] in _PRESENCE_ONLY)
        return TESTS


_OF_PEOPLE = {
    "jenis_kelamin": FactKind("pilihan", (("L", "Laki-laki"), ("P", "Perempuan"))),
    "agama": FactKind("pilihan", tuple((word, word) for word in RELIGIONS)),
    "status_kawin": FactKind("pilihan", tuple((word, word) for word in MARITAL_STATES)),
    "tanpa_identitas": FactKind("ya_tidak", _YES_NO),
    "umur": FactKind("angka"),
    "tanggal_lahir": FactKind("tanggal"),
}
_OF_PAPERS = FactKind("pilihan", tuple((state.value, word) for state, word in PAPER_STATE_WORDS.items()))


def fact_kind(content: Mapping[str, Any], path: str) -> FactKind:
    """What a fact holds, by the draft that asks for it; text when it is not known."""
    head, _, rest = path.partition(".")
    if head == "isian":
        return _of_answer(content, ("fields",), rest)
    if head == "berkas":
        return _OF_PAPERS
    if head == "catatan":
        stage, _, answer = rest.partition(".")
        for place, item in enumerate(mappings(content, ("route", "stages"))):
            if item.get("code") == stage:
                return _of_answer(content, ("route", "stages", place, "records"), answer)
        return FactKind("teks")
    return _OF_PEOPLE.get(rest, FactKind("teks"))


def _of_answer(content: Mapping[str, Any], steps: Steps, answer: str) -> FactKind:
    code, _, count = answer.partition(".")
    asked = next((item for item in mappings(content, steps) if item.get("code") == code), None)
    if asked is None:
        return FactKind("teks")
    if count:
        return FactKind("angka")
    kind = str(asked.get("kind", "teks"))
    if kind == "pilihan":
        choices = (item for item in mappings(asked, ("choices",)))
        return FactKind(kind, tuple((str(c.get("code")), str(c.get("label", ""))) for c in choices))
    if kind == "ya_tidak":
        return FactKind(kind, _YES_NO)
    if kind in ("angka", "uang"):
        return FactKind("angka")
    return FactKind(kind if kind in ("tanggal", "tabel") else "teks")


def to_value(kind: FactKind, typed: str) -> Any:
    """What was typed or chosen, as the file writes it."""
    text = typed.strip()
    if kind.kind == "ya_tidak":
        return {"ya": True, "tidak": False}.get(text, text)
    if kind.kind == "angka":
        digits = text.replace(".", "").replace(" ", "")
        return int(digits) if digits.removeprefix("-").isdigit() else text
    return text


def to_typed(value: Any) -> str:
    """A value of the file as it is typed."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)


def test_of(condition: Mapping[str, Any]) -> str:
    """Which comparison a condition makes; empty for none."""
    if "known" in condition:
        return KNOWN if condition["known"] else UNKNOWN
    return next((test for test in (EQUALS, NOT_EQUALS, ONE_OF) if test in condition), "")


def is_simple(condition: object) -> bool:
    """Whether a condition is one comparison of one fact."""
    return isinstance(condition, Mapping) and not {"all_of", "any_of", "none_of"} & set(condition)


class Same:
    """A draft told from others by itself: it never changes in place, so what was found of it stays true."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content

    def __hash__(self) -> int:
        return id(self.content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.content is self.content


@lru_cache(maxsize=2)
def _words_of(draft: Same) -> Mapping[str, str]:
    return {c.path: f"“{c.label}” ({c.group})" for c in paths.word_choices(draft.content)}


def path_words(content: Mapping[str, Any], path: str) -> str:
    """A path in a sentence: “Tujuan akhir” (Isian)."""
    return _words_of(Same(content)).get(path) or paths.path_words(content, path)


def condition_words(content: Mapping[str, Any], condition: object) -> str:
    """A condition in words, groups in brackets."""
    if not isinstance(condition, Mapping):
        return "selalu"
    for key, joiner in (("all_of", " dan "), ("any_of", " atau ")):
        if key in condition:
            return joiner.join(_part(content, part) for part in _parts(condition[key]))
    if "none_of" in condition:
        parts = " atau ".join(_part(content, part) for part in _parts(condition["none_of"]))
        return f"tidak satu pun dari: {parts}"
    path = str(condition.get("fact", ""))
    if not path:
        return "(data belum dipilih)"
    return f"{path_words(content, path)} {_test_words(content, path, condition)}"


def _parts(group: object) -> list[Any]:
    return list(group) if isinstance(group, list | tuple) else []


def _part(content: Mapping[str, Any], part: object) -> str:
    words = condition_words(content, part)
    return words if is_simple(part) else f"({words})"


def _test_words(content: Mapping[str, Any], path: str, condition: Mapping[str, Any]) -> str:
    test, kind = test_of(condition), fact_kind(content, path)
    words = dict(TESTS).get(test, "(pembanding belum dipilih)")
    if test == ONE_OF:
        return f"{words} {', '.join(_value_words(kind, value) for value in _parts(condition[ONE_OF]))}"
    if test in (EQUALS, NOT_EQUALS):
        return f"{words} {_value_words(kind, condition[test])}"
    return words


def _value_words(kind: FactKind, value: Any) -> str:
    typed = to_typed(value)
    return f"“{dict(kind.choices).get(typed, typed)}”"
