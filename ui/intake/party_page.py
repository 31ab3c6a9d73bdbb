"""One party of the application: found by NIK or name, or described anew."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import FieldDef
from dinsos_desk.domain.people import PartyDef, PartyKind
from dinsos_desk.domain.regions import Place
from dinsos_desk.usecases.intake.drafts import Checked
from dinsos_desk.usecases.people.shown import ShownAt, identity_numbers
from ui.attachments.party_photo import PhotoButton
from ui.context import Context
from ui.intake.acquaintances import Acquaintances
from ui.intake.draft_model import DraftModel
from ui.intake.form_grid import FormGrid
from ui.intake.household_offer import HouseholdOffer
from ui.intake.institution_helper import InstitutionHelper
from ui.intake.match_list import MatchSearch
from ui.intake.name_begun import NameBegun
from ui.intake.page import WizardPage
from ui.intake.party_fields import party_fields, span_of
from ui.intake.party_fill import near_code
from ui.intake.party_record import PartyRecord
from ui.intake.place_helper import offer_towns, offer_villages
from ui.intake.steps import short_label
from ui.intake.twin_question import TwinQuestion
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.choice_editors import make_field
from ui.widgets.field import Field
from ui.widgets.layouts import row

_MASKED = "Nomor ini disamarkan. Alt+N menampilkannya; untuk menggantinya, ketik nomor yang baru seluruhnya."
_FIELDS_A_TURN = 4


class PartyPage(WizardPage):
    """Writes one ``PartyEntry``."""

    def __init__(
        self,
        context: Context,
        model: DraftModel,
        party: PartyDef,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, model, party.label, parent)
        self.party = party
        self._same_as = model.service.party(party.same_as) if party.same_as is not None else None
        self._fields: dict[str, Field] = {}
        self._temporary = model.party(party.code).temporary
        self.news = Banner(context.theme, name="kabar_pihak")
        self.record = PartyRecord(context, model, party, self.news, self)
        self.record.taken.connect(self.start)
        self.hidden = self.record.hidden
        self.search = MatchSearch(context, party.kind)
        self.search.chosen.connect(lambda match: self.record.take(match.id))
        self._add_head_actions()
        self.above.addWidget(self.search)
        self.household = HouseholdOffer(context.theme)
        self.household.chosen.connect(self.record.take)
        self.household.closed.connect(self.start)
        self.above.addWidget(self.household)
        self.twin = TwinQuestion(context.theme)
        self.twin.same.connect(self.record.become)
        self.twin.other.connect(self._tell_apart)
        self.above.addWidget(self.twin)
        self.known = Acquaintances(context, model, party, self)
        self.known.household.connect(self.household.offer)
        self.known.likely.connect(self.twin.ask)
        self.above.addWidget(self.news)
        self._say_what_may_stay_empty()
        self.grid = FormGrid(context.theme)
        self.body.addWidget(self.grid)
        model.party_filled.connect(self._on_filled)

    def pieces(self) -> Iterator[None]:
        """Make the fields that fit the kind of identity; the typed values stay in the draft."""
        for number, definition in enumerate(party_fields(self.party, self._temporary).values(), 1):
            self._fields[definition.code] = self._make(definition)
            if number % _FIELDS_A_TURN == 0:
                yield
        self.grid.lay([(field, span_of(self.party, code)) for code, field in self._fields.items()])
        yield
        self._connect_lookups()
        nik = self._fields.get("nik")
        line = nik.editor.focusProxy() if nik is not None else None
        if isinstance(line, QLineEdit):
            NameBegun(line, self.search.field)
        self._show_entry()

    def fields(self) -> Mapping[str, Field]:
        return {f"{self.party.code}.{code}": field for code, field in self._fields.items()}

    def own_faults(self, checked: Checked) -> tuple[Fault, ...]:
        prefix = self.party.code
        return tuple(f for f in checked.faults if f.place.split(".")[0] == prefix)

    def refresh(self, checked: Checked) -> None:
        super().refresh(checked)
        self.known.follow()

    def question(self) -> str:
        return self.twin.title.text() if self.twin.is_open else ""

    def begin(self) -> None:
        first = "nama" if self._temporary or self.party.kind is PartyKind.INSTITUTION else "nik"
        self._fields[first].focus()

    def set_temporary(self, temporary: bool) -> None:
        """Somebody without papers: ask for an alias, an estimated age and marks instead of numbers."""
        entry = self.model.party(self.party.code)
        if entry.temporary != temporary:
            self.record.turn(entry, temporary)
            self.news.clear()
            self.start()

    def _say_what_may_stay_empty(self) -> None:
        if not self.model.party(self.party.code).is_empty:
            return
        if self._same_as is not None:
            label = self._same_as.label
            self.news.say(Tone.INFO, f"Biarkan kosong bila sama dengan {label}; isi hanya bila orang lain.")
        elif not self.party.required:
            self.news.say(Tone.INFO, "Bagian ini boleh dikosongkan. Bila diisi, yang bertanda * wajib.")

    def _add_head_actions(self) -> None:
        """Search beside the name of the party; below it what makes the identity another one."""
        self.without_papers = QCheckBox("&Tanpa identitas")
        self.without_papers.setObjectName("tanpa_identitas")
        self.without_papers.setToolTip("Tidak membawa KTP, KK, atau identitas lain (Alt+T)")
        self.without_papers.setAccessibleName("Tanpa identitas")
        self.without_papers.setChecked(self._temporary)
        self.without_papers.toggled.connect(self.set_temporary)
        self.photo = PhotoButton(self.context, self.model, self.party, self)
        self.reveal = KeyButton("Tampilkan NIK", "Alt+N", ButtonKind.LINK, name="pihak_tampilkan_nik")
        self.reveal.setToolTip("Menampilkan NIK dan nomor KK; dicatat siapa yang melihat dan kapan")
        self.reveal.clicked.connect(self._reveal)
        self.reveal.setVisible(False)
        actions = row(self.without_papers, self.photo, self.reveal, spacing=12)
        if not self.party.without_papers:
            self.without_papers.hide()
        other = self._same_as
        if other is not None:
            same = KeyButton(f"Sama dengan {short_label(other)}", "Alt+S", name="sama_dengan")
            same.clicked.connect(lambda: self.record.copy(other))
            actions.addWidget(same)
        actions.addStretch(1)
        self.above.addLayout(actions)
        self.search.field.setToolTip(
            "Nama, NIK, KK, tanggal lahir, alamat, atau telepon. Awal tiap kata cukup: sit nur"
        )
        self.search.field.setMaximumWidth(self.context.theme.px(230))
        self.search.field.setMinimumWidth(self.context.theme.px(140))
        self.head.addWidget(self.search.field)

    def _build_anew(self) -> None:
        """Make the fields anew for the other kind of identity."""
        for field in self._fields.values():
            field.hide()
            field.deleteLater()
        self._fields = {}
        self.rest = self.pieces()
        self.complete()

    def _make(self, definition: FieldDef) -> Field:
        code = definition.code
        field = make_field(definition, self._today)
        field.setParent(self.grid)
        place = f"{self.party.code}.{code}"
        field.editor.changed.connect(lambda text: self._typed(code, text))
        field.editor.left.connect(lambda: self.touch(place))
        return field

    def _connect_lookups(self) -> None:
        village = self._fields.get("desa")
        line = village.editor.focusProxy() if village is not None else None
        if isinstance(line, QLineEdit):
            helper = offer_villages(
                self.context, line, lambda: near_code(self.model.party(self.party.code).typed.get("nik", ""))
            )
            helper.chosen.connect(self._take_village)
        name = self._fields["nama"].editor.focusProxy()
        if self.party.kind is PartyKind.INSTITUTION and isinstance(name, QLineEdit):
            known = InstitutionHelper(
                self.context, name, lambda: self.model.party(self.party.code).known_id is None
            )
            known.chosen.connect(self.record.take)
        if "kabupaten" in self._fields:
            offer_towns(self.context, self._fields["kabupaten"])

    def _show_entry(self) -> None:
        typed = self.model.party(self.party.code).typed
        for code, field in self._fields.items():
            text = self.hidden.shown(code, typed.get(code, ""))
            if field.editor.text() != text:
                field.editor.set_text(text)
        self.reveal.setVisible(bool(self.hidden))

    def _reveal(self) -> None:
        """Show the numbers of the record in full; that is written down."""
        desk, actor, owner = self.context.desk, self.context.actor, self.hidden.owner

        def show(_: object) -> None:
            self.hidden.reveal()
            self._show_entry()

        self.context.tasks.run_write(
            lambda: identity_numbers(desk.uow(), actor, owner, desk.now(), ShownAt.INTAKE), show, owner=self
        )

    def _typed(self, code: str, text: str) -> None:
        if not self.hidden.type(code, text):
            self._show_entry()
            self.news.say(Tone.INFO, _MASKED)
            return
        self.model.set_party_text(self.party.code, code, text)
        if code == "nik":
            self.record.look_up(text)

    def _tell_apart(self, known_id: int) -> None:
        """Remembered when the application is saved; not asked again before."""
        entry = self.model.party(self.party.code)
        self.model.fill_party(self.party.code, replace(entry, apart=(*entry.apart, known_id)))
        self.known.follow()
        self.start()

    def _take_village(self, place: Place) -> None:
        names = {
            "desa": place.village,
            "kecamatan": place.district,
            "kabupaten": place.regency,
            "provinsi": place.province,
        }
        entry = self.model.party(self.party.code)
        typed = {**entry.typed, **{code: name for code, name in names.items() if code in self._fields}}
        self.model.fill_party(self.party.code, replace(entry, typed=typed))
        self._fields["desa"].editor.focusNextPrevChild(True)

    def _on_filled(self, party: str) -> None:
        if party != self.party.code:
            return
        self.complete()
        temporary = self.model.party(party).temporary
        if temporary != self._temporary:
            self._temporary = temporary
            self.without_papers.blockSignals(True)
            self.without_papers.setChecked(temporary)
            self.without_papers.blockSignals(False)
            self._build_anew()
        else:
            self._show_entry()
        self.left_field.emit()

    def _today(self) -> date:
        return self.context.desk.now().date()
