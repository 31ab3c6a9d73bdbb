"""Jabatan: the posts that sign and review at this office, named as the office names them."""

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.fields import Choice, ChoiceField, TextField
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.usecases.office.posts import LONGEST_NAME, PostRow, keep_post, post_rows, remove_post
from dinsos_desk.usecases.office.users import ROLE_NAMES
from ui.context import Context
from ui.dialogs import Dialogs
from ui.models.columns import ColumnSpec
from ui.settings.list_section import ListSection
from ui.settings.section import read_typed
from ui.theme import Tone
from ui.widgets.form_grid import FormGrid


def holders_words(row: PostRow) -> str:
    """Who holds the post today."""
    return ", ".join(row.holders) or "belum diisi"


def signs_words(row: PostRow) -> str:
    """The services whose documents this post signs."""
    return ", ".join(row.signs) or "–"


COLUMNS: tuple[ColumnSpec[PostRow], ...] = (
    ColumnSpec(
        "jabatan",
        "Jabatan",
        lambda row: row.post.name,
        width=260,
        least=170,
        stretch=True,
        bold=True,
        typeahead=True,
    ),
    ColumnSpec(
        "bidang", "Bidang", lambda row: row.post.division or "–", width=190, least=120, drop=1, muted=True
    ),
    ColumnSpec(
        "pejabat",
        "Pejabat hari ini",
        holders_words,
        width=180,
        least=130,
        tone=lambda row: Tone.WARN if row.signs and not row.holders else None,
    ),
    ColumnSpec(
        "tanda_tangan", "Menandatangani", signs_words, width=190, least=120, drop=2, tooltip=signs_words
    ),
)


class PostsSection(ListSection):
    """A renamed post keeps its officials and its signatures; letters already made do not change."""

    key = "jabatan"
    title = "Jabatan"
    icon = "badge-account-outline"
    intro = "Jabatan yang menandatangani atau memeriksa. Siapa yang menjabat diisi di bagian Pejabat."
    add_label = "Tambah jabatan"
    empty_icon = "badge-account-outline"
    empty_text = "Belum ada jabatan."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, COLUMNS, lambda row: row.post.code, parent)
        self._code = ""
        self.remove = self.remover(self._remove)
        ranks = tuple(Choice(code=role.value, label=ROLE_NAMES[role]) for role in WORKING_ROLES)
        for definition in (
            TextField(
                code="name",
                label="Nama jabatan",
                required=True,
                max_length=LONGEST_NAME,
                help="Misalnya Kepala UPTD Rumah Singgah",
            ),
            ChoiceField(code="role", label="Setingkat", required=True, choices=ranks),
            TextField(
                code="division",
                label="Bidang",
                max_length=LONGEST_NAME,
                help="Kosongkan bila untuk seluruh kantor",
            ),
        ):
            self.add_field(definition)
        grid = FormGrid(context.theme, list(self.fields.values()), [self.fields["name"]])
        self.lay_out([grid], self.remove)

    def load(self) -> None:
        self.read(lambda: post_rows(self.context.desk), self.model.set_rows)

    def edit(self, entry: PostRow | None) -> None:
        post = entry.post if entry is not None else None
        self._code = post.code if post else ""
        self.fields["name"].editor.set_text(post.name if post else "")
        self.fields["role"].editor.set_text((post.role if post else Role.KABID).value)
        self.fields["division"].editor.set_text(post.division if post else "")
        self.open_form(post.name if post else "Jabatan baru", "name")

    def save_form(self) -> None:
        values, faults = read_typed(self.fields, self.today())
        if faults:
            self.show_faults(faults)
            return
        desk, actor, code = self.context.desk, self.context.actor, self._code
        name, division = str(values["name"] or ""), str(values["division"] or "")
        role = Role(str(values["role"]))
        self.write(lambda: keep_post(desk, actor, code, name, role, division), self._stored)

    def _stored(self, _: str) -> None:
        self.stored("Tersimpan.")
        self.context.events.settings_changed.emit()

    def _remove(self) -> None:
        chosen = self.table.current_row()
        if chosen is None or not Dialogs.confirm(
            self,
            "Hapus jabatan?",
            f"{chosen.post.name} dihapus dari daftar jabatan.",
            "Hapus",
            destructive=True,
        ):
            return
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: remove_post(desk, actor, chosen.post.code), self._removed)

    def _removed(self, _: None) -> None:
        self.stored("Jabatan dihapus dari daftar.")
        self.context.events.settings_changed.emit()
