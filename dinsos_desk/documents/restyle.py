"""The office's paper, margins, font and language, put on a document."""

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, Twips

from dinsos_desk.documents.look import OfficeLook

_LANGUAGE = "id-ID"
_FONTS_BY_KIND = frozenset({"Bookman Old Style"})
"""A template set in one of these keeps it: keputusan and the like (Permendagri 1/2023)."""
_FOOT_MM = 7.0


def put_on(document: Document, look: OfficeLook) -> None:
    """Change every section and the base style; a landscape section stays landscape."""
    top, right, bottom, left = look.margins_mm
    for section in document.sections:
        landscape = section.orientation == WD_ORIENT.LANDSCAPE
        width, height = look.page_twips(landscape=landscape)
        section.page_width, section.page_height = Twips(width), Twips(height)
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.header_distance = min(Mm(10), Mm(top))
        section.footer_distance = min(Mm(_FOOT_MM), Mm(bottom))
    normal = document.styles["Normal"]
    font = normal.font.name if normal.font.name in _FONTS_BY_KIND else look.font
    normal.font.size = Pt(look.font_size)
    for properties in _base_properties(document, normal):
        _set_font(properties, font)
        _set_language(properties)


def _base_properties(document: Document, normal: Any) -> list[Any]:
    """The run properties that everything inherits: the defaults and the style Normal."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    return [element for element in (defaults, normal.element.get_or_add_rPr()) if element is not None]


def _set_font(properties: Any, font: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), font)


def _set_language(properties: Any) -> None:
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), _LANGUAGE)
