"""The draft that the pages of the wizard fill: plain state, and a signal when it changed."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.domain.approvals import Grant
from dinsos_desk.domain.entry import PaperEntry, PartyEntry
from dinsos_desk.usecases.intake.drafts import IntakeDraft


class DraftModel(QObject):
    """Pages write into it and never into each other. ``may_attach``: scans can be kept with it."""

    changed = Signal()
    """Anything was typed, ticked or filled in."""
    party_filled = Signal(str)
    """A party was filled from a record: its page shows it anew."""

    def __init__(self, draft: IntakeDraft, service: ServiceDef, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.service = service
        self.may_attach = True
        self._draft = draft

    @property
    def draft(self) -> IntakeDraft:
        """The draft as it is now."""
        return self._draft

    @property
    def is_empty(self) -> bool:
        """Whether nothing worth keeping was entered yet."""
        draft = self._draft
        typed = [*draft.answers.values(), *draft.overrides.values(), draft.note]
        return (
            draft.request_id is None
            and all(entry.is_empty and not entry.temporary for entry in draft.parties.values())
            and not any(text.strip() for text in typed)
            and all(entry == PaperEntry() for entry in draft.papers.values())
            and not draft.attached
        )

    def party(self, code: str) -> PartyEntry:
        """A party as typed so far."""
        return self._draft.parties.get(code, PartyEntry({}))

    def paper(self, code: str) -> PaperEntry:
        """A row of the checklist as filled so far."""
        return self._draft.papers.get(code, PaperEntry())

    def set_party_text(self, party: str, field: str, text: str) -> None:
        """Somebody typed into a field of a party."""
        entry = self.party(party)
        self._set(
            parties=_with(self._draft.parties, party, replace(entry, typed=_with(entry.typed, field, text)))
        )

    def fill_party(self, party: str, entry: PartyEntry) -> None:
        """Replace a party as a whole: a known person was found, or the kind of identity changed."""
        self._set(parties=_with(self._draft.parties, party, entry))
        self.party_filled.emit(party)

    def set_answer(self, field: str, text: str) -> None:
        """Somebody answered one of the service's own fields."""
        self._set(answers=_with(self._draft.answers, field, text))

    def set_paper(self, requirement: str, entry: PaperEntry) -> None:
        """A row of the checklist changed."""
        self._set(papers=_with(self._draft.papers, requirement, entry))

    def set_override(self, rule: str, reason: str) -> None:
        """A reason why a rule is passed over; an approval of another reason is void."""
        grants = {
            code: grant
            for code, grant in self._draft.grants.items()
            if code != rule or grant.reason == reason.strip()
        }
        self._set(overrides=_with(self._draft.overrides, rule, reason), grants=grants)

    def set_grant(self, grant: Grant) -> None:
        """Somebody who may approved that a rule is passed over."""
        draft = self._draft
        self._set(
            overrides=_with(draft.overrides, grant.rule, grant.reason),
            grants=_with(draft.grants, grant.rule, grant),
        )

    def drop_grant(self, rule: str) -> None:
        """An approval was taken back."""
        self.set_override(rule, "")

    def set_note(self, text: str) -> None:
        """The officer's own note."""
        self._set(note=text)

    def set_attached(self, count: int) -> None:
        """How many scans are kept with the draft."""
        self._set(attached=count)

    def _set(self, **changes: object) -> None:
        changed = replace(self._draft, **changes)  # type: ignore[arg-type]
        if changed != self._draft:
            self._draft = changed
            self.changed.emit()


def _with(values: Mapping[str, object], key: str, value: object) -> dict[str, object]:
    return {**values, key: value}
