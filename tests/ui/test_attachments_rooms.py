"""Attachments where the work is: the wizard, an application's page, a person's page, the settings."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.domain.audit import Kind
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.scans import read_scan
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.audit.trail import narrowed, trail
from dinsos_desk.usecases.intake.attachments import Owner, attach, attachments_of, photo_of
from dinsos_desk.usecases.intake.drafts import IntakeDraft, drafts_of, keep_draft
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.people.knowing import view_person
from dinsos_desk.usecases.requests.clock import office_hours
from tests.ui.attachment_hand import carried, drop, written
from tests.ui.intake_desk import Clerk, Key
from tests.ui.office_work import room_context, take
from tests.ui.test_intake_drafts import begin, whole_draft
from tests.unit.test_scans import pdf, photo
from ui.attachments.kept import KeptScanning, ScanSettings
from ui.attachments.sweeping import StoreSweep
from ui.context import Context
from ui.dialogs import Dialogs
from ui.intake.papers_page import PapersPage
from ui.intake.party_page import PartyPage
from ui.people.page import SubjectPage
from ui.requests.page import RequestPage
from ui.settings.room import SettingsRoom
from ui.tasks import Tasks
from ui.theme import Theme

DTKS = "lubuklinggau-dtks"
STRANDED = "lubuklinggau-orang-terlantar"

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def papers_of(clerk: Clerk, draft: IntakeDraft) -> PapersPage:
    """The papers of a kept draft, opened from the list of drafts."""
    kept = keep_draft(clerk.context.desk.uow(), clerk.context.actor, draft, None, clerk.context.desk.now())
    (found,) = [d for d in drafts_of(clerk.context.desk.reader(), clerk.context.actor) if d.id == kept]
    begin(clerk, found)
    number = [step.key for step in clerk.wizard.steps].index("berkas")
    clerk.wizard.go(number)
    clerk.settle()
    assert isinstance(clerk.page, PapersPage)
    return clerk.page


def press(clerk: Clerk, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whichever window is in front."""
    window = QApplication.activeModalWidget() or clerk.room
    window.activateWindow()
    clerk.qtbot.waitUntil(window.isActiveWindow)
    held = window.focusWidget() or window
    QTest.keyClick(held, key, modifier)
    clerk.qtbot.waitUntil(
        lambda: not isValid(window) or not any(b.isDown() for b in window.findChildren(QAbstractButton))
    )
    clerk.settle()


def counts(page: PapersPage) -> dict[str, int]:
    return {code: row.clip.count for code, row in page.rows.items() if row.clip.count}


def test_the_shelf_of_a_paper_opens_by_key_and_esc_leads_back_to_the_row(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = papers_of(clerk, whole_draft())
    page.rows["sktm"].focus()
    monkeypatch.setattr(
        Dialogs, "open_paths", lambda *_: tuple(written(tmp_path / "f", [("sktm.pdf", pdf(2))]))
    )
    press(clerk, Key.Key_F6)
    dialog = page.shelves.dialog
    assert dialog is not None
    press(clerk, Key.Key_F6)
    clerk.qtbot.waitUntil(lambda: len(dialog.shelf.views) == 1)
    press(clerk, Key.Key_Escape)
    clerk.qtbot.waitUntil(lambda: page.shelves.dialog is None)
    assert counts(page) == {"sktm": 1}
    assert clerk.focus() is page.rows["sktm"].states
    assert clerk.room.wizard is not None, "Esc left the shelf only"


def test_a_file_is_dropped_onto_a_paper_or_pasted_there(clerk: Clerk, tmp_path: Path) -> None:
    page = papers_of(clerk, whole_draft())
    files = written(tmp_path / "f", [("kk.jpg", photo()), ("rumah.jpg", photo(90, 90))])
    assert drop(page.rows["kk_ktp"], carried(files[0]))
    dialog = page.shelves.dialog
    assert dialog is not None
    clerk.qtbot.waitUntil(lambda: len(dialog.shelf.views) == 1)
    press(clerk, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.qtbot.waitUntil(lambda: page.shelves.dialog is None)
    QApplication.clipboard().setMimeData(carried(files[1]))
    page.rows["foto_rumah"].focus()
    press(clerk, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    pasted = page.shelves.dialog
    assert pasted is not None
    clerk.qtbot.waitUntil(lambda: len(pasted.shelf.views) == 1)
    press(clerk, Key.Key_Escape)
    clerk.qtbot.waitUntil(lambda: counts(page) == {"kk_ktp": 1, "foto_rumah": 1})


def test_a_scan_says_that_its_paper_is_there_where_nobody_had_judged_it(clerk: Clerk, tmp_path: Path) -> None:
    clerk.choose_service("dtks")
    clerk.wizard.go([step.key for step in clerk.wizard.steps].index("berkas"))
    clerk.settle()
    page = clerk.page
    assert isinstance(page, PapersPage)
    files = written(tmp_path / "f", [("kk.jpg", photo()), ("rumah.jpg", photo(90, 90))])
    page.rows["foto_rumah"].focus()
    press(clerk, Key.Key_M)
    for code, file in zip(("kk_ktp", "foto_rumah"), files, strict=True):
        assert drop(page.rows[code], carried(file))
        dialog = page.shelves.dialog
        assert dialog is not None
        clerk.qtbot.waitUntil(lambda dialog=dialog: len(dialog.shelf.views) == 1)
        press(clerk, Key.Key_Escape)
        clerk.qtbot.waitUntil(lambda: page.shelves.dialog is None)
    papers = clerk.wizard.model.draft.papers
    assert (papers["kk_ktp"].state, papers["kk_ktp"].mode) == ("ada", "pindaian")
    assert papers["foto_rumah"].state == "menyusul"
    page.rows["kk_ktp"].focus()
    press(clerk, Key.Key_F6)
    press(clerk, Key.Key_Escape)
    clerk.qtbot.waitUntil(lambda: page.shelves.dialog is None)
    assert "sktm" not in papers or not papers["sktm"].state


def test_a_draft_with_nothing_but_a_scan_is_kept(
    clerk: Clerk, desk: Desk, actor: Actor, tmp_path: Path
) -> None:
    clerk.choose_service("dtks")
    clerk.wizard.go([step.key for step in clerk.wizard.steps].index("berkas"))
    clerk.settle()
    page = clerk.page
    assert isinstance(page, PapersPage)
    drop(page.rows["kk_ktp"], carried(*written(tmp_path / "f", [("kk.jpg", photo())])))
    clerk.qtbot.waitUntil(lambda: clerk.wizard.model.draft.attached == 1)
    press(clerk, Key.Key_Escape)
    press(clerk, Key.Key_Escape)
    (kept,) = drafts_of(desk.reader(), actor)
    assert kept.draft.attached == 1
    begin(clerk, kept)
    clerk.wizard.go([step.key for step in clerk.wizard.steps].index("berkas"))
    page = clerk.page
    assert isinstance(page, PapersPage)
    clerk.qtbot.waitUntil(lambda: counts(page) == {"kk_ktp": 1})


def test_attachments_are_there_after_sending_and_when_papers_are_completed(
    clerk: Clerk, desk: Desk, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = whole_draft("kk_ktp")
    page = papers_of(clerk, draft)
    drop(page.rows["kk_ktp"], carried(*written(tmp_path / "f", [("kk.jpg", photo())])))
    clerk.qtbot.waitUntil(lambda: counts(page) == {"kk_ktp": 1})
    press(clerk, Key.Key_Escape)
    clerk.jump(len(clerk.wizard.steps))
    clerk.go_on()
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is None)
    with desk.reader() as uow:
        request = uow.requests.by_nonce(draft.nonce)
        assert request is not None
        request_id = request.id
    begin(clerk, request_id)
    page = clerk.page
    assert isinstance(page, PapersPage)
    clerk.qtbot.waitUntil(lambda: counts(page) == {"kk_ktp": 1})
    monkeypatch.setattr(Dialogs, "ask_text", lambda *_, **__: "salah orang")
    page.rows["kk_ktp"].focus()
    press(clerk, Key.Key_F6)
    dialog = page.shelves.dialog
    assert dialog is not None
    clerk.qtbot.waitUntil(lambda: len(dialog.shelf.views) == 1)
    press(clerk, Key.Key_Delete)
    clerk.qtbot.waitUntil(lambda: counts(page) == {})
    (view,) = attachments_of(desk.reader(), actor, Owner(request_id=request_id))
    assert view.removed_reason == "salah orang"
    press(clerk, Key.Key_Escape)


def test_discarding_a_draft_takes_its_scans_along(
    clerk: Clerk, desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = replace(whole_draft(), attached=1)
    attach(desk.uow(), actor, desk.store, Owner(draft.nonce), "", read_scan("a.jpg", photo()), desk.now())
    keep_draft(desk.uow(), actor, draft, None, desk.now())
    (kept,) = drafts_of(desk.reader(), actor)
    clerk.room._discard(kept)
    clerk.settle()
    assert attachments_of(desk.reader(), actor, Owner(draft.nonce)) == ()


def test_somebody_without_papers_is_photographed(
    clerk: Clerk, desk: Desk, actor: Actor, tmp_path: Path
) -> None:
    service = desk.library.catalog.services[STRANDED]
    draft = fill_draft(service, Crowd(3), desk.now().date())
    client = replace(draft.parties[service.client], temporary=True, known_id=None)
    typed = {code: text for code, text in client.typed.items() if code not in ("nik", "kk")}
    draft = replace(draft, parties={**draft.parties, service.client: replace(client, typed=typed)})
    keep_draft(desk.uow(), actor, draft, None, desk.now())
    (kept,) = drafts_of(desk.reader(), actor)
    begin(clerk, kept)
    clerk.wizard.go([step.key for step in clerk.wizard.steps].index(f"pihak_{service.client}"))
    clerk.settle()
    page = clerk.page
    assert isinstance(page, PartyPage)
    assert page.photo.isVisible()
    press(clerk, Key.Key_F6)
    dialog = page.photo.shelves.dialog
    assert dialog is not None
    drop(dialog.shelf, carried(*written(tmp_path / "f", [("wajah.jpg", photo())])))
    clerk.qtbot.waitUntil(lambda: len(dialog.shelf.views) == 1)
    press(clerk, Key.Key_Escape)
    clerk.qtbot.waitUntil(lambda: page.photo.text().startswith("Foto (1)"))
    (view,) = attachments_of(desk.reader(), actor, Owner(draft.nonce))
    assert view.requirement == photo_of(service.client)


def test_a_try_out_keeps_no_scans(qtbot: QtBot, context: Context, desk: Desk, tmp_path: Path) -> None:
    from ui.service_editor.try_out import TryOut

    service = desk.library.catalog.services[DTKS]
    with desk.reader() as uow:
        hours = office_hours(uow)
    trial = TryOut(context, service, hours)
    qtbot.addWidget(trial)
    with qtbot.waitExposed(trial):
        trial.show()
    qtbot.waitUntil(lambda: trial.wizard is not None and trial.wizard.is_open)
    wizard = trial.wizard
    assert wizard is not None
    wizard.go([step.key for step in wizard.steps].index("berkas"))
    page = wizard.page
    assert isinstance(page, PapersPage)
    row = page.rows["kk_ktp"]
    assert row.clip.isHidden()
    assert not drop(row, carried(*written(tmp_path / "f", [("kk.jpg", photo())])))
    QTest.keyClick(row, Key.Key_F6)
    assert page.shelves.dialog is None
    assert context.tasks.wait_idle()


def test_whoever_has_papers_is_not_photographed(clerk: Clerk) -> None:
    clerk.choose_service("dtks")
    page = clerk.page
    assert isinstance(page, PartyPage)
    assert page.photo.isHidden()


def open_request(qtbot: QtBot, context: Context, request_id: int) -> RequestPage:
    page = RequestPage(context)
    qtbot.addWidget(page)
    page.resize(1154, 768)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.show_request(request_id)
    qtbot.waitUntil(lambda: page.case.view is not None)
    assert context.tasks.wait_idle()
    return page


def test_the_page_of_an_application_shows_its_attachments(
    qtbot: QtBot, context: Context, desk: Desk, actor: Actor, tmp_path: Path
) -> None:
    crowd = Crowd(5)
    request_id = take(desk, actor, DTKS, crowd)
    scan = read_scan("kk.pdf", pdf(2))
    attach(desk.uow(), actor, desk.store, Owner(request_id=request_id), "kk_ktp", scan, desk.now())
    page = open_request(qtbot, context, request_id)
    tabs = page.contents.tabs
    qtbot.waitUntil(lambda: tabs.tabText(2) == "Lampiran (1)")
    QTest.keyClick(page.focusWidget() or page, Key.Key_A, Qt.KeyboardModifier.AltModifier)
    shelf = page.contents.scans.shelf
    assert shelf is not None
    qtbot.waitUntil(lambda: not shelf.preview._image.isNull())
    assert shelf.list.model_.index(0).data(Qt.ItemDataRole.ToolTipRole).startswith("kk.pdf, 2 halaman")
    assert context.tasks.wait_idle()
    seen = trail(desk.reader(), actor, narrowed(YEAR, kind=Kind.DOCUMENT))
    assert [(line.what, line.about) for line in seen] == [
        ("Melihat dokumen di layar", "2026-0001 · lampiran kk_ktp")
    ]
    drop(shelf, carried(*written(tmp_path / "f", [("foto.jpg", photo())])))
    qtbot.waitUntil(lambda: tabs.tabText(2) == "Lampiran (2)")
    other = take(desk, actor, DTKS, crowd)
    page.show_request(other)
    qtbot.waitUntil(lambda: tabs.tabText(2) == "Lampiran" and shelf.work.owner == Owner(request_id=other))
    assert context.tasks.wait_idle()
    page.contents.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: shelf.stack.currentWidget() is shelf.empty)
    assert context.tasks.wait_idle()


def test_a_reviewer_looks_and_changes_nothing(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    request_id = take(desk, actor, DTKS, Crowd(5))
    owner = Owner(request_id=request_id)
    attach(desk.uow(), actor, desk.store, owner, "", read_scan("a.jpg", photo()), desk.now())
    kadis = Actor(actor.user_id, "k", "K", "Kadis", frozenset({Role.KADIS}))
    page = open_request(qtbot, room_context(desk, kadis, tasks, theme, tmp_path), request_id)
    page.contents.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: page.contents.scans.shelf is not None)
    shelf = page.contents.scans.shelf
    assert shelf is not None
    qtbot.waitUntil(lambda: len(shelf.views) == 1)
    assert shelf.bar.isHidden()
    assert shelf.tools.away.isHidden()
    assert not shelf.preview.turn_left.isVisible()
    assert not shelf.acceptDrops()
    assert tasks.wait_idle()


def test_the_page_of_a_person_shows_the_photograph(
    qtbot: QtBot, context: Context, desk: Desk, actor: Actor, tmp_path: Path
) -> None:
    service = desk.library.catalog.services[DTKS]
    taken = submit(desk.uow(), actor, whole_draft("kk_ktp"), service, None, desk.now())
    with desk.reader() as uow:
        person_id = uow.requests.parties_of([taken.request_id])[taken.request_id]["warga"][1]
    page = SubjectPage(context)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show_view(view_person(desk.reader(), actor, person_id, desk.now().date()))
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert context.tasks.wait_idle()
    assert "Belum ada foto" in page.photo.words.text()
    QTest.keyClick(page, Key.Key_F6)
    qtbot.waitUntil(lambda: page.photo.dialog is not None)
    dialog = page.photo.dialog
    assert dialog is not None
    drop(dialog.shelf, carried(*written(tmp_path / "f", [("wajah.jpg", photo())])))
    qtbot.waitUntil(lambda: len(dialog.shelf.views) == 1 and context.tasks.wait_idle())
    dialog.reject()
    qtbot.waitUntil(lambda: page.photo.picture.isVisible())
    assert "Diambil 23 November 2026" in page.photo.words.text()
    assert context.tasks.wait_idle()


def test_the_scanners_folder_is_set_by_whoever_works_at_the_counter(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    counter = Actor(actor.user_id, "p", "P", "Petugas", frozenset({Role.PETUGAS}))
    room = SettingsRoom(room_context(desk, counter, tasks, theme, tmp_path))
    qtbot.addWidget(room)
    assert [kind.key for kind in room.kinds] == ["akun", "pindai"]
    room.show_section("pindai")
    section = room.current()
    with qtbot.waitExposed(room):
        room.show()
    section.enter()
    for typed, words in ((str(tmp_path / "tidak ada"), "tidak ada"), ("pindai", "selengkapnya")):
        section.line.setText(typed)
        room.main_action()
        qtbot.waitUntil(lambda words=words: words in section.fields["folder"].error())
    assert KeptScanning(desk.paths).read() == ScanSettings()
    section.line.setText(str(tmp_path))
    section.delete.click()
    assert section.is_dirty()
    room.main_action()
    qtbot.waitUntil(lambda: section.banner.text() == "Tersimpan.")
    assert KeptScanning(desk.paths).read() == ScanSettings(tmp_path, True)
    assert not section.is_dirty()


def test_the_store_is_swept_in_the_background(qtbot: QtBot, context: Context, desk: Desk) -> None:
    import os
    import time

    address = desk.store.put(b"tidak dirujuk siapa pun")
    for path in desk.paths.store.rglob(address):
        os.utime(path, (time.time() - 200_000,) * 2)
    sweep = StoreSweep(context, context.tasks)
    sweep.run()
    qtbot.waitUntil(lambda: not desk.store.has(address))
    assert context.tasks.wait_idle()


def test_a_sweep_that_comes_after_closing_asks_for_nothing(context: Context, desk: Desk) -> None:
    kept = desk.store.put(b"tidak dirujuk siapa pun")
    tasks = Tasks()
    sweep = StoreSweep(replace(context, tasks=tasks), tasks)
    tasks.close()
    sweep.run()
    assert desk.store.has(kept)
