"""Exceptions from rules: approved at the desk with a password, sealed, and looked at again when sending."""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.approvals import Grant
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.rules import Rule, Verdict
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import LONGEST_OVERRIDE, Checked, IntakeDraft
from dinsos_desk.usecases.office.users import UserData, sign_in, users
from dinsos_desk.usecases.requests.lines import Line
from dinsos_desk.vault.keys import KeyRing

REASON = "alasan"
"""The place of a fault in the reason."""
_RECORD = "_pengecualian"
"""Where a step of the history keeps its exceptions; no field of a service can have this code."""


@dataclass(frozen=True)
class Wanted:
    """The exception that is asked for: in which draft, from which rule, and why."""

    draft: IntakeDraft
    service: ServiceDef
    rule: Rule
    reason: str


@dataclass(frozen=True)
class Exceptions:
    """The rules a draft passes over. ``reasons`` by rule; ``made``: those that are new, for the history."""

    reasons: Mapping[str, str]
    made: tuple[Mapping[str, object], ...]
    faults: tuple[Fault, ...]

    def records(self) -> dict[str, Any]:
        """What the step of the history keeps."""
        return {_RECORD: [dict(one) for one in self.made]} if self.made else {}


def approvers(uow: UnitOfWork, service: ServiceDef, rule: Rule) -> tuple[UserData, ...]:
    """The active users who may let this rule be passed over, by name."""
    return tuple(
        user for user in users(uow) if user.active and _may(user.roles, user.division, service, rule)
    )


def approve_override(
    uow: UnitOfWork, ring: KeyRing, login: str, password: str, wanted: Wanted, now: datetime
) -> Grant:
    """Approve an exception with the password of whoever may. Takes Argon2id's time; keeps no password.

    Raises:
        InvalidInput: the reason is missing or cannot be kept.
        UserError: *sandi_salah*, for a disabled user too; *bukan_pemberi_pengecualian*.
        EnvironmentProblem: as opening the key ring does.
    """
    reason = wanted.reason.strip()
    faults = text_faults(reason, LONGEST_OVERRIDE, REASON)
    if not reason:
        faults = (Fault("alasan_wajib", {}, REASON),)
    if faults:
        raise InvalidInput(tuple(faults))
    key = ring.open(login, password, now)
    boss = sign_in(uow, login)
    if not _may(boss.roles, boss.division, wanted.service, wanted.rule):
        raise UserError("bukan_pemberi_pengecualian", nama=boss.name)
    at = now.isoformat(timespec="seconds")
    grant = Grant(wanted.rule.code, reason, boss.user_id, boss.name, boss.post, at, "")
    return replace(grant, seal=_seal(key.approval_key(), wanted.draft, wanted.service, grant))


def exceptions_of(
    uow: UnitOfWork,
    actor: Actor,
    draft: IntakeDraft,
    service: ServiceDef,
    checked: Checked,
    before: Mapping[str, str],
    key: bytes | None,
    now: datetime,
) -> Exceptions:
    """What a draft passes over, and by whose word. Without the ``key`` no approval can be verified.

    An exception made ``before`` stands, whoever mends the rest. A reason for a rule that is not in the
    way counts for nothing.
    """
    reasons: dict[str, str] = {}
    made: list[Mapping[str, object]] = []
    faults: list[Fault] = []
    for rule in (j.rule for j in checked.judgements if j.verdict is Verdict.INELIGIBLE):
        reason = draft.overrides.get(rule.code, "").strip()
        if not reason:
            continue
        reasons[rule.code] = reason
        if before.get(rule.code) == reason:
            continue
        grant = draft.grants.get(rule.code)
        if actor.may(*rule.override_roles):
            made.append(_record(rule, reason, actor.user_id, now.isoformat(timespec="seconds")))
        elif grant is not None and _holds(uow, grant, draft, service, rule, key):
            made.append(_record(rule, reason, grant.user_id, grant.at))
        else:
            code = "pengecualian_tidak_berwenang" if grant is None else "persetujuan_tidak_berlaku"
            faults.append(Fault(code, {"aturan": rule.text}, f"aturan.{rule.code}"))
    return Exceptions(reasons, tuple(made), tuple(faults))


def exception_lines(uow: UnitOfWork, service: ServiceDef, step: tables.History) -> tuple[Line, ...]:
    """Who let which rule be passed over at a step, and why, in words."""
    texts = {rule.code: rule.text for rule in service.rules}
    lines = []
    for one in step.records.get(_RECORD, ()):
        boss = uow.users.get(one["oleh"])
        rule = texts.get(one["aturan"], one["aturan"]).rstrip(". ")
        post = f" ({boss.post})" if boss.post else ""
        lines.append(Line(f"Pengecualian “{rule}” disetujui oleh {boss.name}{post}", one["alasan"]))
    return tuple(lines)


def excepted_by(uow: UnitOfWork, history: Sequence[tables.History]) -> dict[str, str]:
    """By whose word rules are passed over, by the code of the rule; the latest word counts."""
    found = {}
    for one in (one for step in history for one in step.records.get(_RECORD, ())):
        boss = uow.users.get(one["oleh"])
        found[one["aturan"]] = f"{boss.name} ({boss.post})" if boss.post else boss.name
    return found


def _holds(
    uow: UnitOfWork, grant: Grant, draft: IntakeDraft, service: ServiceDef, rule: Rule, key: bytes | None
) -> bool:
    """Whether it was made for exactly this, and whoever made it still may."""
    if key is None or grant.rule != rule.code or grant.reason != draft.overrides[rule.code].strip():
        return False
    seal = _seal(key, draft, service, grant)
    if not hmac.compare_digest(seal.encode(), grant.seal.encode("utf-8", "replace")):
        return False
    boss = uow.users.get(grant.user_id)
    return boss.active and _may(uow.users.roles(boss.id), boss.division, service, rule)


def _may(roles: frozenset[Role], division: str, service: ServiceDef, rule: Rule) -> bool:
    return bool(roles & set(rule.override_roles)) and Visibility(roles, division).shows(service.division)


def _seal(key: bytes, draft: IntakeDraft, service: ServiceDef, grant: Grant) -> str:
    """Binds it to the draft, whom it is for, and what the rule looks at: what was approved for one is not
    sent for another, and not when the answers that the rule judges were changed afterwards.
    """
    judged = [[path, _typed_at(draft, path)] for path in _paths_of(service, grant.rule)]
    people = [_identity(draft, party) for party in (service.client, service.applicant)]
    said = (grant.rule, grant.reason, grant.user_id, grant.at)
    bound: Sequence[object] = (draft.nonce, service.code, people, judged, *said)
    return hmac.new(key, json.dumps(bound).encode("ascii"), sha256).hexdigest()


def _paths_of(service: ServiceDef, code: str) -> tuple[str, ...]:
    """Every fact that a rule looks at, in order."""
    rule = next((rule for rule in service.rules if rule.code == code), None)
    if rule is None:
        return ()
    return tuple(sorted({*rule.paths(), *(rule.when.paths() if rule.when is not None else ())}))


def _typed_at(draft: IntakeDraft, path: str) -> str:
    """What was typed or ticked for a fact, spaces aside."""
    where, _, name = path.partition(".")
    if where == "isian":
        found: object = draft.answers.get(name, "")
    elif where == "berkas":
        paper = draft.papers.get(name)
        found = paper.state if paper is not None else ""
    else:
        entry = draft.parties.get(where)
        found = entry.typed.get(name, "") if entry is not None else ""
    return " ".join(str(found).split())


def _identity(draft: IntakeDraft, party: str) -> str:
    """Who it is as typed: by the NIK, else by the name. A corrected spelling beside a NIK changes nothing."""
    entry = draft.parties.get(party)
    typed = entry.typed if entry is not None else {}
    number = "".join(sign for sign in typed.get("nik", "") if sign.isalnum())
    return number or " ".join(typed.get("nama", "").casefold().split())


def _record(rule: Rule, reason: str, user_id: int, at: str) -> Mapping[str, object]:
    return {"aturan": rule.code, "alasan": reason, "oleh": user_id, "pada": at}
