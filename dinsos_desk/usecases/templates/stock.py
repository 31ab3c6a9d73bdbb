"""Every Word template there is: who uses it, whose it is, which version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.db.repositories.templates import VersionRow, digest_of, version_rows
from dinsos_desk.domain.templates import TemplateDeed
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.services.drafts import Origin
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates.users import Fillers, fillers

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
    "bagian/pejabat.docx": "Nama pejabat",
    "bagian/paraf.docx": "Kotak paraf",
    "bagian/tembusan.docx": "Tembusan",
    "tanda_terima.docx": "Tanda terima (kertas surat)",
    "tanda_terima_a5.docx": "Tanda terima A5",
    "tanda_terima_struk.docx": "Tanda terima struk 80 mm",
}


_ABBREVIATIONS = frozenset(
    {"apbd", "apbn", "cota", "dtks", "dtsen", "jk", "kis", "lks", "otdp", "pbi", "pub", "slrt", "trc", "ugb"}
)


@dataclass(frozen=True)
class TemplateInfo:
    """One template. ``users``: the services that name it with the product; ``version``: 0 for none.

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


def template_list(desk: Workplace) -> tuple[TemplateInfo, ...]:
    """All templates, the letters of services first."""
    known = fillers(desk)
    shipped, own = desk.letters.names()
    with desk.reader() as uow:
        newest = {row.name: row for row in version_rows(uow.session) if row.newest}
    rows = [
        _info(desk, name, known, name in shipped, name in own, newest.get(name)) for name in shipped | own
    ]
    return tuple(sorted(rows, key=lambda one: (not one.users, one.group, one.title.casefold())))


def _info(
    desk: Workplace, name: str, known: Fillers, shipped: bool, own: bool, version: VersionRow | None
) -> TemplateInfo:
    folder, _, stem = name.removesuffix(".docx").rpartition("/")
    origin = Origin.SHIPPED if not own else Origin.CHANGED if shipped else Origin.OWN
    users = tuple(
        f"{service.short_name}: {product.name}"
        for service in known.listed(name)
        for product in service.products
        if product.template == name
    )
    if version is not None and version.deed is TemplateDeed.SHIPPED:
        version = None
    top = folder.split("/")[0]
    return TemplateInfo(
        name,
        _NAMES.get(name) or title_of(stem),
        _GROUPS.get(top) or top.replace("_", " ").title(),
        users,
        origin,
        version.version if own and version is not None else 0,
        version.at if own and version is not None else None,
        version.who if own and version is not None else "",
        own and _differs(desk, name, version),
    )


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
