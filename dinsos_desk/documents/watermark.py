"""CONTOH across every page of a document, so that a test print is never taken for a letter."""

import io
from typing import Any

import docx
from docx.oxml.parser import parse_xml

_SHAPE = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20"'
    ' w:lineRule="exact"/></w:pPr><w:r><w:pict>'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="contoh{number}" o:spid="_x0000_s20{number:02}" type="#_x0000_t136" alt="Tulisan contoh" '
    'style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;'
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#bfc4ca" stroked="f">'
    '<v:fill opacity=".5"/><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{text}"/>'
    "</v:shape></w:pict></w:r></w:p>"
)
_WIDE, _NARROW = (430, 120), (150, 42)
_NARROW_PAGE = 5_500_000
"""English metric units; below that it is a slip, no sheet."""


def mark_as_sample(document: bytes, text: str = "CONTOH") -> bytes:
    """The document with ``text`` behind the words of every page; whatever its sections look like."""
    opened = docx.Document(io.BytesIO(document))
    number = 0
    for section in opened.sections:
        heads: list[Any] = [section.header]
        if section.different_first_page_header_footer:
            heads.append(section.first_page_header)
        if opened.settings.odd_and_even_pages_header_footer:
            heads.append(section.even_page_header)
        is_first = section is opened.sections[0] or number == 0
        for head in heads:
            if head.is_linked_to_previous and not is_first:
                continue
            if head.is_linked_to_previous:
                head.is_linked_to_previous = False
            number += 1
            narrow = (section.page_width or _NARROW_PAGE) < _NARROW_PAGE
            width, height = _NARROW if narrow else _WIDE
            shape = _SHAPE.format(number=number, text=text, width=width, height=height)
            head._element.append(parse_xml(shape))
            _shrink_empty(head)
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def _shrink_empty(head: Any) -> None:
    """The empty paragraph that a new header begins with would push the page down."""
    first = head.paragraphs[0]
    if len(head.paragraphs) > 1 and not first.text and not len(first.runs):
        first._element.getparent().remove(first._element)
