"""What use cases load and keep, one small class per thing. None of them commits."""

from dinsos_desk.db.repositories.attachments import Attachments
from dinsos_desk.db.repositories.audit import Trail
from dinsos_desk.db.repositories.clock import Clocks
from dinsos_desk.db.repositories.complaints import Complaints
from dinsos_desk.db.repositories.drafts import Drafts
from dinsos_desk.db.repositories.letters import Letters
from dinsos_desk.db.repositories.links import Links, Reports
from dinsos_desk.db.repositories.mail import Mails
from dinsos_desk.db.repositories.merges import InstitutionMerges, Merges
from dinsos_desk.db.repositories.numbers import Numbers
from dinsos_desk.db.repositories.office import Offices, Users
from dinsos_desk.db.repositories.people import People
from dinsos_desk.db.repositories.preferences import Preferences
from dinsos_desk.db.repositories.queue import Queue
from dinsos_desk.db.repositories.reminders import Reminders
from dinsos_desk.db.repositories.requests import Histories, Requests
from dinsos_desk.db.repositories.review import Holds, LetterDrafts
from dinsos_desk.db.repositories.services import Services
from dinsos_desk.db.repositories.ticklers import Latenesses, Ticklers

__all__ = [
    "Attachments",
    "Clocks",
    "Complaints",
    "Drafts",
    "Histories",
    "Holds",
    "InstitutionMerges",
    "Latenesses",
    "LetterDrafts",
    "Letters",
    "Links",
    "Mails",
    "Merges",
    "Numbers",
    "Offices",
    "People",
    "Preferences",
    "Queue",
    "Reminders",
    "Reports",
    "Requests",
    "Services",
    "Ticklers",
    "Trail",
    "Users",
]
