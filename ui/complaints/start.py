"""What a complaint is begun from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Start:
    """An application with its receipt, somebody known, or nothing."""

    request_id: int | None = None
    receipt: str = ""
    person_id: int | None = None
