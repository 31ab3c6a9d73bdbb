"""What a letter leads to, from the list and from its page: an application, a printed slip."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.intake.attachments import Owner
from dinsos_desk.usecases.intake.drafts import KeptDraft
from dinsos_desk.usecases.letters.making import WordFile
from dinsos_desk.usecases.mail.agenda import cancel_mail
from dinsos_desk.usecases.mail.dispositions import reopen, withdraw
from dinsos_desk.usecases.mail.intake import FromMail, begin_from_mail
from dinsos_desk.usecases.mail.prints import print_slip
from dinsos_desk.usecases.mail.view import MailView, view_mail
from ui.attachments.dialog import ShelfDialog
from ui.context import Context
from ui.dialogs import Dialogs
from ui.mail.origin import letter_of
from ui.mail.words import TreeRow

_AGAIN = "Surat ini sudah menjadi permohonan {receipts}. Mulai permohonan lain dari surat yang sama?"
_OTHERS = "{who} sudah memulai konsep permohonan dari surat ini. Mulai juga?"


class MailDeeds(QObject):
    """Works off the window's thread and tells how it went."""

    intake_wanted = Signal(object)
    """The draft to go on with (``KeptDraft``), or the ``Letter`` to begin from."""
    said = Signal(str)
    asked = Signal()
    """A question was answered, in whatever way."""
    written = Signal(str)
    """Something about the letter was changed: what, in words."""
    failed = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._place = parent

    def apply(self, mail_id: int) -> None:
        """Make an application of a letter; asks before a second one."""
        desk, actor = self._context.desk, self._context.actor

        def work() -> tuple[FromMail | KeptDraft, MailView]:
            return begin_from_mail(desk, actor, mail_id), view_mail(desk.reader(), actor, mail_id)

        self._context.tasks.run_read(work, self._begin, self.failed.emit, owner=self)

    def print(self, mail_id: int) -> None:
        """Open the routing slip in Word."""
        desk, actor = self._context.desk, self._context.actor
        self._context.tasks.run_read(
            lambda: print_slip(desk, actor, mail_id, desk.now()), self._open, self.failed.emit, owner=self
        )

    def show_scans(self, view: MailView) -> ShelfDialog:
        """Open what is scanned of a letter; a clerk of the desk may add to it."""
        may = self._context.actor.may(Role.PETUGAS, Role.OPERATOR) and not view.row.cancelled_reason
        dialog = ShelfDialog(
            self._context,
            f"Surat masuk {view.row.number}",
            Owner(view.nonce),
            {"": "Surat ini"},
            requirement="",
            may_change=may,
            sent=True,
            parent=self._place,
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self._context.events.mail_changed.emit())
        dialog.open()
        return dialog

    def reopen(self, chosen: TreeRow) -> None:
        """What was done waits again."""
        desk, actor = self._context.desk, self._context.actor
        self._write(
            lambda: reopen(desk.uow(), actor, chosen.recipient.id, desk.now()),
            "Dibuka lagi: disposisi ini menunggu kembali.",
        )

    def withdraw(self, chosen: TreeRow) -> None:
        """Take a disposition back, with a reason."""
        reason = self._reason("Cabut disposisi ini?", "Cabut")
        if reason is not None:
            desk, actor = self._context.desk, self._context.actor
            self._write(
                lambda: withdraw(desk.uow(), actor, chosen.recipient.id, reason, desk.now()),
                "Disposisi dicabut.",
            )

    def cancel(self, view: MailView) -> None:
        """A letter was entered by mistake, for some reason."""
        reason = self._reason(f"Batalkan surat masuk {view.row.number}?", "Batalkan surat")
        if reason is not None:
            desk, actor, row = self._context.desk, self._context.actor, view.row
            self._write(
                lambda: cancel_mail(desk.uow(), actor, row.id, row.corrections, reason, desk.now()),
                "Dibatalkan; nomor agendanya tidak dipakai lagi.",
            )

    def _reason(self, title: str, action: str) -> str | None:
        reason = Dialogs.ask_text(self._place, title, "Alasan", multi_line=True, action_label=action)
        self.asked.emit()
        return reason

    def _write(self, work: Callable[[], None], words: str) -> None:
        run = self._context.tasks.run_write
        run(work, lambda _: self.written.emit(words), self.failed.emit, owner=self)

    def _begin(self, found: tuple[FromMail | KeptDraft, MailView]) -> None:
        origin, view = found
        if isinstance(origin, KeptDraft):
            self.intake_wanted.emit(origin)
            return
        others = ", ".join(who for who, _, own in view.drafts if not own)
        question = _OTHERS.format(who=others) if others else ""
        if view.row.receipts:
            question = _AGAIN.format(receipts=view.row.receipts)
        if not question or Dialogs.confirm(self._place, "Jadikan permohonan", question, "Mulai permohonan"):
            self.intake_wanted.emit(letter_of(origin))

    def _open(self, made: WordFile) -> None:
        try:
            self._context.outputs.open(made.name, made.content)
        except DeskError as error:
            self.failed.emit(error)
        else:
            self.said.emit(f"{made.name} dibuka. Cetaklah dari sana.")
