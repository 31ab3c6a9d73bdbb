"""Changes of a draft that touch several places at once."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from dinsos_desk.catalog.paths import items


def reordered_steps(content: Mapping[str, Any], order: Sequence[int]) -> dict[str, Any]:
    """The draft with its procedure in another order, and the stages still carrying out the same steps.

    ``order`` names the steps by their present numbers, from 1; 0 is a new empty step. A step that is left
    out is gone, from the stages too.
    """
    changed: dict[str, Any] = deepcopy(dict(content))
    standard = changed.setdefault("standard", {})
    steps = standard.get("procedure") or []
    standard["procedure"] = [steps[number - 1] if number else {"text": ""} for number in order]
    now_at = {number: place for place, number in enumerate(order, 1) if number}
    for _, stage in items(changed, "route", "stages"):
        if isinstance(stage, dict) and isinstance(stage.get("steps"), list):
            stage["steps"] = sorted(now_at[number] for number in stage["steps"] if number in now_at)
    return changed
