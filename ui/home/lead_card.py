"""A card that says in few words what waits somewhere, and leads there."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.layouts import text_label

_PADDING, _GAP = 12, 4


class LeadCard(Card):
    """Hidden while nothing waits. The key that leads there stands beside the title."""

    wanted = Signal()

    def __init__(
        self, title: str, key: str, leads_to: str, *, name: str, link: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, name=name, padding=_PADDING, parent=parent)
        self.words = text_label("", wrap=True)
        self.button = LinkButton(key, name=link)
        self.button.setShortcut(QKeySequence(key))
        self.button.setAccessibleName(leads_to)
        self.button.setToolTip(f"{leads_to} ({key})")
        self.button.clicked.connect(self.wanted)
        self.header.addWidget(self.button)
        self.layout().setSpacing(_GAP)
        self.layout().setContentsMargins(_PADDING + _GAP, _GAP, _PADDING, _PADDING)
        self.body.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def tell(self, *parts: str) -> None:
        """Say what waits; empty parts are left out, and without any there is no card."""
        said = [part for part in parts if part]
        self.words.setText(", ".join(said))
        self.setAccessibleName(f"{self.title.text()}: {self.words.text()}")
        self.setVisible(bool(said))
