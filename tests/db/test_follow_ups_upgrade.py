"""A database of the release before: what waits goes on waiting, the history stays and stays guarded."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.usecases.obligations.view import due_reports
from dinsos_desk.usecases.review.deciding import decide
from dinsos_desk.usecases.review.transfer import Target
from tests.db.route_walks import RouteWalker, Way
from tests.db.test_people_upgrade import downgrade

HISTORY = text("SELECT id, request_id, action, stage, to_stage, reason, at FROM history ORDER BY id")


def test_obligations_and_history_stay(desk, actor, crew, walker, clock, dtks):
    answers = {"jenis_permohonan": "surat_keterangan", "berlaku_sampai": "31/05/2027"}
    walker.take(dtks, Wishes(answers=answers))
    walk = RouteWalker(desk, crew, clock)
    passed_on = walk.take("cirebon-pbi-apbd", Way({"kepesertaan": "belum"}))
    target = Target("cirebon-pbi-apbn")
    decide(desk.uow(), crew[Role.KASI], walk.decision(passed_on, Action.TRANSFER, target=target), clock())
    with desk.reading() as session:
        before = session.execute(HISTORY).all()
    waiting = [row.due_on for row in due_reports(desk.reader(), actor, clock().date(), 400)]
    downgrade(desk, "0015")
    with desk.reading() as session:
        kept = session.execute(HISTORY).all()
        assert [row.action for row in kept if row.request_id == passed_on][-1] == "batalkan"
        assert len(kept) == len(before)
        state = text("SELECT state FROM request WHERE id = :id")
        assert session.execute(state, {"id": passed_on}).scalar_one() == "dibatalkan"
    desk.bring_up_to_date()
    with desk.reading() as session:
        assert session.execute(HISTORY).all() == kept
        assert list(session.execute(text("PRAGMA foreign_key_check"))) == []
    rows = due_reports(desk.reader(), actor, clock().date(), 400)
    assert [(row.due_on, row.remind_on) for row in rows] == [(day, day) for day in waiting]
    for statement in ("DELETE FROM history", "UPDATE history SET reason = 'x'"):
        with desk.uow() as uow, pytest.raises(DBAPIError, match="append-only"):
            uow.session.execute(text(statement))
