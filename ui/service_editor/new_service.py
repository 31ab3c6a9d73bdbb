"""A new service begins with its name and the kind of its letter; a copy with its name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import TextField
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.services.publishing import ServiceRow
from dinsos_desk.usecases.templates.stock import TemplateRow
from ui.intake.keys import RoomKeyButton
from ui.service_editor.pick_editor import PickEditor
from ui.theme import Theme
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.choice_editors import make_field
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row, text_label

_FIRST = "umum/surat_rekomendasi.docx"
_GENERAL = "umum"
_NEW = (
    "Layanan baru dimulai dengan alur paraf yang lazim dan satu surat. "
    "Semuanya dapat diubah sebelum diterbitkan."
)
_COPY = "Salinan memuat semua bagian layanan “{name}”. Layanan aslinya tidak berubah."


class NewServiceForm(QWidget):
    """``open_new`` or ``open_copy``; then it tells what is to be made."""

    new_wanted = Signal(str, str)
    """A name and a template."""
    copy_wanted = Signal(str, str)
    """The code of the service to copy, and a name."""
    leave_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._of = ""
        self.name = make_field(
            TextField(code="nama_layanan", label="Nama layanan", required=True, max_length=400)
        )
        self.letter = PickEditor(TextField(code="jenis_surat", label="Jenis surat"))
        self._letter = Field("Jenis surat yang dihasilkan", self.letter)
        self._words = text_label("", "muted", wrap=True)
        self.make = KeyButton("Buat konsep", "Ctrl+Return", ButtonKind.PRIMARY, name="layanan_buat")
        self.leave = RoomKeyButton("Batal", "Esc", name="layanan_batal")
        self.make.clicked.connect(self.submit)
        self.leave.clicked.connect(self.leave_wanted)
        self.card = Card(" ", name="layanan_baru_formulir")
        for part in (self._words, self.name, self._letter):
            self.card.body.addWidget(part)
        self.setLayout(
            column(self.card, row(STRETCH, self.leave, self.make, spacing=12), STRETCH, spacing=12)
        )

    def open_new(self, templates: tuple[TemplateRow, ...]) -> None:
        """Ask for a new service; general kinds of letters come first."""
        ordered = sorted(templates, key=lambda row: row.folder != _GENERAL)
        choices = [
            (
                row.name,
                row.title
                if row.folder == _GENERAL
                else f"{row.folder.replace('_', ' ').title()}: {row.title}",
            )
            for row in ordered
        ]
        self.letter.set_choices(choices)
        self.letter.set_text(_FIRST if any(row.name == _FIRST for row in ordered) else "")
        self._open("", "Layanan baru", _NEW, "")

    def open_copy(self, source: ServiceRow) -> None:
        """Ask for the name of a copy."""
        words = _COPY.format(name=source.name)
        self._open(source.code, "Salin layanan", words, f"{source.name} (salinan)"[:400])

    def submit(self) -> None:
        """Ctrl+Enter."""
        name = " ".join(self.name.editor.text().split())
        if not name:
            self.say(Fault("wajib_diisi", {"nama": "Nama layanan"}))
        elif self._of:
            self.copy_wanted.emit(self._of, name)
        else:
            self.new_wanted.emit(name, self.letter.text() or _FIRST)

    def say(self, fault: Fault) -> None:
        """Say what is wrong with the name."""
        self.name.set_error(fault_sentence(fault))
        self.name.focus()

    def _open(self, of: str, title: str, words: str, name: str) -> None:
        self._of = of
        self.card.set_title(title)
        self._words.setText(words)
        self._letter.setVisible(not of)
        self.name.clear_error()
        self.name.editor.set_text(name)
        self.name.focus()
