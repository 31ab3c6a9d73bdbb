import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.bench import empty_page, put
from ui.models.columns import BadgeSpec
from ui.requests.elided_combo import ElidedCombo
from ui.theme import Theme, Tone
from ui.widgets.badge import Badge
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.elided_check import ElidedCheckBox
from ui.widgets.layouts import FlowLayout, clear_layout, column, text_label
from ui.widgets.page_header import PageHeader
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segment, SegmentedControl
from ui.widgets.side_bar import Room, SideBar
from ui.widgets.stat_card import StatCard
from ui.widgets.step_list import Step, StepList
from ui.widgets.tab_bar import TabBar

LONG = "Raden Ajeng Kusumawardhani Prameswari Hadiningrat binti Suryo"


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    return empty_page(qtbot)


@pytest.mark.parametrize(
    ("key", "press", "modifier"),
    [
        ("Ctrl+Return", Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        ("Ctrl+Return", Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier),
        ("F2", Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        ("Alt+Left", Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_a_button_answers_to_the_key_it_shows(
    page: QWidget, qtbot: QtBot, key: str, press: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    button = KeyButton("Simpan & lanjut", key, ButtonKind.PRIMARY, name="lanjut")
    put(page, button)
    assert button.accessibleName() == "Simpan & lanjut"
    assert "&&" in button.text()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(page, press, modifier)
    button.set_label("Kirim")
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(page, press, modifier)


def test_enter_and_space_press_a_focused_button(page: QWidget, qtbot: QtBot) -> None:
    button = KeyButton("Lanjut")
    put(page, button)
    button.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)


def test_a_hidden_button_does_not_answer(page: QWidget, qtbot: QtBot) -> None:
    button = KeyButton("Lanjut", "F2")
    put(page, button)
    button.hide()
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(page, Qt.Key.Key_F2)


def segments() -> SegmentedControl:
    return SegmentedControl(
        [
            Segment("ada", "Ada", "a", Tone.OK),
            Segment("tidak_ada", "Tidak ada", "t", Tone.BAD),
            Segment("menyusul", "Menyusul", "m", Tone.WARN),
        ],
        name="berkas_1",
        label="Surat pengantar",
    )


def test_letters_and_arrows_choose(page: QWidget, qtbot: QtBot) -> None:
    strip = segments()
    put(page, strip)
    strip.setFocus()
    assert strip.value() == ""
    with qtbot.waitSignals([strip.chosen, strip.picked_by_key]):
        qtbot.keyClick(strip, Qt.Key.Key_M)
    assert strip.value() == "menyusul"
    assert strip.accessibleDescription() == "Menyusul"
    with qtbot.assertNotEmitted(strip.chosen), qtbot.waitSignal(strip.picked_by_key):
        qtbot.keyClick(strip, Qt.Key.Key_M)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert strip.value() == "ada"
    qtbot.mouseClick(strip.button("tidak_ada"), Qt.MouseButton.LeftButton)
    assert strip.value() == "tidak_ada"
    assert strip.hasFocus()
    assert [b.isChecked() for b in (strip.button("ada"), strip.button("tidak_ada"))] == [False, True]


def test_a_click_on_the_chosen_part_keeps_it(page: QWidget, qtbot: QtBot) -> None:
    strip = segments()
    put(page, strip)
    strip.set_value("ada")
    qtbot.mouseClick(strip.button("ada"), Qt.MouseButton.LeftButton)
    assert strip.value() == "ada"
    assert strip.button("ada").isChecked()


def test_keys_with_ctrl_are_left_to_the_page(page: QWidget, qtbot: QtBot) -> None:
    strip = segments()
    put(page, strip)
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert strip.value() == ""


def test_a_figure_opens_its_list(page: QWidget, qtbot: QtBot, theme: Theme) -> None:
    card = StatCard(theme, "terlambat", "Terlambat", "clock-alert-outline", Tone.BAD)
    put(page, card)
    assert card.figure() == "–"
    card.set_figure(1250)
    assert card.accessibleName() == "1.250 Terlambat"
    card.setFocus()
    for act in (
        lambda: qtbot.keyClick(card, Qt.Key.Key_Return),
        lambda: qtbot.keyClick(card, Qt.Key.Key_Space),
        lambda: qtbot.mouseClick(card, Qt.MouseButton.LeftButton),
    ):
        with qtbot.waitSignal(card.activated) as told:
            act()
        assert told.args == ["terlambat"]


def test_the_bar_says_where_one_goes(page: QWidget, qtbot: QtBot, theme: Theme) -> None:
    bar = SideBar(
        theme,
        [Room("beranda", "Beranda", "home-outline", "Ctrl+1"), Room("masuk", "Kotak masuk", "inbox-outline")],
        [Room("bantuan", "Bantuan", "help-circle-outline", "F1", True)],
        place="Dinas Sosial Kota Contoh",
    )
    put(page, bar)
    bar.set_counter("masuk", 7)
    assert bar.button("masuk").accessibleName() == "Kotak masuk, 7 menunggu"
    with qtbot.assertNotEmitted(bar.chosen):
        bar.set_current("beranda")
    assert bar.button("beranda").isChecked()
    bar.button("masuk").setFocus()
    with qtbot.waitSignal(bar.chosen) as told:
        qtbot.keyClick(bar.button("masuk"), Qt.Key.Key_Return)
    assert told.args == ["masuk"]
    assert not bar.button("beranda").isChecked()
    bar.set_block("Cadangan terverifikasi", "hari ini 07.31")
    bar.set_compact(True)
    assert bar.width() < 80
    assert "Kotak masuk" in bar.button("masuk").toolTip()
    bar.grab()
    bar.set_compact(False)
    assert bar.width() == 212


def test_steps_show_and_ask(page: QWidget, qtbot: QtBot, theme: Theme) -> None:
    steps = StepList(
        theme, [Step("layanan", "Layanan"), Step("pemohon", "Pemohon"), Step("berkas", "Berkas")]
    )
    put(page, steps)
    steps.set_active(1)
    steps.set_done(0)
    steps.set_fault(2)
    assert [b.accessibleDescription() for b in steps.buttons] == [
        "selesai",
        "langkah ini",
        "perlu diperbaiki",
    ]
    with qtbot.waitSignal(steps.chosen) as told:
        qtbot.mouseClick(steps.buttons[2], Qt.MouseButton.LeftButton)
    assert told.args == [2]
    assert steps.active() == 1
    steps.grab()


def test_the_search_waits_for_a_pause(page: QWidget, qtbot: QtBot, theme: Theme) -> None:
    field = SearchField(theme, "Cari nama")
    put(page, field)
    got: list[str] = []
    field.searched.connect(got.append)
    with qtbot.waitSignal(field.searched):
        qtbot.keyClicks(field, "siti")
    assert got == ["siti"]
    with qtbot.waitSignal(field.submitted) as told:
        qtbot.keyClicks(field, " nur ")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["siti nur"]
    assert got == ["siti", "siti nur"]
    with qtbot.waitSignal(field.left_down):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert got[-1] == ""
    assert field.text() == ""


def test_a_banner_says_and_is_silent(page: QWidget, qtbot: QtBot, theme: Theme) -> None:
    banner = Banner(theme)
    put(page, banner)
    assert banner.isHidden()
    banner.say(Tone.OK, "Permohonan tersimpan.", "Cetak")
    assert banner.isVisible()
    assert banner.accessibleName() == "Permohonan tersimpan."
    with qtbot.waitSignal(banner.link_clicked):
        qtbot.mouseClick(banner.link, Qt.MouseButton.LeftButton)
    banner.clear()
    assert banner.isHidden()


def test_long_texts_elide_with_a_tooltip(page: QWidget, qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    put(page, label)
    label.setFixedWidth(100)
    page.layout().activate()
    assert label.toolTip() == LONG
    label.setFixedWidth(600)
    page.layout().activate()
    assert label.toolTip() == ""
    header = PageHeader(LONG * 3, LONG * 3)
    header.add_action(KeyButton("Lanjut"))
    put(page, header)
    assert header.minimumSizeHint().width() < 400
    assert header.title() == LONG * 3


def test_html_in_a_name_stays_text(page: QWidget, qtbot: QtBot) -> None:
    label = text_label("<b>Siti</b> & Budi")
    put(page, label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_badge_has_room_for_its_word(page: QWidget, qtbot: QtBot, theme: Theme) -> None:
    badge = Badge(theme, BadgeSpec("Belum lengkap", Tone.NEUTRAL, "pause-circle-outline"))
    put(page, badge)
    assert badge.accessibleName() == "Belum lengkap"
    width = badge.sizeHint().width()
    badge.set_badge(BadgeSpec("Belum lengkap sekali", Tone.BAD, "pause-circle-outline"))
    assert badge.sizeHint().width() > width


def test_a_card_without_title_has_no_head(page: QWidget, qtbot: QtBot) -> None:
    card = Card()
    put(page, card)
    assert card.title.isHidden()
    card.set_title("Klien")
    card.set_note("2 orang")
    assert card.title.isVisible()
    assert card.note.text() == "2 orang"


def test_the_flow_goes_on_in_a_next_line(page: QWidget, qtbot: QtBot) -> None:
    inner = QWidget()
    flow = FlowLayout(inner)
    buttons = [QPushButton(f"Layanan {number}") for number in range(12)]
    for button in buttons:
        flow.addWidget(button)
    put(page, inner)
    inner.setFixedWidth(300)
    qtbot.waitUntil(lambda: buttons[-1].y() > buttons[0].y())
    assert all(button.geometry().right() < 300 for button in buttons)
    assert flow.heightForWidth(300) >= buttons[-1].geometry().bottom()


def test_clearing_a_layout_takes_everything(page: QWidget, qtbot: QtBot) -> None:
    inner = column(QLabel("a"), column(QLabel("b"), None))
    page.layout().addItem(inner)
    clear_layout(inner)
    assert inner.count() == 0


def test_tab_follows_the_eye(page: QWidget, qtbot: QtBot, theme: Theme) -> None:
    first, second, third = SearchField(theme), segments(), KeyButton("Lanjut")
    put(page, first, second, third)
    first.setFocus()
    for wanted in (second, third):
        QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Tab)
        qtbot.waitUntil(wanted.hasFocus)


def test_a_tick_with_long_words_stays_in_its_place(qtbot: QtBot) -> None:
    words = "Pendaftaran Data Terpadu & Penerbitan Surat Keterangan Terdaftar Data Terpadu " * 2
    box = ElidedCheckBox(words, name="centang")
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    wide = box.sizeHint().width()
    box.resize(220, box.height())
    assert box.text().endswith("…")
    assert box.sizeHint().width() == wide
    assert box.minimumSizeHint().width() < 220
    assert box.words() == box.toolTip() == box.accessibleName() == words.strip()
    box.resize(wide, box.height())
    assert box.text() == words.strip().replace("&", "&&")


def test_ctrl_enter_on_a_button_is_left_to_the_room(page: QWidget, qtbot: QtBot) -> None:
    button = KeyButton("Semua ada")
    put(page, button)
    button.setFocus()
    with qtbot.assertNotEmitted(button.clicked, wait=200):
        qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_the_focus_of_tabs_is_seen(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    tabs, other = TabBar(theme, name="lembar", label="Lembar"), QLineEdit()
    box = QVBoxLayout(page)
    for one in (tabs, other):
        box.addWidget(one)
    for title in ("Isi", "Surat"):
        tabs.addTab(title)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    for held, seen in ((other, False), (tabs, True), (other, False)):
        held.setFocus()
        qtbot.waitUntil(held.hasFocus)
        drawn = tabs.grab().toImage()
        rect = tabs.tabRect(0)
        assert (drawn.pixelColor(rect.center().x(), 1) == QColor(theme.colours.accent)) is seen


@pytest.mark.parametrize("kind", ["quiet", "elided"])
def test_a_key_of_the_page_does_not_choose_in_a_list(qtbot: QtBot, theme: Theme, kind: str) -> None:
    """Alt+L of a button that is grey just now went on to the list and chose what begins with L."""
    combo = QuietCombo(name="buku", label="Buku") if kind == "quiet" else ElidedCombo()
    qtbot.addWidget(combo)
    combo.addItems(["Adopsi", "Layanan", "Surat"])
    combo.show()
    qtbot.keyClick(combo, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert combo.currentText() == "Adopsi"
    qtbot.keyClick(combo, Qt.Key.Key_L)
    assert combo.currentText() == "Layanan"
