"""The tables. Shared facts are columns; the answers to a service's own fields are one JSON column.

All times are the local times of the desk, without a zone: an office lives in one zone.
"""

from dinsos_desk.db.tables.attachments import Attachment
from dinsos_desk.db.tables.audit import AuditEntry
from dinsos_desk.db.tables.letters import (
    IssuedNumber,
    Letter,
    NumberChange,
    NumberRange,
    NumberSeries,
    Sequence,
)
from dinsos_desk.db.tables.lists import (
    ListWord,
    RequestLine,
    RequestUnindexed,
    SavedFilter,
    UserPreference,
)
from dinsos_desk.db.tables.office import (
    Closure,
    Office,
    OfficePost,
    Official,
    User,
    UserRole,
)
from dinsos_desk.db.tables.people import (
    Institution,
    InstitutionApart,
    InstitutionChange,
    InstitutionMerge,
    NikShown,
    Person,
    PersonApart,
    PersonChange,
    PersonMerge,
    SearchWord,
)
from dinsos_desk.db.tables.queue import QueueTicket, QueueTicketRequest
from dinsos_desk.db.tables.requests import (
    Draft,
    History,
    Paper,
    PeriodicReport,
    Request,
    RequestLink,
    RequestParty,
)
from dinsos_desk.db.tables.services import (
    OfferedService,
    OwnService,
    ServiceDraft,
    ServiceVersion,
)
from dinsos_desk.db.tables.tickler import ClockSeen, ClockStep, Lateness, Tickler, TicklerStep
from dinsos_desk.db.tables.waiting import Reminder

__all__ = [
    "Attachment",
    "AuditEntry",
    "ClockSeen",
    "ClockStep",
    "Closure",
    "Draft",
    "History",
    "Institution",
    "InstitutionApart",
    "InstitutionChange",
    "InstitutionMerge",
    "IssuedNumber",
    "Lateness",
    "Letter",
    "ListWord",
    "NikShown",
    "NumberChange",
    "NumberRange",
    "NumberSeries",
    "OfferedService",
    "Office",
    "OfficePost",
    "Official",
    "OwnService",
    "Paper",
    "PeriodicReport",
    "Person",
    "PersonApart",
    "PersonChange",
    "PersonMerge",
    "QueueTicket",
    "QueueTicketRequest",
    "Reminder",
    "Request",
    "RequestLine",
    "RequestLink",
    "RequestParty",
    "RequestUnindexed",
    "SavedFilter",
    "SearchWord",
    "Sequence",
    "ServiceDraft",
    "ServiceVersion",
    "Tickler",
    "TicklerStep",
    "User",
    "UserPreference",
    "UserRole",
]
