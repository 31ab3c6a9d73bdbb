"""The office's own workbook, filled: only the cells that ask for something change, everything else stays.

openpyxl would lose what it does not know (shapes, some charts, form controls), so the parts of the file are
changed where they are: styles, formulas, widths, charts and pictures survive byte for byte.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]
from openpyxl.utils import column_index_from_string

from dinsos_desk.documents.package import append
from dinsos_desk.documents.plain import clean
from dinsos_desk.errors import UserError

MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024
_MAX_PARTS = 3000
_OLE = b"\xd0\xcf\x11\xe0"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_N = f"{{{_MAIN}}}"
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


def field_name(typed: str) -> str:
    """A field as it is known: small letters, dots and underscores alike, spaces and dashes as well."""
    return re.sub(r"[\s.\-]+", "_", typed.strip().casefold())


class OwnWorkbook:
    """A workbook given by the office.

    Raises:
        UserError: *tata_letak_bukan_excel*, *tata_letak_excel_lama*, *tata_letak_makro*,
            *tata_letak_terlalu_besar*, *tata_letak_rusak*.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._parts = _parts(name, data)
        try:
            self._read()
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

    def filled(self, value_of: Callable[[str], FieldValue | None]) -> bytes:
        """The workbook with every known field replaced; numbers become numbers, formulas reckon anew."""
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
        changed = {path: _bytes(tree) for path, tree in self._trees.items()}
        return append(b"", [(path, changed.get(path, data)) for path, data in self._parts.items()])

    def _read(self) -> None:
        self._book = etree.fromstring(self._parts["xl/workbook.xml"], _parser())
        links = etree.fromstring(self._parts["xl/_rels/workbook.xml.rels"], _parser())
        targets = {link.get("Id"): _inside(link.get("Target")) for link in links}
        self._sheets = {
            sheet.get("name"): path
            for sheet in self._book.iter(f"{_N}sheet")
            if (path := targets[sheet.get(f"{{{_RELS}}}id")]).startswith("xl/worksheets/")
        }
        self._trees = {path: etree.fromstring(self._parts[path], _parser()) for path in self._sheets.values()}
        strings = self._parts.get("xl/sharedStrings.xml")
        self._strings = (
            [_text(item) for item in etree.fromstring(strings, _parser()).iter(f"{_N}si")] if strings else []
        )
        self._names: dict[str, tuple[str, str]] = {}
        for name in self._book.iter(f"{_N}definedName"):
            place = _ONE_CELL.match((name.text or "").strip())
            if place is not None:
                sheet = (place[1] or place[2]).replace("''", "'")
                self._names[name.get("name")] = (sheet, f"{place[3]}{place[4]}")
        self._shares = self._share_styles()

    def _texts(self, sheet: str) -> Iterator[tuple[etree._Element, str]]:
        """The cells that hold a text typed by hand."""
        for cell in self._trees[self._sheets[sheet]].iter(f"{_N}c"):
            if cell.find(f"{_N}f") is not None:
                continue
            value = cell.find(f"{_N}v")
            if cell.get("t") == "s" and value is not None:
                yield cell, self._strings[int(value.text or "")]
            elif cell.get("t") == "inlineStr":
                yield cell, _text(cell)

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
        row = _placed(data, f"{_N}row", number, lambda one: int(one.get("r")))
        row.set("r", str(number))
        column = column_index_from_string(letters)
        cell = _placed(row, f"{_N}c", column, lambda one: _column(one.get("r")))
        cell.set("r", address)
        return cell

    def _share_styles(self) -> frozenset[int]:
        """The styles that show a number as a percentage."""
        styles = self._parts.get("xl/styles.xml")
        if not styles:
            return frozenset()
        tree = etree.fromstring(styles, _parser())
        formats = {int(one.get("numFmtId")): one.get("formatCode", "") for one in tree.iter(f"{_N}numFmt")}
        shown = {9, 10} | {number for number, code in formats.items() if "%" in code}
        looks = tree.find(f"{_N}cellXfs")
        return frozenset(
            place
            for place, one in enumerate(looks if looks is not None else ())
            if int(one.get("numFmtId", "0")) in shown
        )

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
        self._parts["xl/workbook.xml"] = _bytes(self._book)
        chain = self._parts.pop("xl/calcChain.xml", None)
        if chain is None:
            return
        for path, tag in (("[Content_Types].xml", "PartName"), ("xl/_rels/workbook.xml.rels", "Target")):
            tree = etree.fromstring(self._parts[path], _parser())
            for one in list(tree):
                if str(one.get(tag, "")).endswith("calcChain.xml"):
                    tree.remove(one)
            self._parts[path] = _bytes(tree)


def _parts(name: str, data: bytes) -> dict[str, bytes]:
    if data.startswith(_OLE):
        raise UserError("tata_letak_excel_lama", nama=name)
    if len(data) > MAX_FILE:
        raise UserError("tata_letak_terlalu_besar", nama=name, batas=MAX_FILE // 1024 // 1024)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > _MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise UserError("tata_letak_terlalu_besar", nama=name, batas=MAX_FILE // 1024 // 1024)
            parts = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise UserError("tata_letak_bukan_excel", nama=name) from None
    if "xl/vbaProject.bin" in parts:
        raise UserError("tata_letak_makro", nama=name)
    if "xl/workbook.xml" not in parts or "[Content_Types].xml" not in parts:
        raise UserError("tata_letak_bukan_excel", nama=name)
    return parts


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _bytes(tree: etree._Element) -> bytes:
    made: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _inside(target: str | None) -> str:
    path = target or ""
    return path.lstrip("/") if path.startswith("/") else f"xl/{path}"


def _text(item: etree._Element) -> str:
    """The whole text of a string, whatever it is made of; what stands above letters (ruby) is left out."""
    return "".join(
        part.text or "" for part in item.iter(f"{_N}t") if etree.QName(part.getparent()).localname != "rPh"
    )


def _column(address: str | None) -> int:
    return int(column_index_from_string(re.sub(r"\d", "", address or "A")))


def _placed(
    parent: etree._Element, tag: str, place: int, place_of: Callable[[etree._Element], int]
) -> etree._Element:
    """The child at a place, made between its neighbours where there is none."""
    for number, child in enumerate(parent):
        here = place_of(child)
        if here == place:
            return child
        if here > place:
            made = etree.Element(tag)
            parent.insert(number, made)
            return made
    return etree.SubElement(parent, tag)
