"""Signatures never stand alone on a page: they keep with the text before them, tembusan with the signatures.

Word and LibreOffice keep a row of a table with what follows when its paragraphs say "keep with next". The
marks are laid into the prepared template, so a template of the office has them too, however it was drawn.
"""

import copy
import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

_ROOM_TO_SIGN = 3
"""Empty lines one after the other that make a table a place to sign."""
_AFTER_SIGNATURE = 12
"""Paragraphs after the signatures that still belong to them: tembusan, the name of a witness."""
_COMMAND = re.compile(r"\{%-?\s*(?:p|tr)\s+(\w+)")


def keep_signatures(body: Any) -> None:
    """Keep each table of signatures in ``body`` together with its neighbours."""
    for table in [child for child in body if child.tag == qn("w:tbl") and _is_signed(child)]:
        _add_thin_row(table)
        for paragraph in table.iter(qn("w:p")):
            keep(paragraph)
        _keep_following(table)
        _keep_before(table)


def _is_signed(table: Any) -> bool:
    """Whether somebody signs here: no lines around it, and empty lines above a name."""
    return not _is_bordered(table) and any(_has_room(cell) for cell in table.iter(qn("w:tc")))


def _is_bordered(table: Any) -> bool:
    return table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is not None


def _has_room(cell: Any) -> bool:
    empty = 0
    for paragraph in cell.findall(qn("w:p")):
        text = _text(paragraph)
        if _COMMAND.match(text):
            continue
        if text.strip() and empty >= _ROOM_TO_SIGN:
            return True
        empty = 0 if text.strip() else empty + 1
    return False


def _add_thin_row(table: Any) -> None:
    """A second row without height: LibreOffice keeps a table of one row with nothing that follows."""
    rows = table.findall(qn("w:tr"))
    if len(rows) != 1:
        return
    thin = copy.deepcopy(rows[0])
    for cell in thin.findall(qn("w:tc")):
        for element in list(cell):
            if element.tag != qn("w:tcPr"):
                cell.remove(element)
        cell.append(thin_paragraph())
    rows[0].addnext(thin)


def thin_paragraph() -> Any:
    """An empty paragraph of a point's height."""
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    spacing = OxmlElement("w:spacing")
    for key, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
        spacing.set(qn(f"w:{key}"), value)
    properties.append(spacing)
    paragraph.append(properties)
    return paragraph


def _keep_following(table: Any) -> None:
    """The short lines below, up to the next table, page break or end; the last of them is the end."""
    lines: list[tuple[Any, bool]] = []
    loops = 0
    for element in [*table.itersiblings()][:_AFTER_SIGNATURE]:
        if element.tag != qn("w:p") or _breaks_page(element):
            break
        command = _COMMAND.match(_text(element))
        if command is None:
            lines.append((element, loops > 0))
            continue
        loops += {"for": 1, "endfor": -1}.get(command[1], 0)
        if loops < 0:
            break
    for element, _ in lines[:-1]:
        keep(element)
    for element, repeated in lines[-1:]:
        if repeated:
            keep(element, condition="not loop.last")


def _keep_before(table: Any) -> None:
    """The paragraph above and, where there is none or it closes a list, the last row of the table above."""
    told = False
    for element in _before(table):
        if element.tag == qn("w:tbl"):
            if not _is_signed(element) and (not told or _is_bordered(element)):
                _keep_last_row(element)
            return
        if element.tag != qn("w:p") or _breaks_page(element):
            return
        if told:
            return
        keep(element)
        told = bool(_text(element).strip())


def _before(table: Any) -> Iterator[Any]:
    """What stands before, nearest first, without commands and what only stands under a condition."""
    inside = 0
    for element in table.itersiblings(preceding=True):
        command = _COMMAND.match(_text(element)) if element.tag == qn("w:p") else None
        if command is not None:
            inside += 1 if command[1].startswith("end") else -1 if command[1] in ("if", "for") else 0
        elif inside <= 0:
            yield element


def _keep_last_row(table: Any) -> None:
    """The row that is printed last: of a loop its last turn, of a condition whatever it lets through."""
    inside: list[str] = []
    for row in reversed(table.findall(qn("w:tr"))):
        command = _COMMAND.match(_text(row).strip())
        if command is not None:
            if command[1].startswith("end"):
                inside.append(command[1])
            elif command[1] in ("if", "for") and inside and inside.pop() == "endfor":
                return
            continue
        repeated = "endfor" in inside
        for paragraph in row.iter(qn("w:p")):
            keep(paragraph, condition="loop.last" if repeated else "")
        if not inside:
            return


def keep(paragraph: Any, condition: str = "") -> None:
    """Keep a paragraph with the next one; ``condition``: where it holds, in the language of templates."""
    properties = paragraph.get_or_add_pPr()
    if properties.find(qn("w:keepNext")) is not None:
        return
    mark = OxmlElement("w:keepNext")
    style = properties.find(qn("w:pStyle"))
    if style is not None:
        style.addnext(mark)
    else:
        properties.insert(0, mark)
    if not condition:
        return
    opening = "{% if " + condition + " %}"
    if style is not None:
        style.tail = opening
    else:
        properties.text = opening
    mark.tail = "{% endif %}"


def _breaks_page(paragraph: Any) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None or any(
        one.get(qn("w:type")) == "page" for one in paragraph.iter(qn("w:br"))
    )


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))
