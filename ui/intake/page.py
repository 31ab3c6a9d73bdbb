"""What every page of the wizard can do."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from dinsos_desk.domain.faults import Fault
from dinsos_desk.usecases.intake.drafts import Checked
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.words import sentences
from ui.widgets.elided import ElidedLabel
from ui.widgets.fault_summary import FaultLine, FaultSummary
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row


class WizardPage(QWidget):
    """A head, a summary of faults (hidden), and a body that scrolls.

    The body is made in ``pieces``, so that it can be made in turns of the window; ``complete`` makes what
    is left.
    Faults stand at fields that were left once; ``touch_all`` says them everywhere.
    """

    go_to = Signal(str)
    """A place elsewhere in the wizard was asked for."""
    ready = Signal()
    """Enter on the last thing of the page: go on."""
    left_field = Signal()
    """A field was left: the draft is to be checked at once."""

    def __init__(
        self, context: Context, model: DraftModel, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.model = model
        self.touched: set[str] = set()
        self._faults: tuple[Fault, ...] = ()
        self._listed: tuple[FaultLine, ...] = ()
        self.title = ElidedLabel(title, "section")
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.head = row(self.title, spacing=12)
        self.summary = FaultSummary(context.theme, most=3)
        self.summary.go_to.connect(self.go_to)
        self.above = column(spacing=8)
        self.inner = QWidget()
        self.inner.setProperty("page", True)
        self.body = column(spacing=12, margins=(2, 2, 8, 8))
        self.inner.setLayout(column(self.body, STRETCH, spacing=0))
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidget(self.inner)
        whole = column(self.head, self.summary, self.above, self.scroll, spacing=8)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.rest = self.pieces()

    def pieces(self) -> Iterator[None]:
        """Make the body, with a ``yield`` wherever the window may take a turn."""
        yield from ()

    def complete(self) -> None:
        """Make what is left of the body now."""
        for _ in self.rest:
            pass

    def fields(self) -> Mapping[str, Field]:
        """The fields of this page by the place of their faults."""
        return {}

    def own_faults(self, checked: Checked) -> tuple[Fault, ...]:
        """The faults that belong to this page."""
        return ()

    def start(self) -> None:
        """Put the cursor where work begins: at the first field with a fault that was said, else where
        ``begin`` says.
        """
        wrong = next((field for field in self.fields().values() if field.error()), None)
        if wrong is None:
            self.begin()
        else:
            wrong.focus()
            self.scroll.ensureWidgetVisible(wrong)

    def begin(self) -> None:
        """Put the cursor where work begins when nothing is wrong."""

    def refresh(self, checked: Checked) -> None:
        """Show what the draft amounts to now; called after each check."""
        order = list(self.fields())
        self._faults = tuple(
            sorted(self.own_faults(checked), key=lambda f: order.index(f.place) if f.place in order else -1)
        )
        for place, field in self.fields().items():
            said = sentences(self._faults, place) if place in self.touched else ""
            if said != field.error() and not (said and _is_typed_in(field)):
                field.set_error(said)
        if not self.summary.isHidden():
            self.list_faults()

    def touch_all(self) -> bool:
        """Say every fault at its field and in a list of links; whether there was one."""
        self.touched |= {fault.place for fault in self._faults} | set(self.fields())
        for place, field in self.fields().items():
            field.set_error(sentences(self._faults, place))
        self.list_faults()
        if self._faults:
            self.focus_place(self._faults[0].place)
        return bool(self._faults)

    def question(self) -> str:
        """What should be answered before one goes on, in words; empty for nothing."""
        return ""

    def focus_place(self, place: str) -> None:
        """Put the cursor into the field of a fault."""
        field = self.fields().get(place)
        if field is None:
            self.start()
            return
        field.focus()
        self.scroll.ensureWidgetVisible(field)

    def list_faults(self) -> None:
        """Show the list of links; an unchanged list is left alone, somebody may stand on it."""
        lines = tuple(self._lines())
        if lines != self._listed or self.summary.isHidden():
            self._listed = lines
            self.summary.show_faults(lines)

    def touch(self, place: str) -> None:
        """A field was left: from now on its faults are said."""
        self.touched.add(place)
        self.left_field.emit()

    def _lines(self) -> Sequence[FaultLine]:
        lines = []
        for fault in self._faults:
            field = self.fields().get(fault.place)
            said = sentences((fault,), fault.place)
            label = field.label.text() if field else ""
            lines.append(FaultLine(fault.place, said if said.startswith(label) else f"{label}: {said}"))
        return lines


def _is_typed_in(field: Field) -> bool:
    """Whether the cursor stands in a field; one does not scold while somebody types."""
    inner = field.editor.focusProxy() or field.editor
    held = QApplication.focusWidget()
    return held is not None and (held is inner or inner.isAncestorOf(held))
