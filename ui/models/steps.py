"""Steps one may take back and do again, each as the whole state before it."""

from typing import Generic, TypeVar

_MOST = 100

State = TypeVar("State")


class Steps(Generic[State]):
    """The last hundred. Changes of one session (typing in one cell) are one step."""

    def __init__(self) -> None:
        self._past: list[tuple[object, State]] = []
        self._future: list[State] = []

    def remember(self, state: State, session: object = None) -> None:
        """Keep the state before a change; what was taken back cannot be done again after it."""
        self._future.clear()
        if session is not None and self._past and self._past[-1][0] == session:
            return
        self._past.append((session, state))
        del self._past[:-_MOST]

    def can_go_back(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    def back(self, present: State) -> State | None:
        """The state before the last step; None when there is none."""
        if not self._past:
            return None
        self._future.append(present)
        return self._past.pop()[1]

    def again(self, present: State) -> State | None:
        """The state that was taken back last; None when there is none."""
        if not self._future:
            return None
        self._past.append((None, present))
        return self._future.pop()

    def forget(self) -> None:
        """There is no way back beyond this."""
        self._past, self._future = [], []
