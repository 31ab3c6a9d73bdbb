"""The whole way of an application on a leaf of its own, where the column beside it is too low for it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from dinsos_desk.usecases.requests.shown import RequestView
from ui.requests.cards import HistoryCard
from ui.theme import Theme
from ui.widgets.layouts import STRETCH, column


class TrailLeaf(QScrollArea):
    """Perjalanan over the whole width; read with the arrow keys."""

    def __init__(self, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.setObjectName("lembar_perjalanan")
        self.setAccessibleName("Perjalanan permohonan")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.card = HistoryCard(theme)
        inside = QWidget()
        inside.setProperty("page", True)
        inside.setLayout(column(self.card, STRETCH, margins=(0, 0, 8, 0)))
        self.setWidget(inside)

    def set_view(self, view: RequestView | None) -> None:
        """Show what was done so far with an application."""
        self.card.setVisible(view is not None)
        if view is not None:
            self.card.show_view(view, self._now())
