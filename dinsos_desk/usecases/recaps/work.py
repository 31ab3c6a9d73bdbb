"""The tables of a recap about time: what was promised and taken, by whom and at which stage."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from dinsos_desk.db.queries.recaps.details import DetailRow, late_cases
from dinsos_desk.db.queries.recaps.parts import StageWork, received_by_officer, stage_work
from dinsos_desk.db.queries.recaps.times import count_completed, rests, taken_times
from dinsos_desk.documents.recaps.content import LateCase
from dinsos_desk.documents.recaps.table import Kind, RecapColumn, RecapSheet, RecapTable, Value
from dinsos_desk.domain.percentiles import median_of, ninetieth_of, spread_of
from dinsos_desk.domain.worked_seconds import WorkedSeconds
from dinsos_desk.usecases.letters.words import NO_PROMISE, STATE_WORDS, promise_text
from dinsos_desk.usecases.recaps.tables import Asked

_HOUR = 3600
_SAY_EVERY = 10_000
STILL_OPEN = "Masih berjalan"


def times_sheet(asked: Asked) -> RecapSheet:
    """Promised and taken, for each service with something completed."""
    taken = worked_times(asked)
    codes = sorted(taken)
    everything = sorted(second for one in taken.values() for second in one.seconds)
    columns = (
        RecapColumn("layanan", "Layanan", Kind.TEXT, 36),
        RecapColumn("janji", "Dijanjikan", Kind.TEXT, 26, drop=1),
        RecapColumn("completed", "Selesai", width=10),
        RecapColumn("on_time", "Tepat waktu", width=10, drop=2),
        RecapColumn("late", "Terlambat", width=10.5),
        RecapColumn("unpromised", "Tanpa tenggat", width=10, drop=3),
        RecapColumn("persen", "% tepat waktu", Kind.SHARE, 10, of=("on_time", "on_time", "late")),
        RecapColumn("median", "Median (jam kerja)", Kind.HOURS, 12, short="Median (jam)"),
        RecapColumn("p90", "9 dari 10 paling lama (jam kerja)", Kind.HOURS, 16, short="9 dari 10"),
    )
    rows = tuple(_time_row(asked, code, taken[code]) for code in codes)
    table = RecapTable(
        "ketepatan",
        "Ketepatan",
        "Janji waktu dan kenyataan",
        columns,
        rows,
        tuple(asked.behind("completed", service=code) for code in codes),
        {"median": _hours(median_of(everything)), "p90": _hours(ninetieth_of(everything))},
        chart="p90",
    )
    return RecapSheet(
        "ketepatan",
        "Ketepatan",
        "Ketepatan waktu pelayanan",
        (table,),
        (
            "Jam kerja dihitung sejak berkas lengkap sampai produk siap, tanpa waktu menunggu pemohon "
            "melengkapi berkas.",
            "Median: separuh permohonan tidak lebih lama dari ini. 9 dari 10: hanya satu dari sepuluh "
            "permohonan yang lebih lama.",
        ),
    )


@dataclass(frozen=True)
class Worked:
    """The net seconds of work that each completed application took; how many in time, late, or neither."""

    seconds: list[int] = field(default_factory=list)
    judged: Counter[bool | None] = field(default_factory=Counter)


def worked_times(asked: Asked) -> dict[str, Worked]:
    """What was completed, by service."""
    clock = WorkedSeconds(asked.hours)
    total = count_completed(asked.session, asked.period, asked.sees)
    pauses = rests(asked.session, asked.period, asked.sees)
    found: dict[str, Worked] = defaultdict(Worked)
    for number, one in enumerate(taken_times(asked.session, asked.period, asked.sees), 1):
        service = found[one.service_code]
        rested = pauses.get(one.rested, ()) if one.rested else ()
        service.seconds.append(clock.between(one.begun, one.finished, rested))
        service.judged[one.on_time] += 1
        if number % _SAY_EVERY == 0:
            asked.said(number, total)
    return found


def _time_row(asked: Asked, code: str, taken: Worked) -> tuple[Value, ...]:
    service = asked.services.get(code)
    seconds = sorted(taken.seconds)
    return (
        asked.name(code),
        promise_text(service) if service is not None else NO_PROMISE,
        len(seconds),
        taken.judged[True],
        taken.judged[False],
        taken.judged[None],
        None,
        _hours(median_of(seconds)),
        _hours(ninetieth_of(seconds)),
    )


def work_sheet(asked: Asked) -> RecapSheet:
    """Who did how much, and at which stage time is lost."""
    steps = stage_work(asked.session, asked.period, asked.sees)
    return RecapSheet(
        "petugas",
        "Petugas dan tahap",
        "Petugas dan tahap",
        (_stages(asked, steps), _officers(asked, steps)),
        (
            "Waktu di sini menurut jam dinding, sejak permohonan tiba di tahap itu sampai diputuskan.",
            "% waktu: bagian tahap itu dari seluruh waktu; tahap teratas paling banyak memakan waktu.",
        ),
    )


def _stages(asked: Asked, steps: tuple[StageWork, ...]) -> RecapTable:
    named: dict[str, list[StageWork]] = {}
    for step in steps:
        named.setdefault(_stage_name(asked, step), []).append(step)
    spent = {name: sum(step.seconds for step in rows) for name, rows in named.items()}
    whole = sum(spent.values())
    order = sorted(named, key=lambda name: (-spent[name], name))
    columns = (
        RecapColumn("tahap", "Tahap", Kind.TEXT, 44),
        RecapColumn("decided", "Keputusan", width=11),
        RecapColumn("median", "Median (jam)", Kind.HOURS, 11),
        RecapColumn("p90", "9 dari 10 paling lama (jam)", Kind.HOURS, 15, short="9 dari 10"),
        RecapColumn("jumlah_jam", "Jumlah jam", Kind.HOURS, 11),
        RecapColumn("bagian", "% waktu", Kind.PART, 10),
    )
    rows = tuple(
        (
            name,
            sum(step.times for step in named[name]),
            *_spread(named[name]),
            round(spent[name] / _HOUR, 1),
            spent[name] / whole if whole else None,
        )
        for name in order
    )
    keys = tuple(asked.behind("decided", part=named[name][0].stage) for name in order)
    median, ninetieth = _spread(list(steps))
    total: dict[str, Value] = {"median": median, "p90": ninetieth, "jumlah_jam": round(whole / _HOUR, 1)}
    return RecapTable(
        "tahap", "Tahap", "Di tahap mana waktu habis", columns, rows, keys, total, chart="jumlah_jam"
    )


def _officers(asked: Asked, steps: tuple[StageWork, ...]) -> RecapTable:
    named: dict[str, list[StageWork]] = {}
    for step in steps:
        named.setdefault(step.user, []).append(step)
    taken = received_by_officer(asked.session, asked.period, asked.sees)
    order = sorted(named.keys() | taken.keys())
    columns = (
        RecapColumn("petugas", "Petugas", Kind.TEXT, 36),
        RecapColumn("received", "Diterima di loket", width=12, short="Diterima"),
        RecapColumn("decided", "Keputusan", width=11),
        RecapColumn("median", "Median (jam)", Kind.HOURS, 11),
        RecapColumn("p90", "9 dari 10 paling lama (jam)", Kind.HOURS, 15, short="9 dari 10"),
    )
    rows = tuple(
        (
            name or "(tidak dikenal)",
            taken.get(name, 0),
            sum(step.times for step in named.get(name, ())),
            *_spread(named.get(name, [])),
        )
        for name in order
    )
    keys = tuple(asked.behind("", officer=name) for name in order)
    median, ninetieth = _spread(list(steps))
    total: dict[str, Value] = {"median": median, "p90": ninetieth}
    return RecapTable("petugas", "Petugas", "Per petugas", columns, rows, keys, total, chart="decided")


def late_rows(asked: Asked) -> Iterator[LateCase]:
    """Each late case with its reason."""
    until = min(asked.period.end, asked.now)
    for row in late_cases(asked.session, asked.period, asked.now, asked.sees):
        ended = row.finished_at is not None and row.finished_at < asked.period.end
        yield LateCase(
            row.receipt,
            row.service_name,
            row.client_name,
            row.received_at,
            row.due_at,
            row.finished_at if ended else None,
            STATE_WORDS[row.state] if ended else STILL_OPEN,
            row.stage_name,
            _days_late(row, row.finished_at if ended and row.finished_at else until),
            row.late_reason,
        )


def _days_late(row: DetailRow, until: datetime) -> float:
    if row.due_at is None:
        return 0.0
    return round(max(0.0, (until - row.due_at).total_seconds() / 86_400), 1)


def _stage_name(asked: Asked, step: StageWork) -> str:
    service = asked.services.get(step.service_code)
    if service is not None:
        for stage in service.route.stages:
            if stage.code == step.stage:
                return stage.name
    return step.stage


def _spread(steps: list[StageWork]) -> tuple[Value, Value]:
    counted: dict[int, int] = {}
    for step in steps:
        counted[step.minutes] = counted.get(step.minutes, 0) + step.times
    found = spread_of(counted)
    return (None, None) if found is None else (round(found[0] / 60, 2), round(found[1] / 60, 2))


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / _HOUR, 2)
