"""The audit trail over a year of 500,000 entries, the bare SQL beside it. Nothing here asserts a time."""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.domain.audit import Kind
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.audit.trail import narrowed, trail
from tests.benchmarks.bulk import many_people, many_requests, write
from tests.benchmarks.test_lists_speed import Statements, again, spent
from tests.benchmarks.test_people_speed import figure
from tests.factories import colleague, new_desk

pytestmark = pytest.mark.skipif(
    "not config.getoption('--benchmark-enable')", reason="run by hand or as a CI report"
)

Say = Callable[[str, str, str], None]
DEEDS, STEPS, NUMBERS, LOOKS, REQUESTS = 300_000, 170_000, 20_000, 10_000, 40_000
END = datetime(2026, 11, 23, 8, 14)
YEAR = Period(date(2025, 11, 24), date(2026, 11, 23))
PLAIN = (
    "SELECT a.id, a.at, u.name, a.deed, a.about FROM audit a LEFT JOIN user u ON u.id = a.user_id "
    "WHERE lower(a.about) LIKE ? OR lower(u.name) LIKE ? ORDER BY a.at DESC, a.id DESC LIMIT 100"
)


def _at(place: int, count: int) -> str:
    moment = END - timedelta(days=364) + timedelta(days=364) / count * place
    return moment.strftime("%Y-%m-%d %H:%M:%S.000000")


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Actor]]:
    desk, actor = new_desk(tmp_path_factory.mktemp("audit"))
    chance = random.Random(7)
    users = [actor.user_id, *(colleague(desk, actor, role).user_id for role in Role if role != Role.ADMIN)]
    many_people(desk, 20_000)
    many_requests(desk, actor, REQUESTS)
    deeds = ("dokumen_cetak", "dokumen_buka", "dokumen_simpan", "masuk", "kunci_otomatis", "buka_kunci")
    words = ("surat-keterangan.docx", "rekap.xlsx", "daftar permohonan.xlsx", "tanda-terima.docx")
    write(
        desk,
        "INSERT INTO audit (at, user_id, deed, about) VALUES (?, ?, ?, ?)",
        [
            (
                _at(n, DEEDS),
                chance.choice(users),
                chance.choice(deeds),
                f"2026-{n % 40_000:05d} {chance.choice(words)}",
            )
            for n in range(DEEDS - 1)
        ]
        + [(_at(9, DEEDS), users[0], "pengguna_ubah", "bendahara-lama")],
    )  # fmt: skip
    actions = ("setuju", "setuju", "kembalikan")
    reasons = ("", "", "", "", "Alamat keliru", "Tanda tangan lurah belum ada", "KK tidak terbaca")
    write(
        desk,
        "INSERT INTO history (request_id, at, user_id, action, stage, to_stage, state, reason, faulty,"
        " records, carried_by, stage_seconds) VALUES (?, ?, ?, ?, 'a', 'b', 'berjalan', ?, '[]', ?, '', 0)",
        [
            (1 + n % REQUESTS, _at(n, STEPS), chance.choice(users), chance.choice(actions),
             chance.choice(reasons), '{"catatan": "' + "x" * 200 + '"}')
            for n in range(STEPS)
        ],
    )  # fmt: skip
    write(
        desk,
        "INSERT INTO issued_number (sequence, year, serial, suffix, number, kind, dated, addressee, subject,"
        " maker, reason, given_at, given_by, cancelled_reason)"
        " VALUES ('surat', 2026, ?, '', ?, 'luar', '2026-01-01', '', '', '', '', ?, ?, '')",
        [
            (n, f"400.9/{n}/DINSOS/XI/2026", _at(n, NUMBERS), chance.choice(users))
            for n in range(1, NUMBERS + 1)
        ],
    )
    write(
        desk,
        "INSERT INTO nik_shown (person_id, at, user_id, place) VALUES (?, ?, ?, 'halaman')",
        [(chance.randrange(1, 20_000), _at(n, LOOKS), chance.choice(users)) for n in range(LOOKS)],
    )
    yield desk, actor
    desk.close()


ASKED: tuple[tuple[str, Kind | None], ...] = (
    ("", None), ("", Kind.USERS), ("", Kind.DOCUMENT), ("bendahara", None), ("tidak pernah terjadi", None),
    ("2026-00017", None), ("Alamat keliru", None), ("rekap", None), ("mencetak", None), ("contoh kasi", None),
    ("19999/DINSOS", None), ("nurhayati", None), ("dikembalikan", Kind.DECISION), ("zz", None),
    ("bendahara", Kind.USERS), ("lurah", Kind.DECISION),
)  # fmt: skip


def test_a_page_of_a_year(say: Say, stocked: tuple[Desk, Actor], benchmark: Any) -> None:
    desk, actor = stocked
    noted = Statements(desk)
    ours, bare = [], []
    for words, kind in ASKED:
        wanted = narrowed(YEAR, kind=kind, text=words)
        trail(desk.reader(), actor, wanted)
        noted.sent.clear()
        span = spent(trail, desk.reader(), actor, wanted)
        ours.append(span)
        with desk.reading() as session:
            cursor = session.connection().connection.driver_connection.cursor()
            asked = [one for one in noted.sent if one[0].startswith("SELECT")]
            bare.append(spent(again, cursor, asked))
        say(f"  trail: {words or '(all)'}, {kind or 'every kind'}", f"{span * 1e3:.1f} ms", "300 ms")
    say("a page of the trail of 500,000 entries, p50 / p95 / longest", figure(sorted(ours)), "300 ms")
    say("  the same statements by the bare driver", figure(sorted(bare)), "")
    with desk.reading() as session:
        cursor = session.connection().connection.driver_connection.cursor()
        scanned = spent(lambda: cursor.execute(PLAIN, ("%bendahara%",) * 2).fetchall())
    say("  reading 300,000 of them through, without an index", f"{scanned * 1e3:.1f} ms", "")
    wanted = narrowed(YEAR, text="bendahara")
    benchmark.pedantic(lambda: trail(desk.reader(), actor, wanted), rounds=5)


def test_writing_an_entry(say: Say, stocked: tuple[Desk, Actor]) -> None:
    """What the index costs the one who writes: with the trigger, and without."""
    desk, actor = stocked
    rows = [
        (_at(1, 2), actor.user_id, "dokumen_cetak", f"2026-{n:05d} surat-keterangan.docx")
        for n in range(5000)
    ]
    insert = "INSERT INTO audit (at, user_id, deed, about) VALUES (?, ?, ?, ?)"
    with desk.uow() as uow:
        connection = uow.session.connection()
        with_index = spent(connection.exec_driver_sql, insert, rows)
        connection.exec_driver_sql("DROP TRIGGER audit_words")
        without = spent(connection.exec_driver_sql, insert, rows)
    say("an entry written, in microseconds", f"{with_index / 5e-3:.0f}", "")
    say("  without the index of words", f"{without / 5e-3:.0f}", "")
