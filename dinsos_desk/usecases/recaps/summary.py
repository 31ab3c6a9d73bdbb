"""The summary of a period: its figures beside those before and a year ago, the trend, and sentences."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dinsos_desk.db.queries.recaps.figures import EVERYTHING, Period, ServiceFigures, service_figures
from dinsos_desk.db.queries.recaps.parts import MonthFigures, months
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.documents.recaps.content import Compared, Summary
from dinsos_desk.domain.dates import MONTHS
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.recaps.periods import Comparison, comparison, period_name, trend_span

NAMES = (
    ("carried_over", "Sisa periode lalu"),
    ("received", "Diterima"),
    ("completed", "Selesai"),
    ("returned", "Dikembalikan"),
    ("rejected", "Ditolak"),
    ("cancelled", "Dibatalkan"),
    ("passed_on", "Dialihkan"),
    ("open", "Masih berjalan"),
    ("on_time", "Selesai tepat waktu"),
    ("late", "Selesai terlambat"),
    ("unpromised", "Selesai tanpa tenggat"),
)
"""The figures with their words, in the order of the columns of the sheet Rekap."""
SHARE_NAME = "Persentase tepat waktu"
MOST_SERVICES = 8
_FIRST_COLUMN = 3


@dataclass(frozen=True)
class SummaryFigures:
    """The totals of three periods by service, and the months of the chart."""

    spans: Comparison
    now: tuple[ServiceFigures, ...]
    before: tuple[ServiceFigures, ...]
    year_ago: tuple[ServiceFigures, ...]
    months: tuple[MonthFigures, ...]


def summary_figures(session: Session, period: Period, sees: Visibility = EVERYTHING) -> SummaryFigures:
    """Ask the database; a year has the same year before and a year ago, which is asked once."""
    spans = comparison(period)
    now = service_figures(session, spans.now, sees)
    before = service_figures(session, spans.before, sees)
    same = spans.before == spans.year_ago
    year_ago = before if same else service_figures(session, spans.year_ago, sees)
    trend = months(session, trend_span(period), sees)
    return SummaryFigures(spans, now, before, year_ago, trend)


def added(rows: tuple[ServiceFigures, ...]) -> ServiceFigures:
    """All services together."""
    sums = {name: sum(getattr(row, name) for row in rows) for name, _ in NAMES if name != "unpromised"}
    return ServiceFigures("", **sums)


def share_on_time(figures: ServiceFigures) -> float | None:
    """The part of what was judged that was on time; None when nothing was."""
    judged = figures.on_time + figures.late
    return figures.on_time / judged if judged else None


def compared(figures: SummaryFigures) -> tuple[Compared, ...]:
    """Each figure in the three periods."""
    now, before, ago = added(figures.now), added(figures.before), added(figures.year_ago)
    rows = [
        Compared(words, getattr(now, name), getattr(before, name), getattr(ago, name), _FIRST_COLUMN + place)
        for place, (name, words) in enumerate(NAMES)
    ]
    shares = (share_on_time(now), share_on_time(before), share_on_time(ago))
    rows.append(Compared(SHARE_NAME, *shares, column=_FIRST_COLUMN + len(NAMES), is_share=True))
    return tuple(rows)


def busiest(figures: SummaryFigures, name: Callable[[str], str]) -> tuple[tuple[str, int], ...]:
    """The services with the most applications received, and how many; ``name``: of a service by its code."""
    rows = sorted(figures.now, key=lambda row: (-row.received, row.service_code))[:MOST_SERVICES]
    return tuple((name(row.service_code), row.received) for row in rows if row.received)


def summary(figures: SummaryFigures, name: Callable[[str], str]) -> Summary:
    """The summary as the workbook shows it."""
    spans = figures.spans
    return Summary(
        (period_name(spans.now), period_name(spans.before), period_name(spans.year_ago)),
        compared(figures),
        tuple((month_label(one), one.received, one.completed) for one in figures.months),
        busiest(figures, name),
        sentences(figures),
    )


def month_label(one: MonthFigures) -> str:
    """Nov 2026."""
    return f"{MONTHS[one.month.month - 1][:3]} {one.month.year}"


def sentences(figures: SummaryFigures) -> tuple[str, ...]:
    """What a superior reads first; the covering letter says the same."""
    now, before, ago = added(figures.now), added(figures.before), added(figures.year_ago)
    spans = figures.spans
    told = [
        f"Pada {period_name(spans.now)} diterima {format_number(now.received)} permohonan; bersama sisa "
        f"periode lalu sebanyak {format_number(now.carried_over)} permohonan, yang ditangani berjumlah "
        f"{format_number(now.received + now.carried_over)} permohonan.",
        f"Dari jumlah itu {format_number(now.completed)} selesai, {format_number(now.returned)} "
        f"dikembalikan, {format_number(now.rejected)} ditolak, {format_number(now.cancelled)} "
        f"dibatalkan, {format_number(now.passed_on)} dialihkan ke layanan atau instansi lain, "
        f"dan {format_number(now.open)} masih berjalan pada akhir periode.",
    ]
    share = share_on_time(now)
    if share is not None:
        told.append(
            f"Permohonan yang selesai tepat waktu {percent(share)} ({format_number(now.on_time)} dari "
            f"{format_number(now.on_time + now.late)} permohonan yang bertenggat)."
        )
    told.append(
        f"Dibandingkan {period_name(spans.before)}, permohonan yang diterima "
        f"{change_words(now.received, before.received)}; dibandingkan {period_name(spans.year_ago)}, "
        f"{change_words(now.received, ago.received)}."
    )
    return tuple(told)


def change_words(now: int, then: int) -> str:
    """Naik 20,0% (dari 10 menjadi 12), turun …, tetap, or what nothing can be compared with."""
    if then == now:
        return f"tetap {format_number(now)}"
    span = f"dari {format_number(then)} menjadi {format_number(now)}"
    if not then:
        return f"naik {span}"
    return f"{'naik' if now > then else 'turun'} {percent(abs(now / then - 1))} ({span})"


def percent(share: float) -> str:
    """A share as letters write it: 93,3%."""
    return f"{100 * share:.1f}%".replace(".", ",")
