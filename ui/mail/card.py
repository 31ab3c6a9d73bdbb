"""The letters an application came from, on its page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.usecases.requests.shown import MailOrigin
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import column, text_label

_KEY = "Alt+G"


class OriginCard(Card):
    """Number, sender and letter of each; Enter on a number opens it, Alt+G the first."""

    wanted = Signal(object)

    def __init__(self, mails: Sequence[MailOrigin], parent: QWidget | None = None) -> None:
        super().__init__("Berasal dari surat masuk", name="kartu_surat_asal", parent=parent)
        self.links: list[KeyButton] = []
        for mail in mails:
            key = "" if self.links else _KEY
            link = KeyButton(f"No. {mail.number}", key, ButtonKind.LINK, name=f"surat_asal_{mail.mail_id}")
            link.setAccessibleName(f"Buka surat masuk nomor {mail.number}")
            link.clicked.connect(lambda _=False, known=mail.mail_id: self.wanted.emit(known))
            self.links.append(link)
            self.body.addLayout(column(link, text_label(mail.words, "small", wrap=True), spacing=0))
