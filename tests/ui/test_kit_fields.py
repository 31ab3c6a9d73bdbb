from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.fields import (
    Choice,
    ChoiceField,
    DateField,
    FieldBase,
    LongTextField,
    MoneyField,
    NumberField,
    TextField,
    YesNoField,
)
from tests.ui.bench import empty_page, put
from ui.theme import Theme
from ui.widgets.choice_editors import ComboEditor, StripEditor, make_editor, make_field
from ui.widgets.editors import DateEditor
from ui.widgets.fault_summary import FaultLine, FaultSummary
from ui.widgets.field import Field

TODAY = date(2026, 11, 21)
TRANSPORT = tuple(
    Choice(code=c, label=w) for c, w in (("bus", "Bus"), ("kapal", "Kapal laut"), ("kereta", "Kereta"))
)
PURPOSE = tuple(
    Choice(code=f"c{n}", label=w)
    for n, w in enumerate(("Pengajuan PBI JK", "Beasiswa", "Keringanan biaya", "Bantuan hukum", "Lain-lain"))
)
KINDS: tuple[tuple[FieldBase, object], ...] = (
    (TextField(code="asal", label="Kota asal"), "Kota Contoh & sekitarnya <b>"),
    (LongTextField(code="ket", label="Keterangan"), "baris satu\nbaris dua"),
    (NumberField(code="lama", label="Lama tinggal", unit="hari"), 1250),
    (MoneyField(code="uang", label="Uang makan"), 50_000),
    (DateField(code="tanggal", label="Tanggal surat"), date(2026, 11, 20)),
    (ChoiceField(code="moda", label="Moda", choices=TRANSPORT), "kapal"),
    (ChoiceField(code="tujuan", label="Tujuan", choices=PURPOSE), "c3"),
    (YesNoField(code="sakit", label="Sakit?"), True),
    (YesNoField(code="sehat", label="Sehat?"), False),
)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    return empty_page(qtbot)


def shown(page: QWidget, *fields: FieldBase) -> list[Field]:
    made = [make_field(field, lambda: TODAY) for field in fields]
    put(page, *made)
    return made


@pytest.mark.parametrize(("field", "value"), KINDS)
def test_every_kind_shows_and_reads_back_its_value(
    page: QWidget, qtbot: QtBot, field: FieldBase, value: object
) -> None:
    (whole,) = shown(page, field)
    editor = whole.editor
    assert editor.objectName() == f"isian_{field.code}"
    assert editor.focusProxy().accessibleName() == field.label
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_text(field.typed(value))
    assert field.parse(editor.text(), TODAY) == value
    editor.tidy()
    assert field.parse(editor.text(), TODAY) == value
    editor.set_text("")
    assert field.parse(editor.text(), TODAY) is None


def test_few_short_choices_stand_side_by_side(qtbot: QtBot, theme: Theme) -> None:
    few = make_editor(ChoiceField(code="moda", label="Moda", choices=TRANSPORT))
    many = make_editor(ChoiceField(code="tujuan", label="Tujuan", choices=PURPOSE))
    for made in (few, many):
        qtbot.addWidget(made)
    assert isinstance(few, StripEditor)
    assert isinstance(many, ComboEditor)


def test_a_date_is_recognised_as_one_types(page: QWidget, qtbot: QtBot) -> None:
    whole, _ = shown(page, DateField(code="tanggal", label="Tanggal"), TextField(code="asal", label="Asal"))
    editor = whole.editor
    assert isinstance(editor, DateEditor)
    whole.focus()
    qtbot.keyClicks(editor.line, "21112026")
    assert editor.recognised.text() == "Sabtu, 21 November 2026"
    editor.line.clear()
    qtbot.keyClicks(editor.line, "kemarin")
    assert editor.recognised.text() == "Jumat, 20 November 2026"
    with qtbot.waitSignals([editor.entered, editor.left]):
        qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.text() == "20/11/2026"
    editor.set_text("31/02/2026")
    assert editor.recognised.text() == ""
    editor.tidy()
    assert editor.text() == "31/02/2026"


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_no_unreadable_date_is_lost(page: QWidget, typed: str) -> None:
    editor = make_editor(DateField(code="tanggal", label="Tanggal"), lambda: TODAY)
    editor.set_text(typed)
    before = editor.text()
    editor.tidy()
    try:
        value = editor.field.parse(before, TODAY)
        assert editor.text() == (before if value is None else editor.field.typed(value))
    except Refused:
        assert editor.text() == before
    editor.deleteLater()


def test_an_amount_gets_its_dots(page: QWidget, qtbot: QtBot) -> None:
    whole, other = shown(page, MoneyField(code="uang", label="Uang"), NumberField(code="n", label="N"))
    whole.focus()
    qtbot.keyClicks(whole.editor.focusProxy(), "1250000")
    qtbot.keyClick(whole.editor.focusProxy(), Qt.Key.Key_Return)
    assert whole.editor.text() == "1.250.000"
    assert other.editor.focusProxy().hasFocus()
    qtbot.keyClicks(other.editor.focusProxy(), "12x")
    other.editor.tidy()
    assert other.editor.text() == "12x"


def test_a_list_is_typed_into(page: QWidget, qtbot: QtBot) -> None:
    whole, _ = shown(
        page, ChoiceField(code="tujuan", label="Tujuan", choices=PURPOSE), TextField(code="a", label="A")
    )
    editor = whole.editor
    assert isinstance(editor, ComboEditor)
    whole.focus()
    qtbot.keyClicks(editor.combo, "kerin")
    assert editor.text() == "kerin"
    with qtbot.waitSignal(editor.changed):
        editor.tidy()
    assert editor.text() == "c2"
    assert editor.combo.currentText() == "Keringanan biaya"
    editor.set_text("tidak ada di daftar")
    editor.tidy()
    assert editor.text() == "tidak ada di daftar"


def test_the_wheel_does_not_change_a_list_in_passing(page: QWidget, qtbot: QtBot) -> None:
    whole, other = shown(
        page, ChoiceField(code="tujuan", label="Tujuan", choices=PURPOSE), TextField(code="a", label="A")
    )
    other.focus()
    whole.editor.set_text("c1")
    combo = whole.editor.combo
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert whole.editor.text() == "c1"


def test_yes_and_no_by_letter(page: QWidget, qtbot: QtBot) -> None:
    (whole,) = shown(page, YesNoField(code="sakit", label="Sakit?"))
    whole.focus()
    with qtbot.waitSignal(whole.editor.changed):
        qtbot.keyClick(whole.editor.focusProxy(), Qt.Key.Key_T)
    assert whole.editor.text() == "tidak"


def test_enter_makes_a_new_line_in_long_text(page: QWidget, qtbot: QtBot) -> None:
    whole, other = shown(page, LongTextField(code="ket", label="Ket"), TextField(code="a", label="A"))
    whole.focus()
    area = whole.editor.focusProxy()
    qtbot.keyClicks(area, "satu")
    qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClicks(area, "dua")
    assert whole.editor.text() == "satu\ndua"
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert other.editor.focusProxy().hasFocus()


def test_ten_thousand_letters_are_kept(page: QWidget, qtbot: QtBot) -> None:
    (whole,) = shown(page, TextField(code="asal", label="Asal"))
    whole.editor.set_text("x" * 10_000)
    assert len(whole.editor.text()) == 10_000


def test_a_fault_stands_at_its_field_until_it_is_mended(page: QWidget, qtbot: QtBot) -> None:
    field = TextField(code="nik", label="NIK", required=True, help="Lihat KTP.")
    (whole,) = shown(page, field)
    whole.set_error("NIK 15 angka, seharusnya 16.")
    assert whole.error() == "NIK 15 angka, seharusnya 16."
    inner = whole.editor.focusProxy()
    assert inner.property("fault") is True
    assert inner.accessibleDescription() == "Wajib diisi. NIK 15 angka, seharusnya 16."
    qtbot.keyClicks(inner, "1")
    assert whole.error() == ""
    assert inner.property("fault") is False
    assert inner.accessibleDescription() == "Wajib diisi. Lihat KTP."


def test_the_summary_leads_to_the_fields(page: QWidget, qtbot: QtBot, theme: Theme) -> None:
    names = ("asal", "tujuan", "catatan")
    fields = dict(zip(names, shown(page, *(TextField(code=n, label=n.title()) for n in names)), strict=True))
    summary = FaultSummary(theme, most=2)
    put(page, summary)
    faults = [
        FaultLine("tujuan", "belum diisi"),
        FaultLine("catatan", "terlalu panjang"),
        FaultLine("", "umum"),
    ]
    summary.show_faults(faults, fields)
    assert summary.isVisible()
    assert summary.accessibleName() == "3 isian perlu diperbaiki"
    assert [f.error() for f in fields.values()] == ["", "belum diisi", "terlalu panjang"]
    assert fields["tujuan"].editor.focusProxy().hasFocus()
    links = [w for w in summary.findChildren(QWidget) if w.objectName().startswith("salah_")]
    with qtbot.waitSignal(summary.go_to) as told:
        qtbot.keyClick(links[1], Qt.Key.Key_Return)
    assert told.args == ["catatan"]
    assert fields["catatan"].editor.focusProxy().hasFocus()
    summary.clear()
    assert summary.isHidden()
    assert not any(field.error() for field in fields.values())


def test_one_enter_takes_the_first_choice_and_goes_on(page: QWidget, qtbot: QtBot) -> None:
    whole, other = shown(
        page, ChoiceField(code="tujuan", label="Tujuan", choices=PURPOSE), TextField(code="a", label="A")
    )
    editor = whole.editor
    assert isinstance(editor, ComboEditor)
    whole.focus()
    qtbot.keyClicks(editor.combo, "hukum")
    suggestions = editor.combo.completer().popup()
    qtbot.waitUntil(suggestions.isVisible)
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(suggestions, Qt.Key.Key_Return)
    assert editor.text() == "c3"
    assert editor.combo.currentText() == "Bantuan hukum"
    assert suggestions.isHidden()
    qtbot.waitUntil(lambda: other.editor.focusProxy().hasFocus())


@pytest.mark.parametrize("width", [700, 200])
def test_the_star_stands_right_behind_the_last_word(page: QWidget, qtbot: QtBot, width: int) -> None:
    words = "Jumlah PMKS yang menjadi sasaran pelayanan"
    field = Field(words, QLineEdit(), required=True)
    put(page, field)
    page.resize(width, 400)
    qtbot.waitUntil(lambda: field.width() == width - 2 * field.x())
    metrics, star = field.label.fontMetrics(), field.label.star
    parts = words.split()
    ends = [metrics.horizontalAdvance(" ".join(parts[place:])) for place in range(len(parts))]
    wraps = width == 200
    assert any(abs(star.x() - end - 4) <= 3 for end in (ends[1:] if wraps else ends[:1]))
    assert (star.y() >= metrics.lineSpacing()) is wraps
    assert star.isVisible()


def test_the_summary_names_a_field_once(page: QWidget, qtbot: QtBot, theme: Theme) -> None:
    asked = (TextField(code="dibawa", label="Dibawa oleh"), TextField(code="isi", label="Isi"))
    fields = dict(zip(("dibawa", "isi"), shown(page, *asked), strict=True))
    summary = FaultSummary(theme)
    put(page, summary)
    faults = (FaultLine("dibawa", "Dibawa oleh wajib diisi."), FaultLine("isi", "Terlalu panjang."))
    summary.show_faults(faults, fields)
    told = [link.toolTip() for link in summary.findChildren(QPushButton)]
    assert told == ["Dibawa oleh wajib diisi.", "Isi: Terlalu panjang."]
