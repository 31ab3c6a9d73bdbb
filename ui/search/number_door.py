"""The way from a number, scanned or found, to what it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dinsos_desk.db.queries.complaints import complaint_numbered
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.queries.requests.waiting import FoundNumber, find_number
from dinsos_desk.domain.complaints import READERS
from dinsos_desk.domain.routing import RequestState
from ui import rooms
from ui.search.results import Hit, HitKind

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class NumberDoor(QObject):
    """Opens applications and complaints by their numbers, and whatever the search found."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def open(self, number: str) -> None:
        """Open the application of a receipt number, at its checklist when papers are missing, or a complaint.

        A number that nobody knows, or that this user may not see, is shown in the search, which says so.
        """
        window = self._window
        desk, actor = window.context.desk, window.context.actor
        sees = Visibility(actor.roles, actor.division)

        def find() -> FoundNumber | int | None:
            with desk.reading() as session:
                known = find_number(session, sees, number)
                if known is None and actor.may(*READERS):
                    return complaint_numbered(session, number, sees)
                return known

        def found(answer: FoundNumber | int | None) -> None:
            if answer is None:
                window.open_search(number)
                return
            if window.searches():
                window.search.close_panel()
            if isinstance(answer, int):
                window.open_complaint(answer)
            elif answer.state is RequestState.INCOMPLETE and window.may_enter(rooms.INTAKE):
                window.begin_intake(answer.id)
            else:
                window.open_request(answer.id)

        window.context.tasks.run_read(find, found, owner=window)

    def open_hit(self, hit: Hit) -> None:
        """Open what was chosen in the search."""
        if hit.kind is HitKind.PERSON:
            self._window.open_person(hit.id)
        elif hit.kind is HitKind.INSTITUTION:
            self._window.open_institution(hit.id)
        elif hit.kind is HitKind.COMPLAINT:
            self._window.open_complaint(hit.id)
        elif hit.exact and hit.receipt:
            self.open(hit.receipt)
        else:
            self._window.open_request(hit.id)
