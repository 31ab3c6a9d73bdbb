"""The parts of a service at the left of the editor, each with a mark of what is wrong in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.problems import Problem
from ui.models.columns import RIGHT, ColumnSpec
from ui.models.rows_model import RowsModel
from ui.service_editor.order_table import mark_icon, mark_tone, mark_words
from ui.service_editor.specs import PARTS
from ui.theme import Theme
from ui.widgets.table import Table


@dataclass(frozen=True)
class PartRow:
    """A part with how much is wrong in it."""

    name: str
    wrong: int = 0
    doubtful: int = 0


_COLUMNS: tuple[ColumnSpec[PartRow], ...] = (
    ColumnSpec("bagian", "Bagian", lambda part: part.name, width=130, stretch=True, typeahead=True),
    ColumnSpec(
        "salah",
        "Salah",
        lambda part: str(part.wrong or part.doubtful or ""),
        width=56,
        least=52,
        align=RIGHT,
        icon=lambda part: mark_icon(part.wrong, part.doubtful),
        tone=lambda part: mark_tone(part.wrong, part.doubtful),
        tooltip=lambda part: mark_words(part.wrong, part.doubtful),
    ),
)


class PartsList(Table):
    """Ctrl+PageUp and Ctrl+PageDown turn the part from anywhere in the editor."""

    part_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="penyunting_bagian", label="Bagian layanan", parent=parent)
        self.setProperty("framed", True)
        self.horizontalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(31))
        rows = [PartRow(part.name) for part in PARTS]
        self.rows_model: RowsModel[PartRow] = RowsModel(_COLUMNS, rows, lambda part: part.name, self)
        self.set_model(self.rows_model, _COLUMNS)
        self.row_chosen.connect(lambda part: self.part_chosen.emit(part.name) if part is not None else None)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark each part."""
        counts = {part.name: [0, 0] for part in PARTS}
        for problem in problems:
            counts[problem.part][not problem.blocking] += 1
        self.rows_model.set_rows(PartRow(name, *count) for name, count in counts.items())

    def choose(self, name: str) -> None:
        """Turn to a part."""
        self.choose_row([part.name for part in PARTS].index(name))

    def step(self, by: int) -> None:
        """Turn to the part before or after."""
        self.choose_row(min(max(self.currentIndex().row() + by, 0), len(PARTS) - 1))
