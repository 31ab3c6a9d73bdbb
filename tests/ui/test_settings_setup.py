"""Pengaturan: posts named freely, officials whose dates overlap, and the whole set-up as one file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.domain.audit import Kind
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.audit.trail import narrowed, trail
from dinsos_desk.usecases.office.archive import packed, unpacked
from dinsos_desk.usecases.office.changes import Part
from dinsos_desk.usecases.office.officials import officials
from dinsos_desk.usecases.office.posts import office_posts
from dinsos_desk.usecases.office.set_up_file import OFFICE, export_office
from dinsos_desk.usecases.office.setup import change_office, keep_closures, the_office
from tests.factories import new_desk
from tests.ui.on_screen import a_turn_later
from ui.context import Context
from ui.dialogs import Dialogs
from ui.settings.office_file_page import OfficeFileSection
from ui.settings.officials import standing
from ui.settings.officials_page import OfficialsSection
from ui.settings.posts_page import PostsSection
from ui.settings.section import Section


@pytest.fixture
def opened(context: Context, qtbot: QtBot) -> Callable[[type[Section]], Section]:
    def make(kind: type[Section]) -> Section:
        section = kind(context)
        qtbot.addWidget(section)
        section.resize(900, 640)
        with qtbot.waitExposed(section):
            section.show()
        section.enter()
        assert context.tasks.wait_idle()
        return section

    return make


def type_into(qtbot: QtBot, section: Section, code: str, text: str) -> None:
    inner = section.fields[code].editor.focusProxy()
    assert isinstance(inner, QWidget)
    inner.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(inner, text)


def save(section: Section) -> None:
    section.submit()
    assert section.context.tasks.wait_idle()


def test_a_post_is_named_renamed_and_removed(
    opened: Callable[[type[Section]], PostsSection], desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: True)
    section = opened(PostsSection)
    before = office_posts(desk)
    assert len(section.model.rows()) == len(before)
    section.submit()
    save(section)
    assert "wajib diisi" in section.fields["name"].error()
    type_into(qtbot, section, "name", "Kepala UPTD Rumah Singgah")
    with qtbot.waitSignal(section.context.events.settings_changed):
        save(section)
    assert [post.name for post in office_posts(desk)][-1] == "Kepala UPTD Rumah Singgah"
    section.edit(section.model.rows()[-1])
    type_into(qtbot, section, "name", "Kepala Dinas Sosial")
    save(section)
    assert "sudah ada" in section.fields["name"].error()
    type_into(qtbot, section, "name", "Kepala UPTD Trauma Center")
    save(section)
    section.table.choose_row(len(before))
    section.remove.click()
    assert section.context.tasks.wait_idle()
    assert office_posts(desk) == before
    section.table.choose_row(0)
    section.remove.click()
    assert section.context.tasks.wait_idle()
    assert "tidak dapat dihapus" in section.banner.text()


def test_a_new_post_can_be_held_at_once(
    opened: Callable[[type[Section]], PostsSection], qtbot: QtBot
) -> None:
    section = opened(PostsSection)
    section.edit(None)
    type_into(qtbot, section, "name", "Kepala UPTD")
    save(section)
    assert "Kepala UPTD" in opened(OfficialsSection)._posts.values()


def test_an_overlap_is_refused_at_its_place(
    opened: Callable[[type[Section]], OfficialsSection], desk: Desk, qtbot: QtBot
) -> None:
    section = opened(OfficialsSection)
    head = next(o for o in officials(desk.reader()) if o.post == HEAD_POST)
    section.edit(None)
    section.post.combo.setCurrentIndex(section.post.combo.findData(HEAD_POST))
    section.post.combo.activated.emit(0)
    type_into(qtbot, section, "name", "Contoh Pengganti")
    section.fields["kind"].editor.set_text("definitif")
    type_into(qtbot, section, "valid_from", "01/12/2026")
    save(section)
    said = section.fields["valid_from"].error()
    assert head.name in said
    assert "Isi dahulu tanggal akhirnya" in said
    assert section.fields["name"].editor.text() == "Contoh Pengganti"
    section.fields["kind"].editor.set_text("plt")
    save(section)
    said = section.banner.text()
    assert f"dijabat juga oleh {head.name} (Definitif)" in said
    assert "Surat sejak 1 Desember 2026 ditandatangani Contoh Pengganti (Plt.)" in said
    assert section.table.current_row().data.name == "Contoh Pengganti"
    keeper = next(row for row in section.model.rows() if row.data.name == head.name)
    assert standing(keeper).text == "Menjabat"
    assert standing(replace(keeper, signer="Contoh Pengganti (Plt.)")).text == "Diwakili"
    added = [o for o in officials(desk.reader()) if o.name == "Contoh Pengganti"]
    assert [(o.kind, o.valid_from) for o in added] == [("plt", date(2026, 12, 1))]


def test_tab_into_a_suggested_title_selects_it(
    opened: Callable[[type[Section]], OfficialsSection], qtbot: QtBot
) -> None:
    section = opened(OfficialsSection)
    section.edit(None)
    section.post.combo.setCurrentIndex(section.post.combo.findData(HEAD_POST))
    section.post.chosen.emit(HEAD_POST)
    section.activateWindow()
    area = section.fields["title"].editor.focusProxy()
    area.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: area.textCursor().hasSelection())
    qtbot.keyClicks(area, "KEPALA DINAS SOSIAL KOTA")
    assert section.fields["title"].editor.text() == "KEPALA DINAS SOSIAL KOTA"
    section.save.setFocus(Qt.FocusReason.TabFocusReason)
    area.setFocus(Qt.FocusReason.TabFocusReason)
    a_turn_later(qtbot)
    assert not area.textCursor().hasSelection(), "what somebody wrote is not offered for overwriting"


@pytest.fixture
def another(tmp_path: Path) -> Path:
    """The berkas penyiapan of an office with other paper, another closed day and another pattern."""
    desk, actor = new_desk(tmp_path / "lain")
    office = replace(the_office(desk.reader()), paper="F4", number_pattern="{urut}/{unit}/{tahun}")
    change_office(desk.uow(), actor, office)
    keep_closures(desk.uow(), actor, {date(2026, 12, 25): "Natal"})
    path = tmp_path / "penyiapan.dinsos"
    path.write_bytes(export_office(desk, actor))
    desk.close()
    return path


def test_the_set_up_is_saved_to_a_file(
    opened: Callable[[type[Section]], OfficeFileSection],
    desk: Desk,
    actor: Actor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    section = opened(OfficeFileSection)
    asked: list[Path] = []

    def where(_: QWidget, __: str, suggested: Path, ___: str) -> Path | None:
        asked.append(suggested)
        return tmp_path / "keluar" if len(asked) > 1 else None

    monkeypatch.setattr(Dialogs, "save_path", where)
    for _ in range(2):
        section.export.click()
        assert section.context.tasks.wait_idle()
    assert asked[0].name == "penyiapan-dinas-sosial-kota-contoh.dinsos"
    assert (tmp_path / "keluar.dinsos").read_bytes() == export_office(desk, actor)
    assert "keluar.dinsos" in section.banner.text()
    today = Period(desk.now().date(), desk.now().date())
    [line] = trail(desk.reader(), actor, narrowed(today, kind=Kind.SETTINGS))
    assert (line.what, line.about) == ("Menyimpan berkas penyiapan", "keluar.dinsos")


def test_a_file_is_compared_confirmed_and_applied(
    opened: Callable[[type[Section]], OfficeFileSection],
    desk: Desk,
    qtbot: QtBot,
    another: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    section = opened(OfficeFileSection)
    monkeypatch.setattr(Dialogs, "open_path", lambda *_, **__: another)
    section.open.click()
    assert section.context.tasks.wait_idle()
    shown = {(change.part, change.what): (change.before, change.after) for change in section.model.rows()}
    assert shown == {
        (Part.PAPER, "Kertas"): ("A4", "F4"),
        (Part.NUMBERS, "Pola nomor surat"): (
            "{klasifikasi}/{urut}/{unit}/{bulan_romawi}/{tahun}", "{urut}/{unit}/{tahun}",
        ),
        (Part.CLOSURES, "25 Desember 2026"): ("(kosong)", "Natal"),
    }  # fmt: skip
    assert section.table.rowHeight(0) >= 3 * section.table.fontMetrics().height()
    section.parts[Part.NUMBERS].click()
    assert len(section.model.rows()) == 2
    before = the_office(desk.reader())
    answers = [False, True]
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: answers.pop(0))
    save(section)
    assert the_office(desk.reader()) == before
    with qtbot.waitSignal(section.context.events.settings_changed):
        save(section)
    assert the_office(desk.reader()) == replace(before, paper="F4")
    assert "cadangan" in section.banner.text()
    assert list(desk.paths.backups.glob("penyiapan-*.dinsos"))
    section.open.click()
    assert section.context.tasks.wait_idle()
    assert section.step_back()
    assert not section.step_back()


def test_the_same_set_up_and_a_wrong_file_are_told(
    opened: Callable[[type[Section]], OfficeFileSection],
    desk: Desk,
    actor: Actor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    section = opened(OfficeFileSection)
    path = tmp_path / "x.dinsos"
    monkeypatch.setattr(Dialogs, "open_path", lambda *_, **__: path)
    whole = export_office(desk, actor)
    newer = unpacked(whole)[OFFICE].replace(b"schema = 1", b"schema = 12")
    for data, said in (
        (whole, "sama dengan penyiapan kantor ini"),
        (packed({OFFICE: newer}), "versi Dinsos Desk yang lebih baru"),
        (b"MZ", "bukan berkas penyiapan"),
        (None, "tidak dapat dibaca"),
    ):
        path.unlink(missing_ok=True)
        if data is not None:
            path.write_bytes(data)
        section.open.click()
        assert section.context.tasks.wait_idle()
        assert said in section.banner.text()
        assert section.changes.isHidden()
        assert not section.apply.isVisible()
