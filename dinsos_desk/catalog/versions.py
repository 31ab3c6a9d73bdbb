"""A service as it is kept with the applications taken under it, and the name of that version."""

import hashlib
import json

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.catalog.strict import unreadable, validate
from dinsos_desk.catalog.writer import content_of


def definition_json(service: ServiceDef) -> str:
    """The whole definition as canonical JSON, defaults written out: what an application keeps."""
    values = service.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def version_hash(service: ServiceDef) -> str:
    """The name of this version of a service: SHA-256 of what its file says, in hex.

    What equals its default is left out, so that a program that knows more keys calls it the same.
    """
    content = json.dumps(content_of(service), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def from_definition(definition: str) -> ServiceDef:
    """The service that ``definition_json`` wrote down.

    Raises:
        CatalogError: it is no definition of a service that this program knows.
    """
    try:
        values = json.loads(definition)
    except ValueError as error:
        raise unreadable("", str(error), "katalog_bukan_toml") from None
    return validate(values, "", ServiceDef)
