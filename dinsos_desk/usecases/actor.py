"""Who acts: the signed-in user with their roles."""

from dataclasses import dataclass

from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError


@dataclass(frozen=True)
class Actor:
    """The user on whose behalf a use case runs."""

    user_id: int
    login: str
    name: str
    post: str
    roles: frozenset[Role]
    division: str = ""

    def may(self, *roles: Role) -> bool:
        """Whether the user wears one of these hats."""
        return bool(self.roles & set(roles))

    def require(self, *roles: Role) -> None:
        """Raise ``UserError`` *tidak_berwenang* unless the user wears one of these hats."""
        if not self.may(*roles):
            raise UserError("tidak_berwenang")
