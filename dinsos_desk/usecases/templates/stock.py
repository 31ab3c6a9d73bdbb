"""Every Word template there is: who uses it, whose it is, which version.

An own template lies beside the shipped ones under the same kind of name and goes before a shipped one of
the same name; ``versions`` keeps every version of it. Templates hold no personal data.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.db.repositories.templates import VersionRow, digest_of, version_rows
from dinsos_desk.domain.templates import TemplateDeed
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.services.drafts import Origin
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates.papers import PAPERS
from dinsos_desk.usecases.templates.users import Fillers, fillers, is_letter

_GROUPS: Mapping[str, str] = {
    "bagian": "Bagian bersama",
    "cetak": "Cetakan kantor",
    "register": "Buku register",
    "rekap": "Rekap",
    "umum": "Surat umum",
    "kantor": "Buatan kantor",
    "": "Loket",
}
_NAMES: Mapping[str, str] = {
    "bagian/kop.docx": "Kop surat",
    "bagian/kepala_surat.docx": "Kepala surat (nomor, sifat, hal)",
    "bagian/tanda_tangan.docx": "Blok tanda tangan",
    "bagian/tanda_tangan_saja.docx": "Tanda tangan tanpa tempat",
    "bagian/pejabat.docx": "Jabatan dan nama pejabat",
    "bagian/jabatan_pejabat.docx": "Jabatan pejabat",
    "bagian/nama_pejabat.docx": "Nama pejabat",
    "bagian/paraf.docx": "Kotak paraf",
    "bagian/tembusan.docx": "Tembusan",
    "bagian/kaki.docx": "Kaki halaman (kode QR, nomor halaman)",
    "tanda_terima.docx": "Tanda terima (kertas surat)",
    "tanda_terima_a5.docx": "Tanda terima A5",
    "tanda_terima_struk.docx": "Tanda terima struk 80 mm",
}


_ABBREVIATIONS = frozenset(
    {"apbd", "apbn", "cota", "dtks", "dtsen", "jk", "kis", "lks", "otdp", "pbi", "pub", "slrt", "trc", "ugb"}
)


_NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)+\.docx")


@dataclass(frozen=True)
class TemplateRow:
    """A template that a product may name. ``title`` is its name in words, ``folder`` whose it is."""

    name: str
    title: str
    folder: str
    origin: Origin


@dataclass(frozen=True)
class TemplateInfo:
    """One template. ``users``: the services that name it with the product, or where a paper is printed;
    ``version``: 0 for none.

    ``outside``: the file in the folder is not the version that the office took in.
    """

    name: str
    title: str
    group: str
    users: tuple[str, ...]
    origin: Origin
    version: int
    since: datetime | None
    who: str
    outside: bool

    @property
    def words(self) -> str:
        """What it is found by."""
        return f"{self.title} {self.group} {' '.join(self.users)} {self.name}".casefold()


def letter_templates(desk: Workplace) -> tuple[TemplateRow, ...]:
    """The templates of letters, by folder and name; nothing but the folders is read."""
    shipped, own = desk.letters.names()
    return tuple(
        TemplateRow(name, title_of(stem), folder, _origin(name in shipped, name in own))
        for name in sorted(shipped | own)
        for folder, _, stem in (name.removesuffix(".docx").rpartition("/"),)
        if is_letter(name) and _NAME.fullmatch(name)
    )


def template_file(desk: Workplace, name: str) -> bytes:
    """The file of a template, to be saved and edited in Word. Raises ``UserError`` *templat_hilang*."""
    return desk.letters.template(name)


def template_list(desk: Workplace) -> tuple[TemplateInfo, ...]:
    """All templates, the letters of services first."""
    known = fillers(desk)
    shipped, own = desk.letters.names()
    with desk.reader() as uow:
        newest = {row.name: row for row in version_rows(uow.session) if row.newest}
    rows = [
        _info(desk, name, known, name in shipped, name in own, newest.get(name)) for name in shipped | own
    ]
    return tuple(
        sorted(rows, key=lambda one: (one.name in PAPERS, not one.users, one.group, one.title.casefold()))
    )


def _info(
    desk: Workplace, name: str, known: Fillers, shipped: bool, own: bool, version: VersionRow | None
) -> TemplateInfo:
    folder, _, stem = name.removesuffix(".docx").rpartition("/")
    users = tuple(
        f"{service.short_name}: {product.name}"
        for service in known.listed(name)
        for product in service.products
        if product.template == name
    )
    if name in PAPERS:
        users = (PAPERS[name].where,)
    if version is not None and version.deed is TemplateDeed.SHIPPED:
        version = None
    top = folder.split("/")[0]
    return TemplateInfo(
        name,
        _NAMES.get(name) or title_of(stem),
        _GROUPS.get(top) or top.replace("_", " ").title(),
        users,
        _origin(shipped, own),
        version.version if own and version is not None else 0,
        version.at if own and version is not None else None,
        version.who if own and version is not None else "",
        own and _differs(desk, name, version),
    )


def _origin(shipped: bool, own: bool) -> Origin:
    return Origin.SHIPPED if not own else Origin.CHANGED if shipped else Origin.OWN


def title_of(stem: str) -> str:
    """The name of a file as a title; abbreviations keep their capitals."""
    words = stem.split("_")
    shown = [word.upper() if word in _ABBREVIATIONS else word for word in words]
    return " ".join([shown[0][:1].upper() + shown[0][1:], *shown[1:]])


def _differs(desk: Workplace, name: str, version: VersionRow | None) -> bool:
    try:
        return version is None or digest_of(desk.letters.template(name)) != version.digest
    except DeskError:
        return True
