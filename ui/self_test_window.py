"""The self-test for whoever has no command window: the checks as they end, and a report to copy."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QDialog, QHeaderView, QProgressBar, QTreeWidget, QTreeWidgetItem

from dinsos_desk.desk import local_now
from dinsos_desk.paths import DataPaths, resources_dir
from dinsos_desk.self_test.findings import Finding, State, heading, lines, look, run, verdict
from dinsos_desk.self_test.fresh import fresh_test
from ui import theme as themes
from ui.look import kept_look, settings_at
from ui.self_test import window_checks
from ui.tasks import IsCancelled, Report, Tasks
from ui.theme import Theme, Tone
from ui.turns import Turns
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.windows_shell import announce

_NOTE = (
    "Yang diperiksa adalah program ini, dengan kantor percobaan yang dibuang sesudahnya. "
    "Data kantor tidak dibuka."
)
_LOOKS = {
    State.GOOD: (Tone.OK, "check-circle-outline"),
    State.NOTICE: (Tone.WARN, "alert-outline"),
    State.BAD: (Tone.BAD, "alert-circle-outline"),
    State.SKIPPED: (Tone.NEUTRAL, "minus-circle-outline"),
}


class SelfTestWindow(QDialog):
    """Runs the checks when it is shown. ``findings`` are those that ended."""

    finished_checks = Signal(bool)
    _heard = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pemeriksaan")
        self.setWindowTitle("Periksa Dinsos Desk")
        self.setWindowIcon(QIcon(str(resources_dir() / "icons" / "dinsos_desk.ico")))
        self.findings: list[Finding] = []
        self._theme = theme
        self._tasks = Tasks(self)
        self._made_at = local_now()
        self.banner = Banner(theme, name="hasil_pemeriksaan")
        self.waiting = QProgressBar()
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setAccessibleName("Sedang memeriksa")
        self.table = QTreeWidget()
        self.table.setObjectName("daftar_pemeriksaan")
        self.table.setAccessibleName("Hasil setiap pemeriksaan")
        self.table.setRootIsDecorated(False)
        self.table.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.table.setHeaderLabels(["Perihal", "Keadaan", "Keterangan"])
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(0, theme.px(190))
        self.table.setColumnWidth(1, theme.px(120))
        self.copy_button = KeyButton("Salin laporan", "Ctrl+S", name="salin_laporan")
        self.copy_button.setEnabled(False)
        self.close_button = KeyButton("Tutup", "Esc", ButtonKind.PRIMARY, name="tutup")
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.close)
        self.setLayout(
            column(
                text_label("Periksa Dinsos Desk", "title"),
                text_label(_NOTE, "muted", wrap=True),
                self.banner,
                self.waiting,
                self.table,
                row(STRETCH, self.copy_button, self.close_button),
                spacing=12,
                margins=(24, 24, 24, 24),
            )
        )
        self.resize(theme.px(860), min(theme.px(640), 700))
        self._heard.connect(self._add)
        self._tasks.run_long(self._program, self._window, self._failed, owner=self)

    def report(self) -> str:
        """Everything as the command line prints it."""
        rows = [heading(self._made_at), *map(lines, self.findings), verdict(self.findings)]
        return "\n".join(rows) + "\n"

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tasks.close()
        super().closeEvent(event)

    def _program(self, _report: Report, cancelled: IsCancelled) -> None:
        with fresh_test() as test:
            for check in test.checks():
                if cancelled():
                    return
                run((check,), self._heard.emit)

    def _window(self, _done: None) -> None:
        turns = Turns(self._window_pieces(), self)
        turns.done.connect(self._end)

    def _window_pieces(self) -> Iterator[None]:
        for subject, check in window_checks(self._theme):
            self._add(look(subject, check))
            yield

    def _failed(self, error: Exception) -> None:
        def again() -> str:
            raise error

        self._add(look("Pemeriksaan", again))
        self._end()

    def _add(self, finding: Finding) -> None:
        self.findings.append(finding)
        tone, icon = _LOOKS[finding.state]
        item = QTreeWidgetItem([finding.subject, finding.state.value, finding.text.replace("\n", " ")])
        item.setIcon(1, self._theme.icon(icon, tone))
        item.setForeground(1, QColor(self._theme.tone(tone)[0]))
        item.setToolTip(2, finding.text)
        self.table.addTopLevelItem(item)
        self.table.scrollToItem(item)

    def _end(self) -> None:
        good = not any(finding.state is State.BAD for finding in self.findings)
        self.waiting.hide()
        self.banner.say(Tone.OK if good else Tone.BAD, verdict(self.findings).strip())
        self.table.scrollToItem(self.table.topLevelItem(self._first_bad()))
        self.copy_button.setEnabled(True)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished_checks.emit(good)

    def _first_bad(self) -> int:
        """The row to look at: what is wrong, else the beginning."""
        bad = (place for place, finding in enumerate(self.findings) if finding.state is State.BAD)
        return next(bad, 0)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())
        self.copy_button.set_label("Tersalin")


def show_self_test(folder: DataPaths) -> bool:
    """Open the window and stay until it is closed; True when every check held.

    ``folder``: the data folder, only for the size of text that somebody chose.
    """
    announce()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    window = SelfTestWindow(themes.apply(app, *kept_look(settings_at(folder))))
    window.show()
    app.exec()
    return bool(window.findings) and not any(finding.state is State.BAD for finding in window.findings)
