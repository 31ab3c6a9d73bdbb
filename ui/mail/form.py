"""A form over incoming letters: fields by definition, lists to tick, one way to save."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import FieldBase
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import Conflict, InvalidInput
from ui.context import Context
from ui.dialogs import Dialogs
from ui.mail.scan_button import ScanButton
from ui.mail.sender_helper import SenderHelper
from ui.settings.choice_field import TicksLine
from ui.turns import Turns
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.choice_editors import make_field
from ui.widgets.fault_summary import FaultSummary
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid, FormScroll
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.telling import fault_lines, say_failure

_LARGE = 1.2
_SHORT = 45
"""So many letters of a choice are read whole where three stand beside each other."""


@dataclass(frozen=True)
class Ticks:
    """Several that may be ticked together, as (code, words)."""

    code: str
    label: str
    choices: tuple[tuple[str, str], ...]
    required: bool = False


@dataclass(frozen=True)
class Filled:
    """What was typed and ticked, by the codes of the fields."""

    typed: Mapping[str, str]
    ticked: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class FormSpec:
    """What a form asks for, in order. ``save`` runs off the window's thread and returns what it made.

    ``says``: what is told above the fields. ``sender``: the code of the field under which known senders are
    offered. ``nonce``: what is scanned before it is saved hangs on this; empty where nothing is scanned.
    """

    name: str
    title: str
    parts: tuple[FieldBase | Ticks, ...]
    save: Callable[[Filled], object]
    says: str = ""
    start: Mapping[str, str] = field(default_factory=dict)
    wide: frozenset[str] = frozenset()
    save_label: str = "Simpan"
    sender: str = ""
    nonce: str = ""


class MailForm(QWidget):
    """Ctrl+Enter saves, Esc leaves, asking first when something was typed."""

    ready = Signal()
    saved = Signal(object)
    """What saving made."""
    refused = Signal(object)
    """The faults that were found, after they were shown."""
    outdated = Signal(object)
    """Somebody else was quicker (``Conflict``)."""
    left = Signal()

    def __init__(self, context: Context, spec: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(spec.name)
        self.setAccessibleName(spec.title)
        self.spec = spec
        self._context = context
        self.fields: dict[str, Field] = {}
        self.ticks: dict[str, TicksLine] = {}
        self._began: Filled | None = None
        self.banner = Banner(context.theme, name=f"{spec.name}_kabar")
        self.summary = FaultSummary(context.theme)
        self.save = KeyButton(spec.save_label, "Ctrl+Return", ButtonKind.PRIMARY, name=f"{spec.name}_simpan")
        self.cancel = KeyButton("Kembali", "Esc", name=f"{spec.name}_kembali")
        self.scans = ScanButton(context, spec.title, spec.nonce, f"{spec.name}_lampiran")
        if not spec.nonce or not context.actor.may(Role.PETUGAS, Role.OPERATOR):
            self.scans.hide()
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.leave)
        Turns(self._make(), self).done.connect(self.ready)

    def filled(self) -> Filled:
        """Everything as it stands."""
        typed = {code: made.editor.text() for code, made in self.fields.items() if code not in self.ticks}
        ticked = {code: self._in_order(code) for code in self.ticks}
        return Filled(typed, ticked)

    def is_dirty(self) -> bool:
        """Whether something was typed, ticked or scanned."""
        return self._began is not None and (self.filled() != self._began or bool(self.scans.count))

    def focus_first(self) -> None:
        """Put the cursor where one begins."""
        empty = (f for code, f in self.fields.items() if code in self.ticks or not f.editor.text())
        next(empty, next(iter(self.fields.values()))).focus()

    def may_leave(self) -> bool:
        """Whether what is typed is saved, or may be lost."""
        return not self.is_dirty() or Dialogs.give_up_typed(self)

    def leave(self) -> None:
        """Step back."""
        if self.may_leave():
            self.left.emit()

    def submit(self) -> None:
        """Save what is typed."""
        if self._began is None or not self.save.isEnabled():
            return
        filled, spec = self.filled(), self.spec
        self.banner.clear()
        self.save.setEnabled(False)
        self._context.tasks.run_write(lambda: spec.save(filled), self._saved, self._fail, owner=self)

    def _in_order(self, code: str) -> tuple[str, ...]:
        values = self.ticks[code].values()
        return tuple(key for key in self.ticks[code].boxes if key in values)

    def _make(self) -> Iterator[None]:
        """A few fields a turn: all at once would hold the window up."""
        for number, part in enumerate(self.spec.parts, 1):
            if isinstance(part, Ticks):
                self._add_ticks(part)
                yield
            else:
                self._add_field(part)
                if not number % 3:
                    yield
        yield
        yield from self._lay_out()
        self._began = self.filled()
        yield

    def _add_field(self, definition: FieldBase) -> None:
        made = make_field(definition, self._today)
        made.editor.set_text(self.spec.start.get(definition.code, ""))
        self.fields[definition.code] = made
        line = made.editor.focusProxy()
        if definition.code == self.spec.sender and isinstance(line, QLineEdit):
            SenderHelper(self._context, line).taken.connect(made.editor.set_text)

    def _add_ticks(self, part: Ticks) -> None:
        theme = self._context.theme
        short = max((len(words) for _, words in part.choices), default=0) <= _SHORT
        columns = 3 if theme.scale < _LARGE and short else 2
        ticks = TicksLine(theme, f"{self.spec.name}_{part.code}", part.choices, columns=columns, elided=True)
        made = Field(part.label, ticks, required=part.required)
        ticks.changed.connect(lambda _: made.clear_error())
        self.ticks[part.code] = ticks
        self.fields[part.code] = made

    def _lay_out(self) -> Iterator[None]:
        spec, theme = self.spec, self._context.theme
        wide = [made for code, made in self.fields.items() if code in spec.wide or code in self.ticks]
        card = Card(spec.title, name=f"{spec.name}_kartu")
        if spec.says:
            card.body.addWidget(text_label(spec.says, "muted", wrap=True))
        grid = FormGrid(theme, list(self.fields.values()), wide)
        yield
        card.body.addWidget(grid)
        inner = QWidget()
        inner.setLayout(column(card, STRETCH, margins=(0, 0, theme.px(4), 0)))
        self.scroll = FormScroll(inner, name=f"{spec.name}_gulir")
        yield
        foot = row(self.scans, STRETCH, self.cancel, self.save, spacing=12)
        whole = column(self.banner, self.summary, self.scroll, foot, spacing=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.summary.go_to.connect(lambda place: self.scroll.reveal(self.fields.get(place)))

    def _today(self) -> date:
        return self._context.desk.now().date()

    def _saved(self, made: object) -> None:
        self._began = self.filled()
        self.scans.settle()
        self.save.setEnabled(True)
        self.saved.emit(made)

    def _fail(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, InvalidInput):
            self._show_faults(error.faults)
            self.refused.emit(error.faults)
            return
        say_failure(self._context, self.banner, error)
        if isinstance(error, Conflict):
            self.outdated.emit(error)

    def _show_faults(self, faults: tuple[Fault, ...]) -> None:
        lines = fault_lines(faults, tuple(self.fields))
        self.summary.show_faults(lines, self.fields)
        if lines:
            self.scroll.reveal(self.fields.get(lines[0].place))
