"""Many finished letters in one go: printed or saved into a folder, with progress, a stop and one report."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.letters import LetterRow
from dinsos_desk.domain.fields import format_number
from dinsos_desk.errors import DeskError, UserError
from dinsos_desk.usecases.letters.files import file_letters
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.letters.prints import (
    LetterOutcome,
    Tell,
    ends_run,
    kept_file,
    kept_letters,
    names_once,
    send_letters,
    send_together,
)
from ui.context import Context
from ui.dialogs import Dialogs
from ui.letters.together_report import LettersReport
from ui.tasks import CancelledError, IsCancelled, LongTask, Report
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.card import Card
from ui.widgets.layouts import column, row, text_label
from ui.widgets.progress_line import ProgressLine

Rows = tuple[LetterRow, ...]
Told = tuple[LetterOutcome, ...]
Make = Callable[[int], WordFile]
Send = Callable[[Rows, Make, Tell, IsCancelled], Told]
Errors = dict[int, DeskError]
_HANDS = 8
"""Files written side by side: each waits for the disk. A printer gets its letters one by one, in order."""
_ASK_FROM = 20
"""That many printed letters are asked about first."""


class ManyLetters(Card):
    """Below the list while letters are ticked or under way."""

    untick_wanted = Signal()
    went_out = Signal(object)
    """The letters that were printed or saved, as a tuple of rows: they need no tick any more."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(name="surat_bersama", padding=12, parent=parent)
        self._context = context
        self._rows: Rows = ()
        self._again: Callable[[Rows], None] = lambda _: None
        self.task: LongTask | None = None
        self.report: LettersReport | None = None
        self._said = text_label("", "strong")
        self._said.setObjectName("jumlah_surat_dipilih")
        self.print = KeyButton("Cetak semua", "Alt+P", name="cetak_dipilih")
        self.save = KeyButton("Simpan semua…", "Alt+S", name="simpan_dipilih")
        self.leave = LinkButton("Lepas pilihan", name="lepas_surat")
        self.leave.setToolTip("Esc")
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.untick_wanted)
        self.progress = ProgressLine()
        line = row(self._said, self.leave, self.save, self.print, spacing=8)
        line.setStretch(0, 1)
        self.body.addLayout(column(line, self.progress, spacing=6))
        self.hide()

    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self.task is not None

    def show_ticked(self, rows: Sequence[LetterRow]) -> None:
        """Offer what is ticked now; none hides the card."""
        if self.is_running():
            return
        self._rows = tuple(rows)
        self.setVisible(bool(rows))
        self._said.setText(f"{format_number(len(rows))} surat dipilih")
        self.setAccessibleName(self._said.text())

    def _print(self) -> None:
        count = len(self._rows)
        if self.is_running() or not count:
            return
        text = "Semua dikirim ke pencetak satu per satu dan dapat dihentikan di tengah jalan."
        if count < _ASK_FROM or Dialogs.confirm(self, f"Cetak {count} surat?", text, "Cetak"):
            outputs = self._context.outputs

            def send(rows: Rows, make: Make, tell: Tell, stopped: IsCancelled) -> Told:
                def use(files: Mapping[str, bytes]) -> Mapping[str, DeskError | None]:
                    return outputs.print_all(files, stopped)

                return send_together(rows, make, use, tell, stopped)

            self._begin("Cetak", send, self._rows)

    def _save(self) -> None:
        if self.is_running() or not self._rows:
            return
        outputs = self._context.outputs
        folder = outputs.ask_folder(self)
        if folder is not None:

            def send(rows: Rows, make: Make, tell: Tell, stopped: IsCancelled) -> Told:
                named = names_once()

                def use(file: WordFile) -> str:
                    return outputs.save_into(folder, named(file.name), file.content).name

                return send_letters(rows, make, use, tell, stopped, _HANDS)

            self._begin("Simpan", send, self._rows)

    def _begin(self, does: str, send: Send, rows: Rows) -> None:
        """First every letter gets its file, which writes; then the files go out beside other work."""
        desk, actor = self._context.desk, self._context.actor
        self._again = lambda left: self._begin(does, send, left)

        def prepare(report: Report, is_cancelled: IsCancelled) -> Errors:
            def tell(done: int, total: int) -> None:
                with suppress(CancelledError):  # what was made stays made
                    report(done, total, f"Menyiapkan {total} surat")

            ids = [one.id for one in rows]
            letters = desk.library.letters
            return file_letters(desk.uow, letters, desk.store, ids, actor, tell, is_cancelled)

        task = self._context.tasks.run_long(
            prepare,
            lambda wrong: self._send(rows, does, send, wrong),
            self._fail,
            owner=self,
            writes=True,
        )
        self._follow(task, f"{does} {len(rows)} surat…")

    def _send(self, rows: Rows, does: str, send: Send, wrong: Errors) -> None:
        desk, actor = self._context.desk, self._context.actor
        was_stopped = self.task is not None and self.task.is_cancelled()

        def work(report: Report, is_cancelled: IsCancelled) -> Told:
            def tell(done: int, total: int, text: str) -> None:
                with suppress(CancelledError):  # the run stops between two, and says how far it came
                    report(done, total, text)

            kept = kept_letters(desk.reader(), [one.id for one in rows], actor)
            halt = next(filter(ends_run, wrong.values()), None)

            def make(letter_id: int) -> WordFile:
                if letter_id not in kept:
                    raise wrong.get(letter_id) or halt or UserError("surat_tidak_ditemukan")
                return kept_file(desk.store, kept[letter_id])

            return send(rows, make, tell, lambda: was_stopped or is_cancelled())

        task = self._context.tasks.run_long(
            work, lambda told: self._done(does, told), self._fail, owner=self, writes=False
        )
        self._follow(task, f"{does} {len(rows)} surat…")

    def _follow(self, task: LongTask, text: str) -> None:
        self.task = task
        self._enable(idle=False)
        self.progress.follow(task, text)

    def _done(self, does: str, told: Told) -> None:
        self._end()
        self.went_out.emit(tuple(one.row for one in told if one.name))
        self.report = LettersReport(self._context.theme, does, told, self.window())
        self.report.finished.connect(self._forget_report)
        self.report.again_wanted.connect(self._again)
        self.report.open()

    def _forget_report(self, _result: int) -> None:
        if self.report is not None:
            self.report.deleteLater()
            self.report = None

    def _fail(self, error: Exception) -> None:
        self._end()
        self._context.tasks.failure.emit(error)

    def _end(self) -> None:
        self.task = None
        self._enable(idle=True)

    def _enable(self, *, idle: bool) -> None:
        for part in (self.print, self.save, self.leave):
            part.setEnabled(idle)
