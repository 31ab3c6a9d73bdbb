"""Kantor & kop surat: everything the letterhead and the paper of this office say."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from dinsos_desk.documents.look import PAPERS_MM
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import Choice, ChoiceField, NumberField, TextField
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.office.setup import FONTS, OfficeData, change_office, the_office
from ui.context import Context
from ui.dialogs import Dialogs
from ui.settings.letterhead_lines import CODES, LINES, PICTURES, WIDE, readable_emblem
from ui.settings.margins import MarginsEditor
from ui.settings.section import FormSection, Snapshot, read_typed
from ui.start.letterhead import Letterhead
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import STRETCH, row, text_label
from ui.widgets.telling import in_words


def _coded(words: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(code="c_" + "_".join(word.lower().split()), label=word) for word in words)


class OfficeSection(FormSection):
    """The letterhead is drawn as it is typed; letters already made keep theirs."""

    key = "kantor"
    title = "Kantor & kop surat"
    icon = "office-building-outline"
    intro = "Dipakai pada kop, kertas, dan tanda terima. Surat yang sudah dibuat tidak berubah."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._emblem: bytes | None = None
        theme = context.theme
        self.preview = Letterhead(theme)
        self.choose = KeyButton("Pilih lambang…", name="kantor_pilih_lambang")
        self.remove = KeyButton("Hapus lambang", name="kantor_hapus_lambang")
        self.choose.clicked.connect(self._choose_emblem)
        self.remove.clicked.connect(lambda: self._take_emblem(None))
        self.emblem_fault = text_label("", "error", wrap=True)
        self.emblem_fault.hide()
        self._head = Card("Kop surat", name="kantor_kop")
        self._head.body.addWidget(self.preview)
        self._head.body.addLayout(row(self.choose, self.remove, STRETCH, spacing=8))
        self._head.body.addWidget(self.emblem_fault)
        self.lay_out(self._head, later=(self._add_texts, self._paper))

    def load(self) -> None:
        self.read(lambda: the_office(self.context.desk.reader()), self._show)

    def snapshot(self) -> Snapshot:
        return {**super().snapshot(), "emblem": self._emblem}

    def submit(self) -> None:
        if not self.save.isEnabled():
            return
        values, faults = read_typed(self.fields, self.today())
        margins = self.margins.margins()
        if margins is None:
            faults.append(Fault("margin_salah", {}, "margins"))
        if faults or margins is None:
            self.show_faults(faults)
            return
        changes = {code: str(values[code] or "") for code in CODES} | {
            "paper": self._label("paper"),
            "font": self._label("font"),
            "font_size": values["font_size"],
            "margins": margins,
            "emblem": self._emblem,
        }
        desk, actor = self.context.desk, self.context.actor
        self.write(
            lambda: change_office(desk.uow(), actor, replace(the_office(desk.reader()), **changes)),
            self._saved,
        )

    def touch(self) -> None:
        super().touch()
        self._draw()

    def _add_texts(self) -> None:
        texts = [
            self.add_field(
                TextField(code=e.code, label=e.label, required=e.required, max_length=300, help=e.help)
            )
            for e in LINES
        ]
        wide = [self.fields[code] for code in WIDE]
        self._head.body.addWidget(FormGrid(self.context.theme, texts, wide))

    def _paper(self) -> Card:
        card = Card("Kertas dan huruf", name="kantor_kertas")
        card.body.addWidget(FormGrid(self.context.theme, self._paper_fields()))
        return card

    def _paper_fields(self) -> list[Field]:
        papers = tuple(PAPERS_MM)
        paper = self.add_field(
            ChoiceField(code="paper", label="Kertas", required=True, choices=_coded(papers))
        )
        font = self.add_field(
            ChoiceField(code="font", label="Huruf surat", required=True, choices=_coded(FONTS))
        )
        size = self.add_field(
            NumberField(
                code="font_size", label="Besar huruf", required=True, minimum=9, maximum=14, unit="poin"
            )
        )
        self.margins = MarginsEditor(self.context.theme)
        margins = Field("Margin (milimeter)", self.margins, required=True, help_text="Antara 5 dan 60 mm")
        self.margins.changed.connect(lambda _: self.touch())
        self.fields["margins"] = margins
        return [paper, font, size, margins]

    def _label(self, code: str) -> str:
        """What a choice is called: papers and fonts are known by their names."""
        field = self.fields[code].editor.field
        chosen = field.parse(self.fields[code].editor.text(), self.today())
        return str(field.display(chosen))

    def _show(self, office: OfficeData) -> None:
        for code in (*CODES, "paper", "font"):
            self.fields[code].editor.set_text(str(getattr(office, code)))
        self.fields["font_size"].editor.set_text(str(office.font_size))
        self.margins.set_margins(office.margins)
        self._emblem = office.emblem
        self._say_emblem("")
        self.settled()

    def _draw(self) -> None:
        if "complaints" not in self.fields or "margins" not in self.fields:
            return
        typed = {code: self.fields[code].editor.text() for code in CODES}
        font = self.fields["font"].editor
        shown = font.field.display(font.text()) or FONTS[0]
        self.preview.show_office(OfficeData(**typed, emblem=self._emblem, font=shown))
        self.remove.setVisible(self._emblem is not None)

    def _choose_emblem(self) -> None:
        path = Dialogs.open_path(self, "Pilih gambar lambang", Path.home(), PICTURES)
        if path is not None:
            self.context.tasks.run_read(
                lambda: readable_emblem(path), self._take_emblem, self._refuse_emblem, owner=self
            )

    def _take_emblem(self, picture: bytes | None) -> None:
        self._emblem = picture
        self._say_emblem("")
        self.touch()

    def _refuse_emblem(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._say_emblem(in_words(error))
        else:
            self.context.tasks.failure.emit(error)

    def _say_emblem(self, text: str) -> None:
        self.emblem_fault.setText(text)
        self.emblem_fault.setVisible(bool(text))

    def _saved(self, _: None) -> None:
        self.settled()
        self.confirm_saved("Tersimpan. Surat berikutnya memakai kop dan kertas ini.")
        self.context.events.settings_changed.emit()
