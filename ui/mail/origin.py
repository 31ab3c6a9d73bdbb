"""The letter that an application is taken in from, as the wizard knows it."""

from dataclasses import dataclass, field, replace

from dinsos_desk.usecases.intake.drafts import IntakeDraft
from dinsos_desk.usecases.mail.intake import FromMail
from ui.queue.visitor import Visitor


@dataclass(frozen=True)
class Letter(Visitor):
    """Stands where the holder of a ticket would: services for institutions come first, their party is filled.

    A draft that was begun without the letter is left as it is.
    """

    origin: FromMail = field(default_factory=lambda: FromMail(0, ""))

    @property
    def words(self) -> str:
        return f"Surat masuk no. {self.label}"

    def on(self, draft: IntakeDraft) -> IntakeDraft:
        if draft.request_id is not None or draft.parties or draft.answers:
            return draft
        party = self.origin.institutions.get(draft.service)
        filled = {party: self.origin.sender} if party and not self.origin.sender.is_empty else {}
        return replace(draft, mail=self.origin.mail_id, parties=filled)


def letter_of(origin: FromMail) -> Letter:
    """Opens the wizard for a letter."""
    return Letter(0, origin.number, tuple(origin.institutions), origin)
