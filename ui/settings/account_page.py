"""Akun saya: one's own password, and how the window looks on this computer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.safety import SafetyRules
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.office.users import ROLE_NAMES, change_own_password
from ui.context import Context
from ui.idle import keep_minutes, kept_minutes
from ui.look import kept_look, settings_at
from ui.settings.idle_card import IdleCard
from ui.settings.section import FormSection, Snapshot
from ui.start.password_edit import PasswordEdit
from ui.theme import SCALES, Scheme, Tone
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import text_label
from ui.widgets.segmented import Segment, SegmentedControl

_SCHEMES = {Scheme.LIGHT: "Terang", Scheme.DARK: "Gelap", Scheme.CONTRAST: "Kontras tinggi"}
_SECRETS = (
    ("old", "Kata sandi sekarang"),
    ("password", "Kata sandi baru"),
    ("again", "Ulangi kata sandi baru"),
)


def scale_code(scale: float) -> str:
    """A scale as the strip names it: 115."""
    return str(round(scale * 100))


class AccountSection(FormSection):
    """The look follows at once; ``look_wanted`` carries the scale and the scheme."""

    key = "akun"
    title = "Akun saya"
    icon = "account-outline"
    save_label = "Ganti kata sandi"
    look_wanted = Signal(float, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        roles = ", ".join(name for role, name in ROLE_NAMES.items() if role in context.actor.roles)
        self.intro = f"{context.actor.name}, {roles}"
        super().__init__(context, parent)
        theme = context.theme
        self.scale = SegmentedControl(
            [Segment(scale_code(scale), f"{scale_code(scale)}%") for scale in SCALES],
            name="akun_ukuran",
            label="Ukuran tulisan",
        )
        self.scheme = SegmentedControl(
            [Segment(scheme.value, word, word[0].lower()) for scheme, word in _SCHEMES.items()],
            name="akun_warna",
            label="Warna",
        )
        look = Card("Tampilan", "berlaku di komputer ini", name="akun_tampilan")
        look.body.addWidget(
            FormGrid(theme, [Field("Ukuran tulisan", self.scale), Field("Warna", self.scheme)])
        )
        self.locking = IdleCard(theme)
        self._show_idle()
        self.edits = {code: PasswordEdit(theme, f"isian_{code}") for code, _ in _SECRETS}
        for code, label in _SECRETS:
            self.fields[code] = Field(label, self.edits[code], required=True)
            self.edits[code].textEdited.connect(self._typed)
        secret = Card("Kata sandi", name="akun_sandi")
        self.advice = text_label("", "small", wrap=True)
        secret.body.addWidget(self.advice)
        secret.body.addWidget(FormGrid(theme, list(self.fields.values()), [self.fields["old"]]))
        self.scale.chosen.connect(self._want)
        self.scheme.chosen.connect(self._want)
        self.locking.chosen.connect(self._keep_idle)
        self.lay_out(look, self.locking, secret)

    def load(self) -> None:
        scale, scheme = kept_look(settings_at(self.context.desk.paths))
        self.scale.set_value(scale_code(scale))
        self.scheme.set_value(scheme.value)
        self._show_idle()
        least = self._rules().password_length
        self.advice.setText(f"Sedikitnya {least} karakter; tiga kata yang tidak berhubungan mudah diingat.")
        for edit in self.edits.values():
            edit.clear()
        self.settled()

    def snapshot(self) -> Snapshot:
        return {code: edit.text() for code, edit in self.edits.items()}

    def submit(self) -> None:
        if not self.save.isEnabled():
            return
        old, new, again = (edit.text() for edit in self.edits.values())
        faults = [
            Fault("wajib_diisi", {"nama": label}, code)
            for code, label in _SECRETS
            if not self.edits[code].text()
        ]
        if not faults and new != again:
            faults.append(Fault("sandi_tidak_sama", {}, "again"))
        if faults:
            self.show_faults(faults)
            return
        desk, actor = self.context.desk, self.context.actor
        self.write(
            lambda: change_own_password(desk.uow(), actor, desk.ring, old, new, desk.now()), self._changed
        )

    def fail(self, error: Exception) -> None:
        if isinstance(error, UserError) and error.code == "sandi_salah":
            self.touch()
            self.show_faults([Fault("sandi_sekarang_salah", {}, "old")])
        else:
            super().fail(error)

    def _typed(self, _: str) -> None:
        for field in self.fields.values():
            field.clear_error()
        self.touch()

    def _want(self, _: str) -> None:
        self.look_wanted.emit(int(self.scale.value()) / 100, self.scheme.value())

    @property
    def idle(self) -> SegmentedControl:
        """The choice of minutes."""
        assert self.locking.control is not None
        return self.locking.control

    def _rules(self) -> SafetyRules:
        return self.context.desk.ring.safety.known()

    def _show_idle(self) -> None:
        rules = self._rules()
        minutes = kept_minutes(settings_at(self.context.desk.paths), rules)
        self.locking.show_choice(minutes, rules, with_never=self.context.actor.may(Role.ADMIN))

    def _keep_idle(self, minutes: int) -> None:
        keep_minutes(settings_at(self.context.desk.paths), minutes)
        after = f"setelah {minutes} menit tidak dipakai" if minutes else "tidak pernah dengan sendirinya"
        self.banner.say(Tone.OK, f"Tersimpan. Layar komputer ini terkunci {after}.")

    def _changed(self, _: None) -> None:
        self.load()
        self.confirm_saved("Kata sandi sudah diganti. Pakailah yang baru saat masuk berikutnya.")
