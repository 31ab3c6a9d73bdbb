"""Who may dispose a letter now, and to whom: from the Kepala Dinas downwards, in person or on paper."""

from dataclasses import dataclass, replace
from datetime import date

from dinsos_desk.catalog.office import HEAD_POST, Post
from dinsos_desk.db.queries.mail.dispositions import RecipientRow, dispositions_of, recipients_of
from dinsos_desk.db.queries.mail.letters import MailRow, one_mail
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.mail import CLERKS, FIRST_GIVERS, GIVERS, RecipientState, is_below
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.mail.words import eyes_of
from dinsos_desk.usecases.office.posts import Bureau, office_posts
from dinsos_desk.usecases.office.users import ROLE_NAMES

OPEN_RECIPIENTS = (RecipientState.WAITING, RecipientState.FORWARDED)
"""Where something is still to be done, by the recipient or below."""


@dataclass(frozen=True)
class Target:
    """Somebody a disposition may go to. ``key``: of a post or a user. ``holder``: who holds the post."""

    key: str
    name: str
    holder: str
    roles: frozenset[Role]
    division: str = ""


@dataclass(frozen=True)
class Giver:
    """Who may give the next disposition of a letter.

    ``from_id``: the recipient who passes it on; None for the first one. ``in_person``: this user gives it
    himself, else it is recorded from paper. ``targets``: to whom it may go. ``key``: of the post, when the
    first one is recorded from paper. ``after``: the id of what the Kepala Dinas disposed before, when this is
    another one beside it; 0 for the first.
    """

    label: str
    from_id: int | None
    in_person: bool
    targets: tuple[Target, ...]
    key: str = ""
    after: int = 0

    def is_same(self, other: "Giver") -> bool:
        """Whether it is the same one, whoever may be disposed to."""
        mine = (self.from_id, self.key, self.in_person, self.after)
        return mine == (other.from_id, other.key, other.in_person, other.after)


def givers(desk: Bureau, actor: Actor, mail_id: int) -> tuple[Giver, ...]:
    """Who may dispose a letter now, as far as this user may do or record it; the own ones first.

    Raises:
        UserError: *surat_masuk_tidak_ditemukan*.
    """
    posts = office_posts(desk)
    with desk.reader() as uow:
        return givers_in(uow, posts, actor, mail_id, desk.now().date())


def givers_in(
    uow: UnitOfWork, posts: tuple[Post, ...], actor: Actor, mail_id: int, day: date
) -> tuple[Giver, ...]:
    """The same inside a transaction; ``posts``: those of the office."""
    mail = readable_mail(uow, actor, mail_id)
    if mail.cancelled_reason:
        return ()
    people = _targets(uow, posts, day)
    found: list[Giver] = []
    given = dispositions_of(uow.session, [mail_id])
    went_to = recipients_of(uow.session, eyes_of(actor), [one.id for one in given])
    standing = {row.disposition_id for row in went_to if row.state is not RecipientState.WITHDRAWN}
    last = max((one.id for one in given if one.from_id is None and one.id in standing), default=0)
    if not last:
        found += _first_givers(actor, people)
    else:
        head = f"jabatan:{HEAD_POST}"
        again = (one for one in _first_givers(actor, people) if one.key == head or one.in_person)
        found += [replace(one, after=last) for one in again if one.key or actor.may(Role.KADIS)]
    for row in went_to:
        roles = _roles_of(uow, row)
        if row.state not in OPEN_RECIPIENTS or not roles & GIVERS:
            continue
        in_person = row.mine and actor.may(*GIVERS)
        below = tuple(one for one in people if is_below(one.roles, roles))
        if below and (in_person or actor.may(*CLERKS)):
            found.append(Giver(row.post or row.name, row.id, in_person, below))
    return tuple(sorted(found, key=lambda giver: not giver.in_person))


def readable_mail(uow: UnitOfWork, actor: Actor, mail_id: int) -> MailRow:
    """A letter this user may read. Raises ``UserError`` *surat_masuk_tidak_ditemukan*."""
    mail = one_mail(uow.session, eyes_of(actor), mail_id)
    if mail is None or not mail.readable:
        raise UserError("surat_masuk_tidak_ditemukan")
    return mail


def _targets(uow: UnitOfWork, posts: tuple[Post, ...], day: date) -> tuple[Target, ...]:
    """Everybody who may receive one: the posts in their order, then the users by name."""
    holders = {}
    for post in posts:
        official = uow.offices.official_on(post.code, day)
        holders[post.code] = official.name if official is not None else ""
    found = [
        Target(f"jabatan:{post.code}", post.name, holders[post.code], frozenset({post.role}), post.division)
        for post in posts
    ]
    for user in uow.users.all():
        roles = uow.users.roles(user.id)
        if user.active and is_below(roles, {Role.KADIS}):
            name = f"{user.name} ({user.post})" if user.post else user.name
            found.append(Target(f"pengguna:{user.id}", name, user.name, roles, user.division))
    return tuple(found)


def _first_givers(actor: Actor, people: tuple[Target, ...]) -> list[Giver]:
    found = []
    if actor.may(*FIRST_GIVERS):
        own = tuple(one for one in people if is_below(one.roles, actor.roles))
        found.append(Giver(actor.post or role_name(actor.roles), None, True, own))
    if actor.may(*CLERKS):
        posts = [one for one in people if one.key.startswith("jabatan:") and one.roles & FIRST_GIVERS]
        head = f"jabatan:{HEAD_POST}"
        for post in sorted(posts, key=lambda one: one.key != head):
            below = tuple(one for one in people if is_below(one.roles, post.roles))
            found.append(Giver(post.name, None, False, below, post.key))
    return found


def _roles_of(uow: UnitOfWork, row: RecipientRow) -> frozenset[Role]:
    if row.user_id is not None:
        return uow.users.roles(row.user_id)
    return frozenset({Role(row.role)}) if row.role else frozenset()


def role_name(roles: frozenset[Role]) -> str:
    """The highest hat, where a user has no post."""
    order = (Role.KADIS, Role.SEKRETARIS, Role.KABID, Role.KASI)
    return next((ROLE_NAMES[role] for role in order if role in roles), "")
