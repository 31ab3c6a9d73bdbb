"""Lampiran & pemindai: the folder the scanner fills on this computer, and what becomes of the originals."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.errors import EnvironmentProblem
from ui.attachments.folder import look_into
from ui.attachments.kept import KeptScanning, ScanSettings
from ui.context import Context
from ui.settings.section import FormSection, Snapshot
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.layouts import row, text_label

_FOLDER = "folder"
_ADVICE = (
    "Pindaian biasa di folder dapat dibaca siapa saja yang memakai komputer ini. Setelah dilampirkan, "
    "salinannya tersimpan terenkripsi; berkas aslinya sebaiknya dihapus."
)


class ScanSection(FormSection):
    """Kept on this computer only: each has its own scanner."""

    key = "pindai"
    title = "Lampiran & pemindai"
    icon = "scanner"
    intro = "Berlaku di komputer ini. Pindaian baru di folder itu langsung ditawarkan saat lampiran dibuka."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._scanning = KeptScanning(context.desk.paths)
        self.line = QLineEdit()
        self.line.setObjectName("isian_folder_pindai")
        self.line.setPlaceholderText("Kosongkan bila tidak ada pemindai")
        self.line.textChanged.connect(self._typed)
        self.fields[_FOLDER] = Field("Folder hasil pindai", self.line)
        self.choose = KeyButton("Pilih folder…", name="pindai_pilih")
        self.choose.clicked.connect(self._choose)
        self.delete = QCheckBox("Hapus berkas asli dari folder itu setelah dilampirkan")
        self.delete.setObjectName("pindai_hapus_asli")
        self.delete.toggled.connect(lambda _: self.touch())
        card = Card("Folder pemindai", name="pindai_folder")
        line = row(self.fields[_FOLDER], self.choose, spacing=8)
        line.setStretch(0, 1)
        line.setAlignment(self.choose, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(line)
        card.body.addWidget(self.delete)
        card.body.addWidget(text_label(_ADVICE, "small", wrap=True))
        self.lay_out(card)

    def load(self) -> None:
        known = self._scanning.read()
        self.line.setText(str(known.folder) if known.folder else "")
        self.delete.setChecked(known.delete)
        self.settled()

    def snapshot(self) -> Snapshot:
        return {_FOLDER: self.line.text().strip(), "delete": self.delete.isChecked()}

    def submit(self) -> None:
        if not self.save.isEnabled():
            return
        typed = self.line.text().strip()
        folder = Path(typed) if typed else None
        if folder is not None and not folder.is_absolute():
            self.show_faults([Fault("folder_tidak_lengkap", {}, _FOLDER)])
            return
        wanted = ScanSettings(folder, self.delete.isChecked())
        self.write(lambda: folder is not None and look_into(folder, 0), lambda _: self._keep(wanted))

    def fail(self, error: Exception) -> None:
        if isinstance(error, EnvironmentProblem) and error.code == "folder_pindai_hilang":
            self.touch()
            self.show_faults([Fault("folder_tidak_terbaca", {}, _FOLDER)])
        else:
            super().fail(error)

    def _keep(self, wanted: ScanSettings) -> None:
        self._scanning.keep(wanted)
        self.settled()
        self.confirm_saved()

    def _typed(self, _: str) -> None:
        self.fields[_FOLDER].clear_error()
        self.touch()

    def _choose(self) -> None:
        chosen = self.ask_folder(self.line.text().strip())
        if chosen:
            self.line.setText(chosen)

    def ask_folder(self, known: str) -> str:
        """Ask for a folder; empty when the person turned back."""
        return QFileDialog.getExistingDirectory(self, "Folder hasil pindai", known or str(Path.home()))
