from dataclasses import asdict
from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.paths import resources_dir
from ui import theme as themes
from ui.theme import COLOURS, SCALES, Scheme, Theme, Tone


def luminance(colour: str) -> float:
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TONES = ("ok", "warn", "bad", "info", "neutral")
PAIRS = [
    *((text, ground) for text in ("text", "muted") for ground in ("background", "surface", "pressed")),
    *((ink, ground) for ink in ("side_text", "side_muted") for ground in ("side", "side_block")),
    *((ink, "surface") for ink in ("accent", "bad", "ok", "info")),
    *((tone, f"{tone}_soft") for tone in (*TONES, "accent")),
    *(("text", f"{tone}_soft") for tone in (*TONES, "accent")),
    *(("info", f"{tone}_soft") for tone in TONES),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("side_strong", "side_active"),
    ("on_counter", "counter"),
    ("bad", "background"),
]


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_all_text_can_be_read(scheme: Scheme, text: str, ground: str) -> None:
    colours = asdict(COLOURS[scheme])
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", list(Scheme))
def test_edges_of_fields_can_be_seen(scheme: Scheme) -> None:
    colours = COLOURS[scheme]
    assert contrast(colours.field_line, colours.surface) >= 3
    assert contrast(colours.accent, colours.surface) >= 3


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_style_sheet_is_complete(theme: Theme, scale: float, scheme: Scheme) -> None:
    made = Theme(scheme, scale, theme.family, COLOURS[scheme], theme.icons)
    folder = resources_dir()
    template = (folder / "app.qss").read_text(encoding="utf-8")
    sheet = themes.style_sheet(made, template, folder / "icons")
    assert f"font-size: {round(13 * scale)}px" in sheet
    assert "$" not in sheet.split("*/", 1)[1]
    for part in sheet.split('url("')[1:]:
        assert (folder / "icons" / part.split('"')[0].rsplit("/", 1)[1]).is_file()


def test_every_colour_the_sheet_names_exists() -> None:
    template = Template((resources_dir() / "app.qss").read_text(encoding="utf-8"))
    names = {n for n in template.get_identifiers() if not n.startswith("p") or not n[1:].isdigit()}
    assert names <= set(asdict(COLOURS[Scheme.LIGHT])) | {"family", "icons", "scheme"}


def test_the_bundled_font_is_there_with_its_licence() -> None:
    fonts = resources_dir() / "fonts"
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in fonts.iterdir()) < 1_600_000
    assert len(list(fonts.glob("Inter-*.otf"))) == 4


def test_family_is_segoe_or_inter(theme: Theme) -> None:
    assert theme.family in ("Segoe UI", "Inter")


def test_icons_are_drawn_in_their_colour(theme: Theme) -> None:
    image = theme.icon("check-bold", Tone.OK).pixmap(32, 32).toImage()
    drawn = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 250
    }
    assert drawn == {theme.tone(Tone.OK)[0].name()}
    assert theme.icon("check-bold", Tone.OK) is theme.icon("check-bold", Tone.OK)


def test_dressing_again_follows_at_once(qapp: QApplication, qtbot, theme: Theme) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    try:
        themes.apply(qapp, 1.5, Scheme.DARK)
        assert widget.fontMetrics().height() > 20
        assert widget.font().pixelSize() == 20
    finally:
        themes.apply(qapp)
    assert widget.font().pixelSize() == 13


@given(st.floats(0.5, 3), st.integers(1, 400))
def test_sizes_grow_with_the_scale(scale: float, size: int) -> None:
    made = Theme(Scheme.LIGHT, scale, "x", COLOURS[Scheme.LIGHT], None)  # type: ignore[arg-type]
    assert 1 <= made.px(size) <= made.px(size + 1)


def test_a_disabled_entry_of_a_menu_looks_disabled(qtbot: QtBot, theme: Theme) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    entry = menu.addAction("Slip ekspedisi")
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    drawn = []
    for enabled in (True, False):
        entry.setEnabled(enabled)
        image = menu.grab().toImage()
        place = menu.actionGeometry(entry)
        drawn.append(
            min(
                image.pixelColor(x, y).lightness()
                for x in range(place.left() + 8, place.right() - 8)
                for y in range(place.top() + 4, place.bottom() - 4)
            )
        )
    assert drawn[1] > drawn[0] + 60
