"""The order of the Tab key among parts that were made later than those around them."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_stops(part: QWidget) -> list[QWidget]:
    """What takes part in the order of the Tab key inside a widget, and the widget itself.

    A widget that hands its focus to another one counts: left behind at its former place it would catch the
    Tab key there and hand it on to where it came from.
    """
    found = (one for one in (part, *part.findChildren(QWidget)) if one.window() is part.window())
    return [one for one in found if one.focusProxy() is not None or _takes_tab(one)]


def put_in_row(former: QWidget | None, stops: Sequence[QWidget]) -> None:
    """Let the Tab key go from ``former`` through ``stops``, each with what it hands its focus to."""
    lent = [(stop, stop.focusProxy(), stop.focusPolicy()) for stop in stops if stop.focusProxy() is not None]
    for stop, _, _ in lent:
        stop.setFocusProxy(None)  # type: ignore[arg-type]
        stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for one, other in pairwise((*((former,) if former is not None else ()), *stops)):
        QWidget.setTabOrder(one, other)
    for stop, proxy, policy in lent:
        stop.setFocusPolicy(policy)
        stop.setFocusProxy(proxy)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
