"""The try-out of a draft: the real wizard, whose last step saves nothing and says what would come of it."""

from collections.abc import Callable
from random import randrange

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.errors import InvalidInput
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.drafts import IntakeDraft, without_hidden
from dinsos_desk.usecases.requests.clock import office_hours
from dinsos_desk.usecases.services.rehearsal import Trial, rehearse
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.keys import RoomKeyButton
from ui.intake.wizard import Wizard
from ui.intake.words import fee_words, promise_words
from ui.service_editor.try_result import TryResult
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import column
from ui.widgets.page_header import PageHeader
from ui.widgets.telling import say_failure

_BANNER = "Uji coba. Tidak ada permohonan, konsep, nomor, ataupun data orang yang disimpan."
_SAME = "Layanan yang diuji tidak dapat diganti di sini; Esc kembali ke penyuntingan."


class TryOut(QWidget):
    """Asks for leaving by signal; nothing typed here is kept."""

    leave_wanted = Signal()

    def __init__(
        self, context: Context, service: ServiceDef, hours: OfficeHours, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("uji_coba_layanan")
        self.context, self.service = context, service
        self._hours = hours
        promise, fee = promise_words(service.time_limit), fee_words(service.standard.fee)
        self.header = PageHeader("Uji coba", f"{service.name} · {promise} · {fee}")
        self.sample = KeyButton("Isi contoh", "Alt+I", name="uji_coba_contoh")
        self.sample.setToolTip("Mengisi semua langkah dengan orang dan data rekaan")
        self.sample.clicked.connect(self.fill)
        self.leave = RoomKeyButton("Selesai menguji", "Esc", name="uji_coba_keluar")
        self.leave.clicked.connect(self.leave_wanted)
        self.header.add_action(self.sample)
        self.header.add_action(self.leave)
        self.sign = Banner(context.theme, name="uji_coba_tanda")
        self.news = Banner(context.theme, name="uji_coba_kabar")
        self.stack = QStackedWidget()
        self.result = TryResult(context)
        self.result.again_wanted.connect(self.begin)
        self.result.leave_wanted.connect(self.leave_wanted)
        self.stack.addWidget(self.result)
        whole = column(self.header, self.sign, self.news, self.stack, spacing=10)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.sign.say(Tone.WARN, _BANNER)
        self.wizard: Wizard | None = None
        self.begin()

    def begin(self) -> None:
        """Try it out from the start."""
        self._open(IntakeDraft(self.service.code))

    def fill(self) -> None:
        """Fill every step with invented people and answers."""
        today, crowd = self.context.desk.now().date(), Crowd(randrange(1000))
        self.context.tasks.run_read(lambda: fill_draft(self.service, crowd, today), self._open, owner=self)

    def _open(self, draft: IntakeDraft) -> None:
        self.retire()
        self.news.clear()
        self.sample.show()
        model = DraftModel(draft, self.service)
        model.may_attach = False
        wizard = Wizard(self.context, model, self._hours)
        model.setParent(wizard)
        wizard.service_wanted.connect(lambda: wizard.foot.setText(_SAME))
        wizard.submit_wanted.connect(self._finish)
        self.wizard = wizard
        self.stack.addWidget(wizard)
        self.stack.setCurrentWidget(wizard)
        wizard.open_at_start(False)

    def main_action(self) -> None:
        """Ctrl+Enter: the next step, at the end the result."""
        if self.wizard is not None and self.stack.currentWidget() is self.wizard:
            self.wizard.main_action()

    def start(self) -> None:
        """Hand the cursor to what is shown."""
        if self.wizard is not None and self.wizard.is_open:
            self.wizard.page.start()

    def retire(self) -> None:
        """The wizard goes away."""
        if self.wizard is not None:
            self.wizard.retire()
            self.stack.removeWidget(self.wizard)
            self.wizard.hide()
            self.wizard.deleteLater()
            self.wizard = None

    def _finish(self) -> None:
        wizard = self.wizard
        if wizard is None:
            return
        wizard.set_busy(True)
        self.news.clear()
        draft = without_hidden(wizard.model.draft, wizard.checked)
        desk, actor, service = self.context.desk, self.context.actor, self.service

        def work() -> Trial:
            regions = desk.library.regions
            return rehearse(
                desk.uow(), desk.letters, actor, draft, service, regions, desk.now(), desk.key.approval_key()
            )

        self.context.tasks.run_write(work, self._show_result, self._refused, owner=wizard)

    def _show_result(self, trial: Trial) -> None:
        if self.wizard is not None:
            self.result.show_trial(trial, self.service, self.wizard.client_name())
            self.retire()
            self.sample.hide()
            self.stack.setCurrentWidget(self.result)
            self.result.start()

    def _refused(self, error: Exception) -> None:
        if self.wizard is None:
            return
        self.wizard.set_busy(False)
        if isinstance(error, InvalidInput):
            self.wizard.show_refused(error.faults)
        else:
            say_failure(self.context, self.news, error)


def hours_of(context: Context) -> Callable[[], OfficeHours]:
    """Reads the office hours; runs off the window's thread."""

    def work() -> OfficeHours:
        with context.desk.reader() as uow:
            return office_hours(uow)

    return work
