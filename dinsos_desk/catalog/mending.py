"""Makes a draft fit the shape of a service, so that the rest of it can be judged too.

What does not fit is replaced by something harmless; the result is only ever looked at for further
problems, never kept, published or shown.
"""

import copy
import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from dinsos_desk.catalog.labels import split_key, value_at
from dinsos_desk.catalog.strict import dotted_key
from dinsos_desk.domain.conditions import Inconsistent

PLACEHOLDER = "belum_diisi"
_CANDIDATES = (PLACEHOLDER, "belum-diisi", f"{PLACEHOLDER}.{PLACEHOLDER}", f"{PLACEHOLDER}.docx")
_QUOTED = re.compile(r"'([^']*)'")
_PLAIN: Mapping[str, object] = {
    "missing": PLACEHOLDER,
    "string_type": PLACEHOLDER,
    "string_too_short": PLACEHOLDER,
    "int_type": 1,
    "int_from_float": 1,
    "float_type": 1.0,
    "bool_type": False,
    "tuple_type": (),
    "list_type": (),
    "model_type": {},
    "model_attributes_type": {},
    "dict_type": {},
}


def mended(content: Mapping[str, Any], errors: list[ErrorDetails]) -> dict[str, Any] | None:
    """The draft with each of these errors replaced by something that fits; None when that is impossible."""
    whole: dict[str, Any] = copy.deepcopy(dict(content))
    for error in errors:
        steps = split_key(dotted_key(error["loc"], content))
        if not _mend(whole, steps, error):
            return None
    return whole


def _mend(whole: dict[str, Any], steps: tuple[str | int, ...], error: ErrorDetails) -> bool:
    kind, context = error["type"], error.get("ctx", {})
    here = value_at(whole, steps)
    if kind == "value_error":
        return _consistent(here, context.get("error"))
    if not steps:
        return False
    if kind == "extra_forbidden":
        holder = value_at(whole, steps[:-1])
        if isinstance(holder, dict):
            holder.pop(str(steps[-1]), None)
        return True
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        tags = _QUOTED.findall(str(context.get("expected_tags", ""))) or ["teks"]
        return isinstance(here, dict) and _put(whole, (*steps, "kind"), tags[0])
    if kind == "too_short" and isinstance(here, list):
        here.extend({} for _ in range(int(context["min_length"]) - len(here)))
        return True
    if kind == "too_long" and isinstance(here, list):
        del here[int(context["max_length"]) :]
        return True
    return _put(whole, steps, _fitting(kind, context, here))


def _fitting(kind: str, context: Mapping[str, Any], here: object) -> object:
    if kind == "string_too_long":
        return str(here)[: int(context["max_length"])].strip() or PLACEHOLDER
    if kind == "string_pattern_mismatch":
        return next((c for c in _CANDIDATES if re.fullmatch(str(context["pattern"]), c)), PLACEHOLDER)
    if kind in ("enum", "literal_error"):
        return next(iter(_QUOTED.findall(str(context.get("expected", "")))), PLACEHOLDER)
    for name, offset in (("ge", 0), ("gt", 1), ("le", 0), ("lt", -1)):
        if name in context:
            return context[name] + offset
    value = _PLAIN.get(kind, PLACEHOLDER)
    return list(value) if isinstance(value, tuple) else copy.copy(value)


def _put(whole: dict[str, Any], steps: tuple[str | int, ...], value: object) -> bool:
    holder = value_at(whole, steps[:-1])
    last = steps[-1]
    if isinstance(holder, dict) and isinstance(last, str):
        holder[last] = value
        return True
    if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        holder[last] = value
        return True
    return False


def _consistent(here: object, cause: object) -> bool:
    """Take away what contradicts itself at one place."""
    mender = _MENDERS.get(cause.code) if isinstance(cause, Inconsistent) else None
    if mender is None or not isinstance(here, dict):
        return False
    mender(here)
    return True


def _requirement(item: dict[str, Any]) -> None:
    for key in ("when", "rules", "alternatives"):
        item.pop(key, None)
    item["need"] = "wajib"


def _undated(item: dict[str, Any]) -> None:
    item.pop("valid_months", None)


def _condition(item: dict[str, Any]) -> None:
    fact = item.get("fact")
    item.clear()
    item.update({"fact": fact, "known": True} if isinstance(fact, str) else {"all_of": []})


def _stage(item: dict[str, Any]) -> None:
    item["decisions"] = ["setuju"]
    item["role"] = "petugas"
    item.pop("on_paper", None)


def _route(item: dict[str, Any]) -> None:
    for place, stage in enumerate(item["stages"]):
        stage.pop("returns_to", None)
        stage.pop("may_return_to", None)
        if (stage.get("kind") == "penerimaan") != (place == 0):
            stage["kind"] = "kerja" if place else "penerimaan"
        if not place:
            stage["role"] = "petugas"
        earlier = [other.get("code") for other in item["stages"][:place]]
        if stage.get("code") in earlier:
            stage["code"] = f"{PLACEHOLDER}_{place}"


def _listed(key: str) -> Callable[[dict[str, Any]], None]:
    def mend(item: dict[str, Any]) -> None:
        for place, thing in enumerate(item[key]):
            thing.pop("when", None)
            thing["code"] = f"{PLACEHOLDER}_{place}"

    return mend


def _product(item: dict[str, Any]) -> None:
    item["kind"] = "pencatatan"
    item.pop("template", None)
    item.pop("numbered", None)


def _bounds(item: dict[str, Any]) -> None:
    for key in ("minimum", "maximum", "min_rows", "max_rows"):
        item.pop(key, None)


def _pattern(item: dict[str, Any]) -> None:
    item.pop("pattern", None)


def _duty(item: dict[str, Any]) -> None:
    item.pop("times", None)


def _warning(item: dict[str, Any]) -> None:
    item["kind"] = "berjalan"
    item.pop("within_months", None)


_MENDERS: Mapping[str, Callable[[dict[str, Any]], None]] = {
    "bersyarat_tanpa_syarat": _requirement,
    "keadaan_tanpa_aturan": _requirement,
    "alternatif_tunggal": _requirement,
    "berlaku_tanpa_tanggal": _undated,
    "syarat_tanpa_uji": _condition,
    "syarat_tanpa_data": _condition,
    "tahap_tanpa_setuju": _stage,
    "penerimaan_bukan_petugas": _route,
    "tahap_peran_tidak_bekerja": _stage,
    "tahap_kode_dua_kali": _route,
    "alur_tanpa_penerimaan": _route,
    "alur_penerimaan_ganda": _route,
    "tahap_kembali_ke_depan": _route,
    "pilihan_kode_dua_kali": _listed("choices"),
    "kolom_kode_dua_kali": _listed("columns"),
    "kolom_bersyarat": _listed("columns"),
    "hasil_tanpa_templat": _product,
    "nomor_tanpa_dokumen": _product,
    "peringatan_tanpa_bulan": _warning,
    "kewajiban_tanpa_jarak": _duty,
    "batas_terbalik": _bounds,
    "pola_salah": _pattern,
}
