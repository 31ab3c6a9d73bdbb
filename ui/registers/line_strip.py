"""Below the table: the case behind the line under the cursor, its letter, and what was corrected."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.letters.prints import letter_going_out
from dinsos_desk.usecases.registers.correcting import may_correct
from dinsos_desk.usecases.registers.prints import OfficeRegister, RegisterBook, RegisterLine
from dinsos_desk.usecases.registers.story import Story, line_story
from ui.context import Context
from ui.deliverer import Deliverer
from ui.registers.words import marks_words
from ui.widgets.banner import Banner
from ui.widgets.buttons import KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import column, row
from ui.widgets.telling import say_failure

_PAUSE_MS = 120


class LineStrip(QWidget):
    """Waits until the cursor rests on a line before it asks what is behind it."""

    correct_wanted = Signal(object)
    slip_wanted = Signal(object)

    def __init__(self, context: Context, banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("register_rincian")
        self._context, self._banner = context, banner
        self._deliverer = Deliverer(context, banner, None, self, fail=self._fail)
        self._line: RegisterLine | None = None
        self._story = Story("")
        self._asked = 0
        self.told = ElidedLabel("", "small")
        self.told.setObjectName("register_perkara")
        self.fixed = ElidedLabel("", "small")
        self.fixed.setObjectName("register_perbaikan")
        self.fixed.hide()
        self.letter = KeyButton("Buka surat", "Alt+B", name="register_surat")
        self.slip = KeyButton("Slip ekspedisi", "Alt+L", name="register_slip")
        self.correct = KeyButton("Perbaiki…", "Alt+K", name="register_perbaiki")
        whole = row(column(self.told, self.fixed, spacing=2), self.letter, self.slip, self.correct, spacing=8)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._rest.timeout.connect(self._ask)
        self.letter.clicked.connect(self._open_letter)
        self.slip.clicked.connect(lambda: self._line is not None and self.slip_wanted.emit(self._line))
        self.correct.clicked.connect(lambda: self._line is not None and self.correct_wanted.emit(self._line))
        self.show_line(None, None)

    def show_line(self, book: RegisterBook | None, line: RegisterLine | None) -> None:
        """Tell of another line, or of none."""
        same = line is not None and self._line is not None and line.key == self._line.key and line.key != ""
        self._line = line
        self._asked += 1
        self.correct.setEnabled(line is not None and may_correct(self._context.actor, line))
        slips = isinstance(book, OfficeRegister) and book.slips
        self.slip.setVisible(slips)
        self.slip.setEnabled(slips and line is not None)
        words = marks_words(line) if line is not None else ""
        self.fixed.setText(f"Diperbaiki. {words}" if words else "")
        self.fixed.setVisible(bool(words))
        if not same:
            self._show(Story(""))
        if line is not None and line.request_id:
            self._rest.start()
        else:
            self._rest.stop()

    def _ask(self) -> None:
        line, asked = self._line, self._asked
        if line is None:
            return
        desk, actor = self._context.desk, self._context.actor

        def show(story: Story) -> None:
            if asked == self._asked:
                self._show(story)

        self._context.tasks.run_read(
            lambda: line_story(desk.reader(), actor, line), show, self._fail, owner=self
        )

    def _show(self, story: Story) -> None:
        self._story = story
        self.told.setText(story.words)
        self.letter.setEnabled(story.letter is not None)

    def _open_letter(self) -> None:
        letter = self._story.letter
        if letter is None:
            return
        desk, actor = self._context.desk, self._context.actor
        self.letter.setEnabled(False)
        self._context.tasks.run_write(
            lambda: letter_going_out(desk.uow(), desk.library.letters, desk.store, letter.id, actor),
            self._open,
            self._fail,
            owner=self,
        )

    def _open(self, made: WordFile) -> None:
        self.letter.setEnabled(True)
        self._deliverer.open_made(made)

    def _fail(self, error: Exception) -> None:
        self.letter.setEnabled(self._story.letter is not None)
        say_failure(self._context, self._banner, error)
