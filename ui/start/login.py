"""Signing in, and opening the window again after it was locked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from ui.start.frame import StartFrame
from ui.start.password_edit import PasswordEdit
from ui.theme import Theme, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.field import Field
from ui.widgets.layouts import column, text_label


class LoginPage(QWidget):
    """Name and password; it only asks, whoever drives the program opens."""

    submitted = Signal(str, str)

    def __init__(self, theme: Theme, login: str = "", password: str = "") -> None:
        super().__init__()
        self.setObjectName("halaman_masuk")
        self.setAccessibleName("Masuk")
        self.title = text_label("Masuk", "section")
        self.subtitle = text_label("", "muted", wrap=True)
        self.subtitle.hide()
        self.banner = Banner(theme, name="kabar_masuk")
        self.login = QLineEdit(login)
        self.login.setObjectName("nama_masuk")
        self.login.setMaxLength(64)
        self.login_field = Field("Nama masuk", self.login)
        self.password = PasswordEdit(theme, "kata_sandi")
        self.password.setText(password)
        self.password_field = Field("Kata sandi", self.password)
        self.caps = text_label("Caps Lock tampaknya menyala.", "small")
        self.caps.setObjectName("caps_lock")
        self.caps.hide()
        self.waiting = QProgressBar()
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setAccessibleName("Sedang membuka")
        keeps = self.waiting.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.waiting.setSizePolicy(keeps)
        self.waiting.hide()
        self.button = KeyButton("", kind=ButtonKind.PRIMARY, name="masuk")
        self.button.setText("Masuk   Enter")
        self.button.setAccessibleName("Masuk")
        self.frame = StartFrame(
            theme,
            column(self.title, self.subtitle, spacing=2),
            self.banner,
            self.login_field,
            column(self.password_field, self.caps, spacing=4),
            self.waiting,
            self.button,
        )
        self.setLayout(column(self.frame))
        self.button.clicked.connect(self._submit)
        self.password.caps_lock.connect(self.caps.setVisible)
        for field in (self.login_field, self.password_field):
            field.editor.textEdited.connect(field.clear_error)

    def say_locked(self, name: str, idle_minutes: int = 0) -> None:
        """Tell who is away and why it is locked; somebody else may sign in as well."""
        self.title.setText("Terkunci")
        why = f"Terkunci karena tidak dipakai selama {idle_minutes} menit. " if idle_minutes else ""
        self.subtitle.setText(
            f"{why}Pekerjaan {name} tersimpan dan menunggu. Ketik kata sandi untuk melanjutkan."
        )
        self.subtitle.show()

    def say(self, tone: Tone, text: str) -> None:
        """Say something above the fields."""
        self.banner.say(tone, text)

    def refuse(self, text: str) -> None:
        """The password did not open: say it at its place and let it be typed anew."""
        self.set_busy(False)
        self.password_field.set_error(text)
        self.password.setFocus()
        self.password.selectAll()

    def set_busy(self, busy: bool) -> None:
        """While the office opens nothing can be typed, but the window stays alive."""
        self.waiting.setVisible(busy)
        for widget in (self.login, self.password, self.button):
            widget.setEnabled(not busy)
        self.button.setText("Membuka…" if busy else "Masuk   Enter")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.password if self.login.text() else self.login).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if not self.button.isEnabled():
            return
        login, password = self.login.text().strip(), self.password.text()
        self.banner.clear()
        self.login_field.set_error("" if login else "Isi nama masuk.")
        if not login:
            self.login.setFocus()
        elif not password:
            if self.password.hasFocus():
                self.password_field.set_error("Isi kata sandi.")
            self.password.setFocus()
        else:
            self.password_field.clear_error()
            self.submitted.emit(login, password)
