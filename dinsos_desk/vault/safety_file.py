"""The office's rules of sign-ins beside the keys: they must hold before the database can be opened.

The database is where they are kept; this file is a copy, made anew whenever somebody signs in. It holds no
secret. Missing or damaged it means the defaults, and no content of it can go below the bounds.
"""

import json
from pathlib import Path

from dinsos_desk.domain.safety import SafetyRules, safety_as_json, safety_from
from dinsos_desk.files import atomic_write

_MOST_BYTES = 4096


class SafetyFile:
    """``aturan_masuk.json`` of one office."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: SafetyRules | None = None

    def read(self) -> SafetyRules:
        """The rules as the file has them now."""
        try:
            with self._path.open("rb") as file:
                self._known = safety_from(json.loads(file.read(_MOST_BYTES).decode("utf-8")))
        except (OSError, ValueError, RecursionError):
            self._known = SafetyRules()
        return self._known

    def known(self) -> SafetyRules:
        """The rules as last read or kept; the disk is asked only the first time."""
        return self._known or self.read()

    def keep(self, rules: SafetyRules) -> None:
        """Write the rules; raises what ``atomic_write`` raises."""
        atomic_write(self._path, json.dumps(safety_as_json(rules), indent=1).encode("utf-8"))
        self._known = rules
