"""The queue in the recap: how many came, how long they waited and were served, by line and by day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.queue.figures import QueueFigures, QueueRecap, Span, queue_recap
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.office.counters import line_name, queue_lines
from ui.models.columns import RIGHT, ColumnSpec, Role
from ui.models.rows_model import Index, RowsModel
from ui.recaps.figure_card import FigureCard
from ui.theme import Theme, Tone
from ui.widgets.card import Card
from ui.widgets.layouts import column, row, text_label
from ui.widgets.table import Table

_MEANING = (
    "Menunggu: sejak nomor diambil sampai panggilan pertama. Median: separuh orang tidak lebih lama. "
    "9 dari 10: hanya satu dari sepuluh orang yang lebih lama."
)


@dataclass(frozen=True)
class QueueLineRow:
    """A line, a day or the sum of them, with its name."""

    name: str
    figures: QueueFigures
    is_total: bool = False


@dataclass(frozen=True)
class QueueView:
    """The tables of a period; empty when no number was taken."""

    lines: tuple[QueueLineRow, ...]
    days: tuple[QueueLineRow, ...]
    total: QueueFigures


def read_queue_view(desk: Desk, period: Period) -> QueueView:
    """Ask the database."""
    recap: QueueRecap = desk.ask(lambda session: queue_recap(session, period, desk.now().date()))
    lines = queue_lines(desk.reader())
    total = QueueLineRow("Jumlah", recap.total, is_total=True)
    by_line = [QueueLineRow(f"{one.line} – {line_name(lines, one.line)}", one) for one in recap.lines]
    by_day = [QueueLineRow(f"{one.day:%d/%m/%Y}", one) for one in recap.days if one.day is not None]
    if not recap.total.taken:
        return QueueView((), (), recap.total)
    return QueueView((*by_line, total), (*by_day, replace(total)), recap.total)


def seconds_words(seconds: int | None) -> str:
    """A span to be compared with others: 45 detik, 12 menit, 130 menit; a dash for what was not measured."""
    if seconds is None:
        return "–"
    return f"{seconds} detik" if seconds < 60 else f"{format_number(round(seconds / 60))} menit"


def queue_reconciliation(total: QueueFigures) -> str:
    """Where every number that was taken went."""
    parts = (
        (total.served, "dilayani"),
        (total.absent, "tidak hadir"),
        (total.cancelled, "batal"),
        (total.unreached, "tidak sempat dipanggil"),
        (total.open, "masih di antrean"),
    )
    said = " + ".join(f"{words} {format_number(count)}" for count, words in parts)
    return f"Nomor diambil {format_number(total.taken)} = {said}."


class QueueModel(RowsModel[QueueLineRow]):
    """The total stands in bold."""

    def data(self, index: Index, role: int = 0) -> Any:
        if role == Role.BOLD and index.isValid():
            return self.row(index.row()).is_total
        return super().data(index, role)


class QueuePane(QWidget):
    """Cards of the whole, then a table by line and one by day."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rekap_antrean")
        self.cards = {
            "diambil": FigureCard(theme, "antrean_diambil", "Nomor diambil", "ticket-outline", Tone.INFO),
            "dilayani": FigureCard(theme, "antrean_dilayani", "Dilayani", "account-check-outline", Tone.OK),
            "tunggu": FigureCard(theme, "antrean_tunggu", "Menunggu (median)", "timer-sand", Tone.ACCENT),
            "tunggu_9": FigureCard(
                theme, "antrean_tunggu_9", "Menunggu (9 dari 10)", "clock-alert-outline", Tone.WARN
            ),
            "layanan": FigureCard(
                theme, "antrean_layanan", "Dilayani (median)", "account-voice", Tone.ACCENT
            ),
        }
        self.lines = QueueModel(_columns("Antrean"), (), lambda row: row.name, self)
        self.days = QueueModel(_columns("Hari"), (), lambda row: row.name, self)
        self.line_table = self._table(theme, "rekap_per_antrean", "Angka per antrean", self.lines)
        self.day_table = self._table(theme, "rekap_per_hari", "Angka antrean per hari", self.days)
        cards = row(*self.cards.values(), spacing=12)
        upper, lower = _card(self.line_table), _card(self.day_table)
        self.meaning = text_label(_MEANING, "small", wrap=True)
        whole = column(cards, upper, lower, self.meaning, spacing=12)
        whole.setStretch(1, 2)
        whole.setStretch(2, 3)
        self.setLayout(whole)

    def show_view(self, view: QueueView) -> None:
        """Show the figures of a period."""
        self.lines.set_rows(view.lines)
        self.days.set_rows(view.days)
        total = view.total
        figures = {
            "diambil": format_number(total.taken),
            "dilayani": format_number(total.served),
            "tunggu": seconds_words(total.wait.median),
            "tunggu_9": seconds_words(total.wait.ninetieth),
            "layanan": seconds_words(total.service.median),
        }
        for key, text in figures.items():
            self.cards[key].set_figure(text)

    @staticmethod
    def _table(theme: Theme, name: str, label: str, model: QueueModel) -> Table:
        table = Table(theme, name=name, label=label)
        table.set_model(model, model.columns)
        return table


def _card(table: Table) -> Card:
    card = Card(padding=1, name=f"{table.objectName()}_kartu")
    card.body.addWidget(table)
    return card


def _columns(first: str) -> Sequence[ColumnSpec[QueueLineRow]]:
    def count(key: str, title: str, width: int, drop: int = 0) -> ColumnSpec[QueueLineRow]:
        def text(row: QueueLineRow) -> str:
            return format_number(getattr(row.figures, key))

        return ColumnSpec(key, title, text, width=width, least=width, align=RIGHT, drop=drop)

    def span(key: str, title: str, part: str, drop: int = 0) -> ColumnSpec[QueueLineRow]:
        def text(row: QueueLineRow) -> str:
            found: Span = getattr(row.figures, key)
            return seconds_words(getattr(found, part))

        return ColumnSpec(f"{key}_{part}", title, text, width=104, least=104, align=RIGHT, drop=drop)

    return (
        ColumnSpec("nama", first, lambda row: row.name, 200, 120, stretch=True, typeahead=True),
        count("taken", "Diambil", 72),
        count("served", "Dilayani", 76),
        count("absent", "Tidak hadir", 92, drop=3),
        count("cancelled", "Batal", 60, drop=4),
        count("unreached", "Tak terpanggil", 112, drop=3),
        count("open", "Di antrean", 88, drop=4),
        span("wait", "Menunggu", "median"),
        span("wait", "9 dari 10", "ninetieth"),
        span("service", "Pelayanan", "median", drop=1),
        span("service", "9 dari 10", "ninetieth", drop=2),
    )
