"""Intakes that were left: go on with one, or with nothing to go on, how they come here."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from dinsos_desk.usecases.intake.drafts import KeptDraft
from ui.models.columns import ColumnSpec, Line
from ui.models.rows_model import RowsModel
from ui.requests.words import moment_words
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.table import QueueList

_EMPTY_ROWS = 2


class DraftsCard(Card):
    """Enter, or a click on a draft, goes on with it."""

    wanted = Signal(object)

    def __init__(
        self, theme: Theme, service_name: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__("Konsep belum selesai", name="konsep", parent=parent)
        self._name = service_name
        self._now = datetime.min
        column = ColumnSpec[KeptDraft](
            "konsep",
            "Konsep",
            lambda kept: kept.title or "Belum ada nama",
            stretch=True,
            lines=self._lines,
            tooltip=lambda kept: "Enter: lanjutkan",
            typeahead=True,
        )
        self.model = RowsModel([column], identity=lambda kept: kept.id, parent=self)
        self.list = QueueList(theme, name="daftar_konsep", label="Konsep yang belum selesai", lines=2)
        self.list.setProperty("framed", False)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.set_empty("file-edit-outline", "Permohonan yang ditinggalkan muncul di sini.")
        self.list.set_model(self.model, [column])
        self.list.row_activated.connect(self.wanted)
        self.list.clicked.connect(lambda index: self.wanted.emit(self.model.row(index.row())))
        self.layout().setContentsMargins(1, theme.px(16), 1, theme.px(8))
        self.header.setContentsMargins(theme.px(15), 0, theme.px(15), 0)
        self.body.addWidget(self.list, 1)

    def show_drafts(self, drafts: tuple[KeptDraft, ...], now: datetime) -> None:
        """Show what was left."""
        self._now = now
        self.model.set_rows(drafts)
        self.set_note(str(len(drafts)) if drafts else "")

    def show_rows(self, least: int) -> None:
        """So many lines are seen at least, or all where there are fewer; more where there is room."""
        rows = max(_EMPTY_ROWS if not self.model.rowCount() else 1, min(self.model.rowCount(), least))
        self.list.setMinimumHeight(self.list.verticalHeader().defaultSectionSize() * rows)

    def _lines(self, kept: KeptDraft) -> tuple[Line, ...]:
        name = self._name(kept.draft.service) or "Layanan tidak ada lagi"
        return (Line(name), Line(f"ditinggalkan {moment_words(kept.updated_at, self._now)}"))
