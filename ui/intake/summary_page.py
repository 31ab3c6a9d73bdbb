"""The last step: everything at a glance, what is missing, and what saving will do."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from dinsos_desk.domain.entry import entry_fields
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import LongTextField
from dinsos_desk.domain.people import Subject
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.intake.drafts import Checked
from dinsos_desk.usecases.requests.lines import Line, lines_of
from dinsos_desk.usecases.review.afterwards import offers_of
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.page import WizardPage
from ui.intake.rule_list import RuleList
from ui.intake.steps import StepKind, WizardStep, step_of_place
from ui.intake.words import Outlook, subject_facts
from ui.theme import Tone
from ui.widgets.buttons import KeyButton
from ui.widgets.choice_editors import make_field
from ui.widgets.fault_summary import FaultLine
from ui.widgets.field import Field
from ui.widgets.layouts import clear_layout, column, restyle, row, rule, text_label
from ui.widgets.offer_list import OfferList
from ui.widgets.rows_table import RowsTable

_ICONS = {Tone.OK: "check-circle-outline", Tone.WARN: "alert-outline", Tone.BAD: "alert-circle-outline"}
_NOTE = LongTextField(
    code="catatan",
    label="Catatan petugas",
    max_length=2000,
    help="Untuk kolega di dalam kantor; tidak tercetak pada tanda terima.",
)


class OutlookLine(QFrame):
    """What saving will do, with a sign and a colour."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hasil_simpan")
        self._theme = context.theme
        self._icon = QLabel()
        self.title = text_label("", "strong", wrap=True)
        self.text = text_label("", wrap=True)
        whole = row(self._icon, column(self.title, self.text, spacing=2), spacing=10, margins=(12, 8, 12, 8))
        whole.setStretch(1, 1)
        whole.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)

    def show_outlook(self, seen: Outlook) -> None:
        """Say it."""
        restyle(self, "banner", seen.tone.value)
        side = self._theme.px(20)
        self._icon.setPixmap(self._theme.icon(_ICONS[seen.tone], seen.tone).pixmap(side, side))
        self.title.setText(seen.title)
        self.text.setText(seen.text)
        self.text.setVisible(bool(seen.text))
        self.setAccessibleName(f"{seen.title}. {seen.text}")


class SummaryPage(WizardPage):
    """Shows what the draft amounts to; reasons for exceptions and a note are written here."""

    print_wanted = Signal()
    """Save, and print the receipt."""

    def __init__(
        self,
        context: Context,
        model: DraftModel,
        steps: Sequence[WizardStep],
        look: Callable[[Checked], Outlook],
        openable: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, model, "Ringkasan", parent)
        self._look = look
        self._openable = dict(openable or {})
        self._steps = tuple(steps)
        self._shown: object = None
        self.body.setContentsMargins(8, 4, 8, 8)
        self.scroll.setObjectName("gulir_ringkasan")
        self.scroll.setAccessibleName("Ringkasan permohonan")
        self.scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.outlook_line = OutlookLine(context)
        self.print = KeyButton("Simpan & cetak", "Ctrl+P", name="simpan_cetak")
        self.print.setToolTip("Simpan, lalu cetak tanda terimanya (Ctrl+P)")
        self.print.clicked.connect(self.print_wanted)
        self.head.addWidget(self.print)
        self.above.addWidget(self.outlook_line)
        self.missing = text_label("", wrap=True)
        self.missing.setObjectName("berkas_kurang")
        self.facts = column(spacing=10)
        self.rules = RuleList(context, model)
        self.rules.left.connect(self.touch)
        self.rules.settled.connect(self.start)
        self.note = self._make_note()
        self.offers = OfferList()
        for part in (self.missing, self.rules, self.offers):
            self.body.addWidget(part)
        self.body.addLayout(self.facts)
        self.body.addWidget(self.note)

    def fields(self) -> Mapping[str, Field]:
        return {**self.rules.fields(), "catatan": self.note}

    def own_faults(self, checked: Checked) -> tuple[Fault, ...]:
        return checked.faults

    def set_steps(self, steps: Sequence[WizardStep]) -> None:
        """The steps changed with an answer."""
        self._steps = tuple(steps)

    def start(self) -> None:
        """At the first reason that is to be written, else where the arrows and Page Down read on."""
        reasons = list(self.rules.fields().values())
        empty = next((field for field in reasons if not field.editor.text().strip()), None)
        if empty is not None:
            empty.focus()
            return
        self.scroll.verticalScrollBar().setValue(0)
        self.scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self, place: str) -> None:
        box = self.rules.approvals.get(place.removeprefix("aturan."))
        if box is None:
            super().focus_place(place)
            return
        box.ask.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll.ensureWidgetVisible(box)

    def refresh(self, checked: Checked) -> None:
        seen = self._look(checked)
        self.outlook_line.show_outlook(seen)
        self.print.setVisible(seen.can_be_saved)
        self.outlook_line.setVisible(not checked.faults)
        lacking = [f"• {requirement.text}" for requirement in checked.missing]
        self.missing.setText("\n".join(["Berkas yang masih kurang:", *lacking]) if lacking else "")
        self.missing.setVisible(bool(lacking))
        self.rules.show_judgements(checked.judgements)
        facts = checked.application.facts(self.context.desk.now().date())
        self.offers.show_offers(offers_of(self.model.service, facts), self._openable)
        self._show_facts(checked)
        super().refresh(checked)
        self.list_faults()

    def touch_all(self) -> bool:
        """Say everything that is in the way; the links lead to the steps."""
        self.touched |= set(self.fields())
        self.list_faults()
        return bool(self._faults)

    def _lines(self) -> Sequence[FaultLine]:
        return [FaultLine(fault.place, self._line(fault)) for fault in self._faults]

    def _line(self, fault: Fault) -> str:
        said = fault_sentence(fault)
        step = self._steps[step_of_place(self._steps, fault.place)]
        if step.kind is StepKind.SUMMARY:
            return said
        if said.startswith(step.title):
            return said
        label = self._label(step, fault.place)
        return f"{step.title}: {said}" if said.startswith(label) else f"{step.title}, {label}: {said}"

    def _label(self, step: WizardStep, place: str) -> str:
        """What the field of a fault is called."""
        code = place.partition(".")[2]
        if step.kind is StepKind.PAPERS:
            named = ((r.code, r.text) for r in self.model.service.requirements)
        elif step.party is not None:
            temporary = self.model.party(step.party.code).temporary
            named = ((e.code, e.field.label) for e in entry_fields(step.party, temporary))
        else:
            named = ((field.code, field.label) for field in self.model.service.fields)
        return next((label for known, label in named if known == code), "")

    def _make_note(self) -> Field:
        note = make_field(_NOTE, lambda: self.context.desk.now().date())
        note.editor.set_text(self.model.draft.note)
        note.editor.changed.connect(self.model.set_note)
        note.editor.left.connect(lambda: self.touch("catatan"))
        return note

    def _show_facts(self, checked: Checked) -> None:
        sections = self._sections(checked)
        if sections == self._shown:
            return
        self._shown = sections
        clear_layout(self.facts)
        for title, lines in sections:
            box = QWidget()
            grid = QGridLayout(box)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(self.context.theme.px(12))
            grid.setVerticalSpacing(self.context.theme.px(3))
            grid.setColumnStretch(0, 2)
            grid.setColumnStretch(1, 5)
            grid.addWidget(rule(), 0, 0, 1, 2)
            grid.addWidget(text_label(title, "strong", wrap=True), 1, 0, 1, 2)
            for place, line in enumerate(lines):
                top, at = Qt.AlignmentFlag.AlignTop, 2 + 2 * place
                grid.addWidget(text_label(line.label, "muted", wrap=True), at, 0, top)
                grid.addWidget(text_label(line.text, wrap=True), at, 1, top)
                if line.rows is not None:
                    grid.addWidget(RowsTable(line.rows, f"{line.label}: {line.text}"), at + 1, 0, 1, 2)
            self.facts.addWidget(box)

    def _sections(self, checked: Checked) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        today = self.context.desk.now().date()
        sections: list[tuple[str, tuple[Line, ...]]] = []
        seen: dict[Subject, str] = {}
        for party in self.model.service.parties:
            subject = checked.application.parties.get(party.code)
            if subject is None:
                continue
            other = seen.setdefault(subject, party.label)
            if other != party.label:
                sections.append((party.label, (Line("Orang", f"Sama dengan {other}"),)))
            else:
                facts = subject_facts(subject, today)
                sections.append((party.label, tuple(Line(label, text) for label, text in facts)))
        service, answers = self.model.service, checked.application.answers
        given = lines_of(service.fields, answers)
        if given:
            sections.append(("Isian layanan", given))
        return tuple(sections)
