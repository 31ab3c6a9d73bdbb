"""Incoming letters: their kinds and sifat, who may dispose to whom, and what the office sets about them.

Sifat and the content of the routing slip follow the tata naskah dinas of local government (Permendagri
1/2023).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import count
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from dinsos_desk.domain.conditions import Inconsistent, Strict
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.numbering import Reset, parse_pattern
from dinsos_desk.domain.routing import Role

HIDDEN = "(rahasia)"
"""What stands instead of words that somebody may not read."""

LONGEST_INSTRUCTION = 80
MOST_INSTRUCTIONS = 24
LONGEST_KIND = 60
MOST_KINDS = 20
"""Offered at once."""
MOST_KINDS_KEPT = 200
USUAL_PATTERN = "{urut:3}/SM/{tahun}"
USUAL_INSTRUCTIONS = (
    "Untuk diketahui",
    "Tindak lanjuti sesuai ketentuan",
    "Teliti dan verifikasi",
    "Pelajari dan beri saran",
    "Siapkan jawaban atau konsep surat",
    "Siapkan bahan",
    "Koordinasikan dengan pihak terkait",
    "Hadiri atau wakili",
    "Bicarakan dengan saya",
    "Pantau dan laporkan",
    "Edarkan",
    "Arsipkan",
)


class Nature(StrEnum):
    """How urgent or confidential a letter is (sifat surat)."""

    ORDINARY = "biasa"
    PROMPT = "segera"
    IMPORTANT = "penting"
    SECRET = "rahasia"


class MailKind(StrEnum):
    """What an incoming letter is about, as usual. The office may have others: ``MailDesk.kinds``."""

    PROPOSAL = "proposal"
    REQUEST = "permohonan"
    INVITATION = "undangan"
    NOTICE = "pemberitahuan"
    OTHER = "lain"


class LetterKind(Strict):
    """A kind of incoming letters by the name that the office gives it.

    ``offered``: it can be chosen for another letter; the name of one that was taken away stays for those
    that have it.
    """

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=60)]
    name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_KIND)]
    offered: bool = True


USUAL_KINDS = (
    LetterKind(code=MailKind.PROPOSAL.value, name="Proposal lembaga"),
    LetterKind(code=MailKind.REQUEST.value, name="Permohonan"),
    LetterKind(code=MailKind.INVITATION.value, name="Undangan"),
    LetterKind(code=MailKind.NOTICE.value, name="Pemberitahuan atau edaran"),
    LetterKind(code=MailKind.OTHER.value, name="Lain-lain"),
)


def renamed_kinds(known: Sequence[LetterKind], names: Sequence[str]) -> tuple[tuple[LetterKind, str], ...]:
    """Kinds in whose place another name stands now: renamed perhaps, or given up for a new one."""
    offered = [kind for kind in known if kind.offered]
    former = [kind.name.casefold() for kind in offered]
    steps = SequenceMatcher(None, former, [name.casefold() for name in names], autojunk=False).get_opcodes()
    return tuple(
        pair
        for how, start, end, first, last in steps
        if how == "replace" and end - start == last - first
        for pair in zip(offered[start:end], names[first:last], strict=True)
    )


def named_kinds(
    known: Sequence[LetterKind], names: Sequence[str], renamed: Mapping[str, str] = MappingProxyType({})
) -> tuple[LetterKind, ...]:
    """The kinds under these names, in their order: a name that was there before keeps its code.

    Those that are not named any more follow, not offered. ``renamed``: codes by the new names of kinds that
    only got another name.
    """
    by_name = {kind.name.casefold(): kind for kind in sorted(known, key=lambda kind: kind.offered)}
    by_code = {kind.code: kind for kind in known}
    by_name |= {name.casefold(): by_code[code] for name, code in renamed.items()}
    codes = {kind.code for kind in known}
    made = []
    for name in names:
        former = by_name.pop(name.casefold(), None)
        code = former.code if former is not None else _new_code(name, codes)
        codes.add(code)
        made.append(LetterKind.model_construct(code=code, name=name, offered=True))
    return with_former(made, known)


def with_former(kinds: Sequence[LetterKind], former: Sequence[LetterKind]) -> tuple[LetterKind, ...]:
    """Kinds followed by the former ones that are not among them, not offered: letters may have them."""
    codes = {kind.code for kind in kinds}
    left = [kind.model_copy(update={"offered": False}) for kind in former if kind.code not in codes]
    return (*kinds, *left)


def _new_code(name: str, taken: set[str]) -> str:
    stem = "_".join(re.findall(r"[a-z0-9]+", name.casefold()))[:40].strip("_") or "jenis"
    numbered = (f"{stem}_{number}" for number in count(2))
    return stem if stem not in taken else next(code for code in numbered if code not in taken)


class SlipFormat(StrEnum):
    """What a lembar disposisi is printed on."""

    A5 = "a5"
    HALF_F4 = "setengah_f4"
    LETTER = "surat"


class RecipientState(StrEnum):
    """What became of a disposition at one of those it went to."""

    WAITING = "menunggu"
    FORWARDED = "diteruskan"
    DONE = "selesai"
    WITHDRAWN = "dicabut"


_DOWNWARDS = (Role.KADIS, Role.SEKRETARIS, Role.KABID, Role.KASI, Role.OPERATOR, Role.PETUGAS)
GIVERS = frozenset({Role.KADIS, Role.SEKRETARIS, Role.KABID, Role.KASI})
"""Hats that may give a disposition at all."""
FIRST_GIVERS = frozenset({Role.KADIS, Role.SEKRETARIS})
"""Hats that may give the first one of a letter."""
CLERKS = frozenset({Role.PETUGAS, Role.OPERATOR, Role.SEKRETARIS})
"""Hats that enter letters and record what was written on paper."""
OPENERS = frozenset({Role.KADIS, Role.SEKRETARIS})
"""Hats that read every confidential letter."""


def rank(roles: Iterable[Role]) -> int:
    """How high somebody stands: 0 for the head of the office, then downwards."""
    worn = set(roles)
    return next((place for place, role in enumerate(_DOWNWARDS) if role in worn), len(_DOWNWARDS))


def is_below(roles: Iterable[Role], giver: Iterable[Role]) -> bool:
    """Whether a disposition goes downwards, to somebody who works here."""
    return rank(giver) < rank(roles) < len(_DOWNWARDS)


class MailDesk(Strict):
    """The ``[front_desk.mail]`` of an office.

    ``pattern`` and ``reset``: how agenda numbers are written and counted. ``instructions``: what can be
    ticked in a disposition, in order. ``kinds``: what letters are about; only data: a letter keeps the code.
    """

    pattern: Annotated[str, StringConstraints(min_length=1, max_length=120)] = USUAL_PATTERN
    reset: Reset = Reset.YEARLY
    slip_format: SlipFormat = SlipFormat.A5
    instructions: tuple[
        Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_INSTRUCTION)], ...
    ] = Field(default=USUAL_INSTRUCTIONS, max_length=MOST_INSTRUCTIONS)
    kinds: tuple[LetterKind, ...] = Field(default=USUAL_KINDS, max_length=MOST_KINDS_KEPT)

    @model_validator(mode="after")
    def _goes_together(self) -> "MailDesk":
        for fault in mail_desk_faults(self):
            raise Inconsistent(fault.code, f"front_desk.mail: {fault.code} at {fault.place}")
        return self

    @property
    def kind_names(self) -> Mapping[str, str]:
        """Every kind by its code, those that are not offered any more too."""
        return {kind.code: kind.name for kind in self.kinds}

    def kinds_for(self, code: str = "") -> tuple[LetterKind, ...]:
        """The kinds a letter may have; ``code``: the one it has already."""
        return tuple(kind for kind in self.kinds if kind.offered or kind.code == code)


def mail_desk_faults(desk: MailDesk) -> tuple[Fault, ...]:
    """What is wrong with it; places are the names of the attributes."""
    faults = []
    try:
        tokens = parse_pattern(desk.pattern).tokens
        foreign = sorted(tokens & {"klasifikasi", "layanan"})
        if foreign:
            faults.append(Fault("pola_nomor_salah", {"bagian": "{" + foreign[0] + "}"}, "pattern"))
    except Refused as refusal:
        faults.append(refusal.fault.at("pattern"))
    if not desk.instructions:
        faults.append(Fault("instruksi_kosong", {}, "instructions"))
    if len(desk.instructions) > MOST_INSTRUCTIONS:
        faults.append(Fault("instruksi_terlalu_banyak", {"batas": MOST_INSTRUCTIONS}, "instructions"))
    folded = [one.casefold() for one in desk.instructions]
    twice = next((one for one in desk.instructions if folded.count(one.casefold()) > 1), None)
    if twice is not None:
        faults.append(Fault("instruksi_berulang", {"nilai": twice}, "instructions"))
    long = next((one for one in desk.instructions if len(one) > LONGEST_INSTRUCTION), None)
    if long is not None:
        values = {"panjang": len(long), "batas": LONGEST_INSTRUCTION}
        faults.append(Fault("teks_terlalu_panjang", values, "instructions"))
    return (*faults, *_kind_faults(desk.kinds))


def _kind_faults(kinds: Sequence[LetterKind]) -> list[Fault]:
    faults = []
    offered = [kind for kind in kinds if kind.offered]
    if not offered:
        faults.append(Fault("jenis_surat_kosong", {}, "kinds"))
    if len(offered) > MOST_KINDS or len(kinds) > MOST_KINDS_KEPT:
        faults.append(Fault("jenis_surat_terlalu_banyak", {"batas": MOST_KINDS}, "kinds"))
    codes, names = [kind.code for kind in kinds], [kind.name.casefold() for kind in offered]
    for values, those in ((codes, kinds), (names, offered)):
        twice = next((place for place, one in enumerate(values) if one in values[:place]), None)
        if twice is not None:
            faults.append(Fault("instruksi_berulang", {"nilai": those[twice].name}, "kinds"))
            break
    long = next((kind for kind in kinds if len(kind.name) > LONGEST_KIND), None)
    if long is not None:
        sizes = {"panjang": len(long.name), "batas": LONGEST_KIND}
        faults.append(Fault("teks_terlalu_panjang", sizes, "kinds"))
    return faults
