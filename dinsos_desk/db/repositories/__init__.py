"""What use cases load and keep, one small class per thing. None of them commits."""

from dinsos_desk.db.repositories.drafts import Drafts
from dinsos_desk.db.repositories.letters import Letters, Numbers
from dinsos_desk.db.repositories.links import Links, Reports
from dinsos_desk.db.repositories.merges import Merges
from dinsos_desk.db.repositories.office import Offices, Users
from dinsos_desk.db.repositories.people import People
from dinsos_desk.db.repositories.requests import Histories, Requests
from dinsos_desk.db.repositories.services import Services

__all__ = [
    "Drafts",
    "Histories",
    "Letters",
    "Links",
    "Merges",
    "Numbers",
    "Offices",
    "People",
    "Reports",
    "Requests",
    "Services",
    "Users",
]
