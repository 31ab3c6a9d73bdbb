"""The checklist of papers: which are needed, in which state they are, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from dinsos_desk.domain.conditions import Code, Condition, Facts, Inconsistent, Label, Strict
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.working_time import add_months


class Need(StrEnum):
    """How strongly a requirement is asked for."""

    MANDATORY = "wajib"
    CONDITIONAL = "bersyarat"
    IF_ANY = "jika_ada"
    FACT = "keadaan"


class PaperState(StrEnum):
    """What the officer saw."""

    PRESENT = "ada"
    ABSENT = "tidak_ada"
    FOLLOWS = "menyusul"
    NOT_APPLICABLE = "tidak_berlaku"


class PaperMode(StrEnum):
    """In which form a paper was shown; an original is enough, a scan is never forced."""

    ORIGINAL = "asli"
    COPY = "salinan"
    SCAN = "pindaian"


class Alternative(Strict):
    """One of several papers that satisfy the same requirement."""

    code: Code
    text: Label


class Requirement(Strict):
    """One published requirement.

    ``text`` stands as published. ``need`` = ``keadaan`` is a condition of the person rather than a
    paper: it is judged by ``rule`` and has no row to tick. ``alternatives``: any one is enough.
    ``valid_months``: how long the paper counts from its date; None where the standard sets no limit.
    """

    code: Code
    text: Label
    need: Need = Need.MANDATORY
    group: str = ""
    when: Condition | None = None
    alternatives: tuple[Alternative, ...] = ()
    asks_number: bool = False
    asks_date: bool = False
    valid_months: Annotated[int, Field(ge=1, le=240)] | None = None
    default_mode: PaperMode = PaperMode.COPY
    rules: tuple[Code, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> "Requirement":
        if (self.need is Need.CONDITIONAL) != (self.when is not None):
            text = f"requirement {self.code}: 'bersyarat' and 'when' belong together"
            raise Inconsistent("bersyarat_tanpa_syarat", text)
        if (self.need is Need.FACT) != bool(self.rules):
            text = f"requirement {self.code}: 'keadaan' and 'rules' belong together"
            raise Inconsistent("keadaan_tanpa_aturan", text)
        if len(self.alternatives) == 1:
            text = f"requirement {self.code}: alternatives need at least two"
            raise Inconsistent("alternatif_tunggal", text)
        if self.valid_months is not None and not self.asks_date:
            text = f"requirement {self.code}: 'valid_months' needs 'asks_date'"
            raise Inconsistent("berlaku_tanpa_tanggal", text)
        return self

    @property
    def is_paper(self) -> bool:
        """Whether it is a row of the checklist."""
        return self.need is not Need.FACT

    def in_force(self, facts: Facts) -> bool:
        """Whether the requirement applies to this application."""
        return self.when is None or self.when.holds(facts)


@dataclass(frozen=True)
class PaperTick:
    """What was recorded for one requirement."""

    state: PaperState | None = None
    mode: PaperMode | None = None
    alternative: str = ""
    number: str = ""
    dated: date | None = None
    note: str = ""


def expired(requirement: Requirement, tick: PaperTick, today: date) -> tuple[Fault, ...]:
    """What is wrong with a paper that was accepted although its time is over; the last day still counts."""
    if requirement.valid_months is None or tick.dated is None or tick.state is not PaperState.PRESENT:
        return ()
    last = add_months(tick.dated, requirement.valid_months)
    if last >= today:
        return ()
    values = {"bulan": requirement.valid_months, "sampai": format_date(last)}
    return (Fault("berkas_kedaluwarsa", values, f"berkas.{requirement.code}"),)


def missing(
    requirements: tuple[Requirement, ...], ticks: Mapping[str, PaperTick], facts: Facts
) -> tuple[Requirement, ...]:
    """The requirements that keep an application incomplete.

    A mandatory paper may be set to *tidak berlaku* only with a note that says why; a paper "jika ada"
    never keeps an application back.
    """
    lacking = []
    for requirement in requirements:
        if not requirement.is_paper or requirement.need is Need.IF_ANY or not requirement.in_force(facts):
            continue
        tick = ticks.get(requirement.code, PaperTick())
        excused = tick.state is PaperState.NOT_APPLICABLE and tick.note.strip()
        if tick.state is not PaperState.PRESENT and not excused:
            lacking.append(requirement)
    return tuple(lacking)
