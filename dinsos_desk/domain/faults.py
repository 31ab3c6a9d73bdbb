"""A fault: what is wrong, at which place, as a code with values.

The Indonesian sentence for a code stands in ``dinsos_desk.messages``; the domain only names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    ``code`` is a key of ``messages.FAULTS``; ``values`` fill its placeholders; ``place`` names the
    field, requirement or step it belongs to (empty when it belongs to the whole).
    """

    code: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    place: str = ""

    def at(self, place: str) -> "Fault":
        """The same fault, said to belong to ``place``."""
        return Fault(self.code, self.values, place)


class Refused(ValueError):
    """Raised by a parser of one value; carries the fault that says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.fault = Fault(code, MappingProxyType(values))
