"""One party of the application: found by NIK or name, or described anew."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import FieldDef
from dinsos_desk.domain.people import PartyDef, PartyKind
from dinsos_desk.domain.regions import Place
from dinsos_desk.usecases.intake import Checked
from dinsos_desk.usecases.shown import ShownAt, identity_numbers
from ui.attachments.party_photo import PhotoButton
from ui.context import Context
from ui.intake.acquaintances import Acquaintances
from ui.intake.draft_model import DraftModel
from ui.intake.form_grid import FormGrid
from ui.intake.hidden_numbers import HiddenNumbers
from ui.intake.household_offer import HouseholdOffer
from ui.intake.lookups import Match, entry_of, entry_of_nik
from ui.intake.match_list import MatchSearch
from ui.intake.name_begun import NameBegun
from ui.intake.page import WizardPage
from ui.intake.party_fields import party_fields, span_of
from ui.intake.party_fill import merged_entry, near_code, readable_nik, said_by_nik
from ui.intake.steps import short_label
from ui.intake.twin_question import TwinQuestion
from ui.intake.village_helper import VillageHelper
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.choice_editors import make_field
from ui.widgets.field import Field
from ui.widgets.layouts import row

_BY_NAME = "NIK hanya angka. Untuk mencari menurut nama, ketik di “Cari yang pernah dilayani” di atas."
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
        self._filled: dict[str, str] = {}
        self._temporary = model.party(party.code).temporary
        self._nik_seen = model.party(party.code).typed.get("nik", "")
        self._known_nik = self._nik_seen if model.party(party.code).known_id is not None else ""
        self.hidden = HiddenNumbers()
        self.hidden.take(model.party(party.code).known_id, model.party(party.code).typed)
        self.search = MatchSearch(context, party.kind)
        self.search.chosen.connect(self._take_match)
        self._add_head_actions()
        self.above.addWidget(self.search)
        self.household = HouseholdOffer(context.theme)
        self.household.chosen.connect(self._take_known_id)
        self.household.closed.connect(self.start)
        self.above.addWidget(self.household)
        self.twin = TwinQuestion(context.theme)
        self.twin.same.connect(self._take_twin)
        self.twin.other.connect(self._tell_apart)
        self.above.addWidget(self.twin)
        self.known = Acquaintances(context, model, party, self)
        self.known.household.connect(self.household.offer)
        self.known.likely.connect(self.twin.ask)
        self.news = Banner(context.theme, name="kabar_pihak")
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

    def start(self) -> None:
        first = "nama" if self._temporary or self.party.kind is PartyKind.INSTITUTION else "nik"
        self._fields[first].focus()

    def set_temporary(self, temporary: bool) -> None:
        """Somebody without papers: ask for an alias, an estimated age and marks instead of numbers."""
        entry = self.model.party(self.party.code)
        if entry.temporary != temporary:
            known_id = None if self._known_nik else entry.known_id
            self._known_nik = self._nik_seen = ""
            self.model.fill_party(self.party.code, PartyEntry(entry.typed, known_id, temporary))
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
            same.clicked.connect(lambda: self._copy(other))
            actions.addWidget(same)
        actions.addStretch(1)
        self.above.addLayout(actions)
        self.search.field.setToolTip(
            "Nama, NIK, KK, tanggal lahir, alamat, atau telepon. Awal tiap kata cukup: sit nur"
        )
        self.search.field.setMaximumWidth(self.context.theme.px(230))
        self.search.field.setMinimumWidth(self.context.theme.px(140))
        self.head.addWidget(self.search.field)

    def _copy(self, other: PartyDef) -> None:
        entry = self.model.party(other.code)
        if entry.is_empty:
            self.news.say(Tone.INFO, f"{other.label} belum diisi.")
            return
        self._known_nik = entry.typed.get("nik", "")
        self.hidden.take(entry.known_id, entry.typed)
        self.model.fill_party(self.party.code, PartyEntry(dict(entry.typed), entry.known_id, False))

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
            helper = VillageHelper(
                self.context, line, lambda: near_code(self.model.party(self.party.code).typed.get("nik", ""))
            )
            helper.chosen.connect(self._take_village)

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
            self._look_up(text)

    def _look_up(self, text: str) -> None:
        nik = readable_nik(text, self.context.desk.library.regions, self._today())
        if nik is None:
            self._forget_known()
            if any(letter.isalpha() for letter in text):
                self.news.say(Tone.INFO, _BY_NAME)
            return
        if nik.value == self._nik_seen:
            return
        self._nik_seen = nik.value
        desk = self.context.desk
        self.context.tasks.run_read(
            lambda: (nik.value, entry_of_nik(desk, nik.value)), self._found, owner=self
        )

    def _forget_known(self) -> None:
        """The NIK is being changed: the record found by it must not be overwritten with another person."""
        self._nik_seen = ""
        entry = self.model.party(self.party.code)
        if self._known_nik and entry.known_id is not None:
            self._known_nik = ""
            self.model.fill_party(self.party.code, replace(entry, known_id=None))
        self.news.clear()

    def _found(self, answer: tuple[str, PartyEntry | None]) -> None:
        value, known = answer
        entry = self.model.party(self.party.code)
        regions = self.context.desk.library.regions
        nik = readable_nik(entry.typed.get("nik", ""), regions, self._today())
        if nik is None or nik.value != value:
            return
        if known is not None:
            typed = {**known.typed, "nik": entry.typed.get("nik", value)}
            self._known_nik = value
            self.hidden.take(known.known_id, typed)
            self._offer(typed, known.known_id)
            name = known.typed.get("nama", "")
            self.news.say(
                Tone.OK, f"Pernah dilayani: {name}. Datanya sudah diisikan; periksa bila ada yang berubah."
            )
            return
        keeps = entry.known_id is not None and not self._known_nik
        self._offer(said_by_nik(nik, regions), entry.known_id if keeps else None)
        self.news.say(
            Tone.INFO, "NIK belum pernah dicatat di sini. Tanggal lahir dan jenis kelamin diisi menurut NIK."
        )

    def _offer(self, offered: Mapping[str, str], known_id: int | None) -> None:
        entry, filled = merged_entry(self.model.party(self.party.code), self._filled, offered, known_id)
        self._filled = filled
        self.model.fill_party(self.party.code, entry)

    def _take_match(self, match: Match) -> None:
        self._take_known_id(match.id)

    def _take_known_id(self, known_id: int) -> None:
        desk, kind = self.context.desk, self.party.kind
        self.context.tasks.run_read(lambda: entry_of(desk, kind, known_id), self._take_known, owner=self)

    def _take_twin(self, known_id: int) -> None:
        """Somebody entered anew is a known person: what was typed stays, but for a NIK of the record."""
        desk, kind = self.context.desk, self.party.kind
        self.context.tasks.run_read(lambda: entry_of(desk, kind, known_id), self._become, owner=self)

    def _become(self, known: PartyEntry) -> None:
        code, nik = self.party.code, known.typed.get("nik", "")
        entry = self.model.party(code)
        if nik:
            entry = replace(entry, typed={**entry.typed, "nik": nik})
        self._known_nik = self._nik_seen = nik
        self.hidden.take(known.known_id, known.typed)
        became, self._filled = merged_entry(entry, self._filled, known.typed, known.known_id)
        temporary = became.temporary and known.temporary
        self.model.fill_party(code, replace(became, temporary=temporary))
        name = known.typed.get("nama", "")
        self.news.say(Tone.OK, f"Disatukan dengan catatan {name}. Periksa bila ada yang berubah.")
        self.start()

    def _tell_apart(self, known_id: int) -> None:
        """Remembered when the application is saved; not asked again before."""
        entry = self.model.party(self.party.code)
        self.model.fill_party(self.party.code, replace(entry, apart=(*entry.apart, known_id)))
        self.known.follow()
        self.start()

    def _take_known(self, known: PartyEntry) -> None:
        temporary = known.temporary and self.party.without_papers
        self._filled = dict(known.typed)
        self._known_nik = self._nik_seen = known.typed.get("nik", "")
        self.hidden.take(known.known_id, known.typed)
        self.model.fill_party(self.party.code, PartyEntry(known.typed, known.known_id, temporary))
        self.news.say(Tone.OK, f"{known.typed.get('nama', '')} dipilih. Periksa bila ada yang berubah.")
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
