"""Who fills a template: the services that name it, and the words that they have for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.documents.blocks import BLOCK_FOLDER, block_file
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.templates.check import Users, check_file
from dinsos_desk.documents.templates.words import FREE, LISTS, Words, join, leads_somewhere, shape, tree
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.requests.cases import running_services
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates.papers import PAPERS, Bench, words_of_paper
from dinsos_desk.usecases.templates.words import LETTER, OFFICE, REQUEST, service_tree, template_words

NOT_LETTERS = frozenset({BLOCK_FOLDER, "register", "cetak", "rekap"})
"""Folders of templates that no product of a service may name."""


_ONLY_IN_LETTERS = frozenset(f"{BLOCK_FOLDER}/{one}.docx" for one in ("kepala_surat", "paraf", "tembusan"))
"""Blocks that only letters of services carry; the others stand in prints that know no application."""


@dataclass(frozen=True)
class Fillers:
    """Every service that may fill a template, ``running``: the versions that running applications have.

    ``draft``: one that is being written and is about to name the template that is looked at.
    """

    offered: tuple[ServiceDef, ...]
    others: tuple[ServiceDef, ...]
    running: tuple[ServiceDef, ...]
    draft: ServiceDef | None = None

    def of(self, name: str) -> tuple[ServiceDef, ...]:
        """The services that name a template now: those offered, of running applications, else any."""
        asked = [*_naming(name, self.offered), *_naming(name, self.running)]
        if self.draft is not None:
            return (self.draft, *asked)
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


def users_of(desk: Workplace, name: str, known: Fillers) -> Users:
    """Who will fill the template ``name``; one of no service may ask for what any service has."""
    blocks = frozenset(
        one.removeprefix(f"{BLOCK_FOLDER}/").removesuffix(".docx")
        for names in desk.letters.names()
        for one in names
        if one.startswith(f"{BLOCK_FOLDER}/")
    )

    def elsewhere(path: str) -> Sequence[str]:
        return [who for who, words in known.all_words.items() if leads_somewhere(words, path)]

    if not is_letter(name):
        asked, marks = asked_by(name, desk.letters, blocks)
        bench = bench_of(desk, known) if name in PAPERS else None
        if bench is None:
            return Users(tree(asked, open_ends=True), {}, blocks, marks, marks)
        return Users(paper_tree(bench, name, known), {}, blocks, marks, marks, elsewhere=elsewhere)
    services = _by_name(known.of(name))
    mine = services or known.all_words
    draft = known.draft.short_name if known.draft is not None else ""
    return Users(join(mine.values()), services, blocks, elsewhere=elsewhere, draft=draft)


def bench_of(desk: Workplace, known: Fillers, letters: Letters | None = None) -> Bench | None:
    """What papers are tried with; None while there is no service at all.

    The service that stands for all is one that asks for more than papers: it has something for every list.
    """
    services = known.offered or known.others
    if not services:
        return None
    full = (one for one in services if not all(asked.is_paper for asked in one.requirements))
    return Bench(desk, letters or desk.letters, next(full, services[0]), services)


def paper_tree(bench: Bench, name: str, known: Fillers) -> Words:
    """What a paper may ask for; one that tells of an application may have what every service has."""
    words = words_of_paper(bench, name)
    if not PAPERS[name].of_case:
        return shape(words)
    of_services = [template_words(one) for one in {*bench.services, *known.running}]
    common = frozenset.intersection(*of_services)
    roots = {path.partition(".")[0] for paths in of_services for path in paths}
    there = tree((path for path in common if leads_somewhere(shape(words), path)), LISTS)
    return join((there, shape({key: value for key, value in words.items() if key not in roots})))


def is_letter(name: str) -> bool:
    """Whether a product of a service may name this template."""
    folder = name.rpartition("/")[0]
    return bool(folder) and folder.split("/")[0] not in NOT_LETTERS


def asked_by(name: str, letters: Letters, blocks: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What the shipped template of a name asks for with what every letterhead does, and its own marks.

    What the blocks in it ask for it may ask for itself.
    """
    own, marks = _asked_in(name, letters, blocks, frozenset())
    own |= {f"kantor.{word}" for word in OFFICE} | {"tanggal_cetak"}
    if name in _ONLY_IN_LETTERS:
        own |= {f"surat.{word}" for word in LETTER} | {f"permohonan.{word}" for word in REQUEST}
    return own, marks


def _asked_in(
    name: str, letters: Letters, blocks: frozenset[str], above: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    try:
        shipped = check_file(name, letters.shipped(name), Users(FREE, {}, blocks))
    except DeskError:
        return frozenset(), frozenset()
    own = shipped.fields
    for mark in (shipped.marks & blocks) - above:
        own |= _asked_in(block_file(mark), letters, blocks, above | {mark})[0]
    return own, shipped.marks - blocks


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
