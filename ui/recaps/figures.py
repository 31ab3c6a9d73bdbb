"""What the recap room shows: lines, totals, the share on time and the reconciliation. No window needed."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from dinsos_desk.db.queries.recaps.figures import Period, ServiceFigures
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.desk import Desk
from dinsos_desk.documents.recaps.table import RecapSheet
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.setup import offered_services
from dinsos_desk.usecases.recaps.summary import SummaryFigures, summary_figures
from dinsos_desk.usecases.recaps.workbook import PARTS, Said, Workbook, asked_of, build_recap, recap_rows
from ui.models.columns import RIGHT, ColumnSpec
from ui.registers.lines import sees_division

_COUNTS = tuple(field.name for field in fields(ServiceFigures) if field.name != "service_code")


@dataclass(frozen=True)
class FigureLine:
    """One service in the period; the last line is the total, without a code."""

    code: str
    name: str
    figures: ServiceFigures

    @property
    def is_total(self) -> bool:
        """Whether it adds the others up."""
        return not self.code


def figure_lines(desk: Desk, actor: Actor, period: Period) -> tuple[FigureLine, ...]:
    """The figures of the services this user sees, with the total below; empty when there are none."""
    offered = offered_services(desk.reader())
    services = desk.catalog.services
    sees = sight(actor)
    rows = desk.ask(lambda session: recap_rows(session, services, offered, period, sees))
    lines = [
        FigureLine(figures.service_code, name, figures)
        for figures, name in rows
        if figures.service_code not in services
        or sees_division(actor, services[figures.service_code].division)
    ]
    return (*lines, total(lines)) if lines else ()


def sight(actor: Actor) -> Visibility:
    """What this user may see of the applications."""
    return Visibility(actor.roles, actor.division)


def read_summary(desk: Desk, actor: Actor, period: Period) -> SummaryFigures:
    """The figures beside those of two other periods."""
    return desk.ask(lambda session: summary_figures(session, period, sight(actor)))


def read_part(desk: Desk, actor: Actor, period: Period, code: str, said: Said) -> RecapSheet:
    """The tables of one part; ``said`` may raise to stop a long count."""
    services, now = desk.catalog.services, desk.now()
    make = PARTS[code][1]

    def tell(done: int, total: int) -> None:
        said(done, total, "Menghitung waktu")

    return desk.ask(lambda session: make(asked_of(session, services, period, now, sight(actor), tell)))


def workbook(desk: Desk, actor: Actor, period: Period, said: Said) -> Workbook:
    """The recap of the whole office as a workbook."""
    offered = offered_services(desk.reader())
    services = desk.catalog.services
    with desk.reading() as session:
        return build_recap(session, services, offered, period, actor.name, desk.now(), said)


def total(lines: Sequence[FigureLine]) -> FigureLine:
    """The sum of all lines."""
    sums = {name: sum(getattr(line.figures, name) for line in lines) for name in _COUNTS}
    return FigureLine("", "Jumlah", ServiceFigures("", **sums))


def sees_whole_office(actor: Actor) -> bool:
    """Whether this user may have the workbook, which lists the applications of every bidang."""
    return sees_division(actor, "\0")


def reconciles(figures: ServiceFigures) -> bool:
    """Whether carried over + received is all that came of it."""
    lost = figures.rejected + figures.cancelled + figures.passed_on
    became = figures.completed + figures.returned + lost + figures.open
    return figures.carried_over + figures.received == became


def reconciliation(figures: ServiceFigures) -> str:
    """The sum on both sides, in words."""
    worked = figures.carried_over + figures.received
    return (
        f"Sisa awal {format_number(figures.carried_over)} + diterima {format_number(figures.received)}"
        f" = {format_number(worked)}; selesai {format_number(figures.completed)}"
        f" + dikembalikan {format_number(figures.returned)} + ditolak {format_number(figures.rejected)}"
        f" + dibatalkan {format_number(figures.cancelled)} + dialihkan {format_number(figures.passed_on)}"
        f" + masih berjalan {format_number(figures.open)}."
    )


def share_on_time(figures: ServiceFigures) -> str:
    """The share of completed applications that were on time, in per cent; a dash when none was completed."""
    judged = figures.on_time + figures.late
    return f"{round(100 * figures.on_time / judged)}%" if judged else "–"


def _count(key: str, title: str, width: int, drop: int = 0) -> ColumnSpec[FigureLine]:
    return ColumnSpec(
        key,
        title,
        lambda line: format_number(getattr(line.figures, key)),
        width=width,
        least=width,
        align=RIGHT,
        drop=drop,
    )


COLUMNS: tuple[ColumnSpec[FigureLine], ...] = (
    ColumnSpec(
        "layanan", "Layanan", lambda line: line.name, width=260, least=190, stretch=True, typeahead=True
    ),
    _count("carried_over", "Sisa awal", 80),
    _count("received", "Diterima", 80),
    _count("completed", "Selesai", 78),
    _count("returned", "Dikembalikan", 104, drop=1),
    _count("rejected", "Ditolak", 76, drop=2),
    _count("cancelled", "Dibatalkan", 92, drop=3),
    _count("passed_on", "Dialihkan", 86, drop=4),
    _count("open", "Berjalan", 80),
    _count("on_time", "Tepat waktu", 96),
    _count("late", "Terlambat", 88),
    _count("unpromised", "Tanpa tenggat", 108, drop=5),
)
