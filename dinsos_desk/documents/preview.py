"""A Word document as a page on screen, without Word: near enough to read and check, not to measure.

Mammoth reads the words; what it leaves out (alignment, sizes, widths, borders, rules) is marked in the
text before and put back after. The result keeps to the HTML that Qt's text pages understand.
"""

import io
import re
from dataclasses import dataclass, field
from typing import Any

import mammoth
from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml

from dinsos_desk.documents.package import pack, read_parts
from dinsos_desk.documents.preview_marks import Marks, PageFacts, page_facts
from dinsos_desk.errors import UserError

_TABLE = re.compile(r"<table>(?=(?:<thead>|<tbody>)?<tr><t[dh][^>]*><p>\ue000(\d+)\ue001)")
_CELL = re.compile(r"<(t[dh])([^>]*)><p>\ue000(\d+)\ue001")
_PARAGRAPH = re.compile(r"<(p|li|h[1-6])>\ue000(\d+)\ue001(.*?)</\1>", re.DOTALL)
_SIZED = re.compile(r"\ue002(\d+)\ue003(.*?)\ue004", re.DOTALL)
_LEFT_OVER = re.compile("\ue000\\d+\ue001|\ue002\\d+\ue003|[\ue000-\ue004]")


@dataclass(frozen=True)
class Preview:
    """A page for a text browser: ``images`` are what its ``src`` names stand for.

    ``cut_rows`` counts the rows of long tables that were left out.
    """

    html: str
    images: dict[str, bytes] = field(default_factory=dict)
    cut_rows: int = 0


def preview_html(document: bytes) -> Preview:
    """The document as HTML with inline styles.

    Raises:
        UserError: ``pratinjau_gagal`` when it is no Word document, or one that cannot be read.
    """
    try:
        return _preview(document)
    except Exception as error:  # foreign bytes make lxml, zipfile and mammoth fail in many ways
        raise UserError("pratinjau_gagal") from error


def _preview(document: bytes) -> Preview:
    parts = read_parts("", document)
    root = parse_xml(parts["word/document.xml"])
    facts = page_facts(root, parts.get("word/styles.xml", b""))
    marks = Marks(facts)
    marks.lay(root)
    parts["word/document.xml"] = bytes(serialize_part_xml(root))
    images: dict[str, bytes] = {}
    sizes = iter(marks.pictures)

    def keep(image: Any) -> dict[str, str]:
        name = f"gambar-{len(images) + 1}"
        with image.open() as stream:
            images[name] = stream.read()
        width, height = next(sizes, (0, 0))
        return {"src": name, "alt": "", **({"width": str(width), "height": str(height)} if width else {})}

    result = mammoth.convert_to_html(
        io.BytesIO(pack(parts.items())),
        style_map="u => u",
        convert_image=mammoth.images.img_element(keep),
        ignore_empty_paragraphs=False,
    )
    return Preview(_dress(result.value, marks, facts), images, marks.cut_rows)


def _dress(html: str, marks: Marks, facts: PageFacts) -> str:
    """Put the marked facts back as attributes that Qt understands."""
    html = _TABLE.sub(lambda match: f"<table{marks.table_attributes(int(match.group(1)))}>", html)
    html = _CELL.sub(_cell(marks), html)
    html = _PARAGRAPH.sub(_paragraph(marks), html)
    html = _SIZED.sub(
        lambda match: f'<span style="font-size:{match.group(1)}pt">{match.group(2)}</span>', html
    )
    html = _LEFT_OVER.sub("", html).replace("\t", "&nbsp;&nbsp;&nbsp; ")
    note = f'<p align="center"><i>… {marks.cut_rows} baris lagi tidak ditampilkan di pratinjau.</i></p>'
    return (
        f"<html><body style=\"font-family:'{facts.font}'; font-size:{facts.size}pt; "
        f'color:#000000; background-color:#ffffff">{html}{note if marks.cut_rows else ""}</body></html>'
    )


def _cell(marks: Marks) -> Any:
    def dress(match: re.Match[str]) -> str:
        tag, given, number = match.groups()
        return f"<{tag}{given}{marks.cell_attributes(int(number))}><p>\ue000{number}\ue001"

    return dress


def _paragraph(marks: Marks) -> Any:
    def dress(match: re.Match[str]) -> str:
        tag, number, content = match.group(1), int(match.group(2)), match.group(3)
        if marks.is_rule(number) and not content.strip():
            return "<hr/>"
        return f"<{tag}{marks.paragraph_attributes(number)}>{content or '&nbsp;'}</{tag}>"

    return dress


__all__ = ["Preview", "preview_html"]
