"""Many finished letters in one go: printed or saved into a folder, with progress, a stop and one report."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.letters import LetterRow
from dinsos_desk.domain.fields import format_number
from dinsos_desk.errors import DeskError, UserError
from dinsos_desk.usecases.letters.files import file_letters
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.letters.prints import LetterOutcome, kept_file, kept_letters, send_letters
from ui.context import Context
from ui.dialogs import Dialogs
from ui.letters.together_report import LettersReport
from ui.tasks import CancelledError, IsCancelled, LongTask, Report
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.card import Card
from ui.widgets.layouts import column, row, text_label
from ui.widgets.progress_line import ProgressLine

Use = Callable[[WordFile], str]
Errors = dict[int, DeskError]
_HANDS = 8
"""Files written side by side: each waits for the disk. A printer gets its letters one by one, in order."""
_ASK_FROM = 20
"""That many printed letters are asked about first."""


class ManyLetters(Card):
    """Below the list while letters are ticked or under way."""

    untick_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(name="surat_bersama", padding=12, parent=parent)
        self._context = context
        self._rows: tuple[LetterRow, ...] = ()
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
        text = "Semua dikirim ke pencetak utama satu per satu dan dapat dihentikan di tengah jalan."
        if count < _ASK_FROM or Dialogs.confirm(self, f"Cetak {count} surat?", text, "Cetak"):
            outputs = self._context.outputs
            self._begin("Cetak", lambda file: outputs.print(file.name, file.content).name)

    def _save(self) -> None:
        if self.is_running() or not self._rows:
            return
        outputs = self._context.outputs
        folder = outputs.ask_folder(self)
        if folder is not None:
            name_once = _names()
            self._begin(
                "Simpan",
                lambda file: outputs.save_into(folder, name_once(file.name), file.content).name,
                _HANDS,
            )

    def _begin(self, does: str, use: Use, hands: int = 1) -> None:
        """First every letter gets its file, which writes; then the files go out beside other work."""
        rows, desk, actor = self._rows, self._context.desk, self._context.actor

        def prepare(report: Report, is_cancelled: IsCancelled) -> Errors:
            def tell(done: int, total: int) -> None:
                with suppress(CancelledError):  # what was made stays made
                    report(done, total, f"Menyiapkan {total} surat")

            ids = [one.id for one in rows]
            letters = desk.library.letters
            return file_letters(desk.uow, letters, desk.store, ids, actor, tell, is_cancelled)

        task = self._context.tasks.run_long(
            prepare,
            lambda wrong: self._send(rows, does, use, hands, wrong),
            self._fail,
            owner=self,
            writes=True,
        )
        self._follow(task, f"{does} {len(rows)} surat…")

    def _send(self, rows: tuple[LetterRow, ...], does: str, use: Use, hands: int, wrong: Errors) -> None:
        desk, actor = self._context.desk, self._context.actor
        was_stopped = self.task is not None and self.task.is_cancelled()

        def work(report: Report, is_cancelled: IsCancelled) -> tuple[LetterOutcome, ...]:
            def tell(done: int, total: int, text: str) -> None:
                with suppress(CancelledError):  # the run stops between two, and says how far it came
                    report(done, total, text)

            kept = kept_letters(desk.reader(), [one.id for one in rows], actor)

            def make(letter_id: int) -> WordFile:
                if letter_id not in kept:
                    raise wrong.get(letter_id) or UserError("surat_tidak_ditemukan")
                return kept_file(desk.store, kept[letter_id])

            return send_letters(rows, make, use, tell, lambda: was_stopped or is_cancelled(), hands)

        task = self._context.tasks.run_long(
            work, lambda told: self._done(does, told), self._fail, owner=self, writes=False
        )
        self._follow(task, f"{does} {len(rows)} surat…")

    def _follow(self, task: LongTask, text: str) -> None:
        self.task = task
        self._enable(idle=False)
        self.progress.follow(task, text)

    def _done(self, does: str, told: tuple[LetterOutcome, ...]) -> None:
        self._end()
        if all(one.name for one in told):
            self.untick_wanted.emit()
        self.report = LettersReport(self._context.theme, does, told, self.window())
        self.report.finished.connect(self._forget_report)
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


def _names() -> Callable[[str], str]:
    """Gives each file of a run a name of its own, on whichever thread it is asked."""
    given: set[str] = set()
    lock = threading.Lock()

    def once(name: str) -> str:
        path, number = Path(name), 1
        with lock:
            while name.casefold() in given:
                number += 1
                name = f"{path.stem} ({number}){path.suffix}"
            given.add(name.casefold())
        return name

    return once
