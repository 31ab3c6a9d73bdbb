"""What the self-test asks of the window: fonts, icons, pictures, rooms, the first page, printers."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, qVersion
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication, QImage, QImageReader, QPixmap
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication

from dinsos_desk.paths import resources_dir
from dinsos_desk.self_test.findings import Check, FailedError, NoticeError
from ui import theme as themes
from ui.rooms import import_rooms
from ui.start.login import LoginPage
from ui.start.shell import Shell
from ui.theme import Theme

_FORMATS = frozenset({"png", "jpg", "svg", "ico"})
_ICON_SIZE = 48
_LEAST_TONES = 8
"""Fewer colours than this in the picture of the first page, and it was not painted."""


def window_checks(theme: Theme | None = None) -> tuple[tuple[str, Check], ...]:
    """The checks, in order. Made without a screen they run on Qt's offscreen platform.

    ``theme``: the look in force, when there is a window already.
    """
    if sys.platform.startswith("linux") and not _has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    test = _WindowTest(theme)
    return (
        ("Jendela (Qt)", test.application),
        ("Huruf", test.fonts),
        ("Ikon", test.icons),
        ("Bentuk gambar", test.formats),
        ("Ruang program", test.rooms),
        ("Halaman masuk", test.first_page),
        ("Pencetak", test.printers),
    )


class _WindowTest:
    def __init__(self, theme: Theme | None) -> None:
        self._app: QApplication | None = None
        self._theme = theme

    def application(self) -> str:
        known = QApplication.instance()
        self._app = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
        self._theme = self._theme or themes.apply(self._app)
        screen = QGuiApplication.primaryScreen()
        if screen is None:
            raise FailedError("Tidak ada layar.")
        size = f"{screen.size().width()} × {screen.size().height()}"
        scale = f"skala {100 * screen.devicePixelRatio():.0f}%"
        return f"Qt {qVersion()}, {QGuiApplication.platformName()}, {size}, {scale}"

    def fonts(self) -> str:
        theme = self._need_theme()
        shown = QFontInfo(theme.font()).family()
        if theme.family != shown:
            raise FailedError(f"Huruf {theme.family} tidak tersedia; yang dipakai {shown}.")
        return shown

    def icons(self) -> str:
        theme = self._need_theme()
        picture = theme.icon("home-outline", QColor("#000000")).pixmap(_ICON_SIZE, _ICON_SIZE).toImage()
        dark = sum(
            picture.pixelColor(x, y).alpha() > 0
            for x in range(picture.width())
            for y in range(picture.height())
        )
        if not dark:
            raise FailedError("Huruf ikon tidak dapat digambar. Pasang ulang program ini.")
        drawings = sorted((resources_dir() / "icons").glob("*.svg"))
        empty = [path.name for path in drawings if QPixmap(str(path)).isNull()]
        if empty:
            raise FailedError(f"Gambar tidak terbaca: {', '.join(empty)}. Pasang ulang program ini.")
        return f"huruf ikon dan {len(drawings)} gambar"

    def formats(self) -> str:
        known = {bytes(name.data()).decode("ascii") for name in QImageReader.supportedImageFormats()}
        if missing := _FORMATS - known:
            raise FailedError(f"Tidak terbaca: {', '.join(sorted(missing))}. Pasang ulang program ini.")
        return ", ".join(sorted(_FORMATS))

    def rooms(self) -> str:
        import_rooms()
        return "semua ruang termuat"

    def first_page(self) -> str:
        theme = self._need_theme()
        with tempfile.TemporaryDirectory(prefix="dinsos-periksa-", ignore_cleanup_errors=True) as folder:
            settings = QSettings(str(Path(folder) / "tampilan.ini"), QSettings.Format.IniFormat)
            shell = Shell(theme, settings)
            shell.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            shell.show_page(LoginPage(theme, "", ""))
            shell.show()
            image = shell.grab().toImage()
            shell.close()
            shell.deleteLater()
            settings.sync()  # else it writes its file, and the folder anew, when it goes
        tones = _tones(image)
        if tones < _LEAST_TONES:
            raise FailedError("Halaman masuk tidak tergambar.")
        return f"tergambar, {image.width()} × {image.height()}"

    def printers(self) -> str:
        names = QPrinterInfo.availablePrinterNames()
        if not names:
            raise NoticeError("Tidak ada pencetak. Surat tetap dapat dibuka di Word dan dicetak dari sana.")
        standard = QPrinterInfo.defaultPrinterName()
        told = f"{len(names)} pencetak"
        return f"{told}, yang utama {standard}" if standard else f"{told}, belum ada yang utama"

    def _need_theme(self) -> Theme:
        if self._theme is None:
            raise FailedError("Jendela tidak dapat dibuka.")
        return self._theme


def _tones(image: QImage) -> int:
    step = 3
    return len(
        {image.pixel(x, y) for x in range(0, image.width(), step) for y in range(0, image.height(), step)}
    )


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
