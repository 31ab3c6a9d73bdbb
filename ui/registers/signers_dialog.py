"""Which posts sign a printed register."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from dinsos_desk.catalog.office import Post
from dinsos_desk.errors import InvalidInput
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.office.posts import office_posts
from dinsos_desk.usecases.registers.prints import RegisterBook
from dinsos_desk.usecases.registers.signers import (
    NOBODY,
    WHO_PRINTS,
    Signers,
    register_signers,
    set_signers,
)
from ui.context import Context
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.telling import say_failure


class SignersDialog(QDialog):
    """Ctrl+Enter saves, Esc leaves."""

    saved = Signal()

    def __init__(
        self, context: Context, book: RegisterBook, posts: tuple[Post, ...], signers: Signers, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pengesahan_register")
        self.setWindowTitle("Penanda tangan buku register")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._context, self._book = context, book
        named = [(post.code, post.name) for post in posts]
        self.banner = Banner(context.theme, name="pengesahan_kabar")
        self.knows = QuietCombo(name="pengesahan_mengetahui", label="Mengetahui", letters=34)
        self.knows.set_choices([(NOBODY, "Tidak ada"), *named], signers.knows)
        self.keeps = QuietCombo(name="pengesahan_pemegang", label="Pemegang buku", letters=34)
        self.keeps.set_choices([(WHO_PRINTS, "Petugas yang mencetak"), *named], signers.keeps)
        self.everywhere = QCheckBox("Juga untuk semua buku register yang belum diatur sendiri")
        self.everywhere.setObjectName("pengesahan_semua")
        self.fields = {
            "mengetahui": Field("Mengetahui (kiri)", self.knows),
            "pemegang": Field("Pemegang buku (kanan)", self.keeps),
        }
        self.save = KeyButton("Simpan", "Ctrl+Return", ButtonKind.PRIMARY, name="pengesahan_simpan")
        self.cancel = KeyButton("Batal", "Esc", name="pengesahan_batal")
        for button in (self.save, self.cancel):
            button.setAutoDefault(False)
        feet = row(STRETCH, self.cancel, self.save, spacing=8)
        head = ElidedLabel(book.name, "section")
        self.setLayout(
            column(
                head, self.banner, *self.fields.values(), self.everywhere, feet,
                spacing=12, margins=(20, 16, 20, 16),
            )
        )  # fmt: skip
        self.setMinimumWidth(context.theme.px(480))
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)

    def submit(self) -> None:
        """Keep the choice."""
        if not self.save.isEnabled():
            return
        desk, actor, book = self._context.desk, self._context.actor, self._book
        chosen, all_of_them = Signers(self.knows.value(), self.keeps.value()), self.everywhere.isChecked()
        self.fields["pemegang"].clear_error()
        self.save.setEnabled(False)
        self._context.tasks.run_write(
            lambda: set_signers(desk.uow(), actor, book, chosen, all_of_them),
            self._done,
            self._fail,
            owner=self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def _done(self, _: object) -> None:
        self.saved.emit()
        self.accept()

    def _fail(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, InvalidInput):
            self.fields["pemegang"].set_error(" ".join(fault_sentence(fault) for fault in error.faults))
            self.fields["pemegang"].focus()
        else:
            say_failure(self._context, self.banner, error)


def ask_signers(context: Context, book: RegisterBook, banner: Banner, parent: QWidget) -> None:
    """Read which posts there are and who signs now, then ask; ``banner`` says how it went."""
    desk = context.desk

    def show(found: tuple[tuple[Post, ...], Signers]) -> None:
        dialog = SignersDialog(context, book, *found, parent)
        dialog.saved.connect(lambda: banner.say(Tone.OK, "Penanda tangan buku register tersimpan."))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    context.tasks.run_read(
        lambda: (office_posts(desk), register_signers(desk.reader(), book)),
        show,
        lambda error: say_failure(context, banner, error),
        owner=parent,
    )
