"""A database of the release before: finished applications keep their parties, everybody can be found."""

from typing import Any

from alembic import command
from sqlalchemy import text

from dinsos_desk.db.engine import WRITE_OPTION
from dinsos_desk.db.queries.people.finding import find_people
from dinsos_desk.db.upgrade import _without_foreign_keys, alembic_config, current_revision
from dinsos_desk.desk import Desk
from dinsos_desk.paths import migrations_dir
from dinsos_desk.usecases.recaps.workbook import month
from dinsos_desk.usecases.registers.prints import register_lines


def downgrade(desk: Desk, revision: str) -> None:
    config = alembic_config(migrations_dir())
    writer = desk._engine.execution_options(**{WRITE_OPTION: True})
    with writer.connect() as connection, _without_foreign_keys(connection), connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_the_upgrade_brings_data_along(desk: Desk, walker: Any, dtks: Any) -> None:
    done, still_open = walker.take(dtks).request_id, walker.take(dtks).request_id
    walker.to(done, "penyerahan")
    with desk.reader() as uow:
        person = uow.people.person(uow.requests.parties(done)["pemohon"][1])
    period = month(desk.now().year, desk.now().month)
    before = register_lines(desk.reader(), None, dtks, period, desk.now())
    downgrade(desk, "0002")
    assert current_revision(desk._engine) == "0002"
    backup = desk.bring_up_to_date()
    assert backup is not None
    with desk.reading() as session:
        rows = session.execute(text("SELECT request_id, count(as_was) FROM request_party GROUP BY 1"))
        kept = {row[0]: row[1] for row in rows}
        assert list(session.execute(text("PRAGMA foreign_key_check"))) == []
    assert kept[done] > 0
    assert kept[still_open] == 0
    assert register_lines(desk.reader(), None, dtks, period, desk.now()) == before
    today = desk.now().date()
    assert desk.ask(lambda session: find_people(session, person.name.replace("i", "y"), today))
    with desk.reader() as uow:
        as_was = uow.requests.as_was_of([done])[done]["pemohon"]
    assert as_was == person
