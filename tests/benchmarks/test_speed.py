"""How far from the bare floor: run by hand with ``--benchmark-enable -s``. Nothing here asserts a time."""

import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from docxtpl import DocxTemplate
from sqlcipher3 import dbapi2

from dinsos_desk import paths
from dinsos_desk.db.queries.people.finding import find_people
from dinsos_desk.db.queries.recaps.figures import service_figures
from dinsos_desk.desk import Desk
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.documents.receipts import TEMPLATES
from dinsos_desk.domain.front_desk import ReceiptFormat
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.letters.words import case_words, office_look
from dinsos_desk.usecases.recaps.workbook import build_recap, month
from dinsos_desk.usecases.requests.cases import load_case
from tests.benchmarks.bulk import many_people, many_requests
from tests.benchmarks.conftest import best
from tests.factories import new_desk

pytestmark = pytest.mark.skipif(
    "not config.getoption('--benchmark-enable')", reason="run by hand or as a CI report"
)

SERVICE = "lubuklinggau-dtks"
Say = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Actor]]:
    """200,000 people and 100,000 applications."""
    desk, actor = new_desk(tmp_path_factory.mktemp("stock"))
    many_people(desk, 200_000)
    many_requests(desk, actor, 100_000)
    yield desk, actor
    desk.close()


def test_window_ready(say: Say, benchmark):
    """From the start of the process to the first painted window; the quickest of seven, in turns."""

    def start(code: str) -> float:
        began = time.perf_counter()
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            return time.perf_counter() - began

    pairs = [(start(BARE_WINDOW), start(OUR_WINDOW)) for _ in range(7)]
    bare, ours = (min(column) for column in zip(*pairs, strict=True))
    benchmark.pedantic(lambda: start(OUR_WINDOW), rounds=1)
    figure = f"{ours / bare:.2f} ({ours * 1e3:.0f} / {bare * 1e3:.0f} ms)"
    say("window ready / bare PySide6 main window", figure, "2")


def test_saving_an_application(say: Say, tmp_path: Path, benchmark):
    desk, actor = new_desk(tmp_path / "data")
    service = desk.library.catalog.services[SERVICE]
    crowd = Crowd(1)
    drafts = iter([fill_draft(service, crowd, desk.now().date()) for _ in range(400)])

    def save() -> object:
        return submit(desk.uow(), actor, next(drafts), service, desk.library.regions, desk.now())

    for _ in range(20):
        save()
    ours = best(save, 200)
    benchmark.pedantic(save, rounds=20)
    floor = _bare_saving(desk, tmp_path / "bare.db")
    say(
        "saving an application / bare SQLCipher, same rows",
        f"{ours / floor:.2f} ({ours * 1e3:.2f} / {floor * 1e3:.2f} ms)",
        "5",
    )
    desk.close()


def _bare_saving(desk: Desk, path: Path) -> float:
    """The rows of the last application, written again by the bare driver into the same tables."""
    tables = ("person", "request", "request_party", "paper", "history", "sequence")
    with desk.reading() as session:
        connection = session.connection()
        schema = [
            row[0]
            for row in connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
                " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search_%'"
            )
        ]
        last = connection.exec_driver_sql("SELECT max(id) FROM request").scalar()
        rows = {}
        for table in tables:
            where = {
                "person": "ORDER BY id DESC LIMIT 1",
                "request": f"WHERE id = {last}",
                "sequence": "",
            }.get(table, f"WHERE request_id = {last}")
            rows[table] = [tuple(r) for r in connection.exec_driver_sql(f"SELECT * FROM {table} {where}")]
            columns = [c[1] for c in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
            rows[table] = [dict(zip(columns, r, strict=True)) for r in rows[table]]
    bare = dbapi2.connect(str(path), isolation_level=None)
    bare.execute(f"PRAGMA key = \"x'{'ab' * 32}'\"")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", "cache_size=-65536"):
        bare.execute(f"PRAGMA {pragma}")
    for statement in schema:
        bare.execute(statement)
    counter = iter(range(1, 10_000_000))

    def save() -> None:
        number = next(counter)
        bare.execute("BEGIN IMMEDIATE")
        for table, stored in rows.items():
            for row in stored:
                fresh = dict(row)
                if table == "person":
                    fresh |= {"id": number, "nik": f"{number:016d}"}
                if table == "request":
                    fresh |= {
                        "id": number,
                        "nonce": uuid4().hex,
                        "receipt": f"x{number}",
                        "register_no": number,
                    }
                if "request_id" in fresh:
                    fresh["request_id"] = number
                if table == "history":
                    fresh["id"] = number
                verb = "INSERT OR REPLACE" if table == "sequence" else "INSERT"
                marks = ", ".join("?" * len(fresh))
                bare.execute(
                    f"{verb} INTO {table} ({', '.join(fresh)}) VALUES ({marks})", tuple(fresh.values())
                )
        bare.execute(
            "INSERT INTO person_search(rowid, name, place, key) VALUES (?, ?, ?, ?)",
            (number, "siti nurhayati", "contoh lebar 1992", "siti nurhaiati sitinurhaiati"),
        )
        bare.execute("INSERT OR IGNORE INTO search_word(key) VALUES ('siti'), ('nurhaiati')")
        bare.execute("COMMIT")

    for _ in range(20):
        save()
    spent = best(save, 200)
    bare.close()
    return spent


def test_one_letter(say: Say, tmp_path: Path, benchmark):
    desk, actor = new_desk(tmp_path / "data")
    service = desk.library.catalog.services[SERVICE]
    draft = fill_draft(service, Crowd(1), desk.now().date())
    taken = submit(desk.uow(), actor, draft, service, desk.library.regions, desk.now())
    with desk.reader() as uow:
        context = case_words(uow, load_case(uow, taken.request_id), desk.now())
        look = office_look(uow.offices.get())
    picture = {"qr": receipt_qr(taken.receipt)}
    letters = desk.library.letters

    def ours() -> bytes:
        return letters.render(TEMPLATES[ReceiptFormat.LETTER], look, context, picture)

    plain = tmp_path / "plain.docx"
    plain.write_bytes(letters.template(TEMPLATES[ReceiptFormat.LETTER]))

    def bare() -> None:
        template = DocxTemplate(plain)
        template.render(context, autoescape=True)
        template.save(io.BytesIO())

    ours()
    bare()
    mine, floor = best(ours, 100), best(bare, 20)
    benchmark.pedantic(ours, rounds=20)
    say(
        "one letter / bare docxtpl, same template",
        f"{mine / floor:.2f} ({mine * 1e3:.2f} / {floor * 1e3:.1f} ms)",
        "1.3",
    )
    desk.close()


def test_monthly_recap(say: Say, stocked: tuple[Desk, Actor], benchmark):
    desk, _ = stocked
    services = desk.library.catalog.services
    period = month(2026, 10)
    figures = best(lambda: desk.ask(lambda session: service_figures(session, period)), 5)
    whole = best(
        lambda: desk.ask(lambda s: build_recap(s, services, frozenset(services), period, "Rani", desk.now())),
        3,
    )
    benchmark.pedantic(lambda: desk.ask(lambda session: service_figures(session, period)), rounds=3)
    say("monthly recap over 100,000 applications: figures", f"{figures:.3f} s", "2 s")
    say("the same with workbook and detail sheet", f"{whole:.2f} s", "2 s")


@pytest.mark.parametrize(("what", "typed"), [("NIK", "1673000000123456"), ("start of two names", "si nurh")])
def test_finding_a_person(say: Say, stocked: tuple[Desk, Actor], benchmark, what: str, typed: str):
    desk, _ = stocked
    today = date(2026, 11, 23)
    assert desk.ask(lambda session: find_people(session, typed, today))
    spent = best(lambda: desk.ask(lambda session: find_people(session, typed, today)), 50)
    benchmark.pedantic(lambda: desk.ask(lambda session: find_people(session, typed, today)), rounds=10)
    say(f"finding a person by {what} among 200,000", f"{spent * 1e3:.1f} ms", "50 ms")


BARE_WINDOW = """
import os; os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow(); window.resize(1366, 768); window.show(); app.processEvents()
print("ready", flush=True)
os._exit(0)
"""
OUR_WINDOW = f"""
import os, sys, tempfile; os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, {str(paths.templates_dir().parent)!r})
from pathlib import Path
from dinsos_desk.paths import DataPaths
from ui.app import run
from ui.start.shell import Shell

def until_painted(self, event, handle=Shell.event):
    handled = handle(self, event)
    if self._was_painted:
        print("ready", flush=True)
        os._exit(0)
    return handled

Shell.event = until_painted
run(DataPaths(Path(tempfile.mkdtemp())))
"""
