"""What stands in a recap: the figures of each service and the applications behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RecapRow:
    """One service in a period, as counts of applications.

    ``carried_over + received = completed + returned + rejected + cancelled + open`` must hold; the sheet
    checks it. ``on_time``, ``late`` and ``unpromised`` (no time was promised) divide what was completed.
    """

    service: str
    carried_over: int = 0
    received: int = 0
    completed: int = 0
    returned: int = 0
    rejected: int = 0
    cancelled: int = 0
    open: int = 0
    on_time: int = 0
    late: int = 0
    unpromised: int = 0

    def counts(self) -> tuple[int, ...]:
        """The numbers in the order of the columns."""
        return (
            self.carried_over,
            self.received,
            self.completed,
            self.returned,
            self.rejected,
            self.cancelled,
            self.open,
            self.on_time,
            self.late,
            self.unpromised,
        )


@dataclass(frozen=True)
class RecapDetail:
    """One application of the period. ``on_time`` is None while it is open."""

    receipt: str
    service: str
    applicant: str
    nik: str = ""
    client: str = ""
    received_at: datetime | None = None
    due_at: datetime | None = None
    finished_at: datetime | None = None
    status: str = ""
    stage: str = ""
    on_time: bool | None = None
    letter_number: str = ""


@dataclass(frozen=True)
class Recap:
    """A recap ready to be written. ``signer``: the lines of the signature block, empty ones as space."""

    office_name: str
    period_label: str
    made_at: datetime
    made_by: str
    rows: tuple[RecapRow, ...]
    details: Iterable[RecapDetail] = ()
    paper: str = "A4"
    signer: tuple[str, ...] = ()
    office_lines: tuple[str, ...] = ()
