"""Pengguna: who may sign in, which hats they wear, and a new password for who forgot theirs."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import TextField
from dinsos_desk.usecases.office.users import ROLE_NAMES, UserData, add_user, change_user, set_password
from dinsos_desk.vault.passwords import check_password
from ui.context import Context
from ui.settings.choice_field import ChoiceLine, TicksLine
from ui.settings.list_section import ListSection
from ui.settings.section import read_typed
from ui.settings.users import COLUMNS, EVERY_DIVISION, Staff, roles_from, staff_of
from ui.start.password_edit import PasswordEdit
from ui.theme import Tone
from ui.widgets.buttons import KeyButton
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid

_NEW = UserData("", "", "", frozenset())
_ABOUT = ("login", "name", "post", "division", "roles")
_SECRET = ("password", "again")


class UsersSection(ListSection):
    """A user who leaves is made inactive, never deleted: their name stays in the history."""

    key = "pengguna"
    title = "Pengguna"
    icon = "account-group-outline"
    intro = "Pengguna yang pindah atau berhenti dinonaktifkan; namanya tetap ada dalam riwayat."
    add_label = "Tambah pengguna"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, COLUMNS, lambda row: row.id, parent)
        self._divisions: tuple[str, ...] = ()
        self._entry = _NEW
        self._only_password = False
        self.reset = KeyButton("Atur ulang sandi", "Ctrl+R", name="pengguna_atur_sandi")
        self.reset.clicked.connect(self._reset_chosen)
        for code, label, need, tip, most in (
            ("login", "Nama masuk", True, "Tanpa spasi; tidak dapat diubah kemudian", 40),
            ("name", "Nama lengkap", True, "", 120),
            ("post", "Jabatan", False, "Misalnya Kasi Rehabilitasi Sosial", 120),
        ):
            self.add_field(TextField(code=code, label=label, required=need, help=tip, max_length=most))
        self.division = ChoiceLine("isian_division", "Bidang")
        self.division.chosen.connect(lambda _: self.touch())
        self.fields["division"] = Field(
            "Bidang", self.division, help_text="Kasi dan Kabid hanya melihat permohonan bidangnya"
        )
        named = [(role.value, name) for role, name in ROLE_NAMES.items()]
        self.roles = TicksLine(context.theme, "isian_roles", named)
        self.fields["roles"] = Field("Peran", self.roles, required=True)
        self.passwords = {code: PasswordEdit(context.theme, f"isian_{code}") for code in _SECRET}
        self.fields["password"] = Field("Kata sandi", self.passwords["password"], required=True)
        self.fields["again"] = Field("Ulangi kata sandi", self.passwords["again"], required=True)
        for edit in self.passwords.values():
            edit.textEdited.connect(lambda _: self.touch())
        self.active = QCheckBox("Aktif: boleh masuk ke program")
        self.active.setObjectName("isian_active")
        self.active.toggled.connect(lambda _: self._show_fitting())
        self.roles.changed.connect(lambda _: self.fields["roles"].clear_error())
        parts = list(self.fields.values())
        self.grid = FormGrid(context.theme, parts, [self.fields["roles"]])
        self.lay_out([self.active, self.grid], self.reset)

    def load(self) -> None:
        self.read(lambda: staff_of(self.context.desk), self._show)

    def snapshot(self) -> dict[str, object]:
        return {**super().snapshot(), "active": self.active.isChecked()}

    def edit(self, entry: UserData | None) -> None:
        self._fill(entry or _NEW, only_password=False)
        title = entry.name if entry is not None else "Pengguna baru"
        self.open_form(title, "name" if entry is not None else "login")

    def save_form(self) -> None:
        if self._only_password:
            faults: list[Fault] = []
        else:
            _, faults = read_typed(
                {code: self.fields[code] for code in ("login", "name", "post")}, self.today()
            )
            if not self.roles.values():
                faults.append(Fault("peran_kosong", {}, "roles"))
        faults += self._password_faults()
        if faults:
            self.show_faults(faults)
            return
        desk, actor, data = self.context.desk, self.context.actor, self._data()
        secret = self.passwords["password"].text()
        asks, only_password = self._asks_password(), self._only_password

        def work() -> None:
            if data.id is None:
                add_user(desk.uow(), actor, desk.ring, desk.key, data, secret, desk.now())
                return
            if not only_password:
                change_user(desk.uow(), actor, desk.ring, desk.key, data)
            if asks:
                set_password(desk.uow(), actor, desk.ring, desk.key, data.id, secret)

        self.write(work, self._stored)

    def close_form(self) -> None:
        for edit in self.passwords.values():
            edit.clear()
        super().close_form()

    def _show(self, staff: Staff) -> None:
        self._divisions = staff.divisions
        self.model.set_rows(staff.rows)

    def _fill(self, entry: UserData, *, only_password: bool) -> None:
        self._entry, self._only_password = entry, only_password
        for code in ("login", "name", "post"):
            self.fields[code].editor.set_text(getattr(entry, code))
        self.fields["login"].editor.setEnabled(entry.id is None)
        named = [("", EVERY_DIVISION), *((name, name) for name in self._divisions)]
        self.division.set_choices(named, entry.division)
        self.roles.set_values(frozenset(role.value for role in entry.roles))
        self.active.setChecked(entry.active)
        for edit in self.passwords.values():
            edit.clear()
        self._show_fitting()

    def _asks_password(self) -> bool:
        """A new user, one who comes back, and one who forgot need a password."""
        comes_back = self.active.isChecked() and not self._entry.active
        return self._entry.id is None or self._only_password or comes_back

    def _show_fitting(self) -> None:
        for code in _ABOUT:
            self.grid.show_part(self.fields[code], not self._only_password)
        for code in _SECRET:
            self.grid.show_part(self.fields[code], self._asks_password())
        self.active.setVisible(self._entry.id is not None and not self._only_password)
        self.touch()

    def _password_faults(self) -> list[Fault]:
        if not self._asks_password():
            return []
        first, again = (edit.text() for edit in self.passwords.values())
        login = self.fields["login"].editor.text().strip()
        weak = check_password(first, login, minimum=self.context.desk.ring.safety.known().password_length)
        if weak is not None:
            return [weak.at("password")]
        return [] if first == again else [Fault("sandi_tidak_sama", {}, "again")]

    def _data(self) -> UserData:
        if self._only_password:
            return self._entry
        return replace(
            self._entry,
            login=self.fields["login"].editor.text().strip(),
            name=" ".join(self.fields["name"].editor.text().split()),
            post=" ".join(self.fields["post"].editor.text().split()),
            roles=roles_from(self.roles.values()),
            division=self.division.text(),
            active=self.active.isChecked() if self._entry.id is not None else True,
        )

    def _reset_chosen(self) -> None:
        chosen: UserData | None = self.table.current_row()
        if chosen is None:
            return
        if not chosen.active:
            self.banner.say(Tone.WARN, f"{chosen.name} nonaktif. Aktifkan dahulu melalui Ubah.")
            return
        self._fill(chosen, only_password=True)
        self.open_form(f"Kata sandi baru untuk {chosen.name}", "password")

    def _stored(self, _: None) -> None:
        name = self._entry.name or "Pengguna baru"
        what = f"Kata sandi {name} sudah diganti." if self._only_password else "Tersimpan."
        self.stored(what)
        self.context.events.users_changed.emit()
