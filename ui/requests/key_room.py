"""Buttons show their keys where there is room for it; the keys work all the same."""

from collections.abc import Sequence

from ui.widgets.buttons import KeyButton


def show_key(button: KeyButton, *, shown: bool) -> None:
    """Write a button with its key on it, or without and the key in its tooltip."""
    key, label = button.shortcut(), button.accessibleName()
    button.set_label(label)
    if not shown:
        button.setText(label.replace("&", "&&"))
        button.setShortcut(key)


def fit_keys(buttons: Sequence[KeyButton], room: int) -> None:
    """Write all with their keys when they fit side by side into ``room`` pixels, else all without."""
    for button in buttons:
        show_key(button, shown=True)
    if sum(button.sizeHint().width() for button in buttons) > room:
        for button in buttons:
            show_key(button, shown=False)
