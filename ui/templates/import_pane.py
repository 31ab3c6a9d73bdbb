"""A file that is to become a template: what is wrong with it, a test print, and taking it into use."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dinsos_desk.documents.templates.findings import Finding
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.templates.taking_in import Look
from dinsos_desk.usecases.templates.trial import can_try
from ui.context import Context
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.models.rows_model import RowsModel
from ui.templates.trial import TrialButton
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.table import Table

_FAULT = BadgeSpec("Harus", Tone.BAD, "alert-circle-outline")
_HINT = BadgeSpec("Saran", Tone.WARN, "lightbulb-outline")
LONGEST_NOTE = 200


def where_of(finding: Finding) -> str:
    """Where it stands: page and paragraph, as far as it has a place."""
    return f"{finding.place[:1].upper()}{finding.place[1:]}" or "Seluruh berkas"


def words_of(finding: Finding) -> str:
    """What is wrong and what to do."""
    return fault_sentence(finding.fault)


COLUMNS: tuple[ColumnSpec[Finding], ...] = (
    ColumnSpec(
        "jenis", "Jenis", lambda one: (_FAULT if one.blocking else _HINT).text, width=96,
        badge=lambda one: _FAULT if one.blocking else _HINT,
    ),
    ColumnSpec(
        "tempat", "Di mana", where_of, width=190, least=130, tooltip=where_of,
    ),
    ColumnSpec(
        "apa", "Apa dan cara memperbaikinya", words_of, width=420, least=200, stretch=True, typeahead=True,
        tooltip=words_of,
    ),
)  # fmt: skip


class TemplateImportPane(QWidget):
    """Shows one ``Look``; the whole sentence and the text around a finding stand below the list."""

    use_wanted = Signal(object, str)
    """The look, and a note for the version."""
    again_wanted = Signal()
    trial_wanted = Signal(object, str)
    fields_wanted = Signal()
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templat_masuk_ruang")
        self.look: Look | None = None
        theme = context.theme
        self.title = ElidedLabel("", "section")
        self.verdict = Banner(theme, name="templat_putusan")
        self.model: RowsModel[Finding] = RowsModel(
            COLUMNS, (), lambda one: (one.code, one.place, one.around), self
        )
        self.table = Table(theme, name="templat_temuan", label="Yang ditemukan pemeriksa")
        self.table.set_model(self.model, COLUMNS)
        self.table.set_empty("check-circle-outline", "Tidak ada yang perlu diperbaiki pada berkas ini.")
        self.whole = text_label("", wrap=True)
        self.whole.setObjectName("templat_temuan_lengkap")
        self.near = text_label("", "muted", wrap=True)
        self.near.setObjectName("templat_temuan_teks")
        self.detail = Card(padding=12, name="templat_temuan_kartu")
        self.detail.body.addWidget(self.whole)
        self.detail.body.addWidget(self.near)
        self.note = QLineEdit()
        self.note.setObjectName("templat_catatan")
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setPlaceholderText("Catatan versi (boleh kosong)")
        self.note.setAccessibleName("Catatan versi")
        self.back = KeyButton("Batal", "Esc", name="templat_masuk_batal")
        self.fields = KeyButton("Daftar isian", "Alt+D", name="templat_masuk_isian")
        self.again = KeyButton("Periksa ulang", "Alt+U", name="templat_periksa_ulang")
        self.again.setToolTip("Setelah diperbaiki dan disimpan di Word (Alt+U)")
        self.trial = TrialButton("templat_masuk_contoh")
        self.use = KeyButton("Pakai templat ini", "Ctrl+Return", ButtonKind.PRIMARY, name="templat_pakai")
        card = Card(padding=1, name="templat_temuan_daftar")
        card.body.addWidget(self.table)
        first = row(self.back, STRETCH, self.fields, self.again, spacing=8)
        last = row(self.note, self.trial, self.use, spacing=8)
        last.setStretch(0, 1)
        whole = column(self.title, self.verdict, card, self.detail, first, last, spacing=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.table.row_chosen.connect(self._tell)
        self.back.clicked.connect(self.left)
        self.fields.clicked.connect(self.fields_wanted)
        self.again.clicked.connect(self.again_wanted)
        self.trial.wanted.connect(lambda way: self.trial_wanted.emit(self.look, way))
        self.use.clicked.connect(self.submit)

    def show_look(self, look: Look, title: str) -> None:
        """What was found about a file."""
        self.look = look
        self.title.setText(f"{look.file_name} → {title}")
        faults, hints = len(look.checked.blocking), len(look.checked.hints)
        more = f" {hints} saran." if hints else ""
        if faults:
            self.verdict.say(
                Tone.BAD, f"{faults} hal harus diperbaiki di Word sebelum templat ini dapat dipakai.{more}"
            )
        else:
            self.verdict.say(
                Tone.OK if not hints else Tone.WARN,
                f"Templat ini dapat dipakai dan sudah dicoba diisi data contoh.{more}"
                if can_try(look.name)
                else f"Templat ini dapat dipakai.{more}",
            )
        self.model.set_rows(look.checked.findings)
        self.use.setEnabled(not faults)
        self.trial.setEnabled(not faults and can_try(look.name))
        self.note.setEnabled(not faults)
        self.table.choose_row(0)
        self._tell(self.table.current_row())
        (self.table if look.checked.findings else self.note).setFocus()

    def submit(self) -> None:
        """Take the file into use."""
        if self.look is not None and self.use.isEnabled():
            self.use_wanted.emit(self.look, self.note.text())

    def _tell(self, finding: Finding | None) -> None:
        self.detail.setVisible(finding is not None)
        if finding is not None:
            self.whole.setText(words_of(finding))
            around = f" Teks di sekitarnya: {finding.around}" if finding.around else ""
            self.near.setText(f"{where_of(finding)}.{around}")
