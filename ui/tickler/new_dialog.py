"""Writing down what must not be forgotten, with its day."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from dinsos_desk.errors import DeskError, InvalidInput
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.obligations.tickler import DAY, NUMBER, TEXT, NewTickler, add_tickler
from ui.context import Context
from ui.requests.decision_form import DecisionForm
from ui.requests.latest import say_error
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label

_WIDTH = 600


class NewTicklerDialog(QDialog):
    """Stays open while something is wrong; what was typed is lost only by turning back.

    ``subject``: what it is about, in words; with neither application nor person its receipt may be typed.
    """

    def __init__(
        self,
        context: Context,
        subject: str = "",
        request_id: int | None = None,
        person_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._request_id, self._person_id = request_id, person_id
        self.setObjectName("tindak_lanjut_baru")
        self.setWindowTitle("Tindak lanjut baru")
        self.news = Banner(context.theme, name="kabar_tindak_lanjut_baru")
        self.form = DecisionForm(self._today)
        is_free = request_id is None and person_id is None
        self.form.set_fields((TEXT, DAY, *((NUMBER,) if is_free else ())), "", {})
        self.save = KeyButton("Simpan", "Ctrl+Return", ButtonKind.PRIMARY, name="simpan_tindak_lanjut")
        self.cancel = KeyButton("Batal", "Esc", name="batal_tindak_lanjut")
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        head = text_label("Tindak lanjut baru", "section", wrap=True)
        about = text_label(subject, "muted", wrap=True)
        buttons = row(STRETCH, self.cancel, self.save, spacing=8)
        whole = column(head, about, self.news, self.form, buttons, spacing=12, margins=(24, 20, 24, 20))
        whole.setStretch(3, 1)
        self.setLayout(whole)
        about.setVisible(bool(subject))
        self.setFixedWidth(context.theme.px(_WIDTH))
        self.resize(self.width(), whole.totalHeightForWidth(self.width()))
        self.form.fields[TEXT.code].focus()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        context: Context,
        subject: str = "",
        request_id: int | None = None,
        person_id: int | None = None,
    ) -> bool:
        """Whether one was kept."""
        dialog = cls(context, subject, request_id, person_id, parent)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            event.ignore()

    def reject(self) -> None:
        if self.save.isEnabled():
            super().reject()

    def _save(self) -> None:
        desk, actor = self._context.desk, self._context.actor
        new = NewTickler(self.form.typed(), self._request_id, self._person_id)
        self.save.setEnabled(False)
        self._context.tasks.run_write(
            lambda: add_tickler(desk.uow(), actor, new, desk.now()),
            lambda _: self._saved(),
            self._failed,
            owner=self,
        )

    def _saved(self) -> None:
        self.save.setEnabled(True)
        self.accept()
        self._context.events.tickler_changed.emit()

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, InvalidInput):
            wrong = {fault.place for fault in error.faults}
            for code, field in self.form.fields.items():
                field.set_error(" ".join(fault_sentence(f) for f in error.faults if f.place == code))
            first = next((code for code in self.form.fields if code in wrong), TEXT.code)
            self.form.fields[first].focus()
        elif isinstance(error, DeskError):
            say_error(self.news, error)
        else:
            self._context.tasks.failure.emit(error)

    def _today(self) -> date:
        return self._context.desk.now().date()
