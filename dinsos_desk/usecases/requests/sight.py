"""What a user may see at all, for the use cases that are given the number of an application or a letter."""

from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor


def refuse_unseen(actor: Actor | None, division: str) -> None:
    """Raise ``UserError`` *permohonan_tidak_ditemukan* for another division's; None is the program itself."""
    if actor is not None and not Visibility(actor.roles, actor.division).shows(division):
        raise UserError("permohonan_tidak_ditemukan")
