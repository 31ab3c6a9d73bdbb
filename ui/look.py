"""The chosen size of text and set of colours, kept beside the data and read before the first window."""

from PySide6.QtCore import QSettings

from dinsos_desk.paths import DataPaths
from ui.theme import SCALES, Scheme

FILE_NAME = "tampilan.ini"
_SCALE = "skala"
_SCHEME = "warna"


def settings_at(paths: DataPaths) -> QSettings:
    """The small file of how the window looks. It holds no personal data but the last sign-in name."""
    return QSettings(str(paths.root / FILE_NAME), QSettings.Format.IniFormat)


def kept_look(settings: QSettings) -> tuple[float, Scheme]:
    """The scale (one of ``SCALES``) and the scheme; the defaults for anything unreadable."""
    try:
        wanted = float(str(settings.value(_SCALE, 1.0)))
        scale = min(SCALES, key=lambda known: abs(known - wanted))
    except ValueError:
        scale = 1.0
    try:
        scheme = Scheme(str(settings.value(_SCHEME, Scheme.LIGHT.value)))
    except ValueError:
        scheme = Scheme.LIGHT
    return scale, scheme


def keep_look(settings: QSettings, scale: float, scheme: Scheme) -> None:
    """Remember the look; emit ``Events.look_changed`` afterwards so that the window dresses anew."""
    settings.setValue(_SCALE, scale)
    settings.setValue(_SCHEME, scheme.value)
