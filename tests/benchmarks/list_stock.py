"""Half a million invented applications of ten years: loaded bare, then the lines, indexes and words."""

import random
from datetime import datetime, timedelta
from importlib import import_module

from sqlalchemy import Connection, text

from dinsos_desk.db import request_search
from dinsos_desk.desk import Desk
from dinsos_desk.domain.likeness import name_keys
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import keep_version
from tests.benchmarks.bulk import FIRST, SECOND, write
from tests.benchmarks.people_stock import _invented
from tests.factories import colleague

LISTS = import_module("dinsos_desk.db.migrations.versions.0007_lists")
FIRST_WORDS = ("Contoh", "Suka", "Karang", "Tanjung", "Batu", "Air", "Muara", "Bukit")
LAST_WORDS = ("Jadi", "Lebar", "Indah", "Baru", "Lama", "Tinggi", "Jaya", "Makmur", "Sari")
VILLAGES = [f"{first} {last}" for first in FIRST_WORDS for last in LAST_WORDS]
ENDED = (RequestState.DONE, RequestState.READY, RequestState.REJECTED, RequestState.CANCELLED)
OPEN = (RequestState.RUNNING, RequestState.RUNNING, RequestState.RETURNED, RequestState.INCOMPLETE)
STEPS = (("Verifikasi berkas", Role.OPERATOR), ("Paraf Kepala Seksi", Role.KASI),
         ("Paraf Kepala Bidang", Role.KABID), ("Tanda tangan Kepala Dinas", Role.KADIS))  # fmt: skip
YEARS = 10
_COLUMNS = (
    "id, nonce, receipt, service_code, version_id, register_year, register_no, state, stage, stage_name,"
    " stage_role, division, stage_since, received_at, complete_at, due_at, paused_at, finished_at, on_time,"
    " client_name, applicant_name, client_village, client_district, client_regency, answers, overrides,"
    " taken_by, version, paused_seconds, returns, note"
)


def stock_of_applications(desk: Desk, actor: Actor, count: int, seed: int = 5) -> None:
    """72 villages in 8 districts, a dozen officers, every service; what is recent may be open."""
    chance = random.Random(seed)
    officers = [actor.user_id, *(colleague(desk, actor, role).user_id for role in Role if role != Role.ADMIN)]
    services = list(desk.library.catalog.services.values())
    with desk.uow() as uow:
        versions = {s.code: keep_version(uow, s, desk.now()) for s in services}
        uow.commit()
    rare = [_invented(chance) for _ in range(12_000)]
    end, step = desk.now(), timedelta(days=365 * YEARS) / count
    registers: dict[tuple[str, int], int] = {}
    rows = []
    for number in range(1, count + 1):
        service = chance.choice(services)
        received = (end - step * (count - number)).replace(microsecond=0)
        is_open = received > end - timedelta(days=20) and chance.random() < 0.6
        state = chance.choice(OPEN) if is_open else chance.choices(ENDED, (88, 4, 5, 3))[0]
        name, role = chance.choice(STEPS) if is_open else ("Penyerahan", Role.PETUGAS)
        register = (service.code, received.year)
        registers[register] = registers.get(register, 0) + 1
        client = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(rare)}"
        village = min(int(chance.expovariate(1 / 15)), len(VILLAGES) - 1)
        due, moment = received + timedelta(days=chance.randrange(1, 15)), _moment(received)
        rows.append(
            (number, f"n{number}", f"{received.year}-{number:06d}", service.code, versions[service.code],
             received.year, registers[register], state.value, "tahap", name, role.value, service.division,
             moment, moment, moment, _moment(due),
             moment if state is RequestState.INCOMPLETE else None, None if is_open else _moment(due),
             None if is_open else chance.random() < 0.9, client, client, VILLAGES[village],
             f"Contoh {village % 8}", "Kota Contoh", "{}", "{}", chance.choice(officers), 1, 0, 0, "")
        )  # fmt: skip
    with desk.uow() as uow:
        triggers = _without_lines(uow.session.connection())
        uow.session.commit()
    marks = ", ".join("?" * 31)
    write(desk, f"INSERT INTO request ({_COLUMNS}) VALUES ({marks})", rows)
    with desk.uow() as uow:
        connection = uow.session.connection()
        _lines(connection)
        keys = {key for row in rows for key in name_keys(str(row[19]))}
        learn = text("INSERT OR IGNORE INTO search_word (key) VALUES (:key)")
        connection.execute(learn, [{"key": key} for key in sorted(keys)])
        request_search.rebuild(connection)
        for trigger in triggers:
            connection.exec_driver_sql(trigger)
        connection.exec_driver_sql("ANALYZE")
        uow.commit()
    with desk.reading() as session:
        session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _without_lines(connection: Connection) -> list[str]:
    found = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'request'"
    triggers = connection.exec_driver_sql(found).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for name in LISTS.LINE_INDEXES:
        connection.exec_driver_sql(f"DROP INDEX ix_request_line_{name}")
    return [sql for _, sql in triggers]


def _lines(connection: Connection) -> None:
    for kind, one, two, three in LISTS.WORDS:
        connection.exec_driver_sql(
            "INSERT INTO list_word (kind, one, two, three)"
            f" SELECT DISTINCT '{kind}', {one('r')}, {two('r')}, {three('r')} FROM request r"
        )
    connection.exec_driver_sql(
        f"INSERT INTO request_line ({LISTS.LINE_COLUMNS}) SELECT {LISTS._line('r')} FROM request r"
    )
    for name, columns in LISTS.LINE_INDEXES.items():
        connection.exec_driver_sql(
            f"CREATE INDEX ix_request_line_{name} ON request_line ({', '.join(columns)})"
        )


def _moment(value: datetime) -> str:
    return value.strftime("%Y-%m-%d %H:%M:%S.%f")
