"""Everything that is wrong with a draft of a service, place by place.

The strict schema says what does not fit, the references say what names something that is not there. A
draft with several kinds of trouble is judged whole: what does not fit is put aside and the rest looked at.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError, model_validator
from pydantic_core import ErrorDetails

from dinsos_desk.catalog.labels import PARTS, Content, split_key, spot, value_at
from dinsos_desk.catalog.mending import PLACEHOLDER, mended
from dinsos_desk.catalog.reference_problems import reference_fault
from dinsos_desk.catalog.references import NO_ANSWER, WRONG_KIND, broken_references
from dinsos_desk.catalog.schema import SCHEMA_VERSION, ServiceDef
from dinsos_desk.catalog.strict import dotted_key
from dinsos_desk.domain.conditions import Inconsistent
from dinsos_desk.domain.faults import Fault

_ROUNDS = 12
_NOTHING: Content = MappingProxyType({})
_KINDS = {
    "string_type": "teks",
    "int_type": "angka bulat",
    "int_from_float": "angka bulat",
    "float_type": "angka",
    "bool_type": "ya atau tidak",
    "tuple_type": "daftar",
    "list_type": "daftar",
    "model_type": "kelompok isian",
    "model_attributes_type": "kelompok isian",
    "dict_type": "kelompok isian",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "layanan_nilai_terlalu_kecil"),
    "greater_than": ("gt", "layanan_nilai_harus_lebih"),
    "less_than_equal": ("le", "layanan_nilai_terlalu_besar"),
    "less_than": ("lt", "layanan_nilai_terlalu_besar"),
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a draft.

    ``key``: the dotted place in the file, for jumping there; ``part``: the part of the form; ``place``: the
    same in words. ``fault`` has its sentence in ``messages.FAULTS`` and the remedy in ``messages.REMEDIES``.
    A problem that does not block only warns.
    """

    key: str
    part: str
    place: str
    fault: Fault
    blocking: bool = True


@dataclass(frozen=True)
class Judged:
    """What is wrong with the shape of a draft.

    ``service``: the service when nothing is wrong; ``near``: something like it for further checks, with
    placeholders for what did not fit, or None when too much is wrong.
    """

    problems: tuple[Problem, ...]
    service: ServiceDef | None
    near: ServiceDef | None


class _Unreferenced(ServiceDef):
    """A service whose references are not checked yet."""

    @model_validator(mode="after")
    def _references(self) -> "_Unreferenced":
        return self


def problem(content: Content, key: str, code: str, **values: object) -> Problem:
    """A problem at a key of a draft; its fault knows the place in words (``tempat``, ``isian``)."""
    at = spot(content, key)
    named = {"tempat": at.place, "isian": at.what or "isinya", **values}
    return Problem(key, at.part, at.place, Fault(code, MappingProxyType(named), key))


def warning(content: Content, key: str, code: str, **values: object) -> Problem:
    """The same, but it does not keep the service from being published."""
    return replace(problem(content, key, code, **values), blocking=False)


def judge_content(content: Content, before: Content = _NOTHING) -> Judged:
    """Judge a draft against the schema and itself.

    ``before``: the definition it was made from; it still has the names of what was taken away since.
    """
    draft: dict[str, Any] | None = _without_none({"schema": SCHEMA_VERSION, **content})
    newer = _newer(content)
    if newer is not None:
        return Judged((newer,), None, None)
    original = draft or {}
    found: dict[str, Problem] = {}
    near: ServiceDef | None = None
    for number in range(_ROUNDS):
        if draft is None:
            break
        try:
            near = _Unreferenced.model_validate_json(json.dumps(draft, default=str), strict=True)
            break
        except ValidationError as error:
            errors = error.errors(include_url=False)
        if not number:
            for detail in errors:
                key = dotted_key(detail["loc"], draft)
                found.setdefault(key, _misfit(original, key, detail))
        draft = mended(draft, errors)
    problems = list(found.values())
    is_asked_well = not any(key.startswith(("fields[", "route.")) for key in found)
    for broken in broken_references(near) if near is not None else ():
        if broken.code in (NO_ANSWER, WRONG_KIND) and not is_asked_well:
            continue  # what a question takes may be among what was put aside
        if PLACEHOLDER not in broken.name and broken.key not in found:
            code, values = reference_fault(original, before, broken)
            problems.append(problem(original, broken.key, code, **values))
    ordered = tuple(sorted(problems, key=form_order))
    service = None
    if near is not None and not ordered:
        service = ServiceDef.model_validate_json(json.dumps(original, default=str), strict=True)
    return Judged(ordered, service, near)


def form_order(one: Problem) -> tuple[int, tuple[int, ...]]:
    """Where a problem stands in the order of the form."""
    steps = split_key(one.key)
    parts = list(PARTS)
    root = parts.index(str(steps[0])) if steps and steps[0] in PARTS else len(parts)
    return root, tuple(step for step in steps if isinstance(step, int))


def _newer(content: Content) -> Problem | None:
    schema = content.get("schema")
    if isinstance(schema, bool) or not isinstance(schema, int) or schema <= SCHEMA_VERSION:
        return None
    return problem(content, "schema", "layanan_lebih_baru", skema=schema, dikenal=SCHEMA_VERSION)


def _misfit(content: Content, key: str, detail: ErrorDetails) -> Problem:
    """One error of the schema, by its kind."""
    kind, context = detail["type"], detail.get("ctx", {})
    value = value_at(content, split_key(key))
    cause = context.get("error")
    if isinstance(cause, Inconsistent):
        return problem(content, key, f"layanan_{cause.code}")
    if kind == "extra_forbidden":
        return problem(content, key, "layanan_bagian_asing", nilai=str(split_key(key)[-1]))
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        key, value = f"{key}.kind", value_at(content, (*split_key(key), "kind"))
    if kind == "too_short":
        return problem(content, key, "layanan_daftar_kurang", batas=context["min_length"])
    if (
        kind == "missing"
        or value is None
        or value in ("", {})
        or (isinstance(value, str) and not value.strip())
    ):
        return problem(content, key, "layanan_belum_diisi")
    if kind == "too_long":
        return problem(content, key, "layanan_daftar_lebih", batas=context["max_length"])
    if kind == "string_too_long":
        length, most = len(str(value)), context["max_length"]
        return problem(content, key, "layanan_terlalu_panjang", panjang=length, batas=most)
    if kind in ("enum", "literal_error", "union_tag_not_found", "union_tag_invalid"):
        return problem(content, key, "layanan_pilihan_asing", nilai=_short(value))
    if kind in _BOUNDS:
        name, code = _BOUNDS[kind]
        return problem(content, key, code, batas=context[name], nilai=_short(value))
    if kind in _KINDS:
        return problem(content, key, "layanan_salah_jenis", jenis=_KINDS[kind])
    return problem(content, key, "layanan_salah_bentuk", nilai=_short(value))


def _short(value: object) -> str:
    if isinstance(value, Mapping | list):
        return "daftar" if isinstance(value, list) else "kelompok isian"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def _without_none(value: Any) -> Any:
    """What is None was never filled in."""
    if isinstance(value, Mapping):
        return {str(key): _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_none(item) for item in value if item is not None]
    return value
