"""Word files made for a test."""

import io

import docx


def word_file(*paragraphs: str) -> bytes:
    """A document with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
