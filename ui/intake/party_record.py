"""Whom the office knows a party as: found by NIK, chosen from a list, or taken over from another party."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.people import PartyDef
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.hidden_numbers import HiddenNumbers
from ui.intake.lookups import entry_of, entry_of_nik
from ui.intake.party_fill import merged_entry, readable_nik, said_by_nik
from ui.theme import Tone
from ui.widgets.banner import Banner

_BY_NAME = "NIK hanya angka. Untuk mencari menurut nama, ketik di “Cari yang pernah dilayani” di atas."


class PartyRecord(QObject):
    """Fills the draft's party from a record and says so; what was typed by hand is never lost to it."""

    taken = Signal()
    """A record was chosen; the cursor belongs to the fields again."""

    def __init__(
        self, context: Context, model: DraftModel, party: PartyDef, news: Banner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._model, self._party, self._news = context, model, party, news
        self._filled: dict[str, str] = {}
        entry = model.party(party.code)
        self._nik_seen = entry.typed.get("nik", "")
        self._known_nik = self._nik_seen if entry.known_id is not None else ""
        self.hidden = HiddenNumbers()
        self.hidden.take(entry.known_id, entry.typed)

    def turn(self, entry: PartyEntry, temporary: bool) -> None:
        """Somebody with papers becomes somebody without, or the other way round."""
        known_id = None if self._known_nik else entry.known_id
        self._known_nik = self._nik_seen = ""
        self._fill(PartyEntry(entry.typed, known_id, temporary))

    def copy(self, other: PartyDef) -> None:
        """The party is the same as another one of this application."""
        entry = self._model.party(other.code)
        if entry.is_empty:
            self._news.say(Tone.INFO, f"{other.label} belum diisi.")
            return
        self._known_nik = entry.typed.get("nik", "")
        self.hidden.take(entry.known_id, entry.typed)
        self._fill(PartyEntry(dict(entry.typed), entry.known_id, False))

    def look_up(self, text: str) -> None:
        """Find who has the NIK that is being typed."""
        nik = readable_nik(text, self._context.desk.library.regions, self._context.desk.now().date())
        if nik is None:
            self._forget()
            if any(letter.isalpha() for letter in text):
                self._news.say(Tone.INFO, _BY_NAME)
            return
        if nik.value == self._nik_seen:
            return
        self._nik_seen = nik.value
        desk = self._context.desk
        self._context.tasks.run_read(
            lambda: (nik.value, entry_of_nik(desk, nik.value)), self._found, owner=self
        )

    def take(self, known_id: int) -> None:
        """The party is a record of the office, as it stands there."""
        desk, kind = self._context.desk, self._party.kind
        self._context.tasks.run_read(lambda: entry_of(desk, kind, known_id), self._take, owner=self)

    def become(self, known_id: int) -> None:
        """Somebody entered anew is a known person: what was typed stays, but for a NIK of the record."""
        desk, kind = self._context.desk, self._party.kind
        self._context.tasks.run_read(lambda: entry_of(desk, kind, known_id), self._become, owner=self)

    def _entry(self) -> PartyEntry:
        return self._model.party(self._party.code)

    def _fill(self, entry: PartyEntry) -> None:
        self._model.fill_party(self._party.code, entry)

    def _forget(self) -> None:
        """The NIK is being changed: the record found by it must not be overwritten with another person."""
        self._nik_seen = ""
        entry = self._entry()
        if self._known_nik and entry.known_id is not None:
            self._known_nik = ""
            self._fill(replace(entry, known_id=None))
        self._news.clear()

    def _found(self, answer: tuple[str, PartyEntry | None]) -> None:
        value, known = answer
        entry, desk = self._entry(), self._context.desk
        regions = desk.library.regions
        nik = readable_nik(entry.typed.get("nik", ""), regions, desk.now().date())
        if nik is None or nik.value != value:
            return
        if known is not None:
            typed = {**known.typed, "nik": entry.typed.get("nik", value)}
            self._known_nik = value
            self.hidden.take(known.known_id, typed)
            self._offer(typed, known.known_id)
            name = known.typed.get("nama", "")
            self._news.say(
                Tone.OK, f"Pernah dilayani: {name}. Datanya sudah diisikan; periksa bila ada yang berubah."
            )
            return
        keeps = entry.known_id is not None and not self._known_nik
        self._offer(said_by_nik(nik, regions), entry.known_id if keeps else None)
        self._news.say(
            Tone.INFO, "NIK belum pernah dicatat di sini. Tanggal lahir dan jenis kelamin diisi menurut NIK."
        )

    def _offer(self, offered: Mapping[str, str], known_id: int | None) -> None:
        entry, filled = merged_entry(self._entry(), self._filled, offered, known_id)
        self._filled = filled
        self._fill(entry)

    def _take(self, known: PartyEntry) -> None:
        temporary = known.temporary and self._party.without_papers
        self._filled = dict(known.typed)
        self._known_nik = self._nik_seen = known.typed.get("nik", "")
        self.hidden.take(known.known_id, known.typed)
        self._fill(PartyEntry(known.typed, known.known_id, temporary))
        self._news.say(Tone.OK, f"{known.typed.get('nama', '')} dipilih. Periksa bila ada yang berubah.")
        self.taken.emit()

    def _become(self, known: PartyEntry) -> None:
        entry, nik = self._entry(), known.typed.get("nik", "")
        if nik:
            entry = replace(entry, typed={**entry.typed, "nik": nik})
        self._known_nik = self._nik_seen = nik
        self.hidden.take(known.known_id, known.typed)
        became, self._filled = merged_entry(entry, self._filled, known.typed, known.known_id)
        self._fill(replace(became, temporary=became.temporary and known.temporary))
        name = known.typed.get("nama", "")
        self._news.say(Tone.OK, f"Disatukan dengan catatan {name}. Periksa bila ada yang berubah.")
        self.taken.emit()
