"""Offers who is known already while the sender of a letter is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from dinsos_desk.db.queries.people.finding import InstitutionRow
from dinsos_desk.desk import Desk
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.usecases.mail.view import known_senders
from ui.context import Context
from ui.intake.lookups import matches
from ui.known_offers import MOST, KnownOffers


@dataclass(frozen=True)
class Sender:
    """A name to take, and what tells it apart from another of the same name."""

    name: str
    about: str


def find_senders(desk: Desk, text: str) -> tuple[Sender, ...]:
    """Who sent letters before, then institutions, then people of this name; runs off the window's thread."""
    found = [Sender(name, "pernah bersurat") for name in known_senders(desk.reader(), text)]
    for one in matches(desk, PartyKind.INSTITUTION, text):
        address = one.address if isinstance(one, InstitutionRow) else ""
        found.append(Sender(one.name, address or "lembaga"))
    found += [Sender(one.name, "warga") for one in matches(desk, PartyKind.PERSON, text)]
    by_name: dict[str, Sender] = {}
    for sender in found:
        by_name.setdefault(sender.name.casefold(), sender)
    return tuple(by_name.values())[:MOST]


class SenderHelper(KnownOffers):
    """Belongs to one line; anything else may be written too."""

    taken = Signal(str)
    """The name that was chosen."""

    def __init__(self, context: Context, line: QLineEdit) -> None:
        super().__init__(context, line, name="pilihan_pengirim", label="Pengirim yang sudah dikenal")

    def find(self, text: str) -> Sequence[Sender]:
        return find_senders(self._context.desk, text)

    def words(self, known: Sender) -> str:
        return f"{known.name} · {known.about}"

    def take(self, known: Sender) -> None:
        self.taken.emit(known.name)
