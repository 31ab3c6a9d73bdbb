"""The file of an Excel workbook as its parts: read with limits, and its XML."""

import re
from collections.abc import Callable

from lxml import etree  # type: ignore[import-untyped]
from openpyxl.utils import column_index_from_string

from dinsos_desk.documents.package import NoZipError, TooMuchError, unpacked
from dinsos_desk.errors import UserError

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024
_MAX_PARTS = 3000
_OLE = b"\xd0\xcf\x11\xe0"


def workbook_parts(name: str, data: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name.

    Raises:
        UserError: *tata_letak_bukan_excel*, *tata_letak_excel_lama*, *tata_letak_makro*,
            *tata_letak_terlalu_besar*.
    """
    if data.startswith(_OLE):
        raise UserError("tata_letak_excel_lama", nama=name)
    if len(data) > MAX_FILE:
        raise UserError("tata_letak_terlalu_besar", nama=name, batas=MAX_FILE // 1024 // 1024)
    try:
        parts = unpacked(data, MAX_UNPACKED, _MAX_PARTS)
    except TooMuchError:
        raise UserError("tata_letak_terlalu_besar", nama=name, batas=MAX_FILE // 1024 // 1024) from None
    except NoZipError:
        raise UserError("tata_letak_bukan_excel", nama=name) from None
    if "xl/vbaProject.bin" in parts:
        raise UserError("tata_letak_makro", nama=name)
    if "xl/workbook.xml" not in parts or "[Content_Types].xml" not in parts:
        raise UserError("tata_letak_bukan_excel", nama=name)
    return parts


def parser() -> etree.XMLParser:
    """Reads XML without looking anything up."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def as_bytes(tree: etree._Element) -> bytes:
    """A part as it stands in the file."""
    made: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def inside(target: str | None) -> str:
    """The path of what the workbook leads to."""
    path = target or ""
    return path.lstrip("/") if path.startswith("/") else f"xl/{path}"


def text_of(item: etree._Element) -> str:
    """The whole text of a string, whatever it is made of; what stands above letters (ruby) is left out."""
    return "".join(
        part.text or "" for part in item.iter(f"{MAIN}t") if etree.QName(part.getparent()).localname != "rPh"
    )


def column_of(address: str | None) -> int:
    """The number of the column of an address."""
    return int(column_index_from_string(re.sub(r"\d", "", address or "A")))


def placed(
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


def percent_styles(styles: bytes | None) -> frozenset[int]:
    """The styles of the workbook that show a number as a percentage."""
    if not styles:
        return frozenset()
    tree = etree.fromstring(styles, parser())
    formats = {int(one.get("numFmtId")): one.get("formatCode", "") for one in tree.iter(f"{MAIN}numFmt")}
    shown = {9, 10} | {number for number, code in formats.items() if "%" in code}
    looks = tree.find(f"{MAIN}cellXfs")
    return frozenset(
        place
        for place, one in enumerate(looks if looks is not None else ())
        if int(one.get("numFmtId", "0")) in shown
    )
