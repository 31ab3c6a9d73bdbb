"""The ways in: files, clipboard, camera, and what the scanner has just put into its folder."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from dinsos_desk.errors import EnvironmentProblem
from ui.attachments.camera import CameraDialog, OpenCamera, import_camera, open_camera
from ui.attachments.folder import FolderWatch, Found
from ui.attachments.given import Given, given_file
from ui.attachments.kept import KeptScanning
from ui.attachments.words import KINDS
from ui.context import Context
from ui.dialogs import Dialogs
from ui.intake.keys import RoomKeyButton
from ui.widgets.buttons import KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import FlowLayout, clear_layout, column, row


class AddingBar(QWidget):
    """Tells what was given; it reads nothing itself."""

    given = Signal(object)
    """``Sequence[Given]``."""
    paste_wanted = Signal()
    told = Signal(object)
    """A ``DeskError`` or a sentence."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        self.open_camera: OpenCamera = open_camera
        self.camera_dialog: CameraDialog | None = None
        self.scanning = KeptScanning(context.desk.paths)
        self.choose = KeyButton(
            "Pilih berkas", "F6", name="lampiran_pilih", icon=theme.icon("folder-open-outline")
        )
        self.choose.clicked.connect(self.choose_files)
        self.paste = RoomKeyButton(
            "Tempel", "Ctrl+V", name="lampiran_tempel", icon=theme.icon("content-paste")
        )
        self.paste.clicked.connect(self.paste_wanted)
        self.camera = KeyButton(
            "Kamera", "Shift+F6", name="lampiran_kamera", icon=theme.icon("camera-outline")
        )
        self.camera.clicked.connect(self.use_camera)
        self.offers = column(spacing=4)
        buttons = FlowLayout()
        for button in (self.choose, self.paste, self.camera):
            buttons.addWidget(button)
        self.setLayout(column(buttons, self.offers, spacing=6))
        self.folder = FolderWatch(context.tasks, self)
        self.folder.offered.connect(self._show_offers)
        self.folder.lost.connect(self.told)

    def watch(self) -> None:
        """Look into the scanner's folder, where one is set."""
        wanted = self.scanning.read().folder
        if wanted != self.folder.folder or wanted is None:
            self.folder.start(wanted, self.scanning.last_taken())

    def rest(self) -> None:
        """Look no more."""
        self.folder.stop()

    def choose_files(self) -> None:
        """Ask for files."""
        paths = Dialogs.open_paths(self, "Pilih foto atau PDF", self.scanning.chosen_from(), KINDS)
        if paths:
            self.scanning.keep_chosen_from(paths[0].parent)
            self.given.emit(tuple(given_file(path) for path in paths))

    def use_camera(self) -> None:
        """Show what the camera sees; the library is loaded first, on a worker."""
        self.camera.setEnabled(False)
        self._context.tasks.run_read(import_camera, self._open_camera, owner=self)

    def _open_camera(self, loaded: bool) -> None:
        self.camera.setEnabled(True)
        device = self.open_camera(self) if loaded else None
        if device is None:
            self.told.emit(EnvironmentProblem("lampiran_kamera_tidak_ada"))
            return
        dialog = CameraDialog(self._context.theme, device, self)
        self.camera_dialog = dialog
        dialog.finished.connect(lambda _: self._photographed(dialog))
        dialog.open()

    def _photographed(self, dialog: CameraDialog) -> None:
        image: QImage = dialog.image()
        self.camera_dialog = None
        dialog.deleteLater()
        if not image.isNull():
            name = f"Foto {self._context.desk.now():%d-%m-%Y %H.%M.%S}.jpg"
            self.given.emit((Given(name, image=image),))

    def _show_offers(self, offer: Sequence[Found]) -> None:
        clear_layout(self.offers)
        for number, found in enumerate(offer):
            key = "F7" if number == 0 else ""
            take = KeyButton("Lampirkan", key, name=f"lampiran_pindaian_{number}")
            take.setAccessibleName(f"Lampirkan {found.path.name} dari folder pemindai")
            take.clicked.connect(lambda _=False, one=found: self._take(one))
            words = ElidedLabel(f"Baru dari pemindai, pukul {_clock(found)}: {found.path.name}")
            words.setToolTip(str(found.path))
            line = row(words, take, spacing=8)
            line.setStretch(0, 1)
            line.setAlignment(take, Qt.AlignmentFlag.AlignVCenter)
            self.offers.addLayout(line)

    def _take(self, found: Found) -> None:
        self.scanning.keep_last_taken(found.written)
        self.folder.take(found)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.given.emit((given_file(found.path, scanned=True),))


def _clock(found: Found) -> str:
    """When it was scanned: one's own scan is told from the one before by it."""
    return f"{datetime.fromtimestamp(found.written):%H.%M}"
