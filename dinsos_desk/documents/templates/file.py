"""The file of a template before its words are looked at: whether it is a Word document at all, and what is in
it that no letter may carry.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from docx.oxml.parser import parse_xml

from dinsos_desk.documents.package import MAX_UNPACKED
from dinsos_desk.documents.templates.findings import Finding

LARGEST_TEMPLATE = 5 * 1024 * 1024
MOST_PARAGRAPHS = 4000
"""More paragraphs than this are no template of a letter."""
_MOST_PARTS = 2000
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "gambar"),
    (b"\x89PNG", "gambar"),
    (b"<html", "HTML"),
    (b"<!DOC", "HTML"),
)
_TYPES, _BODY = "[Content_Types].xml", "word/document.xml"
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_OUTSIDE = ("image", "oleObject", "subDocument", "attachedTemplate", "frame", "aFChunk", "video", "audio")
_RELATION = re.compile(r"<Relationship\b[^>]*>")


def file_findings(file_name: str, data: bytes) -> tuple[Finding, ...]:
    """Why a file cannot be a template at all; empty when it can be opened and looked at."""
    return tuple(_no_word(file_name, data))


def _no_word(file_name: str, data: bytes) -> Iterator[Finding]:
    name = re.split(r"[\\/]", file_name)[-1]
    values = {"nama": name}
    if name.startswith("~$"):
        yield Finding("templat_berkas_kunci_word", values)
    elif not data:
        yield Finding("templat_berkas_kosong", values)
    elif len(data) > LARGEST_TEMPLATE:
        yield Finding("templat_lebih_besar", {**values, "batas": "5 MB"})
    elif data.startswith(_OLD_WORD):
        code = "templat_bersandi" if _ENCRYPTED in data else "templat_word_lama"
        yield Finding(code, values)
    elif not data.startswith(b"PK"):
        kind = next((kind for start, kind in _KINDS if data[:5].upper().startswith(start.upper())), "")
        yield Finding("templat_bukan_word", {**values, "jenis": f" ({kind})" if kind else ""})
    else:
        yield from _wrong_package(data, values)


def _wrong_package(data: bytes, values: Mapping[str, object]) -> Iterator[Finding]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
                yield Finding("templat_bom_zip", values)
                return
            names = {info.filename for info in infos}
            if any(info.flag_bits & 1 for info in infos):
                yield Finding("templat_bersandi", values)
                return
            if "mimetype" in names:
                yield Finding("templat_bukan_word", {**values, "jenis": " (LibreOffice)"})
                return
            if _BODY not in names or _TYPES not in names:
                kind = " (Excel)" if any(name.startswith("xl/") for name in names) else ""
                yield Finding("templat_bukan_word", {**values, "jenis": kind})
                return
            types = archive.read(_TYPES)
            for name in sorted(names):
                if name.endswith((".xml", ".rels")):
                    content = archive.read(name)
                    if _DOCTYPE.search(content):
                        yield Finding("templat_xml_rusak", {**values, "bagian": name})
                        return
                    parse_xml(content)
            if any(name.endswith("vbaProject.bin") for name in names) or b"macroEnabled" in types:
                yield Finding("templat_bermakro", values)
            elif b"wordprocessingml.template" in types:
                yield Finding("templat_dotx", values)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, KeyError, OSError):
        yield Finding("templat_zip_rusak", values)
    except Exception:  # lxml has its own kind of syntax error, which is no ValueError
        yield Finding("templat_xml_rusak", {**values, "bagian": "dokumen"})


def package_findings(parts: Mapping[str, bytes]) -> Iterator[Finding]:
    """What is in the file besides words: things outside of it, changes not accepted, notes, lost pictures."""
    for name, content in parts.items():
        if name.endswith(".rels"):
            yield from _relations(name, content.decode("utf-8", "replace"), parts)
    if any(name.startswith("word/embeddings/") or name.startswith("word/activeX/") for name in parts):
        yield Finding("templat_objek_tertanam")
    settings = parts.get("word/settings.xml", b"")
    if b"w:documentProtection" in settings and re.search(rb'w:enforcement="(1|true|on)"', settings):
        yield Finding("templat_dilindungi", blocking=False)
    if b"<w:trackRevisions" in settings:
        yield Finding("templat_lacak_menyala", blocking=False)


def _relations(name: str, text: str, parts: Mapping[str, bytes]) -> Iterator[Finding]:
    for entry in _RELATION.findall(text):
        kind = _attribute(entry, "Type").rpartition("/")[2]
        target = _attribute(entry, "Target")
        if _attribute(entry, "TargetMode").lower() == "external":
            if kind in _OUTSIDE:
                yield Finding("templat_tautan_luar", {"tujuan": target[:80], "jenis": kind})
            elif kind == "hyperlink" and not target.startswith(("http://", "https://", "mailto:")):
                yield Finding("templat_tautan_berkas", {"tujuan": target[:80]}, blocking=False)
        elif kind == "image":
            folder = name.rpartition("_rels/")[0]
            path = target.lstrip("/") if target.startswith("/") else _inside(folder, target)
            if path not in parts or not parts[path]:
                yield Finding("templat_gambar_hilang", {"gambar": target[:80]})
        elif kind == "aFChunk":
            yield Finding("templat_objek_tertanam")


def _attribute(entry: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', entry)
    return found.group(1) if found else ""


def _inside(folder: str, target: str) -> str:
    steps = [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in (".", ".."):
            steps.append(step)
    return "/".join(steps)
