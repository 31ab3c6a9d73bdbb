"""A row of the office's own workbook, repeated for every line of a list; what lies below moves down.

Everything that speaks of a place moves along: formulas of every sheet, merged cells, names, print areas,
filters, coloured conditions, choices, pictures and the numbers of charts. A range that reaches the row
grows with it, so a sum below it adds up every line.
"""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from lxml import etree  # type: ignore[import-untyped]
from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.formula.translate import Translator

from dinsos_desk.documents.recaps.own_parts import MAIN, as_bytes, parser

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CELL = re.compile(r"^(\$?[A-Z]{1,3})(\$?)(\d+)$", re.IGNORECASE)
_ROW = re.compile(r"^()(\$?)(\d+)$")
_FIXED = {"table": "tabel Excel", "pivotTable": "tabel pivot", "comments": "komentar sel"}
"""What cannot be moved with certainty, by the kind of its part."""


@dataclass(frozen=True)
class Insertion:
    """``more`` rows come after row ``at`` of a sheet."""

    sheet: str
    at: int
    more: int

    def cell(self, row: int) -> int:
        """Where a row is afterwards."""
        return row + self.more if row > self.at else row

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a range of rows is afterwards; one that reaches the row grows."""
        return self.cell(first), last + self.more if last >= self.at else last


def immovable(parts: Mapping[str, bytes], path: str) -> str:
    """What in a sheet keeps its rows from being moved, in words; empty when nothing does."""
    kinds = {kind.rpartition("/")[2] for kind, _ in _links(parts, path)}
    return ", ".join(words for kind, words in _FIXED.items() if kind in kinds)


def insert_rows(
    parts: dict[str, bytes],
    trees: Mapping[str, etree._Element],
    sheets: Mapping[str, str],
    book: etree._Element,
    place: Insertion,
) -> list[etree._Element]:
    """Repeat a row; returns it with its copies, in order. ``sheets``: the path of each by its name."""
    path = sheets[place.sheet]
    data = trees[path].find(f"{MAIN}sheetData")
    row = next(one for one in data if int(one.get("r")) == place.at)
    for name, other in sheets.items():
        _spell_out(trees[other])
        for formula in trees[other].iter(f"{MAIN}f"):
            _move_formula(formula, name, place, inside=formula.getparent().getparent() is row)
    _move_rows(data, place)
    rows = [row]
    for number in range(1, place.more + 1):
        copy = deepcopy(row)
        _renumber(copy, place.at + number)
        for formula in copy.iter(f"{MAIN}f"):
            _follow(formula, place, number)
        rows[-1].addnext(copy)
        rows.append(copy)
    _move_places(trees[path], place)
    for name_of in book.iter(f"{MAIN}definedName"):
        name_of.text = moved(name_of.text or "", "", place)
    _move_drawings(parts, sheets, path, place)
    return rows


def moved(formula: str, here: str, place: Insertion, *, inside: bool = False) -> str:
    """A formula (without its =) of the sheet ``here`` after the rows came in.

    ``inside``: it stands in the repeated row itself, where ranges within the row do not grow.
    """

    def change(reference: str) -> str:
        sheet, bang, cells = reference.rpartition("!")
        named = sheet.strip("'").replace("''", "'") if bang else here
        return (
            f"{sheet}{bang}{_moved_range(cells, place, inside=inside)}" if named == place.sheet else reference
        )

    return _each_reference(formula, change)


def _follow(formula: etree._Element, place: Insertion, number: int) -> None:
    """In a copy what spoke of the repeated row speaks of the copy, as when a row is filled down."""

    def change(reference: str) -> str:
        sheet, bang, cells = reference.rpartition("!")
        if bang and sheet.strip("'").replace("''", "'") != place.sheet:
            return reference
        ends = [_CELL.match(end) for end in cells.split(":")]
        if not all(end is not None and int(end[3]) == place.at and not end[2] for end in ends):
            return reference
        return f"{sheet}{bang}" + ":".join(f"{end[1]}{place.at + number}" for end in ends if end is not None)

    formula.text = _each_reference(formula.text or "", change)


def _each_reference(formula: str, change: Callable[[str], str]) -> str:
    try:
        read = Tokenizer(f"={formula}")
    except TokenizerError:
        return formula
    for token in read.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = change(token.value)
    return str(read.render())[1:]


def _moved_range(cells: str, place: Insertion, *, inside: bool = False) -> str:
    ends = cells.split(":")
    found = [_CELL.match(end) or _ROW.match(end) for end in ends]
    rows = [int(end[3]) for end in found if end is not None]
    if len(rows) != len(ends) or len(ends) > 2:
        return cells
    if len(rows) == 1:
        after: tuple[int, ...] = (place.cell(rows[0]),)
    elif inside and rows == [place.at, place.at]:
        after = (place.at, place.at)
    else:
        after = place.span(rows[0], rows[1])
    return ":".join(f"{end[1]}{end[2]}{row}" for end, row in zip(found, after, strict=True) if end)


def _grown(cells: str, place: Insertion) -> str:
    """The same for an area: a single cell of the repeated row becomes one cell in each copy."""
    end = _CELL.match(cells)
    alone = place.more and end is not None and int(end[3]) == place.at
    return _moved_range(f"{cells}:{cells}" if alone else cells, place)


def _move_formula(formula: etree._Element, here: str, place: Insertion, *, inside: bool) -> None:
    if formula.text:
        formula.text = moved(formula.text, here, place, inside=inside)
    if formula.get("ref") and here == place.sheet:
        formula.set("ref", _moved_range(formula.get("ref"), place, inside=inside))


def _spell_out(tree: etree._Element) -> None:
    """Every cell gets its own formula instead of a share in another one's."""
    masters: dict[str, tuple[str, str]] = {}
    for formula in tree.iter(f"{MAIN}f"):
        if formula.get("t") != "shared":
            continue
        address, mark = formula.getparent().get("r"), formula.get("si")
        if formula.text:
            masters[mark] = (formula.text, address)
        elif mark in masters:
            text, origin = masters[mark]
            formula.text = Translator(f"={text}", origin=origin).translate_formula(address)[1:]
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, None)


def _move_rows(data: etree._Element, place: Insertion) -> None:
    for one in data:
        if int(one.get("r")) > place.at:
            _renumber(one, place.cell(int(one.get("r"))))


def _renumber(row: etree._Element, number: int) -> None:
    row.set("r", str(number))
    for cell in row.iter(f"{MAIN}c"):
        cell.set("r", re.sub(r"\d+$", str(number), cell.get("r")))


def _move_places(tree: etree._Element, place: Insertion) -> None:
    """Merged cells, filters, conditions, choices, links and breaks of the sheet."""
    merges = tree.find(f"{MAIN}mergeCells")
    for one in list(merges) if merges is not None else ():
        inner = {int(row) for row in re.findall(r"\d+", one.get("ref"))} == {place.at}
        if not inner:
            one.set("ref", _moved_range(one.get("ref"), place))
            continue
        for number in range(1, place.more + 1):
            copy = etree.SubElement(merges, one.tag)
            copy.set("ref", re.sub(r"\d+", str(place.at + number), one.get("ref")))
    if merges is not None:
        merges.set("count", str(len(merges)))
    for one in tree.iter(*(f"{MAIN}{tag}" for tag in ("dimension", "autoFilter", "hyperlink", "sortState"))):
        if one.get("ref"):
            one.set("ref", _moved_range(one.get("ref"), place))
    for one in tree.iter():
        if one.get("sqref") and etree.QName(one).localname != "selection":
            one.set("sqref", " ".join(_grown(ref, place) for ref in one.get("sqref").split()))
            for formula in one.iter(*(f"{MAIN}{tag}" for tag in ("formula", "formula1", "formula2"))):
                formula.text = moved(formula.text or "", place.sheet, place, inside=True)
    for one in tree.iter(f"{MAIN}brk"):
        if etree.QName(one.getparent()).localname == "rowBreaks":
            one.set("id", str(place.cell(int(one.get("id")))))


def _move_drawings(parts: dict[str, bytes], sheets: Mapping[str, str], path: str, place: Insertion) -> None:
    """Pictures and charts below go down; charts of any sheet draw the same numbers as before."""
    for other in sheets.values():
        for kind, drawing in _links(parts, other):
            if not kind.endswith("/drawing") or drawing not in parts:
                continue
            if other == path:
                tree = etree.fromstring(parts[drawing], parser())
                for row in tree.iter(f"{_DRAWN}row"):
                    row.text = str(place.cell(int(row.text) + 1) - 1)
                parts[drawing] = as_bytes(tree)
            for inner, chart in _links(parts, drawing):
                if inner.endswith("/chart") and chart in parts:
                    parts[chart] = _moved_chart(parts[chart], place)


def _moved_chart(content: bytes, place: Insertion) -> bytes:
    tree = etree.fromstring(content, parser())
    for formula in tree.iter(f"{_CHART}f"):
        sheet, bang, cells = (formula.text or "").rpartition("!")
        if bang and sheet.strip("'").replace("''", "'") == place.sheet:
            formula.text = f"{sheet}!{_grown(cells, place)}"
    return as_bytes(tree)


def _links(parts: Mapping[str, bytes], path: str) -> list[tuple[str, str]]:
    """The kind and path of every part that a part leads to."""
    folder, _, file = path.rpartition("/")
    content = parts.get(f"{folder}/_rels/{file}.rels")
    if content is None:
        return []
    found = []
    for link in etree.fromstring(content, parser()):
        target = str(link.get("Target"))
        whole = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(path), target))
        found.append((str(link.get("Type")), whole))
    return found
