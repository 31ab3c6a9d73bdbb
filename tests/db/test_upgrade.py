import errno
from pathlib import Path

import pytest
from sqlalchemy import text

import dinsos_desk.db.tables  # noqa: F401  fills the metadata of Base
from dinsos_desk import files
from dinsos_desk.db import upgrade as module
from dinsos_desk.db.base import Base
from dinsos_desk.db.engine import open_database, quick_check, sessions
from dinsos_desk.db.upgrade import current_revision, differences, upgrade
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.paths import DataPaths, migrations_dir

KEY = b"\x11" * 32
ONE = """
    op.create_table("orang", sa.Column("id", sa.Integer, primary_key=True), sa.Column("nama", sa.Text))
    op.create_table(
        "berkas",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("orang", sa.Integer, sa.ForeignKey("orang.id", ondelete="CASCADE"), nullable=False),
    )
"""
TWO = """
    with op.batch_alter_table("orang") as batch:
        batch.add_column(sa.Column("catatan", sa.Text, nullable=False, server_default=""))
        batch.alter_column("nama", nullable=False)
"""
BREAKS_ROWS = """
    op.add_column("orang", sa.Column("lain", sa.Text))
    op.execute("DELETE FROM orang")
"""
FAILS = """
    op.add_column("orang", sa.Column("lain", sa.Text))
    op.execute("INSERT INTO tidak_ada VALUES (1)")
"""


class Home:
    """A data folder and a migrations folder of its own."""

    def __init__(self, root: Path) -> None:
        self.paths = DataPaths(root / "data")
        self.paths.prepare()
        self.migrations = root / "100% migrasi"
        (self.migrations / "versions").mkdir(parents=True)
        for name in ("env.py", "script.py.mako"):
            (self.migrations / name).write_bytes((migrations_dir() / name).read_bytes())
        self.last: str | None = None
        self.engine = open_database(self.paths.database, KEY, create=True)

    def add(self, revision: str, body: str) -> None:
        (self.migrations / "versions" / f"{revision}.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision = {revision!r}\ndown_revision = {self.last!r}\n"
            f"def upgrade():\n    pass\n{body}\ndef downgrade():\n    pass\n",
            encoding="utf-8",
        )
        self.last = revision

    def run(self) -> Path | None:
        return upgrade(self.engine, self.paths, migrations=self.migrations)

    def fill(self) -> None:
        with sessions(self.engine)[1]() as session:
            session.execute(text("INSERT INTO orang (id, nama) VALUES (1, 'Sukma')"))
            session.execute(text("INSERT INTO berkas (orang) VALUES (1), (1)"))
            session.commit()

    def backups(self) -> list[Path]:
        return sorted(self.paths.backups.iterdir())

    def count(self, table: str) -> int:
        with sessions(self.engine)[0]() as session:
            return session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


@pytest.fixture
def home(tmp_path):
    made = Home(tmp_path)
    made.add("r0001", ONE)
    yield made
    made.engine.dispose()


def test_a_new_database_is_built_without_a_backup(home):
    assert current_revision(home.engine) is None
    assert home.run() is None
    assert current_revision(home.engine) == "r0001"
    assert home.backups() == []
    assert home.run() is None


def test_an_old_database_is_copied_then_upgraded_and_keeps_its_children(home):
    home.run()
    home.fill()
    home.add("r0002", TWO)
    home.add("r0003", "")
    backup = home.run()
    assert current_revision(home.engine) == "r0003"
    assert home.count("orang") == 1
    assert home.count("berkas") == 2
    assert home.backups() == [backup]
    assert backup.name.endswith("-sebelum-r0003.db")
    assert b"SQLite format" not in backup.read_bytes()
    quick_check(home.engine)
    old = open_database(backup, KEY)
    assert current_revision(old) == "r0001"
    with old.connect() as connection:
        assert connection.execute(text("SELECT nama FROM orang")).scalar_one() == "Sukma"
    quick_check(old)
    old.dispose()


def test_foreign_keys_are_on_again_afterwards(home):
    home.run()
    home.add("r0002", TWO)
    home.run()
    with home.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize(
    ("body", "kind"), [(BREAKS_ROWS, EnvironmentProblem), (FAILS, Exception)], ids=["rows", "sql"]
)
def test_a_failed_upgrade_changes_nothing(home, body, kind):
    home.run()
    home.fill()
    home.add("r0002", "    op.create_table('baru', sa.Column('id', sa.Integer, primary_key=True))")
    home.add("r0003", body)
    with pytest.raises(kind) as caught:
        home.run()
    if kind is EnvironmentProblem:
        assert caught.value.code == "pembaruan_gagal"
    assert current_revision(home.engine) == "r0001"
    assert home.count("orang") == 1
    assert home.count("berkas") == 2
    assert home.count("sqlite_schema WHERE name = 'baru'") == 0
    assert len(home.backups()) == 1
    with home.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_database_from_the_future_is_refused_untouched(home):
    home.run()
    home.fill()
    with sessions(home.engine)[1]() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
        session.commit()
    with pytest.raises(UserError) as caught:
        home.run()
    assert caught.value.code == "basis_data_lebih_baru"
    assert caught.value.values["revisi"] == "r9999"
    assert home.count("berkas") == 2
    assert home.backups() == []


def test_without_room_for_the_backup_nothing_is_migrated(home, monkeypatch):
    home.run()
    home.add("r0002", TWO)

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "penuh")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as caught:
        home.run()
    assert caught.value.code == "disk_penuh"
    assert current_revision(home.engine) == "r0001"
    assert home.backups() == []


def test_a_database_in_use_is_not_migrated(home):
    home.run()
    home.add("r0002", TWO)
    with home.engine.connect(), pytest.raises(RuntimeError, match="in use"):
        home.run()
    assert current_revision(home.engine) == "r0001"


def test_ten_backups_are_kept_and_other_files_left_alone(home):
    home.run()
    other = home.paths.backups / "cadangan-saya.db"
    other.write_bytes(b"x")
    for number in range(12):
        (home.paths.backups / f"dinsos-20200101-0000{number:02}-sebelum-r.db").write_bytes(b"x")
    home.add("r0002", TWO)
    backup = home.run()
    kept = home.backups()
    assert other in kept
    assert backup in kept
    assert len(kept) == module.KEPT_BACKUPS + 1


def test_two_backups_in_one_second(home):
    first = module._free_name(home.paths.backups, "r0002")
    first.write_bytes(b"x")
    assert module._free_name(home.paths.backups, "r0002") != first


def test_the_released_migrations_make_the_tables(tmp_path):
    paths = DataPaths(tmp_path / "data")
    paths.prepare()
    engine = open_database(paths.database, KEY, create=True)
    upgrade(engine, paths)
    assert differences(engine, Base.metadata) == []
    quick_check(engine)
    with sessions(engine)[1]() as session:
        session.execute(text("CREATE TABLE lebih (id INTEGER PRIMARY KEY)"))
        session.commit()
    assert differences(engine, Base.metadata)
    engine.dispose()


def test_the_environment_needs_a_connection(home):
    from alembic import command

    with pytest.raises(RuntimeError, match="open connection"):
        command.upgrade(module.alembic_config(home.migrations), "head")
