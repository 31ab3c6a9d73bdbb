"""Pembukaan NIK: who looked at whose NIK in full, when and where; nothing here can be changed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.people.shown import ShownFilter, ShownRow
from dinsos_desk.usecases.people.shown import SHOWN_WORDS, lookers, looks
from ui.context import Context
from ui.models.columns import ColumnSpec
from ui.models.paged_model import PagedModel, PageRequest
from ui.settings.section import Section
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.period_picker import PeriodPicker
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.table import Table

_ALL = ""
_COLUMNS: tuple[ColumnSpec[ShownRow], ...] = (
    ColumnSpec("waktu", "Waktu", lambda row: f"{row.at:%d/%m/%Y %H.%M}", width=130, least=124),
    ColumnSpec("pengguna", "Dibuka oleh", lambda row: row.user, width=150, least=90, typeahead=True),
    ColumnSpec("nama", "Data milik", lambda row: row.name, width=200, stretch=True, bold=True),
    ColumnSpec("nik", "NIK", lambda row: row.masked_nik or "—", width=150, least=146),
    ColumnSpec(
        "tempat", "Di", lambda row: SHOWN_WORDS.get(row.place, "Tidak tercatat"), width=160, least=110, drop=1
    ),
)


class LookedAtSection(Section):
    """Filtered by user and period, the newest first; further rows come as one scrolls."""

    key = "pembukaan_nik"
    title = "Pembukaan NIK"
    icon = "eye-check-outline"
    intro = "Siapa yang melihat NIK dan nomor KK secara utuh. Catatan ini tidak dapat diubah atau dihapus."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.user = QuietCombo(name="pembukaan_nik_pengguna", label="Pengguna", letters=16)
        self.user.set_choices([(_ALL, "Semua pengguna")])
        self.period = PeriodPicker(context.theme, self._today)
        self.model: PagedModel[ShownRow] = PagedModel(
            _COLUMNS, tasks=context.tasks, identity=lambda known: known.id, parent=self
        )
        self.table = Table(context.theme, name="pembukaan_nik_daftar", label=self.title)
        self.table.set_model(self.model, _COLUMNS)
        self.table.set_empty("eye-off-outline", "Tidak ada NIK yang dibuka dalam periode ini.")
        self.count = text_label("", "small")
        card = Card(padding=1)
        card.body.addWidget(self.table)
        chosen = row(text_label("Pengguna", "muted"), self.user, STRETCH, spacing=8)
        whole = column(self.head, self.banner, chosen, self.period, card, self.count, spacing=12)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.user.activated.connect(lambda: self._show())
        self.period.changed.connect(lambda _: self._show())
        for signal in (self.model.modelReset, self.model.rowsInserted):
            signal.connect(lambda *_: self._count())
        self.setFocusProxy(self.table)

    def load(self) -> None:
        desk, actor = self.context.desk, self.context.actor
        self.read(lambda: lookers(desk.reader(), actor), self._offer)
        self._show()

    def wanted(self) -> ShownFilter:
        """What is asked for."""
        chosen = self.user.value()
        return ShownFilter(self.period.period(), int(chosen) if chosen != _ALL else None)

    def _offer(self, users: Sequence[tuple[int, str]]) -> None:
        chosen = self.user.value()
        self.user.set_choices([(_ALL, "Semua pengguna"), *((str(i), name) for i, name in users)], chosen)

    def _show(self) -> None:
        desk, actor, wanted = self.context.desk, self.context.actor, self.wanted()

        def source(page: PageRequest[ShownRow]) -> Sequence[ShownRow]:
            return looks(desk.reader(), actor, wanted, page.after, page.limit)

        self.model.set_source(source)

    def _count(self) -> None:
        rows = self.model.rowCount()
        more = "" if self.model.complete else " pertama; gulir untuk yang lebih lama"
        self.count.setText(f"{rows} catatan{more}." if rows else "")

    def _today(self) -> date:
        return self.today()
