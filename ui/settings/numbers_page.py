"""Nomor surat: the pattern of letter numbers, with the next number as it will be given."""

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from dinsos_desk.desk import Desk
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.fields import TextField
from dinsos_desk.domain.numbering import TOKENS, Reset, parse_pattern
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.numbers.draw import all_series, book_of, foresee
from dinsos_desk.usecases.office.setup import OfficeData, change_office, the_office
from ui.context import Context
from ui.settings.section import FormSection, read_typed
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import FlowLayout, text_label

_FIELDS = (
    (
        "number_pattern",
        "Pola nomor surat",
        True,
        "Bagian dalam kurung kurawal diisi saat surat diberi nomor",
    ),
    ("classification", "Kode klasifikasi", False, "Dipakai bila layanan tidak menentukan sendiri"),
    ("unit", "Kode unit", False, "Bidang atau unit pengolah"),
    ("office_code", "Kode kantor", False, ""),
)
_WITHOUT_OFFICE = frozenset({"layanan"})


@dataclass(frozen=True)
class Numbering:
    """The office and the serial the next letter of this year gets."""

    office: OfficeData
    serial: int


def numbering_of(desk: Desk) -> Numbering:
    """What the section shows. Raises ``UserError`` *kantor_belum_diatur*."""
    day = desk.now().date()
    with desk.reader() as uow:
        main = all_series(uow)[0]
        serial = foresee(uow, book_of(uow.offices.get(), main), day)
    return Numbering(the_office(desk.reader()), serial)


class NumbersSection(FormSection):
    """Clicking a part puts it into the pattern; a wrong pattern is said while typing."""

    key = "nomor"
    title = "Nomor surat"
    icon = "numeric"
    intro = "Pola nomor kantor; tidak ada nomor dipakai dua kali. Cara hitungnya di bagian Urutan nomor."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._serial = 1
        parts = [
            self.add_field(TextField(code=code, label=label, required=need, max_length=120, help=tip))
            for code, label, need, tip in _FIELDS
        ]
        card = Card("Pola", name="nomor_pola")
        self.next = Banner(context.theme, name="nomor_berikutnya")
        card.body.addWidget(self.next)
        card.body.addWidget(FormGrid(context.theme, parts, [self.fields["number_pattern"]]))
        tokens = Card("Bagian nomor", "klik untuk menyisipkan", name="nomor_bagian")
        held = QWidget()
        flow = FlowLayout(held, spacing=4)
        for token, meaning in TOKENS.items():
            if token not in _WITHOUT_OFFICE:
                flow.addWidget(self._token(token, meaning))
        tokens.body.addWidget(held)
        tokens.body.addWidget(text_label("{urut:3} menulis nomor urut dengan tiga angka: 007.", "small"))
        self.lay_out(card, tokens)

    def load(self) -> None:
        self.read(lambda: numbering_of(self.context.desk), self._show)

    def submit(self) -> None:
        if not self.save.isEnabled():
            return
        values, faults = read_typed(self.fields, self.today())
        if faults:
            self.show_faults(faults)
            return
        changes = {code: str(value or "") for code, value in values.items()}
        desk, actor = self.context.desk, self.context.actor
        self.write(
            lambda: change_office(desk.uow(), actor, replace(the_office(desk.reader()), **changes)),
            self._saved,
        )

    def touch(self) -> None:
        super().touch()
        self._preview()

    def _token(self, token: str, meaning: str) -> LinkButton:
        button = LinkButton(f"{{{token}}}", name=f"nomor_sisip_{token}")
        button.setToolTip(meaning)
        button.setAccessibleDescription(meaning)
        button.clicked.connect(lambda: self._insert(token))
        return button

    def _insert(self, token: str) -> None:
        line = self.fields["number_pattern"].editor.line
        line.insert(f"{{{token}}}")
        line.setFocus()
        self.touch()

    def _show(self, numbering: Numbering) -> None:
        self._serial = numbering.serial
        for code, *_ in _FIELDS:
            self.fields[code].editor.set_text(getattr(numbering.office, code))
        self.settled()

    def _preview(self) -> None:
        if "office_code" not in self.fields:
            return
        typed = {code: field.editor.text().strip() for code, field in self.fields.items()}
        try:
            pattern = parse_pattern(typed["number_pattern"])
            number = pattern.render(
                self._serial,
                self.today(),
                classification=typed["classification"],
                unit=typed["unit"],
                office=typed["office_code"],
            )
        except Refused as refusal:
            self.next.say(Tone.WARN, fault_sentence(refusal.fault))
            return
        repeats = pattern.repeats_under(Reset.YEARLY)
        if repeats is not None:
            self.next.say(Tone.WARN, fault_sentence(repeats))
        else:
            self.next.say(Tone.INFO, f"Surat berikutnya bernomor {number}")

    def _saved(self, _: None) -> None:
        self.settled()
        self.confirm_saved("Tersimpan. Nomor yang sudah diberikan tidak berubah.")
        self.context.events.settings_changed.emit()
