"""An exception from a rule, approved at the desk by somebody who may."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Grant:
    """Who let a rule be passed over in one draft, and why.

    ``at``: when, in ISO 8601. ``seal`` binds draft, people, service, rule, reason, user and moment; only the
    use case that asked for the password makes one that holds.
    """

    rule: str
    reason: str
    user_id: int
    name: str
    post: str
    at: str
    seal: str
