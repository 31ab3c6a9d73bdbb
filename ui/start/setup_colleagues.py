"""The further users of the first set-up: a card each, added and taken away one by one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.office.users import ROLE_NAMES
from ui.settings.choice_field import TicksLine
from ui.settings.users import EVERY_DIVISION, roles_from
from ui.start.password_edit import PasswordEdit
from ui.start.setup_draft import UserEntry
from ui.start.setup_step import SetupLine, suggested_login
from ui.theme import Theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import column
from ui.widgets.quiet_combo import QuietCombo

_LINES = (
    ("name", "Nama lengkap", True, ""),
    ("post", "Jabatan", False, "Misalnya Kasi Rehabilitasi Sosial"),
    ("login", "Nama masuk", True, "Satu kata, misalnya budi"),
)


class ColleagueCard(Card):
    """One further user. ``fields`` are by the places that faults name: ``pengguna.0.login``."""

    changed = Signal()
    removed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        number: int,
        entry: UserEntry,
        divisions: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Pengguna {number + 2}", name=f"pengguna_{number}", parent=parent)
        self.place = f"pengguna.{number}"
        self.fields: dict[str, Field] = {}
        take_away = LinkButton("Hapus pengguna ini", name=f"hapus_pengguna_{number}")
        take_away.clicked.connect(lambda: self.removed.emit(number))
        self.header.addWidget(take_away)
        self._lines = {part: SetupLine() for part, *_ in _LINES}
        parts = [self._field(part, label, self._lines[part], need, tip) for part, label, need, tip in _LINES]
        self.password = PasswordEdit(theme, f"isian_pengguna_{number}_password")
        self.division = QuietCombo(name=f"isian_pengguna_{number}_division", label="Bidang", letters=12)
        self.division.set_choices([("", EVERY_DIVISION), *((one, one) for one in divisions)], entry.division)
        if entry.division and self.division.value() != entry.division:
            self.division.addItem(entry.division, entry.division)
            self.division.set_value(entry.division)
        named = [(role.value, name) for role, name in ROLE_NAMES.items()]
        self.roles = TicksLine(theme, f"isian_pengguna_{number}_roles", named)
        parts += [
            self._field(
                "password",
                "Kata sandi awal",
                self.password,
                True,
                "Sedikitnya 8 karakter; diganti sendiri nanti",
            ),
            self._field("division", "Bidang", self.division, False, "Kasi dan Kabid hanya melihat bidangnya"),
            self._field("roles", "Peran", self.roles, True, ""),
        ]
        self.body.addWidget(FormGrid(theme, parts, [parts[-1]], most=3))
        for part, line in self._lines.items():
            line.setText(getattr(entry, part))
        self.password.setText(entry.password)
        self.roles.set_values(frozenset(role.value for role in entry.roles))
        for line in (*self._lines.values(), self.password):
            line.textEdited.connect(self._edited)
        self._lines["name"].editingFinished.connect(self._suggest_login)
        self.roles.changed.connect(lambda _: self._touched("roles"))
        self.division.activated.connect(lambda: self.changed.emit())

    def entry(self) -> UserEntry:
        """What is typed."""
        texts = {part: " ".join(line.text().split()) for part, line in self._lines.items()}
        return UserEntry(
            **texts,
            password=self.password.text(),
            division=self.division.value(),
            roles=roles_from(self.roles.values()),
        )

    def _field(self, part: str, label: str, editor: QWidget, required: bool, tip: str) -> Field:
        place = f"{self.place}.{part}"
        editor.setObjectName(f"isian_{place.replace('.', '_')}")
        made = Field(label, editor, required=required, help_text=tip)
        self.fields[place] = made
        return made

    def _edited(self) -> None:
        for place, field in self.fields.items():
            if field.editor is self.sender():
                self._touched(place.rpartition(".")[2])

    def _touched(self, part: str) -> None:
        self.fields[f"{self.place}.{part}"].clear_error()
        self.changed.emit()

    def _suggest_login(self) -> None:
        login = self._lines["login"]
        if not login.text():
            login.setText(suggested_login(self._lines["name"].text()))


class Colleagues(QWidget):
    """The cards below each other."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cards: list[ColleagueCard] = []
        self._divisions: tuple[str, ...] = ()
        self._column = column(spacing=theme.px(12))
        self.setLayout(self._column)

    def entries(self) -> list[UserEntry]:
        """What is typed."""
        return [card.entry() for card in self.cards]

    def fields(self) -> dict[str, Field]:
        """Every field by its place."""
        return {place: field for card in self.cards for place, field in card.fields.items()}

    def show_entries(self, entries: Sequence[UserEntry], divisions: Sequence[str]) -> None:
        """Show these users, unless they stand there already."""
        if list(entries) == self.entries() and tuple(divisions) == self._divisions:
            return
        self._divisions = tuple(divisions)
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for entry in entries:
            self._add_card(entry)

    def add(self, role: Role | None = None) -> ColleagueCard:
        """One user more, with a role ticked."""
        return self._add_card(UserEntry(roles=frozenset({role} if role else ())))

    def _add_card(self, entry: UserEntry) -> ColleagueCard:
        card = ColleagueCard(self._theme, len(self.cards), entry, self._divisions)
        card.changed.connect(self.changed)
        card.removed.connect(self._remove)
        self.cards.append(card)
        self._column.addWidget(card)
        return card

    def _remove(self, number: int) -> None:
        entries = self.entries()
        entries.pop(number)
        self.show_entries(entries, self._divisions)
        self.changed.emit()
