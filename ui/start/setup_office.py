"""Set-up, second page: the letterhead with its emblem, drawn as it is typed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.errors import DeskError
from ui.dialogs import Dialogs
from ui.settings.letterhead_lines import CODES, LINES, PICTURES, WIDE, readable_emblem
from ui.start.letterhead import Letterhead
from ui.start.setup_draft import SetupDraft, letterhead_faults
from ui.start.setup_step import SetupStep
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import STRETCH, row
from ui.widgets.telling import in_words


class OfficeStep(SetupStep):
    """Four lines are required; a picture that cannot be used is told and loses nothing."""

    key = "kantor"
    title = "Kop surat"
    hint = "Begini kop pada setiap surat. Yang bertanda * wajib diisi; lambang boleh menyusul."

    def __init__(self, theme: Theme, draft: SetupDraft, tasks: Tasks) -> None:
        super().__init__(theme, draft)
        self._tasks = tasks
        self.preview = Letterhead(theme)
        parts = [self.line(e.code, e.label, required=e.required, help_text=e.help) for e in LINES]
        wide = [self.fields[code] for code in WIDE]
        emblem = self._make_emblem()
        self.lay_out(self.preview, FormGrid(theme, parts, wide), emblem)
        self.changed.connect(self._preview)

    def show_draft(self) -> None:
        for code in CODES:
            self.set_text(code, getattr(self.draft.office, code))
        self._preview()

    def write(self) -> None:
        typed = {code: " ".join(self.text(code).split()) for code in CODES}
        self.draft.office = replace(self.draft.office, **typed)

    def faults(self) -> Sequence[Fault]:
        return letterhead_faults(self.draft)

    def summary(self) -> Sequence[str]:
        office = self.draft.office
        return (office.name, office.government, office.address)

    def remarks(self) -> Sequence[str]:
        return () if self.draft.office.emblem else ("Lambang daerah belum dipilih.",)

    def _make_emblem(self) -> QWidget:
        self.choose = KeyButton("Pilih lambang…", name="pilih_lambang")
        self.remove = KeyButton("Tanpa lambang", name="hapus_lambang")
        self.choose.clicked.connect(self._choose_emblem)
        self.remove.clicked.connect(lambda: self._take_emblem(None))
        strip = QWidget()
        strip.setObjectName("isian_emblem")
        strip.setLayout(row(self.choose, self.remove, STRETCH, spacing=12))
        strip.setFocusProxy(self.choose)
        return self.field(
            "emblem", "Lambang daerah", strip, help_text="Gambar PNG atau JPEG, paling besar 2 MB"
        )

    def _choose_emblem(self) -> None:
        path = Dialogs.open_path(self, "Pilih gambar lambang", Path.home(), PICTURES)
        if path is not None:
            self._tasks.run_read(
                lambda: readable_emblem(path), self._take_emblem, self._refuse_emblem, owner=self
            )

    def _refuse_emblem(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.fields["emblem"].set_error(in_words(error))
        else:
            self._tasks.failure.emit(error)

    def _take_emblem(self, picture: bytes | None) -> None:
        self.fields["emblem"].clear_error()
        self.draft.office = replace(self.draft.office, emblem=picture)
        self.changed.emit()

    def _preview(self) -> None:
        self.write()
        self.preview.show_office(self.draft.office)
        self.remove.setVisible(self.draft.office.emblem is not None)
