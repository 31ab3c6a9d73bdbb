"""Brings an intake to the room: what is offered, a kept draft, or an application to complete or mend."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from dinsos_desk.usecases.intake.drafts import IntakeDraft, KeptDraft
from dinsos_desk.usecases.review.follow_up import FollowUp
from ui.context import Context
from ui.intake.lookups import Offer, Opened, after_application, after_unsent, load_offer, open_request


@dataclass(frozen=True)
class FollowDraft:
    """A service to be opened for the people of a draft."""

    service: str
    draft: IntakeDraft


class Opener(QObject):
    """Every answer comes by signal; an answer to an earlier question is dropped."""

    offered = Signal(object)
    """The services and drafts of this user (``Offer``)."""
    opened = Signal(object, bool)
    """An ``Opened``, and whether the kept draft was older than the application."""
    sent_already = Signal(int)
    """What was to be opened is an application already; carries its id."""
    service_gone = Signal(str)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._question = 0
        self.offer: Offer | None = None

    def drop(self) -> None:
        """Whatever is on its way is no longer wanted."""
        self._question += 1

    def ask_offer(self) -> None:
        """Read what is offered and which drafts are kept."""
        self._run(self._load, lambda offer: self.offered.emit(offer))

    def open_draft(self, kept: KeptDraft) -> None:
        """Go on with a draft."""
        if kept.draft.request_id is not None:
            self.open_request(kept.draft.request_id, kept)
            return

        def done(offer: Offer) -> None:
            service = offer.catalog.services.get(kept.draft.service)
            if service is None:
                self.service_gone.emit(kept.draft.service)
            else:
                self.opened.emit(Opened(kept.draft, service, kept.id), False)

        self._run(self._load, done)

    def open_request(self, request_id: int, kept: KeptDraft | None = None) -> None:
        """Complete or mend an application."""
        desk, actor = self._context.desk, self._context.actor

        def work() -> Opened:
            self._load()
            return open_request(desk, actor, request_id)

        def done(found: Opened) -> None:
            self.opened.emit(found, kept is not None and found.draft_id != kept.id)

        self._run(work, done)

    def open_follow_up(self, wanted: FollowUp | FollowDraft) -> None:
        """Open another service for the same people."""
        desk, actor = self._context.desk, self._context.actor

        def work() -> Opened | int | None:
            self._load()
            if isinstance(wanted, FollowUp):
                return after_application(desk, actor, wanted)
            return after_unsent(desk, actor, wanted.draft, wanted.service)

        def done(found: Opened | int | None) -> None:
            if found is None:
                self.service_gone.emit(wanted.service)
            elif isinstance(found, int):
                self.sent_already.emit(found)
            else:
                self.opened.emit(found, False)

        self._run(work, done)

    def open_kept(self, nonce: str) -> None:
        """Go on with the draft that has this nonce; with the first step when it is gone."""

        def done(offer: Offer) -> None:
            kept = next((one for one in offer.drafts if one.draft.nonce == nonce), None)
            if kept is not None:
                self.open_draft(kept)
            else:
                self.offered.emit(offer)

        self._run(self._load, done)

    def _load(self) -> Offer:
        self.offer = load_offer(self._context.desk, self._context.actor)
        return self.offer

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._question += 1
        question = self._question

        def answered(answer: object) -> None:
            if question == self._question:
                done(answer)

        def refused(error: Exception) -> None:
            if question == self._question:
                self.failed.emit(error)

        self._context.tasks.run_read(work, answered, refused, owner=self)
