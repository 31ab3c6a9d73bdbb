"""Offers who is known already while the sender of a letter is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from dinsos_desk.db.queries.people import InstitutionRow
from dinsos_desk.desk import Desk
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.usecases.mail_view import known_senders
from ui.context import Context
from ui.intake.lookups import matches

_PAUSE_MS = 150
_SHORTEST = 3
_MOST = 8
_WIDTH = 560


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
    return tuple(by_name.values())[:_MOST]


class SenderHelper(QObject):
    """Belongs to one line; anything else may be written too."""

    taken = Signal(str)
    """The name that was chosen."""

    def __init__(self, context: Context, line: QLineEdit) -> None:
        super().__init__(line)
        self._context = context
        self._line = line
        self._found: Sequence[Sender] = ()
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(_MOST)
        popup = self.completer.popup()
        popup.setProperty("popup", True)
        popup.setObjectName("pilihan_pengirim")
        popup.setAccessibleName("Pengirim yang sudah dikenal")
        popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.completer.setWidget(line)
        self.completer.activated[QModelIndex].connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        line.textEdited.connect(lambda: self._pause.start())

    def _ask(self) -> None:
        text, desk = self._line.text().strip(), self._context.desk
        if len(text) < _SHORTEST or not self._line.hasFocus():
            self.completer.popup().hide()
            return
        self._context.tasks.run_read(lambda: (text, find_senders(desk, text)), self._offer, owner=self)

    def _offer(self, answer: tuple[str, Sequence[Sender]]) -> None:
        text, found = answer
        if text != self._line.text().strip() or not self._line.hasFocus():
            return
        self._found = found
        self._model.setStringList([f"{sender.name} · {sender.about}" for sender in found])
        if found:
            self.completer.complete(self._room())
        else:
            self.completer.popup().hide()

    def _room(self) -> QRect:
        """As wide as an address needs, within the window."""
        line, theme = self._line, self._context.theme
        left = line.window().width() - line.mapTo(line.window(), QPoint(0, 0)).x()
        width = max(line.width(), min(theme.px(_WIDTH), left - theme.px(24)))
        return QRect(0, 0, width, line.height())

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self.taken.emit(self._found[index.row()].name)
