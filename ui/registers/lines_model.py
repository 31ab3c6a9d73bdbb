"""The lines of a register, page by page: the first page is shown with the columns that it needs."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from dinsos_desk.usecases.registers.prints import RegisterLine
from ui.models.paged_model import PagedModel, PageSource


class LinesModel(PagedModel[RegisterLine]):
    """A paged list whose first page was read before; its headings wrap as on paper."""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        told = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.TextAlignmentRole and told is not None:
            return int(told) | int(Qt.TextFlag.TextWordWrap)
        return told

    def show_first(
        self, source: PageSource[RegisterLine] | None, lines: Sequence[RegisterLine], limit: int
    ) -> None:
        """Show lines that were read, ``limit`` at most; the next pages come from ``source``."""
        self._generation += 1
        self._source = source
        self._complete = source is None or len(lines) < limit
        self._failed = False
        self._last = lines[-1] if lines else None
        self._set_loading(False)
        self.set_rows(lines)
