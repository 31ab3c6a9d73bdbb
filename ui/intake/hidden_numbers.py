"""NIK and KK that came from a record: masked in the form until somebody asks to see them."""

from collections.abc import Mapping

from dinsos_desk.domain.people import mask_nik

NUMBERS = ("nik", "kk")
_DOT = "•"


class HiddenNumbers:
    """What of a form is masked, and whose it is. What the desk typed itself is never hidden from it."""

    def __init__(self) -> None:
        self.owner = 0
        self._values: dict[str, str] = {}
        self._typed: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._values)

    def take(self, known_id: int | None, typed: Mapping[str, str]) -> None:
        """The numbers of a record came into the form."""
        if known_id is None:
            return
        self.owner = known_id
        self._values = {
            code: typed[code]
            for code in NUMBERS
            if typed.get(code) and _digits(typed[code]) not in self._typed and mask_nik(_digits(typed[code]))
        }

    def reveal(self) -> None:
        """They may be seen from now on."""
        self._typed |= {_digits(value) for value in self._values.values()}
        self._values = {}

    def shown(self, code: str, text: str) -> str:
        """What the form shows for a number as it stands in the draft."""
        return mask_nik(_digits(text)) if text and self._values.get(code) == text else text

    def type(self, code: str, text: str) -> bool:
        """Somebody typed a number; False for a piece of a masked one, which is none."""
        if code not in NUMBERS:
            return True
        if _DOT in text:
            return False
        self._typed.add(_digits(text))
        self._values.pop(code, None)
        return True


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
