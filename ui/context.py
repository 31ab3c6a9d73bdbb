"""What every room of the window is given: the opened desk, who sits at it, tasks, events and look."""

from dataclasses import dataclass

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from ui.events import Events
from ui.outputs import Outputs
from ui.tasks import Tasks
from ui.theme import Theme


@dataclass(frozen=True)
class Context:
    """Passed by constructor to every room; nothing is looked up from anywhere else."""

    desk: Desk
    actor: Actor
    tasks: Tasks
    events: Events
    outputs: Outputs
    theme: Theme
