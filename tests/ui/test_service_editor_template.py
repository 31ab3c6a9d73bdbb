"""A Word file for a result of a service: the checker of the page Templat, in a dialog, until it is mended."""

import io
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.services.drafts import open_draft
from dinsos_desk.usecases.templates.versions import versions_of
from tests.ui.office_work import room_context
from ui.dialogs import Dialogs
from ui.service_editor.draft import EditorDraft
from ui.service_editor.template_desk import TemplateDesk
from ui.service_editor.template_dialog import TemplateDialog
from ui.tasks import Tasks
from ui.theme import Theme, Tone

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key
ADOPTION, PRODUCT = "lombok-timur-adopsi", ("products", 0)
STORED = "kantor/surat_kami.docx"


def word_file(path: Path, *paragraphs: str) -> None:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(buffer.getvalue())


class Bench:
    """The desk of templates over a draft, what it told, and the file that is chosen."""

    def __init__(self, desk: TemplateDesk, draft: EditorDraft, path: Path) -> None:
        self.desk, self.draft, self.path = desk, draft, path
        self.told: list[tuple[Tone, str]] = []
        desk.told.connect(lambda tone, words: self.told.append((tone, words)))

    @property
    def dialog(self) -> TemplateDialog:
        assert self.desk.dialog is not None
        return self.desk.dialog

    @property
    def template(self) -> object:
        return self.draft.at((*PRODUCT, "template"))


@pytest.fixture
def bench(
    desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Bench:  # fmt: skip
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1154, 768)
    with qtbot.waitExposed(window):
        window.show()
    path = tmp_path / "Surat Kami.docx"
    monkeypatch.setattr(Dialogs, "open_path", lambda *_: path)
    draft = EditorDraft(ADOPTION, open_draft(desk, actor, ADOPTION).content, window)
    return Bench(TemplateDesk(room_context(desk, actor, tasks, theme, tmp_path), draft, window), draft, path)


def look_again(qtbot: QtBot, bench: Bench) -> None:
    former = bench.dialog.pane.look
    qtbot.keyClick(bench.dialog.pane.table, Key.Key_U, ALT)
    qtbot.waitUntil(lambda: bench.dialog.pane.look is not former)


def test_a_faulty_file_is_explained_in_full_and_taken_when_it_is_mended(
    bench: Bench, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bench.template
    word_file(bench.path, "{{ anak.nma }}", "{{ surat.nomer }}", "{{ anak.nama", "{{ isian.hobi }}")
    bench.desk.take(PRODUCT)
    qtbot.waitUntil(lambda: bench.desk.dialog is not None)
    dialog = bench.dialog
    pane = dialog.pane
    places = [one.place for one in pane.model.rows()]
    assert places == [f"halaman 1, paragraf {number}" for number in (1, 2, 3, 4)]
    assert [one.blocking for one in pane.model.rows()] == [True, True, True, False]
    assert pane.near.text().startswith("Halaman 1, paragraf 1. Teks di sekitarnya: {{ anak.nma }}")
    assert not pane.use.isEnabled()
    qtbot.keyClick(pane.table, Key.Key_D, ALT)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.fields)
    assert any(line.copied == "{{ anak.nama }}" for line in dialog.fields.model.rows())
    qtbot.keyClick(dialog.fields.search, Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is pane)
    bench.path.unlink()
    qtbot.keyClick(pane.table, Key.Key_U, ALT)
    qtbot.waitUntil(lambda: "Surat Kami.docx" in dialog.banner.accessibleName())
    word_file(bench.path, "{{ anak.nama }}", "{{ isian.hobi }}")
    look_again(qtbot, bench)
    assert [one.code for one in pane.model.rows()] == ["templat_isian_belum_ada"]
    assert (bench.template, bench.told) == (before, [])
    qtbot.keyClicks(pane.note, "susunan baru")
    qtbot.keyClick(pane.note, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bench.template == STORED)
    assert bench.desk.dialog is None
    ((tone, words),) = bench.told
    assert tone is Tone.WARN
    assert "“isian.hobi” belum ada pada layanan ini" in words
    assert [one.note for one in versions_of(desk, STORED)] == ["susunan baru"]


def test_a_sound_file_is_used_at_once_and_a_former_one_only_after_a_question(
    bench: Bench, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    word_file(bench.path, "{{ anak.nama }}")
    bench.desk.take(PRODUCT)
    qtbot.waitUntil(lambda: bench.template == STORED)
    assert bench.told[0][0] is Tone.OK
    asked: list[str] = []
    monkeypatch.setattr(Dialogs, "confirm", lambda *args, **_: bool(asked.append(args[1])))
    word_file(bench.path, "{{ anak.nama }} lagi")
    bench.desk.take(PRODUCT)
    qtbot.waitUntil(lambda: asked == ["Ganti templat?"])
    assert len(versions_of(desk, STORED)) == 1


def test_esc_gives_a_file_up(bench: Bench, qtbot: QtBot) -> None:
    before = bench.template
    bench.path.write_bytes(b"")
    bench.desk.take(PRODUCT)
    qtbot.waitUntil(lambda: bench.desk.dialog is not None)
    qtbot.keyClick(bench.dialog.pane.table, Key.Key_Escape)
    qtbot.waitUntil(lambda: bench.desk.dialog is None)
    assert (bench.template, bench.told) == (before, [])
