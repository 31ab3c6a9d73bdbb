"""The queue at the left of the inbox: nearest deadline first, arrows or J and K."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.requests import RequestRow
from dinsos_desk.domain.routing import RequestState
from ui.models.columns import ColumnSpec, Line
from ui.models.rows_model import RowsModel
from ui.requests.words import deadline_tone, deadline_words, status_of
from ui.theme import Theme
from ui.widgets.table import QueueList

Now = Callable[[], datetime]
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


def queue_lines(row: RequestRow, now: datetime) -> tuple[Line, ...]:
    """Under the name: the service, and the time that is left or why none runs."""
    if row.state in (RequestState.RETURNED, RequestState.INCOMPLETE, RequestState.READY):
        look = status_of(row, now)
        return Line(row.service_name), Line(f"{look.text} · {deadline_words(row, now)}", look.tone)
    return Line(row.service_name), Line(deadline_words(row, now), deadline_tone(row, now))


class Queue(QueueList):
    """Keeps its place when it is read anew; when the chosen case left, the one that moved up is chosen."""

    def __init__(self, theme: Theme, now: Now, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="antrean", label="Antrean menunggu keputusan", lines=2, parent=parent)
        columns: tuple[ColumnSpec[RequestRow], ...] = (
            ColumnSpec(
                "nama",
                "Nama",
                lambda row: row.client_name,
                stretch=True,
                typeahead=True,
                lines=lambda row: queue_lines(row, now()),
                tooltip=lambda row: (
                    f"{row.client_name}\n{row.service_name}\n{row.receipt} · {row.stage_name}"
                ),
            ),
        )
        self.rows_model = RowsModel[RequestRow](columns, identity=lambda row: row.id, parent=self)
        self.set_model(self.rows_model, columns)
        self.set_empty("inbox-outline", "Tidak ada permohonan yang menunggu keputusan Anda.")

    def show_rows(self, rows: tuple[RequestRow, ...]) -> None:
        """Show the queue as it stands now."""
        place = max(self.currentIndex().row(), 0)
        self.rows_model.set_rows(rows)
        if rows and not self.currentIndex().isValid():
            self.choose_row(min(place, len(rows) - 1))

    def choose_request(self, request_id: int) -> bool:
        """Put the cursor on an application; False when it does not wait here."""
        for number, row in enumerate(self.rows_model.rows()):
            if row.id == request_id:
                self.choose_row(number)
                return True
        return False

    def step(self, direction: int) -> None:
        """Go to the next or the previous case."""
        self.choose_row(self.currentIndex().row() + direction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key())) if not event.modifiers() else None
        if step is not None:
            self.step(step)
        else:
            super().keyPressEvent(event)
