"""The list of applications as a user keeps it: columns and order, filters under a name, periods by name."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from dinsos_desk.db.queries.requests.rows import NEWEST_FIRST, Filter, Sort, SortKey
from dinsos_desk.db.repositories.preferences import NamedContent
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor

LIST = "permohonan"
LONGEST_NAME = 60
_LAYOUT = f"daftar/{LIST}"
_WIDEST = 2000

PERIODS = (
    ("", "Kapan saja"),
    ("hari_ini", "Hari ini"),
    ("minggu_ini", "Minggu ini"),
    ("tujuh_hari", "7 hari terakhir"),
    ("bulan_ini", "Bulan ini"),
    ("bulan_lalu", "Bulan lalu"),
    ("tahun_ini", "Tahun ini"),
)
_PERIOD_CODES = frozenset(code for code, _ in PERIODS)


@dataclass(frozen=True)
class Layout:
    """``columns``: codes in the order they stand, empty for the usual ones; ``widths`` in pixels at 100%."""

    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    sort: Sort = NEWEST_FIRST


@dataclass(frozen=True)
class SavedFilter:
    """A filter under a name."""

    id: int
    name: str
    filter: Filter


def span_of(period: str, today: date) -> tuple[date, date] | None:
    """First and last day of a period of ``PERIODS``; None for any time. A week begins on Monday."""
    first_of_month = today.replace(day=1)
    last_month = first_of_month - timedelta(days=1)
    spans = {
        "hari_ini": (today, today),
        "minggu_ini": (today - timedelta(days=today.weekday()), today),
        "tujuh_hari": (today - timedelta(days=6), today),
        "bulan_ini": (first_of_month, today),
        "bulan_lalu": (last_month.replace(day=1), last_month),
        "tahun_ini": (today.replace(month=1, day=1), today),
    }
    return spans.get(period)


def period_of(span: tuple[date, date] | None, today: date) -> str | None:
    """The period of ``PERIODS`` that a span is; None when it is none of them."""
    return next((code for code, _ in PERIODS if span_of(code, today) == span), None)


def as_of(wanted: Filter, today: date) -> Filter:
    """A filter whose named period is that of today: "bulan ini" goes on with the calendar."""
    return replace(wanted, received=span_of(wanted.period, today)) if wanted.period else wanted


def filter_to_plain(wanted: Filter) -> dict[str, Any]:
    """As kept: only what narrows; a named period by its name."""
    plain: dict[str, Any] = {
        name: value for name, value in asdict(wanted).items() if value != getattr(Filter(), name)
    }
    if wanted.period:
        plain.pop("received", None)
    elif wanted.received:
        plain["received"] = [day.isoformat() for day in wanted.received]
    if wanted.mine:
        plain["mine"] = sorted(wanted.mine)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


def filter_from_plain(plain: Mapping[str, Any], today: date) -> Filter:
    """A kept filter. What this program does not know of it is left out, so it never fails to open."""
    states = {state.value: state for state in RequestState}
    roles = {role.value: role for role in Role}
    period = plain.get("period")
    wanted = Filter(
        text=_text(plain.get("text")),
        services=_texts(plain.get("services")),
        states=tuple(states[code] for code in _texts(plain.get("states")) if code in states),
        late=plain.get("late") is True,
        due_today=plain.get("due_today") is True,
        received=_span(plain.get("received")),
        mine=frozenset(roles[code] for code in _texts(plain.get("mine")) if code in roles),
        division=_text(plain.get("division")),
        stages=_texts(plain.get("stages")),
        officers=tuple(one for one in _list(plain.get("officers")) if type(one) is int),
        districts=_texts(plain.get("districts")),
        villages=_texts(plain.get("villages")),
        period=period if isinstance(period, str) and period in _PERIOD_CODES else "",
    )
    return as_of(wanted, today)


def layout_of(uow: UnitOfWork, actor: Actor) -> Layout:
    """How this user wants the list; what is kept but not understood counts as the usual."""
    with uow:
        kept = uow.preferences.value(actor.user_id, _LAYOUT)
    kept = kept if isinstance(kept, dict) else {}
    widths, key = kept.get("widths"), kept.get("sort")
    sort = NEWEST_FIRST
    if isinstance(key, str) and key in set(SortKey):
        sort = Sort(SortKey(key), kept.get("descending") is True)
    return Layout(
        _texts(kept.get("columns")),
        {
            str(code): min(max(width, 1), _WIDEST)
            for code, width in (widths if isinstance(widths, dict) else {}).items()
            if type(width) is int
        },
        sort,
    )


def keep_layout(uow: UnitOfWork, actor: Actor, layout: Layout) -> None:
    """Remember how this user wants the list."""
    value = {
        "columns": list(layout.columns),
        "widths": dict(layout.widths),
        "sort": layout.sort.key.value,
        "descending": layout.sort.descending,
    }
    with uow:
        uow.preferences.remember(actor.user_id, _LAYOUT, value)
        uow.commit()


def saved_filters(uow: UnitOfWork, actor: Actor, today: date) -> tuple[SavedFilter, ...]:
    """The saved filters of this user by name."""
    with uow:
        kept = uow.preferences.filters(actor.user_id, LIST)
    return tuple(SavedFilter(one.id, one.name, filter_from_plain(one.content, today)) for one in kept)


def save_filter(uow: UnitOfWork, actor: Actor, name: str, wanted: Filter, *, over: bool = False) -> int:
    """Keep a filter under a name; ``over``: instead of what has this name. Returns its id.

    Raises:
        UserError: *nama_saringan_kosong*, *nama_saringan_panjang*, *nama_saringan_dipakai*.
    """
    name = _checked_name(name)
    with uow:
        same = _named(uow, actor, name)
        content = filter_to_plain(wanted)
        if same is not None and not over:
            raise UserError("nama_saringan_dipakai", nama=same.name)
        if same is not None:
            uow.preferences.change_filter(actor.user_id, same.id, name=name, content=content)
            saved = same.id
        else:
            saved = uow.preferences.add_filter(actor.user_id, LIST, name, content)
        uow.commit()
    return saved


def rename_filter(uow: UnitOfWork, actor: Actor, filter_id: int, name: str) -> None:
    """Give a saved filter another name.

    Raises:
        UserError: as ``save_filter``; *saringan_tidak_ditemukan*.
    """
    name = _checked_name(name)
    with uow:
        same = _named(uow, actor, name)
        if same is not None and same.id != filter_id:
            raise UserError("nama_saringan_dipakai", nama=same.name)
        if not uow.preferences.change_filter(actor.user_id, filter_id, name=name):
            raise UserError("saringan_tidak_ditemukan")
        uow.commit()


def delete_filter(uow: UnitOfWork, actor: Actor, filter_id: int) -> None:
    """Throw a saved filter away; ``save_filter`` brings it back. One that is gone stays gone."""
    with uow:
        uow.preferences.remove_filter(actor.user_id, filter_id)
        uow.commit()


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError("nama_saringan_kosong")
    if len(name) > LONGEST_NAME:
        raise UserError("nama_saringan_panjang", jumlah=len(name), batas=LONGEST_NAME)
    return name


def _named(uow: UnitOfWork, actor: Actor, name: str) -> NamedContent | None:
    kept = uow.preferences.filters(actor.user_id, LIST)
    return next((one for one in kept if one.name.casefold() == name.casefold()), None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(one for one in _list(value) if isinstance(one, str))


def _span(value: object) -> tuple[date, date] | None:
    try:
        first, last = (date.fromisoformat(one) for one in _texts(value))
    except ValueError:
        return None
    return (first, last) if first <= last else None
