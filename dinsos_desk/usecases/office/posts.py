"""Jabatan: the posts of this office that sign or review. They are named freely.

An office that never changed them has those of the preset it was begun with, then those that its services
name and nobody named yet.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from dinsos_desk.catalog.codes import part_code
from dinsos_desk.catalog.office import HEAD_POST, OfficePreset, Offices, Post
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.paths import DataPaths
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.vault.keys import KeyRing

LONGEST_NAME = 160


class Bureau(Workplace, Protocol):
    """The opened office with its folders and the presets that ship with the program."""

    paths: DataPaths
    ring: KeyRing

    @property
    def offices(self) -> Offices:
        """The shipped presets."""


@dataclass(frozen=True)
class PostRow:
    """A post in the list: who holds it by its holders' names, and the services whose documents it signs."""

    post: Post
    holders: tuple[str, ...]
    signs: tuple[str, ...]


def signing_posts(services: Iterable[ServiceDef]) -> dict[str, tuple[str, ...]]:
    """The posts that sign documents of some services, with the short names of these services."""
    signed: dict[str, list[str]] = {}
    for service in services:
        for product in service.products:
            if product.signed_by and service.short_name not in signed.setdefault(product.signed_by, []):
                signed[product.signed_by].append(service.short_name)
    return {post: tuple(sorted(names)) for post, names in signed.items()}


def with_missing(
    posts: Iterable[Post], signed: Iterable[str], presets: Mapping[str, OfficePreset]
) -> tuple[Post, ...]:
    """The posts with those that sign and are not among them, by the shortest name that a preset has."""
    known = {post.code: post for post in posts}
    everywhere = (post for preset in presets.values() for post in preset.posts)
    elsewhere = {post.code: post for post in sorted(everywhere, key=lambda post: -len(post.name))}
    for code in sorted(set(signed) - set(known)):
        known[code] = elsewhere.get(code) or _unnamed(code)
    return tuple(known.values())


def office_posts(desk: Bureau) -> tuple[Post, ...]:
    """The posts of this office in their order, those last that only a service or an official names."""
    with desk.reader() as uow:
        return _posts(desk, uow)


def post_rows(desk: Bureau) -> tuple[PostRow, ...]:
    """The posts of this office with their holders of today and what they sign among the offered services."""
    today = desk.now().date()
    with desk.reader() as uow:
        posts, offered = _posts(desk, uow), uow.services.offered()
        holders: dict[str, list[str]] = {}
        for official in uow.offices.officials_on(today):
            holders.setdefault(official.post, []).append(official.name)
    signed = signing_posts(s for code, s in desk.catalog.services.items() if code in offered)
    return tuple(PostRow(p, tuple(holders.get(p.code, ())), signed.get(p.code, ())) for p in posts)


def keep_post(desk: Bureau, actor: Actor, code: str, name: str, role: Role, division: str = "") -> str:
    """Add a post (``code`` empty) or change one; returns its code. Officials and services follow the code.

    Raises:
        InvalidInput: the name is empty, too long or another post has it; the role is none that works.
    """
    actor.require(Role.ADMIN)
    name, division = " ".join(name.split()), " ".join(division.split())
    with desk.uow() as uow:
        posts = _posts(desk, uow)
        faults = tuple(_faults(posts, code, name, role, division))
        if faults:
            raise InvalidInput(faults)
        code = code or part_code(name, {post.code for post in posts})
        fresh = Post(code=code, name=name, role=role, division=division)
        known = {post.code: post for post in posts} | {code: fresh}
        store_posts(uow, known.values())
        uow.trail.note(actor.user_id, Deed.POST_CHANGED, code)
        uow.commit()
    return code


def remove_post(desk: Bureau, actor: Actor, code: str) -> None:
    """Take a post off the list.

    Raises:
        UserError: *jabatan_dipegang* (nama) when officials hold or held it; *jabatan_menandatangani*
            (layanan) when an offered service is signed by it.
    """
    actor.require(Role.ADMIN)
    with desk.uow() as uow:
        posts = _posts(desk, uow)
        holder = next((o.name for o in uow.offices.officials() if o.post == code), None)
        if holder is not None:
            raise UserError("jabatan_dipegang", nama=holder)
        offered = uow.services.offered()
        signed = signing_posts(s for c, s in desk.catalog.services.items() if c in offered)
        if code in signed:
            raise UserError("jabatan_menandatangani", layanan=signed[code][0])
        store_posts(uow, (post for post in posts if post.code != code))
        uow.trail.note(actor.user_id, Deed.POST_REMOVED, code)
        uow.commit()


def store_posts(uow: UnitOfWork, posts: Iterable[Post]) -> None:
    """Replace the posts inside the caller's transaction."""
    uow.offices.set_posts((post.code, post.name, post.role.value, post.division) for post in posts)


def _posts(desk: Bureau, uow: UnitOfWork) -> tuple[Post, ...]:
    presets = desk.offices.presets
    own = tuple(
        Post(code=row.code, name=row.name, role=Role(row.role), division=row.division)
        for row in uow.offices.posts()
    )
    if not own:
        office = uow.offices.find()
        preset = presets.get(office.preset) if office is not None else None
        own = preset.posts if preset is not None else ()
    offered = uow.services.offered()
    signed = set(signing_posts(s for code, s in desk.catalog.services.items() if code in offered))
    held = {official.post for official in uow.offices.officials()}
    return with_missing(own, {HEAD_POST} | signed | held, presets)


def _faults(posts: Iterable[Post], code: str, name: str, role: Role, division: str) -> Iterator[Fault]:
    if not name:
        yield Fault("wajib_diisi", {"nama": "Nama jabatan"}, "name")
    if any(post.name.casefold() == name.casefold() and post.code != code for post in posts):
        yield Fault("jabatan_sudah_ada", {"nama": name}, "name")
    yield from text_faults(name, LONGEST_NAME, "name")
    yield from text_faults(division, LONGEST_NAME, "division")
    if role not in WORKING_ROLES:
        yield Fault("pilihan_tidak_dikenal", {"nilai": role.value}, "role")


def _unnamed(code: str) -> Post:
    """A post that nobody named, called after its code."""
    return Post(code=code, name=code.replace("_", " ").capitalize(), role=Role.KADIS)
