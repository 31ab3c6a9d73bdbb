"""The sample office: Dinas Sosial Kota Contoh, its invented officials and users."""

from dataclasses import dataclass, replace
from datetime import date

from dinsos_desk.catalog.office import HEAD_POST, OfficePreset
from dinsos_desk.desk import Desk, Library, Setup
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.scenes import sample_front_desk
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.officials import OfficialData
from dinsos_desk.usecases.office.setup import closures_for, from_preset
from dinsos_desk.usecases.office.users import UserData, add_user, sign_in, users

PRESET = "contoh"
LOGIN = "rani"
PASSWORD = "loket-contoh-2026"
"""Printed where the sample office is opened: there is nothing to protect in it."""


@dataclass(frozen=True)
class SampleUser:
    """One invented user of the sample office."""

    login: str
    name: str
    post: str
    roles: frozenset[Role]

    def data(self) -> UserData:
        """As the settings take a user."""
        return UserData(self.login, self.name, self.post, self.roles)


RANI = SampleUser(LOGIN, "Rani Contoh", "Petugas loket", frozenset({Role.PETUGAS, Role.OPERATOR, Role.ADMIN}))
HEAD = SampleUser("kadis", "Kadir Contoh", "Kepala Dinas Sosial", frozenset({Role.KADIS}))
"""Signs in and signs the letters under one name."""
COLLEAGUES = (
    SampleUser("kasi", "Karta Contoh", "Kepala Seksi", frozenset({Role.KASI})),
    SampleUser("kabid", "Kabira Contoh", "Kepala Bidang", frozenset({Role.KABID})),
    SampleUser("sekretaris", "Sekar Contoh", "Sekretaris", frozenset({Role.SEKRETARIS})),
    HEAD,
)
_FIRST_NAMES = ("Ratna", "Surya", "Melati", "Bima", "Cahya", "Dahlia", "Elang", "Fajar", "Gita", "Harum")
_RANKS = {
    Role.KADIS: "Pembina Utama Muda",
    Role.SEKRETARIS: "Pembina Tingkat I",
    Role.KABID: "Pembina",
    Role.KASI: "Penata",
}


def sample_setup(library: Library, today: date) -> Setup:
    """Everything the first start asks for, with every service of the catalogue offered."""
    preset = library.offices.presets[PRESET]
    office = from_preset(preset)
    services = tuple(library.catalog.services.values())
    return Setup(
        office=replace(office, front_desk=sample_front_desk(office.front_desk, services)),
        user=RANI.data(),
        password=PASSWORD,
        services=frozenset(library.catalog.services),
        officials=_officials(preset, library),
        closures=closures_for(range(today.year - 1, today.year + 2)),
    )


def add_colleagues(desk: Desk, admin: Actor) -> None:
    """Add the reviewers; all of them have the printed password."""
    for user in COLLEAGUES:
        add_user(desk.uow(), admin, desk.ring, desk.key, user.data(), PASSWORD, desk.now())


def crew_of(desk: Desk) -> dict[Role, Actor]:
    """A signed-in user for every role that somebody of this office has."""
    crew: dict[Role, Actor] = {}
    for user in users(desk.reader()):
        if user.active:
            actor = sign_in(desk.reader(), user.login)
            for role in sorted(actor.roles):
                crew.setdefault(role, actor)
    return crew


def _officials(preset: OfficePreset, library: Library) -> tuple[OfficialData, ...]:
    """A holder for every post of the preset, and for every other post that a service lets sign."""
    titles = {post.code: (post.name.upper(), _RANKS.get(post.role, "Penata")) for post in preset.posts}
    for service in library.catalog.services.values():
        for product in service.products:
            if product.signed_by and product.signed_by not in titles:
                titles[product.signed_by] = (product.signed_by.replace("_", " ").upper(), "Pembina")
    place = preset.government.upper().removeprefix("PEMERINTAH ")
    officials = []
    for order, (code, (title, rank)) in enumerate(titles.items()):
        of_the_place = f"{title}\n{place}" if code == HEAD_POST else title
        name = HEAD.name if code == HEAD_POST else f"{_FIRST_NAMES[order % len(_FIRST_NAMES)]} Contoh"
        officials.append(OfficialData(code, of_the_place, name, rank))
    return tuple(officials)
