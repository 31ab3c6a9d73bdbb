"""Where the applicant goes after this office."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.schema import Onward
from ui.widgets.card import Card
from ui.widgets.layouts import column, text_label


class OnwardCard(Card):
    """Setelah dari kantor ini: the agency, the place, and what is done there."""

    def __init__(self, steps: tuple[Onward, ...], parent: QWidget | None = None) -> None:
        super().__init__("Setelah dari kantor ini", name="kartu_lanjutan", parent=parent)
        for step in steps:
            where = " · ".join(part for part in (step.agency, step.place) if part)
            head = text_label(where, "strong", wrap=True)
            words = text_label(step.text, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addLayout(column(head, words, spacing=2))
