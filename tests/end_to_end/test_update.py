"""A newer program over an office in use: copied first, then migrated, then opened; or left as it was."""

import hashlib
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from dinsos_desk.db import upgrade as module
from dinsos_desk.db.upgrade import alembic_config
from dinsos_desk.desk import Gate
from dinsos_desk.errors import DeskError
from dinsos_desk.messages import sentence
from dinsos_desk.paths import migrations_dir
from tests.db.test_people_upgrade import downgrade
from tests.factories import PASSWORD, StandingClock, gate_at, settled
from tests.ui.review_steps import take_dtks

NAME = "Siti Nurhayati"
FORMER = "0003"


@pytest.fixture
def former(tmp_path: Path, clock: StandingClock) -> Gate:
    """The gate of an office as the third revision left it, with one application."""
    gate = gate_at(tmp_path / "data", clock)
    desk, actor = settled(gate)
    take_dtks(desk, actor, NAME)
    downgrade(desk, FORMER)
    desk.close()
    return gate


def content(gate: Gate) -> str:
    return hashlib.sha256(gate.paths.database.read_bytes()).hexdigest()


def backups(gate: Gate) -> list[Path]:
    return sorted(gate.paths.backups.glob("dinsos-*-sebelum-*.db"))


def test_the_office_is_copied_migrated_and_opened(former: Gate) -> None:
    before = content(former)
    desk, actor = former.open("rani", PASSWORD)
    try:
        assert actor.login == "rani"
        (backup,) = backups(former)
        assert hashlib.sha256(backup.read_bytes()).hexdigest() == before
        with desk.reading() as session:
            names = session.execute(text("SELECT name FROM person")).scalars().all()
            assert session.execute(text("SELECT version_num FROM alembic_version")).scalar_one() > FORMER
        assert NAME in names
    finally:
        desk.close()
    again, _ = former.open("rani", PASSWORD)
    again.close()
    assert len(backups(former)) == 1, "a database that is up to date is not copied again"


def test_a_migration_that_fails_leaves_the_office_and_says_what_to_do(
    former: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "migrasi"
    shutil.copytree(migrations_dir(), broken, ignore=shutil.ignore_patterns("__pycache__"))
    last = sorted((broken / "versions").glob("0*.py"))[-1]
    last.write_text(
        last.read_text(encoding="utf-8").replace(
            "def upgrade() -> None:", 'def upgrade() -> None:\n    op.execute("DELETE FROM person")', 1
        ),
        encoding="utf-8",
    )
    before = content(former)
    monkeypatch.setattr(module, "migrations_dir", lambda: broken)
    with pytest.raises(DeskError) as caught:
        former.open("rani", PASSWORD)
    assert caught.value.code == "pembaruan_gagal"
    told = sentence(caught.value)
    assert "Tidak ada yang diubah" in told.advice
    assert "folder cadangan" in told.advice
    assert content(former) == before
    assert hashlib.sha256(backups(former)[0].read_bytes()).hexdigest() == before
    monkeypatch.undo()
    desk, _ = former.open("rani", PASSWORD)
    desk.close()


def test_a_program_older_than_the_database_refuses(former: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, _ = former.open("rani", PASSWORD)
    desk.close()
    before = content(former)
    older = former.paths.root.parent / "lama"
    shutil.copytree(migrations_dir(), older, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (older / "versions").glob("0*.py"):
        if path.name[:4] > FORMER:
            path.unlink()
    assert alembic_config(older).get_main_option("script_location")
    monkeypatch.setattr(module, "migrations_dir", lambda: older)
    with pytest.raises(DeskError) as caught:
        former.open("rani", PASSWORD)
    assert caught.value.code == "basis_data_lebih_baru"
    assert "Tidak ada data yang diubah" in sentence(caught.value).advice
    assert content(former) == before
