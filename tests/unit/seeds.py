"""Reads the published standards (``tests/seeds``) into lists, to hold the catalogue against them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"


@dataclass(frozen=True)
class Published:
    """What the source says of one service. ``components``: how many of the table's rows it fills.

    None: the source gives no such list. ``drawn``: the boxes of a drawn flow instead of steps.
    """

    name: str
    requirements: tuple[str, ...] | None = None
    legal_basis: tuple[str, ...] | None = None
    steps: tuple[str, ...] | None = None
    time_limit: str = ""
    fee: str = ""
    products: tuple[str, ...] | None = None
    others: dict[int, tuple[str, ...]] | None = None
    drawn: int = 0


def published() -> dict[str, Published]:
    """Every service of the seeds by the code of its catalogue file."""
    return {**lubuklinggau(), **lombok_timur(), **cirebon(), **family_tracing(), **shelter()}


_LUBUKLINGGAU = (
    "tanggap-darurat",
    "orang-terlantar",
    "pub",
    "ugb",
    "orang-tua-angkat",
    "kafetaria",
    "lks-operasional",
    "rumah-sakit-jiwa",
    "dtks",
    "pbi-jk",
    "rehabilitasi-sosial",
)


def lubuklinggau() -> dict[str, Published]:
    """The eleven tables of fourteen components."""
    text = _read("lubuklinggau").split("C. STANDAR PELAYANAN")[1]
    tables = re.split(r"^No\.\tKomponen\tUraian$", text, flags=re.MULTILINE)
    found = {}
    for place, code in enumerate(_LUBUKLINGGAU):
        heading = [line for line in tables[place].splitlines() if re.match(r"\d+\. ", line)][-1]
        rows = _rows(tables[place + 1])
        found[f"lubuklinggau-{code}"] = Published(
            name=re.sub(r"^\d+\. ", "", heading).rstrip(". "),
            legal_basis=_listed(rows[1]),
            requirements=_listed(rows[2]),
            time_limit=rows[4],
            fee=rows[5],
            products=_listed(rows[6]),
            others={number: _listed(rows[number]) for number in range(7, 15)},
            drawn=len(set(re.findall(r"\w+(?=\[\d)", rows[3]))),
        )
    return found


def _rows(table: str) -> dict[int, str]:
    """The components of one table by number; a cell may run over several lines."""
    rows: dict[int, str] = {}
    for line in table.splitlines():
        started = re.match(r"(\d+)\t[^\t]*\t(.*)", line)
        if started:
            rows[int(started.group(1))] = re.sub(r"<[^>]+>", "", started.group(2)).strip()
    return rows


_LOMBOK_TIMUR = (
    ("orang-terlantar", "Rekomendasi Surat Terhadap Orang Terlantar", "Rekomendasi Mengadopsi Anak"),
    ("adopsi", "REKOMENDASI MENGADOPSI ANAK", "Penerbitan Ijin Operasional"),
    ("siop-operasional", "PENERBITAN IJIN OPERASIONAL ORGANISASI SOSIAL", "PENERBITAN IJIN PENDIRIAN"),
    ("siop-pendirian", "PENERBITAN IJIN PENDIRIAN ORGANISASI SOSIAL", "Kartu Indonesia Sehat"),
    ("kis", "Kartu Indonesia Sehat ( KIS )", "Sistem Layanan Rujukan"),
    ("slrt", "Sistem Layanan Rujukan Terpadu ( SLRT )", None),
)
_HEADINGS = {
    "Dasar Hukum": "legal_basis",
    "Persyaratan": "requirements",
    "Prosedur": "steps",
    "Waktu Pelayanan": "time_limit",
    "Waktu pelayanan": "time_limit",
    "Produk": "products",
}


def lombok_timur() -> dict[str, Published]:
    """Six services under headings, their lists numbered or dotted."""
    text = _read("lombok-timur")
    text = text[text.index("Rekomendasi Surat Terhadap Orang Terlantar") :]
    found = {}
    for code, start, end in _LOMBOK_TIMUR:
        begins = text.index(start)
        text = text[begins + len(start) :]
        body = text[: text.index(end)] if end else text
        body = body.removeprefix("\n\n" + start)
        parts = {name: _lines_under(body, heading) for heading, name in _HEADINGS.items() if heading in body}
        steps = parts.get("steps")
        if code == "kis" and steps:
            steps = tuple(step for step in steps if step not in parts["requirements"])
        time_limit = next(iter(parts.get("time_limit", ())), "")
        found[f"lombok-timur-{code}"] = Published(
            name=start,
            legal_basis=parts.get("legal_basis"),
            requirements=parts.get("requirements"),
            steps=steps,
            time_limit=time_limit,
            products=parts.get("products"),
        )
    return found


def _lines_under(body: str, heading: str) -> tuple[str, ...]:
    """The lines of the list under a heading, up to the next heading; bare words only when no list."""
    after = re.split(rf"^{heading}\s*$", body, maxsplit=1, flags=re.MULTILINE)
    if len(after) < 2:
        return ()
    lines = []
    for line in after[1].splitlines():
        if re.match(r"[A-Z]", line) and lines and heading not in ("Waktu Pelayanan", "Produk"):
            break
        item = re.match(r"\s+(?:\d+\.|•)\s+(.*)", line)
        if item:
            lines.append(item.group(1))
        elif line.strip() and not lines and heading in ("Waktu Pelayanan", "Waktu pelayanan", "Produk"):
            return (line.strip(),)
    return tuple(lines)


def cirebon() -> dict[str, Published]:
    """Flows as numbered lists under a heading; no other component is published."""
    text = _read("cirebon")
    marks = (
        ("pbi-apbd", "alur pelayanan pembuatan bpjs pbi apbd"),
        ("pbi-apbn", "alur pelayanan pembuatan bpjs pbi apbn"),
        ("otdp", "alur pelayanan orang terlantar dalam perjalanan"),
        ("adopsi", "PROSEDUR PENGANGKATAN ANAK"),
        ("pencatatan-yayasan", "Prosedur Pencatatan Yayasan"),
    )
    found = {}
    for code, mark in marks:
        steps = []
        for line in text[text.index(mark) :].splitlines()[1:]:
            item = re.match(r"\s+(\d+)\.\s+(.*)", line)
            if item:
                steps.append(item.group(2))
            elif line.strip() and steps:
                break
        found[f"cirebon-{code}"] = Published(mark, steps=tuple(steps))
    return found


def family_tracing() -> dict[str, Published]:
    """One table of fourteen components."""
    cells = [cell.strip() for cell in _read("penelusuran-keluarga").replace("\n", " ").split("|")]
    rows = {
        int(cells[place].rstrip(".")): cells[place + 2]
        for place in range(len(cells) - 2)
        if re.fullmatch(r"\d+\.", cells[place])
    }
    return {
        "penelusuran-keluarga": Published(
            name=cells[0].removesuffix(" No").strip(),
            legal_basis=_listed(rows[1]),
            requirements=_listed(rows[2]),
            steps=_listed(rows[3]),
            time_limit=rows[4],
            fee=rows[5],
            products=_listed(rows[6]),
            others={number: _listed(rows[number]) for number in range(7, 15)},
        )
    }


def shelter() -> dict[str, Published]:
    """Two tracks in one numbered list: the lines that only head a track are no requirements."""
    text = _read("babel-panti")
    block = text.split("Persyaratan\n")[1].split("Sistem, Mekanisme")[0]
    numbered = re.findall(r"^\d+\. (.*)$", block, re.MULTILINE)
    tracks = re.findall(
        r"^\d\. [AB]\..*?(?= 1\. )(.*)$", text.split("Sistem, Mekanisme dan Prosedur")[1], re.MULTILINE
    )
    return {
        "babel-panti-orang-terlantar": Published(
            name="Standar Layanan rehabilitasi sosial dasar orang terlantar di dalam Panti Sosial",
            requirements=tuple(line for line in numbered if not re.match(r"[AB]\. ", line)),
            steps=tuple(step for track in tracks for step in _listed(track)),
            time_limit="7 Hari",
            products=("Surat Rujukan", "Surat Pengantar Pemulangan", "Berita Acara Pemulangan"),
        )
    }


def _listed(cell: str) -> tuple[str, ...]:
    """The items of a cell numbered 1. 2. 3., lettered a. b. c. or dashed; else the cell as one item."""
    for marks in (_numbers(), _letters()):
        items = _split(cell, marks)
        if items:
            return items
    if cell.startswith("- "):
        return tuple(item.strip() for item in re.split(r"(?:^| )- ", cell) if item.strip())
    return (cell,) if cell.strip(" -") else ()


def _split(cell: str, marks: Iterator[str]) -> tuple[str, ...]:
    items, rest = [], cell.strip()
    mark = next(marks)
    if not re.search(rf"(?:^|:) ?{re.escape(mark)} ", rest):
        return ()
    rest = rest[rest.index(mark) + len(mark) :]
    for following in marks:
        found = re.search(rf" {re.escape(following)} ?", rest)
        if found is None:
            break
        items.append(rest[: found.start()].strip())
        rest = rest[found.end() :]
    return (*items, rest.strip())


def _numbers() -> Iterator[str]:
    return (f"{number}." for number in range(1, 99))


def _letters() -> Iterator[str]:
    return (f"{letter}." for letter in "abcdefghijklmnop")


def _read(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_text(encoding="utf-8")
