"""The office's rules of passwords and locks: reading and changing them."""

import logging

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.safety import SafetyRules, safety_as_json, safety_faults, safety_from
from dinsos_desk.errors import EnvironmentProblem, InvalidInput
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.vault.keys import KeyRing

log = logging.getLogger(__name__)


RULE_NAMES = {
    "password_length": "Panjang kata sandi baru (karakter)",
    "free_failures": "Salah kata sandi berturut-turut (kali)",
    "first_wait": "Menunggu pertama kali (menit)",
    "longest_wait": "Menunggu paling lama (menit)",
    "idle_minutes": "Layar terkunci setelah tidak dipakai (menit)",
    "idle_most": "Paling lama yang boleh dipilih (menit)",
}


def safety_rules(uow: UnitOfWork) -> SafetyRules:
    """The rules in force; an office that changed none has the program's."""
    with uow:
        return safety_from(uow.offices.safety())


def change_safety(uow: UnitOfWork, actor: Actor, ring: KeyRing, rules: SafetyRules) -> None:
    """Change the rules, in the database and beside the keys, where they hold before anybody signed in.

    Raises:
        UserError: *tidak_berwenang* for anybody but an administrator.
        InvalidInput: a rule is out of bounds.
        EnvironmentProblem: the file cannot be written; nothing was changed.
    """
    actor.require(Role.ADMIN)
    faults = safety_faults(rules)
    if faults:
        raise InvalidInput(faults)
    with uow:
        uow.trail.note(actor.user_id, Deed.SAFETY_CHANGED)
        put_safety(uow, ring, rules)
        uow.commit()


def put_safety(uow: UnitOfWork, ring: KeyRing, rules: SafetyRules) -> None:
    """Inside the caller's transaction, as its last step: the file beside the keys changes at once."""
    uow.offices.keep_safety(safety_as_json(rules))
    ring.safety.keep(rules)


def tell_ring(uow: UnitOfWork, ring: KeyRing) -> None:
    """Put the rules beside the keys again when the file there is gone or was changed.

    A disk that cannot be written keeps nobody out: that is only logged.
    """
    rules = safety_rules(uow)
    if ring.safety.read() == rules:
        return
    try:
        ring.safety.keep(rules)
    except EnvironmentProblem as error:
        log.warning("the rules of sign-ins could not be put beside the keys: %s", error.code)
