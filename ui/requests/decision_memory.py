"""What was typed in the decision box, kept while one looks at another application."""

from dataclasses import dataclass, field, replace

_MOST = 50


@dataclass(frozen=True)
class Typed:
    """The entries of one application at one stage; the reason outlives the stage."""

    stage: str = ""
    records: dict[str, str] = field(default_factory=dict)
    paper: dict[str, str] = field(default_factory=dict)
    reason: str = ""


class Memory:
    """The last entries of some applications, until they are saved or the window closes."""

    def __init__(self) -> None:
        self._kept: dict[int, Typed] = {}

    def keep(self, request_id: int, typed: Typed) -> None:
        """Remember what was typed; the oldest is forgotten when there are too many."""
        self._kept.pop(request_id, None)
        self._kept[request_id] = typed
        if len(self._kept) > _MOST:
            self._kept.pop(next(iter(self._kept)))

    def recall(self, request_id: int, stage: str) -> Typed:
        """What was typed at this stage; only the reason when the application has moved on since."""
        kept = self._kept.get(request_id, Typed())
        return kept if kept.stage == stage else replace(kept, stage=stage, records={}, paper={})

    def forget(self, request_id: int) -> None:
        """It was saved."""
        self._kept.pop(request_id, None)
