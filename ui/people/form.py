"""Correcting what is known of a person or institution; what it held before is kept, and why it changed."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.fields import TextField
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.errors import InvalidInput
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.people.correcting import SubjectForm, correct, form_fields, read_form
from dinsos_desk.usecases.people.merging import LONGEST_REASON, REASON
from ui.context import Context
from ui.intake.party_fields import TEMPORARY_ORDER
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.choice_editors import make_field
from ui.widgets.fault_summary import FaultSummary
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid, FormScroll
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.telling import fault_lines, say_failure

_WIDE = frozenset({"alamat", "ciri_ciri"})


class CorrectionForm(QWidget):
    """Wrong entries are said at their fields; Esc leaves, asking first when something was changed."""

    saved = Signal()
    left = Signal()

    def __init__(
        self, context: Context, form: SubjectForm, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self.form = form
        self._party = "orang" if form.kind is PartyKind.PERSON else "lembaga"
        self._entries = form_fields(form.kind, False)
        if form.kind is PartyKind.PERSON:
            known = {entry.code for entry in self._entries}
            self._entries += tuple(e for e in form_fields(form.kind, True) if e.code not in known)
        if form.temporary:
            first = ("nik", "kk", *TEMPORARY_ORDER)
            place = {code: number for number, code in enumerate(first)}
            self._entries = tuple(sorted(self._entries, key=lambda e: place.get(e.code, len(first))))
        self.fields: dict[str, Field] = {}
        for entry in self._entries:
            field = make_field(entry.field, self._today)
            field.editor.set_text(form.typed.get(entry.code, ""))
            field.editor.left.connect(self._look)
            self.fields[f"{self._party}.{entry.code}"] = field
        self.reason = make_field(
            TextField(
                code="alasan",
                label="Alasan perbaikan",
                required=True,
                max_length=LONGEST_REASON,
                help="Misalnya: sesuai KTP baru, salah ketik, pindah alamat",
            ),
            self._today,
        )
        self._began = self._typed()
        self.banner = Banner(theme)
        self.warning = Banner(theme, name="orang_peringatan")
        self.summary = FaultSummary(theme)
        self.temporary = QCheckBox("Belum memiliki identitas (tanpa NIK)")
        self.temporary.setObjectName("orang_tanpa_identitas")
        self.temporary.setChecked(form.temporary)
        self.save = KeyButton("Simpan", "Ctrl+Return", ButtonKind.PRIMARY, name="orang_simpan")
        self.cancel = KeyButton("Batal", "Esc", name="orang_batal")
        parts = list(self.fields.values())
        wide = [field for place, field in self.fields.items() if place.split(".")[1] in _WIDE]
        self.grid = FormGrid(theme, parts, wide)
        self._lay_out(title)
        self.temporary.setVisible(form.temporary)
        self.temporary.toggled.connect(self._show_fitting)
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.left)
        self._show_fitting()

    def is_dirty(self) -> bool:
        """Whether something differs from what was known."""
        return self._typed() != self._began or self.temporary.isChecked() != self.form.temporary

    def submit(self) -> None:
        """Save, off the window's thread."""
        if not self.save.isEnabled():
            return
        context, form, entry = self._context, self.form, self._entry()
        desk, reason = context.desk, self.reason.editor.text()
        self.banner.clear()
        self.save.setEnabled(False)
        context.tasks.run_write(
            lambda: correct(desk.uow(), context.actor, form, entry, desk.library.regions, desk.now(), reason),
            self._done,
            self._failed,
            owner=self,
        )

    def _lay_out(self, title: str) -> None:
        card = Card(title, "data lama tetap tersimpan", name="orang_formulir")
        card.body.addWidget(self.temporary)
        card.body.addWidget(self.grid)
        inner = QWidget()
        inner.setLayout(column(card, STRETCH, margins=(0, 0, self._context.theme.px(4), 0)))
        self.scroll = FormScroll(inner, name="orang_formulir_gulir")
        foot = row(self.reason, self.cancel, self.save, spacing=12)
        foot.setStretch(0, 1)
        whole = column(self.banner, self.summary, self.warning, self.scroll, foot, spacing=12)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.summary.go_to.connect(self._go_to)

    def _go_to(self, place: str) -> None:
        if place == REASON:
            self.reason.focus()
        else:
            self.scroll.reveal(self.fields.get(place))

    def _show_fitting(self) -> None:
        """A temporary identity is asked for marks, a known one for numbers."""
        temporary = self.temporary.isChecked() and self.form.temporary
        shown = {entry.code for entry in form_fields(self.form.kind, temporary)}
        for place, field in self.fields.items():
            self.grid.show_part(field, place.split(".")[1] in shown)

    def _typed(self) -> dict[str, str]:
        return {e.code: self.fields[f"{self._party}.{e.code}"].editor.text().strip() for e in self._entries}

    def _entry(self) -> PartyEntry:
        return PartyEntry(self._typed(), self.form.id, self.temporary.isChecked())

    def _look(self) -> None:
        """Say at once what is wrong with what was typed, and what is odd about it."""
        reading = read_form(self.form, self._entry(), None, self._today())
        for place, field in self.fields.items():
            faults = [fault for fault in reading.faults if fault.place == place]
            touched = field.editor.text().strip() != self._began[place.split(".")[1]]
            field.set_error(" ".join(fault_sentence(fault) for fault in faults) if touched else "")
        if reading.warnings:
            self.warning.say(Tone.WARN, " ".join(fault_sentence(fault) for fault in reading.warnings))
        else:
            self.warning.clear()

    def _done(self, _: None) -> None:
        self.save.setEnabled(True)
        self.saved.emit()

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, InvalidInput):
            places = {**self.fields, REASON: self.reason}
            lines = fault_lines(error.faults, tuple(places))
            self.summary.show_faults(lines, places)
            self._go_to(lines[0].place)
        else:
            say_failure(self._context, self.banner, error)

    def _today(self) -> date:
        return self._context.desk.now().date()
