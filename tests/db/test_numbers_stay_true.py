"""Whatever is done to a book of numbers in whatever order: nothing twice, no gap without a reason."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from sqlalchemy import text

from dinsos_desk.db.queries.numbers import AgendaFilter, list_numbers, unexplained
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.numbering import Reset
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.numbers.by_hand import Insertion, OutsideLetter, enter_outside, insert_between
from dinsos_desk.usecases.numbers.changes import Reservation, cancel_number, end_range, reserve
from dinsos_desk.usecases.numbers.parts import About
from dinsos_desk.usecases.numbers.series import keep_series

ALL = Visibility(frozenset(Role))
STEPS = 120
_BOOKS = text("SELECT key, year, last FROM sequence")


class Hand:
    """Somebody who does anything to the book, right or wrong."""

    def __init__(self, desk, actor, clock, seed):
        self.desk, self.actor, self.clock, self.random = desk, actor, clock, Random(seed)
        self.given: list[str] = []
        self.ranges: list[int] = []

    def about(self, back=0):
        day = self.clock().date()
        return About(date.fromordinal(day.toordinal() - back), "Camat", "Undangan", "Sekretariat")

    def next(self):
        self.keep(OutsideLetter(self.about(), classification=self.random.choice(("", "005"))))

    def typed(self):
        gap = self.random.choice(("", "sediakan", "lewati"))
        serial = self.random.randint(1, len(self.given) + 12)
        self.keep(OutsideLetter(self.about(), serial=serial, gap=gap, gap_reason="Buku lama"))

    def from_range(self):
        if self.ranges:
            self.keep(OutsideLetter(self.about(), range_id=self.random.choice(self.ranges)))

    def between(self):
        entry = Insertion(self.about(self.random.randint(0, 40)), "Terlambat")
        self.given.append(insert_between(self.desk.uow(), self.actor, entry, self.clock()))

    def hold(self):
        first = len(self.given) + self.random.randint(1, 15)
        entry = Reservation(
            first, first + self.random.randint(0, 4), "Cadangan", unit=self.random.choice(("", "UPTD"))
        )
        if self.random.random() < 0.5 and entry.unit:
            entry = replace(entry, until=self.about().dated)
        self.ranges.append(reserve(self.desk.uow(), self.actor, entry, self.clock()))

    def release(self):
        if self.ranges:
            end_range(self.desk.uow(), self.actor, self.random.choice(self.ranges), "Selesai", self.clock())

    def cancel(self):
        number_id = self.random.randint(1, max(len(self.given), 1))
        cancel_number(self.desk.uow(), self.actor, number_id, "Salah", self.clock())

    def count_otherwise(self):
        one = NumberSeries(
            "surat",
            "Surat keluar",
            reset=self.random.choice(list(Reset)),
            by_classification=self.random.random() < 0.4,
        )
        keep_series(self.desk, self.actor, one)

    def wait(self):
        self.clock.forward(days=self.random.randint(0, 9))

    def keep(self, entry):
        self.given.append(enter_outside(self.desk.uow(), self.actor, entry, self.clock()))

    def act(self):
        often = (self.next,) * 6 + (self.typed, self.from_range) * 2
        step = self.random.choice(
            (*often, self.between, self.hold, self.release, self.cancel, self.wait, self.count_otherwise)
        )
        with suppress(DeskError):
            step()


def books(desk):
    with desk.reader() as uow:
        rows = uow.session.execute(_BOOKS).all()
        return {(row.key, row.year): row.last for row in rows if row.key.startswith("surat")}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_twice_and_no_gap_without_a_reason(desk, actor, clock, seed):
    hand = Hand(desk, actor, clock, seed)
    for _ in range(STEPS):
        hand.act()
    assert len(hand.given) > STEPS // 4
    assert len(set(hand.given)) == len(hand.given)
    shown = [
        row.number
        for year in (2026, 2027, 2028, 2029)
        for row in desk.ask(
            lambda session, year=year: list_numbers(session, AgendaFilter(year), ALL, limit=1000)
        )
        if not row.is_range
    ]
    assert sorted(shown) == sorted(hand.given), "everything that was given stays in the agenda"
    for (key, year), last in books(desk).items():
        assert desk.ask(lambda s, k=key, y=year, n=last: unexplained(s, k, y, n)) == (), (key, year)
