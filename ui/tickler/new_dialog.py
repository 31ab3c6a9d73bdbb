"""Writing down what must not be forgotten, with its day."""

from datetime import date

from PySide6.QtWidgets import QWidget

from dinsos_desk.usecases.obligations.tickler import DAY, NUMBER, TEXT, NewTickler, add_tickler
from ui.context import Context
from ui.requests.decision_form import DecisionForm
from ui.saving_dialog import SavingDialog
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row, text_label

_WIDTH = 600


class NewTicklerDialog(SavingDialog):
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
        super().__init__(context, parent)
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
        return cls(context, subject, request_id, person_id, parent).is_kept()

    def _save(self) -> None:
        desk, actor = self._context.desk, self._context.actor
        new = NewTickler(self.form.typed(), self._request_id, self._person_id)
        self.write(
            lambda: add_tickler(desk.uow(), actor, new, desk.now()),
            lambda _: self._context.events.tickler_changed.emit(),
        )

    def places(self) -> dict[str, Field]:
        return self.form.fields

    def _today(self) -> date:
        return self._context.desk.now().date()
