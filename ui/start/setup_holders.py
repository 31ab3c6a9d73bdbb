"""Set-up, sixth page: who signs. Posts may stay open until their first letter."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QBoxLayout

from dinsos_desk.catalog.office import Post
from dinsos_desk.desk import Library
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.faults import Fault
from ui.settings.officials import KIND_WORDS
from ui.start.setup_draft import HolderEntry, SetupDraft, holder_faults, signing_posts, usual_start
from ui.start.setup_step import SetupStep
from ui.theme import Theme
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import clear_layout, column, text_label
from ui.widgets.segmented import Segment, SegmentedControl

_KINDS = tuple(
    Segment(code, KIND_WORDS[code], key) for code, key in (("definitif", "d"), ("plt", "t"), ("plh", "h"))
)


class HoldersStep(SetupStep):
    """One group of fields for each post that signs a document of the chosen services."""

    key = "pejabat"
    title = "Pejabat penanda tangan"
    hint = (
        "Boleh dilewati dan diisi kemudian di Pengaturan; surat baru dapat diberi nomor "
        "setelah penanda tangannya diisi."
    )

    def __init__(self, theme: Theme, draft: SetupDraft, library: Library, today: date) -> None:
        super().__init__(theme, draft)
        self._library = library
        self._today = today
        self.posts: dict[str, Post] = {}
        self.kinds: dict[str, SegmentedControl] = {}
        self._groups = column(spacing=theme.px(16))
        self.lay_out(self._groups)

    def show_draft(self) -> None:
        posts = signing_posts(self._library, self.draft)
        if list(posts) != list(self.posts.values()):
            self._make_groups(posts)
        for code in self.posts:
            entry = self.draft.holders.get(code, HolderEntry())
            for part in ("name", "rank", "nip", "since", "until"):
                self.set_text(f"{code}.{part}", getattr(entry, part))
            self.kinds[code].set_value(entry.kind)

    def write(self) -> None:
        """Holders of posts that no chosen service needs any more are remembered, not asked for."""
        for code in self.posts:
            parts = {part: self.text(f"{code}.{part}").strip() for part in ("name", "rank", "nip")}
            dates = {part: self.text(f"{code}.{part}").strip() for part in ("since", "until")}
            self.draft.holders[code] = HolderEntry(**parts, kind=self.kinds[code].value(), **dates)

    def faults(self) -> Sequence[Fault]:
        return holder_faults(self.draft, self._today)

    def summary(self) -> Sequence[str]:
        lines = []
        for post in signing_posts(self._library, self.draft):
            entry = self.draft.holders.get(post.code, HolderEntry())
            if entry.name:
                kind = "" if entry.kind == "definitif" else f"{KIND_WORDS[entry.kind]} "
                lines.append(f"{kind}{post.name}: {entry.name}")
        return lines

    def remarks(self) -> Sequence[str]:
        empty = [
            post.name
            for post in signing_posts(self._library, self.draft)
            if not self.draft.holders.get(post.code, HolderEntry()).name
        ]
        return (f"Penanda tangan belum diisi: {', '.join(empty)}.",) if empty else ()

    def _make_groups(self, posts: Sequence[Post]) -> None:
        clear_layout(self._groups)
        self.fields.clear()
        self.kinds.clear()
        self.posts = {post.code: post for post in posts}
        for post in posts:
            self._groups.addLayout(self._group(post))

    def _group(self, post: Post) -> QBoxLayout:
        code = post.code
        kind = SegmentedControl(_KINDS, name=f"isian_{code}_kind", label=f"Sebagai, {post.name}")
        kind.chosen.connect(lambda _: self.changed.emit())
        self.kinds[code] = kind
        since = f"Kosong berarti {format_date(usual_start(self._today))}"
        parts = [
            self.line(f"{code}.name", "Nama dan gelar"),
            self.line(f"{code}.rank", "Pangkat", help_text="Misalnya Pembina Tingkat I"),
            self.line(f"{code}.nip", "NIP", help_text="18 angka"),
            self.field(f"{code}.kind", "Sebagai", kind),
            self.line(f"{code}.since", "Menjabat sejak", help_text=since),
            self.line(f"{code}.until", "Sampai", help_text="Kosongkan bila masih menjabat"),
        ]
        for field in parts:
            field.editor.setAccessibleName(f"{field.label.text()}, {post.name}")
        grid = FormGrid(self.theme, parts, most=3)
        return column(text_label(post.name, "strong", wrap=True), grid, spacing=6)
