"""Reminders made by hand beside the obligations of services; reasons for lateness."""

from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.usecases.obligations.tickler import (
    NewTickler,
    TicklerState,
    add_tickler,
    close_tickler,
    open_ticklers,
    reopen_tickler,
    tickler_list,
)
from dinsos_desk.usecases.recaps.workbook import build_recap, month
from dinsos_desk.usecases.requests.lateness import explain_lateness, is_late
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import colleague

TODAY = date(2026, 11, 23)


def add(desk, actor, words="Kunjungan rumah kedua", day="7h", **more):
    typed = {"isi": words, "tanggal": day, "nomor": more.pop("nomor", "")}
    return add_tickler(desk.uow(), actor, NewTickler(typed, **more), desk.now())


def waiting(desk, actor):
    return tickler_list(desk.reader(), actor, desk.now().date()).rows


def test_one_on_an_application_by_its_receipt(desk, actor, walker, stranded):
    taken = walker.take(stranded)
    add(desk, actor, nomor=taken.receipt)
    (view,) = waiting(desk, actor)
    assert (view.request_id, view.due_on, view.made_by) == (taken.request_id, date(2026, 11, 30), actor.name)
    assert taken.receipt in view.about
    assert view.who == walker.row(taken.request_id).client_name


def test_one_on_a_person_follows_the_record_that_stands(desk, actor, walker, stranded):
    taken = walker.take(stranded)
    with desk.reader() as uow:
        parties = uow.requests.parties_of([taken.request_id])[taken.request_id]
        person_id = parties[stranded.client][1]
        name = uow.people.person(person_id).name
    add(desk, actor, person_id=person_id)
    (view,) = waiting(desk, actor)
    assert (view.person_id, view.who, view.request_id) == (person_id, name, None)


def test_oldest_first_and_closed_ones_apart(desk, actor, clock):
    late, today, coming = (add(desk, actor, "Hal", day) for day in ("1h", "2h", "9b"))
    clock.forward(days=2)
    assert [view.tickler_id for view in waiting(desk, actor)] == [late, today, coming]
    assert [
        view.tickler_id
        for view in open_ticklers(desk.reader(), actor, desk.now().date(), 30, desk.now().date())
    ] == [late, today]
    close_tickler(desk.uow(), actor, late, TicklerState.DONE, "", desk.now())
    close_tickler(desk.uow(), actor, today, TicklerState.DROPPED, "Keluarga pindah.", desk.now())
    found = tickler_list(desk.reader(), actor, desk.now().date())
    assert [view.tickler_id for view in found.rows] == [coming]
    assert [view.closed for view in found.closed] == [
        f"{actor.name}, 25 November 2026: Keluarga pindah.", f"{actor.name}, 25 November 2026",
    ]  # fmt: skip


def test_done_is_undone_and_both_stay_written_down(desk, actor):
    known = add(desk, actor)
    close_tickler(desk.uow(), actor, known, TicklerState.DONE, "", desk.now())
    with pytest.raises(Conflict):
        close_tickler(desk.uow(), actor, known, TicklerState.DROPPED, "Lagi.", desk.now())
    reopen_tickler(desk.uow(), actor, known, desk.now())
    assert [view.tickler_id for view in waiting(desk, actor)] == [known]
    with pytest.raises(Conflict):
        reopen_tickler(desk.uow(), actor, known, desk.now())
    with desk.reading() as session:
        assert session.scalars(text("SELECT state FROM tickler_step ORDER BY id")).all() == [
            "selesai", "menunggu",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ({}, {"isi", "tanggal"}),
        ({"isi": " ", "tanggal": "22/11/2026"}, {"isi", "tanggal"}),
        ({"isi": "x" * 501, "tanggal": "31/2/2027"}, {"isi", "tanggal"}),
        ({"isi": "Benar", "tanggal": "besok", "nomor": "2026-9999"}, {"nomor"}),
    ],
)
def test_what_is_wrong_is_said_at_its_place(desk, actor, typed, places):
    with pytest.raises(InvalidInput) as refused:
        add_tickler(desk.uow(), actor, NewTickler(typed), desk.now())
    assert {fault.place for fault in refused.value.faults} == places
    assert waiting(desk, actor) == ()


def test_dropping_needs_a_reason(desk, actor):
    known = add(desk, actor)
    for reason in ("", " \u200b ", "x" * 501):
        with pytest.raises(InvalidInput):
            close_tickler(desk.uow(), actor, known, TicklerState.DROPPED, reason, desk.now())
    assert len(waiting(desk, actor)) == 1


def test_who_only_reads_or_sees_another_bidang_may_not(desk, actor, walker, stranded):
    with desk.uow() as uow:
        taken = walker.take(stranded)
        uow.session.execute(text("UPDATE request SET division = 'Bidang Satu'"))
        uow.commit()
    known = add(desk, actor, request_id=taken.request_id)
    other, reader = colleague(desk, actor, Role.KASI, "Bidang Lain"), colleague(desk, actor, Role.PEMBACA)
    assert waiting(desk, other) == ()
    assert len(waiting(desk, reader)) == 1
    for user in (other, reader):
        with pytest.raises(UserError):
            close_tickler(desk.uow(), user, known, TicklerState.DONE, "", desk.now())
        with pytest.raises(UserError):
            add(desk, user, request_id=taken.request_id)
    with pytest.raises(InvalidInput):
        add(desk, other, nomor=taken.receipt)
    with pytest.raises(UserError):
        close_tickler(desk.uow(), actor, 999, TicklerState.DONE, "", desk.now())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tickler SET text = 'lain'",
        "UPDATE tickler SET due_on = '2027-01-01'",
        "DELETE FROM tickler",
        "UPDATE tickler_step SET reason = 'lain'",
        "DELETE FROM tickler_step",
        "UPDATE lateness SET reason = 'lain'",
        "DELETE FROM lateness",
        "DELETE FROM clock_step",
    ],
)
def test_what_was_written_down_stays(desk, actor, walker, stranded, clock, statement):
    close_tickler(desk.uow(), actor, add(desk, actor), TicklerState.DONE, "", desk.now())
    late = walker.take(stranded).request_id
    clock.forward(days=30)
    explain_lateness(desk.uow(), actor, late, "Listrik padam.", desk.now())
    with desk.uow() as uow:
        uow.clocks.set_right(desk.now(), desk.now(), actor.user_id)
        uow.commit()
    with desk.uow() as uow, pytest.raises(DBAPIError, match="append-only"):
        uow.session.execute(text(statement))


def recap_lines(desk, actor):
    services = desk.catalog.services
    book = desk.ask(
        lambda session: build_recap(
            session, services, frozenset(), month(2026, 11), actor.name, datetime(2026, 12, 1, 8)
        )
    )
    import io

    sheet = load_workbook(io.BytesIO(book.content))["Rincian"]
    rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_lateness_is_explained_and_stands_in_the_recap(desk, actor, walker, stranded, clock):
    taken = walker.take(stranded)
    late = taken.request_id
    with pytest.raises(UserError, match="tidak_terlambat"):
        explain_lateness(desk.uow(), actor, late, "Belum.", desk.now())
    clock.forward(days=2)
    explain_lateness(desk.uow(), actor, late, "Jaringan terputus.", desk.now())
    walker.to(late, "penyerahan")
    assert walker.row(late).on_time is False
    explain_lateness(desk.uow(), actor, late, "=Server pusat tidak dapat dibuka dua hari.", desk.now())
    shown = view_request(desk.reader(), actor, late).lateness
    assert [one.reason for one in shown] == [
        "=Server pusat tidak dapat dibuka dua hari.", "Jaringan terputus.",
    ]  # fmt: skip
    assert shown[0].who == actor.name
    on_time = walker.take(stranded)
    lines = {line["Nomor tanda terima"]: line["Alasan keterlambatan"] for line in recap_lines(desk, actor)}
    day = f"{desk.now():%d/%m/%Y}"
    said = f"=Server pusat tidak dapat dibuka dua hari. ({actor.name}, {day})"
    assert lines[taken.receipt] == said
    assert not lines[on_time.receipt]


def test_a_resting_clock_is_not_late(desk, actor, walker, stranded, clock):
    late = walker.take(stranded).request_id
    row = walker.row(late)
    row.paused_at = row.received_at
    assert not is_late(row, datetime(2030, 1, 1))
    row.paused_at = None
    assert is_late(row, datetime(2030, 1, 1))


def test_a_reason_must_be_given_by_who_may(desk, actor, walker, stranded, clock):
    late = walker.take(stranded).request_id
    clock.forward(days=5)
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(InvalidInput):
            explain_lateness(desk.uow(), actor, late, reason, desk.now())
    with pytest.raises(UserError):
        explain_lateness(desk.uow(), colleague(desk, actor, Role.PEMBACA), late, "Ada.", desk.now())
    with pytest.raises(UserError):
        explain_lateness(desk.uow(), actor, 999, "Ada.", desk.now())
    assert view_request(desk.reader(), actor, late).lateness == ()
