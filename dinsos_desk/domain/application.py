"""One application as values: its parties, answers, papers and what was recorded, seen as facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dinsos_desk.domain.checklist import PaperTick
from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.fields import answer_facts
from dinsos_desk.domain.people import Subject


@dataclass(frozen=True)
class Application:
    """Everything a rule, a condition or a letter may look at."""

    parties: Mapping[str, Subject]
    answers: Mapping[str, FactValue]
    ticks: Mapping[str, PaperTick]
    records: Mapping[str, Mapping[str, FactValue]] = field(default_factory=dict)

    def facts(self, day: date) -> dict[str, FactValue]:
        """All facts by dotted path, ages counted on ``day``."""
        facts: dict[str, FactValue] = {}
        for code, value in self.answers.items():
            facts |= answer_facts(f"isian.{code}", value)
        for party, subject in self.parties.items():
            facts |= {f"{party}.{name}": value for name, value in subject.facts(day).items()}
        for requirement, tick in self.ticks.items():
            facts[f"berkas.{requirement}"] = tick.state.value if tick.state else None
        for stage, recorded in self.records.items():
            for code, value in recorded.items():
                facts |= answer_facts(f"catatan.{stage}.{code}", value)
        return facts
