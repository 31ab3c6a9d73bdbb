"""What tests are built from: a clock that stands where it is put, an office, users, drafts. All invented.

What every office has alike is made once a process: the shipped catalogue is read once, templates are prepared
once (their cache compares the files by content), and a fresh office is a copy of the first one.
"""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from dinsos_desk import paths as places
from dinsos_desk.desk import Desk, Gate, Library, Setup
from dinsos_desk.domain.identity import build_nik
from dinsos_desk.domain.people import Sex
from dinsos_desk.domain.routing import Role
from dinsos_desk.paths import DataPaths
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.officials import OfficialData
from dinsos_desk.usecases.office.setup import OfficeData
from dinsos_desk.usecases.office.users import UserData, add_user, sign_in
from dinsos_desk.usecases.templates.taking_in import drafted, look_at, own_name, take_in
from dinsos_desk.vault.keys import KeyRing
from dinsos_desk.vault.passwords import KdfCost

CHEAP = KdfCost(1024, 1, 1)
PASSWORD = "kopi-pagi-loket-3"
MONDAY = datetime(2026, 11, 23, 8, 14)
OFFICE = OfficeData(
    preset="contoh",
    government="PEMERINTAH KOTA CONTOH",
    name="DINAS SOSIAL",
    address="Jalan Melati Nomor 1, Kecamatan Contoh Barat",
    city="Contoh",
    phone="(0000) 000000",
    email="dinsos@contoh.example",
)


class StandingClock:
    """A clock for tests: it stands until it is moved."""

    def __init__(self, moment: datetime = MONDAY) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> datetime:
        """Move on; returns the new moment."""
        self.moment += timedelta(**span)
        return self.moment


def cheap_ring(path: Path) -> KeyRing:
    """Keys that open quickly: for tests only."""
    return KeyRing(path, cost=CHEAP, minimum=CHEAP)


class _Maker(Gate):
    """Makes an office without signing in."""

    def open(self, login: str, password: str) -> tuple[Desk, Actor]:  # type: ignore[override]
        return None  # type: ignore[return-value]


_libraries: dict[tuple[Path, Path], Library] = {}
_first_offices: dict[datetime, DataPaths] = {}


def _known(library: Library, own_templates: Path) -> None:
    """Let a library know what another one of this process has read from the same shipped files."""
    shipped = (places.resources_dir(), places.templates_dir())
    first = _libraries.get(shipped)
    if first is None:
        first = _libraries[shipped] = Library(own_templates.with_name("tanpa-templat"))
    library.letters._cache = first.letters._cache
    library.__dict__["offices"] = first.offices
    library.__dict__["regions"] = first.regions
    if not any(own_templates.rglob("*.docx")):
        library.__dict__["catalog"] = first.catalog


def gate_at(folder: Path, clock: StandingClock | None = None) -> Gate:
    """The gate of a data folder."""
    paths = DataPaths(folder)
    paths.prepare()
    gate = Gate(paths, ring_at=cheap_ring, now=clock or StandingClock())
    _known(gate.library, paths.templates)
    return gate


def made_at(folder: Path, clock: StandingClock | None = None) -> Gate:
    """The gate of an office that was set up: every service, and Rani at the desk.

    Offices of the same moment have the same keys.
    """
    gate = gate_at(folder, clock)
    _settle(gate)
    return gate


def settled(gate: Gate) -> tuple[Desk, Actor]:
    """What ``gate.set_up(setup_for(gate))`` comes to in an empty folder, from a copy."""
    _settle(gate)
    return gate.open("rani", PASSWORD)


def _settle(gate: Gate) -> None:
    moment = gate._now()
    first = _first_offices.get(moment)
    if first is None:
        first = _first_offices[moment] = DataPaths(Path(tempfile.mkdtemp(prefix="kantor-")))
        atexit.register(shutil.rmtree, first.root, ignore_errors=True)
        first.prepare()
        maker = _Maker(first, ring_at=cheap_ring, now=StandingClock(moment))
        maker.library = gate.library
        maker.set_up(setup_for(gate))
    shutil.copytree(first.root, gate.paths.root, dirs_exist_ok=True)


def setup_for(gate: Gate, **changes: object) -> Setup:
    """A whole set-up with every service of the catalogue and a holder for every post of the sample office."""
    preset = gate.library.offices.presets["contoh"]
    values: dict[str, object] = {
        "office": OFFICE,
        "user": UserData("rani", "Rani Wulandari", "Petugas loket", frozenset({Role.ADMIN, Role.PETUGAS})),
        "password": PASSWORD,
        "services": frozenset(gate.library.catalog.services),
        "officials": tuple(
            OfficialData(post.code, post.name.upper(), f"Pejabat Contoh {place}", "Pembina", "")
            for place, post in enumerate(preset.posts, 1)
        ),
    }
    return Setup(**{**values, **changes})  # type: ignore[arg-type]


def new_desk(folder: Path, clock: StandingClock | None = None) -> tuple[Desk, Actor]:
    """A fresh office with its first user (administrator and petugas), signed in."""
    return settled(gate_at(folder, clock))


def colleague(desk: Desk, admin: Actor, role: Role, division: str = "") -> Actor:
    """Another user with one role, signed in."""
    login = f"{role.value}{division[:3].lower()}"
    data = UserData(login, f"Contoh {role.value.title()}", role.value.title(), frozenset({role}), division)
    add_user(desk.uow(), admin, desk.ring, desk.key, data, PASSWORD, desk.now())
    return sign_in(desk.reader(), login)


def typed_person(
    name: str = "Siti Nurhayati",
    *,
    sex: Sex = Sex.FEMALE,
    born: date = date(1992, 4, 7),
    serial: int = 3,
    **more: str,
) -> dict[str, str]:
    """A person as typed into the form, with a NIK that fits."""
    typed = {
        "nik": build_nik("167301", born, sex, serial),
        "nama": name,
        "jenis_kelamin": sex.value.lower(),
        "tempat_lahir": "Contoh",
        "tanggal_lahir": born.strftime("%d/%m/%Y"),
        "agama": "Islam",
        "status_kawin": "Kawin",
        "pekerjaan": "Pedagang",
        "alamat": "Jalan Kenanga Nomor 9",
        "rt": "05",
        "rw": "02",
        "desa": "Contoh Lebar",
        "kecamatan": "Contoh Barat",
        "kabupaten": "Kota Contoh",
        "provinsi": "Sumatera Selatan",
    }
    return typed | more


@dataclass
class Walked:
    """What a test remembers of a walked application."""

    request_id: int
    receipt: str
    numbers: Mapping[str, str] = field(default_factory=dict)


def add_template(
    desk: Desk, actor: Actor, name: str, data: bytes, content: Mapping[str, object] | None = None
) -> str:
    """A Word file taken in as a template; returns its name.

    As the page Templat does it, or with ``content`` as the editor of the service that is being written.
    """
    stored = name if "/" in name else own_name(name)
    known = drafted(desk, content) if content is not None else None
    take_in(desk, actor, look_at(desk, stored, Path(name).name, data, known=known))
    return stored
