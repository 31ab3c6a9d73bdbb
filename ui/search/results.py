"""What the search over everything finds: people, institutions, applications, letters."""

from dataclasses import dataclass
from enum import StrEnum

from dinsos_desk.db.queries.complaints import ALL, ComplaintRow, complaint_rows
from dinsos_desk.db.queries.letters import list_letters
from dinsos_desk.db.queries.people.finding import PersonRow, find_institutions, find_people
from dinsos_desk.db.queries.requests.figures import Filter, Visibility, list_requests
from dinsos_desk.desk import Desk
from dinsos_desk.domain.complaints import READERS
from dinsos_desk.domain.routing import SEEING_ROLES
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.view import STATE_WORDS as COMPLAINT_WORDS
from dinsos_desk.usecases.letters.words import standing_words

_EACH = 6


class HitKind(StrEnum):
    """What was found."""

    REQUEST = "permohonan"
    PERSON = "penduduk"
    INSTITUTION = "lembaga"
    LETTER = "surat"
    COMPLAINT = "pengaduan"


KIND_WORDS = {
    HitKind.REQUEST: "Permohonan",
    HitKind.PERSON: "Penduduk",
    HitKind.INSTITUTION: "Lembaga",
    HitKind.LETTER: "Surat",
    HitKind.COMPLAINT: "Pengaduan",
}


@dataclass(frozen=True)
class Hit:
    """One finding. ``id`` is that of the person, institution or complaint, else of the application.

    ``exact``: its number is what was typed; ``receipt``: the number of an application.
    """

    kind: HitKind
    id: int
    title: str
    detail: str
    exact: bool = False
    receipt: str = ""


def find_everything(desk: Desk, actor: Actor, typed: str) -> tuple[Hit, ...]:
    """Everything that fits what was typed, an application with exactly this receipt number first."""
    text = typed.strip()
    if not text or not actor.may(*SEEING_ROLES):
        return ()
    now = desk.now()
    sees = Visibility(actor.roles, actor.division)
    with desk.reading() as session:
        requests = list_requests(session, Filter(text=text), sees, now, limit=_EACH)
        people = find_people(session, text, now.date(), _EACH)
        institutions = find_institutions(session, text, _EACH)
        letters = list_letters(session, sees, text, limit=_EACH)
        heard = complaint_rows(session, sees, ALL, text, now.date(), _EACH) if actor.may(*READERS) else ()
    hits = [
        Hit(
            HitKind.REQUEST,
            r.id,
            f"{r.receipt} · {r.client_name}",
            f"{r.service_name} · {standing_words(r.state, r.passed_on)}",
            r.receipt.casefold() == text.casefold(),
            r.receipt,
        )
        for r in requests
    ]
    hits += [Hit(HitKind.PERSON, p.id, p.name, _about(p)) for p in people]
    hits += [Hit(HitKind.INSTITUTION, i.id, i.name, _joined(i.kind, i.address)) for i in institutions]
    hits += [
        Hit(
            HitKind.LETTER, w.request_id, w.number or w.name, _joined(w.name, w.client_name), w.number == text
        )
        for w in letters
    ]
    hits += [_complaint(row, text) for row in heard]
    return tuple(sorted(hits, key=lambda hit: not hit.exact))


def _about(person: PersonRow) -> str:
    age = f"{person.age} tahun" if person.age is not None else ""
    return _joined(person.masked_nik or "tanpa NIK", age, person.address)


def _complaint(row: ComplaintRow, text: str) -> Hit:
    title = f"{row.number} · {row.who or 'tanpa nama'}"
    detail = _joined(COMPLAINT_WORDS[row.state], row.service_name)
    return Hit(HitKind.COMPLAINT, row.id, title, detail, row.number.casefold() == text.casefold())


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
