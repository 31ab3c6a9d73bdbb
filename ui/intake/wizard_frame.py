"""How the parts of the wizard stand: steps, page and foot, and beside them what there is to know."""

from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.foot import WizardFoot
from ui.intake.side_panel import SidePanel
from ui.intake.steps_card import StepsCard
from ui.widgets.card import Card
from ui.widgets.layouts import row

_NARROW = 900


class WizardFrame(QWidget):
    """Where the width is short, what there is to know takes the place of the steps when asked for."""

    def __init__(
        self, context: Context, model: DraftModel, names: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.model = model
        self.steps_card = StepsCard(context.theme, self)
        self.stack = QStackedWidget()
        self.side = SidePanel(context, model, names)
        self.side.told.connect(self.count_things)
        self.side.setFixedWidth(context.theme.px(230))
        feet = WizardFoot()
        self.feet = feet
        self.back, self.knowing, self.foot, self.next = feet.back, feet.knowing, feet.words, feet.next
        self.knowing.clicked.connect(self._toggle_side)
        card = Card(name="halaman_langkah")
        card.body.addWidget(self.stack)
        card.body.addWidget(feet)
        card.body.setStretch(0, 1)
        whole = row(self.steps_card, card, self.side, spacing=14)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._narrow = False

    def count_things(self) -> None:
        """Say on the button how many things there are to know."""
        self.feet.count(len(self.side.things()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.context.theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.side.setVisible(not narrow)
            self.steps_card.show()
            self.feet.set_narrow(narrow)

    def _toggle_side(self) -> None:
        shown = self.side.isHidden()
        self.side.setVisible(shown)
        self.steps_card.setVisible(not shown)
