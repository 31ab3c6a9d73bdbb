"""A broken reference of a draft as a fault: which thing names what, and why that cannot be."""

import re

from dinsos_desk.catalog.labels import Content, called, split_key, spot, value_at
from dinsos_desk.catalog.paths import PERSON_DATA, items, path_words
from dinsos_desk.catalog.references import (
    NEVER_MADE,
    NO_ANSWER,
    NO_NUMBERING,
    RESERVED,
    TWICE,
    WRONG_KIND,
    BrokenReference,
)

_BY_KEY = (
    (r"(applicant|client)", "layanan_pihak_belum_ditunjuk"),
    (r"parties\[\d+\]\.needs", "layanan_data_pihak_asing"),
    (r"parties\[\d+\]\.same_as", "layanan_pihak_sama_tidak_ada"),
    (r"warnings\[\d+\]\.party", "layanan_peringatan_bukan_orang"),
    (r"requirements\[\d+\]\.rules", "layanan_aturan_tidak_ada"),
    (r"route\.stages\[\d+\]\.products", "layanan_hasil_tidak_ada"),
    (r"route\.stages\[\d+\]\.steps", "layanan_langkah_tidak_ada"),
    (r"register_columns\[\d+\]\.value", "layanan_kolom_tanpa_data"),
    (r".*\.when", "layanan_syarat_tanpa_data_ini"),
    (r"periodic\[\d+\]\.met_by", "layanan_tahap_tidak_ada"),
    (r"(rules|periodic)\[\d+\].*", "layanan_data_tidak_ada"),
)
_BY_CODE = {
    TWICE: "layanan_kode_dua_kali",
    RESERVED: "layanan_kode_terpesan",
    NEVER_MADE: "layanan_hasil_tidak_dibuat",
    NO_NUMBERING: "layanan_tanpa_penomoran",
    NO_ANSWER: "layanan_jawaban_tidak_ada",
    WRONG_KIND: "layanan_data_salah_jenis",
}
_LISTS = {"rules": "rules", "products": "products", "needs": "", "same_as": "parties", "party": "parties"}


def reference_fault(
    content: Content, before: Content, broken: BrokenReference
) -> tuple[str, dict[str, object]]:
    """The code of ``messages.FAULTS`` for a broken reference, and its values.

    ``before``: an earlier definition that may still know the name of what is gone.
    """
    values: dict[str, object] = {"nilai": broken.name, "data": _named(content, before, broken)}
    if broken.code in _BY_CODE:
        if broken.code == TWICE:
            values["lain"] = _twin(content, broken)
        return _BY_CODE[broken.code], values
    if broken.key == "applicant" and any(p.get("code") == broken.name for _, p in items(content, "parties")):
        return "layanan_pemohon_tidak_pasti", values
    for pattern, code in _BY_KEY:
        if re.fullmatch(pattern, broken.key):
            return code, values
    return "layanan_rujukan_tidak_ada", values


def _named(content: Content, before: Content, broken: BrokenReference) -> str:
    """What the broken name was, in words."""
    if "." in broken.name:
        known = path_words(content, broken.name)
        return known if known.endswith(")") else path_words(before, broken.name)
    last = str(split_key(broken.key)[-1])
    if last == "needs":
        return f"“{PERSON_DATA.get(broken.name, broken.name)}”"
    listed = _LISTS.get(last, "")
    once = (item for _, item in items(before, listed) if item.get("code") == broken.name) if listed else ()
    return f"“{next((called(item) for item in once), '') or broken.name.replace('_', ' ')}”"


def _twin(content: Content, broken: BrokenReference) -> str:
    """The first thing with the same code."""
    steps = split_key(broken.key)[:-1]
    listed = value_at(content, steps[:-1])
    for place, item in enumerate(listed if isinstance(listed, list | tuple) else ()):
        if isinstance(item, dict) and item.get("code") == broken.name:
            above = ".".join(str(step) for step in steps[:-1] if isinstance(step, str))
            return spot(content, f"{above}[{place}]").place if len(steps) == 2 else called(item)
    return ""
