"""Warnings from the past set in the editor, by keys alone, and seen in the try-out."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PartyEntry, typed_person
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.services.drafts import open_draft
from tests.family import SITI
from tests.ui.office_work import room_context
from tests.ui.service_hand import CTRL, Hand, Key, open_services
from ui.intake.lookups import load_offer
from ui.tasks import Tasks
from ui.theme import Theme

DTKS = "lubuklinggau-dtks"
TOLD = "Pernah dibantu di sini dalam 6 bulan terakhir."


@pytest.fixture
def hand(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Hand:
    return open_services(room_context(desk, actor, tasks, theme, tmp_path), qtbot)


@pytest.fixture
def siti(desk: Desk, actor: Actor) -> int:
    """A known person whose application for the DTKS certificate is on its way."""
    service = desk.library.catalog.services[DTKS]
    draft = fill_draft(service, Crowd(5), desk.now().date())
    draft = replace(draft, parties={"pemohon": PartyEntry(typed_person(SITI))})
    request = submit(desk.uow(), actor, draft, service, None, desk.now()).request_id
    with desk.reader() as uow:
        return uow.requests.parties(request)["pemohon"][1]


def opened(hand: Hand) -> Hand:
    hand.section.list.choose(DTKS)
    hand.press(Key.Key_Return)
    hand.part("Peringatan riwayat")
    return hand


def test_a_warning_is_made_kept_and_published(hand: Hand, desk: Desk, actor: Actor) -> None:
    opened(hand)
    hand.add({"text": TOLD, "kind": "Pernah dibantu dalam jangka waktu"})
    assert hand.problems() == ("warnings[2]",)
    assert not hand.editor.publish.isEnabled()
    hand.fill({"within_months": "6", "household": "ya"})
    assert hand.problems() == ()
    kept = open_draft(desk, actor, DTKS).content["warnings"][-1]
    assert {name: value for name, value in kept.items() if name != "code"} == {
        "text": TOLD,
        "kind": "sudah_dibantu",
        "within_months": 6,
        "household": True,
    }
    hand.press(Key.Key_Return, CTRL)
    (service,) = [one for one in load_offer(desk, actor).services if one.code == DTKS]
    assert (service.warnings[-1].text, service.warnings[-1].within_months) == (TOLD, 6)


def test_another_kind_needs_no_months(hand: Hand, desk: Desk, actor: Actor) -> None:
    opened(hand)
    hand.add({"text": TOLD, "kind": "Pernah dibantu dalam jangka waktu"})
    hand.fill({"within_months": "6"})
    hand.choose(2)
    hand.into_form()
    hand.fill({"kind": "Pernah diajukan dan tidak ditolak"})
    assert hand.problems() == ()
    assert "within_months" not in open_draft(desk, actor, DTKS).content["warnings"][-1]


def test_a_complaint_needs_neither_months_nor_a_party(hand: Hand, desk: Desk, actor: Actor) -> None:
    opened(hand)
    hand.add({"text": TOLD, "kind": "Pengaduannya belum dijawab, mengenai layanan apa pun"})
    assert hand.problems() == ()
    kept = open_draft(desk, actor, DTKS).content["warnings"][-1]
    assert (kept["kind"], "within_months" in kept) == ("pengaduan", False)


def test_wrong_months_are_a_problem_in_words(hand: Hand) -> None:
    opened(hand)
    hand.add({"text": TOLD, "kind": "Pernah dibantu dalam jangka waktu"})
    for months in ("0", "121", "enam"):
        hand.fill({"within_months": months})
        assert hand.problems() == ("warnings[2].within_months",), months


@pytest.mark.parametrize("part", ["Peringatan riwayat", "Aturan", "Persyaratan"])
@pytest.mark.parametrize("back", [False, True])
def test_tab_goes_round_through_everything(hand: Hand, part: str, back: bool) -> None:
    hand.section.list.choose(DTKS)
    hand.press(Key.Key_Return)
    hand.part(part)
    if part == "Peringatan riwayat":
        hand.add({"text": TOLD, "kind": "Pernah dibantu dalam jangka waktu"})
        hand.fill({"within_months": "6"})
    else:
        hand.choose(0)
        hand.into_form()
    start = hand.focus()
    passed = []
    for _ in range(40):
        QTest.keyClick(hand.focus(), Key.Key_Backtab if back else Key.Key_Tab)
        passed.append(hand.focus().objectName())
        if hand.focus() is start:
            break
    assert hand.focus() is start, passed
    assert {hand.listed.table.objectName(), "penyunting_terbitkan", "penyunting_bagian"} <= {*passed}


def test_the_try_out_shows_it(hand: Hand, siti: int) -> None:
    opened(hand)
    hand.press(Key.Key_F9)
    wizard = hand.trial.wizard
    assert wizard is not None
    wizard.model.fill_party("pemohon", PartyEntry(typed_person(SITI), siti))
    hand.settle()
    things = wizard.side.things()
    assert things[0].badge[0] == "Perhatian"
    assert "Masih ada permohonan yang berjalan" in things[0].text
