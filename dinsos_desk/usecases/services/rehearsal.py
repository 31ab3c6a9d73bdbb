"""Trying a service out: everything a real application would do, in a transaction that is never committed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.domain.regions import Regions
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from dinsos_desk.usecases.intake.submit import Submitted, submit
from dinsos_desk.usecases.letters.making import WordFile, documents_of, file_name
from dinsos_desk.usecases.letters.words import Words, letter_words, office_look
from dinsos_desk.usecases.requests.cases import load_case


@dataclass(frozen=True)
class TrialLetter:
    """A letter that the application would call for; ``fault`` instead of ``file`` when it cannot be made."""

    name: str
    file: WordFile | None = None
    fault: DeskError | None = None


@dataclass(frozen=True)
class Trial:
    """What saving the application would have done. Nothing of it was saved."""

    result: Submitted
    letters: tuple[TrialLetter, ...]


class _Unsaved(UnitOfWork):
    """Where others commit, it only looks; leaving rolls everything back."""

    def __init__(self, uow: UnitOfWork, look: Callable[[UnitOfWork], None]) -> None:
        super().__init__(uow._factory)
        self._look = look

    def commit(self) -> None:
        self.session.flush()
        self._look(self)


def rehearse(
    uow: UnitOfWork,
    letters: Letters,
    actor: Actor,
    draft: IntakeDraft,
    service: ServiceDef,
    regions: Regions | None,
    now: datetime,
    approval_key: bytes | None = None,
) -> Trial:
    """What would come of an application under a service that need not be published.

    Raises:
        InvalidInput: an entry is wrong or a blocking rule is not met, as for a real application.
    """
    wanted: list[tuple[str, str, Words]] = []
    looks: list[OfficeLook] = []

    def look(inside: UnitOfWork) -> None:
        case = load_case(inside, inside.requests.by_nonce(draft.nonce).id)  # type: ignore[union-attr]
        looks.append(office_look(inside.offices.get()))
        for product in documents_of(case):
            words = letter_words(inside, case, product, now.date(), "", now)
            wanted.append((product.name, product.template or "", words))

    clerk = replace(actor, roles=actor.roles | {Role.PETUGAS})
    result = submit(_Unsaved(uow, look), clerk, draft, service, regions, now, approval_key=approval_key)
    made = (_letter(letters, looks[0], result.receipt, *one) for one in wanted)
    return Trial(result, tuple(made))


def _letter(
    letters: Letters, look: OfficeLook, receipt: str, name: str, template: str, words: Words
) -> TrialLetter:
    try:
        content = letters.render(template, look, words, {"qr": receipt_qr(receipt)})
    except DeskError as error:
        return TrialLetter(name, fault=error)
    return TrialLetter(name, WordFile(file_name(receipt, f"Uji Coba {name}"), content))
