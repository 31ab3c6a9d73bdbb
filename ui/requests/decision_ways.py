"""The ways of deciding besides the main one: their buttons, asking once more, and faults at their fields."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import Action
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.requests.shown import RequestView
from ui.dialogs import Dialogs
from ui.requests.button_foot import ButtonFoot
from ui.requests.decision_words import Way, ways
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.field import Field
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import put_in_row, tab_stops


class OtherWays(FlowLayout):
    """Returning stands beside the main button, the others as links in this layout."""

    def __init__(self, foot: ButtonFoot, choose: Callable[[Action], None]) -> None:
        super().__init__(spacing=6)
        self._foot = foot
        self._choose = choose
        self.buttons: dict[Action, KeyButton] = {}

    def build(self, view: RequestView) -> None:
        """Make the buttons of the ways that are open for an application."""
        while (item := self.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._foot.clear_side()
        self.buttons = {}
        for way in ways(view):
            button = KeyButton(way.label, kind=ButtonKind.DANGER, name=f"jalan_{way.action.value}")
            button.setToolTip(f"{way.title} ({way.key})")
            button.clicked.connect(lambda _=False, action=way.action: self._choose(action))
            shortcut = QShortcut(QKeySequence(way.key), button)
            shortcut.activated.connect(button.click)
            self.buttons[way.action] = button
            if way.action is Action.RETURN:
                self._foot.add_side(button)
            else:
                button.set_kind(ButtonKind.LINK)
                self.addWidget(button)

    def put_in_order(self, before: Sequence[QWidget], after: Sequence[QWidget]) -> None:
        """Let Tab go through the box as the eye does: most of it is made anew for each case."""
        beside = self.buttons.get(Action.RETURN)
        others = [one for one in self.buttons.values() if one is not beside]
        parts = (*before, *others, *((beside,) if beside is not None else ()), *after)
        put_in_row(None, [stop for part in parts for stop in tab_stops(part)])


def is_sure(parent: QWidget, view: RequestView, way: Way) -> bool:
    """Ask before a decision that closes an application."""
    return Dialogs.confirm(
        parent,
        f"{way.title}?",
        f"{view.row.client_name}, tanda terima {view.row.receipt}. {way.note} "
        "Keputusan ini tidak dapat dibatalkan.",
        way.label,
        destructive=True,
    )


def say_at(places: Mapping[str, Field], faults: Sequence[Fault]) -> str:
    """Say each fault at its field; those that have none are returned in words."""
    for place, at in places.items():
        at.set_error(" ".join(fault_sentence(fault) for fault in faults if fault.place == place))
    return " ".join(fault_sentence(fault) for fault in faults if fault.place not in places)
