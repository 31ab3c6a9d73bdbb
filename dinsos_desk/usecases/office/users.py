"""Users: who they are, what they may do, and the password that opens their key slot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import Role, hats_of
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.vault.keys import DataKey, KeyRing
from dinsos_desk.vault.passwords import check_password, normalised, normalised_login

ROLE_NAMES = {
    Role.PETUGAS: "Petugas loket",
    Role.OPERATOR: "Operator surat",
    Role.KASI: "Kepala Seksi",
    Role.KABID: "Kepala Bidang",
    Role.SEKRETARIS: "Sekretaris",
    Role.KADIS: "Kepala Dinas",
    Role.ADMIN: "Administrator",
    Role.PEMBACA: "Pembaca",
}


@dataclass(frozen=True)
class UserData:
    """A user as the settings show them."""

    login: str
    name: str
    post: str
    roles: frozenset[Role]
    division: str = ""
    active: bool = True
    id: int | None = None


@dataclass(frozen=True)
class NewUser:
    """A user to be added, with the password they begin with."""

    data: UserData
    password: str = field(repr=False)


@dataclass(frozen=True)
class Unstaffed:
    """The roles of some services that no user has.

    ``needed``: nobody else can act for them; the short names of the services that wait, by role.
    ``on_paper``: their decisions are made on paper and recorded by somebody who is there.
    """

    needed: Mapping[Role, tuple[str, ...]]
    on_paper: tuple[Role, ...]


def unstaffed(services: Iterable[ServiceDef], users: Iterable[UserData]) -> Unstaffed:
    """Which roles the routes of ``services`` ask for and none of the active ``users`` has."""
    active = [user for user in users if user.active]
    needed: dict[Role, list[str]] = {}
    on_paper: set[Role] = set()
    for service in sorted(services, key=lambda service: service.short_name.casefold()):
        seeing = [u for u in active if Visibility(u.roles, u.division).shows(service.division)]
        hats = frozenset(role for user in seeing for role in user.roles)
        for stage in service.route.stages:
            if stage.role in hats:
                continue
            if hats & hats_of(stage):
                on_paper.add(stage.role)
            elif service.short_name not in needed.setdefault(stage.role, []):
                needed[stage.role].append(service.short_name)
    in_order = [role for role in ROLE_NAMES if role in needed]
    return Unstaffed(
        {role: tuple(needed[role]) for role in in_order},
        tuple(role for role in ROLE_NAMES if role in on_paper and role not in needed),
    )


def sign_in(uow: UnitOfWork, login: str) -> Actor:
    """The user behind a sign-in name whose password already opened the database.

    Raises:
        UserError: *sandi_salah* for an unknown or disabled user, as for a wrong password.
    """
    with uow:
        row = uow.users.by_login(login.strip())
        if row is None or not row.active:
            raise UserError("sandi_salah")
        return Actor(row.id, row.login, row.name, row.post, uow.users.roles(row.id), row.division)


def users(uow: UnitOfWork) -> tuple[UserData, ...]:
    """Every user, disabled ones too."""
    with uow:
        return tuple(
            UserData(u.login, u.name, u.post, uow.users.roles(u.id), u.division, u.active, u.id)
            for u in uow.users.all()
        )


def check_user(data: UserData) -> tuple[Fault, ...]:
    """What is wrong with a user as entered."""
    faults = [
        Fault("wajib_diisi", {"nama": label}, name)
        for name, label in (("login", "Nama masuk"), ("name", "Nama lengkap"))
        if not getattr(data, name).strip()
    ]
    login = data.login.strip()
    if len(login) > 40 or not login.isascii() or any(c.isspace() for c in login):
        faults.append(Fault("nama_masuk_salah", {}, "login"))
    faults += [*text_faults(data.name, 120, "name"), *text_faults(data.post, 120, "post")]
    if not data.roles:
        faults.append(Fault("peran_kosong", {}, "roles"))
    return tuple(faults)


def check_new_users(first: UserData, more: Sequence[NewUser]) -> tuple[Fault, ...]:
    """What is wrong with the users that join the first one; places are ``pengguna.<number>.<attribute>``."""
    faults: list[Fault] = []
    taken = {normalised_login(first.login)}
    for number, user in enumerate(more):
        login = user.data.login.strip()
        found = list(check_user(user.data))
        weak = check_password(user.password, login, user.data.name)
        found += [weak.at("password")] if weak else []
        if login and normalised_login(login) in taken:
            found.append(Fault("nama_masuk_terpakai", {"nama": login}, "login"))
        taken.add(normalised_login(login))
        faults += (fault.at(f"pengguna.{number}.{fault.place}") for fault in found)
    return tuple(faults)


def add_user(
    uow: UnitOfWork, actor: Actor, ring: KeyRing, key: DataKey, data: UserData, password: str, now: datetime
) -> int:
    """Add a user with a password of their own.

    The row is committed first: a slot without a user opens nothing, a user without a slot can be given
    a password again. Raises ``InvalidInput``.
    """
    actor.require(Role.ADMIN)
    weak = check_password(password, data.login, data.name, ring.safety.known().password_length)
    faults = check_user(data) + ((weak.at("password"),) if weak else ())
    login = data.login.strip()
    with uow:
        if not faults and uow.users.by_login(login) is not None:
            faults = (Fault("nama_masuk_terpakai", {"nama": login}, "login"),)
        if faults:
            raise InvalidInput(faults)
        user_id = uow.users.add(login, data.name.strip(), data.post.strip(), data.division, data.roles, now)
        uow.trail.note(actor.user_id, Deed.USER_ADDED, login, user_id)
        uow.commit()
    _give_key(ring, key, login, password)
    return user_id


def change_user(uow: UnitOfWork, actor: Actor, ring: KeyRing, key: DataKey, data: UserData) -> None:
    """Change a user; disabling takes the key slot away. The last active administrator stays.

    Raises:
        InvalidInput: an entry is wrong.
        UserError: *admin_terakhir*.
    """
    actor.require(Role.ADMIN)
    faults = check_user(data)
    if faults or data.id is None:
        raise InvalidInput(faults)
    with uow:
        row = uow.users.get(data.id)
        others = [u for u in uow.users.all() if u.id != data.id and u.active]
        keeps = data.active and Role.ADMIN in data.roles
        admins = (u for u in others if Role.ADMIN in uow.users.roles(u.id))
        if not keeps and not any(_has_key(ring, admin.login) for admin in admins):
            raise UserError("admin_terakhir")
        row.name, row.post, row.division = data.name.strip(), data.post.strip(), data.division
        leaves = row.active and not data.active
        row.active = data.active
        login = row.login
        uow.users.set_roles(data.id, data.roles)
        deed = Deed.USER_DISABLED if leaves else Deed.USER_CHANGED
        uow.trail.note(actor.user_id, deed, login, data.id)
        uow.commit()
    if not data.active and _has_key(ring, login):
        ring.remove(key, login)


def set_password(
    uow: UnitOfWork, actor: Actor, ring: KeyRing, key: DataKey, user_id: int, password: str
) -> None:
    """Give a user a new password (an administrator, for somebody who forgot theirs)."""
    actor.require(Role.ADMIN)
    with uow:
        row = uow.users.get(user_id)
        if not row.active:
            raise UserError("pengguna_nonaktif", nama=row.name)
        login = row.login
        weak = check_password(password, login, row.name, ring.safety.known().password_length)
        if weak:
            raise InvalidInput((weak.at("password"),))
        uow.trail.note(actor.user_id, Deed.PASSWORD_SET, login, user_id)
        _give_key(ring, key, login, password)
        uow.commit()


def change_own_password(
    uow: UnitOfWork, actor: Actor, ring: KeyRing, old: str, new: str, now: datetime
) -> None:
    """Change one's own password.

    Raises:
        UserError: *sandi_salah* when the old one is wrong, *masuk_ditahan* after several wrong ones.
        InvalidInput: the new one is too weak or the old one again.
    """
    weak = check_password(new, actor.login, actor.name, ring.safety.known().password_length)
    if normalised(old) == normalised(new):
        weak = weak or Fault("sandi_sama_dengan_lama")
    if weak:
        raise InvalidInput((weak.at("password"),))
    with uow:
        uow.trail.note(actor.user_id, Deed.PASSWORD_CHANGED, actor.login, actor.user_id)
        ring.change(actor.login, old, new, now)
        uow.commit()


def _has_key(ring: KeyRing, login: str) -> bool:
    return normalised_login(login) in {normalised_login(known) for known in ring.logins()}


def _give_key(ring: KeyRing, key: DataKey, login: str, password: str) -> None:
    if _has_key(ring, login):
        ring.replace(key, login, password)
    else:
        ring.add(key, login, password)
