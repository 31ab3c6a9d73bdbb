"""What the first set-up has been told so far, and what is still wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dinsos_desk.catalog.office import OfficePreset, Post
from dinsos_desk.desk import Library, Setup
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.identity import parse_nip
from dinsos_desk.domain.numbering import parse_pattern
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.office import (
    OfficeData,
    OfficialData,
    check_office,
    closures_for,
    from_preset,
)
from dinsos_desk.usecases.users import UserData, check_user
from dinsos_desk.vault.passwords import check_password
from ui.home.words import place_of

HEAD = "kepala_dinas"
_PAPER_PLACES = frozenset({"paper", "margins", "font", "font_size", "number_pattern"})
_PAPER_PLACES |= {"classification", "unit", "office_code", "emblem"}
_LONGEST_NAME = 120


@dataclass(frozen=True)
class HolderEntry:
    """The holder of a post as typed."""

    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass
class SetupDraft:
    """Filled by the pages; only the last one makes an office of it."""

    office: OfficeData = field(default_factory=OfficeData)
    services: frozenset[str] = frozenset()
    holders: dict[str, HolderEntry] = field(default_factory=dict)
    user_name: str = ""
    user_post: str = ""
    login: str = ""
    password: str = ""
    again: str = ""
    roles: frozenset[Role] = frozenset({Role.ADMIN, Role.PETUGAS})

    def start_from(self, preset: OfficePreset | None) -> None:
        """Take over what is known of an office; None for one that is not in the list."""
        self.office = from_preset(preset) if preset else OfficeData()
        self.services = frozenset(preset.services) if preset else frozenset()

    def user(self) -> UserData:
        """The first user."""
        return UserData(self.login.strip(), self.user_name.strip(), self.user_post.strip(), self.roles)


def letterhead_faults(draft: SetupDraft) -> tuple[Fault, ...]:
    """What is wrong with the office itself."""
    return tuple(fault for fault in check_office(draft.office) if fault.place not in _PAPER_PLACES)


def paper_faults(draft: SetupDraft) -> tuple[Fault, ...]:
    """What is wrong with paper and numbers."""
    return tuple(fault for fault in check_office(draft.office) if fault.place in _PAPER_PLACES)


def service_faults(draft: SetupDraft) -> tuple[Fault, ...]:
    """A desk without a service has nothing to do."""
    return () if draft.services else (Fault("layanan_kosong", {}, "services"),)


def holder_faults(draft: SetupDraft) -> tuple[Fault, ...]:
    """A post may stay open; what is entered must be right."""
    faults: list[Fault] = []
    for post, entry in draft.holders.items():
        if not entry.name.strip() and (entry.rank.strip() or entry.nip.strip()):
            faults.append(Fault("wajib_diisi", {"nama": "Nama"}, f"{post}.name"))
        if len(entry.name) > _LONGEST_NAME:
            values = {"panjang": len(entry.name), "batas": _LONGEST_NAME}
            faults.append(Fault("teks_terlalu_panjang", values, f"{post}.name"))
        if entry.nip.strip():
            try:
                parse_nip(entry.nip, date.max)
            except Refused as refusal:
                faults.append(refusal.fault.at(f"{post}.nip"))
    return tuple(faults)


def user_faults(draft: SetupDraft) -> tuple[Fault, ...]:
    """What is wrong with the first user; the passwords must agree."""
    faults = list(check_user(draft.user()))
    weak = check_password(draft.password, draft.login)
    if weak:
        faults.append(weak.at("password"))
    elif draft.again != draft.password:
        faults.append(Fault("sandi_tidak_sama", {}, "again"))
    if Role.ADMIN not in draft.roles:
        faults.append(Fault("admin_pertama", {}, "roles"))
    return tuple(faults)


def signing_posts(library: Library, preset: str, services: frozenset[str]) -> tuple[Post, ...]:
    """The posts whose holders sign the documents of these services, the head of the office first."""
    catalog = library.catalog.services
    signers = {p.signed_by for code in services if code in catalog for p in catalog[code].products}
    wanted = {HEAD, *(code for code in signers if code)}
    known: dict[str, Post] = {}
    own = library.offices.presets.get(preset)
    for office in ((own,) if own else ()) + tuple(library.offices.presets.values()):
        for post in office.posts:
            known.setdefault(post.code, post)
    posts = [known.get(code) or _unknown_post(code) for code in wanted]
    return tuple(sorted(posts, key=lambda post: (post.code != HEAD, post.name)))


def _unknown_post(code: str) -> Post:
    """A post that no preset names, called after its code."""
    return Post(code=code, name=code.replace("_", " ").title(), role=Role.KADIS)


def title_of(post: Post, government: str) -> str:
    """How the signature block prints a post: "KEPALA DINAS SOSIAL" over "KOTA CONTOH"."""
    return "\n".join(line.upper() for line in (post.name, place_of(government)) if line.strip())


def number_preview(office: OfficeData, today: date) -> str:
    """The first number of this year. Raises ``Refused`` for a pattern that gives none."""
    return parse_pattern(office.number_pattern).render(
        1,
        today,
        classification=office.classification,
        unit=office.unit,
        office=office.office_code,
        service="LAYANAN",
    )


def to_setup(draft: SetupDraft, posts: Mapping[str, Post], today: date) -> Setup:
    """What the gate makes an office of. Posts without a holder are left out."""
    officials = tuple(
        OfficialData(
            code,
            title_of(posts[code], draft.office.government),
            " ".join(entry.name.split()),
            " ".join(entry.rank.split()),
            parse_nip(entry.nip, date.max).value if entry.nip.strip() else "",
        )
        for code, entry in draft.holders.items()
        if code in posts and entry.name.strip()
    )
    closures = closures_for(range(today.year, today.year + 2))
    return Setup(draft.office, draft.user(), draft.password, draft.services, officials, closures)
