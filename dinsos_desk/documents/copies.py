"""SALINAN on a document that was handed out before: only the page's head is changed, never its words."""

import io

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from dinsos_desk.errors import UserError

MARK = "SALINAN"


def mark_copy(document: bytes) -> bytes:
    """The same document with SALINAN at the top right of every page; the body stays line by line.

    Raises:
        UserError: ``pratinjau_gagal`` when it is no Word document.
    """
    try:
        word = docx.Document(io.BytesIO(document))
    except Exception as error:  # python-docx lets lxml, KeyError and zipfile's errors through
        raise UserError("pratinjau_gagal") from error
    for section in word.sections:
        heads = [section.header]
        if section.different_first_page_header_footer:
            heads.append(section.first_page_header)
        for head in heads:
            if head.is_linked_to_previous:
                head.is_linked_to_previous = False
            paragraph = head.paragraphs[0]
            if paragraph.text.strip():
                paragraph = paragraph.insert_paragraph_before()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(0)
            run = paragraph.add_run(MARK)
            run.bold = True
            run.font.size = Pt(12)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()
