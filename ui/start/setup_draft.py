"""What the first set-up has been told so far, and what is still wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dinsos_desk.catalog.office import HEAD_POST, OfficePreset, Post
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Library, Setup
from dinsos_desk.domain.dates import parse_date
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.numbering import parse_pattern
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.office.changes import usable_services
from dinsos_desk.usecases.office.officials import OfficialData, check_official
from dinsos_desk.usecases.office.posts import signing_posts as signed_by
from dinsos_desk.usecases.office.posts import with_missing
from dinsos_desk.usecases.office.set_up_file import OfficeFile
from dinsos_desk.usecases.office.setup import OfficeData, check_office, closures_for, from_preset
from dinsos_desk.usecases.office.users import NewUser, UserData, check_new_users, check_user
from dinsos_desk.vault.passwords import check_password
from ui.home.words import place_of
from ui.settings.hours import TypedDay, read_week, typed_week
from ui.settings.letterhead_lines import CODES

OTHER, FILE = "", "\tberkas"
"""Beginnings that are no preset: an office that is not in the list, and a berkas penyiapan."""
HOURS = "hari"
_PAPER_PLACES = frozenset({"paper", "margins", "font", "font_size", "number_pattern"})
_PAPER_PLACES |= {"classification", "unit", "office_code"}
_LONGEST_NAME = 120


@dataclass(frozen=True)
class HolderEntry:
    """The holder of a post as typed."""

    name: str = ""
    rank: str = ""
    nip: str = ""
    kind: str = "definitif"
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class UserEntry:
    """A further user as typed."""

    name: str = ""
    post: str = ""
    login: str = ""
    password: str = field(default="", repr=False)
    division: str = ""
    roles: frozenset[Role] = frozenset()

    def made(self) -> NewUser:
        """As the use cases take a user."""
        data = UserData(self.login.strip(), self.name.strip(), self.post.strip(), self.roles, self.division)
        return NewUser(data, self.password)


@dataclass
class SetupDraft:
    """Filled by the pages; only the last one makes an office of it."""

    start: str = OTHER
    base: str = ""
    file_name: str = ""
    office: OfficeData = field(default_factory=OfficeData)
    week: tuple[TypedDay, ...] = typed_week(OfficeHours().week)
    services: frozenset[str] = frozenset()
    posts: tuple[Post, ...] = ()
    file: OfficeFile | None = field(default=None, repr=False)
    holders: dict[str, HolderEntry] = field(default_factory=dict)
    user_name: str = ""
    user_post: str = ""
    login: str = ""
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    roles: frozenset[Role] = frozenset({Role.ADMIN, Role.PETUGAS})
    colleagues: list[UserEntry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._fresh = self._chosen()

    def start_from(self, preset: OfficePreset) -> None:
        """Take over what is known of an office of the list."""
        self._begin(preset.code, from_preset(preset), frozenset(preset.services), preset.posts)

    def start_other(self, base: OfficePreset | None) -> None:
        """An office that is not in the list, with the services, hours, posts and paper of another or none."""
        self.base = base.code if base else ""
        if base is None:
            self._begin(OTHER, OfficeData(), frozenset(), ())
            return
        empty = dict.fromkeys(CODES, "") | {"preset": "", "office_code": "", "unit": "DINSOS"}
        office = replace(from_preset(base), **empty)
        self._begin(OTHER, office, frozenset(base.services), base.posts)

    def start_with(self, file: OfficeFile, name: str, library: Library) -> None:
        """Take over a berkas penyiapan."""
        services = usable_services(file, library.catalog.services)
        self._begin(FILE, file.office, services, file.posts)
        self.file, self.file_name = file, name

    def is_touched(self) -> bool:
        """Whether something was typed or chosen that another beginning would replace."""
        return self._chosen() != self._fresh

    def catalog(self, library: Library) -> Mapping[str, ServiceDef]:
        """The services that may be offered: those of the program, and those that came with a file."""
        own = self.file.own if self.file is not None else ()
        return {**library.catalog.services, **{service.code: service for service in own}}

    def user(self) -> UserData:
        """The first user."""
        return UserData(self.login.strip(), self.user_name.strip(), self.user_post.strip(), self.roles)

    def users(self) -> tuple[UserData, ...]:
        """Everybody who may sign in."""
        return (self.user(), *(entry.made().data for entry in self.colleagues))

    def _begin(
        self, start: str, office: OfficeData, services: frozenset[str], posts: tuple[Post, ...]
    ) -> None:
        emblem = office.emblem or self.office.emblem
        self.start, self.office, self.services, self.posts = start, office, services, posts
        self.week = typed_week(office.hours.week)
        self.file, self.file_name = None, ""
        self._fresh = self._chosen()
        self.office = replace(office, emblem=emblem)

    def _chosen(self) -> tuple[object, ...]:
        return replace(self.office, emblem=None), self.services, self.week


def letterhead_faults(draft: SetupDraft) -> tuple[Fault, ...]:
    """What is wrong with the office itself."""
    places = _PAPER_PLACES | {"hours"}
    return tuple(fault for fault in check_office(draft.office) if fault.place not in places)


def paper_faults(draft: SetupDraft) -> tuple[Fault, ...]:
    """What is wrong with paper and numbers."""
    return tuple(fault for fault in check_office(draft.office) if fault.place in _PAPER_PLACES)


def hours_faults(draft: SetupDraft) -> tuple[Fault, ...]:
    """What is wrong with the office hours."""
    read = read_week(draft.week, HOURS)
    faults = tuple(part for part in read if isinstance(part, Fault))
    return faults if faults or any(read) else (Fault("jam_kosong", {}, f"{HOURS}.0"),)


def service_faults(draft: SetupDraft) -> tuple[Fault, ...]:
    """A desk without a service has nothing to do."""
    return () if draft.services else (Fault("layanan_kosong", {}, "services"),)


def holder_faults(draft: SetupDraft, today: date) -> tuple[Fault, ...]:
    """A post may stay open; what is entered must be right."""
    faults: list[Fault] = []
    for post, entry in draft.holders.items():
        typed = any((entry.name, entry.rank, entry.nip, entry.since, entry.until))
        if not typed:
            continue
        read = _official(post, post, entry, today)
        found = list(read) if isinstance(read, tuple) else list(check_official(read))
        if len(entry.name) > _LONGEST_NAME:
            found.append(
                Fault("teks_terlalu_panjang", {"panjang": len(entry.name), "batas": _LONGEST_NAME}, "name")
            )
        faults += (fault.at(f"{post}.{_HOLDER_PLACES.get(fault.place, fault.place)}") for fault in found)
    return tuple(faults)


_HOLDER_PLACES = {"valid_from": "since", "valid_until": "until"}


def _official(post: str, title: str, entry: HolderEntry, today: date) -> OfficialData | tuple[Fault, ...]:
    """The holder as the use cases take one, or the dates that cannot be read."""
    faults: list[Fault] = []
    dates: dict[str, date | None] = {}
    for place, text in (("valid_from", entry.since), ("valid_until", entry.until)):
        try:
            dates[place] = parse_date(text, today) if text.strip() else None
        except Refused as refusal:
            faults.append(refusal.fault.at(place))
    if faults:
        return tuple(faults)
    return OfficialData(
        post,
        title,
        " ".join(entry.name.split()),
        " ".join(entry.rank.split()),
        entry.nip,
        entry.kind,
        dates["valid_from"] or usual_start(today),
        dates["valid_until"],
    )


def usual_start(today: date) -> date:
    """Since when somebody holds a post when nothing is typed: long enough for every letter of this year."""
    return date(today.year, 1, 1)


def user_faults(draft: SetupDraft) -> tuple[Fault, ...]:
    """What is wrong with the first user and the others; the passwords of the first must agree."""
    faults = list(check_user(draft.user()))
    weak = check_password(draft.password, draft.login)
    if weak:
        faults.append(weak.at("password"))
    elif draft.again != draft.password:
        faults.append(Fault("sandi_tidak_sama", {}, "again"))
    if Role.ADMIN not in draft.roles:
        faults.append(Fault("admin_pertama", {}, "roles"))
    return (*faults, *check_new_users(draft.user(), [entry.made() for entry in draft.colleagues]))


def signing_posts(library: Library, draft: SetupDraft) -> tuple[Post, ...]:
    """The posts whose holders sign the documents of the chosen services, the head of the office first."""
    catalog = draft.catalog(library)
    signers = {HEAD_POST, *signed_by(catalog[code] for code in draft.services if code in catalog)}
    posts = with_missing(draft.posts, signers, library.offices.presets)
    wanted = [post for post in posts if post.code in signers]
    return tuple(sorted(wanted, key=lambda post: (post.code != HEAD_POST, post.name)))


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
    held = (
        _official(code, title_of(posts[code], draft.office.government), entry, today)
        for code, entry in draft.holders.items()
        if code in posts and entry.name.strip()
    )
    week = read_week(draft.week, HOURS)
    hours = draft.office.hours
    if not any(isinstance(part, Fault) for part in week):
        hours = OfficeHours(week, hours.ramadan_week, hours.ramadan_spans)  # type: ignore[arg-type]
    file = draft.file
    return Setup(
        replace(draft.office, hours=hours),
        draft.user(),
        draft.password,
        draft.services,
        tuple(one for one in held if isinstance(one, OfficialData)),
        closures_for(range(today.year, today.year + 2)) | dict(file.closures if file else {}),
        tuple(entry.made() for entry in draft.colleagues),
        draft.posts,
        file.own if file else (),
        file.templates if file else {},
        file.series if file else (),
        file.safety if file else None,
    )
