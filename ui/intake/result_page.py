"""After saving: the receipt number in large type, what is missing, and the tanda terima."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.routing import RequestState
from dinsos_desk.errors import DeskError
from dinsos_desk.messages import sentence
from dinsos_desk.usecases.intake.receipts import receipt
from dinsos_desk.usecases.intake.submit import Submitted
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.review.follow_up import FollowUp
from ui.context import Context
from ui.intake.keys import RoomKeyButton
from ui.intake.words import day_moment
from ui.letters.desk_prints import DeskPrints
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, FlowLayout, clear_layout, column, row, rule, text_label
from ui.widgets.offer_list import OfferList
from ui.widgets.onward_card import OnwardCard


def result_words(result: Submitted) -> str:
    """Where the application went, and when it is promised."""
    if result.missing:
        return "Disimpan sebagai belum lengkap: jam layanan berhenti sampai berkas dilengkapi."
    where = "Siap diambil" if result.state is RequestState.READY else f"Diteruskan ke {result.stage_name}"
    return f"{where}. Jatuh tempo {day_moment(result.due_at)}." if result.due_at else f"{where}."


class ResultPage(QWidget):
    """Offers the receipt; what fails here never harms what was saved."""

    new_wanted = Signal()
    open_wanted = Signal(int)
    follow_wanted = Signal(object)
    """A ``FollowUp``: open another service for the same people."""
    resume_wanted = Signal(str)
    """Go on with the draft of this nonce, because of which this application was opened."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._result: Submitted | None = None
        self.news = Banner(context.theme, name="kabar_tanda_terima")
        self.head = text_label("", "muted", wrap=True)
        self.number = text_label("", "figure")
        self.number.setObjectName("nomor_tanda_terima")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words = text_label("", wrap=True)
        self.missing = text_label("", wrap=True)
        self.missing.setObjectName("daftar_kurang")
        self.print = KeyButton("Cetak tanda terima", "Ctrl+P", name="cetak_tanda_terima")
        self.print.clicked.connect(lambda: self._make(self._print))
        self.word = KeyButton("Buka di Word", "Ctrl+O", name="buka_tanda_terima")
        self.word.clicked.connect(lambda: self._make(self._open))
        self.other = DeskPrints(context, self)
        self.other.outlet.refused.connect(self._failed)
        self.other.outlet.finished.connect(self._done)
        self.show_request = KeyButton("Buka permohonan", "Ctrl+B", name="buka_permohonan")
        self.show_request.clicked.connect(self._show_request)
        self.new = RoomKeyButton("Permohonan baru", "F2", ButtonKind.PRIMARY, name="permohonan_baru")
        self.new.clicked.connect(self.new_wanted)
        self.resume = KeyButton("Lanjutkan konsep sebelumnya", "Alt+K", name="lanjutkan_konsep")
        self.resume.clicked.connect(self._resume)
        self.offers = OfferList(keyed=True)
        self.offers.follow_wanted.connect(self._follow)
        self.onward = column(spacing=8)
        buttons = FlowLayout(spacing=context.theme.px(8))
        for button in (self.print, self.word, self.other, self.show_request):
            buttons.addWidget(button)
        card = Card("Permohonan tersimpan", name="hasil_permohonan", padding=24)
        for part in (self.news, self.head, self.number, self.words, self.missing):
            card.body.addWidget(part)
        card.body.addSpacing(context.theme.px(12))
        card.body.addLayout(buttons)
        card.body.addWidget(self.offers)
        card.body.addLayout(self.onward)
        card.body.addWidget(rule())
        card.body.addLayout(row(STRETCH, self.resume, self.new, spacing=context.theme.px(8)))
        middle = row(STRETCH, card, STRETCH)
        middle.setStretch(1, 6)
        self.setLayout(column(middle, STRETCH))

    def show_result(
        self,
        result: Submitted,
        name: str,
        service: str,
        openable: Mapping[str, str] | None = None,
    ) -> None:
        """Show what was saved. ``openable``: names of the services offered here."""
        self._result = result
        self.news.clear()
        self.head.setText(f"{name} · {service}. Nomor tanda terima:")
        self.number.setText(result.receipt)
        self.words.setText(result_words(result))
        lines = [f"• {text}" for text in result.missing]
        self.missing.setText("\n".join(["Yang masih harus dibawa:", *lines]) if lines else "")
        self.missing.setVisible(bool(lines))
        self.other.show_request(result.request_id, is_missing=bool(lines))
        self.resume.setVisible(bool(result.waiting_draft))
        self.offers.show_offers(result.offers, openable or {})
        clear_layout(self.onward)
        if result.onward:
            self.onward.addWidget(OnwardCard(result.onward))
        self._enable(True)

    def _resume(self) -> None:
        if self._result is not None and self._result.waiting_draft:
            self.resume_wanted.emit(self._result.waiting_draft)

    def _follow(self, service: str) -> None:
        if self._result is not None:
            self.follow_wanted.emit(FollowUp(service, self._result.request_id))

    def start(self) -> None:
        """The next thing is most often the print."""
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enable(self, enabled: bool) -> None:
        self.print.setEnabled(enabled)
        self.word.setEnabled(enabled)

    def _make(self, use: Callable[[WordFile], None]) -> None:
        result, desk = self._result, self._context.desk
        if result is None:
            return
        self._enable(False)
        self.news.say(Tone.INFO, "Tanda terima sedang dibuat…")

        def work() -> WordFile:
            return receipt(desk.reader(), desk.library.letters, result.request_id, desk.now())

        self._context.tasks.run_read(work, use, self._failed, owner=self)

    def _print(self, file: WordFile) -> None:
        outputs = self._context.outputs
        self.news.say(Tone.INFO, "Mengirim ke pencetak…")
        self._context.tasks.run_read(
            lambda: outputs.print(file.name, file.content),
            lambda _: self._done("Tanda terima dikirim ke pencetak."),
            self._failed,
            owner=self,
        )

    def _open(self, file: WordFile) -> None:
        try:
            self._context.outputs.open(file.name, file.content)
        except DeskError as error:
            self._failed(error)
        else:
            self._done("Tanda terima dibuka di Word.")

    def _done(self, words: str) -> None:
        self._enable(True)
        self.news.say(Tone.OK, words)

    def _failed(self, error: Exception) -> None:
        self._enable(True)
        if isinstance(error, DeskError):
            told = sentence(error)
            self.news.say(Tone.WARN, f"{told.text} {told.advice}".strip())
        else:
            self.news.clear()
            self._context.tasks.failure.emit(error)

    def _show_request(self) -> None:
        if self._result is not None:
            self.open_wanted.emit(self._result.request_id)
