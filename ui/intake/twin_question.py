"""Asks whether somebody who is entered anew is a person or an institution that is known already."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from dinsos_desk.db.queries.people.households import LikelyRow
from dinsos_desk.db.queries.people.institutions import LikelyInstitution
from ui.people.words import likely_words
from ui.theme import Theme, Tone
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import STRETCH, column, restyle, row, text_label


class TwinQuestion(QFrame):
    """Hidden while nobody is like; asks about one person at a time, the likeliest first."""

    same = Signal(int)
    """It is the known person or institution with this id."""
    other = Signal(int)
    """It is somebody else than the known one with this id."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LikelyRow | LikelyInstitution, ...] = ()
        self.setObjectName("orang_mirip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        restyle(self, "banner", Tone.WARN.value)
        icon = QLabel()
        side = theme.px(18)
        icon.setPixmap(theme.icon("account-search-outline", Tone.WARN).pixmap(side, side))
        self.title = text_label("", "strong", wrap=True)
        self.detail = text_label("", wrap=True)
        self.yes = KeyButton("Orang yang sama", "Alt+Y", name="orang_mirip_sama")
        self.no = KeyButton("Bukan", "Alt+B", name="orang_mirip_bukan")
        self.yes.clicked.connect(lambda: self.same.emit(self._rows[0].known_id))
        self.no.clicked.connect(lambda: self.other.emit(self._rows[0].known_id))
        head = row(icon, self.title, spacing=8)
        head.setStretch(1, 1)
        buttons = row(self.yes, self.no, STRETCH, spacing=8)
        self.setLayout(column(head, self.detail, buttons, spacing=4, margins=(12, 6, 12, 8)))
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether there is a question to answer."""
        return bool(self._rows)

    def ask(self, rows: Sequence[LikelyRow | LikelyInstitution]) -> None:
        """Ask about others; nobody takes the question away."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        if rows:
            name, detail = likely_words(rows[0])
            what = "Orang" if isinstance(rows[0], LikelyRow) else "Lembaga"
            self.title.setText(f"Mirip: {name}. {what} yang sama?")
            self.yes.set_label(f"{what} yang sama")
            self.detail.setText(detail)
            self.setAccessibleName(f"{self.title.text()} {detail}")
        self.setVisible(bool(rows))
