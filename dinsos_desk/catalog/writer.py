"""Writes a service as the TOML file it could have been read from: readable, defaults left out.

Blocks of the schema become ``[[fields]]`` and ``[standard]``, smaller things stand inline as in the
shipped files; the values themselves are written by tomli-w.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Literal, get_origin

import tomli_w
from pydantic import BaseModel

from dinsos_desk.catalog.schema import ServiceDef

WIDTH = 110
_BLOCKS = frozenset(
    {
        "parties", "fields", "requirements", "rules", "route", "route.stages", "route.stages.records",
        "time_limit", "products", "register_columns", "onward", "offers", "periodic", "periodic.records",
        "warnings", "standard",
    }
)  # fmt: skip
"""Dotted keys that become tables of their own."""


def content_of(service: ServiceDef) -> dict[str, Any]:
    """A service as its file holds it: keys in the order of the schema, what equals its default left out."""
    return _values(service)


def write_service(service: ServiceDef) -> str:
    """The file of a service; reading it gives the same service."""
    return write_content(content_of(service))


def write_content(content: Mapping[str, Any]) -> str:
    """The file of a draft, which may hold anything that JSON can; what is None is left out."""
    return "\n".join(_table("", _without_none(content))).lstrip("\n") + "\n"


def _values(model: BaseModel) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        is_tag = get_origin(field.annotation) is Literal
        if not is_tag and not field.is_required() and value == field.get_default(call_default_factory=True):
            continue
        values[field.alias or name] = _plain(value)
    return _kind_first(values)


def _kind_first(values: dict[str, Any]) -> dict[str, Any]:
    """The kind of a thing stands right after its name: what follows depends on it."""
    if "kind" not in values:
        return values
    kind = values.pop("kind")
    keys = list(values)
    place = max((keys.index(key) + 1 for key in ("code", "label", "name") if key in keys), default=0)
    items = list(values.items())
    return dict([*items[:place], ("kind", kind), *items[place:]])


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _values(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def _without_none(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _without_none(v) for k, v in value.items() if v is not None}
    if isinstance(value, list | tuple):
        return [_without_none(item) for item in value if item is not None]
    return value


def _table(path: str, table: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one table: its own keys first, then the tables inside it."""
    inside = []
    for key, value in table.items():
        name = f"{path}.{key}" if path else key
        if name in _BLOCKS and _is_block(value):
            inside.append((name, value))
        else:
            yield _line(key, value)
    for name, value in inside:
        if isinstance(value, Mapping):
            if any(not (f"{name}.{k}" in _BLOCKS and _is_block(v)) for k, v in value.items()) or not value:
                yield f"\n[{name}]"
            yield from _table(name, value)
        else:
            for item in value:
                yield f"\n[[{name}]]"
                yield from _table(name, item)


def _is_block(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, Mapping) for item in value)
    return isinstance(value, Mapping)


def _line(key: str, value: Any) -> str:
    """``key = value``; a long list has a line for each item."""
    name = _key(key)
    line = f"{name} = {_inline(value)}"
    if not isinstance(value, list) or not value or len(line) <= WIDTH:
        return line
    return "\n".join((f"{name} = [", *(f"  {_inline(item)}," for item in value), "]"))


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(key)} = {_inline(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_inline(item) for item in value)}]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def _key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")
