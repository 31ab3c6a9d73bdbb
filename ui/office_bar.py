"""The bar at the left of an open office: the rooms its user may enter, and who sits here."""

from collections.abc import Mapping

from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.users import ROLE_NAMES
from ui import rooms
from ui.rooms import RoomEntry
from ui.theme import Theme
from ui.widgets.side_bar import Room as BarRoom
from ui.widgets.side_bar import SideBar

HELP, LOCK, LEAVE = "bantuan", "kunci", "keluar"
"""Places on the bar that are no rooms."""

_MOST_KEYS = 9


def keyed_rooms(open_to: Mapping[str, RoomEntry]) -> dict[str, str]:
    """Ctrl+1 to Ctrl+9 and the rooms they lead to, from top to bottom."""
    shown = [entry.key for entry in open_to.values() if entry.on_bar][:_MOST_KEYS]
    return {f"Ctrl+{number}": key for number, key in enumerate(shown, 1)}


def office_bar(theme: Theme, actor: Actor, open_to: Mapping[str, RoomEntry]) -> SideBar:
    """The bar of a user; ``chosen`` carries the key of a room, or HELP, LOCK or LEAVE."""
    keys = {room: key for key, room in keyed_rooms(open_to).items()}
    shown = [entry for entry in open_to.values() if entry.on_bar]
    places = [BarRoom(entry.key, _name(entry, actor), entry.icon, keys.get(entry.key, "")) for entry in shown]
    settings = [place for place in places if place.key == rooms.SETTINGS]
    upper = [place for place in places if place.key != rooms.SETTINGS]
    if (mail := open_to.get(rooms.MAIL)) is not None:
        after = next((n for n, place in enumerate(upper, 1) if place.key == rooms.LETTERS), len(upper))
        upper.insert(after, BarRoom(mail.key, mail.label, mail.icon, "Ctrl+G"))
    if (queue := open_to.get(rooms.QUEUE)) is not None:
        upper.append(BarRoom(queue.key, queue.label, queue.icon, "F8"))
    lower = [
        *settings,
        BarRoom(HELP, "Bantuan", "help-circle-outline", "F1", show_hint=True),
        BarRoom(LOCK, "Kunci", "lock-outline", "Ctrl+L", show_hint=True),
        BarRoom(LEAVE, "Keluar", "logout"),
    ]
    bar = SideBar(theme, upper, lower)
    for key in (HELP, LOCK, LEAVE):
        bar.button(key).setCheckable(False)
        bar.button(key).setAutoExclusive(False)
    bar.set_block(actor.name, ", ".join(ROLE_NAMES[role] for role in Role if role in actor.roles))
    return bar


def _name(entry: RoomEntry, actor: Actor) -> str:
    """Who administers nothing finds only the own account among the settings."""
    own = entry.key == rooms.SETTINGS and not actor.may(Role.ADMIN)
    return "Akun saya" if own else entry.label
