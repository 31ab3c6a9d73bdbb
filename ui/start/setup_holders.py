"""Set-up, fourth page: who signs. Posts may stay open until their first letter."""

from collections.abc import Sequence

from dinsos_desk.catalog.office import Post
from dinsos_desk.desk import Library
from dinsos_desk.domain.faults import Fault
from ui.start.setup_draft import HolderEntry, SetupDraft, holder_faults, signing_posts
from ui.start.setup_step import SetupStep
from ui.theme import Theme
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import clear_layout, column, text_label


class HoldersStep(SetupStep):
    """One group of fields for each post that signs a document of the chosen services."""

    key = "pejabat"
    title = "Pejabat penanda tangan"
    hint = (
        "Boleh dilewati dan diisi kemudian di Pengaturan; surat baru dapat diberi nomor "
        "setelah penanda tangannya diisi."
    )

    def __init__(self, theme: Theme, draft: SetupDraft, library: Library) -> None:
        super().__init__(theme, draft)
        self._library = library
        self.posts: dict[str, Post] = {}
        self._groups = column(spacing=theme.px(16))
        self.lay_out(self._groups)

    def show_draft(self) -> None:
        office = self.draft.office
        posts = signing_posts(self._library, office.preset, self.draft.services)
        if {post.code for post in posts} != set(self.posts):
            self._make_groups(posts)
        for code in self.posts:
            entry = self.draft.holders.get(code, HolderEntry())
            self.set_text(f"{code}.name", entry.name)
            self.set_text(f"{code}.rank", entry.rank)
            self.set_text(f"{code}.nip", entry.nip)

    def write(self) -> None:
        self.draft.holders = {
            code: HolderEntry(
                self.text(f"{code}.name"), self.text(f"{code}.rank"), self.text(f"{code}.nip").strip()
            )
            for code in self.posts
        }

    def faults(self) -> Sequence[Fault]:
        return holder_faults(self.draft)

    def _make_groups(self, posts: Sequence[Post]) -> None:
        clear_layout(self._groups)
        self.fields.clear()
        self.posts = {post.code: post for post in posts}
        for post in posts:
            parts = [
                self.line(f"{post.code}.name", "Nama dan gelar"),
                self.line(f"{post.code}.rank", "Pangkat", help_text="Misalnya Pembina Tingkat I"),
                self.line(f"{post.code}.nip", "NIP", help_text="18 angka"),
            ]
            grid = FormGrid(self.theme, parts, most=3)
            for field in parts:
                field.editor.setAccessibleName(f"{field.label.text()}, {post.name}")
            self._groups.addLayout(column(text_label(post.name, "strong", wrap=True), grid, spacing=6))
