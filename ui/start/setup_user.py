"""Set-up, last page: the first user, who opens the office."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.users import ROLE_NAMES
from ui.start.password_edit import PasswordEdit
from ui.start.setup_draft import SetupDraft, user_faults
from ui.start.setup_step import SetupStep
from ui.theme import Theme, Tone
from ui.widgets.banner import Banner
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import FlowLayout

_KEEP_IT = (
    "Data kantor disandi dengan kata sandi ini. Bila terlupa dan tidak ada administrator lain, "
    "tidak seorang pun dapat memulihkannya. Tambahkan administrator kedua di Pengaturan."
)


class UserStep(SetupStep):
    """The first user is always administrator."""

    key = "pengguna"
    title = "Pengguna pertama"
    hint = "Pengguna lain ditambahkan kemudian di Pengaturan."

    def __init__(self, theme: Theme, draft: SetupDraft) -> None:
        super().__init__(theme, draft)
        self.password = PasswordEdit(theme, "isian_password")
        self.again = PasswordEdit(theme, "isian_again")
        parts = [
            self.line("name", "Nama lengkap", required=True),
            self.line("post", "Jabatan", help_text="Misalnya Petugas loket"),
            self.line("login", "Nama masuk", required=True, help_text="Satu kata, misalnya rani"),
        ]
        help_text = "Sedikitnya 8 karakter; tiga kata yang tidak berhubungan mudah diingat"
        parts += [
            self.field("password", "Kata sandi", self.password, required=True, help_text=help_text),
            self.field("again", "Kata sandi sekali lagi", self.again, required=True),
        ]
        for place in ("password", "again"):
            self.fields[place].editor.textEdited.connect(self.fields[place].clear_error)
        self.roles = {role: self._role(role) for role in Role}
        held = QWidget()
        held.setObjectName("isian_roles")
        flow = FlowLayout(held, spacing=theme.px(14))
        for box in self.roles.values():
            flow.addWidget(box)
        held.setFocusProxy(self.roles[Role.PETUGAS])
        parts.append(self.field("roles", "Peran", held))
        warning = Banner(theme, name="ingat_sandi")
        warning.say(Tone.INFO, _KEEP_IT)
        self.lay_out(FormGrid(theme, parts, [parts[-1]]), warning)

    def show_draft(self) -> None:
        self.set_text("name", self.draft.user_name)
        self.set_text("post", self.draft.user_post)
        self.set_text("login", self.draft.login)
        for role, box in self.roles.items():
            box.setChecked(role in self.draft.roles)

    def write(self) -> None:
        self.draft.user_name = " ".join(self.text("name").split())
        self.draft.user_post = " ".join(self.text("post").split())
        self.draft.login = self.text("login").strip()
        self.draft.password = self.password.text()
        self.draft.again = self.again.text()
        self.draft.roles = frozenset(role for role, box in self.roles.items() if box.isChecked())

    def faults(self) -> Sequence[Fault]:
        return user_faults(self.draft)

    def _role(self, role: Role) -> QCheckBox:
        box = QCheckBox(ROLE_NAMES[role])
        box.setObjectName(f"peran_{role.value}")
        box.setEnabled(role is not Role.ADMIN)
        box.clicked.connect(self._ticked)
        return box

    def _ticked(self) -> None:
        self.fields["roles"].clear_error()
        self.changed.emit()
