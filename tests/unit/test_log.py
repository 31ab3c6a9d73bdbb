import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk import log
from dinsos_desk.errors import UserError
from dinsos_desk.paths import DataPaths

LOGGER = logging.getLogger("dinsos_desk.test")


@pytest.fixture
def written(tmp_path):
    paths = DataPaths(tmp_path)
    log.start(paths)
    yield lambda: (paths.logs / log.FILE_NAME).read_text(encoding="utf-8")
    log.stop()


def test_codes_and_numbers_are_kept_names_are_not(written):
    LOGGER.info("layanan %s, %d berkas, oleh %s", "lubuklinggau-dtks", 3, "Sukma Wirayuda")
    LOGGER.info("%(kode)s %(nama)s", {"kode": "disk_penuh", "nama": "Sukma Wirayuda"})
    text = written()
    assert "lubuklinggau-dtks, 3 berkas" in text
    assert "disk_penuh" in text
    assert "Sukma" not in text


@pytest.mark.parametrize(
    "number",
    [
        "1673025702900003",
        "1673 0257 0290 0003",
        "1673.0257.0290.0003",
        "196801011990031005",
        "19680101 199003 1 005",
        "0001234567890",
        "081234567890",
        "+62 812-3456-7890",
        "167302570290000",
    ],
)
def test_numbers_of_people_are_blacked_out(written, number):
    LOGGER.warning(f"ditolak {number}.")
    LOGGER.warning("ditolak %s", number)
    LOGGER.warning("ditolak\n%s", number)
    assert number not in written()


@given(st.text("0123456789", min_size=16, max_size=16), st.text(" :/=('", max_size=3))
def test_no_sixteen_digits_pass(number, around):
    assert number not in log.redact(f"{around}{number}{around}")


def test_ordinary_numbers_stay():
    line = "2026-11-21 22:17:03 selesai dalam 1.250.000 langkah, port 8080"
    assert log.redact(line) == line


def test_exceptions_without_their_words(written):
    def fail(name: str) -> None:
        try:
            raise ValueError(f"nama {name} salah")
        except ValueError as error:
            raise UserError("isian_salah", nama=name) from error

    try:
        fail("Sukma Wirayuda")
    except UserError as error:
        logging.Formatter().format(
            record := LOGGER.makeRecord("dinsos_desk", 40, "f", 1, "gagal", (), (type(error), error, None))
        )
        assert record.exc_text
        LOGGER.handle(record)
        LOGGER.exception("gagal: %s", error)
        LOGGER.error(error)
    text = written()
    assert "Sukma" not in text
    assert "UserError [isian_salah]" in text
    assert "builtins.ValueError" in text
    assert "test_log.py" in text
    assert "gagal: isian_salah" in text


def test_it_rotates_and_a_second_start_moves_it(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "MAX_BYTES", 500)
    first, second = DataPaths(tmp_path / "a"), DataPaths(tmp_path / "b")
    log.start(first)
    for number in range(100):
        LOGGER.info("baris %d", number)
    assert len(list(first.logs.iterdir())) == log.KEPT_FILES + 1
    before = len(logging.getLogger().handlers)
    log.start(second)
    assert len(logging.getLogger().handlers) == before
    LOGGER.info("baris terakhir")
    log.stop()
    assert "terakhir" in (second.logs / log.FILE_NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(("message", "values"), [("%d %d", (1,)), ("%d", ("Sukma",)), ("%(a)s", ({"b": 1},))])
def test_a_wrong_format_never_stops_the_work(message, values):
    record = LOGGER.makeRecord("dinsos_desk", logging.INFO, "f", 1, message, values, None)
    assert log.SafeFormatter().format(record).endswith(message)
