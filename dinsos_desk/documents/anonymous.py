"""Takes out of a Word file who wrote it: what is given to another office names nobody.

Authors stand in the properties of the document, at comments and at tracked changes; the text stays.
"""

import re

from dinsos_desk.documents.package import pack, read_parts

_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_PEOPLE = "word/people.xml"
_NAMES = re.compile(
    rb"(<(?P<tag>dc:creator|cp:lastModifiedBy|Manager|Company)(?: [^>]*)?>)[^<]*(</(?P=tag)>)"
)
_CUSTOM = re.compile(rb"(<vt:lpw?str>)[^<]*(</vt:lpw?str>)")
_AUTHOR = re.compile(rb'(\b(?:\w+:)?(?:author|initials|userId|providerId)=)"[^"]*"')


def without_authors(name: str, document: bytes) -> bytes:
    """The same document without the names of those who wrote it; the same bytes give the same bytes.

    Raises:
        TemplateBrokenError: it is no Word document; ``name`` is how the error calls it.
    """
    return pack((part, _cleaned(part, content)) for part, content in read_parts(name, document).items())


def _cleaned(name: str, part: bytes) -> bytes:
    if name in _PROPERTIES:
        part = _NAMES.sub(rb"\1\3", part)
        return _CUSTOM.sub(rb"\1\2", part) if name.endswith("custom.xml") else part
    if name == _PEOPLE or (name.startswith("word/") and name.endswith(".xml")):
        return _AUTHOR.sub(rb'\1""', part)
    return part
