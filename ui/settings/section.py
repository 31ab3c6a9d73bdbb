"""What every section of the settings has: banner, faults, a scrolled form, and one way to save."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.fields import FieldBase
from dinsos_desk.errors import InvalidInput
from ui.context import Context
from ui.theme import Tone
from ui.turns import Turns
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.choice_editors import make_field
from ui.widgets.editors import FieldEditor
from ui.widgets.fault_summary import FaultSummary
from ui.widgets.field import Field
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, Part, column, row, text_label
from ui.widgets.telling import fault_lines, say_failure

T = TypeVar("T")
Snapshot = Mapping[str, object]


class Section(QWidget):
    """One page of the settings. A section that can be changed tells so by ``dirty_changed``."""

    key = ""
    title = ""
    icon = ""
    intro = ""
    dirty_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(f"pengaturan_{self.key}")
        self.setAccessibleName(self.title)
        self.banner = Banner(context.theme, name=f"{self.key}_kabar")
        self.summary = FaultSummary(context.theme)
        self.fields: dict[str, Field] = {}
        self.head = column(
            text_label(self.title, "section"), text_label(self.intro, "muted", wrap=True), spacing=2
        )

    def enter(self) -> None:
        """Ask the database anew, unless something typed would be lost."""
        if not self.is_dirty():
            self.load()

    def load(self) -> None:
        """Read what this section shows."""

    def is_whole(self) -> bool:
        """Whether everything of this section was made."""
        return True

    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""
        return False

    def keep_now(self) -> None:
        """The room is left: what is kept by itself is kept at once."""

    def pending(self) -> bool:
        """Whether something that is kept by itself is not on the disk yet."""
        return False

    def discard(self) -> None:
        """Go back to what is saved."""
        self.load()

    def submit(self) -> None:
        """What Ctrl+Enter does here."""

    def step_back(self) -> bool:
        """What Esc does here; False when there is nothing to step back from."""
        return False

    def today(self) -> date:
        """The day of the desk."""
        return self.context.desk.now().date()

    def add_field(self, definition: FieldBase) -> Field:
        """A field by its definition; its code is where faults of the use case belong."""
        field = make_field(definition, self.today)
        field.editor.changed.connect(lambda _: self.touch())
        self.fields[definition.code] = field
        return field

    def touch(self) -> None:
        """Something was typed."""
        self.dirty_changed.emit()

    def read(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Ask off the window's thread; a failure is said on the banner until asking works again."""

        def answered(found: T) -> None:
            self.banner.clear_problem()
            done(found)

        self.context.tasks.run_read(work, answered, self.fail, owner=self)

    def write(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Save off the window's thread; a failure is said at its field or on the banner."""
        self.banner.clear()
        self.context.tasks.run_write(work, done, self.fail, owner=self)

    def fail(self, error: Exception) -> None:
        """Say what is wrong."""
        if isinstance(error, InvalidInput):
            self.show_faults(error.faults)
        else:
            say_failure(self.context, self.banner, error)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Say each fault at its field; none takes them all away."""
        self.summary.show_faults(fault_lines(faults, tuple(self.fields)), self.fields)

    def confirm_saved(self, text: str = "Tersimpan.") -> None:
        """Say that it is saved."""
        self.show_faults(())
        self.banner.say(Tone.OK, text)
        self.dirty_changed.emit()


class FormSection(Section):
    """A section that is one form with one button."""

    save_label = "Simpan"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kept: Snapshot | None = None
        self._later: Turns | None = None
        self.scroll: FormScroll | None = None
        self.save = KeyButton(self.save_label, "Ctrl+Return", ButtonKind.PRIMARY, name=f"{self.key}_simpan")
        self.undo = KeyButton("Batalkan perubahan", name=f"{self.key}_batalkan")
        self.state = text_label("", "small")
        self.save.clicked.connect(self.submit)
        self.undo.clicked.connect(self.discard)

    def lay_out(self, *parts: Part, later: Sequence[Callable[[], QWidget | None]] = ()) -> None:
        """Put the parts of the form below each other, the button at the bottom right.

        Each step of ``later`` runs in a turn of the loop of its own, for all at once would hold the
        window up; the widget it returns goes to the end of the form, which is seen when it is whole.
        """
        inner = QWidget()
        inner.setEnabled(False)
        self.scroll = FormScroll(inner, name=f"{self.key}_gulir")
        foot = row(self.state, STRETCH, self.undo, self.save, spacing=12)
        whole = column(self.head, self.banner, self.summary, self.scroll, foot, spacing=12)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        form = column(*parts, STRETCH, spacing=12, margins=(0, 0, self.context.theme.px(4), 0))
        inner.setLayout(form)
        scroll = self.scroll
        if later:
            policy = scroll.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            scroll.setSizePolicy(policy)
            scroll.hide()
            self._later = Turns(self._follow(scroll, form, later), self)
            self._later.done.connect(self._be_whole)
        self.summary.go_to.connect(lambda place: scroll.reveal(self.fields.get(place)))
        self.touch()

    @staticmethod
    def _follow(
        scroll: QWidget, form: QBoxLayout, steps: Sequence[Callable[[], QWidget | None]]
    ) -> Iterator[None]:
        for step in steps:
            part = step()
            if part is not None:
                form.insertWidget(form.count() - 1, part)
            yield
        scroll.show()

    def is_whole(self) -> bool:
        return self._later is None

    def _be_whole(self) -> None:
        self._later = None

    def snapshot(self) -> Snapshot:
        """Everything typed, to compare with what is saved."""
        return {code: field.editor.text().strip() for code, field in self.fields.items()}

    def settled(self) -> None:
        """What is shown now is what is saved."""
        if self.scroll is not None:
            self.scroll.widget().setEnabled(True)
        self._kept = self.snapshot()
        self.show_faults(())
        self.touch()

    def is_dirty(self) -> bool:
        return self._kept is not None and self.snapshot() != self._kept

    def discard(self) -> None:
        self._kept = None
        self.banner.clear()
        self.load()

    def touch(self) -> None:
        dirty = self.is_dirty()
        self.state.setText("Ada perubahan yang belum disimpan." if dirty else "")
        self.undo.setVisible(dirty)
        self.save.setEnabled(self._kept is not None)
        if dirty:
            self.banner.clear()
        super().touch()

    def read(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """An answer waits until the form is whole; what was typed while it was on its way stays."""

        def answered(value: T) -> None:
            if self._later is not None:
                self._later.done.connect(lambda: answered(value))
            elif not self.is_dirty():
                done(value)

        super().read(work, answered)

    def write(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self.save.setEnabled(False)
        super().write(work, done)

    def fail(self, error: Exception) -> None:
        self.touch()
        super().fail(error)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        super().show_faults(faults)
        lines = fault_lines(faults, tuple(self.fields))
        if lines and self.scroll is not None:
            self.scroll.reveal(self.fields.get(lines[0].place))


def read_typed(fields: Mapping[str, Field], today: date) -> tuple[dict[str, FactValue], list[Fault]]:
    """The values of the fields made by definition, with what cannot be read; required ones are checked."""
    values: dict[str, FactValue] = {}
    faults: list[Fault] = []
    for code, field in fields.items():
        editor = field.editor
        if not isinstance(editor, FieldEditor):
            continue
        try:
            values[code] = editor.field.parse(editor.text(), today)
        except Refused as refusal:
            faults.append(refusal.fault.at(code))
            continue
        if values[code] is None and editor.field.required:
            faults.append(Fault("wajib_diisi", {"nama": editor.field.label}, code))
    return values, faults
