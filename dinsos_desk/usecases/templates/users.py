"""Who fills a template: the services that name it, and the words that they have for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.documents.blocks import BLOCK_FOLDER
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.templates.check import Users, check_file
from dinsos_desk.documents.templates.words import FREE, LISTS, Words, join, leads_somewhere, tree
from dinsos_desk.domain.fields import FieldDef, TableField
from dinsos_desk.domain.routing import stage_fields
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.requests.cases import running_services
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates.words import LETTER, OFFICE, REQUEST, template_words

NOT_LETTERS = frozenset({BLOCK_FOLDER, "register", "cetak", "rekap"})
"""Folders of templates that no product of a service may name."""


_ONLY_IN_LETTERS = frozenset(f"{BLOCK_FOLDER}/{one}.docx" for one in ("kepala_surat", "paraf", "tembusan"))
"""Blocks that only letters of services carry; the others stand in prints that know no application."""


@dataclass(frozen=True)
class Fillers:
    """Every service that may fill a template, ``running``: the versions that running applications have."""

    offered: tuple[ServiceDef, ...]
    others: tuple[ServiceDef, ...]
    running: tuple[ServiceDef, ...]

    def of(self, name: str) -> tuple[ServiceDef, ...]:
        """The services that name a template now: those offered, of running applications, else any."""
        asked = [*_naming(name, self.offered), *_naming(name, self.running)]
        return tuple(asked or _naming(name, self.others))

    def listed(self, name: str) -> tuple[ServiceDef, ...]:
        """Every service of the catalogue that names a template, those offered first."""
        return (*_naming(name, self.offered), *_naming(name, self.others))

    @cached_property
    def all_words(self) -> Mapping[str, Words]:
        """The words of every service of the catalogue, by its short name."""
        return {one.short_name: service_tree(one) for one in (*self.offered, *self.others)}


def fillers(desk: Workplace) -> Fillers:
    """The services of the office and of its running applications."""
    with desk.reader() as uow:
        offered = uow.services.offered()
        running = tuple(running_services(uow))
    services = sorted(desk.catalog.services.items(), key=lambda pair: pair[1].short_name.casefold())
    return Fillers(
        tuple(one for code, one in services if code in offered),
        tuple(one for code, one in services if code not in offered),
        running,
    )


def users_of(name: str, letters: Letters, known: Fillers) -> Users:
    """Who will fill the template ``name``; one of no service may ask for what any service has."""
    blocks = frozenset(
        one.removeprefix(f"{BLOCK_FOLDER}/").removesuffix(".docx")
        for names in letters.names()
        for one in names
        if one.startswith(f"{BLOCK_FOLDER}/")
    )
    if not is_letter(name):
        asked, marks = asked_by(name, letters, blocks)
        return Users(tree(asked, open_ends=True), {}, blocks, marks, marks)
    services = _by_name(known.of(name))
    mine = services or known.all_words

    def elsewhere(path: str) -> Sequence[str]:
        return [who for who, words in known.all_words.items() if leads_somewhere(words, path)]

    return Users(join(mine.values()), services, blocks, elsewhere=elsewhere)


def is_letter(name: str) -> bool:
    """Whether a product of a service may name this template."""
    folder = name.rpartition("/")[0]
    return bool(folder) and folder.split("/")[0] not in NOT_LETTERS


def asked_by(name: str, letters: Letters, blocks: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What the shipped template of a name asks for with what every letterhead does, and its own marks."""
    try:
        shipped = check_file(name, letters.shipped(name), Users(FREE, {}, blocks))
        own, marks = shipped.fields, shipped.marks - blocks
    except DeskError:
        own, marks = frozenset(), frozenset()
    own |= {f"kantor.{word}" for word in OFFICE} | {"tanggal_cetak"}
    if name in _ONLY_IN_LETTERS:
        own |= {f"surat.{word}" for word in LETTER} | {f"permohonan.{word}" for word in REQUEST}
    return own, marks


def service_tree(service: ServiceDef) -> Words:
    """Every word that a letter of this service may print, with what the items of its lists hold."""
    lists = dict(LISTS)
    lists |= _tables("isian", service.fields)
    for stage in service.route.stages:
        lists |= _tables(f"catatan.{stage.code}", stage_fields(stage))
    return tree(template_words(service), lists)


def _tables(path: str, fields: Iterable[FieldDef]) -> dict[str, object]:
    return {
        f"{path}.{field.code}": [{column.code: None for column in field.columns}]
        for field in fields
        if isinstance(field, TableField)
    }


def _naming(name: str, services: Iterable[ServiceDef]) -> list[ServiceDef]:
    return [one for one in services if any(product.template == name for product in one.products)]


def _by_name(services: Iterable[ServiceDef]) -> dict[str, Words]:
    return dict(_named(services))


def _named(services: Iterable[ServiceDef]) -> Iterator[tuple[str, Words]]:
    """A service as it is offered, and as running applications know it where that is another one."""
    seen: dict[str, ServiceDef] = {}
    for service in services:
        if service.short_name not in seen:
            seen[service.short_name] = service
            yield service.short_name, service_tree(service)
        elif seen[service.short_name] != service:
            yield f"{service.short_name} (permohonan berjalan)", service_tree(service)
