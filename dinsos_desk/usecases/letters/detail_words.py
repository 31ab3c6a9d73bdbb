"""The words of letters that fit any service: its parties, answers and records as lines to print.

A letter made for one service names its fields; a generic letter goes through these lists.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dinsos_desk.db import tables
from dinsos_desk.domain.conditions import Facts, FactValue, applies
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import FieldDef, TableField
from dinsos_desk.domain.people import PartyKind, Subject
from dinsos_desk.usecases.requests.cases import Case

Words = dict[str, Any]

_PERSON_LINES = (
    ("nama", "Nama"),
    ("nik", "NIK"),
    ("ttl", "Tempat, tanggal lahir"),
    ("jenis_kelamin", "Jenis kelamin"),
    ("umur", "Umur"),
    ("pekerjaan", "Pekerjaan"),
    ("alamat_lengkap", "Alamat"),
    ("ciri_ciri", "Ciri-ciri"),
)
_INSTITUTION_LINES = (
    ("nama", "Nama lembaga"),
    ("jenis", "Jenis"),
    ("akta", "Akta"),
    ("npwp", "NPWP"),
    ("pimpinan", "Pimpinan"),
    ("alamat_lengkap", "Alamat"),
)


def detail_words(case: Case, facts: Facts) -> Words:
    """``pihak``, ``rincian`` and ``rincian_tahap`` of an application."""
    return {
        "pihak": _parties(case),
        "rincian": answer_lines(case.service.fields, case.application.answers, facts),
        "rincian_tahap": _stages(case, facts),
    }


def answer_lines(
    fields: tuple[FieldDef, ...], values: Mapping[str, FactValue], facts: Facts
) -> list[dict[str, Any]]:
    """The answers that are given and asked for, in order, as ``label`` and ``isi``.

    A table also has ``kolom`` (its headings) and ``baris`` (its cells); any other answer has none.
    """
    lines = []
    for field in fields:
        value = values.get(field.code)
        shown = field.display(value)
        if not shown or not applies(field.when, facts):
            continue
        line: dict[str, Any] = {"label": field.label, "isi": shown, "kolom": [], "baris": []}
        if isinstance(field, TableField):
            line["kolom"] = [column.label for column in field.columns]
            line["baris"] = [list(row.values()) for row in field.display_rows(value)]
        lines.append(line)
    return lines


def _parties(case: Case) -> list[Words]:
    given = case.application.parties
    parties = [party for party in case.service.parties if party.code in given]
    return party_lines(
        ((party.label, party.kind, given[party.code]) for party in parties), case.row.received_at.date()
    )


def party_lines(parties: Iterable[tuple[str, PartyKind, Subject]], day: date) -> list[Words]:
    """Everybody who takes part, once each: who stands in two roles has both labels."""
    found: list[tuple[Subject, Words]] = []
    for label, kind, subject in parties:
        twin = next((words for known, words in found if known == subject), None)
        if twin is not None:
            twin["label"] = f"{twin['label']} sekaligus {_inside(label)}"
            continue
        lines = _PERSON_LINES if kind is PartyKind.PERSON else _INSTITUTION_LINES
        found.append((subject, {"label": label} | _identity(subject.words(day), lines)))
    return [words for _, words in found]


def _identity(words: Mapping[str, str], lines: tuple[tuple[str, str], ...]) -> Words:
    """The name and the lines that are known; an age stands only for an unknown birth date."""
    shown = [
        {"label": label, "isi": words[key]}
        for key, label in lines
        if words[key] and not (key == "umur" and words["tanggal_lahir"])
    ]
    return {"nama": words["nama"], "baris": shown}


def _inside(label: str) -> str:
    """A label inside a sentence; an abbreviation keeps its capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _stages(case: Case, facts: Facts) -> list[Words]:
    """What was written down at the stages that stand, with who and when."""
    told = []
    for stage in case.service.route.stages:
        step: tables.History | None = case.stands.get(stage.code)
        lines = answer_lines(stage.records, case.application.records.get(stage.code, {}), facts)
        if step is not None and lines:
            day = format_date(step.on_paper or step.at.date())
            told.append({"tahap": stage.name, "tanggal": day, "rincian": lines})
    return told
