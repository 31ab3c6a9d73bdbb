"""Words for where a document stands."""

from ui.models.columns import BadgeSpec
from ui.theme import Tone

_LOOKS = {
    "dibuat": BadgeSpec("Dibuat", Tone.NEUTRAL, "file-document-outline"),
    "bernomor": BadgeSpec("Bernomor", Tone.INFO, "numeric"),
    "ditandatangani": BadgeSpec("Ditandatangani", Tone.OK, "draw-pen"),
    "diserahkan": BadgeSpec("Diserahkan", Tone.OK, "check-all"),
}


def letter_badge(state: str) -> BadgeSpec:
    """The badge of a document's state; one that is not known stands as it is."""
    return _LOOKS.get(state, BadgeSpec(state))
