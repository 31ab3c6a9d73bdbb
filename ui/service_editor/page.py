"""What every page of the editor can do: follow the draft, say problems, be jumped to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.problems import Problem
from ui.service_editor.content import Steps
from ui.service_editor.draft import EditorDraft
from ui.service_editor.spec import ListSpec, World
from ui.service_editor.template_desk import TemplateDesk
from ui.theme import Theme


@dataclass
class Bench:
    """What every page is made with; ``world`` changes when a template comes in."""

    theme: Theme
    draft: EditorDraft
    world: World
    templates: TemplateDesk


class EditorPage(QWidget):
    """A form or a list of the draft; pages of inner lists are opened above it."""

    inner_wanted = Signal(object, object)
    """A ``ListSpec`` and the place of its list."""

    def refresh(self) -> None:
        """Show everything anew."""

    def follow(self) -> None:
        """A value was typed somewhere on this page."""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong at its place."""

    def reveal(self, key: str) -> tuple[ListSpec, Steps] | None:
        """Go to the place of a key; returns the inner list that it leads into, if any."""
        return None

    def start(self) -> None:
        """Put the cursor where work begins."""

    def is_there(self) -> bool:
        """Whether what the page shows is still in the draft."""
        return True
