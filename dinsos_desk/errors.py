"""The three kinds of failure a person can meet, and nothing else.

``UserError``: what is wrong and what to do. ``EnvironmentProblem``: the machine is in the way (disk,
lock, printer), with advice. Anything else is a defect of the program and ends in the crash dialog.
Errors carry a code and values; the Indonesian words stand in ``messages``.
"""

from dinsos_desk.domain.faults import Fault


class DeskError(Exception):
    """A failure that the program foresaw. ``code`` is a key of ``messages.ERRORS``."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        """The code alone: values may hold personal data and must not reach a log."""
        return self.code


class UserError(DeskError):
    """Something the person can put right."""


class EnvironmentProblem(DeskError):
    """Something outside the program is in the way: disk, lock, permission, printer."""


class InvalidInput(UserError):
    """One or more entries are wrong; each fault names its place."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("isian_salah", jumlah=len(faults))
        self.faults = faults


class Conflict(UserError):
    """Somebody else changed the same thing first; nothing was saved."""
