"""What stands above the wizard: which application this is, whether it is kept, and what there is to know."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from dinsos_desk.errors import Conflict, DeskError, UserError
from dinsos_desk.messages import sentence
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from ui.context import Context
from ui.intake.keys import RoomKeyButton
from ui.intake.lookups import Opened
from ui.intake.words import fee_words, promise_words, returned_words
from ui.queue.visitor import Visitor
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.layouts import column, restyle, text_label
from ui.widgets.page_header import PageHeader

_NEW = "Permohonan baru"
_FIRST = "Pilih layanan, atau lanjutkan konsep yang belum selesai"
_GONE = (
    "Layanan “{code}” pada konsep ini tidak ada lagi dalam katalog. "
    "Konsep tetap disimpan; hubungi administrator."
)
_LINKED = "Dibuka untuk orang yang sama; ditautkan dengan permohonan sebelumnya setelah disimpan."
_LINKED_DRAFT = (
    "Permohonan sebelumnya tersimpan sebagai konsep dan dapat dilanjutkan kapan saja. "
    "Keduanya ditautkan setelah disimpan."
)
_STALE = "Permohonan ini sudah berubah sejak konsepnya disimpan; yang ditampilkan keadaan terakhir."


class RoomHead(QWidget):
    """Title, the line below it, whether the draft is kept, the way to the next person, and the news."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.header = PageHeader(_NEW, _FIRST)
        self.kept = text_label("", "small")
        self.kept.setObjectName("konsep_tersimpan")
        self.leave = RoomKeyButton("Simpan & layani lain", "Esc", name="layani_lain")
        self.header.add_action(self.kept)
        self.header.add_action(self.leave)
        self.leave.hide()
        self.news = Banner(context.theme, name="kabar_penerimaan")
        self.setLayout(column(self.header, self.news, spacing=12))

    def show_first(self, visitor: Visitor | None) -> None:
        """Nothing is taken in yet."""
        self.header.set_title(_NEW)
        self.header.set_subtitle(f"{_ticket(visitor)}{_FIRST}")
        self.news.clear()
        self.kept.clear()
        self.leave.hide()

    def show_intake(self, opened: Opened, draft: IntakeDraft, visitor: Visitor | None, stale: bool) -> None:
        """Which application is in the wizard; ``stale``: it was changed since its draft was kept."""
        service = opened.service
        verb = "Perbaiki" if opened.returned else "Lengkapi"
        self.header.set_title(f"{verb} permohonan {opened.receipt}" if opened.receipt else _NEW)
        promise, fee = promise_words(service.time_limit), fee_words(service.standard.fee)
        self.header.set_subtitle(f"{_ticket(visitor)}{service.name} · {promise} · {fee}")
        self.kept.clear()
        self.leave.show()
        self.news.clear()
        if opened.reason is not None:
            self.news.say(Tone.WARN, returned_words(opened.reason))
        if stale:
            self.news.say(Tone.WARN, _STALE)
        if draft.linked_draft or draft.linked_from is not None:
            fresh = opened.draft_id is None
            self.news.say(Tone.INFO, _LINKED_DRAFT if draft.linked_draft and fresh else _LINKED)

    def say_kept(self, moment: datetime) -> None:
        """The draft lies on the disk."""
        restyle(self.kept, "role", "small")
        self.kept.setText(f"Konsep tersimpan {moment:%H.%M.%S}")

    def say_not_kept(self, error: Exception) -> None:
        """The draft could not be written."""
        restyle(self.kept, "role", "error")
        self.kept.setText("Konsep belum tersimpan")
        self.say_failure(error)

    def say_failure(self, error: Exception) -> None:
        """What the program foresaw, in words; anything else goes on to the crash dialog."""
        if isinstance(error, DeskError):
            told = sentence(error)
            tone = Tone.WARN if isinstance(error, UserError) else Tone.BAD
            link = "Muat ulang permohonan" if isinstance(error, Conflict) else ""
            self.news.say(tone, f"{told.text} {told.advice}".strip(), link)
        else:
            self._context.tasks.failure.emit(error)

    def say_gone(self, code: str) -> None:
        """The service of a draft is not in the catalogue any more."""
        self.news.say(Tone.WARN, _GONE.format(code=code))


def _ticket(visitor: Visitor | None) -> str:
    return f"{visitor.words} · " if visitor is not None else ""
