"""The draft that the forms of the editor change: its content, its history, and codes made from names."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from dinsos_desk.catalog.codes import part_code
from ui.service_editor.content import ABSENT, Steps, at, codes_in, inserted, listed, moved, put, removed

_MOST_KEPT = 200


@dataclass(frozen=True)
class Change:
    """One step of the history: the content before, where it was changed, and what was done in words."""

    before: Any
    steps: Steps
    words: str = ""


class EditorDraft(QObject):
    """Forms write into it and follow ``changed``; they never write into each other.

    A thing that was just added takes its code from its name while it is being typed; once one leaves it
    (``settle``), its code stays whatever it is called later.
    """

    changed = Signal()
    """A value was typed or chosen."""
    reshaped = Signal()
    """Lists grew, shrank or were reordered, or a change was taken back: show everything anew."""
    told = Signal(str)
    """Something was done that one may want to take back, in words."""

    def __init__(self, code: str, content: dict[str, Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = code
        self._content: Any = deepcopy(content)
        self._history: list[Change] = []
        self._fresh: set[Steps] = set()

    @property
    def content(self) -> dict[str, Any]:
        """The draft as it is now; never changed in place."""
        content: dict[str, Any] = self._content
        return content

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._history)

    def at(self, steps: Steps) -> Any:
        """What stands at a place, ``ABSENT`` for nothing."""
        return at(self._content, steps)

    def listed(self, steps: Steps) -> list[Any]:
        """The list at a place."""
        return listed(self._content, steps)

    def is_fresh(self, steps: Steps) -> bool:
        """Whether a thing was just added and not left yet."""
        return steps in self._fresh

    def set(self, steps: Steps, value: Any) -> None:
        """A value was typed; what is typed at one place in one go is one step of the history."""
        if self.at(steps) == value or (value is ABSENT and self.at(steps) is ABSENT):
            return
        last = self._history[-1] if self._history else None
        if last is None or last.steps != steps or last.words:
            self._remember(steps)
        self._content = put(self._content, steps, value)
        self.changed.emit()

    def replace(
        self, content: dict[str, Any], steps: Steps, words: str = "", fresh: Steps | None = None
    ) -> None:
        """Put another content in its place: something larger was done than typing."""
        self._remember(steps, words)
        self._fresh.clear()
        self._content = content
        self.reshaped.emit()
        self._fresh = {fresh} if fresh is not None else set()
        if words:
            self.told.emit(words)

    def rename(self, item: Steps, key: str, name: str, value: Any) -> None:
        """The name of a thing was typed; a thing just added takes its code from it."""
        self.set((*item, key), value)
        own = self.at((*item, "code"))
        if item in self._fresh and name.strip() and own is not ABSENT:
            taken = [code for code in codes_in(self._content, item[:-1]) if code != own]
            self._content = put(self._content, (*item, "code"), part_code(name, taken))
            self.changed.emit()

    def add(self, steps: Steps, item: Any, noun: str, place: int | None = None) -> int:
        """Put a new thing into a list, by default at its end; returns its place.

        A mapping gets a code of its own, made from ``noun`` until it has a name.
        """
        place = len(self.listed(steps)) if place is None else place
        if isinstance(item, dict) and "code" in item:
            item = {**item, "code": part_code(noun, codes_in(self._content, steps))}
        self._remember(steps, f"{noun} ditambahkan.")
        self._content = inserted(self._content, steps, place, item)
        self.reshaped.emit()
        self._fresh = {(*steps, place)}
        return place

    def copy(self, steps: Steps, place: int, name: str, words: str) -> int:
        """Put a copy of a thing behind it; returns the place of the copy."""
        item = deepcopy(self.listed(steps)[place])
        if isinstance(item, dict) and "code" in item:
            item["code"] = part_code(name or str(item["code"]), codes_in(self._content, steps))
        self._remember(steps, words)
        self._content = inserted(self._content, steps, place + 1, item)
        self._fresh.clear()
        self.reshaped.emit()
        return place + 1

    def remove(self, steps: Steps, place: int, words: str) -> None:
        """Take a thing off a list."""
        self.replace(removed(self._content, steps, place), steps, words)

    def move(self, steps: Steps, place: int, to: int) -> None:
        """Move a thing of a list so that it stands at ``to``."""
        self.replace(moved(self._content, steps, place, to), steps)

    def settle(self) -> None:
        """What was just added was left: its code stays from now on."""
        self._fresh.clear()

    def undo(self) -> Change | None:
        """Take the last change back; returns it, None when there is none."""
        if not self._history:
            return None
        change = self._history.pop()
        self._content = change.before
        self._fresh.clear()
        self.reshaped.emit()
        return change

    def _remember(self, steps: Steps, words: str = "") -> None:
        self._history.append(Change(self._content, steps, words))
        del self._history[:-_MOST_KEPT]
