"""Sends a draft, which is an application from then on, or throws it away."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from dinsos_desk.usecases.intake.drafts import KeptDraft, discard_draft, without_hidden
from dinsos_desk.usecases.intake.submit import Submitted, submit
from ui.context import Context
from ui.intake.keeper import DraftKeeper
from ui.intake.wizard import Wizard


def send(
    context: Context,
    wizard: Wizard,
    keeper: DraftKeeper,
    done: Callable[[Submitted], None],
    failed: Callable[[Exception], None],
) -> None:
    """Save on the writing thread, behind every draft that is still on its way there.

    The id of the draft is read there too: the first keeping may not have come back yet.
    """
    keeper.stop()
    desk, actor, kept_id, service = context.desk, context.actor, keeper.kept_id, wizard.model.service
    draft = without_hidden(wizard.model.draft, wizard.checked)
    key = desk.key.approval_key()

    def work() -> Submitted:
        regions = desk.library.regions
        return submit(desk.uow(), actor, draft, service, regions, desk.now(), kept_id.value, key)

    context.tasks.run_write(work, done, failed, owner=wizard)


def discard(context: Context, kept: KeptDraft, failed: Callable[[Exception], None], owner: QObject) -> None:
    """Throw a kept draft away."""
    desk, actor, events = context.desk, context.actor, context.events
    context.tasks.run_write(
        lambda: discard_draft(desk.uow(), actor, kept.id),
        lambda _: events.drafts_changed.emit(),
        failed,
        owner=owner,
    )
