"""The tables and the migrations agree; what may only grow cannot be changed; a migration goes both ways."""

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from dinsos_desk.db.base import Base
from dinsos_desk.db.engine import WRITE_OPTION, open_database, sessions
from dinsos_desk.db.upgrade import alembic_config, current_revision, differences, upgrade
from dinsos_desk.paths import DataPaths, migrations_dir

KEY = b"\x22" * 32


@pytest.fixture
def engine(tmp_path):
    paths = DataPaths(tmp_path)
    paths.prepare()
    made = open_database(paths.database, KEY, create=True)
    upgrade(made, paths)
    yield made
    made.dispose()


def test_head_equals_the_tables(engine):
    assert differences(engine, Base.metadata) == []


def test_up_and_down_and_up_again(engine):
    config = alembic_config(migrations_dir())
    writer = engine.execution_options(**{WRITE_OPTION: True})
    for _ in range(2):
        with writer.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            command.downgrade(config, "base")
            assert inspect(connection).get_table_names() == ["alembic_version"]
        with writer.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    assert current_revision(engine) is not None
    assert differences(engine, Base.metadata) == []


def guarded_tables(desk):
    with desk.reading() as session:
        guards = (
            "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"
        )
        names = session.scalars(text(guards))
        return sorted(names)


def test_what_may_only_grow_is_guarded(desk, walker, dtks):
    taken = walker.take(dtks)
    walker.to(taken.request_id, "penyerahan")
    assert guarded_tables(desk) == [
        "audit",
        "clock_step",
        "complaint",
        "complaint_step",
        "disposition",
        "disposition_recipient",
        "disposition_step",
        "history",
        "incoming_mail",
        "institution_change",
        "institution_merge",
        "issued_number",
        "lateness",
        "letter_draft",
        "mail_change",
        "mail_request",
        "nik_shown",
        "number_change",
        "number_range",
        "person_change",
        "person_merge",
        "recap_layout",
        "register_correction",
        "reminder",
        "service_version",
        "template_version",
        "tickler",
        "tickler_step",
        "transfer",
    ]
    for table in ("audit", "history", "issued_number", "service_version"):
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid + 1000"):
            with desk.uow() as uow, pytest.raises(DBAPIError, match="append-only"):
                uow.session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE request SET state = 'entah'",
        "UPDATE request SET receipt = (SELECT receipt FROM request ORDER BY id LIMIT 1)",
        "UPDATE request SET paused_seconds = -1",
        "UPDATE person SET nik = '123'",
        "UPDATE person SET name = ''",
        "DELETE FROM person",
        "UPDATE letter SET state = 'entah'",
        "INSERT INTO office (id) VALUES (2)",
        "UPDATE sequence SET last = -1",
    ],
)
def test_what_must_never_be_wrong_is_refused(desk, walker, dtks, statement):
    for _ in range(2):
        walker.to(walker.take(dtks).request_id, "penyerahan")
    with desk.uow() as uow, pytest.raises(DBAPIError):
        uow.session.execute(text(statement))


def test_a_reader_cannot_see_what_is_not_committed(engine):
    reads, writes = sessions(engine)
    with writes() as writing, reads() as reading:
        writing.execute(text("INSERT INTO sequence (key, year, last) VALUES ('x', 2026, 1)"))
        assert reading.scalar(text("SELECT count(*) FROM sequence")) == 0
