"""Who is served now, as the wizard must know it: the ticket under which an application is taken in."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from dinsos_desk.usecases.intake.drafts import IntakeDraft
from ui.models.columns import Role
from ui.widgets.table import Table


@dataclass(frozen=True)
class Visitor:
    """The holder of a ticket. ``services``: codes of those their line is for, none for any."""

    ticket: int
    label: str
    services: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Who it is, above the wizard."""
        return f"Antrean {self.label}"

    def on(self, draft: IntakeDraft) -> IntakeDraft:
        """The draft, begun or gone on with under this ticket."""
        return replace(draft, ticket=self.ticket)


def prefer(table: Table, codes: Collection[str]) -> None:
    """Put the cursor of a list of services on the first of some."""
    model = table.model()
    for number in range(model.rowCount() if codes else 0):
        if model.index(number, 0).data(Role.ROW).code in codes:
            table.choose_row(number)
            return
