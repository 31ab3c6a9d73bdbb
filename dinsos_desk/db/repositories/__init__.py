"""What use cases load and keep, one small class per thing. None of them commits."""

from dinsos_desk.db.repositories.drafts import Drafts
from dinsos_desk.db.repositories.letters import Letters, Numbers
from dinsos_desk.db.repositories.office import Offices, Services, Users
from dinsos_desk.db.repositories.people import People
from dinsos_desk.db.repositories.requests import Histories, Requests

__all__ = [
    "Drafts",
    "Histories",
    "Letters",
    "Numbers",
    "Offices",
    "People",
    "Requests",
    "Services",
    "Users",
]
