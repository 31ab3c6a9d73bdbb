"""How the front desk of an office works: how long it waits for papers, its receipts, its queue.

All of it is the office's own choice: what a preset or the settings do not say has no number in the code.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from dinsos_desk.domain.conditions import Inconsistent, Strict
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.mail import MailDesk

LONGEST_WAIT = 365
"""Days."""
MOST_LINES = 12


class ReceiptFormat(StrEnum):
    """What a tanda terima is printed on.

    ``surat``: the paper of the office's letters (A4 or F4); ``struk``: a slip of 80 mm.
    """

    LETTER = "surat"
    A5 = "a5"
    SLIP = "struk"


class QueueLine(Strict):
    """One line of the queue: tickets A001, A002 … for some services.

    ``services`` are codes; a line without any takes every service that no other line names.
    """

    letter: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    services: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")], ...] = ()


class FrontDesk(Strict):
    """The ``[front_desk]`` of an office.

    ``wait_days``: after how many calendar days an application that waits for papers may be closed, None
    when the office sets no limit. ``remind_after_days``: after how many days without papers or a reminder
    the applicant is to be reminded, None for never. ``complaint_days``: within how many working days the
    office promises to answer a complaint, None when it publishes no limit. ``queue``: whether ticket numbers
    are given. ``mark_copies``: whether a letter that was handed over says SALINAN when it is printed again.
    ``mail``: what was set about incoming letters, None while everything is as usual.
    """

    wait_days: int | None = Field(default=None, ge=1, le=LONGEST_WAIT)
    remind_after_days: int | None = Field(default=None, ge=1, le=LONGEST_WAIT)
    complaint_days: int | None = Field(default=None, ge=1, le=LONGEST_WAIT)
    receipt_format: ReceiptFormat = ReceiptFormat.LETTER
    queue: bool = False
    queue_lines: tuple[QueueLine, ...] = Field(default=(), max_length=MOST_LINES)
    mark_copies: bool = False
    mail: MailDesk | None = None

    @model_validator(mode="after")
    def _goes_together(self) -> "FrontDesk":
        for fault in front_desk_faults(self):
            raise Inconsistent(fault.code, f"front_desk: {fault.code} at {fault.place}")
        return self

    @property
    def letters(self) -> MailDesk:
        """What the office set about incoming letters, else what is usual."""
        return self.mail or MailDesk()


def front_desk_faults(desk: FrontDesk) -> tuple[Fault, ...]:
    """What does not go together; places are the names of the attributes."""
    faults = []
    if desk.wait_days and desk.remind_after_days and desk.remind_after_days >= desk.wait_days:
        faults.append(Fault("pengingat_setelah_batas", {"batas": desk.wait_days}, "remind_after_days"))
    if desk.queue and not desk.queue_lines:
        faults.append(Fault("antrean_tanpa_loket", {}, "queue_lines"))
    letters = [line.letter for line in desk.queue_lines]
    twice = sorted({letter for letter in letters if letters.count(letter) > 1})
    if twice:
        faults.append(Fault("huruf_antrean_berulang", {"huruf": twice[0]}, "queue_lines"))
    services = [code for line in desk.queue_lines for code in line.services]
    doubled = sorted({code for code in services if services.count(code) > 1})
    if doubled:
        faults.append(Fault("layanan_di_dua_antrean", {"layanan": doubled[0]}, "queue_lines"))
    return tuple(faults)


def front_desk_from(stored: Mapping[str, Any]) -> FrontDesk:
    """As the database keeps it; what is empty or unknown there is as when nothing was said."""
    known = {name: value for name, value in stored.items() if name in FrontDesk.model_fields}
    return FrontDesk.model_validate(known)


def front_desk_as_json(desk: FrontDesk) -> dict[str, Any]:
    """The inverse of ``front_desk_from``."""
    return desk.model_dump(mode="json", exclude_none=True)
