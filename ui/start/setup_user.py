"""Set-up, seventh page: the first user, who opens the office, and those who work with them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from dinsos_desk.desk import Library
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.office.users import ROLE_NAMES, Unstaffed, unstaffed
from ui.settings.choice_field import TicksLine
from ui.settings.users import roles_from
from ui.start.password_edit import PasswordEdit
from ui.start.setup_colleagues import Colleagues
from ui.start.setup_draft import SetupDraft, user_faults
from ui.start.setup_step import SetupStep, suggested_login
from ui.theme import Theme, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import STRETCH, FlowLayout, clear_layout, row, text_label

_KEEP_IT = (
    "Data kantor disandi dengan kata sandi para pengguna. Bila semuanya terlupa, tidak seorang pun dapat "
    "memulihkannya. Angkat sedikitnya dua Administrator."
)
_SHOWN_SERVICES = 3


class UserStep(SetupStep):
    """The first user is always administrator; roles that the services ask for and nobody has are said."""

    key = "pengguna"
    title = "Pengguna"
    hint = (
        "Isi diri Anda sebagai pengguna pertama. Rekan kerja dapat ditambahkan sekarang atau di Pengaturan."
    )

    def __init__(self, theme: Theme, draft: SetupDraft, library: Library) -> None:
        super().__init__(theme, draft)
        self._library = library
        self._fresh: QWidget | None = None
        self.password = PasswordEdit(theme, "isian_password")
        self.again = PasswordEdit(theme, "isian_again")
        help_text = "Sedikitnya 8 karakter; tiga kata yang tidak berhubungan mudah diingat"
        self.roles = TicksLine(
            theme, "isian_roles", [(role.value, name) for role, name in ROLE_NAMES.items()]
        )
        self.roles.boxes[Role.ADMIN.value].setEnabled(False)
        parts = [
            self.line("name", "Nama lengkap", required=True),
            self.line("post", "Jabatan", help_text="Misalnya Petugas loket"),
            self.line("login", "Nama masuk", required=True, help_text="Satu kata, misalnya rani"),
            self.field("password", "Kata sandi", self.password, required=True, help_text=help_text),
            self.field("again", "Kata sandi sekali lagi", self.again, required=True),
            self.field("roles", "Peran", self.roles),
        ]
        self._own: dict[str, Field] = dict(self.fields)
        for place in ("password", "again"):
            self.fields[place].editor.textEdited.connect(self._edited)
        self.fields["name"].editor.editingFinished.connect(self._suggest_login)
        self.roles.changed.connect(lambda _: self._ticked())
        warning = Banner(theme, name="ingat_sandi")
        self.colleagues = Colleagues(theme)
        self.colleagues.changed.connect(self._changed_colleagues)
        self.add = KeyButton("Tambah pengguna", "Ctrl+T", name="tambah_pengguna")
        self.add.clicked.connect(lambda: self._add(None))
        self.missing = Banner(theme, name="peran_kosong")
        self.on_paper = Banner(theme, name="peran_di_kertas")
        held = QWidget()
        self._offers = FlowLayout(held, spacing=theme.px(8))
        self.lay_out(
            FormGrid(theme, parts, [parts[-1]]),
            warning,
            text_label("Rekan kerja", "strong"),
            self.missing,
            self.on_paper,
            held,
            self.colleagues,
            row(self.add, STRETCH),
        )
        warning.say(Tone.INFO, _KEEP_IT)
        self.scroll.verticalScrollBar().rangeChanged.connect(self._show_fresh)

    def show_draft(self) -> None:
        self.set_text("name", self.draft.user_name)
        self.set_text("post", self.draft.user_post)
        self.set_text("login", self.draft.login)
        self.roles.set_values(frozenset(role.value for role in self.draft.roles))
        self.colleagues.show_entries(self.draft.colleagues, self._divisions())
        self._collect_fields()
        self._show_missing()

    def write(self) -> None:
        self.draft.user_name = " ".join(self.text("name").split())
        self.draft.user_post = " ".join(self.text("post").split())
        self.draft.login = self.text("login").strip()
        self.draft.password = self.password.text()
        self.draft.again = self.again.text()
        self.draft.roles = roles_from(self.roles.values())
        self.draft.colleagues = self.colleagues.entries()

    def faults(self) -> Sequence[Fault]:
        return user_faults(self.draft)

    def summary(self) -> Sequence[str]:
        return [
            f"{user.name} ({user.login}): {', '.join(n for r, n in ROLE_NAMES.items() if r in user.roles)}"
            for user in self.draft.users()
            if user.name
        ]

    def remarks(self) -> Sequence[str]:
        lines = list(self._missing_lines())
        if sum(Role.ADMIN in user.roles for user in self.draft.users()) < 2:
            lines.append("Baru ada satu Administrator; angkat yang kedua agar data tetap dapat dibuka.")
        return lines

    def _missing_lines(self) -> Sequence[str]:
        lines = []
        for role, names in self._unstaffed().needed.items():
            shown = ", ".join(names[:_SHOWN_SERVICES])
            more = f", dan {len(names) - _SHOWN_SERVICES} lagi" if len(names) > _SHOWN_SERVICES else ""
            lines.append(f"Belum ada {ROLE_NAMES[role]}; dibutuhkan layanan {shown}{more}.")
        return lines

    def _unstaffed(self) -> Unstaffed:
        catalog = self.draft.catalog(self._library)
        chosen = [catalog[code] for code in self.draft.services if code in catalog]
        return unstaffed(chosen, self.draft.users())

    def _show_missing(self) -> None:
        found = self._unstaffed()
        lines = self._missing_lines()
        if lines:
            self.missing.say(Tone.WARN, "\n".join(lines))
        else:
            self.missing.clear()
        if found.on_paper:
            names = ", ".join(ROLE_NAMES[role] for role in found.on_paper)
            self.on_paper.say(
                Tone.INFO,
                f"Belum ada pengguna: {names}. Tidak mengapa: keputusannya di atas kertas dicatat petugas.",
            )
        else:
            self.on_paper.clear()
        clear_layout(self._offers)
        for role in (*found.needed, *found.on_paper):
            offer = LinkButton(f"+ {ROLE_NAMES[role]}", name=f"tambah_{role.value}")
            offer.setAccessibleName(f"Tambah pengguna berperan {ROLE_NAMES[role]}")
            offer.clicked.connect(lambda _=False, role=role: self._add(role))
            self._offers.addWidget(offer)

    def _divisions(self) -> tuple[str, ...]:
        catalog = self.draft.catalog(self._library)
        found = {catalog[code].division for code in self.draft.services if code in catalog}
        found |= {post.division for post in self.draft.posts}
        return tuple(sorted(found - {""}))

    def _add(self, role: Role | None) -> None:
        card = self.colleagues.add(role)
        self._changed_colleagues()
        first = next(iter(card.fields.values()))
        first.focus()
        self._fresh = card

    def _show_fresh(self) -> None:
        """The form grew by a card: scroll until it stands at the top, as far as that goes."""
        if self._fresh is not None:
            top = self._fresh.mapTo(self.scroll.widget(), QPoint()).y()
            self.scroll.verticalScrollBar().setValue(top - self.theme.px(8))

    def _changed_colleagues(self) -> None:
        self._collect_fields()
        self._ticked()

    def _collect_fields(self) -> None:
        self.fields.clear()
        self.fields |= self._own
        self.fields |= self.colleagues.fields()

    def _ticked(self) -> None:
        self._fresh = None
        self.fields["roles"].clear_error()
        self.write()
        self._show_missing()
        self.changed.emit()

    def _suggest_login(self) -> None:
        if not self.text("login"):
            self.set_text("login", suggested_login(self.text("name")))
