"""The choices that depend on the draft: parties, stages, rules, products, data."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from dinsos_desk.catalog.labels import called
from dinsos_desk.catalog.paths import PERSON_DATA, PathChoice, fact_choices, word_choices
from dinsos_desk.domain.people import INSTITUTION_FACTS, PERSON_FACTS
from dinsos_desk.domain.ppks import KINDS
from ui.service_editor.content import Steps, at, listed
from ui.service_editor.facts import Same, fact_kind
from ui.service_editor.spec import Choice, World

Content = Mapping[str, Any]
_INSTITUTION = "lembaga"


def named(content: Content, steps: Steps, before: int | None = None) -> list[Choice]:
    """The things of a list by code and name, as far as they have both."""
    found = []
    for place, item in enumerate(listed(content, steps)[:before]):
        if isinstance(item, Mapping) and item.get("code"):
            name = called(item) or f"nomor {place + 1}, belum bernama"
            found.append((str(item["code"]), name))
    return found


def parties(content: Content, steps: Steps, world: World) -> list[Choice]:
    """Every party."""
    return named(content, ("parties",))


def earlier_parties(content: Content, steps: Steps, world: World) -> list[Choice]:
    """Parties of the same kind that stand above."""
    kind = _kind(at(content, steps))
    above = named(content, ("parties",), int(steps[-1]))
    kinds = {p.get("code"): _kind(p) for p in listed(content, ("parties",)) if isinstance(p, Mapping)}
    return [choice for choice in above if kinds.get(choice[0]) == kind]


def party_data(content: Content, steps: Steps, world: World) -> list[Choice]:
    """What may be required to be known of this party."""
    known = INSTITUTION_FACTS if _kind(at(content, steps)) == _INSTITUTION else PERSON_FACTS
    return [(code, _capital(word)) for code, word in PERSON_DATA.items() if code in known]


def people(content: Content, steps: Steps, world: World) -> list[Choice]:
    """The parties that are people."""
    kinds = {p.get("code"): _kind(p) for p in listed(content, ("parties",)) if isinstance(p, Mapping)}
    return [choice for choice in parties(content, steps, world) if kinds.get(choice[0]) != _INSTITUTION]


def rules(content: Content, steps: Steps, world: World) -> list[Choice]:
    """Every rule."""
    return named(content, ("rules",))


def products(content: Content, steps: Steps, world: World) -> list[Choice]:
    """Every result of the service."""
    return named(content, ("products",))


def earlier_stages(content: Content, steps: Steps, world: World) -> list[Choice]:
    """The stages before this one."""
    return named(content, ("route", "stages"), int(steps[-1]))


def stages(content: Content, steps: Steps, world: World) -> list[Choice]:
    """The stages of the route."""
    return named(content, ("route", "stages"))


def procedure(content: Content, steps: Steps, world: World) -> list[Choice]:
    """The published steps by number."""
    found = enumerate(listed(content, ("standard", "procedure")), 1)
    return [(str(number), f"{number}. {called(step) or 'belum ditulis'}") for number, step in found]


def posts(content: Content, steps: Steps, world: World) -> list[Choice]:
    """The posts of the office."""
    return list(world.posts.items())


def services(content: Content, steps: Steps, world: World) -> list[Choice]:
    """The other services."""
    return [choice for choice in world.services if choice[0] != content.get("code")]


def divisions(content: Content, steps: Steps, world: World) -> list[Choice]:
    """The divisions of the office that are known so far."""
    return [(name, name) for name in world.divisions]


def ppks_kinds(content: Content, steps: Steps, world: World) -> list[Choice]:
    """The published kinds of PPKS; another one may be written."""
    return [(name, name) for name in KINDS]


def templates(content: Content, steps: Steps, world: World) -> list[Choice]:
    """The Word templates, by folder and title."""
    return [(row.name, f"{_folder(row.folder)}: {row.title}") for row in world.templates]


def facts(content: Content, steps: Steps, world: World) -> Sequence[Choice]:
    """Everything a condition or rule may look at."""
    return _facts(Same(content))


def dates(content: Content, steps: Steps, world: World) -> Sequence[Choice]:
    """The facts that are dates."""
    return _of_kind(Same(content), "tanggal")


def numbers(content: Content, steps: Steps, world: World) -> Sequence[Choice]:
    """The facts that are numbers."""
    return _of_kind(Same(content), "angka")


def words(content: Content, steps: Steps, world: World) -> Sequence[Choice]:
    """Everything the register may print."""
    return _words(Same(content))


@lru_cache(maxsize=2)
def _facts(draft: Same) -> tuple[Choice, ...]:
    return tuple(_of_path(choice) for choice in fact_choices(draft.content))


@lru_cache(maxsize=2)
def _words(draft: Same) -> tuple[Choice, ...]:
    return tuple(_of_path(choice) for choice in word_choices(draft.content))


@lru_cache(maxsize=4)
def _of_kind(draft: Same, kind: str) -> tuple[Choice, ...]:
    return tuple(choice for choice in _facts(draft) if fact_kind(draft.content, choice[0]).kind == kind)


def _of_path(choice: PathChoice) -> Choice:
    return choice.path, f"{choice.group}: {choice.label}"


def _kind(party: object) -> str:
    return str(party.get("kind", "orang")) if isinstance(party, Mapping) else "orang"


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _folder(folder: str) -> str:
    return " › ".join(part.replace("_", " ").capitalize() for part in folder.split("/"))
