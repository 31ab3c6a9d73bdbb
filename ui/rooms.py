"""The rooms of the window: their names, icons, who may see them, and how each is made.

A room's module is imported when the room is first opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from dinsos_desk.domain.complaints import READERS
from dinsos_desk.domain.routing import SEEING_ROLES, Role
from ui.context import Context
from ui.room import Room
from ui.room_names import (
    COMPLAINTS,
    HOME,
    INBOX,
    INTAKE,
    LETTERS,
    MAIL,
    PEOPLE,
    QUEUE,
    RECAPS,
    REGISTERS,
    REQUESTS,
    SETTINGS,
    TICKLER,
    WAITING,
    WORKING,
)

_SEEING = frozenset(SEEING_ROLES)


@dataclass(frozen=True)
class RoomEntry:
    """One room. ``roles``: who may enter, empty for everybody. ``on_bar``: it has a place on the bar.

    The queue has its place there only in offices that give ticket numbers (``ui.queue.door``).
    """

    key: str
    label: str
    icon: str
    make: Callable[[Context], Room]
    roles: frozenset[Role] = frozenset()
    on_bar: bool = True

    def open_to(self, roles: frozenset[Role]) -> bool:
        """Whether somebody with these hats may enter."""
        return not self.roles or bool(self.roles & roles)


def _home(context: Context) -> Room:
    from ui.home.room import HomeRoom

    return HomeRoom(context)


def _inbox(context: Context) -> Room:
    from ui.inbox.room import InboxRoom

    return InboxRoom(context)


def _requests(context: Context) -> Room:
    from ui.requests.room import RequestsRoom

    return RequestsRoom(context)


def _waiting(context: Context) -> Room:
    from ui.waiting.room import WaitingRoom

    return WaitingRoom(context)


def _tickler(context: Context) -> Room:
    from ui.tickler.room import TicklerRoom

    return TicklerRoom(context)


def _intake(context: Context) -> Room:
    from ui.intake.room import IntakeRoom

    return IntakeRoom(context)


def _people(context: Context) -> Room:
    from ui.people.room import PeopleRoom

    return PeopleRoom(context)


def _letters(context: Context) -> Room:
    from ui.letters.room import LettersRoom

    return LettersRoom(context)


def _registers(context: Context) -> Room:
    from ui.registers.room import RegistersRoom

    return RegistersRoom(context)


def _recaps(context: Context) -> Room:
    from ui.recaps.room import RecapsRoom

    return RecapsRoom(context)


def _queue(context: Context) -> Room:
    from ui.queue.room import QueueRoom

    return QueueRoom(context)


def _complaints(context: Context) -> Room:
    from ui.complaints.room import ComplaintsRoom

    return ComplaintsRoom(context)


def _mail(context: Context) -> Room:
    from ui.mail.room import MailRoom

    return MailRoom(context)


def _settings(context: Context) -> Room:
    from ui.settings.room import SettingsRoom

    return SettingsRoom(context)


_MODULES = (
    "home",
    "inbox",
    "requests",
    "waiting",
    "tickler",
    "intake",
    "people",
    "letters",
    "registers",
    "recaps",
    "complaints",
    "mail",
    "settings",
    "queue",
)


def import_rooms() -> None:
    """Import every room, on a worker: then opening one for the first time does not stop the window."""
    for name in _MODULES:
        import_module(f"ui.{name}.room")


ROOMS = (
    RoomEntry(HOME, "Beranda", "home-outline", _home),
    RoomEntry(INBOX, "Kotak masuk", "inbox-outline", _inbox, WORKING),
    RoomEntry(REQUESTS, "Permohonan", "clipboard-text-outline", _requests, _SEEING),
    RoomEntry(PEOPLE, "Penduduk & lembaga", "account-group-outline", _people, _SEEING),
    RoomEntry(LETTERS, "Surat", "file-document-outline", _letters),
    RoomEntry(REGISTERS, "Buku register", "book-open-outline", _registers, _SEEING),
    RoomEntry(RECAPS, "Rekap & evaluasi", "chart-bar", _recaps, _SEEING),
    RoomEntry(COMPLAINTS, "Pengaduan", "message-alert-outline", _complaints, frozenset(READERS)),
    RoomEntry(SETTINGS, "Pengaturan", "cog-outline", _settings),
    RoomEntry(WAITING, "Menunggu berkas", "timer-sand", _waiting, _SEEING, on_bar=False),
    RoomEntry(TICKLER, "Tindak lanjut", "calendar-check-outline", _tickler, _SEEING, on_bar=False),
    RoomEntry(MAIL, "Surat masuk", "email-outline", _mail, WORKING | {Role.PEMBACA}, on_bar=False),
    RoomEntry(INTAKE, "Permohonan baru", "plus", _intake, frozenset({Role.PETUGAS}), on_bar=False),
    RoomEntry(QUEUE, "Antrean", "human-queue", _queue, frozenset({Role.PETUGAS}), on_bar=False),
)


def rooms_for(roles: frozenset[Role]) -> dict[str, RoomEntry]:
    """The rooms somebody with these hats may enter, in the order of the bar."""
    return {room.key: room for room in ROOMS if room.open_to(roles)}
