"""The versions of one template: who took which in when, and the way back to one or the shipped one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.repositories.templates import VersionRow
from dinsos_desk.domain.templates import TemplateDeed
from dinsos_desk.usecases.services.drafts import Origin
from dinsos_desk.usecases.templates.stock import TemplateInfo
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

_DEEDS = {
    TemplateDeed.TAKEN: "Dimasukkan",
    TemplateDeed.FOUND: "Ditemukan di folder",
    TemplateDeed.AGAIN: "Dipakai kembali",
    TemplateDeed.OFFICE_FILE: "Dari berkas penyiapan",
    TemplateDeed.SHIPPED: "Kembali ke bawaan",
}
_IN_USE = BadgeSpec("Dipakai", Tone.OK, "check-circle-outline")
_FORMER = BadgeSpec("Lama", Tone.NEUTRAL, "history")
_OUTSIDE = (
    "Berkas di folder templat bukan versi ini: seseorang menggantinya di luar program. Yang dipakai adalah "
    "berkas di folder; “Pakai versi ini” mengembalikannya."
)


def _state(row: VersionRow) -> BadgeSpec:
    return _IN_USE if row.newest else _FORMER


COLUMNS: tuple[ColumnSpec[VersionRow], ...] = (
    ColumnSpec("versi", "Versi", lambda one: str(one.version), width=60, least=54, bold=True),
    ColumnSpec("keadaan", "Keadaan", lambda one: _state(one).text, width=104, badge=_state),
    ColumnSpec("cara", "Bagaimana", lambda one: _DEEDS[one.deed], width=150, least=120),
    ColumnSpec("saat", "Saat", lambda one: f"{one.at:%d/%m/%y %H.%M}", width=118, least=112),
    ColumnSpec("oleh", "Oleh", lambda one: one.who, width=140, least=90, drop=1),
    ColumnSpec(
        "catatan", "Catatan", lambda one: one.note or "–", width=200, least=100, stretch=True, typeahead=True,
        tooltip=lambda one: one.note,
    ),
    ColumnSpec("berkas", "Berkas", lambda one: one.file_name or "–", width=150, least=90, drop=2, muted=True),
)  # fmt: skip


class TemplateVersionsPane(QWidget):
    """Asks by signals; letters already made are not touched by anything here."""

    again_wanted = Signal(object)
    shipped_wanted = Signal(object)
    save_wanted = Signal(object)
    trial_wanted = Signal(object, str)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templat_versi_ruang")
        self.info: TemplateInfo | None = None
        theme = context.theme
        self.title = ElidedLabel("", "section")
        self.told = text_label(
            "Versi berlaku bagi surat yang dibuat sesudahnya; surat yang sudah jadi tidak berubah.",
            "muted",
            wrap=True,
        )
        self.outside = Banner(theme, name="templat_di_luar")
        self.model: RowsModel[VersionRow] = RowsModel(COLUMNS, (), lambda one: one.id, self)
        self.table = Table(theme, name="templat_versi_daftar", label="Versi templat")
        self.table.set_model(self.model, COLUMNS)
        self.table.set_empty(
            "history", "Belum ada versi: templat ini masih bawaan. “Masukkan…” membuat versi pertama."
        )
        self.back = KeyButton("Kembali", "Esc", name="templat_versi_kembali")
        self.shipped = KeyButton("Kembali ke bawaan", "Alt+B", ButtonKind.DANGER, name="templat_ke_bawaan")
        self.trial = TrialButton("templat_versi_contoh")
        self.save = KeyButton("Simpan berkasnya…", "Ctrl+S", name="templat_versi_simpan")
        self.again = KeyButton(
            "Pakai versi ini", "Ctrl+Return", ButtonKind.PRIMARY, name="templat_versi_pakai"
        )
        card = Card(padding=1, name="templat_versi_kartu")
        card.body.addWidget(self.table)
        first = row(self.back, STRETCH, self.shipped, self.trial, spacing=8)
        last = row(STRETCH, self.save, self.again, spacing=8)
        whole = column(self.title, self.told, self.outside, card, first, last, spacing=8)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.table.row_chosen.connect(self._enable)
        self.back.clicked.connect(self.left)
        self.again.clicked.connect(self.submit)
        self.shipped.clicked.connect(lambda: self.shipped_wanted.emit(self.info))
        self.save.clicked.connect(lambda: self.save_wanted.emit(self.table.current_row()))
        self.trial.wanted.connect(lambda way: self.trial_wanted.emit(self.table.current_row(), way))

    def show_versions(self, info: TemplateInfo, rows: tuple[VersionRow, ...]) -> None:
        """The versions of a template, the newest first."""
        self.info = info
        self.title.setText(f"Versi · {info.title}")
        self.model.set_rows(rows)
        if info.outside and info.version:
            self.outside.say(Tone.WARN, _OUTSIDE)
        else:
            self.outside.clear()
        is_own = info.origin is Origin.OWN
        self.shipped.set_label("Hentikan pemakaian" if is_own else "Kembali ke bawaan")
        if rows:
            self.table.choose_row(0)
        self._enable(self.table.current_row())
        self.table.setFocus()

    def submit(self) -> None:
        """Take the chosen version up again."""
        row = self.table.current_row()
        if row is not None and self.again.isEnabled():
            self.again_wanted.emit(row)

    def _enable(self, row: VersionRow | None) -> None:
        has_file = row is not None and row.deed is not TemplateDeed.SHIPPED
        info = self.info
        self.again.setEnabled(
            has_file and row is not None and (not row.newest or (info is not None and info.outside))
        )
        self.save.setEnabled(has_file)
        self.trial.setEnabled(has_file and info is not None and can_try(info.name))
        self.shipped.setEnabled(info is not None and info.origin is not Origin.SHIPPED)
