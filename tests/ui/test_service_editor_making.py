"""A service made, mended, tried out and published in the editor, by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from dinsos_desk.desk import Desk
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.services.drafts import open_draft
from dinsos_desk.usecases.services.publishing import services_of
from tests.ui.office_work import room_context, take
from tests.ui.service_hand import CTRL, Hand, Key, open_services
from ui.intake.lookups import load_offer
from ui.requests.details import _version_lines
from ui.service_editor.try_result import DONE
from ui.tasks import Tasks
from ui.theme import Theme

NAME = "Surat Keterangan Keringanan Biaya Pendidikan"
CODE = "surat-keterangan-keringanan-biaya-pendidikan"
SHIPPED = "lubuklinggau-dtks"


@pytest.fixture
def hand(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Hand:
    return open_services(room_context(desk, actor, tasks, theme, tmp_path), qtbot)


def counts(desk: Desk) -> dict[str, int]:
    """How many rows every table has."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    with desk.reading() as session:
        tables = [row[0] for row in session.execute(text(names))]
        return {name: session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables}


def begin(hand: Hand) -> None:
    """Ctrl+Enter on the list, a name, Ctrl+Enter."""
    hand.press(Key.Key_Return, CTRL)
    hand.type(NAME)
    hand.press(Key.Key_Return, CTRL)
    assert hand.editor.draft.code == CODE


def test_a_service_is_made_tried_out_and_published_by_keys(hand: Hand, desk: Desk, actor: Actor) -> None:
    begin(hand)
    assert hand.problems() == ("requirements",)
    assert not hand.editor.publish.isEnabled()
    hand.part("Persyaratan")
    hand.add({"text": "Fotokopi Kartu Keluarga"})
    hand.add({"text": "Surat Keterangan Tidak Mampu"})
    hand.fill({"asks_number": "ya", "asks_date": "ya", "default_mode": "asli"})
    hand.part("Isian")
    hand.add({"label": "Jenjang pendidikan", "kind": "Pilihan dari daftar", "required": "ya"})
    assert hand.problems() == ("fields[1].choices",)
    hand.open_inner("choices")
    for choice in ("SD", "SMP", "SMA"):
        hand.add({"label": choice})
    hand.leave_inner()
    assert hand.problems() == ()
    kept = open_draft(desk, actor, CODE)
    assert kept.content == hand.editor.draft.content
    assert [item["code"] for item in kept.content["requirements"]] == [
        "fotokopi_kartu_keluarga",
        "surat_keterangan_tidak_mampu",
    ]
    assert [c["code"] for c in kept.content["fields"][1]["choices"]] == ["sd", "smp", "sma"]
    assert hand.editor.kept.text() == "Tersimpan 08.14"
    before = counts(desk)
    hand.press(Key.Key_F9)
    assert hand.trial.sign.isVisible()
    assert "Uji coba" in hand.trial.sign.text()
    hand.trial.fill()
    hand.settle()
    while hand.trial.wizard is not None:
        at = hand.trial.wizard.place
        hand.section.submit()
        hand.settle()
        assert hand.trial.wizard is None or hand.trial.wizard.place > at
    result = hand.trial.result
    assert result.title() == DONE
    said = " ".join(result.lines())
    for words in ("Berkas lengkap", "Diteruskan ke", "Surat yang dibuat"):
        assert words in said
    assert NAME in result.letter.text()
    assert hand.trial.sign.isVisible()
    hand.section.step_back()
    hand.settle()
    assert hand.editor.isVisible()
    assert hand.editor.part.spec.name == "Isian"
    assert counts(desk) == before
    hand.press(Key.Key_Return, CTRL)
    assert hand.section.editor is None
    assert "versi 1" in hand.section.banner.text()
    row = hand.section.table.current_row()
    assert (row.code, row.version, row.has_draft) == (CODE, 1, False)
    assert CODE in [service.code for service in load_offer(desk, actor).services]


def test_a_changed_shipped_service_is_version_two_and_earlier_applications_keep_theirs(
    hand: Hand, desk: Desk, actor: Actor
) -> None:
    request_id = take(desk, actor, SHIPPED, Crowd(3))
    hand.section.list.choose(SHIPPED)
    hand.press(Key.Key_Return)
    hand.part("Persyaratan")
    hand.add({"text": "Pas foto ukuran 3 x 4"})
    hand.press(Key.Key_Return, CTRL)
    assert "versi 2" in hand.section.banner.text()
    assert "tetap memakai versi saat diterima" in hand.section.banner.text()
    view = view_request(desk.reader(), actor, request_id)
    assert (view.version.number, view.version.total, view.version.is_newest) == (1, 2, False)
    assert "Pas foto ukuran 3 x 4" not in [r.text for r in view.service.requirements]
    assert [line.text for line in _version_lines(view)] == ["Versi 1 dari 2; sudah ada versi yang lebih baru"]
    row = next(row for row in services_of(desk) if row.code == SHIPPED)
    assert (row.version, row.versions, row.applications) == (2, 2, 1)
    later = take_new(desk, actor)
    assert view_request(desk.reader(), actor, later).version.is_newest


def take_new(desk: Desk, actor: Actor) -> int:
    service = desk.catalog.services[SHIPPED]
    draft = fill_draft(service, Crowd(5), desk.now().date())
    return submit(desk.uow(), actor, draft, service, None, desk.now()).request_id


def test_what_is_typed_is_kept_and_found_again(hand: Hand, desk: Desk, actor: Actor) -> None:
    begin(hand)
    hand.part("Identitas")
    hand.editor.parts.setFocus()
    hand.fill({"short_name": ""})
    assert hand.problems() == ("short_name", "requirements")
    hand.section.step_back()
    hand.settle()
    assert hand.section.editor is None
    row = hand.section.table.current_row()
    assert (row.code, row.state.value) == (CODE, "konsep")
    hand.press(Key.Key_Return)
    assert "short_name" not in hand.editor.draft.content
    assert hand.problems() == ("short_name", "requirements")


def test_closing_the_window_keeps_what_was_typed_last(hand: Hand, desk: Desk, actor: Actor) -> None:
    begin(hand)
    hand.part("Identitas")
    hand.editor.parts.setFocus()
    hand.tab_to_question("source")
    hand.replace("Keputusan Kepala Dinas Nomor 7 Tahun 2026")
    assert hand.editor.keeper.pending
    assert hand.section.pending()
    hand.window.may_leave()
    assert hand.tasks.wait_idle()
    assert open_draft(desk, actor, CODE).content["source"] == "Keputusan Kepala Dinas Nomor 7 Tahun 2026"
    assert not hand.section.pending()


def test_a_try_out_of_a_draft_that_is_not_ready_says_so(hand: Hand) -> None:
    begin(hand)
    hand.part("Identitas")
    hand.editor.parts.setFocus()
    hand.fill({"name": ""})
    hand.press(Key.Key_F9)
    assert hand.section.trial is None
    assert "Belum dapat diuji coba" in hand.editor.banner.text()
    QApplication.processEvents()


def test_leaving_the_try_out_from_the_list_returns_to_it(hand: Hand, desk: Desk) -> None:
    hand.section.list.choose(SHIPPED)
    before = counts(desk)
    hand.press(Key.Key_F9)
    assert hand.trial.wizard is not None
    assert hand.trial.wizard.model.service.code == SHIPPED
    hand.section.step_back()
    hand.settle()
    assert hand.section.stack.currentWidget() is hand.section.list
    assert counts(desk) == before
