"""Large invented stocks, written straight into the tables: for measuring only."""

import json
import random
from datetime import datetime, timedelta

from sqlalchemy import text

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import keep_version

FIRST = [
    "Siti",
    "Ahmad",
    "Dewi",
    "Budi",
    "Ratna",
    "Muhammad",
    "Sri",
    "Agus",
    "Nur",
    "Eko",
    "Rina",
    "Joko",
    "Lestari",
    "Andi",
    "Wati",
    "Hendra",
    "Yuni",
    "Rudi",
]
SECOND = [
    "Nurhayati",
    "Fauzi",
    "Sartika",
    "Hartono",
    "Juwita",
    "Yusuf",
    "Wahyuni",
    "Salim",
    "Aminah",
    "Prasetyo",
    "Utami",
    "Santoso",
]
STATES = (
    (RequestState.DONE, 80),
    (RequestState.READY, 5),
    (RequestState.REJECTED, 3),
    (RequestState.CANCELLED, 2),
    (RequestState.RUNNING, 6),
    (RequestState.RETURNED, 2),
    (RequestState.INCOMPLETE, 2),
)


def many_people(desk: Desk, count: int, seed: int = 1) -> None:
    """People with invented names and numbers, and their search index."""
    chance = random.Random(seed)
    now = desk.now()
    rows, index = [], []
    for number in range(1, count + 1):
        name = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(SECOND)}"
        nik = f"1673{number:012d}"
        rows.append((number, nik, name, chance.choice("LP"), "1990-01-01", "Kenanga", str(now), str(now)))
        index.append((number, name.casefold(), "kenanga"))
    write(
        desk,
        "INSERT INTO person (id, nik, name, sex, birth_date, village, created_at, updated_at, kk, birth_place,"
        " religion, marital_state, occupation, address, rt, rw, district, regency, province, phone, temporary,"
        " marks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '', '', '', '', '', '', '', '', '', '', '', 0, '')",
        rows,
    )
    write(desk, "INSERT INTO person_search (rowid, name, place, key) VALUES (?, ?, ?, '')", index)


def many_requests(desk: Desk, actor: Actor, count: int, seed: int = 1) -> None:
    """Applications of two years across all services, with the last step of each in the history."""
    chance = random.Random(seed)
    services = list(desk.library.catalog.services.values())
    with desk.uow() as uow:
        versions = {s.code: keep_version(uow, s, desk.now()) for s in services}
        uow.commit()
    states, weights = zip(*STATES, strict=True)
    end = desk.now()
    step = timedelta(days=730) / count
    registers: dict[tuple[str, int], int] = {}
    rows, steps = [], []
    for number in range(1, count + 1):
        service = chance.choice(services)
        received = (end - timedelta(days=730) + step * number).replace(microsecond=0)
        recent = received > end - timedelta(days=30)
        state = chance.choices(states, weights)[0] if recent else RequestState.DONE
        open_now = state in (RequestState.RUNNING, RequestState.RETURNED, RequestState.INCOMPLETE)
        finished = None if open_now else received + timedelta(minutes=chance.randrange(20, 3000))
        kept = state in (RequestState.DONE, RequestState.READY)
        on_time = chance.random() < 0.9 if kept else None
        register = (service.code, received.year)
        registers[register] = registers.get(register, 0) + 1
        name = f"{chance.choice(FIRST)} {chance.choice(SECOND)}"
        rows.append(
            (
                number, f"n{number}", f"{received.year}-{number:06d}", service.code, versions[service.code],
                received.year, registers[register], state.value, "paraf_kasi", "Paraf Kasi", "kasi",
                _moment(received), _moment(received), _moment(received), _moment(received + timedelta(hours=1)),
                _moment(finished), on_time, name, name, json.dumps({}), json.dumps({}), actor.user_id,
            )
        )  # fmt: skip
        steps.append(
            (
                number,
                _moment(finished or received),
                actor.user_id,
                "setuju",
                "paraf_kasi",
                "paraf_kabid",
                state.value,
            )
        )
    write(
        desk,
        "INSERT INTO request (id, nonce, receipt, service_code, version_id, register_year, register_no, state,"
        " stage, stage_name, stage_role, stage_since, received_at, complete_at, due_at, finished_at, on_time,"
        " client_name, applicant_name, answers, overrides, taken_by, version, paused_seconds, returns, note,"
        " division) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, 0, '', '')",
        rows,
    )
    write(
        desk,
        "INSERT INTO history (request_id, at, user_id, action, stage, to_stage, state, reason, faulty, records,"
        " carried_by, stage_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, '', '[]', '{}', '', 0)",
        steps,
    )
    with desk.uow() as uow:
        uow.session.execute(text("ANALYZE"))
        uow.commit()


def _moment(value: datetime | None) -> str | None:
    return value.strftime("%Y-%m-%d %H:%M:%S.%f") if value else None


def write(desk: Desk, statement: str, rows: list[tuple[object, ...]]) -> None:
    """One statement for many rows, in one transaction."""
    with desk.uow() as uow:
        uow.session.connection().exec_driver_sql(statement, rows)
        uow.commit()
