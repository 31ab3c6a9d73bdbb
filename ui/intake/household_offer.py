"""Offers the people on the KK of somebody who is entered already, for another party of the application."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.people.finding import PersonRow
from ui.intake.closing_list import ClosingList
from ui.models.columns import ColumnSpec, Line
from ui.models.rows_model import RowsModel
from ui.people.words import member_words
from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import STRETCH, column, row

_MOST_SHOWN = 4


class HouseholdOffer(QWidget):
    """One line with a button; the list comes up when it is asked for, and goes with a choice or Esc."""

    chosen = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.button = KeyButton("", "Alt+R", name="serumah_pilih")
        self.button.clicked.connect(self._toggle)
        spec = ColumnSpec[PersonRow](
            "nama",
            "Nama",
            lambda member: member.name,
            stretch=True,
            typeahead=True,
            lines=lambda member: (Line(member_words(member)),),
        )
        self.model: RowsModel = RowsModel([spec], identity=lambda member: member.id)
        self.list = ClosingList(theme, name="serumah_daftar", label="Serumah", lines=1)
        self.list.set_model(self.model, [spec])
        self.list.row_activated.connect(lambda member: self.chosen.emit(member.id))
        self.list.closed.connect(self._close)
        self.setLayout(column(row(self.button, STRETCH), self.list, spacing=4))
        self.list.hide()
        self.hide()

    def offer(self, of: str, members: Sequence[PersonRow]) -> None:
        """Offer the household of the party called ``of``; nobody takes the offer away."""
        self.model.set_rows(tuple(members))
        self.button.set_label(f"Serumah dengan {of} ({len(members)})")
        height = self.list.verticalHeader().defaultSectionSize()
        self.list.setFixedHeight(height * min(len(members), _MOST_SHOWN) + self._theme.px(14))
        if not members:
            self.list.hide()
        self.setVisible(bool(members))

    def _toggle(self) -> None:
        if self.list.isVisible():
            self._close()
            return
        self.list.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.choose_row(0)

    def _close(self) -> None:
        self.list.hide()
        self.closed.emit()
