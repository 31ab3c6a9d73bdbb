"""The five figures at the top of a recap."""

from collections.abc import Mapping

from dinsos_desk.db.queries.recaps.figures import ServiceFigures
from dinsos_desk.domain.fields import format_number
from ui.recaps.figure_card import FigureCard
from ui.recaps.figures import share_on_time
from ui.theme import Theme, Tone


def figure_cards(theme: Theme) -> dict[str, FigureCard]:
    """The cards by name, in their order."""
    return {
        "diterima": FigureCard(theme, "diterima", "Diterima", "inbox-arrow-down-outline", Tone.INFO),
        "selesai": FigureCard(theme, "selesai", "Selesai", "check-circle-outline", Tone.OK),
        "tepat": FigureCard(theme, "tepat", "Tepat waktu", "clock-check-outline", Tone.ACCENT),
        "terlambat": FigureCard(theme, "terlambat", "Terlambat", "clock-alert-outline", Tone.BAD),
        "berjalan": FigureCard(theme, "berjalan", "Masih berjalan", "progress-clock", Tone.WARN),
    }


def show_figures(cards: Mapping[str, FigureCard], sums: ServiceFigures) -> None:
    """Show the figures of all services together."""
    cards["diterima"].set_figure(format_number(sums.received))
    cards["selesai"].set_figure(format_number(sums.completed))
    cards["tepat"].set_figure(share_on_time(sums))
    cards["terlambat"].set_figure(format_number(sums.late))
    cards["berjalan"].set_figure(format_number(sums.open))
