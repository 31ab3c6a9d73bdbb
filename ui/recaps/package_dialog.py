"""What the package of a recap is sent with: the covering letter, and the folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from dinsos_desk.usecases.recaps.choices import Sending
from dinsos_desk.usecases.recaps.covering import KIND_WORDS, LONGEST, Covering, CoverKind
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.segmented import Segment, SegmentedControl

_LETTERS = 58
_WORDS = (
    "Satu folder berisi buku kerja Excel, surat pengantar Word, tata letak kantor yang terisi, dan PDF bila "
    "Word atau LibreOffice ada di komputer ini."
)


@dataclass(frozen=True)
class Offer:
    """What the dialog begins with: posts by name, whom each kind usually goes to, the last choice."""

    posts: tuple[tuple[str, str], ...]
    recipients: dict[CoverKind, str]
    last: Sending | None
    period: str


class PackageDialog(QDialog):
    """Ctrl+Enter sends, Esc turns back."""

    def __init__(self, parent: QWidget | None, offer: Offer) -> None:
        super().__init__(parent)
        self.setObjectName("paket")
        self.setWindowTitle("Kirim paket rekap")
        self._offer = offer
        kinds = [Segment(kind.value, KIND_WORDS[kind], KIND_WORDS[kind][0]) for kind in CoverKind]
        self.kind = SegmentedControl(kinds, name="paket_jenis", label="Jenis pengantar")
        self.to = QLineEdit()
        self.to.setObjectName("paket_kepada")
        self.to.setMaxLength(LONGEST)
        self.to.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.post = QuietCombo(name="paket_penanda_tangan", label="Penanda tangan", letters=30)
        self.post.set_choices(list(offer.posts))
        self.number = QLineEdit()
        self.number.setObjectName("paket_nomor")
        self.number.setMaxLength(LONGEST)
        self.folder = QLineEdit()
        self.folder.setObjectName("paket_folder")
        self.browse = KeyButton("Pilih folder…", "Alt+F", name="paket_pilih")
        self.browse.clicked.connect(self._browse)
        self.folder_field = Field("Simpan ke folder", self.folder, required=True)
        self.send = KeyButton("Kirim paket", "Ctrl+Return", ButtonKind.PRIMARY, name="paket_kirim")
        self.cancel = KeyButton("Batal", "Esc", name="paket_batal")
        self.send.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.kind.chosen.connect(self._choose_kind)
        self._begin(offer.last)
        place = row(self.folder_field, self.browse, spacing=8)
        place.setStretch(0, 1)
        place.setAlignment(self.browse, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(
            column(
                text_label(f"Kirim paket rekap {offer.period}", "section", wrap=True),
                text_label(_WORDS, "muted", wrap=True),
                Field("Surat pengantar", self.kind),
                Field("Kepada", self.to),
                Field("Ditandatangani oleh", self.post),
                Field("Nomor", self.number, help_text="Boleh kosong; tempatnya disisakan pada surat."),
                place,
                row(STRETCH, self.cancel, self.send, spacing=8),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )
        self.send.setDefault(True)
        self.send.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, offer: Offer) -> tuple[Covering, Path] | None:
        """What was chosen, None when the person turned back."""
        dialog = cls(parent, offer)
        try:
            return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()

    def value(self) -> tuple[Covering, Path]:
        """The covering letter and the folder as they stand."""
        covering = Covering(
            CoverKind(self.kind.value()),
            " ".join(self.to.text().split()),
            self.post.value(),
            " ".join(self.number.text().split()),
        )
        return covering, Path(self.folder.text().strip())

    def accept(self) -> None:
        typed = self.folder.text().strip()
        if not typed or not Path(typed).is_dir():
            said = (
                f"Folder “{typed}” tidak ada (flash disk belum dipasang?)." if typed else "Pilih foldernya."
            )
            self.folder_field.set_error(said)
            self.folder.setFocus()
            return
        super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter belongs to the fields."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            event.ignore()

    def _begin(self, last: Sending | None) -> None:
        kind = last.covering.kind if last is not None else CoverKind.NOTE
        self.kind.set_value(kind.value)
        self.to.setText(last.covering.to if last and last.covering.to else self._offer.recipients[kind])
        self.post.set_value(last.covering.post if last is not None else self._usual_post(kind))
        if not self.post.value() and self.post.count():
            self.post.setCurrentIndex(0)
        self.folder.setText(last.folder if last is not None else str(Path.home()))

    def _choose_kind(self, code: str) -> None:
        kind = CoverKind(code)
        if self.to.text() in ("", *self._offer.recipients.values()):
            self.to.setText(self._offer.recipients[kind])
        self.post.set_value(self._usual_post(kind))

    def _usual_post(self, kind: CoverKind) -> str:
        """The head signs a laporan; a nota dinas goes to the head from the post after it."""
        codes = [code for code, _ in self._offer.posts]
        if kind is CoverKind.NOTE:
            return next((code for code in codes if code == "sekretaris"), codes[-1] if codes else "")
        return codes[0] if codes else ""

    def _browse(self) -> None:
        chosen = choose_folder(self, self.folder.text().strip())
        if chosen:
            self.folder.setText(chosen)
            self.folder_field.set_error("")


Choose = Callable[[QWidget, str], str]


def choose_folder(parent: QWidget, start: str) -> str:
    """Ask for a folder; a test replaces it."""
    return QFileDialog.getExistingDirectory(parent, "Folder tujuan paket", start)
