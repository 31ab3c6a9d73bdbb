"""The words of a service's prints: the standard with its fourteen components, the applicant's leaflet.

The order of the components is that of UU 25/2009 and PermenPANRB 15/2014 as the published standards
have it. What a standard leaves blank is printed as "-".
"""

import re
from collections.abc import Iterable
from datetime import time
from itertools import groupby, pairwise
from typing import Any

from dinsos_desk.catalog.schema import ServiceDef, Step
from dinsos_desk.documents.words import WEEKDAYS
from dinsos_desk.domain.checklist import Need, Requirement
from dinsos_desk.domain.conditions import Condition
from dinsos_desk.domain.fields import ChoiceField, YesNoField
from dinsos_desk.domain.office_hours import DayHours, Week
from dinsos_desk.domain.routing import Stage, StageKind
from dinsos_desk.usecases.letters.words import service_words, short_fee

Words = dict[str, Any]
Grouped = tuple[str, tuple[str, ...]]

BLANK = "-"
ASK_US = "Tanyakan kepada petugas"
MOST_STEPS = 7
"""More steps than this stand behind each other in one paragraph of the leaflet."""
_WHOLE_LINES = 14
"""A row with at most so many lines is never split over two pages."""
_LETTERS_A_LINE = 62


def standard_words(service: ServiceDef) -> list[Words]:
    """The fourteen components, each with its groups of numbered lines."""
    standard = service.standard
    promised = (service.time_limit.text,) if service.time_limit else ()
    components: tuple[tuple[str, Iterable[Grouped]], ...] = (
        ("Dasar Hukum", _plain(standard.legal_basis)),
        ("Persyaratan Pelayanan", _requirements(service.requirements)),
        ("Sistem, Mekanisme, dan Prosedur", _procedure(standard.procedure)),
        ("Jangka Waktu Penyelesaian", _plain(promised)),
        ("Biaya/Tarif", _plain((standard.fee,))),
        ("Produk Pelayanan", _plain(standard.products)),
        ("Sarana, Prasarana, dan/atau Fasilitas", _plain(standard.facilities)),
        ("Kompetensi Pelaksana", _plain(standard.competence)),
        ("Pengawasan Internal", _plain(standard.internal_control)),
        ("Penanganan Pengaduan, Saran, dan Masukan", _plain(standard.complaints)),
        ("Jumlah Pelaksana", _plain((standard.staff_count,))),
        ("Jaminan Pelayanan", _plain(standard.service_guarantee)),
        ("Jaminan Keamanan dan Keselamatan Pelayanan", _plain(standard.safety_guarantee)),
        ("Evaluasi Kinerja Pelaksana", _plain(standard.evaluation)),
    )
    return [_component(place, name, tuple(groups)) for place, (name, groups) in enumerate(components, 1)]


def leaflet_words(service: ServiceDef) -> Words:
    """What the applicant must know: what to bring, what must be the case, the steps, and where to go on."""
    papers = [r for r in service.requirements if r.is_paper]
    conditions = [r for r in service.requirements if not r.is_paper]
    steps = brief_steps(service.route.stages)
    products = service.standard.products or tuple(product.name for product in service.products)
    return {
        "layanan": service_words(service),
        "waktu": service.time_limit.text if service.time_limit else ASK_US,
        "biaya": short_fee(service) or ASK_US,
        "hasil": list(products),
        "bawaan": _groups(papers, service),
        "ketentuan": _groups(conditions, service),
        "langkah": steps if len(steps) <= MOST_STEPS else [],
        "rangkaian": " → ".join(steps) if len(steps) > MOST_STEPS else "",
    }


def brief_steps(stages: tuple[Stage, ...]) -> list[str]:
    """The route as the applicant sees it: reviews in one step, numbering in none, up to the hand-over."""
    last = max((n for n, stage in enumerate(stages) if stage.kind is StageKind.HANDOVER), default=len(stages))
    shown = [stage for stage in stages[: last + 1] if stage.kind is not StageKind.NUMBER]
    steps = []
    for is_review, run in groupby(shown, lambda stage: stage.kind is StageKind.REVIEW):
        found = list(run)
        if is_review and len(found) > 1:
            steps.append(f"Pemeriksaan oleh {_listed([stage.post or stage.name for stage in found])}")
        else:
            steps += [stage.name + (" (bila diperlukan)" if stage.when else "") for stage in found]
    return steps


def requirement_text(requirement: Requirement, service: ServiceDef) -> Words:
    """One requirement in plain words: its text, its alternatives, and when it is asked for."""
    text = requirement.text
    choices = [alternative.text for alternative in requirement.alternatives]
    if choices and not all(_letters(choice) <= _letters(text) for choice in choices):
        text = f"{text.rstrip('. ')} (salah satu: {'; '.join(choices)})"
    note = requirement.note
    if requirement.need is Need.CONDITIONAL and not note and not requirement.group:
        note = condition_text(requirement.when, service)
    if requirement.need is Need.IF_ANY and "jika ada" not in text.casefold():
        text = f"{text.rstrip('. ')} (jika ada)"
    return {"teks": text, "keterangan": note}


def condition_text(when: Condition | None, service: ServiceDef) -> str:
    """When a requirement is asked for, as far as its condition is one answer; else that it depends."""
    for field in service.fields:
        if when is None or when.fact != f"isian.{field.code}":
            continue
        values = when.one_of or (() if when.equals is None else (when.equals,))
        shown = [field.display(value) for value in values]
        if shown and all(shown) and isinstance(field, ChoiceField | YesNoField):
            return f"Diminta bila {field.label}: {' atau '.join(shown)}."
    return "Diminta pada keadaan tertentu; tanyakan kepada petugas."


def week_text(week: Week) -> str:
    """The hours of a week, a line for days alike: Senin–Kamis 07.30–16.00 (istirahat 12.00–13.00)."""
    runs: list[tuple[int, int, DayHours]] = []
    for day, hours in enumerate(week):
        if hours is None:
            continue
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == hours:
            runs[-1] = (runs[-1][0], day, hours)
        else:
            runs.append((day, day, hours))
    return "\n".join(f"{_days(first, last)} {_hours(hours)}" for first, last, hours in runs)


def _days(first: int, last: int) -> str:
    return WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}–{WEEKDAYS[last]}"


def _hours(hours: DayHours) -> str:
    pause = ""
    if hours.break_start is not None and hours.break_end is not None:
        pause = f" (istirahat {_clock(hours.break_start)}–{_clock(hours.break_end)})"
    return f"{_clock(hours.start)}–{_clock(hours.end)}{pause}"


def _clock(value: time) -> str:
    return f"{value:%H.%M}"


def _component(place: int, name: str, groups: tuple[Grouped, ...]) -> Words:
    filled = [(heading, lines) for heading, lines in groups if lines] or [("", (BLANK,))]
    size = sum(1 + len(line) // _LETTERS_A_LINE for _, lines in filled for line in lines)
    return {
        "nomor": place,
        "nama": name,
        "utuh": size <= _WHOLE_LINES,
        "kelompok": [{"judul": heading, "baris": _numbered(lines)} for heading, lines in filled],
    }


def _numbered(lines: tuple[str, ...]) -> list[Words]:
    """Lines with their numbers; a single one needs none."""
    alone = len(lines) == 1
    return [{"nomor": "" if alone else f"{n}.", "teks": line} for n, line in enumerate(lines, 1)]


def _plain(lines: Iterable[str]) -> tuple[Grouped, ...]:
    return (("", tuple(line for line in lines if line.strip())),)


def _requirements(requirements: tuple[Requirement, ...]) -> Iterable[Grouped]:
    for heading, found in groupby(requirements, lambda r: r.group):
        yield heading, tuple(r.text for r in found)


def _procedure(steps: tuple[Step, ...]) -> Iterable[Grouped]:
    for heading, found in groupby(steps, lambda step: step.group):
        yield heading, tuple(_step(step) for step in found)


def _step(step: Step) -> str:
    """A step with who carries it out, unless the step says so itself."""
    said = not step.office or _letters(step.office) <= _letters(step.text)
    return step.text if said else f"{step.text.rstrip('. ')} ({step.office})"


def _groups(requirements: list[Requirement], service: ServiceDef) -> list[Words]:
    return [
        {"judul": heading, "baris": [requirement_text(r, service) for r in found]}
        for heading, found in groupby(requirements, lambda r: r.group)
    ]


def _listed(names: list[str]) -> str:
    """A, B, dan C; a name that follows itself stands once."""
    once = names[:1] + [after for before, after in pairwise(names) if after != before]
    if len(once) < 3:
        return " dan ".join(once)
    return f"{', '.join(once[:-1])}, dan {once[-1]}"


def _letters(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
