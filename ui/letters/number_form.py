"""One form of the agenda of numbers: fields by definition, the number it leads to, a way to save."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.fields import FieldBase
from dinsos_desk.errors import DeskError, InvalidInput
from dinsos_desk.messages import fault_sentence
from ui.context import Context
from ui.dialogs import Dialogs
from ui.theme import Tone
from ui.turns import Turns
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.choice_editors import make_field
from ui.widgets.editors import FieldEditor
from ui.widgets.fault_summary import FaultSummary
from ui.widgets.field import Field
from ui.widgets.form_grid import FormGrid, FormScroll
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.telling import fault_lines, in_words, say_failure

Typed = Mapping[str, FactValue]
_PAUSE_MS = 150


@dataclass(frozen=True)
class FormSpec:
    """What a form asks for. ``save`` runs off the window's thread and returns what is told afterwards.

    ``later``: fields that appear with the first fault at one of them. ``preview`` gives the number that
    what is typed leads to.
    """

    name: str
    title: str
    fields: tuple[FieldBase, ...]
    save: Callable[[Typed], str]
    note: str = ""
    start: Mapping[str, str] = field(default_factory=dict)
    wide: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    preview: Callable[[Typed], str] | None = None
    save_label: str = "Simpan"
    destructive: bool = False


class NumberForm(QWidget):
    """Ctrl+Enter saves, Esc leaves, asking first when something was typed."""

    ready = Signal()
    """It is whole and may be shown."""
    saved = Signal(str)
    left = Signal()

    def __init__(self, context: Context, spec: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(spec.name)
        self.spec = spec
        self._context = context
        self._asked = 0
        self.fields: dict[str, Field] = {}
        self._began: dict[str, str] | None = None
        theme = context.theme
        self.banner = Banner(theme, name=f"{spec.name}_kabar")
        self.foreseen = Banner(theme, name=f"{spec.name}_nomor")
        self.summary = FaultSummary(theme)
        kind = ButtonKind.DANGER if spec.destructive else ButtonKind.PRIMARY
        self.save = KeyButton(spec.save_label, "Ctrl+Return", kind, name=f"{spec.name}_simpan")
        self.cancel = KeyButton("Kembali", "Esc", name=f"{spec.name}_kembali")
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.leave)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._foresee)
        Turns(self._make(), self).done.connect(self.ready)

    def focus_first(self) -> None:
        """Put the cursor where one begins to type: into the first empty field."""
        empty = (made for made in self.fields.values() if not made.editor.text() and made.isVisibleTo(self))
        next(empty, next(iter(self.fields.values()))).focus()

    def is_dirty(self) -> bool:
        """Whether something was typed."""
        return self._began is not None and self._texts() != self._began

    def may_leave(self) -> bool:
        """Whether what is typed is saved, or may be lost."""
        return not self.is_dirty() or Dialogs.confirm(
            self,
            "Isian belum disimpan",
            "Isian ini belum disimpan. Tinggalkan tanpa menyimpan?",
            "Tinggalkan",
            destructive=True,
        )

    def leave(self) -> None:
        """Step back to the list."""
        if self.may_leave():
            self.left.emit()

    def submit(self) -> None:
        """Check what is typed and save it."""
        if self._began is None or not self.save.isEnabled():
            return
        values, faults = self._read()
        if faults:
            self._show_faults(tuple(faults))
            return
        self.banner.clear()
        self.save.setEnabled(False)
        spec = self.spec
        self._context.tasks.run_write(lambda: spec.save(values), self.saved.emit, self._fail, owner=self)

    def _make(self) -> Iterator[None]:
        """A few fields a turn: all at once would hold the window up."""
        for number, definition in enumerate(self.spec.fields, 1):
            made = make_field(definition, self._today)
            made.editor.set_text(self.spec.start.get(definition.code, ""))
            made.editor.changed.connect(self._touch)
            self.fields[definition.code] = made
            if not number % 3:
                yield
        self._began = self._texts()
        self._lay_out()
        yield
        self._foresee()

    def _lay_out(self) -> None:
        spec, theme = self.spec, self._context.theme
        wide = [made for code, made in self.fields.items() if code in spec.wide]
        self.grid = FormGrid(theme, list(self.fields.values()), wide)
        for code in spec.later:
            self.grid.show_part(self.fields[code], False)
        card = Card(spec.title, name=f"{spec.name}_kartu")
        if spec.note:
            card.body.addWidget(text_label(spec.note, "muted", wrap=True))
        card.body.addWidget(self.foreseen)
        card.body.addWidget(self.grid)
        inner = QWidget()
        inner.setLayout(column(card, STRETCH, margins=(0, 0, theme.px(4), 0)))
        self.scroll = FormScroll(inner, name=f"{spec.name}_gulir")
        foot = row(STRETCH, self.cancel, self.save, spacing=12)
        whole = column(self.banner, self.summary, self.scroll, foot, spacing=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.summary.go_to.connect(lambda place: self.scroll.reveal(self.fields.get(place)))

    def _today(self) -> date:
        return self._context.desk.now().date()

    def _texts(self) -> dict[str, str]:
        return {code: made.editor.text().strip() for code, made in self.fields.items()}

    def _read(self) -> tuple[dict[str, FactValue], list[Fault]]:
        values: dict[str, FactValue] = {}
        faults: list[Fault] = []
        for code, made in self.fields.items():
            editor = made.editor
            assert isinstance(editor, FieldEditor)
            try:
                values[code] = editor.field.parse(editor.text(), self._today())
            except Refused as refusal:
                faults.append(refusal.fault.at(code))
                continue
            if values[code] is None and editor.field.required:
                faults.append(Fault("wajib_diisi", {"nama": editor.field.label}, code))
        return values, faults

    def _touch(self) -> None:
        self.banner.clear()
        if self.spec.preview is not None:
            self._pause.start()

    def _foresee(self) -> None:
        preview = self.spec.preview
        if preview is None:
            return
        values, _ = self._read()
        self._asked += 1
        mine = self._asked

        def show(number: str) -> None:
            if mine == self._asked and number:
                self.foreseen.say(Tone.INFO, f"Nomornya akan menjadi {number}")
            elif mine == self._asked:
                self.foreseen.clear()

        def failed(error: Exception) -> None:
            if mine != self._asked:
                return
            if isinstance(error, InvalidInput):
                self.foreseen.say(Tone.WARN, " ".join(fault_sentence(fault) for fault in error.faults))
            elif isinstance(error, DeskError):
                self.foreseen.say(Tone.WARN, in_words(error))
            else:
                self._context.tasks.failure.emit(error)

        self._context.tasks.run_read(lambda: preview(values), show, failed, owner=self)

    def _fail(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, InvalidInput):
            self._show_faults(error.faults)
        else:
            say_failure(self._context, self.banner, error)

    def _show_faults(self, faults: tuple[Fault, ...]) -> None:
        if any(fault.place in self.spec.later for fault in faults):
            for code in self.spec.later:
                self.grid.show_part(self.fields[code], True)
        lines = fault_lines(faults, tuple(self.fields))
        self.summary.show_faults(lines, self.fields)
        if lines:
            self.scroll.reveal(self.fields.get(lines[0].place))
