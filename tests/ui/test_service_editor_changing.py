"""Lists, conditions and templates in the editor, and what it says of what is wrong."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dinsos_desk.catalog.schema import SCHEMA_VERSION
from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.services.drafts import Origin, copy_service, keep_draft, open_draft
from dinsos_desk.usecases.services.files import OnConflict
from dinsos_desk.usecases.services.publishing import publish, services_of
from tests.factories import add_template
from tests.ui.office_work import room_context
from tests.ui.service_hand import ALT, CTRL, Hand, Key, open_services
from tests.word_files import word_file
from ui.dialogs import Dialogs
from ui.service_editor.list_page import ListPage
from ui.service_editor.questions import ConflictDialog
from ui.service_editor.spec import Kind
from ui.tasks import Tasks
from ui.theme import Theme

ADOPTION = "lombok-timur-adopsi"
TABLES = "lubuklinggau-rehabilitasi-sosial"


@pytest.fixture
def hand(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Hand:
    return open_services(room_context(desk, actor, tasks, theme, tmp_path), qtbot)


def open_editor(hand: Hand, code: str) -> None:
    hand.section.list.choose(code)
    hand.press(Key.Key_Return)
    assert hand.editor.draft.code == code


def texts(hand: Hand, key: str = "text") -> list[str]:
    return [str(item[key]) for item in hand.editor.draft.listed(hand.listed.steps)]


def walk(hand: Hand) -> None:
    """Open every row of the list that is shown, and every list behind it."""
    page = hand.page
    page_fields = page.spec.fields
    for place in range(page.model.rowCount() if isinstance(page, ListPage) else 1):
        base = page.spec.base if not isinstance(page, ListPage) else (*page.steps, place)
        if isinstance(page, ListPage):
            page.choose(place)
        page.form.complete()
        for field in page_fields:
            if field.kind is Kind.SUBLIST and hand.editor.draft.listed((*base, *field.steps)):
                page.form.slot(field.key).editor.button.click()
                walk(hand)
                hand.editor.part.close_inner()


@pytest.mark.parametrize("code", [ADOPTION, TABLES, "cirebon-adopsi"])
def test_looking_at_everything_changes_nothing(code: str, hand: Hand, desk: Desk) -> None:
    open_editor(hand, code)
    for part in hand.editor.parts.rows_model.rows():
        hand.editor.parts.choose(part.name)
        walk(hand)
        hand.settle()
        assert not hand.editor.draft.can_undo, part.name
    assert hand.problems() == ()
    hand.section.step_back()
    hand.settle()
    assert not any(row.has_draft for row in services_of(desk))


def test_rows_are_reordered_by_keys_buttons_and_mouse(hand: Hand) -> None:
    open_editor(hand, ADOPTION)
    hand.part("Persyaratan")
    before = texts(hand)
    hand.choose(0)
    hand.press(Key.Key_Down, ALT)
    assert texts(hand)[:3] == [before[1], before[0], before[2]]
    assert hand.listed.place() == 1
    hand.press(Key.Key_Up, ALT)
    hand.press(Key.Key_Up, ALT)
    assert texts(hand) == before
    hand.listed.tools.down.click()
    assert hand.listed.place() == 1
    hand.press(Key.Key_Z, CTRL)
    assert texts(hand) == before
    table = hand.listed.table
    at = [table.visualRect(table.model().index(place, 0)).center() for place in range(4)]
    view = table.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at[0])
    QTest.mouseMove(view, at[1])
    QTest.mouseMove(view, at[2] + QPoint(0, 8))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at[2] + QPoint(0, 8))
    hand.settle()
    assert texts(hand)[:4] == [before[1], before[2], before[0], before[3]]
    assert hand.listed.place() == 2


def test_the_procedure_takes_the_steps_of_the_stages_along(hand: Hand) -> None:
    open_editor(hand, ADOPTION)
    stages = hand.editor.draft.listed(("route", "stages"))
    steps = [list(stage.get("steps", ())) for stage in stages]
    hand.part("Standar pelayanan")
    hand.editor.parts.setFocus()
    hand.open_inner("procedure")
    first = texts(hand)[0]
    hand.choose(0)
    hand.press(Key.Key_Down, ALT)
    assert texts(hand)[1] == first
    swapped = {1: 2, 2: 1}
    after = [list(stage.get("steps", ())) for stage in hand.editor.draft.listed(("route", "stages"))]
    assert after == [sorted(swapped.get(number, number) for number in numbers) for numbers in steps]
    assert hand.problems() == ()


def test_a_removed_row_comes_back(hand: Hand) -> None:
    open_editor(hand, ADOPTION)
    hand.part("Persyaratan")
    before = hand.editor.draft.content
    for way in ("keys", "link"):
        hand.choose(2)
        hand.press(Key.Key_Delete)
        assert len(texts(hand)) == len(before["requirements"]) - 1
        assert "dihapus" in hand.editor.banner.text()
        if way == "keys":
            hand.press(Key.Key_Z, CTRL)
        else:
            hand.editor.banner.link.click()
            hand.settle()
        assert hand.editor.draft.content == before
        assert hand.listed.spec.key == "requirements"
    assert not hand.editor.banner.isVisible()


def test_a_copy_has_a_code_of_its_own(hand: Hand) -> None:
    open_editor(hand, ADOPTION)
    hand.part("Isian")
    hand.choose(0)
    hand.press(Key.Key_D, CTRL)
    codes = [item["code"] for item in hand.editor.draft.listed(("fields",))]
    assert len(set(codes)) == len(codes)
    assert texts(hand, "label")[0] == texts(hand, "label")[1]
    assert hand.problems() == ()


def test_a_code_stays_when_the_name_changes_later(hand: Hand) -> None:
    open_editor(hand, ADOPTION)
    hand.part("Isian")
    hand.choose(4)
    code = hand.editor.draft.at(("fields", 4, "code"))
    hand.into_form()
    hand.fill({"label": "Hari pernikahan"})
    assert hand.editor.draft.at(("fields", 4, "label")) == "Hari pernikahan"
    assert hand.editor.draft.at(("fields", 4, "code")) == code
    assert hand.problems() == ()


def test_a_rule_over_a_removed_field_is_listed_and_jumped_to(hand: Hand) -> None:
    open_editor(hand, ADOPTION)
    hand.part("Isian")
    place = [item["code"] for item in hand.editor.draft.listed(("fields",))].index("perlindungan_khusus")
    hand.choose(place)
    hand.press(Key.Key_Delete)
    wrong = [key for key in hand.problems() if key.startswith("rules[")]
    assert wrong
    marks = {part.name: part.wrong for part in hand.editor.parts.rows_model.rows()}
    assert marks["Aturan"] == len(wrong)
    assert not hand.editor.publish.isEnabled()
    hand.press(Key.Key_P, ALT)
    line = next(line for line in hand.editor.panel.lines if line.problem.key == wrong[0])
    assert "perlindungan khusus" in line.accessibleName().casefold()
    hand.tab_to(lambda found: found is line, "the problem")
    hand.press(Key.Key_Return)
    assert hand.editor.part.spec.name == "Aturan"
    assert hand.listed.form.steps == ("rules", int(wrong[0].split("[")[1].split("]")[0]))
    said = hand.listed.form.whole.text() + "".join(
        slot.field.error() for slot in hand.listed.form._made.values()
    )
    assert "yang tidak ada pada layanan ini" in said
    hand.section.submit()
    hand.settle()
    assert hand.section.editor is not None


def test_a_rule_is_picked_together(hand: Hand) -> None:
    open_editor(hand, ADOPTION)
    hand.part("Aturan")
    hand.add({"text": "Pasangan harus sudah mendapat izin.", "source": "Standar pelayanan angka 4"})
    assert [key.split(".")[-1] for key in hand.problems()] == ["expects"]
    hand.condition("expects", "Isian: Keadaan calon", "tidak sama dengan", "Bukan keduanya")
    assert hand.problems() == ()
    added = hand.editor.draft.at(hand.listed.form.steps)
    assert added["expects"] == {"fact": "isian.keadaan_anak", "not_equals": "lainnya"}
    assert "Keadaan calon anak angkat" in hand.listed.table.current_row().detail
    assert added["code"] == "pasangan_harus_sudah_mendapat_izin"


def test_groups_are_kept_and_deep_ones_said_in_words(hand: Hand, desk: Desk, actor: Actor) -> None:
    content = dict(open_draft(desk, actor, ADOPTION).content)
    fact = {"fact": "isian.keadaan_anak", "equals": "terlantar"}
    deep = {"any_of": [fact, {"all_of": [fact, {"fact": "anak.agama", "known": True}]}]}
    flat = {"all_of": [fact, {"fact": "anak.umur", "one_of": [6, 7]}]}
    content["fields"] = [
        {"code": "a", "label": "A", "kind": "teks", "when": deep},
        {"code": "b", "label": "B", "kind": "teks", "when": flat},
        *content["fields"],
    ]
    keep_draft(desk, actor, ADOPTION, content)
    open_editor(hand, ADOPTION)
    hand.part("Isian")
    hand.choose(0)
    slot = hand.listed.form.slot("when")
    assert slot.editor.afresh.isVisibleTo(hand.listed)
    for words in ("Keadaan calon anak angkat", "sama dengan “Anak terlantar”", "atau", "diketahui"):
        assert words in slot.editor.words.text()
    hand.choose(1)
    assert [line.part() for line in slot.editor.lines] == flat["all_of"]
    assert slot.editor.mode.currentText() == "Bila semua syarat ini dipenuhi"
    assert not hand.editor.draft.can_undo
    hand.choose(0)
    slot.editor.afresh.click()
    hand.settle()
    assert "when" not in hand.editor.draft.at(("fields", 0))
    hand.press(Key.Key_Z, CTRL)
    assert hand.editor.draft.at(("fields", 0, "when")) == deep


def test_another_kind_drops_what_only_the_former_had(hand: Hand) -> None:
    open_editor(hand, ADOPTION)
    hand.part("Isian")
    hand.choose(0)
    hand.into_form()
    hand.fill({"kind": "Tanggal"})
    thing = hand.editor.draft.at(("fields", 0))
    assert (thing["kind"], "choices" in thing) == ("tanggal", False)
    shown = {slot.spec.key for slot in hand.listed.form._made.values() if slot.field.isVisibleTo(hand.listed)}
    assert "past" in shown
    assert "choices" not in shown


def test_a_template_from_word_is_taken_with_its_unknown_words(
    hand: Hand, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Rekomendasi Kami.docx"
    path.write_bytes(word_file("{{ anak.nama }}", "{{ isian.tanggal_menika }}"))
    monkeypatch.setattr(Dialogs, "open_path", lambda *args: path)
    open_editor(hand, ADOPTION)
    hand.part("Hasil layanan")
    hand.choose(0)
    hand.into_form()
    editor = hand.tab_to_question("template")
    editor.take.click()
    hand.settle()
    assert hand.editor.draft.at(("products", 0, "template")) == "kantor/rekomendasi_kami.docx"
    assert "isian.tanggal_menika" in hand.editor.banner.text()
    assert "isian.tanggal_menikah" in hand.editor.banner.text()
    assert editor.combo.currentText() == "Kantor: Rekomendasi kami"
    assert hand.problems() == ("products[0].template",)
    path.write_bytes(word_file("{{ anak.nama }}"))
    monkeypatch.setattr(Dialogs, "confirm", lambda *args, **more: True)
    editor.take.click()
    hand.settle()
    assert hand.problems() == ()
    saved = tmp_path / "keluar.docx"
    monkeypatch.setattr(Dialogs, "save_path", lambda *args: saved)
    editor.save.click()
    hand.settle()
    assert saved.read_bytes() == path.read_bytes()
    path.write_bytes(b"bukan dokumen Word")
    editor.take.click()
    hand.settle()
    dialog = hand.editor.templates.dialog
    assert dialog is not None
    assert "bukan dokumen Word" in dialog.pane.whole.text()
    dialog.reject()
    assert hand.problems() == ()


def test_files_go_out_and_come_in(
    hand: Hand, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "layanan.toml"
    monkeypatch.setattr(Dialogs, "save_path", lambda *args: path)
    monkeypatch.setattr(Dialogs, "open_path", lambda *args: path)
    hand.section.list.choose(ADOPTION)
    hand.section.list.ask("ekspor")
    hand.settle()
    assert "disimpan sebagai layanan.toml" in hand.section.banner.text()
    monkeypatch.setattr(ConflictDialog, "ask", lambda *args: None)
    hand.section.actions_of.import_file()
    hand.settle()
    assert hand.section.editor is None
    monkeypatch.setattr(ConflictDialog, "ask", lambda *args: OnConflict.COPY)
    hand.section.actions_of.import_file()
    hand.settle()
    assert hand.editor.draft.code != ADOPTION
    assert hand.problems() == ()
    hand.section.step_back()
    hand.settle()
    newer = path.read_text(encoding="utf-8").replace("schema = 1", f"schema = {SCHEMA_VERSION + 1}", 1)
    path.write_text(newer, encoding="utf-8")
    hand.section.actions_of.import_file()
    hand.settle()
    assert hand.section.editor is None
    assert "versi program yang lebih baru" in hand.section.banner.text()
    path.write_text("ini bukan [ TOML", encoding="utf-8")
    hand.section.actions_of.import_file()
    hand.settle()
    assert hand.section.editor is None
    assert hand.section.banner.text()


def test_a_broken_own_service_is_shown_as_faulty(hand: Hand, desk: Desk, actor: Actor) -> None:
    view = copy_service(desk, actor, ADOPTION, "Layanan Rusak")
    code, (product, *others) = view.code, view.content["products"]
    stored = add_template(desk, actor, "milik_kami.docx", word_file("{{ anak.nama }}"))
    keep_draft(desk, actor, code, {**view.content, "products": [{**product, "template": stored}, *others]})
    publish(desk, actor, code)
    (desk.own_templates / stored).unlink()
    desk.refresh_catalog()
    hand.section.load()
    hand.settle()
    row = next(row for row in hand.section.model.rows() if row.code == code)
    assert row.faulty
    hand.section.list.choose(code)
    said = " ".join(label.text() for label in hand.section.overview.findChildren(QLabel))
    assert "rusak" in said
    assert "Layanan Rusak" in said
    assert not hand.section.list.edit.isEnabled()
    assert not hand.section.list.try_out.isEnabled()


def test_the_menu_does_what_it_says(
    hand: Hand, desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Dialogs, "confirm", lambda *args, **more: not asked.append(str(args[1])))
    hand.section.list.choose(ADOPTION)
    hand.section.list.ask("salin")
    hand.settle()
    hand.replace("Rekomendasi Adopsi Kami")
    hand.press(Key.Key_Return, CTRL)
    own = hand.editor.draft.code
    hand.section.step_back()
    hand.settle()
    for what in ("terbitkan", "tawarkan", "hapus"):
        hand.section.list.choose(own)
        hand.section.list.ask(what)
        hand.settle()
        assert hand.section.banner.text(), what
    assert own not in [row.code for row in services_of(desk)]
    open_editor(hand, ADOPTION)
    hand.part("Identitas")
    hand.editor.parts.setFocus()
    hand.fill({"source": "Keputusan baru"})
    hand.section.step_back()
    hand.settle()
    row = hand.section.table.current_row()
    assert (row.code, row.has_draft) == (ADOPTION, True)
    hand.section.list.ask("terbitkan")
    hand.settle()
    row = next(row for row in services_of(desk) if row.code == ADOPTION)
    assert row.origin is Origin.CHANGED
    hand.section.list.choose(ADOPTION)
    hand.section.list.ask("kembalikan")
    hand.settle()
    assert next(row for row in services_of(desk) if row.code == ADOPTION).origin is Origin.SHIPPED
    assert "Kembalikan ke bawaan?" in asked
    assert "Hapus layanan?" in asked


def test_the_list_is_searched_and_sorted(hand: Hand) -> None:
    section = hand.section
    section.list.search.setFocus()
    hand.type("adopsi")
    hand.settle()
    names = [section.list.proxy.index(place, 0).data() for place in range(section.list.proxy.rowCount())]
    assert 0 < len(names) < section.model.rowCount()
    section.list.search.clear()
    hand.settle()
    section.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    names = [str(section.list.proxy.index(n, 0).data()) for n in range(section.list.proxy.rowCount())]
    assert names == sorted(names, key=str.casefold, reverse=True)
    QApplication.processEvents()
