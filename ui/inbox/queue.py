"""The queue at the left of the inbox: nearest deadline first, arrows or J and K, several ticked by Space."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.requests.figures import RequestRow
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.usecases.review.holds import HoldView
from dinsos_desk.usecases.review.together import Alike
from ui.models.columns import BadgeSpec, ColumnSpec, Line
from ui.models.rows_model import RowsModel
from ui.requests.decision_words import holder_words
from ui.requests.words import deadline_tone, deadline_words, status_of
from ui.theme import Theme, Tone
from ui.widgets.table import QueueList

Now = Callable[[], datetime]
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_SHIFTED = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TICKED = BadgeSpec("✓", Tone.ACCENT)
_HELD = BadgeSpec("Dibuka", Tone.INFO, "eye-outline")
_BOTH = BadgeSpec("✓ Dibuka", Tone.ACCENT, "eye-outline")
NOT_TOGETHER = "Pada tahap ini ada yang harus diisi atau dikerjakan; putuskan satu per satu."
NOT_ALIKE = "Hanya permohonan dengan layanan dan tahap yang sama dapat disetujui bersama."


def queue_lines(row: RequestRow, now: datetime) -> tuple[Line, ...]:
    """Under the name: the service, and the time that is left or why none runs."""
    if row.state in (RequestState.RETURNED, RequestState.INCOMPLETE, RequestState.READY):
        look = status_of(row, now)
        return Line(row.service_name), Line(f"{look.text} · {deadline_words(row, now)}", look.tone)
    return Line(row.service_name), Line(deadline_words(row, now), deadline_tone(row, now))


class Queue(QueueList):
    """Keeps its place when it is read anew; when the chosen case left, the one that moved up is chosen.

    Space ticks a case that may be approved together with others, Shift with the arrows several, Ctrl+A all
    that are alike. A tick goes when its case changed meanwhile.
    """

    ticked_changed = Signal()
    refused = Signal(str)
    """Why a case cannot be ticked."""

    def __init__(self, theme: Theme, now: Now, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="antrean", label="Antrean menunggu keputusan", lines=2, parent=parent)
        self._ticked: dict[int, int] = {}
        self._alike: Mapping[int, Alike] = {}
        self._held: Mapping[int, HoldView] = {}
        columns: tuple[ColumnSpec[RequestRow], ...] = (
            ColumnSpec(
                "nama",
                "Nama",
                lambda row: row.client_name,
                stretch=True,
                typeahead=True,
                lines=lambda row: queue_lines(row, now()),
                badge=self._badge,
                tooltip=self._tip,
            ),
        )
        self.rows_model = RowsModel[RequestRow](columns, identity=lambda row: row.id, parent=self)
        self.set_model(self.rows_model, columns)
        self.set_empty("inbox-outline", "Tidak ada permohonan yang menunggu keputusan Anda.")

    def show_rows(
        self,
        rows: tuple[RequestRow, ...],
        alike: Mapping[int, Alike] | None = None,
        held: Mapping[int, HoldView] | None = None,
    ) -> None:
        """Show the queue as it stands now: what may be approved together, and what others have open."""
        place = max(self.currentIndex().row(), 0)
        self._alike, self._held = alike or {}, held or {}
        versions = {row.id: row.version for row in rows if row.id in self._alike}
        kept = {one: seen for one, seen in self._ticked.items() if versions.get(one) == seen}
        changed = kept != self._ticked
        self._ticked = kept
        self.rows_model.set_rows(rows)
        if rows and not self.currentIndex().isValid():
            self.choose_row(min(place, len(rows) - 1))
        if changed:
            self.ticked_changed.emit()

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

    def ticked(self) -> tuple[RequestRow, ...]:
        """The ticked cases as they stand in the queue."""
        return tuple(row for row in self.rows_model.rows() if row.id in self._ticked)

    def alike(self) -> Alike | None:
        """What the ticked cases have in common; None while there are none."""
        return self._alike.get(next(iter(self._ticked))) if self._ticked else None

    def open_elsewhere(self) -> int:
        """How many of the ticked cases somebody else has open."""
        return sum(one in self._held for one in self._ticked)

    def untick(self) -> None:
        """Take all ticks away."""
        self._ticked = {}
        self._ticks_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        step = _STEPS.get(key) if not modifiers else None
        plain = modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if step is not None:
            self.step(step)
        elif key == Qt.Key.Key_Space and not plain:
            self._toggle()
        elif key in _SHIFTED and plain == Qt.KeyboardModifier.ShiftModifier:
            self._spread(_SHIFTED[key])
        elif key == Qt.Key.Key_A and plain == Qt.KeyboardModifier.ControlModifier:
            self._tick_alike()
        else:
            super().keyPressEvent(event)

    def _toggle(self) -> None:
        row = self.current_row()
        if row is None:
            return
        if row.id in self._ticked:
            del self._ticked[row.id]
        elif not self._tick(row):
            self.refused.emit(NOT_ALIKE if row.id in self._alike else NOT_TOGETHER)
            return
        self._ticks_changed()

    def _spread(self, direction: int) -> None:
        """Tick where one stands and where one goes; what is of another kind is stepped over unticked."""
        begun = self.current_row()
        if begun is not None and not self._ticked and not self._tick(begun):
            self.refused.emit(NOT_TOGETHER)
        self.step(direction)
        there = self.current_row()
        if there is not None and self._ticked:
            self._tick(there)
        self._ticks_changed()

    def _tick_alike(self) -> None:
        """Tick every case that is like the ticked ones, else like the one under the cursor."""
        row = self.current_row()
        if row is None:
            return
        if not self._ticked and not self._tick(row):
            self.refused.emit(NOT_TOGETHER)
            return
        for other in self.rows_model.rows():
            self._tick(other)
        self._ticks_changed()

    def _tick(self, row: RequestRow) -> bool:
        mine, common = self._alike.get(row.id), self.alike()
        if mine is None or (common is not None and mine != common):
            return False
        self._ticked[row.id] = row.version
        return True

    def _ticks_changed(self) -> None:
        self.viewport().update()
        self.ticked_changed.emit()

    def _badge(self, row: RequestRow) -> BadgeSpec | None:
        if row.id in self._ticked:
            return _BOTH if row.id in self._held else _TICKED
        return _HELD if row.id in self._held else None

    def _tip(self, row: RequestRow) -> str:
        held = holder_words(self._held.get(row.id))
        tip = f"{row.client_name}\n{row.service_name}\n{row.receipt} · {row.stage_name}"
        ticked = "Dipilih untuk disetujui bersama" if row.id in self._ticked else ""
        return "\n".join(part for part in (tip, ticked, held) if part)
