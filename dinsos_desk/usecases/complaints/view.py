"""One complaint with everything about it, as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dinsos_desk.catalog.loader import Catalog
from dinsos_desk.db import tables
from dinsos_desk.db.queries.complaints import ComplaintRow, one_complaint
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.complaints import ANSWERERS, ComplaintDeed, ComplaintState, allowed_deeds
from dinsos_desk.domain.people import PartyKind, mask_nik
from dinsos_desk.domain.phone import display_phone
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.entry import (
    ABOUT_NEITHER,
    ABOUT_REQUEST,
    ABOUT_SERVICE,
    CATEGORY_WORDS,
    CHANNEL_WORDS,
    KnownService,
    choice_code,
)
from dinsos_desk.usecases.complaints.handling import seen_complaint
from dinsos_desk.usecases.office.setup import offered_services
from dinsos_desk.usecases.requests.cases import load_case

STATE_WORDS = {
    ComplaintState.RECEIVED: "Diterima",
    ComplaintState.FORWARDED: "Diteruskan",
    ComplaintState.ANSWERED: "Dijawab",
    ComplaintState.CLOSED: "Ditutup",
    ComplaintState.WITHDRAWN: "Ditarik",
}
DEED_WORDS = {
    ComplaintDeed.RECEIVE: "Diterima",
    ComplaintDeed.FORWARD: "Diteruskan",
    ComplaintDeed.ANSWER: "Dijawab",
    ComplaintDeed.CLOSE: "Ditutup tanpa jawaban",
    ComplaintDeed.WITHDRAW: "Ditarik pelapor",
    ComplaintDeed.REOPEN: "Dibuka lagi",
    ComplaintDeed.CORRECT: "Diperbaiki",
}
NOBODY = "Tanpa nama"
_FACT_WORDS = {
    "channel": "diterima melalui",
    "reference": "nomor surat atau laporan",
    "category": "pokok",
    "text": "isi",
    "person_id": "pelapor",
    "name": "nama",
    "contact": "kontak",
    "anonymous": "tanpa nama",
    "request_id": "permohonan",
    "service_name": "layanan",
}


@dataclass(frozen=True)
class Correction:
    """Words that stood before, and why they were replaced. ``what``: which of the facts, empty for a step."""

    before: str
    reason: str
    who: str
    at: datetime
    what: str = ""


@dataclass(frozen=True)
class ComplaintStepView:
    """A step with the words that stand now; ``corrections``: those that stood before, the oldest first."""

    id: int
    at: datetime
    who: str
    deed: ComplaintDeed
    words: str
    handler: str
    reason: str
    corrections: tuple[Correction, ...] = ()
    may_correct: bool = False


@dataclass(frozen=True)
class ComplaintView:
    """One complaint. ``steps``: the oldest first; ``deeds``: what this user may do now.

    ``typed``: as the form shows it for correcting.
    """

    row: ComplaintRow
    version: int
    reference: str
    contact: str
    nik: str
    phone: str
    recorded_by: str
    steps: tuple[ComplaintStepView, ...]
    deeds: tuple[ComplaintDeed, ...]
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def answer(self) -> str:
        """The answer that stands; empty without one."""
        return next((s.words for s in reversed(self.steps) if s.deed is ComplaintDeed.ANSWER), "")


@dataclass(frozen=True)
class Known:
    """Somebody who may bring a complaint: name, and what tells them apart, the NIK masked."""

    person_id: int
    name: str
    about: str


def complaint_view(uow: UnitOfWork, actor: Actor, complaint_id: int) -> ComplaintView:
    """One complaint.

    Raises:
        UserError: *tidak_berwenang*, *pengaduan_tidak_ditemukan*.
    """
    with uow:
        found = seen_complaint(uow, actor, complaint_id)
        row = one_complaint(uow.session, complaint_id)
        assert row is not None
        steps = uow.complaints.steps([complaint_id]).get(complaint_id, ())
        nik = phone = ""
        if found.person_id is not None:
            person = uow.people.person(uow.people.standing(found.person_id))
            nik, phone = mask_nik(person.nik), display_phone(person.phone)
        return ComplaintView(
            row,
            found.version,
            found.reference,
            found.contact,
            nik,
            phone,
            uow.users.get(found.recorded_by).name,
            _steps(uow, actor, steps),
            allowed_deeds(ComplaintState(found.state), actor.roles),
            _typed(found, row),
        )


def known_services(uow: UnitOfWork, catalog: Catalog) -> tuple[KnownService, ...]:
    """The services that are offered here, by name."""
    offered = offered_services(uow)
    known = (service for code, service in catalog.services.items() if code in offered)
    named = (KnownService(one.code, one.short_name, one.division) for one in known)
    return tuple(sorted(named, key=lambda one: one.name.casefold()))


def known_person(uow: UnitOfWork, person_id: int, today: date) -> Known:
    """Somebody as the form shows them."""
    with uow:
        standing = uow.people.standing(person_id)
        person = uow.people.person(standing)
        words = person.words(today)
    parts = (mask_nik(person.nik), words["umur"], words["alamat_lengkap"])
    return Known(standing, person.name, " · ".join(part for part in parts if part))


def person_of_request(uow: UnitOfWork, request_id: int) -> int | None:
    """The person who brought an application; None when an institution did."""
    with uow:
        service = load_case(uow, request_id).service
        parties = uow.requests.parties(request_id)
        for code in (service.applicant, service.client):
            party = parties.get(code)
            if party is not None and party[0] is PartyKind.PERSON:
                return party[1]
    return None


def _typed(found: tables.Complaint, row: ComplaintRow) -> dict[str, str]:
    about = ABOUT_REQUEST if found.request_id is not None else ABOUT_NEITHER
    if found.request_id is None and found.service_code:
        about = ABOUT_SERVICE
    return {
        "saluran": found.channel,
        "rujukan": found.reference,
        "anonim": "ya" if found.anonymous else "tidak",
        "nama": found.name,
        "kontak": found.contact,
        "tentang": about,
        "nomor": row.receipt,
        "layanan": choice_code(found.service_code),
        "kategori": found.category,
        "isi": found.text,
    }


def _steps(
    uow: UnitOfWork, actor: Actor, steps: tuple[tables.ComplaintStep, ...]
) -> tuple[ComplaintStepView, ...]:
    names: dict[int, str] = {}
    for step in steps:
        names.setdefault(step.user_id, uow.users.get(step.user_id).name)
    views = []
    for step in steps:
        if step.corrects_id is not None:
            continue
        deed = ComplaintDeed(step.deed)
        later = [one for one in steps if one.corrects_id == step.id]
        stood = [step.words, *(one.words for one in later)]
        corrections = tuple(
            Correction(before, one.reason, names[one.user_id], one.at)
            for before, one in zip(stood, later, strict=False)
        )
        corrections += tuple(
            Correction(words, step.reason, names[step.user_id], step.at, what)
            for what, words in _before(uow, step.before)
        )
        mine = step.user_id == actor.user_id and deed is not ComplaintDeed.ANSWER
        may = bool(step.words) and (actor.may(*ANSWERERS) or (mine and bool(actor.roles)))
        who = names[step.user_id]
        told = (stood[-1], step.handler, step.reason, corrections, may)
        views.append(ComplaintStepView(step.id, step.at, who, deed, *told))
    return tuple(views)


def _before(uow: UnitOfWork, before: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What stood in the complaint before a correction: which fact, and its words."""
    told = []
    for name, value in before.items():
        words = str(value) if value not in (None, "") else "(kosong)"
        if name == "channel":
            words = next((said for one, said in CHANNEL_WORDS.items() if one == value), words)
        elif name == "category":
            words = next((said for one, said in CATEGORY_WORDS.items() if one == value), words)
        elif name == "person_id" and isinstance(value, int):
            words = uow.people.person(value).name
        elif name == "request_id" and isinstance(value, int):
            words = uow.requests.get(value).receipt
        elif name == "anonymous":
            words = "ya" if value else "tidak"
        if name in _FACT_WORDS:
            told.append((_FACT_WORDS[name], words))
    return told
