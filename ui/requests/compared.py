"""Two versions of a letter side by side as a page that can be read by eye, by keys and by ear."""

from collections.abc import Iterator, Sequence
from html import escape

from dinsos_desk.documents.compare import Pair, Piece
from dinsos_desk.usecases.review.draft_versions import Comparison, DraftVersion
from ui.theme import Theme, Tone

_AROUND = 2
"""Paragraphs shown around a difference."""
_ROWS = 30
"""Rows laid out at once: about 30 ms."""
GONE, NEW = "−", "+"
"""Beside a paragraph that differs, so that colour is never the only sign."""


def version_title(version: DraftVersion) -> str:
    """A version as one speaks of it."""
    return f"Versi {version.version}"


def differences_words(count: int) -> str:
    """How many paragraphs differ."""
    return f"{count} bagian berbeda" if count else "Isi suratnya sama."


def anchor(place: int) -> str:
    """The name of the n-th difference in the page."""
    return f"beda{place}"


def comparison_pages(theme: Theme, told: Comparison) -> tuple[str, ...]:
    """The page in parts that can be laid out one after another: a row for each paragraph, what went struck
    out and what came underlined; long runs of paragraphs that are the same are folded.
    """
    rows, place = [_heads(theme, told)], 0
    for pair in folded(told.pairs):
        if isinstance(pair, int):
            rows.append(_fold(theme, pair))
            continue
        name = ""
        if pair.differs:
            name = f'<a name="{anchor(place)}"></a>'
            place += 1
        rows.append(f"<tr>{_cells(theme, pair, name)}</tr>")
    parts = [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)]
    return tuple(
        f'<table width="100%" cellspacing="0" cellpadding="3">{"".join(part)}</table>' for part in parts
    )


def folded(pairs: Sequence[Pair]) -> Iterator[Pair | int]:
    """The paragraphs, with how many are the same instead of those far from any difference."""
    near = {
        other
        for place, pair in enumerate(pairs)
        if pair.differs
        for other in range(place - _AROUND, place + _AROUND + 1)
    }
    hidden = 0
    for place, pair in enumerate(pairs):
        if place not in near:
            hidden += 1
            continue
        if hidden:
            yield hidden
            hidden = 0
        yield pair
    if hidden:
        yield hidden


def _heads(theme: Theme, told: Comparison) -> str:
    line = theme.colours.line
    heads = "".join(
        f'<td colspan="2" style="border-bottom:1px solid {line}; padding:4px 8px">'
        f"<b>{escape(version_title(one))}</b> "
        f'<span style="color:{theme.colours.muted}">{escape(one.who)}</span></td>'
        for one in (told.earlier, told.later)
    )
    return f"<tr>{heads}</tr>"


def _fold(theme: Theme, count: int) -> str:
    words = f"… {count} bagian sama …"
    return (
        f'<tr><td></td><td style="color:{theme.colours.muted}"><i>{words}</i></td>'
        f'<td></td><td style="color:{theme.colours.muted}"><i>{words}</i></td></tr>'
    )


def difference_words(pairs: Sequence[Pair], place: int) -> str:
    """One difference in words: what stood there and what stands there now."""
    pair = [pair for pair in pairs if pair.differs][place]
    left, right = _plain(pair.left), _plain(pair.right)
    if not left:
        return f"Ditambahkan: {right}"
    return f"Dihapus: {left}" if not right else f"Semula: {left}. Menjadi: {right}"


def _cells(theme: Theme, pair: Pair, name: str) -> str:
    return _side(theme, pair.left, pair.differs, GONE, Tone.BAD, name) + _side(
        theme, pair.right, pair.differs, NEW, Tone.OK, ""
    )


def _side(
    theme: Theme, pieces: tuple[Piece, ...] | None, differs: bool, sign: str, tone: Tone, name: str
) -> str:
    """The sign and the words of one side."""
    colour, ground = theme.tone(tone)
    if pieces is None:
        return f'<td width="2%">{name}</td><td width="48%"></td>'
    shade = f' style="background-color:{ground.name()}"' if differs else ""
    mark = sign if differs else ""
    words = "".join(_piece(piece, colour.name(), sign) for piece in pieces)
    return f'<td width="2%"{shade}>{name}<b>{mark}</b></td><td width="48%"{shade}>{words}</td>'


def _piece(piece: Piece, colour: str, sign: str) -> str:
    text = escape(piece.text)
    if not piece.differs:
        return text
    tag = "s" if sign == GONE else "u"
    return f'<{tag}><span style="color:{colour}; font-weight:600">{text}</span></{tag}>'


def _plain(pieces: tuple[Piece, ...] | None) -> str:
    return "".join(piece.text for piece in pieces or ())
