"""What is still wrong on a page, as links to the places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme import Theme, Tone
from ui.widgets.buttons import LinkButton
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, clear_layout, column, restyle, row, text_label


@dataclass(frozen=True)
class FaultLine:
    """A fault in words; ``place`` names the field it belongs to, empty for the whole page."""

    place: str
    text: str


class _Link(LinkButton):
    """A link that never widens its place: it elides, and shows the whole as a tooltip."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, name=name)
        self._whole = text
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * self.fontMetrics().averageCharWidth()
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))


class FaultSummary(QFrame):
    """Hidden while nothing is wrong. A link emits ``go_to(place)`` and focuses the field it knows."""

    go_to = Signal(str)

    def __init__(self, theme: Theme, *, most: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._fields: Mapping[str, Field] = {}
        self.setObjectName("ringkasan_salah")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        restyle(self, "banner", Tone.BAD.value)
        icon = QLabel()
        icon.setPixmap(theme.icon("alert-circle-outline", Tone.BAD).pixmap(theme.px(18), theme.px(18)))
        self._title = text_label("", "strong")
        self._lines = column(spacing=0, margins=(theme.px(18) + 3, 0, 0, 0))
        head = row(icon, self._title, STRETCH, spacing=8)
        self.setLayout(column(head, self._lines, spacing=2, margins=(12, 6, 12, 6)))
        self.hide()

    def show_faults(self, faults: Sequence[FaultLine], fields: Mapping[str, Field] | None = None) -> None:
        """List the faults, say each at its field, and put the cursor into the first; none hides all."""
        self._fields = fields if fields is not None else {}
        for place, field in self._fields.items():
            field.set_error(" ".join(fault.text for fault in faults if fault.place == place))
        clear_layout(self._lines)
        for number, fault in enumerate(faults[: self._most]):
            self._lines.addWidget(self._line(number, fault))
        rest = len(faults) - self._most
        if rest > 0:
            more = text_label(f"dan {rest} lagi", "small")
            more.setContentsMargins(5, 0, 0, 0)
            self._lines.addWidget(more)
        self._title.setText(f"{len(faults)} isian perlu diperbaiki")
        self.setAccessibleName(self._title.text() if faults else "")
        self.setVisible(bool(faults))
        first = next((fault.place for fault in faults if fault.place in self._fields), "")
        if first:
            self._fields[first].focus()

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.show_faults((), self._fields)

    def _line(self, number: int, fault: FaultLine) -> QWidget:
        if not fault.place:
            return text_label(fault.text, wrap=True)
        field = self._fields.get(fault.place)
        label = field.label.text() if field is not None else ""
        named = not label or fault.text.casefold().startswith(label.casefold())
        text = fault.text if named else f"{label}: {fault.text}"
        link = _Link(text, f"salah_{number}")
        link.clicked.connect(lambda: self._go(fault.place))
        return link

    def _go(self, place: str) -> None:
        if place in self._fields:
            self._fields[place].focus()
        self.go_to.emit(place)
