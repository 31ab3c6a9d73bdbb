"""What Word leaves in a text besides words: tracked changes, comments, fields, pictures, content controls.

Each is told of with the paragraph it stands in.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn

from dinsos_desk.documents.templates.findings import Finding
from dinsos_desk.documents.templates.places import Paragraph
from dinsos_desk.documents.templates.tags import Tag, like
from dinsos_desk.documents.templates.words import nearest

MARK = re.compile(r"\[\[([^\[\]]*)\]\]")
_P, _T, _DELETED = qn("w:p"), qn("w:t"), qn("w:delText")
_IN, _OUT = (qn("w:ins"), qn("w:moveTo")), (qn("w:del"), qn("w:moveFrom"))
_LOOKS = tuple(qn(f"w:{tag}") for tag in ("rPrChange", "pPrChange", "tblPrChange"))
_LIVE_FIELD = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|MACROBUTTON|MERGEFIELD)\b")
_AROUND, _SHORT = 90, 40
Texts = Mapping[Any, Paragraph]


def traces(root: Any, story: str, texts: Texts, slots: Collection[str]) -> Iterator[Finding]:
    """Everything of that kind below ``root``; ``texts``: its paragraphs by their elements."""
    yield from _changes(root, story, texts)
    for reference in root.iter(qn("w:commentReference")):
        place, near = _where(reference, story, texts)
        yield Finding("templat_komentar", {}, place, near, blocking=False)
    for kind, element in _live_fields(root):
        place, near = _where(element, story, texts)
        yield Finding("templat_bidang_word", {"bidang": kind}, place, near)
    for properties in root.iter(qn("wp:docPr")):
        match = MARK.fullmatch((properties.get("descr") or "").strip())
        if match and match.group(1) not in slots:
            values = {"penanda": match.group(1), "mirip": like(nearest(match.group(1), slots, 1))}
            place, near = _where(properties, story, texts)
            yield Finding("templat_gambar_asing", values, place, near or match.group())


def _changes(root: Any, story: str, texts: Texts) -> Iterator[Finding]:
    """One finding a story: how many changes wait, where the first stands and what it is."""
    waiting = list(root.iter(*_IN, *_OUT, *_LOOKS))
    if not waiting:
        return
    first = waiting[0]
    place, near = _where(first, story, texts)
    written = " ".join("".join(node.text or "" for node in first.iter(_T, _DELETED)).split())
    short = written if len(written) <= _SHORT else f"{written[:_SHORT]}…"
    deed = "sisipan" if first.tag in _IN else "hapusan" if first.tag in _OUT else "perubahan format"
    what = f"{deed} “{short}”" if short else deed
    yield Finding("templat_perubahan_terlacak", {"jumlah": len(waiting), "pertama": what}, place, near)


def _live_fields(root: Any) -> Iterator[tuple[str, Any]]:
    """Fields of Word that fetch something by themselves, or belong to a mail merge; each kind once."""
    seen: set[str] = set()
    for element in root.iter(qn("w:instrText"), qn("w:fldSimple")):
        found = _LIVE_FIELD.search(element.text or element.get(qn("w:instr")) or "")
        if found and found.group(1) not in seen:
            seen.add(found.group(1))
            yield found.group(1), element


def controlled(tag: Tag) -> Finding | None:
    """A tag in a content control: one that is bound to data gives way to that data in Word."""
    control = tag.paragraph.control_of(tag.start)
    if control is None:
        return None
    properties = control.find(qn("w:sdtPr"))
    kinds = {child.tag for child in properties} if properties is not None else set()
    if qn("w:docPartObj") in kinds:
        return None
    if any(kind.rpartition("}")[2] == "dataBinding" for kind in kinds):
        return tag.finding("templat_kontrol_terikat")
    return tag.finding("templat_kontrol_isi", blocking=False)


def _where(element: Any, story: str, texts: Texts) -> tuple[str, str]:
    """The place of the paragraph that an element stands in, and its text."""
    node = element
    while node is not None:
        if node.tag == _P and node in texts:
            text = " ".join(texts[node].text.split())
            return texts[node].place, text if len(text) <= _AROUND else f"{text[:_AROUND]}…"
        node = node.getparent()
    inner = next((texts[one] for one in element.iter(_P) if one in texts), None)
    return (inner.place, inner.text[:_AROUND]) if inner is not None else (story, "")
