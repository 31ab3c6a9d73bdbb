"""What stands in a recap: the figures of each service and the applications behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.documents.recaps.table import RecapSheet


@dataclass(frozen=True)
class RecapRow:
    """One service in a period, as counts of applications.

    ``carried_over + received = completed + returned + rejected + cancelled + passed_on + open`` must hold;
    the sheet checks it. ``on_time``, ``late`` and ``unpromised`` (no time was promised) divide what was
    completed.
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
    passed_on: int = 0

    def counts(self) -> tuple[int, ...]:
        """The numbers in the order of the columns."""
        return (
            self.carried_over,
            self.received,
            self.completed,
            self.returned,
            self.rejected,
            self.cancelled,
            self.passed_on,
            self.open,
            self.on_time,
            self.late,
            self.unpromised,
        )


@dataclass(frozen=True)
class RecapDetail:
    """One application of the period. ``on_time`` is None while it is open.

    ``late_reason``: why it was late, as explained by the office.
    """

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
    late_reason: str = ""
    village: str = ""
    district: str = ""
    officer: str = ""


@dataclass(frozen=True)
class LateCase:
    """An application that was late. ``days``: calendar days beyond the promised time."""

    receipt: str
    service: str
    client: str
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    status: str
    stage: str
    days: float
    reason: str


@dataclass(frozen=True)
class Compared:
    """A figure in three periods; a share lies between 0 and 1, None where nothing was judged."""

    name: str
    now: float | None
    before: float | None
    year_ago: float | None
    column: int = 0
    """The column of the sheet Rekap whose sum this is; 0: none."""
    is_share: bool = False


@dataclass(frozen=True)
class Summary:
    """The first sheet: the figures beside those of two other periods, and months for a chart."""

    labels: tuple[str, str, str]
    figures: tuple[Compared, ...]
    months: tuple[tuple[str, int, int], ...]
    """Name of the month, received, completed."""
    services: tuple[tuple[str, int], ...] = ()
    """The services with the most applications, and how many."""
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class QueueRow:
    """Ticket numbers of one line or one day. Times in seconds, None where nothing was measured.

    ``taken = served + absent + cancelled + unreached + open`` must hold; the sheet checks it.
    """

    name: str
    taken: int = 0
    served: int = 0
    absent: int = 0
    cancelled: int = 0
    unreached: int = 0
    open: int = 0
    priority: int = 0
    wait_median: int | None = None
    wait_ninetieth: int | None = None
    service_median: int | None = None
    service_ninetieth: int | None = None

    def counts(self) -> tuple[int, ...]:
        """The numbers in the order of the columns."""
        return (
            self.taken,
            self.served,
            self.absent,
            self.cancelled,
            self.unreached,
            self.open,
            self.priority,
        )

    def times(self) -> tuple[int | None, ...]:
        """The times in the order of the columns."""
        return self.wait_median, self.wait_ninetieth, self.service_median, self.service_ninetieth


@dataclass(frozen=True)
class QueueTables:
    """The queue of a period by line and by day; the times of the whole stand in ``total``."""

    lines: tuple[QueueRow, ...]
    days: tuple[QueueRow, ...]
    total: QueueRow


@dataclass(frozen=True)
class Recap:
    """A recap ready to be written. ``signer``: the lines of the signature block, empty ones as space.

    ``queue``: None when no ticket number was taken in the period. ``has_details``: with the sheet Rincian.
    """

    office_name: str
    period_label: str
    made_at: datetime
    made_by: str
    rows: tuple[RecapRow, ...]
    details: Iterable[RecapDetail] = ()
    paper: str = "A4"
    signer: tuple[str, ...] = ()
    office_lines: tuple[str, ...] = ()
    queue: QueueTables | None = None
    summary: Summary | None = None
    sheets: tuple[RecapSheet, ...] = ()
    late: Iterable[LateCase] | None = None
    has_details: bool = True
