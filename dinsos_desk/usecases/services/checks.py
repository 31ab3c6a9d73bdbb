"""Whether a draft of a service can work at this office: templates, users, signatories, other services."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dinsos_desk.catalog.labels import Content
from dinsos_desk.catalog.loader import Catalog
from dinsos_desk.catalog.mending import PLACEHOLDER
from dinsos_desk.catalog.problems import Problem, form_order, judge_content, problem, warning
from dinsos_desk.catalog.schema import Product, ServiceDef
from dinsos_desk.catalog.writer import content_of
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.routing import Role, Stage, hats_of
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.office.users import ROLE_NAMES
from dinsos_desk.usecases.templates.words import places_of, template_words, unknown_fields


@dataclass(frozen=True)
class OfficeHands:
    """Who is there: the roles and the bidang of every active user, and the posts that are held today.

    ``post_names``: what the office calls its posts, as far as it named them itself.
    """

    users: tuple[tuple[frozenset[Role], str], ...]
    posts: frozenset[str]
    offered: frozenset[str]
    post_names: Mapping[str, str]


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a draft; ``service`` is there when its shape is sound."""

    problems: tuple[Problem, ...]
    service: ServiceDef | None

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """What keeps it from being published."""
        return tuple(one for one in self.problems if one.blocking)


def hands_of(uow: UnitOfWork, today: date) -> OfficeHands:
    """Who is there at this office, inside the caller's transaction."""
    users = tuple((uow.users.roles(user.id), user.division) for user in uow.users.all() if user.active)
    held = {official.post for official in uow.offices.officials_on(today)}
    names = {post.code: post.name for post in uow.offices.posts()}
    return OfficeHands(users, frozenset(held), uow.services.offered(), names)


def judge_draft(
    code: str, content: Content, catalog: Catalog, shipped: Catalog, letters: Letters, hands: OfficeHands
) -> Verdict:
    """Everything that is wrong with the draft of the service ``code``, in the order of the form."""
    current = catalog.services.get(code) or shipped.services.get(code)
    judged = judge_content(content, content_of(current) if current else {})
    found = list(judged.problems)
    near = judged.near
    if near is not None:
        seen = {one.key for one in found}
        found += (
            one
            for one in _further(near, content, catalog, shipped, letters, hands)
            if one.key not in seen and not any(one.key.startswith(f"{key}.") for key in seen if key)
        )
    return Verdict(tuple(sorted(found, key=form_order)), judged.service)


def _further(
    service: ServiceDef,
    content: Content,
    catalog: Catalog,
    shipped: Catalog,
    letters: Letters,
    hands: OfficeHands,
) -> Iterator[Problem]:
    yield from _names(service, content, catalog, hands)
    yield from _requirements(service, content, shipped)
    for place, stage in enumerate(service.route.stages):
        if not _held(stage, service.division, hands.users):
            key = f"route.stages[{place}].role"
            yield problem(content, key, "layanan_tahap_tanpa_petugas", peran=ROLE_NAMES[stage.role])
    for place, product in enumerate(service.products):
        yield from _product(service, content, f"products[{place}]", product, letters, hands)
    for place, offer in enumerate(service.offers):
        yield from _offer(content, f"offers[{place}].service", offer.service, catalog, hands)


def _names(service: ServiceDef, content: Content, catalog: Catalog, hands: OfficeHands) -> Iterator[Problem]:
    """Another offered service that is called the same: codes differ, but people read names."""
    mine = content.get("code", service.code)
    others = [s for s in catalog.services.values() if s.code in hands.offered and s.code != mine]
    for key in ("name", "short_name"):
        name = getattr(service, key).casefold()
        if name != PLACEHOLDER and any(getattr(other, key).casefold() == name for other in others):
            yield warning(content, key, "layanan_nama_sama", nilai=getattr(service, key))


def _requirements(service: ServiceDef, content: Content, shipped: Catalog) -> Iterator[Problem]:
    """Nobody can be told what to bring; only a standard that was published so may stay so."""
    if service.requirements:
        return
    published = shipped.services.get(str(content.get("code")))
    said = warning if published is not None and not published.requirements else problem
    yield said(content, "requirements", "layanan_tanpa_persyaratan")


def _held(stage: Stage, division: str, users: Iterable[tuple[frozenset[Role], str]]) -> bool:
    """Whether somebody can decide at a stage or record there what was decided on paper."""
    hats = hats_of(stage)
    return any(roles & hats and Visibility(roles, bidang).shows(division) for roles, bidang in users)


def _product(
    service: ServiceDef, content: Content, key: str, product: Product, letters: Letters, hands: OfficeHands
) -> Iterator[Problem]:
    name = product.template
    if name is not None and PLACEHOLDER not in name:
        yield from template_problems(service, content, f"{key}.template", name, letters)
    if product.signed_by is None:
        if product.numbered:
            yield warning(content, f"{key}.signed_by", "layanan_tanpa_penanda_tangan")
    elif product.signed_by not in hands.posts and PLACEHOLDER not in product.signed_by:
        post = hands.post_names.get(product.signed_by) or product.signed_by.replace("_", " ")
        yield warning(content, f"{key}.signed_by", "layanan_jabatan_kosong", jabatan=post)


def template_problems(
    service: ServiceDef, content: Content, key: str, name: str, letters: Letters
) -> Iterator[Problem]:
    """What is wrong with the template of a product."""
    if not letters.has(name):
        yield problem(content, key, "layanan_templat_tidak_ada", nilai=name)
        return
    try:
        asked = letters.fields(name)
    except DeskError as error:
        reason = str(error.values.get("sebab", "berkasnya tidak dapat dibaca"))
        yield problem(content, key, "layanan_templat_rusak", nilai=name, sebab=reason)
        return
    if any(PLACEHOLDER in word for word in template_words(service)):
        return  # something has no code yet: what is missing may be that
    unknown = unknown_fields(asked, service)
    places = places_of(letters.template(name), name, service) if unknown else {}
    for field in unknown:
        near = f" Yang mirip: {', '.join(field.nearest)}." if field.nearest else ""
        place = f" ({places[field.name]})" if field.name in places else ""
        values = {"nilai": name, "data": field.name, "letak": place, "mirip": near}
        yield problem(content, key, "layanan_templat_isian_asing", **values)


def _offer(content: Content, key: str, code: str, catalog: Catalog, hands: OfficeHands) -> Iterator[Problem]:
    service = catalog.services.get(code)
    if service is None:
        if code != PLACEHOLDER.replace("_", "-"):
            yield problem(content, key, "layanan_tawaran_tidak_ada", nilai=code)
    elif code not in hands.offered:
        yield warning(content, key, "layanan_tawaran_nonaktif", nilai=service.short_name)
