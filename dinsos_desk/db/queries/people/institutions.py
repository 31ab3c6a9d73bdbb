"""Institutions that may be one: same NPWP, same deed, or a like name at the same place or telephone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, text
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.people.finding import InstitutionRow, institution_row, institution_rows
from dinsos_desk.db.tables import Institution, InstitutionApart, InstitutionMerge
from dinsos_desk.domain.institutions import deed_key, institution_likeness, is_telling, own_words
from dinsos_desk.domain.likeness import LIKE, key_of
from dinsos_desk.domain.npwp import npwp_key

_MOST_COMPARED = 20_000
_SOUNDS_LIKE = (
    "institution.id IN (SELECT rowid FROM institution_search WHERE institution_search MATCH :asked)"
)
_SAME_NAME = 0.95
"""From this likeness on a name alone asks the question, as long as no other village is known."""


@dataclass(frozen=True)
class LikelyInstitution:
    """An institution that may be the same one: how alike the names are (0 to 1), and what else agrees."""

    institution: InstitutionRow
    alike: float
    same_npwp: bool = False
    same_deed: bool = False
    same_village: bool = False
    same_phone: bool = False

    @property
    def known_id(self) -> int:
        """The id of its record."""
        return self.institution.id


@dataclass(frozen=True)
class SoughtInstitution:
    """Which institution to look for among those known; ``known_ids`` are its own records."""

    name: str
    village: str = ""
    phone: str = ""
    npwp: str = ""
    deed: str = ""
    known_ids: tuple[int, ...] = ()


def likely_institutions(
    session: Session, sought: SoughtInstitution, limit: int = 5
) -> tuple[LikelyInstitution, ...]:
    """Which institutions may be the one sought, the likeliest first.

    Those of which it was said that they are another one are left out.
    """
    keys = {key_of(word) for word in own_words(sought.name)}
    query = institution_rows().add_columns(Institution.phone, Institution.npwp, Institution.deed)
    query = query.where(standing_institutions(), _comparable(sought, keys)).limit(_MOST_COMPARED)
    if sought.known_ids:
        query = query.where(
            Institution.id.not_in(sought.known_ids), Institution.id.not_in(_apart(sought.known_ids))
        )
    compared = (_compared(sought, keys, row) for row in session.execute(query))
    found = [one for one in compared if one is not None]
    found.sort(key=lambda one: (-one.alike - one.same_npwp - one.same_deed, one.known_id))
    return tuple(found[:limit])


def standing_institutions() -> ColumnElement[bool]:
    """Institutions whose record was not made one with another."""
    merged = select(InstitutionMerge.absorbed_id).where(InstitutionMerge.undone_at.is_(None))
    return Institution.id.not_in(merged)


def _comparable(sought: SoughtInstitution, keys: set[str]) -> ColumnElement[bool]:
    """What the database can say of who may be the same; all that ``_compared`` takes is among it."""
    ways: list[ColumnElement[bool]] = []
    village = sought.village.strip()
    if npwp := npwp_key(sought.npwp):
        ways.append(_bare(Institution.npwp).in_((npwp, f"0{npwp}")))
    if deed := deed_key(sought.deed):
        number = next((word for word in deed.split() if word.isascii() and word.isdigit()), "")
        ways.append(Institution.deed.contains(number) if number else Institution.deed != "")
    if sought.phone:
        ways.append(Institution.phone == sought.phone)
    if village:
        here = func.trim(Institution.village)
        ways.append(or_(func.lower(here) == village.casefold(), here == village))
    if keys:
        asked = " OR ".join(f'key : "{key}"' for key in sorted(keys))
        like: Any = text(_SOUNDS_LIKE).bindparams(asked=asked)
        ways.append(and_(like, func.trim(Institution.village) == "") if village else like)
    return or_(false(), *ways)


def _bare(column: Any) -> Any:
    """A number without the marks it is printed with."""
    for mark in (".", "-", " ", "/"):
        column = func.replace(column, mark, "")
    return column


def _compared(sought: SoughtInstitution, keys: set[str], row: Any) -> LikelyInstitution | None:
    """What speaks for it that a row is the institution sought; None when nothing does."""
    npwp, deed = npwp_key(sought.npwp), deed_key(sought.deed)
    same_npwp = bool(npwp) and npwp_key(row.npwp) == npwp
    same_deed = bool(deed) and deed_key(row.deed) == deed
    same_phone = bool(sought.phone) and row.phone == sought.phone
    village, known_village = sought.village.casefold().strip(), row.village.casefold().strip()
    same_village = bool(village) and village == known_village
    if not (same_npwp or same_deed or same_phone or same_village):
        shared = keys & {key_of(word) for word in own_words(row.name)}
        if not shared or (village and known_village):
            return None
    alike = institution_likeness(sought.name, row.name)
    likely = (
        same_npwp
        or (same_deed and (is_telling(sought.deed) or alike >= LIKE))
        or (alike >= LIKE and (same_village or same_phone))
        or (alike >= _SAME_NAME and not (village and known_village))
    )
    if not likely:
        return None
    known = institution_row(row)
    return LikelyInstitution(known, alike, same_npwp, same_deed, same_village, same_phone)


def told_apart(session: Session, ids: Sequence[int]) -> tuple[int, ...]:
    """Those of which it was said that they are not one of these."""
    return tuple(session.scalars(_apart(ids)))


def _apart(ids: Sequence[int]) -> Any:
    """Those of which it was said that they are not one of these."""
    table = InstitutionApart
    others = select(table.other_id).where(table.one_id.in_(ids))
    return others.union(select(table.one_id).where(table.other_id.in_(ids)))
