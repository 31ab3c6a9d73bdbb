"""All Indonesian sentences for what may go wrong: the core names a code, the words stand here.

``FAULTS`` stand at a field or row; ``REMEDIES`` say what to do about those of a service; ``ERRORS`` have a
sentence that says what is wrong and one that says what to do. Placeholders are the values of the code. A
value never holds personal data that was not just typed by the same person.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dinsos_desk.domain.faults import Fault
from dinsos_desk.errors import DeskError, EnvironmentProblem
from dinsos_desk.messages.computer import COMPUTER_ERRORS
from dinsos_desk.messages.entries import ENTRY_FAULTS
from dinsos_desk.messages.errors import ERRORS as PLAIN_ERRORS
from dinsos_desk.messages.front_desk import FRONT_DESK_ERRORS
from dinsos_desk.messages.mail import MAIL_ERRORS, MAIL_FAULTS
from dinsos_desk.messages.numbers import NUMBER_ERRORS, NUMBER_FAULTS
from dinsos_desk.messages.office import OFFICE_ERRORS
from dinsos_desk.messages.recaps import RECAP_ERRORS, RECAP_FAULTS
from dinsos_desk.messages.registers import REGISTER_ERRORS, REGISTER_FAULTS
from dinsos_desk.messages.services import REMEDIES, SERVICE_ERRORS, SERVICE_FAULTS
from dinsos_desk.messages.templates import TEMPLATE_ERRORS, TEMPLATE_FAULTS

__all__ = ["ERRORS", "FAULTS", "REMEDIES", "Message", "fault_sentence", "remedy", "sentence"]

FAULTS = (
    ENTRY_FAULTS
    | SERVICE_FAULTS
    | NUMBER_FAULTS
    | MAIL_FAULTS
    | RECAP_FAULTS
    | REGISTER_FAULTS
    | TEMPLATE_FAULTS
)
ERRORS = (
    PLAIN_ERRORS
    | COMPUTER_ERRORS
    | OFFICE_ERRORS
    | SERVICE_ERRORS
    | FRONT_DESK_ERRORS
    | NUMBER_ERRORS
    | MAIL_ERRORS
    | RECAP_ERRORS
    | REGISTER_ERRORS
    | TEMPLATE_ERRORS
)


@dataclass(frozen=True)
class Message:
    """What a person reads: a short title, what is wrong, and what to do about it."""

    title: str
    text: str
    advice: str


def sentence(error: DeskError) -> Message:
    """The words for an error. A code without words still gives a sentence that can be passed on."""
    title = (
        "Ada halangan di komputer ini" if isinstance(error, EnvironmentProblem) else "Belum dapat dilakukan"
    )
    text, advice = ERRORS.get(
        error.code, (f"Program melaporkan kode {error.code}.", "Sampaikan kode ini kepada administrator.")
    )
    values = _said(error.values)
    return Message(title, _fill(text, values), _fill(advice, values))


def fault_sentence(fault: Fault) -> str:
    """The words for a fault at a field; a fault among its values is said in words too."""
    return _fill(FAULTS.get(fault.code, f"Isian ini belum benar (kode {fault.code})."), _said(fault.values))


def remedy(fault: Fault) -> str:
    """What to do about something that is wrong with a service; empty when the sentence says it."""
    return _fill(REMEDIES.get(fault.code, ""), _said(fault.values))


def _said(values: Mapping[str, object]) -> dict[str, object]:
    """Values with a fault among them said in words."""
    return {k: fault_sentence(v) if isinstance(v, Fault) else v for k, v in values.items()}


class _Known(dict[str, object]):
    """Values by name; a name without a value stays visible instead of failing."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _fill(template: str, values: Mapping[str, object]) -> str:
    return template.format_map(_Known(values))
