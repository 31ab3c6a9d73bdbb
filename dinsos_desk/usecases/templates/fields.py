"""The list of everything that a template may print: what it means, an example, and the text to copy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.documents.blocks import BLOCK_FOLDER
from dinsos_desk.documents.templates.words import Words
from dinsos_desk.domain.fields import FieldDef, MoneyField, TableField
from dinsos_desk.domain.routing import stage_fields
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates.meanings import (
    GROUPS,
    LOOPS,
    MARKS,
    MEANINGS,
    PAPER_MEANINGS,
    PERSON_MEANINGS,
    STAGE_MEANINGS,
    TOOLS,
)
from dinsos_desk.usecases.templates.papers import PAPERS, words_of_paper
from dinsos_desk.usecases.templates.trial import sample_for
from dinsos_desk.usecases.templates.users import (
    Fillers,
    bench_of,
    fillers,
    is_letter,
    paper_tree,
    users_of,
)
from dinsos_desk.usecases.templates.words import template_words

_LONGEST = 90
_PAPER = "Kertas ini"


@dataclass(frozen=True)
class FieldLine:
    """One line: ``shown`` in the list, ``copied`` to the clipboard (a whole loop for a list)."""

    shown: str
    copied: str
    group: str
    meaning: str
    example: str

    @property
    def words(self) -> str:
        """What it is found by."""
        return f"{self.shown} {self.group} {self.meaning} {self.example}".casefold()


def field_list(desk: Workplace, name: str, known: Fillers | None = None) -> tuple[FieldLine, ...]:
    """Everything that the template ``name`` may print, for the first of its services.

    A template of no service yet gets what the first service of the office has; a paper what it is printed
    with; a block what the shipped one of its name asks for.
    """
    known = known or fillers(desk)
    services = known.of(name) or known.offered or known.others
    blocks = tuple(_blocks(desk))
    bench = bench_of(desk, known) if name in PAPERS else None
    if bench is not None:
        lists = _paper_lines(paper_tree(bench, name, known), words_of_paper(bench, name))
        needed = sorted(users_of(desk, name, known).needed)
        marks = (FieldLine(f"[[{one}]]", f"[[{one}]]", _PAPER, MARKS.get(one, one), "") for one in needed)
        return (*lists, *marks, *blocks, *_tools())
    if not services or not is_letter(name):
        paths = frozenset(users_of(desk, name, known).words.paths())
        if services and name.startswith(f"{BLOCK_FOLDER}/"):
            return (*_lines(paths, sample_for(desk, services[0], name), {}), *blocks, *_tools())
        plain = (
            FieldLine(_tag(path), _tag(path), _group(path), _meaning(path, {}), "") for path in sorted(paths)
        )
        return (*plain, *blocks, *_tools())
    service = services[0]
    sample = sample_for(desk, service, name)
    labels = dict(_labels(service))
    return (*_lines(template_words(service), sample, labels), *_tables(service, sample), *blocks, *_tools())


def _lines(
    paths: frozenset[str], sample: Mapping[str, Any], labels: Mapping[str, str]
) -> Iterator[FieldLine]:
    order = list(GROUPS)
    for path in sorted(paths, key=lambda one: (_place(order, one), one)):
        value = _value(sample, path)
        if path in LOOPS:
            yield FieldLine(
                f"{{% for … in {path} %}}", LOOPS[path], _group(path), _meaning(path, labels), _short(value)
            )
        elif not isinstance(value, list):
            yield FieldLine(_tag(path), _tag(path), _group(path), _meaning(path, labels), _short(value))


def _paper_lines(words: Words, sample: Mapping[str, Any]) -> Iterator[FieldLine]:
    """What a paper is printed with: its own words first, lists as loops ready to copy."""
    order = list(GROUPS)
    paths = set(words.paths())
    for path in sorted(paths, key=lambda one: (_place(order, one) if one in _common(one) else -1, one)):
        node, value = words, _value(sample, path)
        for step in path.split("."):
            node = node.parts[step]
        group = _group(path) if path in _common(path) else _PAPER
        meaning, example = _meaning(path, {}), _short(value)
        if node.item is not None:
            loop = LOOPS.get(path) or "\n".join(_loop(path, node.item))
            if loop:
                yield FieldLine(f"{{% for … in {path} %}}", loop, group, meaning, example)
        elif isinstance(value, bool):
            yield FieldLine(f"{{% if {path} %}} … {{% endif %}}", f"{{% if {path} %}}…{{% endif %}}", group,
                            meaning, example)  # fmt: skip
        else:
            yield FieldLine(_tag(path), _tag(path), group, meaning, example)


def _common(path: str) -> tuple[str, ...]:
    """The path itself, when other prints have its group too."""
    return (path,) if path.partition(".")[0] in GROUPS else ()


def _loop(path: str, item: Words, name: str = "b") -> Iterator[str]:
    """A list as the lines of a loop: rows of a table for a flat list, else paragraphs. None for a grid."""
    if item.item is not None:
        return
    inner = {part: node for part, node in item.parts.items() if node.item is not None}
    plain = (
        [_tag(f"{name}.{part}") for part in item.parts if part not in inner] if item.parts else [_tag(name)]
    )
    is_rows = len(item.parts) > 1 and not inner and name == "b"
    yield f"{{%{'tr' if is_rows else 'p'} for {name} in {path} %}}"
    yield ("\t" if is_rows else " ").join(plain)
    for part, node in inner.items():
        if node.item is not None and not node.item.free:
            yield from _loop(f"{name}.{part}", node.item, chr(ord(name) + 1))
    yield f"{{%{'tr' if is_rows else 'p'} endfor %}}"


def _tables(service: ServiceDef, sample: Mapping[str, Any]) -> Iterator[FieldLine]:
    """The tables that a service asks for, each as rows of a table in Word, ready to copy."""
    found = [(f"isian.{field.code}", field) for field in service.fields]
    for stage in service.route.stages:
        found += [(f"catatan.{stage.code}.{field.code}", field) for field in stage_fields(stage)]
    for path, field in found:
        if isinstance(field, TableField):
            cells = "\t".join(f"{{{{ b.{column.code} }}}}" for column in field.columns)
            loop = f"{{%tr for b in {path} %}}\n{cells}\n{{%tr endfor %}}"
            heads = ", ".join(column.label for column in field.columns)
            yield FieldLine(
                f"{{%tr for b in {path} %}}", loop, _group(path), f"Tabel {field.label}: {heads}",
                _short(_value(sample, path)),
            )  # fmt: skip


def _blocks(desk: Workplace) -> Iterator[FieldLine]:
    shipped, own = desk.letters.names()
    for name in sorted(shipped | own):
        if name.startswith(f"{BLOCK_FOLDER}/"):
            mark = f"[[{name.removeprefix(f'{BLOCK_FOLDER}/').removesuffix('.docx')}]]"
            meaning = "Bagian bersama; berdiri sendiri dalam satu paragraf"
            yield FieldLine(mark, mark, "Bagian", meaning, "")


def _tools() -> Iterator[FieldLine]:
    for shown, meaning, example in TOOLS:
        yield FieldLine(shown, shown, "Cara menulis", meaning, example)


def _labels(service: ServiceDef) -> Iterator[tuple[str, str]]:
    """What the services' own words mean: the labels that the desk sees."""
    for party in service.parties:
        yield party.code, party.label
    yield "pemohon_utama", "Pemohon"
    yield "klien_utama", "Klien"
    yield from _answers("isian", service.fields)
    for stage in service.route.stages:
        yield f"catatan.{stage.code}", stage.name
        yield from _answers(f"catatan.{stage.code}", stage_fields(stage))
    for one in service.paper_requirements():
        yield f"syarat.{one.code}", one.text


def _answers(path: str, fields: tuple[FieldDef, ...]) -> Iterator[tuple[str, str]]:
    for field in fields:
        yield f"{path}.{field.code}", field.label
        if isinstance(field, MoneyField):
            yield f"{path}.{field.code}_terbilang", f"{field.label}, dengan huruf"


def _meaning(path: str, labels: Mapping[str, str]) -> str:
    known = labels.get(path) or MEANINGS.get(path)
    if known:
        return known
    above, _, last = path.rpartition(".")
    whose = labels.get(above, "")
    told = {"syarat": PAPER_MEANINGS, "catatan": STAGE_MEANINGS}.get(path.split(".")[0], PERSON_MEANINGS)
    word = told.get(last) or last.replace("_", " ").capitalize()
    return f"{word} · {whose}" if whose else word


def _group(path: str) -> str:
    return GROUPS.get(path.split(".")[0], "Orang dan lembaga" if "." in path else "Lainnya")


def _place(order: list[str], path: str) -> int:
    first, dot, _ = path.partition(".")
    return order.index(first) if first in order else order.index("pihak") if dot else len(order)


def _tag(path: str) -> str:
    return f"{{{{ {path} }}}}"


def _value(sample: Mapping[str, Any], path: str) -> Any:
    value: Any = sample
    for step in path.split("."):
        value = value.get(step, "") if isinstance(value, Mapping) else ""
    return value


def _short(value: Any) -> str:
    """An example in one line."""
    if isinstance(value, list):
        first = value[0] if value else ""
        value = (
            ", ".join(str(part) for part in first.values() if isinstance(part, str | int))
            if isinstance(first, Mapping)
            else first
        )
    text = " ".join(("Ya" if value is True else "Tidak" if value is False else str(value)).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
