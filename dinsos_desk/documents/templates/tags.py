"""The tags of one paragraph: where they begin and end, and what is wrong with how they are written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dinsos_desk.documents.templates.findings import Finding, around
from dinsos_desk.documents.templates.places import Paragraph
from dinsos_desk.documents.templates.words import nearest

_OPEN = re.compile(r"\{[{%#]")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LONE_CLOSE = re.compile(r"\}\}|%\}")
_SINGLE = re.compile(
    r"(?<!\{)\{\s*[A-Za-z_]\w*(\.\w+)+\s*\}(?!\})|\{\s+\{|\}\s+\}|<<\s*\w+(\.\w+)*\s*>>|«\s*\w+(\.\w+)*\s*»"
)
_MENDED_QUOTES = re.compile("[“”‘’]")
_OTHER_QUOTES = re.compile("[„‟‚‛«»‹›″′`´]")
_DASHES = re.compile("[–—]")
_AGAIN = "lalu ketik ulang sekaligus"
_CUT = {
    "perubahan": (
        "perubahan yang dilacak", "Terima atau tolak perubahannya (Tinjau › Terima), lalu periksa tulisannya",
    ),
    "kontrol": ("kontrol isi Word", f"Klik kanan kontrolnya, pilih Hapus Kontrol Konten, {_AGAIN}"),
    "tautan": ("tautan", f"Klik kanan tautannya, pilih Hapus Hyperlink, {_AGAIN}"),
    "komentar": ("tanda komentar", f"Hapus komentarnya (Tinjau › Hapus), {_AGAIN}"),
    "catatan_kaki": ("tanda catatan kaki", "Pindahkan tanda catatan kaki ke belakangnya"),
    "bidang": ("bidang Word", f"Hapus bidangnya, {_AGAIN}"),
    "gambar": ("gambar atau kotak teks", f"Pindahkan gambarnya ke paragraf lain, {_AGAIN}"),
}  # fmt: skip
"""What may cut a tag in two: in words, and what to do about it."""
TOOLS = (
    "upper", "lower", "title", "capitalize", "trim", "length", "join", "first", "last", "default", "replace",
    "terbilang", "rupiah_terbilang", "angka", "kurung", "dalam_kalimat", "peraturan", "sebutan",
    "daftar_tempat", "berderet", "defined", "round", "sum", "sort", "list", "int", "batch", "map",
)  # fmt: skip
"""What may stand behind | in a tag, as far as letters need it."""
_PREFIXED = re.compile(r"(tr|tc|p|r)\s")


@dataclass(frozen=True, eq=False)
class Tag:
    """One tag of a paragraph. ``kind``: ``{{`` or ``{%``; ``prefix``: tr, tc, p, r or nothing."""

    paragraph: Paragraph
    start: int
    end: int
    kind: str
    prefix: str
    body: str

    @property
    def text(self) -> str:
        """As it is written."""
        return " ".join(self.paragraph.text[self.start : self.end].split())

    def finding(self, code: str, *, blocking: bool = True, **values: Any) -> Finding:
        """Something that is wrong with this tag."""
        near = around(self.paragraph.text, self.start, self.end)
        said = {"tulisan": self.text[:80], **values}
        return Finding(code, said, self.paragraph.place, near, blocking)


class TagReader:
    """Reads paragraphs in order; what is wrong with the writing of their tags gathers in ``findings``."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._left_open: Finding | None = None

    def read(self, paragraph: Paragraph) -> list[Tag]:
        """The tags of a paragraph that can be understood."""
        text, tags, at = paragraph.text, [], 0
        if self._left_open is not None and text.strip():
            at = self._behind_open(paragraph)
        plain = [text[:at]] if not at else []
        while (found := _OPEN.search(text, at)) is not None:
            plain.append(text[at : found.start()])
            closing = _CLOSE[found.group()]
            end = text.find(closing, found.end())
            again = _OPEN.search(text, found.end())
            if end < 0 or (again is not None and again.start() < end):
                at = again.start() if again is not None else len(text)
                self._unclosed(paragraph, found.start(), at, last=again is None)
                continue
            at = end + 2
            tag = _tag(paragraph, found.start(), at, found.group())
            if found.group() != "{#" and self._is_readable(tag):
                tags.append(tag)
        plain.append(text[at:])
        self._outside(paragraph, plain)
        return tags

    def close(self) -> None:
        """The end of a story: what is still open was never closed."""
        if self._left_open is not None:
            self.findings.append(self._left_open)
        self._left_open = None

    def _unclosed(self, paragraph: Paragraph, start: int, end: int, *, last: bool) -> None:
        near = around(paragraph.text, start, end)
        written = " ".join(paragraph.text[start:end].split())[:60]
        finding = Finding("templat_kurung_tak_tertutup", {"tulisan": written}, paragraph.place, near)
        if last:
            self._left_open = finding
        else:
            self.findings.append(finding)

    def _behind_open(self, paragraph: Paragraph) -> int:
        """A tag that began in the paragraph before ends here, or nowhere."""
        opened, self._left_open = self._left_open, None
        assert opened is not None
        close, again = _LONE_CLOSE.search(paragraph.text), _OPEN.search(paragraph.text)
        if close is None or (again is not None and again.start() < close.start()):
            self.findings.append(opened)
            return 0
        whole = f"{opened.values['tulisan']} ¶ {paragraph.text[: close.end()].strip()}"
        near = f"{opened.around} ¶ {paragraph.text.strip()}"[:150]
        self.findings.append(
            Finding("templat_isian_dua_paragraf", {"tulisan": whole[:80]}, opened.place, near)
        )
        return close.end()

    def _is_readable(self, tag: Tag) -> bool:
        """Whether its words can be looked at; what is wrong is said."""
        if not tag.body:
            self.findings.append(tag.finding("templat_isian_kosong"))
            return False
        if tag.kind == "{{" and (
            (tag.start and tag.paragraph.text[tag.start - 1] == "{") or tag.body[:1] == "{"
        ):
            self.findings.append(tag.finding("templat_kurung_tiga"))
            return False
        cutter = tag.paragraph.cut_by(tag.start, tag.end - 1)
        if cutter:
            what, remedy = _CUT[cutter]
            self.findings.append(tag.finding("templat_isian_terpotong", oleh=what, cara=remedy))
        found = _MENDED_QUOTES.search(tag.paragraph.text[tag.start : tag.end])
        if found is not None:
            self.findings.append(tag.finding("templat_kutip_keriting", blocking=False, huruf=found.group()))
        return True

    def _outside(self, paragraph: Paragraph, plain: list[str]) -> None:
        """Braces that belong to no tag; one at an edge grows into the tag of the paragraph beside it."""
        if plain[-1].endswith("{") or (plain[0].startswith("}") and not plain[0].startswith("}}")):
            values = {"tulisan": paragraph.text.strip()[:60]}
            near = paragraph.text[:90]
            self.findings.append(Finding("templat_kurung_tepi", values, paragraph.place, near))
        for piece in plain:
            lone = _LONE_CLOSE.search(piece)
            if lone is not None:
                near, start = paragraph.text, paragraph.text.find(piece) + lone.start()
                values = {"tulisan": near[max(0, start - 30) : start + 2].strip()}
                self.findings.append(
                    Finding(
                        "templat_kurung_tak_terbuka", values, paragraph.place, around(near, start, start + 2)
                    )
                )
            single = _SINGLE.search(piece)
            if single is not None:
                start = paragraph.text.find(piece) + single.start()
                near = around(paragraph.text, start, start + len(single.group()))
                values = {"tulisan": single.group()}
                self.findings.append(Finding("templat_kurung_tunggal", values, paragraph.place, near))


def _tag(paragraph: Paragraph, start: int, end: int, kind: str) -> Tag:
    inner = paragraph.text[start + 2 : end - 2]
    prefix = ""
    match = _PREFIXED.match(inner)
    if match is not None:
        prefix, inner = match.group(1), inner[match.end() :]
    body = inner.strip().removeprefix("-").removesuffix("-").strip()
    return Tag(paragraph, start, end, kind, prefix, straight(body))


def straight(text: str) -> str:
    """A tag as it is understood: Word's typographic quotes are straight ones."""
    return text.replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'")


def unreadable(tag: Tag, complaint: str) -> Finding:
    """Why a tag cannot be understood. ``complaint``: what jinja said about it."""
    quote = _OTHER_QUOTES.search(tag.body)
    if quote is not None:
        return tag.finding("templat_kutip_asing", huruf=quote.group())
    dash = _DASHES.search(tag.body)
    if dash is not None:
        return tag.finding("templat_garis_panjang", huruf=dash.group())
    for opening, closing in ("()", "[]"):
        if tag.body.count(opening) != tag.body.count(closing):
            return tag.finding("templat_tanda_kurung_kurang", huruf=f"{opening} {closing}")
    for quote_mark in "'\"":
        if tag.body.count(quote_mark) % 2:
            return tag.finding("templat_kutip_ganjil", huruf=quote_mark)
    unknown = re.match(r"No (filter|test) named '(\w+)'", complaint)
    if unknown is not None:
        near = nearest(unknown.group(2), TOOLS, 1)
        return tag.finding("templat_alat_tidak_dikenal", alat=unknown.group(2), mirip=like(near))
    if re.search(r"\w+ \w+", re.sub(r"\b(and|or|not|in|is|if|else|for)\b", "+", tag.body)):
        return tag.finding("templat_isian_berspasi")
    return tag.finding("templat_perintah_salah_tulis")


def like(near: tuple[str, ...]) -> str:
    """What might have been meant, as a sentence; empty when nothing is like it."""
    return f" Mungkin maksudnya {' atau '.join(f'“{one}”' for one in near)}." if near else ""


def misplaced(tags: list[Tag]) -> Iterator[Finding]:
    """Tags with a prefix (tr, tc, p) of one paragraph that stand where they cannot work or that lose text."""
    for tag in tags:
        paragraph = tag.paragraph
        if tag.prefix == "tr" and paragraph.row is None:
            yield tag.finding("templat_tr_di_luar_tabel")
        elif tag.prefix == "tc" and paragraph.cell is None:
            yield tag.finding("templat_tc_di_luar_tabel")
    wholes = [tag for tag in tags if tag.prefix == "p"]
    if len(wholes) > 1:
        yield wholes[1].finding("templat_p_dua_sebaris")
    elif wholes:
        rest = paragraph.text[: wholes[0].start] + paragraph.text[wholes[0].end :]
        if rest.strip():
            yield wholes[0].finding("templat_p_teks_hilang", hilang=" ".join(rest.split())[:60])


def crowded(
    rows: Mapping[Any, list[Tag]], cells: Mapping[Any, list[Tag]], texts: Mapping[Any, list[Paragraph]]
) -> Iterator[Finding]:
    """Rows and cells that go when their command is carried out, with something in them that would go too."""
    for row, tags in rows.items():
        if len(tags) > 1:
            yield tags[1].finding("templat_tr_dua_sebaris")
            continue
        rest = " ".join(one.text for one in texts[row] if one is not tags[0].paragraph)
        own = tags[0].paragraph.text
        rest = f"{rest} {own[: tags[0].start]} {own[tags[0].end :]}".strip()
        if rest:
            yield tags[0].finding("templat_tr_teks_hilang", hilang=" ".join(rest.split())[:60])
    for tags in cells.values():
        if len(tags) > 1:
            yield tags[1].finding("templat_tc_dua_sesel")
