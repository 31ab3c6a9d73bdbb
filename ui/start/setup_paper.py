"""Set-up, third page: paper, font, and how letters are numbered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from dinsos_desk.documents.look import PAPERS_MM
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.numbering import TOKENS
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.office.setup import FONTS
from ui.settings.margins import MarginsEditor
from ui.start.setup_draft import SetupDraft, number_preview, paper_faults
from ui.start.setup_step import SetupStep
from ui.theme import Theme
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import STRETCH, row, text_label
from ui.widgets.segmented import Segment, SegmentedControl

_SIZES = range(9, 15)
_UNREADABLE = (0.0, 0.0, 0.0, 0.0)


class PaperStep(SetupStep):
    """The first number of the year is shown as it is typed."""

    key = "kertas"
    title = "Kertas dan nomor surat"
    hint = "Menurut tata naskah dinas kantor Anda. Nomor urut mulai lagi dari 1 setiap tahun."

    def __init__(self, theme: Theme, draft: SetupDraft, today: date) -> None:
        super().__init__(theme, draft)
        self._today = today
        papers = [
            Segment(name, f"{name} ({width:.0f} × {height:.0f} mm)", name[0])
            for name, (width, height) in PAPERS_MM.items()
        ]
        self.paper = SegmentedControl(papers, name="isian_paper", label="Kertas")
        self.font_name = QComboBox()
        self.font_name.addItems(FONTS)
        self.font_size = QComboBox()
        self.font_size.addItems([f"{size} pt" for size in _SIZES])
        self.margins = MarginsEditor(theme)
        self.margins.changed.connect(self._edited_margins)
        self.field("paper", "Kertas", self.paper)
        self.field("font", "Huruf surat", self.font_name)
        self.field("font_size", "Besar huruf", self.font_size)
        self.field("margins", "Margin (milimeter)", self.margins)
        tokens = ", ".join(f"{{{token}}}" for token in TOKENS)
        self.line("number_pattern", "Pola nomor surat", required=True, help_text=f"Bagian: {tokens}")
        self.line("classification", "Kode klasifikasi")
        self.line("unit", "Kode unit")
        self.line("office_code", "Kode kantor")
        self.next_number = text_label("", "strong")
        self.next_number.setObjectName("nomor_pertama")
        self.next_number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts = [self.fields[place] for place in self.fields]
        wide = [self.fields[place] for place in ("number_pattern",)]
        grid = FormGrid(theme, parts, wide)
        preview = row(text_label("Surat pertama bernomor", "muted"), self.next_number, STRETCH)
        self.lay_out(grid, preview)
        self.changed.connect(self._preview)

    def show_draft(self) -> None:
        office = self.draft.office
        self.paper.set_value(office.paper)
        if self.font_name.findText(office.font) < 0:
            self.font_name.addItem(office.font)
        self.font_name.setCurrentText(office.font)
        self.font_size.setCurrentText(f"{office.font_size} pt")
        if office.margins != _UNREADABLE:
            self.margins.set_margins(office.margins)
        for place in ("number_pattern", "classification", "unit", "office_code"):
            self.set_text(place, getattr(office, place))
        self._preview()

    def write(self) -> None:
        self.draft.office = replace(
            self.draft.office,
            paper=self.paper.value() or "A4",
            font=self.font_name.currentText(),
            font_size=_SIZES[self.font_size.currentIndex()],
            margins=self.margins.margins() or _UNREADABLE,
            number_pattern=" ".join(self.text("number_pattern").split()),
            classification=self.text("classification").strip(),
            unit=self.text("unit").strip(),
            office_code=self.text("office_code").strip(),
        )

    def faults(self) -> Sequence[Fault]:
        return paper_faults(self.draft)

    def summary(self) -> Sequence[str]:
        office = self.draft.office
        sides = " · ".join(f"{margin:g}".replace(".", ",") for margin in office.margins)
        paper = f"{office.paper}, margin {sides} mm, {office.font} {office.font_size} pt"
        try:
            return (paper, f"Surat pertama bernomor {number_preview(office, self._today)}")
        except Refused:
            return (paper,)

    def first(self) -> QWidget | None:
        return self.paper

    def _edited_margins(self) -> None:
        self.fields["margins"].clear_error()
        self.changed.emit()

    def _preview(self) -> None:
        self.write()
        try:
            self.next_number.setText(number_preview(self.draft.office, self._today))
        except Refused as refusal:
            self.next_number.setText("–")
            if self.text("number_pattern").strip():
                self.fields["number_pattern"].set_error(fault_sentence(refusal.fault))
            return
        self.fields["number_pattern"].clear_error()
