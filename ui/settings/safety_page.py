"""Keamanan: how long a password must be, when wrong ones make wait, and when an idle screen locks."""

from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import NumberField
from dinsos_desk.domain.safety import BOUNDS, SafetyRules, safety_as_json, safety_faults
from dinsos_desk.usecases.office.safety import RULE_NAMES, change_safety, safety_rules
from ui.context import Context
from ui.settings.section import FormSection, read_typed
from ui.widgets.card import Card
from ui.widgets.form_grid import FormGrid

_HELPS = {
    "password_length": "Kata sandi yang sudah ada tetap berlaku sampai diganti.",
    "free_failures": "Sesudah sebanyak itu, pengguna itu harus menunggu.",
    "first_wait": "Setiap salah lagi, dua kali lebih lama.",
    "longest_wait": "Sesudahnya selalu dapat mencoba lagi.",
    "idle_minutes": "Pada komputer yang tidak memilih sendiri di Akun saya.",
    "idle_most": "Batas pilihan setiap komputer di Akun saya.",
}
_CARDS = (
    ("Kata sandi", "keamanan_sandi", ("password_length",)),
    ("Salah kata sandi", "keamanan_gagal", ("free_failures", "first_wait", "longest_wait")),
    ("Kunci otomatis", "keamanan_kunci", ("idle_minutes", "idle_most")),
)


def _field_of(name: str) -> NumberField:
    least, most = BOUNDS[name]
    label, help_text = RULE_NAMES[name], _HELPS[name]
    bounds = f"{least} sampai {most}."
    return NumberField(
        code=name, label=label, required=True, minimum=least, maximum=most, help=f"{bounds} {help_text}"
    )


class SafetySection(FormSection):
    """The office's rules hold for everybody, the one at the sign-in page too."""

    key = "keamanan"
    title = "Keamanan"
    icon = "shield-lock-outline"
    intro = "Aturan kata sandi, percobaan masuk, dan layar yang ditinggalkan, berlaku bagi semua pengguna."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        cards = []
        for title, name, rules in _CARDS:
            card = Card(title, name=name)
            card.body.addWidget(FormGrid(context.theme, [self.add_field(_field_of(rule)) for rule in rules]))
            cards.append(card)
        self.lay_out(*cards)

    def load(self) -> None:
        desk = self.context.desk
        self.read(lambda: safety_rules(desk.reader()), self._show)

    def submit(self) -> None:
        if not self.save.isEnabled():
            return
        rules, faults = self._read()
        if rules is None or faults:
            self.show_faults(faults)
            return
        desk, actor = self.context.desk, self.context.actor
        self.write(lambda: change_safety(desk.uow(), actor, desk.ring, rules), self._saved)

    def _read(self) -> tuple[SafetyRules | None, list[Fault]]:
        values, faults = read_typed(self.fields, self.today())
        numbers = {name: value for name, value in values.items() if isinstance(value, int)}
        if faults or set(numbers) != set(BOUNDS):
            return None, faults
        rules = SafetyRules(**numbers)
        return rules, list(safety_faults(rules))

    def _show(self, rules: SafetyRules) -> None:
        for name, value in safety_as_json(rules).items():
            self.fields[name].editor.set_text(str(value))
        self.settled()

    def _saved(self, _: None) -> None:
        self.settled()
        self.confirm_saved("Tersimpan. Berlaku mulai sekarang, juga di halaman masuk.")
        self.context.events.settings_changed.emit()
