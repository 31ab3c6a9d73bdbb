"""Pengaturan › Templat by keyboard: found, opened in Word, checked, taken in, taken back, fields copied."""

import io
import os
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.templates.versions import versions_of
from tests.documents.word_damage import DAMAGES, split_as_word_does
from tests.ui.office_work import room_context
from ui.dialogs import Dialogs
from ui.settings.room import SettingsRoom
from ui.settings.templates_page import TemplatesSection
from ui.tasks import Tasks
from ui.theme import Theme

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key
PUB = "lubuklinggau/rekomendasi_pub.docx"
DTKS = "lubuklinggau/surat_keterangan_dtks.docx"


@pytest.fixture
def section(
    desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> TemplatesSection:  # fmt: skip
    context = room_context(desk, actor, tasks, theme, tmp_path)
    opened: list[Path] = []
    monkeypatch.setattr(context.outputs, "open_file", opened.append)
    monkeypatch.setattr(context.outputs, "open", lambda name, content: opened.append(Path(name)))
    room = SettingsRoom(context)
    qtbot.addWidget(room)
    room.resize(1154, 768)
    with qtbot.waitExposed(room):
        room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    room.show_section("templat")
    made = room.current()
    assert isinstance(made, TemplatesSection)
    qtbot.waitUntil(lambda: made.list.model.rowCount() > 50)
    qtbot.waitUntil(lambda: made.stack.count() == 4)
    made._room = room  # type: ignore[attr-defined]
    made._opened = opened  # type: ignore[attr-defined]
    return made


def word_file(path: Path, source: bytes, *more: str) -> Path:
    document = docx.Document(io.BytesIO(source))
    for text in more:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def awake(qtbot: QtBot, section: TemplatesSection) -> None:
    """The menu is closed and the keys belong to the window again."""
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    section.window().activateWindow()
    qtbot.waitUntil(section.window().isActiveWindow)


def search(qtbot: QtBot, section: TemplatesSection, text: str, rows: int = 1) -> None:
    qtbot.keyClick(section.list.table, Key.Key_F, CTRL)
    qtbot.keyClicks(section.list.search, text)
    qtbot.keyClick(section.list.search, Key.Key_Return)
    qtbot.waitUntil(lambda: section.list.model.rowCount() == rows)
    qtbot.keyClick(section.list.search, Key.Key_Down)


def test_a_template_goes_to_word_and_comes_back_as_a_version(
    section: TemplatesSection, desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    QAbstractItemModelTester(section.list.model)
    QAbstractItemModelTester(section.importing.model)
    search(qtbot, section, "uang dan barang rekomendasi pub")
    assert section.list.chosen().name == PUB
    copy = tmp_path / "pub kantor.docx"
    monkeypatch.setattr(Dialogs, "save_path", lambda *_: copy)
    qtbot.keyClick(section.list.table, Key.Key_W, ALT)
    qtbot.waitUntil(lambda: section._opened == [copy])
    word_file(copy, copy.read_bytes(), "Catatan {{ isian.tujuann }}", "{%p if surat.nomor %}")
    monkeypatch.setattr(Dialogs, "open_path", lambda *_: copy)
    qtbot.keyClick(section.list.table, Key.Key_Return)
    pane = section.importing
    qtbot.waitUntil(lambda: section.stack.currentWidget() is pane)
    assert "2 hal harus diperbaiki" in pane.verdict.accessibleName()
    assert "isian.tujuan" in pane.whole.text() + str([one.values for one in pane.model.rows()])
    assert "Teks di sekitarnya: Catatan {{ isian.tujuann }}" in pane.near.text()
    assert not pane.use.isEnabled()
    qtbot.keyClick(pane.table, Key.Key_Return, CTRL)
    word_file(copy, desk.letters.shipped(PUB), "Catatan {{ isian.tujuan }}")
    (tmp_path / "~$pub kantor.docx").write_bytes(b"x")
    qtbot.keyClick(pane.table, Key.Key_U, ALT)
    qtbot.waitUntil(pane.use.isEnabled)
    assert [one.code for one in pane.model.rows()] == ["templat_masih_terbuka"]
    qtbot.keyClick(pane.table, Key.Key_C, ALT)
    qtbot.waitUntil(pane.trial.ways.isVisible)
    qtbot.keyClick(pane.trial.ways, Key.Key_Return)
    qtbot.waitUntil(lambda: section._opened[-1].name == "Contoh rekomendasi pub.docx")
    awake(qtbot, section)
    qtbot.keyClicks(pane.note, "catatan tujuan")
    qtbot.keyClick(pane.note, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: section.stack.currentWidget() is section.list)
    qtbot.waitUntil(lambda: section.list.chosen().version == 1)
    (kept,) = versions_of(desk, PUB)
    assert (kept.note, kept.file_name, kept.who) == ("catatan tujuan", "pub kantor.docx", "Rani Wulandari")
    assert "isian.tujuan" in desk.letters.fields(PUB)


def test_versions_are_gone_back_to(
    section: TemplatesSection, desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pub.docx"
    monkeypatch.setattr(Dialogs, "open_path", lambda *_: path)
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: True)
    search(qtbot, section, "rekomendasi pub")
    for number in (1, 2):
        word_file(path, desk.letters.shipped(PUB), f"Tambahan {number}")
        qtbot.keyClick(section.list.table, Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: section.stack.currentWidget() is section.importing)
        qtbot.keyClick(section.importing.note, Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda number=number: len(versions_of(desk, PUB)) == number)
        qtbot.waitUntil(lambda number=number: section.list.chosen().version == number)
    pane = section.versions
    qtbot.keyClick(section.list.table, Key.Key_V, ALT)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    assert not pane.again.isEnabled()
    qtbot.keyClick(pane.table, Key.Key_Down)
    qtbot.keyClick(pane.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: section.list.chosen().version == 3)
    assert versions_of(desk, PUB)[0].note == "Dari versi 1"
    qtbot.keyClick(section.list.table, Key.Key_V, ALT)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    qtbot.keyClick(pane.table, Key.Key_B, ALT)
    qtbot.waitUntil(lambda: not (desk.own_templates / PUB).exists())
    qtbot.waitUntil(lambda: section.list.chosen().version == 0)
    assert section.step_back() is False


def test_fields_are_found_and_copied(section: TemplatesSection, qtbot: QtBot) -> None:
    search(qtbot, section, "rekomendasi pub")
    qtbot.keyClick(section.list.table, Key.Key_D, ALT)
    pane = section.fields_pane
    qtbot.waitUntil(lambda: pane.model.rowCount() > 100)
    QAbstractItemModelTester(pane.model)
    qtbot.keyClicks(pane.search, "tabel susunan")
    qtbot.keyClick(pane.search, Key.Key_Return)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    copied = QGuiApplication.clipboard().text()
    assert copied == "{%tr for b in isian.panitia %}\n{{ b.nama }}\t{{ b.jabatan }}\n{%tr endfor %}"
    assert pane.text.toPlainText() == copied
    assert QGuiApplication.clipboard().mimeData().html().count("<tr>") == 3
    qtbot.keyClick(pane.table, Key.Key_Escape)
    assert section._room.step_back()
    assert section.stack.currentWidget() is section.list


def test_a_file_that_is_no_word_document_is_explained(
    section: TemplatesSection, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "surat.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    monkeypatch.setattr(Dialogs, "open_path", lambda *_: path)
    qtbot.keyClick(section.list.table, Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: section.importing.isVisible())
    assert "Word lama (.doc)" in section.importing.whole.text()
    path.unlink()
    qtbot.keyClick(section.importing.table, Key.Key_U, ALT)
    qtbot.waitUntil(lambda: "surat.doc" in section.banner.accessibleName())


def test_a_test_print_goes_to_the_printer_or_becomes_a_pdf(
    section: TemplatesSection, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    outputs = section.context.outputs
    monkeypatch.setattr(outputs, "print", lambda name, content: printed.append(name) or tmp_path)
    monkeypatch.setattr("ui.templates.trial.to_pdf", lambda files: dict.fromkeys(["contoh.pdf"], b"%PDF-"))
    monkeypatch.setattr(Dialogs, "save_path", lambda *_: tmp_path / "hasil")
    search(qtbot, section, "rekomendasi pub")
    ways = section.list.trial.ways
    for presses, said in ((1, "dikirim ke pencetak"), (2, "Tersimpan: hasil.pdf")):
        awake(qtbot, section)
        qtbot.keyClick(section.list.table, Key.Key_C, ALT)
        qtbot.waitUntil(ways.isVisible)
        ways.actions()[2].setEnabled(True)
        for _ in range(presses):
            qtbot.keyClick(ways, Key.Key_Down)
        qtbot.keyClick(ways, Key.Key_Return)
        qtbot.waitUntil(lambda said=said: said in section.banner.accessibleName())
    assert printed == ["Contoh rekomendasi pub.docx"]
    assert (tmp_path / "hasil.pdf").read_bytes() == b"%PDF-"
    monkeypatch.setattr("ui.templates.trial.to_pdf", lambda files: {})
    section.trial.make(PUB, lambda: section.context.desk.letters.template(PUB), "pdf")
    qtbot.waitUntil(lambda: "Word atau LibreOffice tidak menjawab" in section.banner.accessibleName())


WINDOW = (
    "corrected capital", "smart dash", "missing endfor", "misspelt field", "field of another service",
    "row loop in one row", "broken tag of the header", "truncated", "password", "macros",
    "tracked changes in a tag", "comment in a tag", "content control in a tag",
    "misspelt field in a text box",
)  # fmt: skip


def test_files_damaged_as_word_does_are_explained_in_the_window(
    section: TemplatesSection, desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with its page, the text around it and what to do; one after another through "Periksa ulang"."""
    sound, pane = desk.letters.shipped(DTKS), section.importing
    path = tmp_path / "surat.docx"
    monkeypatch.setattr(Dialogs, "open_path", lambda *_: path)
    search(qtbot, section, "keterangan dtks")
    path.write_bytes(split_as_word_does(sound))
    qtbot.keyClick(section.list.table, Key.Key_Return)
    qtbot.waitUntil(lambda: section.stack.currentWidget() is pane)
    assert pane.model.rowCount() == 0, "runs split by Word are no damage"
    assert pane.use.isEnabled()
    told = set()
    for what in WINDOW:
        damage, former = DAMAGES[what], pane.look
        path.write_bytes(damage.make(sound))
        pane.again.click()
        qtbot.waitUntil(lambda former=former: pane.look is not former)
        codes = [one.code for one in pane.model.rows()]
        assert damage.code in codes, what
        pane.table.choose_row(codes.index(damage.code))
        assert damage.advice in pane.whole.text()
        assert damage.near in pane.near.text()
        assert pane.near.text().casefold().startswith(damage.place or "seluruh berkas"), what
        assert not pane.use.isEnabled()
        told.add(pane.whole.text())
    assert len(told) == len(WINDOW)


def test_a_template_of_another_room_is_edited_like_a_letter(
    section: TemplatesSection, desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "cetak/lembar_disposisi.docx"
    search(qtbot, section, "surat masuk disposisi")
    assert section.list.chosen().name == name
    assert section.list.trial.isEnabled()
    qtbot.keyClick(section.list.table, Key.Key_D, ALT)
    qtbot.waitUntil(lambda: section.fields_pane.model.rowCount() > 10)
    assert section.fields_pane.model.rows()[0].copied == "{{ lembar.agenda }}"
    qtbot.keyClick(section.fields_pane.table, Key.Key_Escape)
    qtbot.waitUntil(lambda: section.stack.currentWidget() is section.list)
    path = word_file(tmp_path / "disposisi.docx", desk.letters.shipped(name), "Asal: {{ lembar.asall }}")
    monkeypatch.setattr(Dialogs, "open_path", lambda *_: path)
    qtbot.keyClick(section.list.table, Key.Key_Return)
    pane = section.importing
    qtbot.waitUntil(lambda: section.stack.currentWidget() is pane)
    assert "“lembar.asal”" in pane.whole.text()
    word_file(path, desk.letters.shipped(name), "Asal: {{ lembar.asal }}")
    qtbot.keyClick(pane.table, Key.Key_U, ALT)
    qtbot.waitUntil(pane.use.isEnabled)
    qtbot.keyClick(pane.note, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: section.list.isVisible() and section.list.chosen().version == 1)
    assert "lembar.asal" in desk.letters.fields(name)


def test_a_file_that_word_holds_open_is_said_to_be_in_both_directions(
    section: TemplatesSection, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows lets nobody read or replace what Word has open: nothing is lost, and the remedy is said."""
    path, opened, replaced = tmp_path / "pub.docx", Path.open, os.replace
    path.write_bytes(b"punya Word")

    def held(self: Path, *more: object, **others: object) -> object:
        if self == path:
            raise PermissionError(13, "sharing violation")
        return opened(self, *more, **others)

    def refuse(source: Path, target: Path) -> None:
        if Path(target) == path:
            raise PermissionError(13, "sharing violation")
        replaced(source, target)

    monkeypatch.setattr(Path, "open", held)
    monkeypatch.setattr("os.replace", refuse)
    monkeypatch.setattr(Dialogs, "open_path", lambda *_: path)
    monkeypatch.setattr(Dialogs, "save_path", lambda *_: path)
    search(qtbot, section, "rekomendasi pub")
    qtbot.keyClick(section.list.table, Key.Key_Return)
    qtbot.waitUntil(lambda: "“pub.docx” sedang dikunci" in section.banner.accessibleName())
    assert section.stack.currentWidget() is section.list
    qtbot.keyClick(section.list.table, Key.Key_W, ALT)
    qtbot.waitUntil(lambda: "pub.docx sedang dibuka di program lain" in section.banner.accessibleName())
    monkeypatch.undo()
    assert path.read_bytes() == b"punya Word"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".docx"] == ["pub.docx"]
    assert section._opened == []
