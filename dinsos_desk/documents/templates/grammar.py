"""The commands of a template in order: loops and conditions that belong together, the fields asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from dinsos_desk.documents.names import chain
from dinsos_desk.documents.sandbox import LetterEnvironment
from dinsos_desk.documents.templates.findings import Finding
from dinsos_desk.documents.templates.tags import Tag, like, unreadable
from dinsos_desk.documents.templates.words import FREE, Words, nearest

_ENDS = {"for": "endfor", "if": "endif", "with": "endwith", "filter": "endfilter"}
_BETWEEN = {"else": ("for", "if"), "elif": ("if",)}
_ALONE = ("set", "do")
_DOCX = ("vm", "hm", "colspan", "cellbg")
_KNOWN = (*_ENDS, *_ENDS.values(), *_BETWEEN, *_ALONE, *_DOCX)
_FORBIDDEN = ("include", "import", "from", "extends", "block", "macro", "call", "raw", "autoescape")
_SAME_ITEMS = frozenset({"sort", "reverse", "unique", "list", "selectattr", "rejectattr", "select", "reject"})
_BUILT_IN = frozenset({"loop", "range", "dict", "namespace", "cycler", "joiner", "lipsum", "true", "false",
                       "none", "True", "False", "None", "not"})  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A value that a tag asks for: the path from outside (``b.nama`` of ``berkas`` is ``berkas[].nama``)."""

    path: str
    tag: Tag
    is_there: bool
    """Whether it stands among the words that were given."""
    above: Words | None
    """What the last step would have been taken from, when it is not there."""
    written: str
    """As the tag has it."""
    loops: tuple[str, ...]
    """The names of the loops that the tag stands in."""

    def in_small_letters(self, known: Iterable[str]) -> str:
        """What was meant, when only capital letters make it unknown; empty otherwise."""
        first, dot, rest = self.written.partition(".")
        if first not in self.loops and first.casefold() in self.loops:
            return f"{first.casefold()}{dot}{rest}"
        if "[]" in self.path:
            last = self.written.rpartition(".")[2]
            parts = self.above.parts if self.above is not None else {}
            named = next((one for one in parts if one.casefold() == last.casefold()), "")
            return self.written.removesuffix(last) + named if named else ""
        return next((path for path in known if path.casefold() == self.path.casefold()), "")


@dataclass
class _Open:
    tag: Tag
    word: str
    names: dict[str, tuple[str, Words]] = field(default_factory=dict)


class Grammar:
    """Follows the tags of a whole template. ``words``: everything that may be asked for."""

    def __init__(self, environment: LetterEnvironment, words: Words) -> None:
        self._environment = environment
        self._words = words
        self._open: list[_Open] = []
        self._set: set[str] = set()
        self.findings: list[Finding] = []
        self.asked: list[Asked] = []
        self.spare: set[str] = set()
        """Paths that the template asks whether they are there, or has something instead of."""

    def follow(self, tag: Tag) -> None:
        """The next tag."""
        if tag.kind == "{{":
            tree = self._parse(tag, "{{ " + tag.body + " }}")
            if tree is not None:
                self._ask(tag, tree)
                self._print(tag, tree)
            return
        word, _, rest = tag.body.partition(" ")
        word = word.strip()
        if word in _ENDS:
            self._begin(tag, word)
        elif word in _ENDS.values():
            self._end(tag, word)
        elif word in _BETWEEN:
            self._between(tag, word, rest)
        elif word in _ALONE:
            self._assign(tag)
        elif word in _FORBIDDEN:
            self.findings.append(tag.finding("templat_perintah_dilarang", perintah=word))
        elif word not in _DOCX and word.casefold() in _KNOWN:
            self.findings.append(tag.finding("templat_huruf_besar", kata=word, kecil=word.casefold()))
            self.follow(replace(tag, body=word.casefold() + tag.body[len(word) :]))
        elif word not in _DOCX:
            near = nearest(word, _KNOWN, 1)
            self.findings.append(
                tag.finding("templat_perintah_tidak_dikenal", perintah=word, mirip=like(near))
            )

    def close(self) -> None:
        """The end of a part of the document: what is still open has no end."""
        for opened in reversed(self._open):
            code = "templat_for_tanpa_endfor" if opened.word == "for" else "templat_if_tanpa_endif"
            prefix = f"{opened.tag.prefix} " if opened.tag.prefix else ""
            end = f"{{%{prefix or ' '}{_ENDS[opened.word]} %}}"
            self.findings.append(opened.tag.finding(code, perintah=opened.word, akhir=end))
        self._open.clear()
        self._set.clear()

    def _begin(self, tag: Tag, word: str) -> None:
        opened = _Open(tag, word)
        tree = self._parse(tag, "{% " + tag.body + " %}{% " + _ENDS[word] + " %}")
        if tree is not None:
            loop = tree.find(nodes.For)
            if loop is not None:
                self._ask(tag, loop.iter)
                opened.names = self._names_of(loop)
                self._open.append(opened)
                if loop.test is not None:
                    self._ask(tag, loop.test)
                return
            self._ask(tag, tree)
        self._open.append(opened)

    def _end(self, tag: Tag, word: str) -> None:
        if not self._open:
            self.findings.append(tag.finding("templat_akhir_tanpa_awal", perintah=word))
            return
        opened = self._open[-1]
        if _ENDS[opened.word] != word:
            matching = [one for one in self._open if _ENDS[one.word] == word]
            values: dict[str, Any] = {
                "perintah": word,
                "terbuka": opened.tag.text[:60],
                "tempat_awal": opened.tag.paragraph.place,
            }
            if not matching:
                self.findings.append(tag.finding("templat_akhir_tanpa_awal", perintah=word))
                return
            self.findings.append(tag.finding("templat_pasangan_bersilang", **values))
            del self._open[self._open.index(matching[-1]) :]
            return
        self._open.pop()
        self._pair(opened.tag, tag)

    def _between(self, tag: Tag, word: str, rest: str) -> None:
        if not self._open or self._open[-1].word not in _BETWEEN[word]:
            self.findings.append(tag.finding("templat_akhir_tanpa_awal", perintah=word))
            return
        self._pair(self._open[-1].tag, tag)
        if word == "elif":
            tree = self._parse(tag, "{% if " + rest + " %}{% endif %}")
            if tree is not None:
                self._ask(tag, tree)

    def _pair(self, first: Tag, last: Tag) -> None:
        """Both ends of a loop or condition must stand in the same kind of place."""
        values: dict[str, Any] = {"awal": first.text[:60], "tempat_awal": first.paragraph.place}
        if first.prefix != last.prefix:
            wanted = f"{{%{first.prefix} " if first.prefix else "{% "
            self.findings.append(last.finding("templat_pasangan_beda_jenis", seharusnya=wanted, **values))
            return
        one, other = first.paragraph, last.paragraph
        homes = {"tr": (one.table, other.table), "tc": (one.row, other.row)}
        here, there = homes.get(first.prefix, (one.box, other.box))
        if here is not there:
            self.findings.append(last.finding("templat_pasangan_beda_tempat", **values))

    def _assign(self, tag: Tag) -> None:
        tree = self._parse(tag, "{% " + tag.body + " %}")
        if tree is None:
            return
        for assigned in tree.find_all(nodes.Assign):
            self._ask(tag, assigned.node)
        self._set |= {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}

    def _parse(self, tag: Tag, source: str) -> nodes.Template | None:
        try:
            tree = self._environment.parse(source)
        except TemplateSyntaxError as error:
            self.findings.append(unreadable(tag, error.message or ""))
            return None
        unknown = next(self._unknown_tools(tree), "")
        if unknown:
            self.findings.append(unreadable(tag, unknown))
            return None
        asked = [test.node for test in tree.find_all(nodes.Test) if test.name in ("defined", "undefined")]
        instead = [one.node for one in tree.find_all(nodes.Filter) if one.name in ("default", "d")]
        self.spare |= {".".join(path) for node in (*asked, *instead) if node and len(path := chain(node)) > 1}
        return tree

    def _unknown_tools(self, tree: nodes.Template) -> Iterator[str]:
        """What stands behind | or ``is`` and is none, in jinja's own words."""
        for one in tree.find_all(nodes.Filter):
            if one.name not in self._environment.filters:
                yield f"No filter named '{one.name}'"
        for test in tree.find_all(nodes.Test):
            if test.name not in self._environment.tests:
                yield f"No test named '{test.name}'"

    def _names_of(self, loop: nodes.For) -> dict[str, tuple[str, Words]]:
        """What the names of a loop stand for."""
        if not isinstance(loop.target, nodes.Name):
            return {name.name: ("", FREE) for name in loop.find_all(nodes.Name) if name.ctx == "store"}
        path = chain(_same_items(loop.iter))
        if not path or path[0] in self._set or path[0] in _BUILT_IN or self._is_free(path[0]):
            return {loop.target.name: ("", FREE)}
        whole, found, _ = self._resolve(path)
        item = found.item if found is not None else None
        return {loop.target.name: (f"{whole}[]", item or FREE)}

    def _is_free(self, name: str) -> bool:
        """Whether a name belongs to a loop of which nothing is known."""
        found = next((one.names[name] for one in reversed(self._open) if name in one.names), None)
        return found is not None and found[1] is FREE

    def _print(self, tag: Tag, tree: nodes.Template) -> None:
        """A group of values, or a list of groups, is no text that could be printed."""
        output = tree.find(nodes.Output)
        path = chain(output.nodes[0]) if output is not None and len(output.nodes) == 1 else ()
        if not path or path[0] in _BUILT_IN or path[0] in self._set or self._is_free(path[0]):
            return
        whole, found, _ = self._resolve(path)
        if found is None or found.free:
            return
        if found.item is not None and found.item.parts:
            self.findings.append(tag.finding("templat_isian_daftar", isian=whole))
        elif found.parts:
            inside = next(iter(sorted(found.parts)))
            self.findings.append(
                tag.finding("templat_isian_kelompok", isian=whole, misalnya=f"{whole}.{inside}")
            )

    def _ask(self, tag: Tag, tree: nodes.Node) -> None:
        for path in _chains(tree):
            if path[0] == "loop" and not any(one.word == "for" for one in self._open):
                self.findings.append(tag.finding("templat_loop_di_luar"))
            if path[0] in _BUILT_IN or path[0] in self._set or self._is_free(path[0]):
                continue
            whole, found, above = self._resolve(path)
            loops = tuple(name for one in self._open for name in one.names)
            self.asked.append(Asked(whole, tag, found is not None, above, ".".join(path), loops))

    def _resolve(self, path: tuple[str, ...]) -> tuple[str, Words | None, Words | None]:
        """The path from outside, what stands there, and where the way ended."""
        whole, node = path[0], self._words.step(path[0])
        above: Words | None = self._words
        for opened in reversed(self._open):
            if path[0] in opened.names:
                whole, node = opened.names[path[0]]
                break
        for step in path[1:]:
            whole = f"{whole}.{step}"
            if node is not None:
                above, node = node, node.step(step)
        return whole, node, above


def _same_items(node: nodes.Node) -> nodes.Node:
    """The list that a slice or a filter takes its items from."""
    while isinstance(node, nodes.Filter | nodes.Getitem):
        inner: nodes.Node | None = node.node
        filtered = isinstance(node, nodes.Filter) and node.name in _SAME_ITEMS
        sliced = isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice)
        if inner is None or not (filtered or sliced):
            break
        node = inner
    return node


def _chains(node: nodes.Node) -> Iterator[tuple[str, ...]]:
    """Every chain of names below a node, the longest of each."""
    path = chain(node)
    if path:
        if not isinstance(node, nodes.Name) or node.ctx == "load":
            yield path
        return
    for child in node.iter_child_nodes():
        yield from _chains(child)
