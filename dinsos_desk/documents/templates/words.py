"""What a template may ask for, as a tree, and the most similar name for one that is not there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

_METHODS = frozenset({"items", "keys", "values", "get"})
_NEAREST, _ALIKE = 3, 62
_SURE, _BESIDE = 88, 6
"""From this likeness on, of 100, only names as like as the best one are worth naming."""


@dataclass
class Words:
    """A value: plain text, a group with ``parts``, or a list with ``item``. ``free``: nothing is known of it.

    ``services``: who has it, by short name; empty for everybody.
    """

    parts: dict[str, "Words"] = field(default_factory=dict)
    item: "Words | None" = None
    free: bool = False

    def step(self, name: str) -> "Words | None":
        """What stands behind a dot; None when nothing of that name does."""
        if self.free:
            return FREE
        if self.parts:
            return self.parts.get(name) or (FREE if name in _METHODS else None)
        kind = list if self.item is not None else str
        return FREE if hasattr(kind, name) else None

    def paths(self, above: str = "") -> Iterable[str]:
        """Every path of it, groups left out."""
        for name, part in self.parts.items():
            path = f"{above}{name}"
            if part.parts:
                yield from part.paths(f"{path}.")
            else:
                yield path


FREE = Words(free=True)
LINE = {"label": None, "isi": None}
_DETAIL = {**LINE, "kolom": [None], "baris": [[None]]}
LISTS: Mapping[str, object] = {
    "berkas": [dict.fromkeys(("urut", "nama", "status", "cara", "nomor", "tanggal", "catatan"))],
    "kurang": [None],
    "paraf": [dict.fromkeys(("jabatan", "nama", "tanggal"))],
    "pihak": [{"label": None, "nama": None, "baris": [LINE]}],
    "rincian": [_DETAIL],
    "rincian_tahap": [{"tahap": None, "tanggal": None, "rincian": [_DETAIL]}],
    "tembusan": [None],
    "layanan.dasar_hukum": [None],
    "layanan.lanjutan": [dict.fromkeys(("instansi", "tempat", "uraian"))],
    "penanda_tangan.jabatan": [None],
}
"""What the items of the lists hold that every letter has."""


def tree(paths: Iterable[str], lists: Mapping[str, object] = LISTS, *, open_ends: bool = False) -> Words:
    """The words by their dotted paths. ``open_ends``: what stands behind them is not known."""
    root = Words()
    for path in paths:
        node = root
        for name in path.split("."):
            node = node.parts.setdefault(name, Words())
        if path in lists:
            node.item = shape(lists[path]).item
        elif open_ends and not node.parts:
            node.free = True
    return root


def shape(example: object) -> Words:
    """What may be asked for of a value like this one; of the items of an empty list nothing is known."""
    if isinstance(example, list | tuple):
        return Words(item=shape(example[0]) if example else FREE)
    if isinstance(example, Mapping):
        return Words({name: shape(value) for name, value in example.items()})
    return Words()


def nearest(name: str, known: Iterable[str], most: int = _NEAREST) -> tuple[str, ...]:
    """The most similar known names, best first; those with the same last word count too."""
    paths = sorted(set(known))
    last = name.rpartition(".")[2]
    found = process.extract(name, paths, scorer=fuzz.ratio, limit=most, score_cutoff=_ALIKE)
    best = found[0][1] if found else 0
    alike = [path for path, score, _ in found if best < _SURE or score > best - _BESIDE]
    if best >= _SURE:
        return tuple(alike)
    same_end = [path for path in paths if path.rpartition(".")[2] == last]
    return tuple(dict.fromkeys([*alike, *same_end]))[:most]


def join(trees: Iterable[Words]) -> Words:
    """What any of them has."""
    whole = Words()
    for one in trees:
        _lay(one, whole)
    return whole


def _lay(source: Words, target: Words) -> None:
    target.free = target.free or source.free
    target.item = target.item or source.item
    for name, part in source.parts.items():
        _lay(part, target.parts.setdefault(name, Words()))


def leads_somewhere(words: Words, path: str) -> bool:
    """Whether a path (with ``[]`` for the items of a list) stands among the words."""
    node: Words | None = words
    for step in path.split("."):
        name = step.removesuffix("[]")
        node = node.step(name) if node is not None else None
        if node is not None and name != step:
            node = FREE if node.free else node.item
        if node is None:
            return False
    return True


_TO_COME = frozenset({"isian", "catatan", "syarat"})
"""Groups of words that a service has of its own making."""


def may_come(path: str, words: Words) -> bool:
    """Whether a service that is being written may still get a word: an answer, a paper, or a party."""
    first, dot, _ = path.partition(".")
    return bool(dot) and (first in _TO_COME or first not in words.parts)
