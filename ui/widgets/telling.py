"""How a page says a failure: foreseen ones on its banner, faults at their fields, the rest upwards."""

from collections.abc import Sequence

from dinsos_desk.domain.faults import Fault
from dinsos_desk.errors import DeskError
from dinsos_desk.messages import fault_sentence, sentence
from ui.context import Context
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.fault_summary import FaultLine


def in_words(error: DeskError) -> str:
    """What is wrong and what to do, in one line."""
    told = sentence(error)
    return f"{told.text} {told.advice}".strip()


def say_failure(context: Context, banner: Banner, error: Exception) -> None:
    """Put a foreseen failure on the banner; anything else goes to the window's error dialog."""
    if isinstance(error, DeskError):
        banner.say(Tone.BAD, in_words(error))
    else:
        context.tasks.failure.emit(error)


def fault_lines(faults: Sequence[Fault], order: Sequence[str] = ()) -> tuple[FaultLine, ...]:
    """Faults in words for a ``FaultSummary``, in the order of the fields when it is given."""
    lines = [FaultLine(fault.place, fault_sentence(fault)) for fault in faults]
    places = {place: number for number, place in enumerate(order)}
    return tuple(sorted(lines, key=lambda line: places.get(line.place, len(places))))
