"""How the window looks: every colour, size and font in one place, and the style sheet made of them."""

import sys
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from dinsos_desk.paths import resources_dir
from ui.icon_font import IconFont

SCALES = (1.0, 1.15, 1.3, 1.5)
_PREFERRED_FAMILY = "Segoe UI"
_BUNDLED_FAMILY = "Inter"


class Scheme(StrEnum):
    """Sets of colours a person can choose."""

    LIGHT = "terang"
    DARK = "gelap"
    CONTRAST = "kontras"


class Tone(StrEnum):
    """What a colour says. Never the only sign: an icon and a word stand beside it."""

    NEUTRAL = "netral"
    ACCENT = "utama"
    OK = "baik"
    WARN = "awas"
    BAD = "salah"
    INFO = "kabar"


@dataclass(frozen=True)
class Colours:
    """The colours of one scheme, as #RRGGBB. Text on its ground has at least 4.5 : 1."""

    background: str = "#F5F6F8"
    surface: str = "#FFFFFF"
    line: str = "#E2E5EA"
    field_line: str = "#868E99"
    text: str = "#1A1F26"
    muted: str = "#5B6673"
    disabled: str = "#8A929C"
    pressed: str = "#EDEFF2"
    side: str = "#0E2F33"
    side_active: str = "#1B4B4F"
    side_block: str = "#153C40"
    side_text: str = "#DCE7E8"
    side_strong: str = "#FFFFFF"
    side_muted: str = "#9DB6B8"
    side_focus: str = "#7FD6D0"
    counter: str = "#C2410C"
    on_counter: str = "#FFFFFF"
    accent: str = "#0B6E69"
    accent_strong: str = "#085652"
    accent_soft: str = "#E4F2F0"
    on_accent: str = "#FFFFFF"
    ok: str = "#1E7B34"
    ok_soft: str = "#E7F5EA"
    warn: str = "#9A5B00"
    warn_soft: str = "#FFF3DC"
    bad: str = "#B42318"
    bad_soft: str = "#FDECEA"
    info: str = "#1D5FA8"
    info_soft: str = "#E8F1FB"
    neutral: str = "#4C5561"
    neutral_soft: str = "#EBEDF0"


LIGHT = Colours()
DARK = Colours(
    background="#14191C", surface="#1D2428", line="#333D43", field_line="#7B8890", text="#E8EDEF",
    muted="#A9B4C0", disabled="#77828A", pressed="#28323A", side="#0B1F22", side_active="#1B4B4F",
    side_block="#12302F", accent="#4DB6AE", accent_strong="#6FC9C2", accent_soft="#173B3A",
    on_accent="#0B1416", ok="#6FCF86", ok_soft="#17331F", warn="#F2B84B", warn_soft="#3A2C10",
    bad="#FF8A80", bad_soft="#421C1A", info="#86BBF5", info_soft="#16304B", neutral="#C2CAD2",
    neutral_soft="#2B343A",
)  # fmt: skip
CONTRAST = Colours(
    background="#000000", surface="#000000", line="#FFFFFF", field_line="#FFFFFF", text="#FFFFFF",
    muted="#FFFFFF", disabled="#B5B5B5", pressed="#333333", side="#000000", side_active="#003C3A",
    side_block="#000000", side_text="#FFFFFF", side_muted="#FFFFFF", side_focus="#FFFF00",
    counter="#FFD400", on_counter="#000000", accent="#00E5D8", accent_strong="#7FFFF8",
    accent_soft="#003C3A", on_accent="#000000", ok="#5CFF7E", ok_soft="#002B0A", warn="#FFD400",
    warn_soft="#332A00", bad="#FF9C94", bad_soft="#3B0000", info="#9CCBFF", info_soft="#00234A",
    neutral="#FFFFFF", neutral_soft="#262626",
)  # fmt: skip
COLOURS = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.CONTRAST: CONTRAST}


@dataclass(frozen=True)
class Theme:
    """The look in force. Widgets that draw icons or tones get it by constructor."""

    scheme: Scheme
    scale: float
    family: str
    colours: Colours
    icons: IconFont
    _drawn: dict[tuple[str, str], QIcon] = field(default_factory=dict, compare=False, repr=False)

    def px(self, size: float) -> int:
        """A size given for 100%, in device-independent pixels of the chosen scale."""
        return max(1, round(size * self.scale))

    def font(self, size: int = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The window's font at a size given for 100%."""
        font = QFont(self.family)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Text colour and soft ground of a tone."""
        colours = self.colours
        pairs = {
            Tone.NEUTRAL: (colours.neutral, colours.neutral_soft),
            Tone.ACCENT: (colours.accent, colours.accent_soft),
            Tone.OK: (colours.ok, colours.ok_soft),
            Tone.WARN: (colours.warn, colours.warn_soft),
            Tone.BAD: (colours.bad, colours.bad_soft),
            Tone.INFO: (colours.info, colours.info_soft),
        }
        text, ground = pairs[tone]
        return QColor(text), QColor(ground)

    def icon(self, name: str, colour: str | QColor | Tone | None = None) -> QIcon:
        """An outline icon by its Material Design name, as text is coloured unless told."""
        if isinstance(colour, Tone):
            colour = self.tone(colour)[0]
        shade = QColor(colour) if colour is not None else QColor(self.colours.text)
        key = (name, shade.name())
        if key not in self._drawn:
            grey = QColor(self.colours.disabled)
            self._drawn[key] = self.icons.icon(name, shade, grey)
        return self._drawn[key]


def apply(
    app: QApplication,
    scale: float = 1.0,
    scheme: Scheme = Scheme.LIGHT,
    resources: Path | None = None,
) -> Theme:
    """Dress the whole application and return the theme to hand to its windows.

    ``scale`` is one of ``SCALES``; ``resources`` replaces the program's own folder. Called again after
    a change of settings, everything the style sheet draws follows at once; windows made with the
    former theme keep its icons and painted parts until they are made anew.
    """
    folder = resources if resources is not None else resources_dir()
    colours = COLOURS[scheme]
    theme = Theme(scheme, scale, choose_family(folder / "fonts"), colours, IconFont())
    app.setStyle("Fusion")
    app.setFont(theme.font())
    app.setPalette(_palette(colours))
    template = (folder / "app.qss").read_text(encoding="utf-8")
    app.setStyleSheet(style_sheet(theme, template, folder / "icons"))
    return theme


def choose_family(fonts: Path) -> str:
    """Segoe UI on Windows, else the bundled Inter, else the system's own font.

    The whole list of families is never asked for: reading it costs a tenth of the start.
    """
    if sys.platform == "win32" and QFontDatabase.hasFamily(_PREFERRED_FAMILY):
        return _PREFERRED_FAMILY
    added = [QFontDatabase.addApplicationFont(str(file)) for file in sorted(fonts.glob("*.otf"))]
    families = {
        family for number in added if number >= 0 for family in QFontDatabase.applicationFontFamilies(number)
    }
    if _BUNDLED_FAMILY in families:
        return _BUNDLED_FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def style_sheet(theme: Theme, template: str, icons: Path) -> str:
    """Fill the style sheet: ``$colour`` by name, ``$p13`` a size of 100% in pixels, ``$icons`` a folder."""
    tokens = {name: str(value) for name, value in asdict(theme.colours).items()}
    tokens |= {f"p{size}": str(theme.px(size)) for size in range(1, 401)}
    tokens |= {"family": theme.family, "icons": icons.as_posix(), "scheme": theme.scheme.value}
    return Template(template).substitute(tokens)


def _palette(colours: Colours) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    for part, colour in {
        role.Window: colours.background,
        role.Base: colours.surface,
        role.AlternateBase: colours.background,
        role.Button: colours.surface,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.surface,
        role.Text: colours.text,
        role.WindowText: colours.text,
        role.ButtonText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent,
        role.Accent: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.info,
        role.LinkVisited: colours.info,
    }.items():
        palette.setColor(part, QColor(colour))
    for part in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(colours.disabled))
    return palette
