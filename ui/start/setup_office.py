"""Set-up, first page: which office, and its letterhead."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox

from dinsos_desk.catalog.office import OfficePreset
from dinsos_desk.domain.faults import Fault
from ui.dialogs import Dialogs
from ui.start.letterhead import Letterhead
from ui.start.setup_draft import SetupDraft, letterhead_faults
from ui.start.setup_step import SetupStep
from ui.theme import Theme
from ui.widgets.form_grid import FormGrid

OTHER = "Kantor lain (isi sendiri)"
_LINES = (
    ("government", "Nama pemerintah daerah", True, "Misalnya Pemerintah Kota Contoh"),
    ("name", "Nama kantor", True, "Misalnya Dinas Sosial"),
    ("address", "Alamat", True, ""),
    ("city", "Tempat surat dibuat", True, "Tercetak di depan tanggal surat"),
    ("postcode", "Kode pos", False, ""),
    ("phone", "Telepon", False, ""),
    ("email", "Pos-el", False, ""),
    ("website", "Laman", False, ""),
    ("complaints", "Saluran pengaduan", False, "Tercetak pada tanda terima"),
)


class OfficeStep(SetupStep):
    """Choosing an office from the list fills the page; everything can be changed."""

    key = "kantor"
    title = "Kantor dan kop surat"
    hint = "Pilih kantor dari daftar bila ada, lalu periksa. Semua dapat diubah kemudian di Pengaturan."

    def __init__(self, theme: Theme, draft: SetupDraft, presets: Mapping[str, OfficePreset]) -> None:
        super().__init__(theme, draft)
        self._presets = presets
        self._chosen = ""
        self.preset = QComboBox()
        self.preset.setObjectName("isian_preset")
        self.preset.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.preset.setMinimumContentsLength(20)
        self.preset.addItem(OTHER, "")
        for code, preset in sorted(presets.items(), key=lambda item: item[1].title):
            self.preset.addItem(preset.title, code)
        parts = [self.field("preset", "Mulai dari", self.preset)]
        parts += [self.line(p, label, required=needed, help_text=tip) for p, label, needed, tip in _LINES]
        wide = [self.fields[place] for place in ("preset", "address", "complaints")]
        self.preview = Letterhead(theme)
        self.lay_out(self.preview, FormGrid(theme, parts, wide))
        self.preset.activated.connect(self._choose)
        self.changed.connect(self._preview)

    def show_draft(self) -> None:
        self._chosen = self.draft.office.preset
        self.preset.setCurrentIndex(max(0, self.preset.findData(self._chosen)))
        for place, *_ in _LINES:
            self.set_text(place, getattr(self.draft.office, place))
        self._preview()

    def write(self) -> None:
        typed = {place: " ".join(self.text(place).split()) for place, *_ in _LINES}
        self.draft.office = replace(self.draft.office, **typed)

    def faults(self) -> Sequence[Fault]:
        return letterhead_faults(self.draft)

    def _choose(self) -> None:
        """Take a preset over; what was typed by hand is only replaced after asking."""
        code = str(self.preset.currentData())
        if code == self._chosen:
            return
        if self._typed_by_hand() and not Dialogs.confirm(
            self,
            "Ganti isian kantor?",
            "Isian pada halaman ini akan diganti dengan data kantor yang dipilih.",
            "Ganti isian",
        ):
            self.preset.setCurrentIndex(max(0, self.preset.findData(self._chosen)))
            return
        emblem = self.draft.office.emblem
        self.draft.start_from(self._presets.get(code))
        self.draft.office = replace(self.draft.office, emblem=emblem)
        for field in self.fields.values():
            field.clear_error()
        self.show_draft()
        self.changed.emit()

    def _typed_by_hand(self) -> bool:
        former = self._presets.get(self._chosen)
        return any(
            " ".join(self.text(place).split()) != (getattr(former, place) if former else "")
            for place, *_ in _LINES
        )

    def _preview(self) -> None:
        self.write()
        self.preview.show_office(self.draft.office)
