"""Changes of a draft as values: every change gives a new draft that shares what stayed the same.

A draft is shaped like a service file. A place in it is a tuple of steps: ("requirements", 2, "text").
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

Steps = tuple[str | int, ...]


class Absent:
    """What stands where nothing stands."""

    def __bool__(self) -> bool:
        return False


ABSENT: Final = Absent()


def at(content: Any, steps: Steps) -> Any:
    """What stands at a place, ``ABSENT`` for nothing."""
    for step in steps:
        if isinstance(step, int):
            inside = isinstance(content, list) and 0 <= step < len(content)
            content = content[step] if inside else ABSENT
        else:
            content = content.get(step, ABSENT) if isinstance(content, Mapping) else ABSENT
    return content


def put(content: Any, steps: Steps, value: Any) -> Any:
    """The draft with ``value`` at a place; ``ABSENT`` takes away what stands there.

    Mappings on the way are made when they are missing; a place in a list must be there.
    """
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        listed = list(content)
        listed[step] = put(listed[step], rest, value)
        return listed
    held = dict(content) if isinstance(content, Mapping) else {}
    inner = put(held.get(step, ABSENT), rest, value) if rest else value
    if isinstance(inner, Absent) or (rest and inner == {} and isinstance(value, Absent)):
        held.pop(step, None)
    else:
        held[step] = inner
    return held


def listed(content: Any, steps: Steps) -> list[Any]:
    """The list at a place; empty when there is none."""
    found = at(content, steps)
    return found if isinstance(found, list) else []


def inserted(content: Any, steps: Steps, place: int, item: Any) -> Any:
    """The draft with an item put into the list at ``steps``."""
    items = list(listed(content, steps))
    items.insert(place, item)
    return put(content, steps, items)


def removed(content: Any, steps: Steps, place: int) -> Any:
    """The draft without an item of the list at ``steps``; an empty list goes too."""
    items = list(listed(content, steps))
    del items[place]
    return put(content, steps, items or ABSENT)


def moved(content: Any, steps: Steps, place: int, to: int) -> Any:
    """The draft with an item of a list moved so that it stands at ``to``."""
    items = list(listed(content, steps))
    items.insert(to, items.pop(place))
    return put(content, steps, items)


def codes_in(content: Any, steps: Steps) -> tuple[str, ...]:
    """The codes of the things of a list."""
    return tuple(str(item["code"]) for item in mappings(content, steps) if "code" in item)


def mappings(content: Any, steps: Steps) -> Iterator[Mapping[str, Any]]:
    """The mappings of a list; whatever else stands there is passed over."""
    return (item for item in listed(content, steps) if isinstance(item, Mapping))
