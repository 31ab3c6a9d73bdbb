"""The office's own workbook, filled: only the cells that ask for something change, everything else stays.

openpyxl would lose what it does not know (shapes, some charts, form controls), so the parts of the file are
changed where they are: styles, formulas, widths, charts and pictures survive byte for byte.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]
from openpyxl.utils import column_index_from_string

from dinsos_desk.documents.package import append
from dinsos_desk.documents.plain import clean
from dinsos_desk.documents.recaps.own_parts import (
    MAIN,
    as_bytes,
    column_of,
    inside,
    parser,
    percent_styles,
    placed,
    text_of,
    workbook_parts,
)
from dinsos_desk.documents.recaps.own_rows import Insertion, immovable, insert_rows
from dinsos_desk.errors import UserError

_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_N = MAIN
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{\s*[A-Za-z][\w.]*\s*\}")
_ONE_CELL = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)$")


@dataclass(frozen=True)
class FieldValue:
    """What a field stands for. ``text``: inside a sentence. A share is a number between 0 and 1."""

    value: str | int | float | None
    text: str
    is_share: bool = False


@dataclass(frozen=True)
class Asked:
    """A place that asks for something: sheet, address, what is written there, and the fields in it.

    ``broken``: braces that belong to no field. ``named``: the cell has a name that is a field.
    """

    sheet: str
    address: str
    text: str
    fields: tuple[str, ...]
    broken: bool = False
    named: bool = False

    @property
    def place(self) -> str:
        """As Excel writes it: Rekap!B4."""
        return f"{self.sheet}!{self.address}"


EACH = re.compile(r"^([a-z]+)_baris_(\w+)$")
"""A field of each line of a list: its row is repeated."""
_NUMBERED = re.compile(r"^([a-z]+)_(\d{1,4})_\w+$")


def field_name(typed: str) -> str:
    """A field as it is known: small letters, dots and underscores alike, spaces and dashes as well."""
    return re.sub(r"[\s.\-]+", "_", typed.strip().casefold())


class OwnWorkbook:
    """A workbook given by the office.

    Raises:
        UserError: *tata_letak_bukan_excel*, *tata_letak_excel_lama*, *tata_letak_makro*,
            *tata_letak_terlalu_besar*, *tata_letak_rusak*, *tata_letak_baris_terhalang*.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._parts = workbook_parts(name, data)
        try:
            self._read()
            self._refuse_fixed()
        except (etree.XMLSyntaxError, KeyError, ValueError, IndexError) as error:
            raise UserError("tata_letak_rusak", nama=name) from error

    def asked(self, known: Callable[[str], bool]) -> tuple[Asked, ...]:
        """Every place that asks for something; ``known``: whether a name is a field."""
        found = []
        for sheet in self._sheets:
            for cell, text in self._texts(sheet):
                fields = tuple(FIELD.findall(text))
                broken = _LEFT_OVER.search(FIELD.sub("", text)) is not None
                if fields or broken:
                    found.append(Asked(sheet, cell.get("r"), text, fields, broken))
        for name, (sheet, address) in self._names.items():
            if known(field_name(name)):
                found.append(Asked(sheet, address, name, (name,), named=True))
        return tuple(found)

    def reach(self) -> dict[str, int]:
        """By list the last of its lines that is asked for by number; a list whose row is repeated is not."""
        found: dict[str, int] = {}
        repeated: set[str] = set()
        for sheet in self._sheets:
            for _, text in self._texts(sheet):
                for name in map(field_name, FIELD.findall(text)):
                    if one := EACH.match(name):
                        repeated.add(one[1])
                    elif one := _NUMBERED.match(name):
                        found[one[1]] = max(found.get(one[1], 0), int(one[2]))
        return {code: last for code, last in found.items() if code not in repeated}

    def filled(
        self,
        value_of: Callable[[str], FieldValue | None],
        lines_of: Callable[[str], int] = lambda code: 0,
    ) -> bytes:
        """The workbook with every known field replaced; numbers become numbers, formulas reckon anew.

        ``lines_of``: how many lines a list has; a row that asks for each of them comes as often.
        """
        self._repeat(lines_of)
        for sheet in self._sheets:
            for cell, text in list(self._texts(sheet)):
                if FIELD.search(text):
                    self._fill(cell, text, value_of)
        for name, (sheet, address) in self._names.items():
            found = value_of(field_name(name))
            if found is not None and sheet in self._sheets:
                self._put(self._cell(sheet, address), found)
        for sheet in self._sheets:
            for formula in self._trees[self._sheets[sheet]].iter(f"{_N}f"):
                kept = formula.getparent().find(f"{_N}v")
                if kept is not None:
                    formula.getparent().remove(kept)
        self._reckon_on_opening()
        changed = {path: as_bytes(tree) for path, tree in self._trees.items()}
        return append(b"", [(path, changed.get(path, data)) for path, data in self._parts.items()])

    def _repeated(self, sheet: str) -> dict[int, set[str]]:
        """The rows that are repeated, with the lists they ask for; the lowest first."""
        found: dict[int, set[str]] = {}
        for cell, text in self._texts(sheet):
            for name in map(field_name, FIELD.findall(text)):
                if one := EACH.match(name):
                    found.setdefault(int(cell.getparent().get("r")), set()).add(one[1])
        return dict(sorted(found.items(), reverse=True))

    def _refuse_fixed(self) -> None:
        for sheet, path in self._sheets.items():
            for at in self._repeated(sheet):
                if what := immovable(self._parts, path):
                    raise UserError(
                        "tata_letak_baris_terhalang", nama=self._name, alamat=f"{sheet}!{at}", apa=what
                    )

    def _repeat(self, lines_of: Callable[[str], int]) -> None:
        for sheet in self._sheets:
            for at, codes in self._repeated(sheet).items():
                more = max(0, *(lines_of(code) - 1 for code in codes))
                rows = insert_rows(
                    self._parts, self._trees, self._sheets, self._book, Insertion(sheet, at, more)
                )
                for number, row in enumerate(rows, 1):
                    for cell, text in list(self._texts_in(row)):
                        self._put(cell, FieldValue(FIELD.sub(_numbered(number), text), ""))
        self._names = self._read_names()

    def _read(self) -> None:
        self._book = etree.fromstring(self._parts["xl/workbook.xml"], parser())
        links = etree.fromstring(self._parts["xl/_rels/workbook.xml.rels"], parser())
        targets = {link.get("Id"): inside(link.get("Target")) for link in links}
        self._sheets = {
            sheet.get("name"): path
            for sheet in self._book.iter(f"{_N}sheet")
            if (path := targets[sheet.get(f"{{{_RELS}}}id")]).startswith("xl/worksheets/")
        }
        self._trees = {path: etree.fromstring(self._parts[path], parser()) for path in self._sheets.values()}
        strings = self._parts.get("xl/sharedStrings.xml")
        self._strings = (
            [text_of(item) for item in etree.fromstring(strings, parser()).iter(f"{_N}si")] if strings else []
        )
        self._names = self._read_names()
        self._shares = percent_styles(self._parts.get("xl/styles.xml"))

    def _read_names(self) -> dict[str, tuple[str, str]]:
        """The names of single cells, with sheet and address."""
        found: dict[str, tuple[str, str]] = {}
        for name in self._book.iter(f"{_N}definedName"):
            place = _ONE_CELL.match((name.text or "").strip())
            if place is not None:
                sheet = (place[1] or place[2]).replace("''", "'")
                found[name.get("name")] = (sheet, f"{place[3]}{place[4]}")
        return found

    def _texts(self, sheet: str) -> Iterator[tuple[etree._Element, str]]:
        """The cells that hold a text typed by hand."""
        return self._texts_in(self._trees[self._sheets[sheet]])

    def _texts_in(self, part: etree._Element) -> Iterator[tuple[etree._Element, str]]:
        for cell in part.iter(f"{_N}c"):
            if cell.find(f"{_N}f") is not None:
                continue
            value = cell.find(f"{_N}v")
            if cell.get("t") == "s" and value is not None:
                yield cell, self._strings[int(value.text or "")]
            elif cell.get("t") == "inlineStr":
                yield cell, text_of(cell)

    def _fill(self, cell: etree._Element, text: str, value_of: Callable[[str], FieldValue | None]) -> None:
        whole = FIELD.fullmatch(text.strip())
        found = value_of(field_name(whole[1])) if whole else None
        if found is not None:
            self._put(cell, found)
            return

        def word(match: re.Match[str]) -> str:
            one = value_of(field_name(match[1]))
            return one.text if one is not None else match[0]

        self._put(cell, FieldValue(FIELD.sub(word, text), ""))

    def _put(self, cell: etree._Element, found: FieldValue) -> None:
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        value = found.value
        if value is None or value == "":
            return
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{_N}is"), f"{_N}t")
            text.set(_SPACE, "preserve")
            text.text = clean(value)[:32_767]
            return
        if found.is_share and int(cell.get("s", "0")) not in self._shares:
            value = round(100 * value, 1)
        etree.SubElement(cell, f"{_N}v").text = repr(value)

    def _cell(self, sheet: str, address: str) -> etree._Element:
        """The cell at an address, made where there is none."""
        letters, number = re.sub(r"\d", "", address), int(re.sub(r"\D", "", address))
        data = self._trees[self._sheets[sheet]].find(f"{_N}sheetData")
        row = placed(data, f"{_N}row", number, lambda one: int(one.get("r")))
        row.set("r", str(number))
        column = column_index_from_string(letters)
        cell = placed(row, f"{_N}c", column, lambda one: column_of(one.get("r")))
        cell.set("r", address)
        return cell

    def _reckon_on_opening(self) -> None:
        """Excel reckons everything when it opens the file; its list of formulas is made anew."""
        reckoning = self._book.find(f"{_N}calcPr")
        if reckoning is None:
            reckoning = etree.Element(f"{_N}calcPr")
            before = [
                child
                for child in self._book
                if etree.QName(child).localname
                in ("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
                    "functionGroups", "externalReferences", "definedNames")
            ]  # fmt: skip
            before[-1].addnext(reckoning)
        reckoning.set("fullCalcOnLoad", "1")
        self._parts["xl/workbook.xml"] = as_bytes(self._book)
        chain = self._parts.pop("xl/calcChain.xml", None)
        if chain is None:
            return
        for path, tag in (("[Content_Types].xml", "PartName"), ("xl/_rels/workbook.xml.rels", "Target")):
            tree = etree.fromstring(self._parts[path], parser())
            for one in list(tree):
                if str(one.get(tag, "")).endswith("calcChain.xml"):
                    tree.remove(one)
            self._parts[path] = as_bytes(tree)


def _numbered(number: int) -> Callable[[re.Match[str]], str]:
    """Makes of a field of each line the field of one line."""

    def field(match: re.Match[str]) -> str:
        one = EACH.match(field_name(match[1]))
        return f"{{{{{one[1]}_{number}_{one[2]}}}}}" if one else match[0]

    return field
