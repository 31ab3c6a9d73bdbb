"""Other services that are offered for the people of an application."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.schema import Offer
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import STRETCH, clear_layout, column, row, text_label

OPEN_KEY = "Alt+O"


def open_words(name: str) -> str:
    """What the button of an offer says."""
    return f"Buka {name} untuk orang yang sama"


class OfferList(QWidget):
    """Why, and a button where this desk offers the service. ``keyed``: the first button has its key."""

    follow_wanted = Signal(str)
    """Open the service with this code for the same people."""

    def __init__(self, *, keyed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tawaran_layanan")
        self._keyed = keyed
        self._shown: object = None
        self.buttons: list[KeyButton] = []
        self._lines = column(spacing=6)
        self.setLayout(self._lines)
        self.hide()

    def show_offers(self, offers: tuple[Offer, ...], openable: Mapping[str, str]) -> None:
        """Show what is offered; ``openable`` has the names of the services that can be opened here."""
        shown = tuple((offer, openable.get(offer.service, "")) for offer in offers)
        if shown == self._shown:
            return
        self._shown = shown
        self.buttons = []
        clear_layout(self._lines)
        for offer, name in shown:
            self._lines.addWidget(text_label(offer.text, wrap=True))
            if name:
                self._lines.addLayout(row(self._button(offer.service, name), STRETCH))
        self.setVisible(bool(shown))

    def _button(self, service: str, name: str) -> KeyButton:
        key = OPEN_KEY if self._keyed and not self.buttons else ""
        button = KeyButton(open_words(name), key, name=f"buka_{service}")
        button.clicked.connect(lambda: self.follow_wanted.emit(service))
        self.buttons.append(button)
        return button
