"""The zip around a document is written as the standard library would write it."""

import io
import zipfile

from dinsos_desk.documents.package import append, pack


def by_the_library(base: bytes, parts: list[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    stream.write(base)
    with zipfile.ZipFile(stream, "a" if base else "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def test_byte_for_byte_as_the_library_writes_it() -> None:
    first = [
        ("[Content_Types].xml", b"<a/>" * 200),
        ("word/gambar é.png", bytes(range(256))),
        ("kosong", b""),
    ]
    second = [("word/document.xml", b"isi surat " * 999), ("word/footer1.xml", b"kaki")]
    base = append(b"", first)
    assert base == by_the_library(b"", first)
    assert append(base, second) == by_the_library(base, second)
    assert append(base, []) == base
    assert append(b"", []) == by_the_library(b"", [])
    with zipfile.ZipFile(io.BytesIO(append(base, second))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [name for name, _ in (*first, *second)]


def test_the_content_types_stand_first() -> None:
    with zipfile.ZipFile(io.BytesIO(pack([("z", b"1"), ("[Content_Types].xml", b"2")]))) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "z"]
