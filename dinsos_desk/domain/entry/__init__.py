"""What was typed at the desk, read into people, institutions, answers and papers.

Everything is kept as typed until it is read here, so that a draft can always be left and found again.
"""

from dinsos_desk.domain.entry.forms import INSTITUTION_ENTRY, PERSON_ENTRY, EntryField, entry_fields
from dinsos_desk.domain.entry.papers import PaperEntry, read_paper
from dinsos_desk.domain.entry.parties import (
    PartyEntry,
    read_institution,
    read_person,
    typed_institution,
    typed_person,
)
from dinsos_desk.domain.entry.reading import Reading, Typed, read_fields

__all__ = [
    "INSTITUTION_ENTRY",
    "PERSON_ENTRY",
    "EntryField",
    "PaperEntry",
    "PartyEntry",
    "Reading",
    "Typed",
    "entry_fields",
    "read_fields",
    "read_institution",
    "read_paper",
    "read_person",
    "typed_institution",
    "typed_person",
]
