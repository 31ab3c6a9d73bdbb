"""Obligations and the rules of a route set in the editor, by keys alone."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.services.drafts import open_draft
from tests.ui.office_work import room_context
from tests.ui.service_hand import CTRL, Hand, Key, open_services
from ui.intake.lookups import load_offer
from ui.tasks import Tasks
from ui.theme import Theme

HOSPITAL = "lubuklinggau-rumah-sakit-jiwa"


@pytest.fixture
def hand(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Hand:
    made = open_services(room_context(desk, actor, tasks, theme, tmp_path), qtbot)
    made.section.list.choose(HOSPITAL)
    made.press(Key.Key_Return)
    return made


def test_an_obligation_that_ends_with_a_stage_is_made_and_published(
    hand: Hand, desk: Desk, actor: Actor
) -> None:
    hand.part("Kewajiban berkala")
    hand.add({"name": "Kontrol ulang ke poli jiwa", "since": "Pasien: tanggal lahir", "every_months": "6"})
    hand.fill({"times": "1", "remind_months": "2", "met_by": "Penyerahan surat kepada pemohon"})
    assert hand.problems() == ()
    (kept,) = open_draft(desk, actor, HOSPITAL).content["periodic"]
    assert (kept["every_months"], kept["times"], kept["remind_months"]) == (6, 1, 2)
    assert kept["met_by"] == "penyerahan"
    hand.fill({"every_months": "0", "times": "3"})
    assert hand.problems() == ("periodic[0]",)


def test_the_route_says_who_may_not_review_and_where_a_return_may_go(
    hand: Hand, desk: Desk, actor: Actor
) -> None:
    hand.part("Alur")
    hand.fill({"route_reviewed_by_another": "ya"})
    assert open_draft(desk, actor, HOSPITAL).content["route"]["reviewed_by_another"] is True
    hand.press(Key.Key_Return, CTRL)
    (service,) = [one for one in load_offer(desk, actor).services if one.code == HOSPITAL]
    assert service.route.reviewed_by_another
    assert service.route.stage("paraf_sekretaris").may_return_to == ("paraf_kasi",)
