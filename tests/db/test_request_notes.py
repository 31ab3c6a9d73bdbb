"""What was done around an application stands among its history: reminders, and what is to be followed up."""

from datetime import datetime

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Desk
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.obligations.tickler import NewTickler, TicklerState, add_tickler, close_tickler
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.requests.waiting import Way, remind
from tests.db.conftest import Walker
from tests.factories import StandingClock


def test_reminders_and_what_is_to_be_followed_up_stand_beside_the_history(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, clock: StandingClock
) -> None:
    request_id = walker.take(dtks, Wishes(incomplete=True)).request_id
    assert view_request(desk.reader(), actor, request_id).notes == ()
    typed = {"isi": "Tanyakan SKTM", "tanggal": "01122026"}
    tickler_id = add_tickler(desk.uow(), actor, NewTickler(typed, request_id), desk.now())
    clock.forward(minutes=5)
    remind(desk.uow(), actor, request_id, Way.PHONE, "Datang besok", desk.now())
    clock.forward(minutes=5)
    other = add_tickler(desk.uow(), actor, NewTickler({"isi": "Ke desa", "tanggal": "besok"}), desk.now())
    assert other != tickler_id
    first, second = view_request(desk.reader(), actor, request_id).notes
    assert first.lines == ("tindak lanjut 1 Desember 2026: Tanyakan SKTM",)
    assert second.lines == ("mengingatkan pemohon: telepon", "“Datang besok”")
    assert first.at < second.at
    assert {first.who, second.who} == {actor.name}
    assert isinstance(first.at, datetime)
    close_tickler(desk.uow(), actor, tickler_id, TicklerState.DROPPED, "Sudah dibawa", desk.now())
    closed = view_request(desk.reader(), actor, request_id).notes[0].lines[1]
    assert closed == f"Tidak jadi, {actor.name}, 23 November 2026: Sudah dibawa"
