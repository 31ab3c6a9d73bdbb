"""Several alike approved together: how many are ticked, the button, the progress, and what became of each."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.requests.figures import RequestRow
from dinsos_desk.domain.routing import StageKind
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.letters.making import file_letter
from dinsos_desk.usecases.review.together import Alike, Outcome, approve_together
from ui.context import Context
from ui.dialogs import Dialogs
from ui.inbox.together_report import TogetherReport
from ui.tasks import CancelledError, IsCancelled, LongTask, Report
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.progress_line import ProgressLine

_DOES = {StageKind.REVIEW: "Paraf", StageKind.SIGN: "Tanda tangani", StageKind.NUMBER: "Beri nomor"}


def does_words(alike: Alike) -> str:
    """What approving means at this stage."""
    return _DOES[alike.kind]


class Together(Card):
    """Below the queue while something is ticked or under way."""

    finished = Signal()
    """All were tried: read the queue anew."""
    untick_wanted = Signal()

    def __init__(
        self, context: Context, open_elsewhere: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(name="setujui_bersama", padding=12, parent=parent)
        self._context = context
        self._open_elsewhere = open_elsewhere
        self._rows: tuple[RequestRow, ...] = ()
        self._alike: Alike | None = None
        self.task: LongTask | None = None
        self.report: TogetherReport | None = None
        self._said = text_label("", "strong", wrap=True)
        self._said.setObjectName("jumlah_dipilih")
        self.go = KeyButton(" ", "Alt+B", name="setujui_dipilih")
        self.go.clicked.connect(self._ask)
        self.leave = LinkButton("Lepas pilihan", name="lepas_pilihan")
        self.leave.setToolTip("Esc")
        self.leave.clicked.connect(self.untick_wanted)
        self.progress = ProgressLine()
        whole = column(self._said, self.go, row(self.leave, STRETCH), self.progress, spacing=6)
        self.body.addLayout(whole)
        self.hide()

    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self.task is not None

    def show_ticked(self, rows: Sequence[RequestRow], alike: Alike | None) -> None:
        """Offer what is ticked now; none hides the card."""
        if self.is_running():
            return
        self._rows, self._alike = tuple(rows), alike
        self.setVisible(bool(rows) and alike is not None)
        if alike is not None:
            self._said.setText(f"{len(rows)} dipilih · {alike.stage_name}")
            self.setAccessibleName(self._said.text())
            self.go.set_label(does_words(alike))
            self.go.setAccessibleName(f"{does_words(alike)} {len(rows)} permohonan")

    def _ask(self) -> None:
        rows, alike = self._rows, self._alike
        if alike is None or not rows or self.is_running():
            return
        does = does_words(alike)
        title = f"{does} {len(rows)} permohonan?"
        text = (
            f"{rows[0].service_name}, tahap {alike.stage_name}. Setiap permohonan diputuskan "
            "sendiri-sendiri; yang tidak dapat diputuskan dilaporkan sesudahnya."
        )
        held = self._open_elsewhere()
        if held:
            text += f" {held} di antaranya sedang dibuka pengguna lain."
        if Dialogs.confirm(self, title, text, does):
            self._run(rows, alike)

    def _run(self, rows: tuple[RequestRow, ...], alike: Alike) -> None:
        desk, actor = self._context.desk, self._context.actor

        def work(report: Report, is_cancelled: IsCancelled) -> tuple[Outcome, ...]:
            def tell(done: int, total: int, text: str) -> None:
                with suppress(CancelledError):  # the run stops between two, and says how far it came
                    report(done, total, text)

            told = approve_together(desk.uow, actor, rows, alike, desk.now, tell, is_cancelled)
            for letter in _letters(told):
                with suppress(DeskError):  # the file is made when it is wanted
                    file_letter(desk.uow(), desk.library.letters, desk.store, letter)
            return told

        self.task = self._context.tasks.run_long(work, self._done, self._fail, owner=self, writes=True)
        self._enable(idle=False)
        self.progress.follow(self.task, f"{does_words(alike)} {len(rows)} permohonan…")

    def _done(self, told: tuple[Outcome, ...]) -> None:
        alike, letters = self._alike, _letters(told)
        for one in told:
            if one.decided is not None:
                self._context.events.request_changed.emit(one.row.id)
        if any(one.decided is not None for one in told):
            self._context.events.letters_changed.emit()
        self._end()
        self.untick_wanted.emit()
        self.finished.emit()
        if alike is not None:
            self.report = TogetherReport(self._context, does_words(alike), told, letters, self.window())
            self.report.finished.connect(self._forget_report)
            self.report.open()

    def _forget_report(self, _result: int) -> None:
        if self.report is not None:
            self.report.deleteLater()
            self.report = None

    def _fail(self, error: Exception) -> None:
        self._end()
        self.finished.emit()
        self._context.tasks.failure.emit(error)

    def _end(self) -> None:
        self.task = None
        self._enable(idle=True)

    def _enable(self, *, idle: bool) -> None:
        self.go.setEnabled(idle)
        self.leave.setEnabled(idle)


def _letters(told: Sequence[Outcome]) -> tuple[int, ...]:
    return tuple(letter for one in told if one.decided is not None for letter in one.decided.letters)
