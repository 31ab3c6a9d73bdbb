"""Who brings a complaint: somebody known, found as one types, or a name that is only written down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.people import PartyKind
from dinsos_desk.usecases.complaints.view import Known, known_person
from ui.context import Context
from ui.intake.match_list import MatchSearch
from ui.widgets.buttons import KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import column, row


class PersonPick(QWidget):
    """Alt+K leads into the search; who was chosen stands in its place until let go."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pelapor_dikenal")
        self._context = context
        self._asked = 0
        self.known: Known | None = None
        self.search = MatchSearch(context, PartyKind.PERSON)
        self.search.chosen.connect(lambda match: self.choose(match.id))
        self.name = ElidedLabel("", "strong")
        self.about = ElidedLabel("", "small")
        self.drop = KeyButton("Orang lain", "Alt+O", name="lepas_pelapor")
        self.drop.clicked.connect(self.let_go)
        self._chosen = QWidget()
        chosen = row(column(self.name, self.about, spacing=0), self.drop, spacing=12)
        chosen.setStretch(0, 1)
        self._chosen.setLayout(chosen)
        self.setLayout(column(self.search.field, self.search, self._chosen, spacing=4))
        key = QShortcut(QKeySequence("Alt+K"), self)
        key.activated.connect(self._look)
        self._show()

    def choose(self, person_id: int) -> None:
        """Take somebody known; read off the window's thread."""
        desk = self._context.desk
        self._asked += 1
        asked = self._asked

        def show(known: Known) -> None:
            if asked == self._asked:
                self.known = known
                self._show()
                self.drop.setFocus(Qt.FocusReason.OtherFocusReason)
                self.changed.emit()

        self._context.tasks.run_read(
            lambda: known_person(desk.reader(), person_id, desk.now().date()), show, owner=self
        )

    def let_go(self) -> None:
        """Nobody known any more."""
        self._asked += 1
        self.known = None
        self._show()
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _look(self) -> None:
        if self.known is not None:
            self.let_go()
        self.search.field.start_over()

    def _show(self) -> None:
        known = self.known
        self.name.setText(known.name if known is not None else "")
        self.about.setText(known.about if known is not None else "")
        self._chosen.setVisible(known is not None)
        self.search.field.setVisible(known is None)
        if known is not None:
            self.search.hide()
