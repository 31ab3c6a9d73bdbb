"""The tables. Shared facts are columns; the answers to a service's own fields are one JSON column.

All times are the local times of the desk, without a zone: an office lives in one zone.
"""

from dinsos_desk.db.tables.attachments import Attachment
from dinsos_desk.db.tables.audit import AuditEntry
from dinsos_desk.db.tables.complaints import Complaint, ComplaintStep
from dinsos_desk.db.tables.drafts import LetterDraft, RequestHold
from dinsos_desk.db.tables.follow_ups import Transfer
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
from dinsos_desk.db.tables.mail import (
    Disposition,
    DispositionRecipient,
    DispositionStep,
    IncomingMail,
    MailChange,
    MailRequest,
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
from dinsos_desk.db.tables.recaps import RecapLayout
from dinsos_desk.db.tables.registers import RegisterCorrection, RegisterSigners
from dinsos_desk.db.tables.requests import (
    Draft,
    History,
    Paper,
    PeriodicReport,
    Request,
    RequestLink,
    RequestParty,
)
from dinsos_desk.db.tables.safety import Safety
from dinsos_desk.db.tables.services import (
    OfferedService,
    OwnService,
    ServiceDraft,
    ServiceVersion,
)
from dinsos_desk.db.tables.templates import TemplateVersion
from dinsos_desk.db.tables.tickler import ClockSeen, ClockStep, Lateness, Tickler, TicklerStep
from dinsos_desk.db.tables.waiting import Reminder

__all__ = [
    "Attachment",
    "AuditEntry",
    "ClockSeen",
    "ClockStep",
    "Closure",
    "Complaint",
    "ComplaintStep",
    "Disposition",
    "DispositionRecipient",
    "DispositionStep",
    "Draft",
    "History",
    "IncomingMail",
    "Institution",
    "InstitutionApart",
    "InstitutionChange",
    "InstitutionMerge",
    "IssuedNumber",
    "Lateness",
    "Letter",
    "LetterDraft",
    "ListWord",
    "MailChange",
    "MailRequest",
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
    "RecapLayout",
    "RegisterCorrection",
    "RegisterSigners",
    "Reminder",
    "Request",
    "RequestHold",
    "RequestLine",
    "RequestLink",
    "RequestParty",
    "RequestUnindexed",
    "Safety",
    "SavedFilter",
    "SearchWord",
    "Sequence",
    "ServiceDraft",
    "ServiceVersion",
    "TemplateVersion",
    "Tickler",
    "TicklerStep",
    "Transfer",
    "User",
    "UserPreference",
    "UserRole",
]
