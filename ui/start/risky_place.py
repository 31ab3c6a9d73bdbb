"""Asked before a new office is made where databases break: on a network, or where files are synchronised."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.start.frame import StartFrame
from ui.theme import Theme, Tone
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, column, row, text_label

_TITLE = "Tempat data ini tidak aman"
_ADVICE = (
    "Tutup program ini, lalu buka kembali dengan folder di disk komputer ini. Versi portabel dipindahkan "
    "seluruh foldernya. Belum ada yang ditulis selain folder kosong."
)


class RiskyPlacePage(QWidget):
    """Closing is the main action; going on is possible, for a place that was taken for another."""

    accepted = Signal()
    leave = Signal()

    def __init__(self, theme: Theme, text: str, folder: str) -> None:
        super().__init__()
        self.setObjectName("halaman_tempat")
        self.setAccessibleName(_TITLE)
        self.setAccessibleDescription(f"{text} {_ADVICE}")
        icon = QLabel()
        icon.setPixmap(theme.icon("alert-outline", Tone.WARN).pixmap(theme.px(28), theme.px(28)))
        self.text = text_label(text, wrap=True)
        self.text.setObjectName("tempat")
        self.folder = text_label(folder, wrap=True)
        self.folder.setObjectName("folder_data")
        self.go_on = KeyButton("Tetap pakai", "Ctrl+Return", name="tetap_pakai")
        self.close_button = KeyButton("Tutup", "Esc", ButtonKind.PRIMARY, name="tutup_program")
        self.go_on.clicked.connect(self.accepted)
        self.close_button.clicked.connect(self.leave)
        title = ElidedLabel(_TITLE, "section")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        frame = StartFrame(
            theme,
            row(icon, title, spacing=10),
            self.text,
            self.folder,
            text_label(_ADVICE, "muted", wrap=True),
            row(STRETCH, self.go_on, self.close_button),
            width=560,
        )
        self.setLayout(column(frame))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.close_button.setFocus()
