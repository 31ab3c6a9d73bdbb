"""What is wrong with a Word file that a result of a service shall use: the checker of the page Templat."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from dinsos_desk.usecases.templates.fields import FieldLine, field_list
from dinsos_desk.usecases.templates.taking_in import Look
from dinsos_desk.usecases.templates.users import Fillers
from ui.context import Context
from ui.templates.fields_pane import TemplateFieldsPane
from ui.templates.import_pane import TemplateImportPane
from ui.templates.trial import TrialDesk
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.layouts import column
from ui.widgets.telling import say_failure


class TemplateDialog(QDialog):
    """Stays until the file is used or given up; ``again_wanted`` after it was mended in Word."""

    again_wanted = Signal()
    use_wanted = Signal(object, str)
    """The look, and a note for the version."""

    def __init__(self, context: Context, who: Callable[[], Fillers], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("templat_layanan")
        self.setWindowTitle("Periksa templat")
        self._context, self._who = context, who
        self.banner = Banner(context.theme, name="templat_layanan_kabar")
        self.pane = TemplateImportPane(context)
        self.fields = TemplateFieldsPane(context)
        self.trial = TrialDesk(context, self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.pane)
        self.stack.addWidget(self.fields)
        whole = column(self.banner, self.stack, spacing=8, margins=(16, 14, 16, 14))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.pane.left.connect(self.reject)
        self.pane.again_wanted.connect(self.again_wanted)
        self.pane.use_wanted.connect(self.use_wanted)
        self.pane.fields_wanted.connect(self._show_fields)
        self.pane.trial_wanted.connect(self._try)
        self.fields.left.connect(self._back)
        self.trial.told.connect(lambda text: self.banner.say(Tone.OK, text))
        self.trial.refused.connect(self.fail)

    def show_look(self, look: Look) -> None:
        """What was found about the file."""
        self.banner.clear()
        self._back()
        self.pane.show_look(look, "templat layanan ini")

    def fail(self, error: Exception) -> None:
        """Say what could not be done."""
        say_failure(self._context, self.banner, error)

    def sizeHint(self) -> QSize:
        px = self._context.theme.px
        room = self.screen().availableSize()
        return QSize(min(px(900), room.width() - 80), min(px(600), room.height() - 80))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize(self.sizeHint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back from the fields before it closes; Enter is for what has the focus."""
        if event.key() == Qt.Key.Key_Escape and self.stack.currentWidget() is self.fields:
            self._back()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.pane)
        self.pane.table.setFocus()

    def _show_fields(self) -> None:
        look, desk, who = self.pane.look, self._context.desk, self._who
        if look is None:
            return

        def shown(lines: tuple[FieldLine, ...]) -> None:
            self.stack.setCurrentWidget(self.fields)
            self.fields.show_fields(Path(look.file_name).name, lines)

        self._context.tasks.run_read(lambda: field_list(desk, look.name, who()), shown, self.fail, owner=self)

    def _try(self, look: Look, way: str) -> None:
        self.trial.make(look.name, lambda: look.data, way, self._who)
