"""Surat masuk: how agenda numbers are written, the slip of dispositions, and what can be ticked in one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.fields import Choice, ChoiceField, LongTextField, TextField
from dinsos_desk.domain.mail import (
    LONGEST_INSTRUCTION,
    LONGEST_KIND,
    MOST_INSTRUCTIONS,
    MOST_KINDS,
    USUAL_KINDS,
    MailDesk,
    SlipFormat,
    mail_desk_faults,
    named_kinds,
    renamed_kinds,
)
from dinsos_desk.domain.numbering import Reset
from dinsos_desk.usecases.office.front_desk import SLIP_FORMAT_NAMES, change_mail_desk, the_front_desk
from ui.context import Context
from ui.dialogs import Dialogs
from ui.settings.section import FormSection, read_typed
from ui.widgets.card import Card
from ui.widgets.form_grid import FormGrid

_PATTERN = TextField(
    code="pattern",
    label="Pola nomor agenda",
    required=True,
    max_length=120,
    help="{urut:3} nomor urut, {tahun}, {bulan_romawi}, {unit}, {kantor}",
)
_RESET = ChoiceField(
    code="reset",
    label="Hitungan",
    required=True,
    choices=(
        Choice(code=Reset.YEARLY.value, label="Mulai dari 1 setiap tahun"),
        Choice(code=Reset.ENDLESS.value, label="Berlanjut terus"),
    ),
)
_FORMAT = ChoiceField(
    code="slip_format",
    label="Lembar disposisi dicetak pada",
    required=True,
    choices=tuple(Choice(code=form.value, label=name) for form, name in SLIP_FORMAT_NAMES.items()),
)
_INSTRUCTIONS = LongTextField(
    code="instructions",
    label="Instruksi yang dapat ditandai",
    required=True,
    max_length=MOST_INSTRUCTIONS * (LONGEST_INSTRUCTION + 20),
    help=f"Satu baris satu instruksi, paling banyak {MOST_INSTRUCTIONS}.",
)


_KINDS = LongTextField(
    code="kinds",
    label="Jenis surat",
    required=True,
    max_length=MOST_KINDS * (LONGEST_KIND + 20),
    help="Satu baris satu jenis. Jenis yang dihapus tetap tertulis pada surat yang memakainya.",
)
_RENAMED = (
    "Di tempat “{former}” sekarang tertulis “{name}”. Bila hanya namanya yang berganti, surat yang sudah "
    "tercatat sebagai “{former}” ikut bernama “{name}”. Bila ini jenis baru, surat itu tetap “{former}”."
)


class MailSection(FormSection):
    """What was disposed already keeps the words it was given with."""

    key = "surat_masuk"
    title = "Surat masuk"
    icon = "email-outline"
    intro = "Nomor agenda dan jenis surat masuk, lembar disposisi, dan instruksinya."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kinds = USUAL_KINDS
        agenda = Card("Agenda surat masuk", name="surat_masuk_agenda")
        asked = [self.add_field(one) for one in (_PATTERN, _RESET, _KINDS)]
        agenda.body.addWidget(FormGrid(context.theme, asked, [asked[2]]))
        slip = Card("Disposisi", name="surat_masuk_disposisi")
        parts = [self.add_field(_FORMAT), self.add_field(_INSTRUCTIONS)]
        slip.body.addWidget(FormGrid(context.theme, parts, [parts[1]]))
        self.lay_out(agenda, slip)

    def load(self) -> None:
        self.read(lambda: the_front_desk(self.context.desk.reader()).letters, self._show)

    def submit(self) -> None:
        if not self.save.isEnabled():
            return
        values, faults = read_typed(self.fields, self.today())
        if faults:
            self.show_faults(faults)
            return
        mail = MailDesk.model_construct(
            pattern=str(values["pattern"]),
            reset=Reset(str(values["reset"])),
            slip_format=SlipFormat(str(values["slip_format"])),
            instructions=_lines(values["instructions"]),
            kinds=named_kinds(self._kinds, _lines(values["kinds"])),
        )
        wrong = mail_desk_faults(mail)
        if wrong:
            self.show_faults(wrong)
            return
        mail = self._with_renamed(mail, _lines(values["kinds"]))
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: change_mail_desk(desk.uow(), actor, mail), lambda _: self._saved(mail))

    def _with_renamed(self, mail: MailDesk, names: Sequence[str]) -> MailDesk:
        """Ask of each new name in the place of a former one what is meant by it."""
        renamed = {
            name: kind.code
            for kind, name in renamed_kinds(self._kinds, names)
            if Dialogs.confirm(
                self,
                "Jenis surat diganti namanya?",
                _RENAMED.format(former=kind.name, name=name),
                "Ganti namanya",
                cancel_label="Jenis baru",
            )
        }
        return mail.model_copy(update={"kinds": named_kinds(self._kinds, names, renamed)})

    def _show(self, mail: MailDesk) -> None:
        self._kinds = mail.kinds
        typed = {
            "pattern": mail.pattern,
            "reset": mail.reset.value,
            "slip_format": mail.slip_format.value,
            "instructions": "\n".join(mail.instructions),
            "kinds": "\n".join(kind.name for kind in mail.kinds_for()),
        }
        for code, text in typed.items():
            self.fields[code].editor.set_text(text)
        self.settled()

    def _saved(self, mail: MailDesk) -> None:
        self._kinds = mail.kinds
        self.settled()
        self.confirm_saved("Tersimpan. Berlaku untuk surat dan disposisi sesudah ini.")
        self.context.events.settings_changed.emit()


def _lines(typed: object) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in str(typed).splitlines())
    return tuple(line for line in lines if line)
