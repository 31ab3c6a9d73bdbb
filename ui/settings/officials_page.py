"""Pejabat: who holds which post from when to when; the letter's date decides who signs."""

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.fields import Choice, ChoiceField, DateField, LongTextField, TextField
from dinsos_desk.usecases.office.officials import OfficialData, keep_official, remove_official
from ui.context import Context
from ui.dialogs import Dialogs
from ui.settings.choice_field import ChoiceLine
from ui.settings.list_section import ListSection
from ui.settings.officials import COLUMNS, KIND_WORDS, Holder, Holders, beside_words, holders_of
from ui.settings.section import read_typed
from ui.theme import Tone
from ui.widgets.editors import LongTextEditor
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid


class OfficialsSection(ListSection):
    """A post without a holder is noticed before a letter needs it."""

    key = "pejabat"
    title = "Pejabat"
    icon = "card-account-details-outline"
    intro = "Penanda tangan dipilih menurut tanggal surat. Surat yang sudah dibuat tidak berubah."
    add_label = "Tambah pejabat"
    empty_icon = "card-account-details-outline"
    empty_text = "Belum ada pejabat. Tambahkan Kepala Dinas agar surat dapat ditandatangani."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, COLUMNS, lambda row: row.data.id, parent)
        self._posts: dict[str, str] = {}
        self._id: int | None = None
        self._just_saved: int | None = None
        self.remove = self.remover(self._remove)
        self.post = ChoiceLine("isian_post", "Jabatan")
        self.fields["post"] = Field("Jabatan", self.post, required=True)
        self.post.chosen.connect(self._suggest_title)
        for definition in (
            TextField(code="name", label="Nama dan gelar", required=True, max_length=120),
            LongTextField(
                code="title",
                label="Sebutan pada tanda tangan",
                required=True,
                max_length=300,
                help=(
                    "Jabatan seperti pada surat; Plt., Plh., a.n., atau u.b. ditambahkan oleh program. "
                    "Pada a.n.: jabatan penanda tangan. Pada u.b.: jabatan yang diberi kuasa, lalu pada "
                    "baris kedua jabatan penanda tangan."
                ),
            ),
            ChoiceField(
                code="kind",
                label="Sebagai",
                required=True,
                choices=tuple(Choice(code=code, label=word) for code, word in KIND_WORDS.items()),
            ),
            TextField(code="rank", label="Pangkat", max_length=80),
            TextField(code="nip", label="NIP", max_length=40, help="18 angka; boleh dikosongkan"),
            DateField(code="valid_from", label="Menjabat sejak", required=True),
            DateField(code="valid_until", label="Sampai", help="Kosongkan bila masih menjabat"),
        ):
            self.add_field(definition)
        title = self.fields["title"].editor
        assert isinstance(title, LongTextEditor)
        self._title = title
        title.area.installEventFilter(self)
        grid = FormGrid(context.theme, list(self.fields.values()), [self.fields["title"]])
        self.lay_out([grid], self.remove)

    def load(self) -> None:
        self.read(lambda: holders_of(self.context.desk), self._show)

    def edit(self, entry: Holder | None) -> None:
        data = entry.data if entry is not None else OfficialData("", "", "", valid_from=self.today())
        self._id = data.id
        self.post.set_choices(list(self._posts.items()), data.post)
        typed: dict[str, Any] = {
            "title": data.title,
            "name": data.name,
            "rank": data.rank,
            "nip": data.nip,
            "kind": data.kind,
            "valid_from": f"{data.valid_from:%d/%m/%Y}",
            "valid_until": f"{data.valid_until:%d/%m/%Y}" if data.valid_until else "",
        }
        for code, text in typed.items():
            self.fields[code].editor.set_text(text)
        self.open_form(data.name or "Pejabat baru", "post")

    def save_form(self) -> None:
        values, faults = read_typed(self.fields, self.today())
        if faults:
            self.show_faults(faults)
            return
        first, last = values["valid_from"], values["valid_until"]
        texts = {code: str(values[code] or "") for code in ("title", "name", "rank", "nip", "kind")}
        data = OfficialData(
            post=self.post.text(),
            valid_from=first if isinstance(first, date) else self.today(),
            valid_until=last if isinstance(last, date) else None,
            id=self._id,
            **texts,
        )
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: keep_official(desk.uow(), actor, data), self._stored)

    def _show(self, holders: Holders) -> None:
        self._posts = holders.posts
        self.model.set_rows(holders.rows)
        saved, self._just_saved = self._just_saved, None
        place = next((n for n, row in enumerate(holders.rows) if saved and row.data.id == saved), None)
        if saved is None or place is None:
            return
        self.table.choose_row(place)
        words = beside_words(holders, saved)
        if words:
            self.banner.say(Tone.WARN, f"Tersimpan. {words}")

    def _suggest_title(self, code: str) -> None:
        """A post names itself in capitals until somebody writes it otherwise."""
        title = self.fields["title"].editor
        if title.text().strip() in self._suggested() | {""} and code:
            title.set_text(self._posts[code].upper())
        self.fields["post"].clear_error()
        self.touch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab into a title that was only suggested selects it, so that what is typed replaces it."""
        if (
            watched is self._title.area
            and isinstance(event, QFocusEvent)
            and event.gotFocus()
            and event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
            and self._title.text().strip() in self._suggested()
        ):
            QTimer.singleShot(0, self._title.area, self._title.area.selectAll)
        return super().eventFilter(watched, event)

    def _suggested(self) -> set[str]:
        return {name.upper() for name in self._posts.values()}

    def _stored(self, official_id: int) -> None:
        self._just_saved = official_id
        self.stored("Tersimpan.")
        self.context.events.settings_changed.emit()

    def _remove(self) -> None:
        chosen = self.table.current_row()
        if chosen is None or not Dialogs.confirm(
            self,
            "Hapus pejabat?",
            f"{chosen.data.name}, {chosen.post_name}, dihapus dari daftar. Bila masa jabatannya berakhir, "
            "lebih baik isi tanggal akhirnya.",
            "Hapus",
            destructive=True,
        ):
            return
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: remove_official(desk.uow(), actor, chosen.data.id), self._removed)

    def _removed(self, _: None) -> None:
        self.stored("Pejabat dihapus dari daftar.")
        self.context.events.settings_changed.emit()
