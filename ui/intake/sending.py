"""Sends a draft: from here on it is an application."""

from collections.abc import Callable

from dinsos_desk.usecases.intake import without_hidden
from dinsos_desk.usecases.submit import Submitted, submit
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
