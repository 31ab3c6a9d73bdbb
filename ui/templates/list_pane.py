"""Every template: searched by name, service or product; what can be done with the one chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.usecases.services.drafts import Origin
from dinsos_desk.usecases.templates.stock import TemplateInfo
from dinsos_desk.usecases.templates.trial import can_try
from ui.context import Context
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.models.rows_model import RowsModel
from ui.templates.trial import TrialButton
from ui.theme import Tone
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table

_STATES = {
    Origin.SHIPPED: BadgeSpec("Bawaan", Tone.NEUTRAL, "package-variant-closed"),
    Origin.CHANGED: BadgeSpec("Diubah kantor", Tone.INFO, "file-edit-outline"),
    Origin.OWN: BadgeSpec("Milik kantor", Tone.ACCENT, "file-account-outline"),
}
_OUTSIDE = BadgeSpec("Di luar program", Tone.WARN, "alert-outline")


def used_by(info: TemplateInfo) -> str:
    """The services with their products, as one line."""
    if not info.users:
        unused = "Belum dipakai layanan" if can_try(info.name) else "Tidak dipakai cetakan mana pun"
        return unused if info.origin is Origin.OWN else info.group
    more = f" (+{len(info.users) - 1})" if len(info.users) > 1 else ""
    return f"{info.users[0]}{more}"


def state_of(info: TemplateInfo) -> BadgeSpec:
    """Whose it is; a file that was changed in the folder itself says so."""
    return _OUTSIDE if info.outside else _STATES[info.origin]


COLUMNS: tuple[ColumnSpec[TemplateInfo], ...] = (
    ColumnSpec(
        "templat", "Templat", lambda one: one.title, width=250, least=150, bold=True, typeahead=True,
        tooltip=lambda one: f"{one.title} ({one.name})",
    ),
    ColumnSpec(
        "dipakai", "Dipakai oleh", used_by, width=260, least=140, stretch=True,
        tooltip=lambda one: "\n".join(one.users) or used_by(one),
    ),
    ColumnSpec("keadaan", "Keadaan", lambda one: state_of(one).text, width=150, badge=state_of),
    ColumnSpec("versi", "Versi", lambda one: str(one.version or "–"), width=60, least=54),
    ColumnSpec(
        "sejak", "Sejak", lambda one: f"{one.since:%d/%m/%y %H.%M}" if one.since else "–",
        width=118, least=112, drop=1, muted=True,
    ),
)  # fmt: skip


class TemplateListPane(QWidget):
    """Asks for what is to be done by signals that carry the chosen template."""

    take_in = Signal(object)
    take_new = Signal()
    word_wanted = Signal(object)
    trial_wanted = Signal(object, str)
    versions_wanted = Signal(object)
    fields_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templat_daftar_ruang")
        theme = context.theme
        self._all: tuple[TemplateInfo, ...] = ()
        self.search = SearchField(theme, "Cari templat, layanan, atau hasil", name="templat_cari")
        self.search.call_from(self)
        self.count = text_label("", "small")
        self.model: RowsModel[TemplateInfo] = RowsModel(COLUMNS, (), lambda one: one.name, self)
        self.table = Table(theme, name="templat_daftar", label="Templat; Enter memasukkan berkas")
        self.table.set_model(self.model, COLUMNS)
        self.table.set_empty("file-search-outline", "Tidak ada templat yang cocok dengan pencarian ini.")
        self.word = KeyButton("Buka di Word…", "Alt+W", name="templat_word")
        self.word.setToolTip("Menyimpan salinan di tempat pilihan Anda dan membukanya (Alt+W)")
        self.take = KeyButton("Masukkan…", "Ctrl+Return", ButtonKind.PRIMARY, name="templat_masukkan")
        self.new = KeyButton("Templat baru…", "Ctrl+N", name="templat_baru")
        self.trial = TrialButton("templat_contoh")
        self.versions = KeyButton("Versi", "Alt+V", name="templat_versi")
        self.fields = KeyButton("Daftar isian", "Alt+D", name="templat_isian")
        card = Card(padding=1, name="templat_kartu")
        card.body.addWidget(self.table)
        head = row(self.search, self.count, spacing=12)
        head.setStretch(0, 1)
        first = row(self.new, STRETCH, self.fields, self.versions, spacing=8)
        second = row(STRETCH, self.trial, self.word, self.take, spacing=8)
        whole = column(head, card, first, second, spacing=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()
        self._enable(None)

    def show_rows(self, rows: tuple[TemplateInfo, ...]) -> None:
        """All templates there are."""
        self._all = rows
        self._narrow(self.search.text().strip())

    def chosen(self) -> TemplateInfo | None:
        """The template under the cursor."""
        found: TemplateInfo | None = self.table.current_row()
        return found

    def choose(self, name: str) -> None:
        """Put the cursor on a template."""
        names = [one.name for one in self.model.rows()]
        if name in names:
            self.table.choose_row(names.index(name))

    def _connect(self) -> None:
        self.search.searched.connect(self._narrow)
        self.search.left_down.connect(self.table.setFocus)
        self.table.row_chosen.connect(self._enable)
        self.table.row_activated.connect(self.take_in)
        self.new.clicked.connect(self.take_new)
        self.trial.wanted.connect(self._try)
        for button, signal in (
            (self.take, self.take_in),
            (self.word, self.word_wanted),
            (self.versions, self.versions_wanted),
            (self.fields, self.fields_wanted),
        ):
            button.clicked.connect(lambda _=False, signal=signal: self._ask(signal))

    def _try(self, way: str) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.trial_wanted.emit(chosen, way)

    def _ask(self, signal: Signal) -> None:
        chosen = self.chosen()
        if chosen is not None:
            signal.emit(chosen)  # type: ignore[attr-defined]

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        found = [one for one in self._all if all(word in one.words for word in words)]
        self.model.set_rows(found)
        self.count.setText(
            f"{len(found)} dari {len(self._all)} templat" if words else f"{len(found)} templat"
        )
        if found and self.chosen() is None:
            self.table.choose_row(0)
        self._enable(self.chosen())

    def _enable(self, chosen: TemplateInfo | None) -> None:
        for button in (self.take, self.word, self.versions, self.fields):
            button.setEnabled(chosen is not None)
        self.trial.setEnabled(chosen is not None and can_try(chosen.name))
        lacks = chosen is not None and not can_try(chosen.name)
        self.trial.setToolTip(
            "Tidak ada surat atau cetakan yang memakai berkas ini."
            if lacks
            else "Diisi data rekaan, bertulisan CONTOH"
        )
