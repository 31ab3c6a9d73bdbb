"""Waiting for papers: who is listed, who is to be reminded, closing with a reason, and the resting clock."""

import io
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest
from docx.shared import Mm
from sqlalchemy import text

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.recaps.figures import service_figures
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.queries.requests.waiting import FoundNumber, WaitingFigures, find_number
from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PaperEntry
from dinsos_desk.domain.front_desk import FrontDesk, ReceiptFormat
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.errors import Conflict, EnvironmentProblem, InvalidInput, UserError
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import check
from dinsos_desk.usecases.intake.receipts import missing_papers_letter, receipt
from dinsos_desk.usecases.intake.reopening import reopen
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.office.front_desk import change_front_desk, the_front_desk
from dinsos_desk.usecases.recaps.workbook import month
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.requests.waiting import (
    Closed,
    WaitingView,
    Way,
    close_waiting,
    figures,
    remind,
    reminders_of,
    wait_until,
    waiting_list,
)
from tests.db.conftest import Walker
from tests.documents.conftest import text_of
from tests.factories import StandingClock, colleague

LACKING = Wishes(incomplete=True)
LIMITS = FrontDesk(wait_days=14, remind_after_days=5)


@pytest.fixture
def limits(desk: Desk, actor: Actor) -> FrontDesk:
    change_front_desk(desk.uow(), actor, LIMITS)
    return LIMITS


def listed(desk: Desk, actor: Actor) -> tuple[WaitingView, ...]:
    return waiting_list(desk.reader(), actor, desk.now()).rows


def test_the_choices_of_the_front_desk_are_kept(desk: Desk, actor: Actor, crew: dict[Role, Actor]) -> None:
    assert the_front_desk(desk.reader()) == FrontDesk()
    change_front_desk(desk.uow(), actor, LIMITS)
    assert the_front_desk(desk.reader()) == LIMITS
    with pytest.raises(UserError, match="tidak_berwenang"):
        change_front_desk(desk.uow(), crew[Role.KASI], FrontDesk())


def test_only_what_waits_for_papers_is_listed_longest_first(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, clock: StandingClock, limits: FrontDesk
) -> None:
    first = walker.take(dtks, LACKING)
    clock.forward(days=3)
    walker.take(dtks)
    second = walker.take(dtks, LACKING)
    clock.forward(days=3)
    one, two = listed(desk, actor)
    assert (one.id, one.days, two.id, two.days) == (first.request_id, 6, second.request_id, 3)
    assert one.until == date(2026, 12, 7)
    assert one.to_remind
    assert not two.to_remind
    assert not one.is_past
    assert one.phone
    assert figures(desk.reader(), actor, desk.now()) == WaitingFigures(2, 0, 1)


def test_the_limit_is_the_last_day_of_waiting(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, clock: StandingClock, limits: FrontDesk
) -> None:
    walker.take(dtks, LACKING)
    clock.moment = datetime(2026, 12, 7, 23, 59)
    (view,) = listed(desk, actor)
    assert not view.is_past
    assert view.to_remind
    assert figures(desk.reader(), actor, desk.now()) == WaitingFigures(1, 0, 1)
    clock.moment = datetime(2026, 12, 8, 0, 1)
    (view,) = listed(desk, actor)
    assert view.is_past
    assert not view.to_remind
    assert figures(desk.reader(), actor, desk.now()) == WaitingFigures(1, 1, 0)


def test_without_limits_nothing_is_too_long(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, clock: StandingClock
) -> None:
    walker.take(dtks, LACKING)
    clock.forward(days=900)
    (view,) = listed(desk, actor)
    assert (view.until, view.is_past, view.to_remind, view.days) == (None, False, False, 900)
    assert figures(desk.reader(), actor, desk.now()) == WaitingFigures(1, 0, 0)
    assert wait_until(FrontDesk(), clock()) is None


def test_a_clock_set_back_gives_no_negative_days(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, clock: StandingClock, limits: FrontDesk
) -> None:
    walker.take(dtks, LACKING)
    clock.forward(days=-2)
    assert [(view.days, view.is_past, view.to_remind) for view in listed(desk, actor)] == [(0, False, False)]


def test_a_reminder_is_kept_and_gives_time(
    desk: Desk, crew: dict[Role, Actor], walker: Walker, dtks: ServiceDef, clock: StandingClock,
    limits: FrontDesk,
) -> None:  # fmt: skip
    petugas, kasi = crew[Role.PETUGAS], crew[Role.KASI]
    taken = walker.take(dtks, LACKING).request_id
    clock.forward(days=6)
    remind(desk.uow(), petugas, taken, "telepon", " Tidak diangkat. ", clock())
    (view,) = listed(desk, petugas)
    assert not view.to_remind
    assert view.last is not None
    assert (view.last.way, view.last.outcome, view.row.reminders) == (Way.PHONE, "Tidak diangkat.", 1)
    clock.forward(days=5)
    assert listed(desk, petugas)[0].to_remind
    remind(desk.uow(), kasi, taken, "surat", "", clock())
    latest, first = reminders_of(desk.reader(), petugas, taken)
    assert (latest.who, latest.way, first.at) == (kasi.name, Way.LETTER, datetime(2026, 11, 29, 8, 14))
    with desk.uow() as uow, pytest.raises(Exception, match="append-only"):
        uow.session.execute(text("UPDATE reminder SET outcome = 'lain'"))


def test_wrong_reminders_are_refused(
    desk: Desk, crew: dict[Role, Actor], walker: Walker, dtks: ServiceDef, clock: StandingClock
) -> None:
    taken, whole = walker.take(dtks, LACKING).request_id, walker.take(dtks)
    petugas = crew[Role.PETUGAS]
    with pytest.raises(UserError, match="tidak_berwenang"):
        remind(desk.uow(), crew[Role.KABID], taken, "telepon", "", clock())
    with pytest.raises(InvalidInput) as wrong:
        remind(desk.uow(), petugas, taken, "merpati", "x" * 600, clock())
    assert [fault.place for fault in wrong.value.faults] == ["cara", "hasil"]
    with pytest.raises(UserError, match="tidak_menunggu_berkas") as gone:
        remind(desk.uow(), petugas, whole.request_id, "telepon", "", clock())
    assert gone.value.values == {"nomor": whole.receipt}
    outsider = colleague(desk, petugas, Role.KASI, "Bidang Lain")
    with pytest.raises(UserError, match="permohonan_tidak_ditemukan"):
        remind(desk.uow(), outsider, taken, "telepon", "", clock())
    with pytest.raises(UserError, match="permohonan_tidak_ditemukan"):
        reminders_of(desk.reader(), outsider, taken)
    assert waiting_list(desk.reader(), outsider, clock()).rows == ()


@pytest.mark.parametrize("role", [Role.PETUGAS, Role.KASI])
def test_several_are_closed_each_by_itself(
    desk: Desk, crew: dict[Role, Actor], walker: Walker, dtks: ServiceDef, clock: StandingClock, role: Role
) -> None:
    actor = crew[role]
    first, second, third = (walker.take(dtks, LACKING).request_id for _ in range(3))
    rows = [view.row for view in listed(desk, actor)]
    complete(desk, crew[Role.PETUGAS], second, clock)
    told: list[tuple[int, int]] = []
    results = close_waiting(
        desk.uow, actor, rows, "Berkas tidak dilengkapi.", desk.now, lambda n, of, _: told.append((n, of))
    )
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert [type(result.refused) for result in results] == [type(None), UserError, type(None)]
    for closed in (first, third):
        row = walker.row(closed)
        assert (row.state, row.finished_at) == (RequestState.CANCELLED, clock())
        step = view_request(desk.reader(), actor, closed).history[-1]
        assert (step.action, step.who, step.reason) == (
            Action.CANCEL, actor.name, "Berkas tidak dilengkapi.",
        )  # fmt: skip
    assert walker.row(second).state == RequestState.RUNNING
    assert listed(desk, actor) == ()


def test_closing_asks_for_a_reason_and_the_right(
    desk: Desk, crew: dict[Role, Actor], walker: Walker, dtks: ServiceDef, clock: StandingClock
) -> None:
    walker.take(dtks, LACKING)
    rows = [view.row for view in listed(desk, crew[Role.KASI])]
    with pytest.raises(InvalidInput):
        close_waiting(desk.uow, crew[Role.KASI], rows, " ", desk.now)
    with pytest.raises(UserError, match="tidak_berwenang"):
        close_waiting(desk.uow, crew[Role.KADIS], rows, "Alasan.", desk.now)
    old = [replace(rows[0], version=rows[0].version - 1)]
    (stale,) = close_waiting(desk.uow, crew[Role.KASI], old, "Alasan.", desk.now)
    assert isinstance(stale.refused, Conflict)
    assert len(listed(desk, crew[Role.KASI])) == 1


def test_stopping_keeps_what_is_closed(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, clock: StandingClock
) -> None:
    for _ in range(3):
        walker.take(dtks, LACKING)

    def stop_at_second(done: int, total: int, text: str) -> None:
        if done == 1:
            raise EnvironmentProblem("disk_penuh")

    rows = [view.row for view in listed(desk, actor)]
    with pytest.raises(EnvironmentProblem):
        close_waiting(desk.uow, actor, rows, "Alasan.", desk.now, stop_at_second)
    assert [view.row for view in listed(desk, actor)] == rows[1:]


def test_the_clock_rests_while_papers_are_awaited(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, clock: StandingClock
) -> None:
    """A reviewer asks for papers at 08.44; they come a day and an hour later; the promise moves with it."""
    taken = walker.take(dtks).request_id
    clock.forward(minutes=30)
    walker.refuse(taken, Action.ASK_PAPERS)
    (view,) = listed(desk, actor)
    assert (view.row.since, walker.row(taken).paused_at) == (clock(), clock())
    clock.forward(days=1, hours=1)
    complete(desk, actor, taken, clock)
    row = walker.row(taken)
    assert row.paused_at is None
    assert row.paused_seconds == 25 * 3600
    assert row.due_at == datetime(2026, 11, 24, 10, 14), "half an hour was left at 09.44 of the next day"
    assert listed(desk, actor) == ()


def test_coming_back_without_all_papers_begins_the_wait_anew(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, clock: StandingClock, limits: FrontDesk
) -> None:
    taken = walker.take(dtks, LACKING).request_id
    rested = walker.row(taken).paused_at
    clock.forward(days=20)
    remind(desk.uow(), actor, taken, "telepon", "", clock())
    clock.forward(minutes=5)
    draft = reopen(desk.reader(), taken, clock())
    submit(desk.uow(), actor, draft, dtks, None, clock())
    (view,) = listed(desk, actor)
    assert (view.days, view.is_past, view.row.reminders) == (0, False, 0)
    assert walker.row(taken).paused_at == rested


def complete(desk: Desk, actor: Actor, request_id: int, clock: StandingClock) -> None:
    draft = reopen(desk.reader(), request_id, clock())
    service = desk.catalog.services[draft.service]
    lacking = check(draft, service, None, clock().date()).missing
    papers = {r.code: PaperEntry("ada", "salinan", r.alternatives[0].code if r.alternatives else "")
              for r in lacking}  # fmt: skip
    submit(desk.uow(), actor, replace(draft, papers={**draft.papers, **papers}), service, None, clock())


def test_nothing_lists_more_than_can_be_looked_through(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dinsos_desk.usecases.requests.waiting.MOST_ROWS", 2)
    for _ in range(3):
        walker.take(dtks, LACKING)
    found = waiting_list(desk.reader(), actor, desk.now())
    assert (len(found.rows), found.more) == (2, True)
    assert Closed(found.rows[0].row).refused is None


def test_what_was_closed_is_cancelled_in_the_recap_and_it_reconciles(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef
) -> None:
    for _ in range(3):
        walker.take(dtks, LACKING)
    walker.take(dtks)
    close_waiting(desk.uow, actor, [view.row for view in listed(desk, actor)[:2]], "Alasan.", desk.now)
    with desk.reading() as session:
        (row,) = service_figures(session, month(2026, 11))
    assert (row.received, row.cancelled, row.returned, row.open, row.completed) == (4, 2, 1, 1, 0)
    became = row.completed + row.returned + row.rejected + row.cancelled + row.open
    assert row.carried_over + row.received == became


def test_the_desk_hands_out_what_is_missing_and_until_when(
    desk: Desk, actor: Actor, walker: Walker, stranded: ServiceDef, clock: StandingClock, limits: FrontDesk
) -> None:
    whole = walker.take(stranded).request_id
    taken = walker.take(stranded, LACKING)
    letters = desk.library.letters
    for form in ReceiptFormat:
        words = text_of(receipt(desk.reader(), letters, taken.request_id, clock(), form).content)
        assert taken.missing[0].rstrip(".") in words
        assert "7 Desember 2026" in words
        assert "lambat" not in text_of(receipt(desk.reader(), letters, whole, clock(), form).content)
    letter = missing_papers_letter(desk.reader(), letters, actor, taken.request_id, clock())
    assert letter.name == f"{taken.receipt} Surat Kekurangan Berkas.docx"
    words = text_of(letter.content)
    assert taken.missing[0].rstrip(".") in words
    assert "paling lambat 7 Desember 2026" in words
    assert actor.name in words
    with pytest.raises(UserError, match="berkas_tidak_kurang"):
        missing_papers_letter(desk.reader(), letters, actor, whole, clock())


def test_the_paper_of_the_receipt_is_the_offices_choice(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, clock: StandingClock
) -> None:
    taken = walker.take(dtks, LACKING).request_id

    def width(form: ReceiptFormat | None = None) -> int:
        made = receipt(desk.reader(), desk.library.letters, taken, clock(), form)
        return round((docx.Document(io.BytesIO(made.content)).sections[0].page_width or 0) / Mm(1))

    assert (width(), width(ReceiptFormat.A5)) == (210, 148)
    change_front_desk(desk.uow(), actor, FrontDesk(receipt_format=ReceiptFormat.SLIP))
    assert (width(), width(ReceiptFormat.LETTER)) == (80, 210)


def test_a_number_is_found_by_who_may_see_it(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef
) -> None:
    taken = walker.take(dtks, LACKING)
    outsider = colleague(desk, actor, Role.KASI, "Bidang Lain")

    def found(who: Actor, number: str) -> FoundNumber | None:
        return desk.ask(lambda s: find_number(s, Visibility(who.roles, who.division), number))

    assert found(actor, f" {taken.receipt} ") == FoundNumber(taken.request_id, RequestState.INCOMPLETE)
    assert found(actor, taken.receipt[:-1]) is None
    assert found(outsider, taken.receipt) is None
