"""What the first start asks for, judged, and put into the empty database of a new office."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dinsos_desk.catalog.office import Post
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk.opened import Desk
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.safety import SafetyRules, safety_as_json
from dinsos_desk.errors import InvalidInput
from dinsos_desk.usecases.numbers.file import take_series
from dinsos_desk.usecases.office.officials import OfficialData, check_official, official_columns
from dinsos_desk.usecases.office.posts import store_posts
from dinsos_desk.usecases.office.setup import OfficeData, check_office, keep_office
from dinsos_desk.usecases.office.taking_over import store_own, write_templates
from dinsos_desk.usecases.office.users import NewUser, UserData, check_new_users, check_user
from dinsos_desk.usecases.templates.versions import note_versions
from dinsos_desk.vault.passwords import check_password


@dataclass(frozen=True)
class Setup:
    """Everything the first start asks for.

    ``posts``: those of the office, none for those of its preset. ``own``, ``templates`` and ``series`` are
    services, Word templates and sequences of numbers that came with a berkas penyiapan, as did ``safety``.
    """

    office: OfficeData
    user: UserData
    password: str = field(repr=False)
    services: frozenset[str]
    officials: tuple[OfficialData, ...] = ()
    closures: dict[date, str] = field(default_factory=dict)
    colleagues: tuple[NewUser, ...] = ()
    posts: tuple[Post, ...] = ()
    own: tuple[ServiceDef, ...] = ()
    templates: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    series: tuple[NumberSeries, ...] = ()
    safety: SafetyRules | None = None


def refuse_wrong(setup: Setup) -> None:
    """Raise ``InvalidInput`` with everything that is wrong with what was asked."""
    faults = [*check_office(setup.office), *check_user(setup.user)]
    weak = check_password(setup.password, setup.user.login, setup.user.name)
    if weak:
        faults.append(weak.at("password"))
    if Role.ADMIN not in setup.user.roles:
        faults.append(Fault("admin_pertama", {}, "roles"))
    if not setup.services:
        faults.append(Fault("layanan_kosong", {}, "services"))
    faults += check_new_users(setup.user, setup.colleagues)
    for number, official in enumerate(setup.officials):
        wrong = check_official(official, setup.officials[:number])
        faults += (fault.at(f"pejabat.{number}.{fault.place}") for fault in wrong)
    if faults:
        raise InvalidInput(tuple(faults))


def fill(desk: Desk, setup: Setup, now: datetime) -> None:
    """Put what was asked into the empty database and the folder of templates."""
    write_templates(desk.own_templates, setup.templates)
    with desk.uow() as uow:
        keep_office(uow, setup.office)
        if setup.safety is not None:
            uow.offices.keep_safety(safety_as_json(setup.safety))
        uow.services.set_offered(setup.services, now)
        for official in setup.officials:
            uow.offices.keep_official(None, **official_columns(official))
        uow.offices.set_closures(setup.closures)
        store_posts(uow, setup.posts)
        take_series(uow, setup.series, setup.office.number_pattern)
        user = setup.user
        user_id = uow.users.add(
            user.login.strip(), user.name.strip(), user.post.strip(), user.division, user.roles, now
        )
        store_own(uow, setup.own, desk.shipped.services, user_id, now)
        note_versions(uow, setup.templates, user_id, now)
        uow.commit()
