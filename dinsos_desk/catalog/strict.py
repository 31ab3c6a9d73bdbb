"""A TOML file becomes a strict model, or faults that name file and key: nothing is guessed."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dinsos_desk.catalog.faults import CatalogError, CatalogFault
from dinsos_desk.catalog.references import BrokenReferencesError
from dinsos_desk.catalog.schema import SCHEMA_VERSION
from dinsos_desk.domain.conditions import Strict

LARGEST_FILE = 1_000_000
_UNTAGGED = "kind"

Loaded = TypeVar("Loaded", bound=Strict)


def read_strict(path: Path, name: str, model: type[Loaded]) -> Loaded:
    """Read a TOML file into a strict model; ``name`` is how faults call the file.

    Raises:
        CatalogError: the file cannot be read, is no TOML, or does not fit the model.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(name, type(error).__name__, "katalog_tidak_terbaca") from None
    return validate(read_toml(data, name), name, model)


def read_toml(data: bytes, name: str) -> dict[str, Any]:
    """The values of a file of at most 1 MB that does not come from a newer program.

    Raises:
        CatalogError: it is larger, no TOML, or made for a newer schema.
    """
    if len(data) > LARGEST_FILE:
        raise unreadable(name, "larger than 1 MB", "katalog_tidak_terbaca")
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise unreadable(name, str(error), "katalog_bukan_toml") from None
    except RecursionError:
        raise unreadable(name, "nested too deeply", "katalog_bukan_toml") from None
    refuse_newer(values, name)
    return values


def refuse_newer(values: Mapping[str, Any], name: str) -> None:
    """Raise ``CatalogError`` when the values were written for a newer schema."""
    schema = values.get("schema")
    if isinstance(schema, int) and not isinstance(schema, bool) and schema > SCHEMA_VERSION:
        reason = f"made for schema {schema}; this program knows up to {SCHEMA_VERSION}"
        newer = {"skema": schema, "dikenal": SCHEMA_VERSION}
        raise CatalogError(
            (CatalogFault(name, "schema", reason, "katalog_lebih_baru", newer, _code(values)),)
        )


def validate(values: Mapping[str, Any], name: str, model: type[Loaded]) -> Loaded:
    """Values as a strict model: no text becomes a number, no unknown key is passed over.

    Raises:
        CatalogError: they do not fit; one fault for each place.
    """
    if isinstance(values, Mapping):
        refuse_newer(values, name)
    code = _code(values)
    try:
        return model.model_validate_json(json.dumps(values, default=_refuse), strict=True)
    except TypeError:
        reason = "holds a date or time; write dates as text"
        raise CatalogError((CatalogFault(name, "", reason, service=code),)) from None
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = (replace(f, service=code) for detail in details for f in _faults(name, values, detail))
        raise CatalogError(tuple(found)) from None


def _code(values: object) -> str:
    """The code a file gives itself, as far as it can be read."""
    code = values.get("code") if isinstance(values, Mapping) else None
    return code if isinstance(code, str) else ""


def _refuse(value: object) -> None:
    raise TypeError(type(value).__name__)


def unreadable(name: str, reason: str, code: str) -> CatalogError:
    """A file that could not even be read as one, by the code of its sentence."""
    return CatalogError((CatalogFault(name, "", reason, code),))


def _faults(name: str, values: object, detail: ErrorDetails) -> list[CatalogFault]:
    """What pydantic says about one place, in the words of the file."""
    key = dotted_key(detail["loc"], values)
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, BrokenReferencesError):
        return [
            CatalogFault(name, broken.key, str(broken), broken.code, {"rujukan": broken.name})
            for broken in cause.broken
        ]
    reason = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        return [CatalogFault(name, key, "unknown key", "katalog_kunci_asing")]
    if detail["type"] == "missing":
        return [CatalogFault(name, key, "missing", "katalog_kunci_kurang")]
    return [CatalogFault(name, key, reason)]


def dotted_key(location: tuple[int | str, ...], values: object) -> str:
    """A pydantic location as the file writes it, without the tags of discriminated unions."""
    key = ""
    here = values
    for part in location:
        if isinstance(part, int):
            key += f"[{part}]"
            here = here[part] if isinstance(here, list) and part < len(here) else None
            continue
        if isinstance(here, Mapping):
            if part not in here and here.get(_UNTAGGED) == part:
                continue
            here = here.get(part)
        elif key:
            break
        key += f".{part}" if key else part
    return key
