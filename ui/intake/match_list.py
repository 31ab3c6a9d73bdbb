"""People or institutions that fit what is typed, under the search field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.people import PartyKind
from ui.context import Context
from ui.intake.closing_list import ClosingList
from ui.intake.lookups import Match, matches
from ui.intake.words import match_words
from ui.models.columns import ColumnSpec, Line
from ui.models.rows_model import RowsModel
from ui.widgets.layouts import column, text_label
from ui.widgets.search_field import SearchField

_SHORTEST = 3
_MOST_SHOWN = 4


class MatchSearch(QWidget):
    """Matches for what is typed into ``field``, which stands elsewhere; arrows and Enter choose, Esc closes.

    It takes no room while there is nothing to show.
    """

    chosen = Signal(object)

    def __init__(self, context: Context, kind: PartyKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kind = kind
        self._asked = ""
        person = kind is PartyKind.PERSON
        words = "Cari yang pernah dilayani" if person else "Cari lembaga"
        self.field = SearchField(context.theme, words, name="cari_orang" if person else "cari_lembaga")
        self.field.searched.connect(self._ask)
        self.field.submitted.connect(self._choose_first)
        self.field.left_down.connect(self._into_list)
        spec = ColumnSpec[Match](
            "nama",
            "Nama",
            lambda match: match_words(match)[0],
            stretch=True,
            lines=lambda match: (Line(match_words(match)[1]),),
            typeahead=True,
        )
        self.model = RowsModel([spec], identity=lambda match: match.id)
        self.list = ClosingList(context.theme, name="cocok", label="Hasil pencarian", lines=1)
        self.list.set_model(self.model, [spec])
        self.list.row_activated.connect(self._choose)
        self.list.closed.connect(self.close_list)
        self.nothing = text_label("", "small")
        self.nothing.setObjectName("tidak_ada_yang_cocok")
        self.setLayout(column(self.nothing, self.list, spacing=4))
        self._show(())
        self._say_nothing(False)

    def close_list(self) -> None:
        """Take the matches away and empty the search."""
        self.field.clear()
        self._show(())
        self._say_nothing(False)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, text: str) -> None:
        self._asked = text
        if len(text) < _SHORTEST:
            self._show(())
            self._say_nothing(False)
            return
        desk, kind = self._context.desk, self._kind
        self._context.tasks.run_read(lambda: (text, matches(desk, kind, text)), self._answer, owner=self)

    def _answer(self, found: tuple[str, Sequence[Match]]) -> None:
        text, rows = found
        if text != self._asked:
            return
        self._show(rows)
        self.nothing.setText("Tidak ada yang cocok. Isi data baru di bawah ini.")
        self._say_nothing(not rows)

    def _show(self, rows: Sequence[Match]) -> None:
        self.model.set_rows(rows)
        height = self.list.verticalHeader().defaultSectionSize()
        self.list.setFixedHeight(height * min(len(rows), _MOST_SHOWN) + self._context.theme.px(14))
        self.list.setVisible(bool(rows))
        self.setVisible(bool(rows))
        if rows:
            self.list.choose_row(0)

    def _say_nothing(self, nothing: bool) -> None:
        self.nothing.setVisible(nothing)
        self.setVisible(nothing or bool(self.model.rowCount()))

    def _choose_first(self, text: str) -> None:
        if self.model.rowCount() and text == self._asked:
            self._choose(self.list.current_row() or self.model.row(0))

    def _into_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, match: Match) -> None:
        self.field.clear()
        self._asked = ""
        self._show(())
        self._say_nothing(False)
        self.chosen.emit(match)
