"""What the checker of templates says: a code with values, the place, and the text around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dinsos_desk.domain.faults import Fault

_AROUND = 46


@dataclass(frozen=True)
class Finding:
    """One thing about a template. ``blocking``: it cannot be used so; else it is a hint.

    ``place`` is empty for the whole file; ``around`` is the text it was found in.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: str = ""
    around: str = ""
    blocking: bool = True

    @property
    def fault(self) -> Fault:
        """The same as a fault, for its sentence."""
        return Fault(self.code, {**self.values, "tempat": self.place}, self.place)


def around(text: str, start: int, end: int) -> str:
    """The text from a little before ``start`` to a little behind ``end``, in one line."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    words = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{words}{'…' if last < len(text) else ''}"
