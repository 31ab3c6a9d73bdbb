"""An application being made up: people, answers and papers that can still be changed."""

from dataclasses import dataclass, field, replace
from datetime import date

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.domain.checklist import PaperState
from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.entry import (
    INSTITUTION_ENTRY,
    PERSON_ENTRY,
    PaperEntry,
    PartyEntry,
    typed_institution,
    typed_person,
)
from dinsos_desk.domain.fields import FieldDef
from dinsos_desk.domain.people import Institution, Person, Sex, Subject
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.drafts import IntakeDraft

_PERSON = {entry.code: entry.attribute for entry in PERSON_ENTRY}
_INSTITUTION = {entry.code: entry.attribute for entry in INSTITUTION_ENTRY}


@dataclass
class Plan:
    """What will become a draft. ``fixed`` answers were asked for and are never changed."""

    service: ServiceDef
    crowd: Crowd
    today: date
    fixed: frozenset[str] = frozenset()
    parties: dict[str, Subject] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    papers: dict[str, PaperEntry] = field(default_factory=dict)

    def draft(self) -> IntakeDraft:
        """The plan as somebody would have typed it."""
        parties = {code: _entry(subject) for code, subject in self.parties.items()}
        return IntakeDraft(self.service.code, parties, dict(self.answers), dict(self.papers))

    def question(self, code: str) -> FieldDef:
        """The field with this code. Raises KeyError when there is none."""
        for candidate in self.service.fields:
            if candidate.code == code:
                return candidate
        raise KeyError(code)

    def set_fact(self, path: str, value: FactValue) -> bool:
        """Make a fact true; False when it was fixed or is not for the desk to say."""
        group, name = path.split(".", 1)
        if group == "isian":
            return self._answer(name, value)
        if group == "berkas":
            self.papers[name] = PaperEntry(state=str(value or PaperState.ABSENT))
            return True
        subject = self.parties.get(group)
        if name == "umur" and isinstance(value, int):
            return self.set_age(group, value, value)
        if isinstance(subject, Person):
            self.parties[group] = self._changed_person(subject, name, value)
            return True
        if isinstance(subject, Institution):
            self.parties[group] = replace(subject, **{_INSTITUTION[name]: str(value or "")})
            return True
        return False

    def set_age(self, party: str, youngest: int, oldest: int) -> bool:
        """Give a person an age in the middle of these bounds."""
        person = self.parties.get(party)
        if not isinstance(person, Person):
            return False
        age = (youngest + oldest) // 2
        if person.temporary:
            self.parties[party] = replace(person, estimated_age=age, estimated_on=self.today)
            return True
        drawn = self.crowd.person(self.today, person.sex, (age, age))
        born = self.crowd.numbered(replace(person, birth_date=drawn.birth_date))
        self.parties[party] = self.crowd.settled(born, self.today)
        return True

    def _answer(self, code: str, value: FactValue) -> bool:
        if code in self.fixed:
            return False
        self.answers[code] = self.question(code).typed(value)
        return True

    def _changed_person(self, person: Person, name: str, value: FactValue) -> Person:
        if name == "tanpa_identitas":
            age = person.age_on(self.today) or 30
            make = self.crowd.unknown if value else self.crowd.person
            return make(self.today, person.sex, (age, age))
        if name == "jenis_kelamin":
            sex = Sex(str(value))
            return self.crowd.numbered(replace(person, sex=sex, name=self.crowd.name(sex)))
        if name == "tanggal_lahir":
            return self.crowd.numbered(replace(person, birth_date=value))  # type: ignore[arg-type]
        return replace(person, **{_PERSON[name]: value or ""})  # type: ignore[arg-type]


def _entry(subject: Subject) -> PartyEntry:
    if isinstance(subject, Institution):
        return PartyEntry(typed_institution(subject))
    return PartyEntry(typed_person(subject), temporary=subject.temporary)
