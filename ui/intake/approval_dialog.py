"""Asks somebody who may let a rule be passed over to approve it here, with their own password."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QProgressBar, QWidget

from dinsos_desk.domain.approvals import Grant
from dinsos_desk.domain.fields import TextField
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.intake.approval import REASON, Wanted, approve_override, approvers
from dinsos_desk.usecases.office.users import ROLE_NAMES, UserData
from ui.context import Context
from ui.start.password_edit import PasswordEdit
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.choice_editors import make_field
from ui.widgets.field import Field
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.telling import say_failure

_REASON = TextField(code="alasan_pengecualian", label="Alasan pengecualian", max_length=400, required=True)
_WRONG_PASSWORD = "Kata sandi salah. Ketik sekali lagi."
_WIDTH, _MOST_ROWS = 560, 4


class ApprovalDialog(QDialog):
    """Stays open while something is wrong. The password leaves its field the moment it is tried."""

    def __init__(self, context: Context, wanted: Wanted, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted = wanted
        self._users: tuple[UserData, ...] = ()
        self.grant: Grant | None = None
        self.setObjectName("minta_persetujuan")
        self.setWindowTitle("Minta persetujuan")
        theme = context.theme
        self.news = Banner(theme, name="kabar_persetujuan")
        self.list = QListWidget()
        self.list.setObjectName("pemberi_persetujuan")
        self.list.setProperty("popup", True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(self._on_chosen)
        self.who = Field("Disetujui oleh", self.list)
        self.reason = make_field(_REASON, lambda: context.desk.now().date())
        self.reason.editor.set_text(wanted.reason)
        self.password = PasswordEdit(theme, "sandi_persetujuan")
        self.password.textEdited.connect(lambda: self.secret.clear_error())
        self.secret = Field("Kata sandi yang menyetujui", self.password, required=True)
        self.caps = text_label("Caps Lock tampaknya menyala.", "small")
        self.caps.hide()
        self.password.caps_lock.connect(self.caps.setVisible)
        self.waiting = QProgressBar()
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setAccessibleName("Sedang memeriksa kata sandi")
        keeps = self.waiting.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.waiting.setSizePolicy(keeps)
        self.waiting.hide()
        self.form = QWidget()
        secret = column(self.secret, self.caps, spacing=4)
        self.form.setLayout(column(self.who, self.reason, secret, self.waiting, spacing=10))
        self.approve = KeyButton("Setujui", "Ctrl+Return", ButtonKind.PRIMARY, name="setujui_pengecualian")
        self.approve.clicked.connect(self._approve)
        self.cancel = KeyButton("Batal", "Esc", name="batal_persetujuan")
        self.cancel.clicked.connect(self.reject)
        head = text_label("Minta persetujuan pengecualian", "section", wrap=True)
        words = (text_label(wanted.rule.text, "strong", wrap=True), text_label(about, "muted", wrap=True))
        parts = (head, *words, self.news, self.form, row(STRETCH, self.cancel, self.approve))
        self.setLayout(column(*parts, spacing=10, margins=(24, 20, 24, 20)))
        self.setFixedWidth(theme.px(_WIDTH))
        self.approve.setEnabled(False)
        self.form.setEnabled(False)
        desk = context.desk
        context.tasks.run_read(
            lambda: approvers(desk.reader(), wanted.service, wanted.rule),
            self._show_users,
            self._failed,
            owner=self,
        )

    @classmethod
    def ask(cls, parent: QWidget, context: Context, wanted: Wanted, about: str) -> Grant | None:
        """The approval, or None when the person turned back."""
        dialog = cls(context, wanted, about, parent)
        try:
            return dialog.grant if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.LayoutRequest:
            return super().event(event)
        done, layout = super().event(event), self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from the list, and approves from the password."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif enter and self.focusWidget() is self.password:
            self._approve()
        elif enter and self.focusWidget() is self.list:
            self.focusNextPrevChild(True)
        else:
            event.ignore()

    def reject(self) -> None:
        if self.waiting.isHidden():
            self.password.clear()
            super().reject()

    def _show_users(self, users: tuple[UserData, ...]) -> None:
        self._users = users
        if not users:
            self.form.hide()
            self.approve.hide()
            self.cancel.set_label("Tutup")
            self.news.say(Tone.WARN, nobody_words(self._wanted))
            self.cancel.setFocus()
            return
        for user in users:
            words = "\n".join(text for text in (user.name, user.post) if text)
            item = QListWidgetItem(words)
            item.setToolTip(words)
            self.list.addItem(item)
        rows = sum(self.list.sizeHintForRow(number) for number in range(min(len(users), _MOST_ROWS)))
        frame = self.list.height() - self.list.viewport().height()
        self.list.setFixedHeight(rows + frame)
        self.form.setEnabled(True)
        self.approve.setEnabled(True)
        self.list.setCurrentRow(0)
        written = bool(self._wanted.reason.strip())
        first = self.list if len(users) > 1 else self.password if written else self.reason.editor
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, place: int) -> None:
        """A password typed for one is never tried for another."""
        if 0 <= place < len(self._users):
            self.password.clear()
            self.password.setAccessibleName(f"Kata sandi {self._users[place].name}")

    def _approve(self) -> None:
        if not self.approve.isEnabled():
            return
        reason, password = self.reason.editor.text(), self.password.text()
        self.news.clear()
        self.reason.set_error("" if reason.strip() else "Tulis alasannya.")
        if not reason.strip():
            self.reason.focus()
            return
        if not password:
            self.secret.set_error("Isi kata sandi.")
            self.password.setFocus()
            return
        self.password.clear()
        self._set_busy(True)
        desk, login = self._context.desk, self._users[self.list.currentRow()].login
        wanted = replace(self._wanted, reason=reason)
        self._context.tasks.run_read(
            lambda: approve_override(desk.reader(), desk.ring, login, password, wanted, desk.now()),
            self._approved,
            self._failed,
            owner=self,
        )

    def _set_busy(self, busy: bool) -> None:
        self.waiting.setVisible(busy)
        for widget in (self.list, self.reason, self.password, self.approve, self.cancel):
            widget.setEnabled(not busy)

    def _approved(self, grant: Grant) -> None:
        self._set_busy(False)
        self.grant = grant
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, InvalidInput):
            said = " ".join(fault_sentence(fault) for fault in error.faults if fault.place == REASON)
            self.reason.set_error(said)
            self.reason.focus()
        elif isinstance(error, UserError) and error.code == "sandi_salah":
            self.secret.set_error(_WRONG_PASSWORD)
            self.password.setFocus()
        else:
            say_failure(self._context, self.news, error)


def nobody_words(wanted: Wanted) -> str:
    """What to do when nobody holds a role that the rule names."""
    roles = " atau ".join(ROLE_NAMES[role] for role in wanted.rule.override_roles)
    return (
        f"Belum ada pengguna aktif dengan peran {roles}. Administrator menambahkannya pada Pengaturan › "
        "Pengguna; sementara itu permohonan ini tetap tersimpan sebagai konsep."
    )
